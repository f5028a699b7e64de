"""A remark on a figure that is computed, and on a grant, goes where they go."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from geo.versions import holding
from loaders.pipeline.build import write_tables
from loaders.pipeline.grants import identify_lines
from loaders.pipeline.ground import Ground, finish_tables
from loaders.pipeline.own import make_empty
from loaders.reading.series import load_series
from loaders.serving import open_version
from pages.files.rows import write_content_csv
from pages.files.slides.slides import write_pptx
from pages.files.workbook import write_content_workbook
from pages.server.panel import write_panel
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide
from pages.views.view import View
from tests.make_view import make_view
from tests.unit.files.remarked.test_remarked import LENS, REMARK, TOLD
from tests.withheld import read_whole

# A sum of the members of a grouping, which stands in no table, and a grant.
PMA = "PMA"
COMPUTED = {**REMARK, "indicator": "housing.authorised", "territory": PMA, "year": "2024", "period": "~valeur"}
SUMS: View = make_view(kind="trend", indicators=("housing.authorised",), territories=(PMA, LENS))


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The tables in which a word is said of a sum and of a grant; the id of the grant."""
    folder: Path = tmp_path_factory.mktemp("beside")
    whole = read_whole()
    grant = whole.grants[whole.grants["epci"].eq(LENS) & whole.grants["stage"].eq("awarded")].iloc[0]
    of_grant = {
        **REMARK,
        "indicator": "grant",
        "place": identify_lines(whole.grants)[grant.name],
        "year": str(grant["year"]),
    }
    ground = Ground(whole, pd.DataFrame({"is_hidden": False, "truth": float("nan")}, index=whole.observations.index))
    write_tables(finish_tables(ground, [COMPUTED, of_grant]), folder, own=make_empty())
    with holding(open_version(folder)):
        yield str(grant["id"])


def test_a_word_on_a_computed_figure_goes_where_the_figure_goes(beside: str) -> None:
    content = read_content(SUMS)
    signed = [(line.name, mark.x, mark.figure) for chart in content.charts for line in chart.lines
              for mark in line.marks if mark.is_remarked]  # fmt: skip
    assert [(x, figure) for _, x, figure in signed] == [(2024, "housing.authorised~PMA~2024~~valeur")]
    assert any(TOLD in note for note in content.notes)
    body, faults = write_pptx(Dossier(slides=(Slide(view=SUMS),)), base="http://t")
    notes = [slide.notes_slide.notes_text_frame.text for slide in Presentation(io.BytesIO(body)).slides
             if slide.has_notes_slide]  # fmt: skip
    assert faults == [] and TOLD in "\n".join(notes)
    book = openpyxl.load_workbook(io.BytesIO(write_content_workbook(content)))
    assert any(TOLD in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert TOLD in write_content_csv(content).decode("utf-8-sig")
    # The panel has its remarks apart, live (see pages.server.panel.said): not among its caveats.
    assert "Remarque de" not in (write_panel("housing.authorised~PMA~2024~~valeur") or "Remarque de")


def test_a_word_on_a_computed_figure_is_on_no_other_measure_of_it(beside: str) -> None:
    per_head = load_series("housing.authorised", territories=(LENS,), per_inhabitant=True).frame
    assert not per_head["note"].astype(str).str.contains("Remarque de", regex=False).any()


def test_a_word_on_a_grant_goes_where_the_grant_goes(beside: str) -> None:
    content = read_content(make_view(kind="grants", indicators=("subsidies.granted_amount",), territories=(LENS,)))
    own = content.rows[content.rows["id"].eq(beside)]
    assert own["note"].str.endswith(TOLD).all() and len(own) == 1
    assert "Remarque de" not in (write_panel(beside) or "Remarque de")
    assert any(note.startswith(str(own["nomBeneficiaire"].iloc[0])) and TOLD in note for note in content.notes)
    assert TOLD in write_content_csv(content).decode("utf-8-sig")
