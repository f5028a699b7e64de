"""A value, a zero, a missing, a confidential and a not applicable observation never look the same, anywhere.

Every function that draws or writes observations is called five times on synthetic data that differ by that one
observation alone: the five outputs must be different. test_renderings_listed.py fails for a function that is not here.
"""

import io
import json
import zipfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pypdf import PdfReader

from loaders.reading.portraits import Value
from loaders.reading.series import Series
from pages.draw.markup import matrix, sparkline, sparks
from pages.draw.markup.chart import chart_markup
from pages.draw.markup.ranking import ranking_markup
from pages.draw.markup.tables import table_markup
from pages.draw.picture import draw_picture
from pages.draw.svg import paint_markup, paint_svg
from pages.files import bundle, csv, geodata, workbook
from pages.files.pdf import dossier as pdf_dossier
from pages.files.presentation import build
from pages.files.slides import slides
from pages.views import prepared, ranking, tables
from pages.views.charts.lines import line_over_years
from pages.views.compared import absent
from pages.views.content import Content
from pages.views.data import table
from pages.views.dossier import Dossier, Slide
from pages.views.layout.charts import lay_chart
from pages.views.marks import Chart
from pages.views.selection import Selection
from tests.corpus.states import CHARTED, make_content
from tests.proof import sample
from tests.synthetic import make_series

STATES: dict[str, dict[str, object]] = {
    "value": {"value": 12.0, "status": "normal"},
    "zero": {"value": 0.0, "status": "normal"},
    "missing": {"value": None, "status": "missing"},
    "confidential": {"value": None, "status": "confidential"},
    "not applicable": {"value": None, "status": "not_applicable"},
}
# Codes of the real map, synthetic values: the second territory is the one whose state changes.
HENIN, LENS, BETHUNE = "246200299", "246200364", "200072460"
SYNTHETIC = "Données synthétiques"


def make_year(state: str) -> Series:
    """Three territories in two years; what is said of Lens in the second is the state."""
    rows: list[dict[str, object]] = [
        {"territory": code, "year": year, "value": 10.0 + n, "id": f"{n}-{year}"}
        for n, code in enumerate((HENIN, LENS, BETHUNE))
        for year in (2020, 2021)
    ]
    rows[3] |= STATES[state]
    return make_series(rows)


def make_years(state: str) -> Series:
    """One territory over five years; what is said of the third is the state."""
    rows: list[dict[str, object]] = [{"territory": LENS, "year": 2017 + n, "value": 10.0 + n} for n in range(5)]
    rows[2] |= STATES[state]
    return make_series(rows)


def name(code: str) -> str:
    """The name of a territory is its code."""
    return code


SCOPE = Selection(
    (LENS,),
    (2009, 2026),
    False,
    ("D62",),
    "PMA",
    2025,
    pd.DataFrame({"short": {LENS: "Lens"}, "name": {LENS: "Lens"}, "level": "epci"}),
)


def make_chart(state: str) -> Chart:
    """The trend of Lens."""
    return Chart("line", "T", "t", "tonnes", 0, (line_over_years(make_years(state).frame, make_years(state), "Lens"),))


def _ranking(state: str) -> str:
    frame = make_year(state).frame
    frame = frame[frame["year"] == 2021]
    markup = ranking_markup(ranking.rank_rows(frame), make_year(state), SCOPE, 9)
    return markup + ranking.describe_unknown(frame, SCOPE, 3)


def _value(state: str, year: int = 2021) -> Value:
    known = STATES[state]["value"]
    number = None if known is None else float(str(known))
    return Value(year, str(year), number, str(STATES[state]["status"]), False, "", "terril", "")


def _table(state: str) -> str:
    return table_markup(tables.describe_rows(make_year(state).frame, SCOPE), tables.SHOWN, title="T")


def _sparkline(state: str) -> str:
    return sparkline.draw_sparkline(
        [_value("value", 2017), _value("value", 2018), _value(state, 2019), _value("value", 2020)]
    )


ON_PAGES: dict[str, Callable[[str], str]] = {
    "draw.markup.chart.chart_markup": lambda s: chart_markup(make_chart(s), "T"),
    "draw.svg.paint_markup": lambda s: paint_markup(lay_chart(make_chart(s), 6.5, 10), label="T", is_fixed=True),
    "draw.svg.paint_svg": lambda s: paint_svg(lay_chart(make_chart(s), 6.5, 10)).decode(),
    "draw.markup.sparkline.draw_sparkline": _sparkline,
    "draw.markup.sparks.sparks_markup": lambda s: sparks.sparks_markup({"T": make_years(s)}, {LENS: "Lens"}),
    "draw.markup.ranking.ranking_markup": _ranking,
    "draw.markup.tables.table_markup": _table,
    "draw.markup.matrix.matrix_markup": lambda s: matrix.matrix_markup(
        make_year(s).frame, SCOPE, decimals=0, label="T"
    ),
    "views.data.table.tabulate": lambda s: json.dumps(table.tabulate(make_year(s).frame)),
    "files.csv.write_french_csv": lambda s: csv.write_french_csv(
        tables.describe_rows(make_year(s).frame, SCOPE), {}
    ).decode("utf-8-sig"),
    "files.csv.write_plain_csv": lambda s: csv.write_plain_csv(tables.describe_rows(make_year(s).frame, SCOPE)).decode(
        "utf-8-sig"
    ),
    "files.csv.write_tidy_csv": lambda s: csv.write_tidy_csv(make_year(s).frame).decode(),
}


