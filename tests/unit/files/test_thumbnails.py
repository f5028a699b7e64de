"""Thumbnails: every slide before it is made, by an address that changes with its own slide alone."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette

from pages.files.slides.thumbnails import draw_thumbnail, list_thumbnails
from pages.server.thumbnails import NONE, routes
from pages.views.dossier import Dossier, Slide
from pages.views.slides.plan import plan_slides
from tests.asked import get
from tests.decks import CARDS, MAP, RANKING, TREND

SLIDES = tuple(Slide(view=view, section="Partie") for view in (TREND, CARDS, MAP, RANKING))
DOSSIER = Dossier(title="Bureau", subtitle="Jeudi", slides=SLIDES)


def draw(dossier: Dossier, number: int) -> str:
    """The SVG of a slide by its number."""
    query = parse_qs(urlsplit(list_thumbnails(dossier)[number - 1].address).query)
    return draw_thumbnail(query["genre"][0], query["d"][0]).decode()


def test_there_is_one_for_each_slide_that_will_be_made() -> None:
    found = list_thumbnails(DOSSIER)
    assert [one.number for one in found] == list(range(1, len(plan_slides(DOSSIER)) + 1)) == [1, 2, 3, 4, 5, 6, 7]
    assert [one.words for one in found][:3] == ["Titre", "Partie : Partie", "Vue 1 : Évolution"]


def test_a_thumbnail_says_what_its_slide_says() -> None:
    assert "Bureau" in draw(DOSSIER, 1) and "Jeudi" in draw(DOSSIER, 1)
    assert "156\u202f402\u00a0t" in draw(DOSSIER, 3)
    assert "190\u202f110\u00a0t" in draw(DOSSIER, 4)
    assert "Sources et définitions" in draw(DOSSIER, 7)


def test_a_change_of_one_view_changes_no_other_address() -> None:
    after = DOSSIER.model_copy(update={"slides": (SLIDES[0].model_copy(update={"comment": "Un mot."}), *SLIDES[1:])})
    changed = [a.number for a, b in zip(list_thumbnails(DOSSIER), list_thumbnails(after), strict=True) if a != b]
    assert changed == [3]
    assert "Un mot." in draw(after, 3)


def test_notes_that_are_never_shown_are_in_no_address() -> None:
    noted = Dossier(slides=(Slide(view=TREND, notes="Secret."),))
    assert list_thumbnails(noted) == list_thumbnails(Dossier(slides=(Slide(view=TREND),)))


@pytest.mark.parametrize("query", ["", "?genre=view", "?genre=view&d=abc", "?genre=cake&d=abc"])
def test_an_address_that_is_of_no_slide_is_refused_in_words(query: str) -> None:
    answer = get(Starlette(routes=routes), f"/vignette{query}")
    assert (answer.status, answer.text) == (400, NONE)


def test_the_server_gives_the_picture_of_a_slide() -> None:
    answer = get(Starlette(routes=routes), list_thumbnails(DOSSIER)[0].address)
    assert answer.headers["content-type"] == "image/svg+xml" and "Bureau" in answer.text
