"""What a blind reader hears of the files: the tags of a PDF as PDF/UA-1 asks, slides that say what they show."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from pages.files.pdf import dossier as pdf
from pages.files.pdf.handout import write_handout
from pages.files.slides.slides import write_pptx
from pages.views.dossier import Dossier, Slide
from pages.views.handout.choose import make_handout_of_theme
from pages.views.view import View
from tests.decks import BETHUNE, CARDS, LENS, MAP, RANKING, TREND, open_deck

DOSSIER = Dossier(
    title="Essai", slides=tuple(Slide(view=view, comment="Une phrase.") for view in (TREND, RANKING, MAP))
)


def make_handout() -> bytes:
    """The handout of a theme."""
    handout = make_handout_of_theme("/logement", (LENS, BETHUNE))
    assert handout is not None
    return write_handout(handout, base="https://exemple.fr")


PAPERS: dict[str, Callable[[], bytes]] = {
    "portrait": lambda: pdf.write_portrait(LENS, base="https://exemple.fr"),
    "dossier": lambda: pdf.write_pdf(DOSSIER, base="https://exemple.fr")[0],
    "handout": make_handout,
}
TITLES = {"portrait": "CA de Lens-Liévin", "dossier": "Essai", "handout": "Logement et renouvellement urbain"}


@cache
def read_paper(name: str) -> PdfReader:
    return PdfReader(io.BytesIO(PAPERS[name]()))


def list_kids(node: DictionaryObject) -> list[DictionaryObject]:
    """The elements of the tree in an element, in the order that they are read in."""
    kids = node.get("/K", [])
    found = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    return [kid for kid in found if isinstance(kid, DictionaryObject) and "/S" in kid]


def walk(node: DictionaryObject) -> Iterator[DictionaryObject]:
    for kid in list_kids(node):
        yield kid
        yield from walk(kid)


def list_tags(name: str) -> list[DictionaryObject]:
    """All elements of the tree of a paper, as they are read."""
    return list(walk(read_paper(name).trailer["/Root"]["/StructTreeRoot"]))


def read_attributes(cell: DictionaryObject) -> dict[str, Any]:
    found = cell.get("/A", [])
    return {key: value for one in found for key, value in one.get_object().items()}


papers = pytest.mark.parametrize("name", PAPERS)


@papers
def test_a_paper_says_that_it_is_accessible_in_which_language_and_under_which_title(name: str) -> None:
    reader = read_paper(name)
    root = reader.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/MarkInfo"]["/Suspects"]) == ("fr-FR", True, False)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] and reader.metadata is not None
    assert str(reader.metadata.title).startswith(TITLES[name])


@papers
def test_a_paper_is_read_from_its_title_and_no_heading_skips_a_level(name: str) -> None:
    kinds = [str(tag["/S"]) for tag in list_tags(name)]
    assert kinds.count("/Title") == 1
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    first = next((n for n, kind in enumerate(kinds) if re.fullmatch(r"/H\d|/Table|/Figure|/L", kind)), len(kinds))
    assert kinds.index("/Title") < first


@papers
def test_each_table_of_a_paper_has_heads_of_columns_and_rows_and_no_cell_that_names_others(name: str) -> None:
    tables = [tag for tag in list_tags(name) if tag["/S"] == "/Table"]
    assert bool(tables) == (name != "handout")
    for table in tables:
        head, *rows = [tag for tag in walk(table) if tag["/S"] == "/TR"]
        assert {read_attributes(cell)["/Scope"] for cell in list_kids(head)} == {"/Column"}
        for row in rows:
            first, *others = list_kids(row)
            assert len(others) + 1 == len(list_kids(head))
            if read_attributes(first).get("/Scope") == "/Column":
                continue
            assert (first["/S"], read_attributes(first)["/Scope"]) == ("/TH", "/Row")
            assert {cell["/S"] for cell in others} <= {"/TD"}
            assert not any(read_attributes(cell).get("/Headers") for cell in others)


@papers
def test_each_drawing_of_a_paper_says_what_it_shows_and_each_link_where_it_leads(name: str) -> None:
    drawn = [str(tag.get("/Alt", "")) for tag in list_tags(name) if tag["/S"] == "/Figure"]
    assert drawn and all(len(words) > 20 for words in drawn)
    links = [note.get_object() for page in read_paper(name).pages for note in page.get("/Annots", [])]
    assert links and all(str(link.get("/Contents", "")).strip() and "/StructParent" in link for link in links)
    assert {str(page["/Tabs"]) for page in read_paper(name).pages if page.get("/Annots")} == {"/S"}


def test_no_part_of_our_own_slides_is_in_english_for_who_types_in_it() -> None:
    body, _ = write_pptx(DOSSIER)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        texts = [archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")]
    assert {language for text in texts for language in re.findall(r'lang="([\w-]+)"', text)} == {"fr-FR"}


def test_a_slide_is_read_from_its_title_to_its_source_and_its_number() -> None:
    deck, _ = open_deck(Slide(view=TREND, comment="Une phrase."))
    names = [shape.name for shape in deck.slides[1].shapes]
    assert names[:3] == ["Titre", "Sous-titre", "Commentaire"]
    assert names[-2:] == ["Source", "Numéro"]
    assert any(name.startswith("Graphique : ") for name in names[3:-2])


@pytest.mark.parametrize("view", [TREND, CARDS, RANKING, MAP], ids=lambda view: view.kind)
def test_what_only_adorns_a_slide_is_passed_by_and_all_else_has_words(view: View) -> None:
    deck, _ = open_deck(Slide(view=view))
    spaces = {"adec": "http://schemas.microsoft.com/office/drawing/2017/decorative"}
    for shape in deck.slides[1].shapes:
        about = next(shape._element.iter("{*}cNvPr"))
        words = about.get("descr") or (shape.has_text_frame and shape.text_frame.text)
        assert bool(words) != bool(about.findall(".//adec:decorative", spaces)), shape.name


@pytest.mark.parametrize(
    ("view", "value"), [(TREND, "156\u202f402"), (RANKING, "1\u202f737"), (MAP, "")], ids=lambda one: str(one)[:9]
)
def test_what_stands_for_a_drawing_on_a_slide_says_its_values(view: View, value: str) -> None:
    deck, _ = open_deck(Slide(view=view))
    said = [next(shape._element.iter("{*}cNvPr")).get("descr") or "" for shape in deck.slides[1].shapes]
    assert any(value in words and re.search(r"\d", words) for words in said if words)
