"""A remark goes where its figure goes: the sign on a chart, the notes of a slide, the workbook, the CSV; as words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from loaders.pipeline.remarks import write_remark
from loaders.store import load_observations
from pages.draw.markup.matrix import matrix_markup
from pages.draw.markup.ranking import ranking_markup
from pages.draw.picture import draw_picture
from pages.files.rows import write_content_csv
from pages.files.slides.slides import write_pptx
from pages.files.workbook import write_content_workbook
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide
from pages.views.france.drawn import map_data
from pages.views.layout.explained import REMARKED, describe_marks
from pages.views.layout.maps.plan import make_plans
from pages.views.slides.said import describe_values
from pages.views.view import View
from pages.words.french import REMARKED as REMARKED_HERE
from tests.make_view import make_view
from tests.withheld import serve_remarked

LENS, BETHUNE = "246200364", "200072460"
WORDS = "=1+1 <b>quai</b> http://exemple.fr"
TOLD = write_remark("=Anne", "3 mars 2026", WORDS)
REMARK = {
    "indicator": "waste.collected", "territory": LENS, "place": "", "year": "2021", "period": "2021", "scope": "",
    "is_beside": "", "told": TOLD,
}  # fmt: skip
TOWN = "62498"
OF_TOWN = {**REMARK, "indicator": "population.municipal", "territory": TOWN, "year": "2017", "period": "2017"}
MAP: View = make_view(kind="map", indicators=("waste.collected",), territories=(BETHUNE,), year=2021)
TREND: View = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Content]:
    folder: Path = tmp_path_factory.mktemp("remarked")
    with serve_remarked([REMARK, OF_TOWN], folder):
        yield read_content(TREND)


@pytest.fixture
def mapped(content: Content) -> Content:
    """A map of the same tables, on which the territory is no more than one among others."""
    return read_content(MAP)


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


def test_a_map_of_outlines_is_told_whose_value_shown_has_one(mapped: Content) -> None:
    (data,) = mapped.maps.each
    assert data["table"]["remarked"] == {LENS: [2021]}
    assert [plan.remarked for plan in make_plans(mapped)] == [(LENS,)]
    assert [plan.remarked for plan in make_plans(read_content(MAP.model_copy(update={"year": 2020})))] == [()]


def test_the_picture_of_a_map_that_is_that_of_its_slide_has_the_sign_and_explains_it(mapped: Content) -> None:
    drawn = draw_picture(mapped, form="svg").decode()
    assert re.findall(r">(\*|une remarque[^<]*)<", drawn) == ["*", "*", "une remarque se lit avec le chiffre (1)"]
    assert describe_values(mapped).endswith("Avec une remarque : Lens-Liévin.")


def test_a_map_of_changes_and_one_of_two_indicators_have_it_of_either_figure(mapped: Content) -> None:
    of_change = {"kind": "change", "indicators": ("waste.collected",), "years": (2020, 2021)}
    crossed = {"kind": "crossed", "indicators": ("waste.collected", "population.municipal"), "year": 2021}
    for asked in (of_change, crossed):
        (data,) = read_content(make_view(territories=(BETHUNE,), **asked)).maps.each
        assert list(data["table"].get("remarked", {})) == [LENS], asked


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("measure", ["", "km2"])
def test_the_map_of_all_communes_has_it_and_a_density_that_of_its_population(measure: str) -> None:
    france = read_content(
        make_view(kind="france", indicators=("population.municipal",), territories=(LENS,), measure=measure)
    )
    (plan,) = make_plans(france)
    assert plan.remarked == (TOWN,) and f"Lens (2017) {TOLD}" in france.notes
    shown = map_data("densite" if measure else "population", None)
    assert shown["table"]["remarked"] == {TOWN: [2017]}
    own = france.rows[france.rows["territory"].eq(TOWN)]
    assert own["note"].tolist() == [TOLD] and TOLD in write_content_csv(france).decode("utf-8-sig")


def test_a_table_of_years_and_a_ranking_sign_the_figure_alone(content: Content) -> None:
    selection = content.selection
    rows = load_observations(["waste.collected"], territories=[LENS, BETHUNE])
    markup = matrix_markup(rows, selection, decimals=0, label="Essai")
    assert [cell for cell in markup.split("<td") if "t-remarked" in cell and "156" in cell] != []
    assert markup.count("t-remarked") == 1 and REMARKED_HERE in markup
    own = content.rows[content.rows["year"].eq(2021)].assign(rank="1")
    assert ranking_markup(own, content.panels[0], selection, 5).count("t-remarked") == 1
