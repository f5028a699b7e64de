"""An office's own template: what of it is kept, what is not, and what is said of one that cannot be read."""

import io
import zipfile

import pytest
from lxml import etree
from pptx import Presentation

from pages.files.slides.slides import write_pptx
from pages.files.slides.template import TemplateError
from pages.views.dossier import Dossier, Slide
from pages.views.layout.metrics import measure_text
from tests.decks import TREND, open_deck, texts
from tests.make_view import make_view


def test_a_template_that_is_none_gets_a_sentence() -> None:
    with pytest.raises(TemplateError, match="n’est pas une présentation PowerPoint"):
        write_pptx(Dossier(slides=(Slide(view=TREND),)), template=b"not a presentation")


@pytest.mark.parametrize("part", ["ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("words", [b"<", b"<p/>"])
def test_a_damaged_template_gets_a_sentence(part: str, words: bytes) -> None:
    whole, damaged = io.BytesIO(), io.BytesIO()
    Presentation().save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, words if name == part else old.read(name))
    with pytest.raises(TemplateError, match="Choisissez-en un autre"):
        write_pptx(Dossier(), template=damaged.getvalue())


def test_the_sections_of_a_template_go_with_its_slides() -> None:
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[5])
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    tag = own.part._element.tag.rpartition("}")[0] + "}"
    extensions = etree.SubElement(own.part._element, f"{tag}extLst")
    extension = etree.SubElement(extensions, f"{tag}ext", {"uri": "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"})
    etree.SubElement(extension, f"{{{space}}}sectionLst", nsmap={"p14": space})
    body = io.BytesIO()
    own.save(body)
    deck, _ = open_deck(template=body.getvalue())
    assert deck.part._element.find(".//{*}sectionLst") is None


def test_a_narrow_template_cuts_sooner_and_keeps_the_unit() -> None:
    """Ten inches wide, half an inch left on each side: nine for the subtitle, whose letters have 18 points."""
    own, body = Presentation(), io.BytesIO()
    own.save(body)
    four = ("200072478", "200069672", "200044048", "200090751")
    view = make_view(kind="trend", indicators=("waste.collected",), territories=four)
    decks = [open_deck(Slide(view=view), template=template)[0] for template in (None, body.getvalue())]
    whole, cut = (next(t for t in texts(deck.slides[1]).split("\n") if "· tonnes" in t) for deck in decks)
    assert whole.startswith(
        "Pays d'Opale, Ternois, Osartis Marquion et Grand Calais Terres et Mers · 2009-2026 · tonnes"
    )
    assert cut.startswith("Pays d'Opale, Ternois… · 2009-2026 · tonnes") and measure_text(cut, 16) <= 9


def test_the_size_and_the_master_of_a_template_are_kept_and_its_slides_are_not() -> None:
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "À ne pas garder"
    body = io.BytesIO()
    own.save(body)
    deck, _ = open_deck(Slide(view=TREND), template=body.getvalue())
    assert (deck.slide_width, deck.slide_height) == (own.slide_width, own.slide_height)
    assert "À ne pas garder" not in "".join(texts(slide) for slide in deck.slides)
