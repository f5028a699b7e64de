"""A slope: the values of two years side by side, and who has no change between them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar, Literal

from pydantic import model_validator

from loaders.reading.series import Series
from pages.views.addressing import address_comparison
from pages.views.charts.lines import draw_lines, order_codes
from pages.views.compared.slopes import describe_slopes, describe_unmoved
from pages.views.content import Content, Form, conclude, join_panels
from pages.views.findings.moves import tell_between
from pages.views.kinds.base import Base
from pages.views.kinds.over_years import read_with_predecessors
from pages.views.marks import Chart, Line, Mark
from pages.views.opening import open_selection
from pages.views.record import USUAL_YEARS, Divisor, Years, check_measure, check_years


class Slope(Base):
    """The two `years` of each territory, joined where nothing between them forbids to compare."""

    LABEL: ClassVar[str] = "Pente entre deux années"
    FORM: ClassVar[Form] = "charts"

    kind: Literal["slope"] = "slope"
    years: Years = USUAL_YEARS
    per_inhabitant: bool = False
    measure: Divisor = ""

    @model_validator(mode="after")
    def _check(self) -> Slope:
        check_years(self.years)
        check_measure("pente entre deux années", self.measure, per_inhabitant=self.per_inhabitant)
        return self

    def read(self) -> Content:
        """The values of the two years."""
        selection = open_selection(self.territories, self.years, per_inhabitant=self.per_inhabitant)
        panels = read_with_predecessors(self.indicators, selection, self.measure)
        rows = join_panels(panels)
        ends = {"de": self.years[:1], "a": self.years[1:]}
        address = address_comparison(self.indicators, selection, view="pente", measure=self.measure, own=ends)
        notes = tuple(
            describe_unmoved(describe_slopes(panel, selection.territories, self.years), selection.name)
            for panel in panels
        )
        return conclude(
            self,
            selection,
            panels,
            rows[rows["year"].isin(self.years)],
            address=address,
            missing_among=selection.territories,
            notes=notes,
        )

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """A chart per indicator, of the two years only."""
        return tuple(
            replace(
                chart,
                lines=tuple(self._keep_ends(line, moves) for line in chart.lines),
                is_slope=True,
                is_from_zero=False,
            )
            for chart, moves in zip(
                draw_lines(content), map(partial(self._read_moves, content), content.panels), strict=True
            )
        )

    def _read_moves(self, content: Content, panel: Series) -> dict[str, str]:
        """The change of each territory in words, by the name of its line."""
        codes = order_codes(panel, content)
        names, slopes = content.selection.tell_apart(codes), describe_slopes(panel, codes, self.years)
        return {names[code]: change for code, change in zip(slopes["territory"], slopes["change"], strict=True)}

    def _keep_ends(self, line: Line, moves: dict[str, str]) -> Line:
        """The marks of the two years, joined unless the series is broken anywhere between; the last with its change."""
        first, last = self.years
        between = [mark for mark in line.marks if first < float(mark.x) <= last]
        is_whole = not any(mark.is_broken or (mark.figure and not mark.is_joined) for mark in between)
        ends: list[Mark] = [mark for mark in line.marks if float(mark.x) in self.years]
        move = moves.get(line.name, "")
        marks = [replace(mark, is_joined=is_whole, is_broken=not is_whole) for mark in ends]
        if move and marks and marks[-1].y is not None:
            marks[-1] = replace(marks[-1], text=f"{marks[-1].text} ({move})")
        return replace(line, marks=tuple(marks))

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """How the second year compares with the first."""
        return tell_between(content, self.years)
