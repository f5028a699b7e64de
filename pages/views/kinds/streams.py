"""Each stream of the waste of a département or an EPCI by destination, in one year."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator

from loaders.reading.streams import COLLECTED
from pages.views.addressing import address_theme
from pages.views.charts.bars import stack_rows
from pages.views.content import Content, Form, conclude, name_panels
from pages.views.data import cached
from pages.views.findings.parts import tell_longest_bar
from pages.views.kinds.base import Base
from pages.views.marks import Chart
from pages.views.opening import open_selection
from pages.views.record import USUAL_YEARS, Indicators, Year, Years, check_years
from pages.views.selection import Selection


class Streams(Base):
    """The streams of the first territory, département or EPCI, in a `year` or in the latest between two `years`."""

    LABEL: ClassVar[str] = "Flux et destinations"
    FORM: ClassVar[Form] = "charts"

    kind: Literal["streams"] = "streams"
    indicators: Indicators = (COLLECTED,)
    years: Years = USUAL_YEARS
    year: Year | None = None

    @model_validator(mode="after")
    def _check(self) -> Streams:
        check_years(self.years)
        return self

    def read(self) -> Content:
        """One row per stream and destination, in tonnes."""
        selection = open_selection(self.territories, self.years)
        own = find_departement(selection)
        cells = cached.read_cells(own)
        years = sorted(int(y) for y in cells["year"].unique() if self.years[0] <= y <= self.years[1])
        year = self.year if self.year in years else (years[-1] if years else None)
        rows = cells[cells["year"] == year].assign(unit="t")
        panel = cached.read_series(COLLECTED, territories=(own,))
        return conclude(
            self,
            selection,
            (panel,),
            rows.assign(bar=rows["stream"], part=rows["destination"]),
            address=locate_flows(self.indicators, selection, year),
            year=year,
            title=f"{name_panels((panel,))} : {self.LABEL.lower()}",
            parts=("Flux", "Destination"),
        )

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """A bar per stream, made of its destinations."""
        return (stack_rows(content, bar="bar", part="part", value="value", unit="t", decimals=0, axis="tonnes"),)

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """The largest stream."""
        return tell_longest_bar(content, f"Premier flux en {content.year}")


def locate_flows(indicators: Indicators, selection: Selection, year: int | None) -> str:
    """The address of the page that shows the streams of a year, of one place among several."""
    own: dict[str, list[object]] = {} if year is None else {"annee_flux": [year]}
    if len(selection.departements) > 1 or find_departement(selection) not in selection.departements:
        own["departement_flux"] = [find_departement(selection)]
    return address_theme(indicators, selection, own=own)


def find_departement(selection: Selection) -> str:
    """The département, or EPCI, whose streams a view shows."""
    return selection.territories[0] if selection.territories else selection.departements[0]