def make_synthetic(kind: str, state: str) -> Content:
    """The content of a view whose last series has a state."""
    return make_content(kind, make_year("value"), make_year(state))


KINDS: tuple[str, ...] = (
    "map", "trend", "ranking", "table", "cards", "streams", "multiples", "movement", "scatter", "dots", "slope",
    "before_after", "maps", "change", "crossed",
)  # fmt: skip


def read_slides(body: bytes) -> str:
    """The words, the tables and the values of the charts of a presentation; not its notes, which no reader sees."""
    said: list[str] = []
    for slide in Presentation(io.BytesIO(body)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                said.append(shape.text_frame.text)
            if shape.has_table:
                said += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
            if shape.has_chart:
                said += [f"{s.name} {list(s.values)}" for plot in shape.chart.plots for s in plot.series]
            if shape.shape_type == 13:
                said.append(str(hash(shape.image.blob)))
    return "\n".join(said)


def read_workbook(body: bytes) -> str:
    """The cells of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(body))
    return "\n".join(str(list(sheet.iter_rows(values_only=True))) for sheet in book)


def read_bundle(body: bytes) -> str:
    """The tables of a bundle."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "\n".join(archive.read(n).decode() for n in archive.namelist() if n.endswith((".csv", ".geojson")))


def read_layer(body: bytes, folder: Path, form: str) -> str:
    """The attributes of a layer."""
    path = folder / f"layer.{form}"
    path.write_bytes(body)
    layer = gpd.read_parquet(path) if form == "parquet" else gpd.read_file(path)
    return str(pd.DataFrame(layer.drop(columns="geometry")).to_csv())


@pytest.mark.parametrize("function", ON_PAGES, ids=str)
def test_a_page_renders_the_five_differently(function: str) -> None:
    found = {state: ON_PAGES[function](state) for state in STATES}
    assert find_alike(found) == []


def find_alike(found: dict[str, str]) -> list[tuple[str, str]]:
    """The pairs of states that came out the same."""
    states = list(found)
    return [(a, b) for n, a in enumerate(states) for b in states[n + 1 :] if found[a] == found[b]]


def draw_page(kind: str, state: str) -> str:
    """The charts of a view as a page has them, with what stands under them."""
    content = make_synthetic(kind, state)
    is_small = content.form == "small charts"
    drawn = [chart_markup(chart, chart.title, is_small=is_small) for chart in content.charts]
    said = absent.describe_absent(content.panels[-1].frame, [LENS], name, year=2021)
    return " ".join([*drawn, *content.lost, said])


@pytest.mark.parametrize("kind", CHARTED)
def test_the_charts_of_a_page_render_the_five_differently(kind: str) -> None:
    assert find_alike({state: draw_page(kind, state) for state in STATES}) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_renders_the_five_differently(kind: str) -> None:
    drawn = {s: draw_picture(make_synthetic(kind, s), form="svg", is_bare=True).decode() for s in STATES}
    assert find_alike(drawn) == []


@pytest.mark.parametrize(("kind", "form"), sample(list(product(KINDS, ("pptx", "pdf", "xlsx", "zip", "html"))), 14))
def test_a_file_renders_the_five_differently(kind: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {}
    for state in STATES:
        content = make_synthetic(kind, state)
        monkeypatch.setattr(prepared, "read_content", lambda view, content=content: content)
        dossier = Dossier(title="T", slides=(Slide(view=content.view),))
        if form == "pptx":
            found[state] = read_slides(slides.write_pptx(dossier)[0])
        elif form == "pdf":
            reader = PdfReader(io.BytesIO(pdf_dossier.write_pdf(dossier)[0]))
            found[state] = "\n".join(page.extract_text() for page in reader.pages)
        elif form == "xlsx":
            found[state] = read_workbook(workbook.write_content_workbook(content))
        elif form == "zip":
            found[state] = read_bundle(bundle.write_bundle(dossier)[0])
        else:
            found[state] = build.build_presentation(dossier, is_file=True, base="").decode()
    assert find_alike(found) == []


@pytest.mark.parametrize("form", ["geojson", "gpkg", "parquet"])
def test_a_layer_renders_the_five_differently(form: str, tmp_path: Path) -> None:
    write = {"geojson": geodata.write_geojson, "gpkg": geodata.write_geopackage, "parquet": geodata.write_parquet}[form]
    kinds: tuple[str, ...] = ("map", "maps", "change", "crossed")
    for kind in kinds:
        found = {state: read_layer(write(make_synthetic(kind, state)), tmp_path, form) for state in STATES}
        assert find_alike(found) == [], kind
