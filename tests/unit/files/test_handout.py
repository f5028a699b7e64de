"""The handout on paper: one page, its findings numbered with their sources, its drawings described."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader
from starlette.applications import Starlette

from pages.files.links import handout_markup
from pages.files.pdf.handout import NOTHING, write_handout
from pages.server.handout import routes
from pages.views.handout.choose import make_handout_of_theme
from pages.views.handout.handout import Handout, Point
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
    refused = asked.get(app, "/fiche/pdf?territoire=00000")
    assert refused.status == 404 and "ne connaît pas ce territoire" in refused.text


def test_the_link_to_a_handout_says_what_it_gives() -> None:
    assert 'href="/fiche/pdf?territoire=246200364"' in handout_markup({"territoire": LENS})
