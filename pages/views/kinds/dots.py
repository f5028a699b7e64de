"""Dots: each territory among all those of a level, or among named peers, in one year."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator

from loaders.catalog import Use
from pages.views.charts.dots import dot_panels
from pages.views.content import Content, Form
from pages.views.data.geography import MapLevel
from pages.views.findings.places import tell_gaps
from pages.views.kinds.among_peers import Among, check_peers, read_one_year
from pages.views.kinds.base import Base
from pages.views.lost import describe_unplaced
from pages.views.marks import Chart
from pages.views.reading import read_dots
from pages.views.record import USUAL_YEARS, Code, Divisor, PeerKind, Year, Years, check_measure, check_years


class Dots(Base):
    """The values of one year, the highest first; `peers` are those of `reference`."""

    LABEL: ClassVar[str] = "Position parmi les territoires"
    FORM: ClassVar[Form] = "charts"
    USE: ClassVar[Use | None] = "compare"

    kind: Literal["dots"] = "dots"
    level: MapLevel = "epci"
    years: Years = USUAL_YEARS
    year: Year | None = None
    per_inhabitant: bool = False
    measure: Divisor = ""
    peers: PeerKind = ""
    reference: Code | None = None

    @model_validator(mode="after")
    def _check(self) -> Dots:
        check_years(self.years)
        check_measure("position parmi les territoires", self.measure, per_inhabitant=self.per_inhabitant)
        check_peers("position parmi les territoires", self.peers, self.reference)
        return self

    def read(self) -> Content:
        """The values of the year asked for, or of the latest."""
        return read_one_year(self, page_view="pairs", describe=_describe_each)

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """A row for each territory, or one for all peers where they are many; a chart per indicator."""
        return dot_panels(content)

    def list_lost(self, content: Content) -> list[str]:
        """Who has no place."""
        return describe_unplaced(content)

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """How far the territory to situate stands from the median of its peers."""
        return tell_gaps(content, self.reference)


def _describe_each(found: Among, year: int) -> tuple[str, ...]:
    group, phrase = found.group, found.comparison.phrase
    return tuple(read_dots(panel, year, found.chosen, group.codes, group.label, phrase) for panel in found.panels)
