"""A remark goes where its figure goes: the sign on a chart, the notes of a slide, the workbook, the CSV; as words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from loaders.pipeline.remarks import attach_remarks, write_remark
from pages.files.rows import write_content_csv
from pages.files.slides.slides import write_pptx
from pages.files.workbook import write_content_workbook
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide
from pages.views.layout.explained import REMARKED, describe_marks
from pages.views.view import View
from tests.make_view import make_view
from tests.withheld import read_whole, serve

LENS, BETHUNE = "246200364", "200072460"
WORDS = "=1+1 <b>quai</b> http://exemple.fr"
TOLD = write_remark("=Anne", "3 mars 2026", WORDS)
REMARK = {
    "indicator": "waste.collected", "territory": LENS, "place": "", "year": "2021", "period": "2021", "scope": "",
    "is_beside": "", "told": TOLD,
}  # fmt: skip
TREND: View = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Content]:
    folder: Path = tmp_path_factory.mktemp("remarked")
    whole = read_whole()
    with serve(replace(whole, observations=attach_remarks(whole.observations, [REMARK])), folder):
        yield read_content(TREND)


def test_the_mark_of_the_figure_alone_is_signed_and_the_sign_explained(content: Content) -> None:
    signed = [(line.name, mark.x, mark.text) for chart in content.charts for line in chart.lines
              for mark in line.marks if mark.is_remarked]  # fmt: skip
    assert signed == [("Lens-Liévin", 2021, "156\u202f402\u00a0t *")]
    assert REMARKED in describe_marks(content.charts)


def test_the_notes_of_the_slide_say_it_with_who_and_when(content: Content) -> None:
    body, faults = write_pptx(Dossier(slides=(Slide(view=TREND),)), base="http://t")
    notes = [slide.notes_slide.notes_text_frame.text for slide in Presentation(io.BytesIO(body)).slides
             if slide.has_notes_slide]  # fmt: skip
    assert faults == [] and f"Lens-Liévin (2021) {TOLD}" in "\n".join(notes)


def test_the_workbook_and_the_csv_have_it_as_words_that_nothing_runs(content: Content) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_content_workbook(content)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if TOLD in str(cell.value)]
    assert cells and all(cell.data_type == "s" and cell.hyperlink is None for cell in cells)
    csv = write_content_csv(content).decode("utf-8-sig")
    assert TOLD in csv and f'"{TOLD}' not in csv
