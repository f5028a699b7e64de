"""The handout on paper: one page, its findings numbered with their sources, its drawings described."""

import io
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader
from starlette.applications import Starlette

from pages.files.links import handout_markup
from pages.files.pdf.handout import write_handout
from pages.files.slides.handout import write_handout_slide
from pages.server.handout import routes
from pages.views.handout.choose import make_handout_of_theme
from pages.views.handout.handout import NOTHING, Handout, Point
from pages.views.slides.format import OWN
from pages.views.slides.handout import compose_handout
from tests import asked

LENS, BETHUNE = "246200364", "200072460"


@pytest.fixture(scope="module")
def found() -> Handout:
    made = make_handout_of_theme("/logement", (LENS, BETHUNE))
    assert made is not None
    return made


def read_pages(body: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(body)).pages]


def test_a_handout_is_one_page_with_its_findings_and_its_sources(found: Handout) -> None:
    (said,) = read_pages(write_handout(found, base="https://exemple.fr"))
    for point in found.points:
        assert " ".join(point.sentence.split()) in said
    for number, source in enumerate(found.sources, 1):
        assert f"[{number}] {' '.join(source.split())}" in said
    assert "https://exemple.fr/logement" in said


def test_long_findings_and_many_sources_stay_on_one_page(found: Handout) -> None:
    long = Point(
        "Une phrase longue qui prend plusieurs lignes à elle seule. " * 4, tuple(f"Source {n}" for n in range(9))
    )
    assert len(read_pages(write_handout(replace(found, points=(long,) * 5)))) == 1


def test_a_handout_of_nothing_says_so(found: Handout) -> None:
    (said,) = read_pages(write_handout(replace(found, points=(), map=None, chart=None)))
    assert NOTHING in said


def test_the_address_of_a_handout_gives_its_file_and_refuses_what_is_not_known() -> None:
    app = Starlette(routes=routes)
    answer = asked.get(app, f"/fiche/pdf?page=/logement&territoires={LENS},{BETHUNE}")
    assert answer.status == 200 and answer.body.startswith(b"%PDF")
    assert 'filename="terril-fiche-logement-et-renouvellement-urbain.pdf"' in answer.headers["content-disposition"]
    slide = asked.get(app, f"/fiche/pptx?page=/logement&territoires={LENS},{BETHUNE}")
    assert slide.status == 200 and slide.body.startswith(b"PK")
    assert asked.get(app, f"/fiche/exe?territoire={LENS}").status == 404
    refused = asked.get(app, "/fiche/pdf?territoire=00000")
    assert refused.status == 404 and "ne connaît pas ce territoire" in refused.text


def test_the_links_to_a_handout_say_what_they_give() -> None:
    said = handout_markup({"territoire": LENS})
    assert 'href="/fiche/pdf?territoire=246200364"' in said and "une page (PDF)" in said
    assert 'href="/fiche/pptx?territoire=246200364"' in said and "une diapositive (PPTX)" in said


def test_the_same_is_one_slide_with_its_findings_its_drawings_and_its_sources(found: Handout) -> None:
    (slide,) = Presentation(io.BytesIO(write_handout_slide(found, base="https://exemple.fr"))).slides
    said = " ".join(" ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame).split())
    for point in found.points:
        assert " ".join(point.sentence.split()) in said
    assert found.sources[0][:40] in said
    assert sum(shape.has_chart for shape in slide.shapes) == 1
    assert sum(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in slide.shapes) == 1
    assert "https://exemple.fr/logement" in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("path", ["/logement", "/dechets", "/eau", "/subventions"])
def test_nothing_on_the_slide_lies_on_something_else(path: str) -> None:
    made = make_handout_of_theme(path, (LENS, BETHUNE))
    assert made is not None
    boxes = [part.box for part in compose_handout(made, OWN).parts]
    for n, one in enumerate(boxes):
        assert one.left >= 0 and one.right <= OWN.width and one.bottom >= 0 and one.top <= OWN.height
        for other in boxes[n + 1 :]:
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.top, other.top) - max(one.bottom, other.bottom)
            assert min(across, down) <= 0.01, (one, other)


def test_a_slide_of_nothing_says_so(found: Handout) -> None:
    (slide,) = Presentation(io.BytesIO(write_handout_slide(replace(found, points=(), map=None, chart=None)))).slides
    assert any(NOTHING in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
