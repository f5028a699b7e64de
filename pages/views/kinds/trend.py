"""A trend: the values of a few territories over the years, or their index 100."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

import pandas as pd
from pydantic import model_validator

from loaders.catalog import load_catalog
from loaders.reading.series import Series
from loaders.statuses import NO_DUE_YEAR
from pages.views.addressing import address_comparison, address_theme
from pages.views.charts.lines import draw_lines, line_over_years, order_codes
from pages.views.compared.indexed import index_series
from pages.views.compared.withheld import describe_withheld
from pages.views.content import Content, Form, conclude, join_panels
from pages.views.data import cached
from pages.views.findings.moves import tell_index, tell_trends
from pages.views.kinds.base import Base
from pages.views.kinds.over_years import read_with_predecessors
from pages.views.maps.repeated import read_restriction
from pages.views.marks import NOT_COMPARABLE, Chart, Guide, Line, Mark
from pages.views.opening import open_selection
from pages.views.record import USUAL_YEARS, Divisor, Year, Years, check_measure, check_years
from pages.views.selection import Selection, keep_years
from pages.views.slots import assign_slots
from pages.words.french import STATUS_LABELS, format_value


class Trend(Base):
    """Lines over the years; `base` is the year of an index 100, `measure` divides as the page that compares does."""

    LABEL: ClassVar[str] = "Évolution"
    FORM: ClassVar[Form] = "charts"

    kind: Literal["trend"] = "trend"
    years: Years = USUAL_YEARS
    per_inhabitant: bool = False
    measure: Divisor = ""
    base: Year | None = None

    @model_validator(mode="after")
    def _check(self) -> Trend:
        check_years(self.years)
        check_measure("évolution", self.measure, per_inhabitant=self.per_inhabitant)
        return self

    def read(self) -> Content:
        """Every value between the first and the last year, and its index where one is asked for."""
        selection = open_selection(self.territories, self.years, per_inhabitant=self.per_inhabitant)
        panels = read_with_predecessors(self.indicators, selection, self.measure)
        rows, address = join_panels(panels), self._locate(selection)
        if self.base is None:
            return conclude(self, selection, panels, rows, address=address, missing_among=selection.territories)
        found = [index_series(panel, self.base) for panel in panels]
        indexed = tuple(_withhold(series, panel) for panel, (series, _) in zip(panels, found, strict=True))
        notes = tuple(describe_withheld(selection.name, panel.name, lost) for panel, lost in found)
        index = pd.concat([series.frame["value"] for series in indexed], ignore_index=True)
        return conclude(
            self,
            selection,
            indexed,
            rows.assign(index=index.to_numpy()),
            address=address,
            missing_among=selection.territories,
            notes=notes,
            is_index=True,
        )

    def _locate(self, selection: Selection) -> str:
        if not self.measure and self.base is None and len(self.indicators) == 1:
            return address_theme(self.indicators, selection)
        base = {"base": [self.base]} if self.base is not None else {}
        return address_comparison(self.indicators, selection, view="lignes", measure=self.measure, own=base)

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """A chart per indicator; one of all of them where an index gives one territory a single unit."""
        if self.base is not None and len(self.territories) == 1 and len(content.panels) > 1:
            return (_mark_level(_draw_together(content)),)
        charts = draw_lines(content)
        if self.base is not None:
            return tuple(map(_mark_level, charts))
        if self.measure not in ("", "inhabitant"):
            return charts
        return tuple(add_beside(chart, panel, content) for chart, panel in zip(charts, content.panels, strict=True))

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """How the latest value compares with the earliest that it may be compared with, or with its base."""
        return tell_trends(content) if self.base is None else tell_index(content, self.base)


def _withhold(indexed: Series, panel: Series) -> Series:
    """The index, in which a value that does not compare with that of the base is not comparable, not missing."""
    is_withheld = indexed.frame["value"].isna() & panel.frame["value"].notna()
    statuses = indexed.frame["status"].astype(str).mask(is_withheld, NOT_COMPARABLE)
    return replace(indexed, unit="", frame=indexed.frame.assign(status=statuses))


def _mark_level(chart: Chart) -> Chart:
    """An index: its scale need not begin at zero, and the level of 100 is marked."""
    return replace(chart, is_from_zero=False, guides=(Guide("level", ((0.0, 100.0), (1.0, 100.0))),))


def _draw_together(content: Content) -> Chart:
    """The indexes of several indicators of one territory on one axis: the one case where they share a unit."""
    (code,) = content.selection.territories
    lines = tuple(
        line_over_years(series.frame[series.frame["territory"].astype(str) == code], series, series.name, slot=slot)
        for slot, series in enumerate(content.panels)
        if series.frame["value"].notna().any()
    )
    first = content.series
    return Chart("line", content.selection.name(code), first.unit, first.unit_label, first.decimals, lines)


def has_beside(chart: Chart) -> bool:
    """Whether something that stands beside results is on a chart."""
    return any(mark.is_beside for line in chart.lines for mark in line.marks)


def add_beside(chart: Chart, panel: Series, content: Content) -> Chart:
    """The chart with what stands beside the results of its territories and of the regions that they lie in, a line of
    marks for each territory and status; what has no due year has no place on it."""
    selection = content.selection
    indicator = panel.indicator
    if panel.per_inhabitant:
        indicator = load_catalog().indicators[indicator].per_inhabitant or ""
    rows = cached.read_beside(indicator)
    rows = rows[rows["value"].notna() & ~rows["warning"].astype(str).str.contains(NO_DUE_YEAR)]
    codes = (*order_codes(panel, content), *selection.regions)
    rows = keep_years(rows[rows["territory"].isin(codes) & (rows["scope"] == read_restriction(panel))], selection)
    slots = assign_slots(order_codes(panel, content))
    lines = []
    keys = [rows["territory"].astype(str), rows["status"].astype(str)]
    for (code, status), own in rows.groupby(keys, sort=False):
        marks = tuple(
            Mark(
                int(row["year"]), float(row["value"]), _write(row, panel), str(status), str(row["id"]), is_joined=False
            )
            for _, row in own.sort_values("year").iterrows()
        )
        name = f"{STATUS_LABELS[str(status)]} {selection.name(str(code))}"
        lines.append(Line(name, marks, slot=slots.get(str(code), 0), is_other=str(code) not in slots))
    return replace(chart, lines=(*chart.lines, *lines))


def _write(row: pd.Series, panel: Series) -> str:
    return format_value(float(row["value"]), panel.unit, panel.decimals)
