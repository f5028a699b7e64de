"""What is aimed at or planned without a printed due year says so: on pages, in a panel, an answer, files, a slide."""

import io
from collections.abc import Callable
from html import unescape

import pytest
from pypdf import PdfReader

from loaders import store
from loaders.reading.portraits import load_portrait
from loaders.statuses import BESIDE, NO_DUE_YEAR
from pages.draw.markup.matrix import matrix_markup
from pages.files import bundle, csv, workbook
from pages.files.pdf import dossier as pdf_dossier
from pages.files.presentation import build
from pages.files.slides import slides
from pages.server.panel import write_panel
from pages.server.search import search
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide
from pages.views.kinds.table import Table
from pages.views.opening import open_selection
from tests.unit.files.test_five_renderings import read_bundle, read_slides, read_workbook

BOULONNAIS, INDICATOR = "246200729", "water.yield"
SAID = "objectif, échéance non imprimée"
# The yield aimed at in the Boulonnais: 85 %, in a page of 2021 that says no year.
VIEW = Table(indicators=(INDICATOR,), territories=(BOULONNAIS,))
DOSSIER = Dossier(title="T", slides=(Slide(view=VIEW),))


def find_aim() -> str:
    rows = store.load_observations([INDICATOR], territories=[BOULONNAIS], statuses=["objective"])
    (row,) = rows.to_dict("records")
    assert (row["published"], row["year"], row["warning"]) == ("85%", 2021, NO_DUE_YEAR)
    return str(row["id"])


def draw_matrix() -> str:
    rows = store.load_observations([INDICATOR], territories=[BOULONNAIS])
    return matrix_markup(rows, open_selection((BOULONNAIS,), (2009, 2026)), decimals=1, label="T")


def read_pdf(body: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages).split())


WHERE: dict[str, Callable[[], str]] = {
    "the page of the indicator": draw_matrix,
    "the panel": lambda: unescape(write_panel(find_aim()) or ""),
    "an answer": lambda: str(search("objectif rendement boulonnais", BOULONNAIS)),
    "a number": lambda: str(search("45 000", BOULONNAIS)),
    "a CSV": lambda: csv.write_french_csv(read_content(VIEW).describe(), {"Source": "T"}).decode("utf-8-sig"),
    "a workbook": lambda: read_workbook(workbook.write_content_workbook(read_content(VIEW))),
    "a bundle": lambda: read_bundle(bundle.write_bundle(DOSSIER)[0]),
    "slides": lambda: read_slides(slides.write_pptx(DOSSIER)[0]),
    "a PDF": lambda: read_pdf(pdf_dossier.write_pdf(DOSSIER)[0]),
    "a presentation": lambda: unescape(build.build_presentation(DOSSIER, is_file=True, base="").decode()),
}


@pytest.mark.parametrize("where", WHERE)
def test_an_aim_without_due_year_says_so(where: str) -> None:
    assert (NO_DUE_YEAR if where == "a bundle" else SAID) in WHERE[where]()


def test_a_portrait_has_no_due_year_in_its_place() -> None:
    (line,) = [
        line
        for section in load_portrait(BOULONNAIS).sections
        for line in section.targets
        if line.indicator == INDICATOR and line.latest.status == "objective"
    ]
    assert line.latest.due == "non imprimée"
    assert "échéance non imprimée" in read_pdf(pdf_dossier.write_portrait(BOULONNAIS))


def test_nothing_but_what_has_no_due_year_says_so() -> None:
    rows = store.load_observations(None, place=None)
    told = rows["warning"].astype(str).str.contains(NO_DUE_YEAR)
    assert told.sum() == 61 and {*rows.loc[told, "status"].astype(str)} <= {*BESIDE}
