"""Small charts side by side: one for each territory, or one for each indicator."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import model_validator

from pages.views.addressing import address_comparison
from pages.views.charts.lines import draw_lines
from pages.views.content import Content, Form, conclude, join_panels
from pages.views.kinds.base import Base
from pages.views.kinds.over_years import read_with_predecessors
from pages.views.marks import Chart
from pages.views.opening import open_selection
from pages.views.record import USUAL_YEARS, Divisor, Years, check_measure, check_years

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
        own = [("par", SPLITS[self.by])] if self.by != "territory" else []
        own += [("echelle", SCALES[self.scale])] if self.scale != "common" else []
        address = address_comparison(self.indicators, selection, view="multiples", measure=self.measure, own=own)
        return conclude(
            self, selection, panels, join_panels(panels), address=address, missing_among=selection.territories
        )

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """One chart per territory, all of one indicator on one scale; or one per indicator."""
        wholes = draw_lines(content)
        if self.by == "indicator":
            return wholes
        charts: list[Chart] = []
        for whole in wholes:
            values = [mark.y for line in whole.lines for mark in line.marks if mark.y is not None]
            top = max(values) if values and self.scale == "common" else None
            for line in whole.lines:
                one = Chart("line", line.name, whole.unit, whole.axis, whole.decimals, (line,), breaks=whole.breaks)
                charts.append(replace(one, top=top))
        return tuple(charts)
