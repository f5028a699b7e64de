"""Whatever a dossier holds, it has a title, a slide for each view, one for each section that begins, one of sources."""

from __future__ import annotations

import io
import random
from functools import cache
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from pages.files.slides import deck
from pages.files.slides.slides import write_pptx
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide
from pages.views.record import ViewError
from pages.views.slides.plan import plan_slides
from pages.views.view import View
from tests.any_view import draw_view
from tests.proof import count

POOL = count(18, sampled=9)
WORDS = st.sampled_from(["", "Un mot.", "Un commentaire assez long pour un côté de diapositive. " * 12, "x" * 300])
SECTIONS = st.sampled_from(["", "Déchets", "Logement"])


@cache
def draw_pool() -> tuple[View, ...]:
    """Views drawn at random, some of which cannot be made; each is read once."""
    source = random.Random(15)
    views = tuple(draw_view(source) for _ in range(POOL))
    for view in views:
        try:
            read_content(view)
        except ViewError:
            continue
    return views


@st.composite
def draw_dossier(draw: st.DrawFn) -> Dossier:
    """A dossier of none to five views of the pool, with words and sections of all lengths."""
    views = draw(st.lists(st.integers(0, POOL - 1), max_size=5))
    slides = tuple(
        Slide(view=draw_pool()[n], title=draw(WORDS)[:160], comment=draw(WORDS), section=draw(SECTIONS)) for n in views
    )
    return Dossier(title="Essai", slides=slides)


def count_sections(dossier: Dossier) -> int:
    """How many sections begin, counted by hand: a name that differs from the last that there was."""
    begun = [slide.section for slide in dossier.slides if slide.section]
    return sum(name != before for name, before in zip(begun, ["", *begun], strict=False))


@given(draw_dossier())
@settings(max_examples=count(100, sampled=15), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_slides_of_any_dossier_are_its_views_its_title_its_sections_and_its_sources(dossier: Dossier) -> None:
    with patch.object(deck, "paint_parts"):
        body, _ = write_pptx(dossier)
    views = len(dossier.slides)
    wanted = 1 + views + count_sections(dossier) + (views > 0)
    assert len(Presentation(io.BytesIO(body)).slides) == len(plan_slides(dossier)) == wanted


@pytest.mark.parametrize(
    ("sections", "kinds"),
    [
        ((), ["title"]),
        (("", ""), ["title", "view", "view", "sources"]),
        (("A", "A", "B"), ["title", "section", "view", "view", "section", "view", "sources"]),
        (("A", "", "A"), ["title", "section", "view", "view", "view", "sources"]),
    ],
)
def test_a_section_has_a_slide_where_it_begins(sections: tuple[str, ...], kinds: list[str]) -> None:
    dossier = Dossier(slides=tuple(Slide(view=draw_pool()[0], section=name) for name in sections))
    assert [one.kind for one in plan_slides(dossier)] == kinds


def test_every_view_that_can_be_made_can_be_painted() -> None:
    body, faults = write_pptx(Dossier(slides=tuple(Slide(view=view, comment="Un mot.") for view in draw_pool())))
    assert not [fault for fault in faults if "dessinée" in fault]
    assert len(Presentation(io.BytesIO(body)).slides) == POOL + 2
