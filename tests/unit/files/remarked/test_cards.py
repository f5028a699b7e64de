"""A remark on a figure that stands as it is: cards of a page, a screen, a slide, a picture; portraits, on paper too."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from pages.draw.markup.cards import make_cards
from pages.draw.markup.findings import findings_markup
from pages.draw.markup.portrait import head_markup, portrait_markup
from pages.draw.picture import draw_picture
from pages.files.pdf.portrait import _choose_parts, _list_terms
from pages.files.presentation.cards import write_cards
from pages.files.presentation.screens import list_screens
from pages.files.slides.slides import write_pptx
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.data import cached
from pages.views.dossier import Dossier, Slide
from pages.views.findings.told import Told
from pages.views.layout.explained import REMARKED
from pages.words.french import REMARKED as REMARKED_HERE
from tests.make_view import make_view
from tests.unit.files.remarked.test_remarked import BETHUNE, LENS, REMARK, TOLD
from tests.withheld import serve_remarked

CARDS = make_view(kind="cards", indicators=("waste.collected",), territories=(LENS, BETHUNE), years=(2015, 2021))
# Lens-Liévin has 156 402 t and, of the census of 2023, so many inhabitants.
PEOPLE = {**REMARK, "indicator": "population.municipal", "year": "2023", "period": "2023"}
SIGNED = re.compile(r">([^<>]+)</a></span>\s*<span class=\"t-remarked\"|>([^<>]+)</a>\s*<span class=\"t-remarked\"")


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Content]:
    folder: Path = tmp_path_factory.mktemp("remarked-cards")
    with serve_remarked([REMARK, PEOPLE], folder):
        yield read_content(CARDS)


def read_signed(markup: str) -> list[str]:
    """The figures of some markup beside which the sign stands."""
    return ["".join(found).replace("\u202f", " ").replace("\u00a0", " ") for found in SIGNED.findall(markup)]


def test_the_card_of_a_page_and_of_a_screen_signs_the_figure_alone(cards: Content) -> None:
    made, _ = make_cards(["waste.collected"], cards.selection)
    on_screen = "".join(write_cards(cards, [LENS, BETHUNE], ""))
    for markup in (made["waste.collected"], on_screen):
        assert read_signed(markup) == ["156 402 t"] and f'aria-label="{REMARKED_HERE}"' in markup
    assert [screen.key for screen in list_screens(Dossier(slides=(Slide(view=CARDS),)), "") if screen.figures] == [
        REMARKED
    ]


def test_the_card_of_a_slide_and_of_a_picture_signs_it_and_says_what_the_sign_is(cards: Content) -> None:
    body, faults = write_pptx(Dossier(slides=(Slide(view=CARDS),)), base="http://t")
    (slide,) = [
        one for one in Presentation(io.BytesIO(body)).slides if "Carte :" in " ".join(s.name for s in one.shapes)
    ]
    words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
    assert faults == [] and [one for one in words if one.endswith("*")] == ["156\u202f402\u00a0t\u00a0*"]
    assert any(REMARKED in one for one in words) and TOLD in slide.notes_slide.notes_text_frame.text
    drawn = draw_picture(cards, form="svg").decode()
    assert [one for one in re.findall(r">([^<>]+)<", drawn) if "*" in one and "Remarque" not in one] == [
        "156\u202f402\u00a0t\u00a0*", REMARKED,
    ]  # fmt: skip


def test_a_portrait_signs_it_where_it_stands_and_the_population_at_its_head(cards: Content) -> None:
    found = cached.read_portrait(LENS)
    # Each in its line, and among its years.
    assert read_signed(portrait_markup(found)) == ["156 402 t"] * 2 + ["242 013 hab."] * 2
    assert read_signed(head_markup(found)) != [] and read_signed(head_markup(cached.read_portrait(BETHUNE))) == []


def test_the_paper_of_a_portrait_signs_it_and_says_the_remarks_at_its_end(cards: Content) -> None:
    found = cached.read_portrait(LENS)
    *_, said, sources = _choose_parts(found)
    assert (said.title, sources.title) == ("Remarques", "Sources")
    assert [words for words in said.before if words.endswith(TOLD)] == [*said.before] and len(said.before) == 2
    assert dict(_list_terms(found))["Population"].partition("(")[0].strip().endswith("habitants\u00a0*")
    assert "Remarques" not in [part.title for part in _choose_parts(cached.read_portrait(BETHUNE))]


def test_a_finding_that_ends_with_it_has_the_sign_after_its_sentence(cards: Content) -> None:
    (line,) = [one for section in cached.read_portrait(LENS).sections for one in section.whole
               if one.indicator == "waste.collected"]  # fmt: skip
    (signed,) = [value for value in line.values if "Remarque de" in value.note]
    told = Told("changed", "Déchets", "Elle en collecte <b>156 402 t</b>.", LENS, values=line.values, figure=signed.id)
    assert '&lt;b&gt;156 402 t&lt;/b&gt;.<span class="t-remarked"' in findings_markup([told])
    assert "t-remarked" not in findings_markup([replace(told, figure="autre")])
