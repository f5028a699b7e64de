"""Dossiers that are hard to draw: words that no file can write, indicators of two units, ranks that do not compare."""

import io

import pytest
from pptx import Presentation
from pypdf import PdfReader

from pages.files.pdf.dossier import write_pdf
from pages.files.presentation.screens import list_screens
from pages.files.slides.slides import write_pptx
from pages.views.contents import read_content
from pages.views.dossier import Dossier, DossierError, Slide, parse_dossier
from pages.views.marks import UNDRAWN
from tests.make_view import make_view

LENS, BETHUNE = "246200364", "200072460"
BOTH = ("waste.collected", "housing.authorised")
CARDS = make_view(kind="cards", indicators=("waste.collected",), territories=(LENS,))


def test_words_that_no_file_can_write_are_cleaned_on_opening() -> None:
    slide = Slide(view=CARDS, title="Un\r\ndeux\x00\u202e", comment="\ufeffUn\r\ndeux\x0b\ttrois")
    assert (slide.title, slide.comment) == ("Un deux", "Un\ndeux\ttrois")


@pytest.mark.parametrize("words", ["\x00", "\x7f", "\ufeff", "\uffff", "\u202e", "\x1b"])
def test_a_mark_without_a_glyph_stops_no_file(words: str) -> None:
    dossier = Dossier(title=f"A{words}", slides=(Slide(view=CARDS, title=f"Déchets{words}", comment=f"Dit{words}."),))
    body, faults = write_pdf(dossier)
    assert not faults and "Dit." in "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    deck = Presentation(io.BytesIO(write_pptx(dossier)[0]))
    assert deck.slides[1].shapes.title.text_frame.text == "Déchets"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_a_middle_that_is_no_number_is_refused(number: str) -> None:
    view = f'{{"kind":"map","indicators":["waste.collected"],"middle":{number}}}'
    with pytest.raises(DossierError, match="vue 1, « middle »"):
        parse_dossier(f'{{"format":"terril-dossier","version":1,"slides":[{{"view":{view}}}]}}'.encode())


@pytest.mark.parametrize("kind", ["ranking", "dots"])
def test_two_indicators_are_ranked_apart_among_the_territories_of_the_level(kind: str) -> None:
    content = read_content(make_view(kind=kind, indicators=BOTH, territories=(LENS, BETHUNE), year=2022))
    waste, housing = content.charts
    assert (waste.unit, housing.unit) == ("t", "logements")
    assert len(housing.categories) == 20 and waste.notes == ("1\u00a0territoire connu sur 20",)
    if kind == "dots":
        assert waste.categories == ("Béthune-Bruay", "Lens-Liévin") and waste.guides == (), "no median of one"
        assert {line.name: line.marks[0].text for line in waste.lines}["Lens-Liévin"] == "sans donnée"
    if kind == "ranking":
        assert waste.categories == ("1. Béthune-Bruay",)
        assert content.rows["rank"].max() == 20 and not content.rows.duplicated(["indicator", "territory"]).any()


def test_territories_never_known_the_same_years_have_no_ranks_and_it_is_said() -> None:
    view = make_view(kind="movement", indicators=("waste.collected",), territories=(LENS, BETHUNE))
    assert all(chart.is_empty for chart in read_content(view).charts)
    dossier = Dossier(slides=(Slide(view=view),))
    assert list(list_screens(dossier, ""))[1].paragraphs == (UNDRAWN,)
    deck = Presentation(io.BytesIO(write_pptx(dossier)[0]))
    assert any(UNDRAWN in shape.text_frame.text for shape in deck.slides[1].shapes if shape.has_text_frame)
