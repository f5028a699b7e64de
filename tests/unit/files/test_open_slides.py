"""Slides are valid: the schema and the rules of ISO 29500 hold, in our master and in an office's own."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation
from pptx.util import Inches

from pages.files.slides.master import LAYOUTS
from pages.files.slides.slides import write_pptx
from pages.files.slides.template import TemplateError
from pages.views.dossier import Dossier, Slide
from pages.views.slides.office import Office
from tests.decks import CARDS, MAP, PLANS, RANKING, TREND, open_deck, texts
from tests.make_view import make_view

SCATTER = make_view(kind="scatter", indicators=("housing.authorised", "housing.started"), year=2021)
DOSSIER = Dossier(
    title="Essai",
    slides=tuple(
        Slide(view=view, comment="Un mot.", section="Partie") for view in (TREND, CARDS, MAP, RANKING, PLANS, SCATTER)
    ),
)


def make_template(wide: float = 13.333, tall: float = 7.5) -> bytes:
    """A template of python-pptx's own master at a size in inches."""
    deck, body = Presentation(), io.BytesIO()
    deck.slide_width, deck.slide_height = Inches(wide), Inches(tall)
    deck.save(body)
    return body.getvalue()


@pytest.mark.parametrize("template", [None, make_template(10)], ids=["ours", "an office's"])
def test_no_fault_is_found_in_the_file(template: bytes | None, tmp_path: Path) -> None:
    body, faults = write_pptx(DOSSIER, base="https://terril.example", template=template)
    path = tmp_path / "deck.pptx"
    path.write_bytes(body)
    found = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(path))
    assert not faults and [str(error) for error in found.errors] == []


def test_the_ids_of_the_shapes_of_a_slide_are_positive_and_its_own() -> None:
    deck, _ = open_deck(*DOSSIER.slides)
    for slide in deck.slides:
        ids = [shape.shape_id for shape in slide.shapes]
        assert min(ids) > 0 and len(set(ids)) == len(ids)


def test_our_master_speaks_french_and_has_a_place_for_what_a_view_says() -> None:
    deck, _ = open_deck(Slide(view=TREND, comment="Un mot."))
    assert [layout.name for layout in deck.slide_layouts] == [name for _, name, _ in LAYOUTS.values()]
    assert all("Click" not in shape.text_frame.text for shape in deck.slide_master.placeholders)
    filled = {place.name: place.text_frame.text for place in deck.slides[1].placeholders}
    assert filled["Commentaire"] == "Un mot." and filled["Source"].startswith("Source : ")


def test_each_slide_but_the_cover_bears_its_number() -> None:
    deck, _ = open_deck(Slide(view=TREND))
    numbered = [bool(list(slide._element.iter("{*}fld"))) for slide in deck.slides]
    assert numbered == [False, True, True]


def test_the_logo_the_name_and_the_colours_of_the_office_are_on_the_slides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    from pages.files.slides import slides

    Image.new("RGB", (40, 20)).save(tmp_path / "logo.png")
    office = Office("Service des études", tmp_path / "logo.png", "#8c1d40", "#3f6f1c")
    monkeypatch.setattr(slides, "read_office", lambda: office)
    deck, _ = open_deck(Slide(view=TREND))
    assert [shape.shape_type for shape in deck.slide_master.shapes if shape.shape_type == 13] == [13]
    assert "Service des études · Chiffres lus le " in texts(deck.slides[0])
    theme = next(part for part in deck.part.package.iter_parts() if "theme1" in part.partname).blob.decode()
    assert '<a:accent1><a:srgbClr val="8C1D40"/>' in theme
    colors = [e.get("val") for e in deck.slide_layouts[2]._element.iter("{*}srgbClr")]
    assert colors == ["3F6F1C"]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (make_template(7.5, 10), "est en hauteur (19,1 × 25,4 cm)"),
        (make_template(13.333, 4), "cm sous le titre"),
    ],
)
def test_a_template_that_leaves_no_room_is_refused_with_its_sizes(template: bytes, said: str) -> None:
    with pytest.raises(TemplateError, match=said.replace("(", r"\(").replace(")", r"\)")):
        write_pptx(DOSSIER, template=template)


def recolour(words: str, paper: str) -> bytes:
    """A template whose theme has these colours of words and of paper."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    deck, body = Presentation(), io.BytesIO()
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    told = theme.blob.decode().replace('<a:sysClr val="windowText" lastClr="000000"/>', f'<a:srgbClr val="{words}"/>')
    theme._blob = told.replace('<a:sysClr val="window" lastClr="FFFFFF"/>', f'<a:srgbClr val="{paper}"/>').encode()
    deck.save(body)
    return body.getvalue()


def test_words_that_are_not_read_on_the_paper_of_a_template_are_refused_with_their_contrast() -> None:
    with pytest.raises(TemplateError, match="a un contraste de 1,0 ; 4,5 est attendu"):
        write_pptx(DOSSIER, template=recolour("777777", "777777"))


def test_marks_on_a_dark_template_have_the_colours_of_the_dark_theme() -> None:
    from pages.views.palette import DARK

    deck, _ = open_deck(Slide(view=TREND), template=recolour("F5F0E6", "0B2B3C"))
    (chart,) = [shape.chart for shape in deck.slides[1].shapes if shape.has_chart]
    colors = {str(series.format.line.color.rgb) for series in chart.plots[0].series}
    assert colors <= {color[1:].upper() for color in DARK.lines}
