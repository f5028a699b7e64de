"""The streams of waste of the départements of a region, in kilogrammes per inhabitant, in one year."""

from __future__ import annotations

from typing import ClassVar, Literal

from loaders.reading.streams import COLLECTED
from pages.views.addressing import address_theme
from pages.views.charts.bars import stack_rows
from pages.views.content import Content, Form, conclude, name_panels
from pages.views.data import cached
from pages.views.data.geography import read_codes
from pages.views.kinds.base import Base
from pages.views.marks import Chart
from pages.views.opening import open_scope
from pages.views.record import USUAL_YEARS, Indicators, Year, Years


class Neighbours(Base):
    """The streams of a `year`, or of the latest."""

    LABEL: ClassVar[str] = "Flux des départements"
    FORM: ClassVar[Form] = "charts"

    kind: Literal["neighbours"] = "neighbours"
    indicators: Indicators = (COLLECTED,)
    years: Years = USUAL_YEARS
    year: Year | None = None

    def read(self) -> Content:
        """One row per département and stream."""
        scope = open_scope(self.territories, self.years)
        year = self.year or int(cached.read_cells(scope.departements[0])["year"].max())
        rows = cached.read_ratios(year, read_codes("departement")).assign(unit="kg/hab.")
        panel = cached.read_series(COLLECTED, territories=(scope.departements[0],), per_inhabitant=True)
        return conclude(
            self,
            scope,
            (panel,),
            rows.assign(bar=rows["territory"].map(scope.name), part=rows["stream"]),
            address=address_theme(self.indicators, scope, year=year),
            year=year,
            title=f"{name_panels((panel,))} : {self.LABEL.lower()}",
            parts=("Département", "Flux"),
        )

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """A bar per département, made of its streams."""
        axis = "kilogrammes par habitant"
        return (stack_rows(content, bar="bar", part="part", value="value", unit="kg/hab.", decimals=1, axis=axis),)
