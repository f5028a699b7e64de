"""Small charts side by side: one for each territory, or one for each indicator."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import model_validator

from pages.views.addressing import address_comparison
from pages.views.charts.lines import draw_lines, list_lines, order_codes
from pages.views.content import Content, Form, conclude, join_panels
from pages.views.findings.moves import tell_trends
from pages.views.kinds.base import Base
from pages.views.kinds.over_years import read_with_predecessors
from pages.views.marks import Chart
from pages.views.opening import open_selection
from pages.views.record import USUAL_YEARS, Divisor, Years, check_measure, check_years
from pages.views.state.fields import BY
from pages.views.state.fields import SCALES as SCALE_WORDS

SPLITS = {"territory": "Territoire", "indicator": "Indicateur"}
SCALES = {"common": "Commune", "own": "Propre"}


class Multiples(Base):
    """A small chart `by` territory or by indicator, all on one `scale` or each on its own."""

    LABEL: ClassVar[str] = "Petits graphiques"
    FORM: ClassVar[Form] = "small charts"

    kind: Literal["multiples"] = "multiples"
    years: Years = USUAL_YEARS
    per_inhabitant: bool = False
    measure: Divisor = ""
    by: Literal["territory", "indicator"] = "territory"
    scale: Literal["common", "own"] = "common"

    @model_validator(mode="after")
    def _check(self) -> Multiples:
        check_years(self.years)
        check_measure("petits graphiques", self.measure, per_inhabitant=self.per_inhabitant)
        return self

    @property
    def form(self) -> Form:
        """Small charts of one line each; those of an indicator have all their lines and are charts as others."""
        return "small charts" if self.by == "territory" else "charts"

    def read(self) -> Content:
        """Every value between the first and the last year."""
        selection = open_selection(self.territories, self.years, per_inhabitant=self.per_inhabitant)
        panels = read_with_predecessors(self.indicators, selection, self.measure)
        own = {"par": [BY[self.by]], "echelle": [SCALE_WORDS[self.scale]]}
        address = address_comparison(self.indicators, selection, view="multiples", measure=self.measure, own=own)
        return conclude(
            self, selection, panels, join_panels(panels), address=address, missing_among=selection.territories
        )

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """One chart per territory, all of one indicator on one scale; or one per indicator."""
        wholes = draw_lines(content)
        if self.by == "indicator":
            return _share_scale(wholes) if self.scale == "common" else wholes
        return tuple(chart for whole in wholes for chart in self._split(whole))

    def _split(self, whole: Chart) -> list[Chart]:
        """A chart per line, the others behind it where they share a scale."""
        if self.scale == "own":
            return [replace(whole, title=line.name, lines=(line,)) for line in whole.lines]
        top = _find_top(whole)
        behind = {line.name: replace(line, is_other=True, is_lead=False) for line in whole.lines}
        return [
            replace(
                whole,
                title=line.name,
                lines=(*(other for name, other in behind.items() if name != line.name), line),
                top=top,
            )
            for line in whole.lines
        ]

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """Those of a trend."""
        return tell_trends(content)


def _find_top(chart: Chart) -> float | None:
    return max((mark.y for line in chart.lines for mark in line.marks if mark.y is not None), default=None)


def _share_scale(charts: tuple[Chart, ...]) -> tuple[Chart, ...]:
    """Charts of one unit on one scale; two units share none."""
    if len({chart.axis for chart in charts}) > 1:
        return charts
    tops = [top for chart in charts if (top := _find_top(chart)) is not None]
    return tuple(replace(chart, top=max(tops)) for chart in charts) if tops else charts


def split_charts(content: Content) -> list[tuple[Chart, ...]]:
    """The charts of each indicator of a view by territory: one for each that has a value."""
    counts = [len(list_lines(series, content, order_codes(series, content))) for series in content.panels]
    starts = [sum(counts[:n]) for n in range(len(counts))]
    return [content.charts[start : start + count] for start, count in zip(starts, counts, strict=True)]
