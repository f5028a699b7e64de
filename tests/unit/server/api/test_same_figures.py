"""Forty figures drawn with a written seed: the same value and status on page, slide, workbook and by address.

Programs read the addresses as their documentation shows: pandas, pyarrow, DuckDB, openpyxl, GDAL.
"""

from __future__ import annotations

import io
import json
import math
import random
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import duckdb
import openpyxl
import pandas as pd
import pyarrow.feather as feather
import pytest

from loaders import store
from loaders.catalog import load_catalog
from loaders.reading.surroundings import read_territories
from pages.files.workbook import write_dossier_workbook
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide
from pages.views.record import join_headline, split_headlines
from pages.views.view import View
from pages.words.french import STATUS_LABELS
from tests.corpus.routes import ask
from tests.decks import charts, open_deck
from tests.make_view import make_view
from tests.proof import SEED

VIEWS, OF_EACH, DIGITS = 10, 4, 8


class Figure(NamedTuple):
    """What a page shows of one year."""

    item: str
    territory: str
    year: int
    value: float
    status: str


@cache
def draw() -> tuple[tuple[View, tuple[Figure, ...]], ...]:
    """Ten trends drawn among all those of four known years or more, half per inhabitant, and four figures of each."""
    source, drawn = random.Random(SEED), []
    catalog = load_catalog()
    rows = store.load_observations(None, levels=["epci", "departement"], years=(2009, 2026))
    kept = rows[rows["value"].notna() & (rows["scope"].eq("") | rows["scope"].str.contains("="))]
    counts = kept.groupby(["indicator", "scope", "territory"], observed=True)["year"].nunique()
    things = sorted((str(i), str(s), str(t)) for (i, s, t), n in counts.items() if n >= OF_EACH)
    source.shuffle(things)
    items: set[str] = set()
    for indicator, scope, territory in things:
        item, per_inhabitant = join_headline(indicator, scope), len(drawn) % 2 == 1
        if item in items or (per_inhabitant and not catalog.may_per_inhabitant(indicator)):
            continue
        view = make_view(kind="trend", indicators=(item,), territories=(territory,), per_inhabitant=per_inhabitant)
        shown = read_content(view).rows
        known = shown[shown["value"].notna() & shown["territory"].astype(str).eq(territory)]
        if len(known) >= OF_EACH:
            items.add(item)
            chosen = known.iloc[sorted(source.sample(range(len(known)), OF_EACH))]
            figures = zip(chosen["year"], chosen["value"], chosen["status"].astype(str), strict=True)
            drawn.append((view, tuple(Figure(item, territory, int(y), float(v), s) for y, v, s in figures)))
        if len(drawn) == VIEWS:
            return tuple(drawn)
    raise LookupError(f"{len(drawn)} trends only")


def every_figure() -> list[Figure]:
    return [figure for _, figures in draw() for figure in figures]


def ask_for(view: View, form: str) -> bytes:
    ((indicator, scope),) = split_headlines(view.indicators)
    measure = "inhabitant" if getattr(view, "per_inhabitant", False) else "value"
    asked = {"indicator": indicator, "scope": scope, "territory": view.territories[0], "measure": measure}
    status, _, body = ask(f"/api/v1/series.{form}?{urlencode(asked)}")
    assert status == 200, body
    return body


def read_duckdb(body: bytes, folder: Path) -> pd.DataFrame:
    path = folder / "series.parquet"
    path.write_bytes(body)
    return duckdb.sql(f"SELECT year, value, status FROM read_parquet('{path}')").df()


def read_xlsx(body: bytes) -> pd.DataFrame:
    """The rows of the first sheet, under the head that begins with « Identifiant »."""
    lines = list(openpyxl.load_workbook(io.BytesIO(body)).worksheets[0].values)
    first = next(n for n, line in enumerate(lines) if line[0] == "Identifiant")
    return pd.DataFrame(lines[first + 1 :], columns=lines[first])


