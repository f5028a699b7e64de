"""Synthetic series for the charts of a comparison, and the content of a view of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from loaders.reading.series import Series
from pages.views.content import Content, join_panels
from pages.views.marks import Chart, Mark
from pages.views.selection import Selection
from tests.make_view import make_view
from tests.synthetic import make_series

ABSENT = ["missing", "confidential", "not_applicable"]
WORDS = {"missing": "sans donnée", "confidential": "confidentiel", "not_applicable": "sans objet"}
# Of views of one year: their rows are those of it.
OF_A_YEAR = ("dots", "scatter", "ranking")


def series(*rows: tuple[Any, ...], **options: Any) -> Series:
    """A series from (territory, year, value) with a status and a break where there are more."""
    keys = ("territory", "year", "value", "status", "break_before")
    filled = [{"id": f"{row[0]}-{row[1]}"} | dict(zip(keys, row, strict=False)) for row in rows]
    return make_series(filled, **options)


def select(territories: tuple[str, ...], names: Mapping[str, str], years: tuple[int, int] = (2009, 2026)) -> Selection:
    """Some territories that no deployment has; one without a name is called by its code."""
    table = pd.DataFrame({"short": names}, index=list(names), dtype=str)
    table = table.assign(code=table.index, level="epci", legal_form="", members="", epci="", departements="")
    return Selection(territories, years, False, ("D62",), "PMA", 2025, table)


def content_of(
    kind: str,
    *panels: Series,
    territories: tuple[str, ...],
    years: tuple[int, int] = (2020, 2021),
    among: tuple[str, ...] = (),
    names: Mapping[str, str] | None = None,
    **fields: Any,
) -> Content:
    """What a view of some series shows, as if they were those of the store."""
    asked = ("waste.collected", "housing.authorised") if len(panels) > 1 else ("waste.collected",)
    view = make_view(kind=kind, indicators=asked, years=years, **fields).model_copy(update={"territories": territories})
    rows = join_panels(panels)
    if kind in OF_A_YEAR:
        rows = rows[rows["year"] == years[1]]
    selection = select(territories, names or {}, years)
    words = ("Collecte", "où")
    return Content(view, selection, *words, panels, rows, (), (), "", "/", years[1], among=among)


def marks_of(chart: Chart) -> dict[str, tuple[Mark, ...]]:
    """The marks of each line of a chart, by name."""
    return {line.name: line.marks for line in chart.lines}


def values_of(chart: Chart) -> list[float]:
    """Every value that a chart marks."""
    return [mark.y for line in chart.lines for mark in line.marks if mark.y is not None]
