"""The streams of waste of the départements of a region, in kilogrammes per inhabitant, in one year."""

from __future__ import annotations

from typing import ClassVar, Literal

from loaders.reading.streams import COLLECTED
from pages.views.charts.bars import stack_rows
from pages.views.content import Content, Form, conclude, name_panels
from pages.views.data import cached
from pages.views.data.geography import read_region
from pages.views.findings.parts import tell_longest_bar
from pages.views.kinds.base import Base
from pages.views.kinds.streams import find_departement, locate_flows
from pages.views.marks import Chart
from pages.views.opening import open_selection
from pages.views.record import USUAL_YEARS, Indicators, Year, Years
from pages.views.selection import LAST_YEAR


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
        selection = open_selection(self.territories, self.years)
        own = find_departement(selection)
        year = self.year or max((int(y) for y in cached.read_cells(own)["year"]), default=LAST_YEAR)
        rows = cached.read_ratios(year, read_region(own)).assign(unit="kg/hab.")
        panel = cached.read_series(COLLECTED, territories=(own,), per_inhabitant=True)
        return conclude(
            self,
            selection,
            (panel,),
            rows.assign(bar=rows["territory"].map(selection.name), part=rows["stream"]),
            address=locate_flows(self.indicators, selection, year),
            year=year,
            title=f"{name_panels((panel,))} : {self.LABEL.lower()}",
            parts=("Département", "Flux"),
        )

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """A bar per département, made of its streams."""
        axis = "kilogrammes par habitant"
        return (stack_rows(content, bar="bar", part="part", value="value", unit="kg/hab.", decimals=1, axis=axis),)

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """The département that collects most."""
        return tell_longest_bar(content, f"Le plus de déchets par habitant en {content.year}")