READERS: dict[str, Any] = {
    "json": lambda body, _: pd.DataFrame(json.loads(body)["rows"]),
    "csv": lambda body, _: pd.read_csv(io.BytesIO(body), dtype={"territory": str}),
    "fr.csv": lambda body, _: pd.read_csv(io.BytesIO(body), sep=";", decimal=",", encoding="utf-8-sig"),
    "parquet": read_duckdb,
    "arrow": lambda body, _: feather.read_feather(io.BytesIO(body)),
    "xlsx": lambda body, _: read_xlsx(body),
}


def test_forty_are_drawn() -> None:
    figures = every_figure()
    assert len(figures) == 40 and len({figure.item for figure in figures}) == 10
    assert any(figure.value != round(figure.value, DIGITS) for figure in figures)


@pytest.mark.parametrize("form", READERS)
def test_each_form_says_what_the_page_says(form: str, tmp_path: Path) -> None:
    is_french = form in ("fr.csv", "xlsx")
    columns = ("Année", "Valeur", "Statut") if is_french else ("year", "value", "status")
    for view, figures in draw():
        rows = READERS[form](ask_for(view, form), tmp_path)
        found = {int(y): (float(v), s) for y, v, s in rows[list(columns)].itertuples(index=False) if not pd.isna(v)}
        for one in figures:
            status = STATUS_LABELS[one.status] if is_french else one.status
            assert found[one.year] == (round(one.value, DIGITS), status), one


def test_a_workbook_says_what_the_page_says() -> None:
    dossier = Dossier(title="Quarante chiffres", slides=tuple(Slide(view=view) for view, _ in draw()))
    body, faults = write_dossier_workbook(dossier)
    assert faults == []
    for sheet, (_, figures) in zip(openpyxl.load_workbook(io.BytesIO(body)).worksheets, draw(), strict=False):
        lines = list(sheet.values)
        head = next(line for line in lines if "Valeur" in line)
        year, value, status = (head.index(name) for name in ("Année", "Valeur", "Statut"))
        found = {line[year]: (line[value], line[status]) for line in lines if isinstance(line[value], int | float)}
        for one in figures:
            written, status = found[one.year]
            # A workbook has fifteen digits that mean something, as Excel has.
            assert math.isclose(written, one.value, rel_tol=5e-15) and status == STATUS_LABELS[one.status], one


def test_a_slide_says_what_the_page_says() -> None:
    deck, faults = open_deck(*(Slide(view=view) for view, _ in draw()))
    assert faults == []
    told = [list(charts(slide)) for slide in deck.slides]
    told = [own for own in told if own]
    for own, (_, figures) in zip(told, draw(), strict=True):
        values = {
            float(v) for chart in own for plot in chart.plots for s in plot.series for v in s.values if v is not None
        }
        assert {one.value for one in figures} <= values, figures


def test_the_chart_of_a_page_says_what_its_rows_say() -> None:
    for view, figures in draw():
        marks = [m for chart in read_content(view).charts for line in chart.lines for m in line.marks]
        drawn = {(str(mark.x), mark.y, mark.status) for mark in marks}
        assert {(str(one.year), one.value, one.status) for one in figures} <= drawn


def test_a_code_read_as_text_joins_the_outlines() -> None:
    """As QGIS joins them: the outlines of a level with the figures of a year."""
    import geopandas as gpd

    outlines = gpd.read_file(io.BytesIO(ask("/api/v1/geometry/epci?departement=D62")[2]), engine="pyogrio")
    body = ask("/api/v1/series.csv?indicator=housing.authorised&level=epci&departement=D62&year=2022")[2]
    rows = pd.read_csv(io.BytesIO(body), dtype={"territory": str})
    joined = outlines.merge(rows, left_on="code", right_on="territory", validate="one_to_one")
    assert len(joined) == 20 and joined["value"].sum() == rows["value"].sum() > 1000
    assert set(joined["name_y"]) == set(read_territories().loc[joined["code"], "short"])
