"""Dots: each territory among all those of a level, or among named peers, in one year."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator

from pages.views.addressing import address_comparison
from pages.views.charts.bars import rank_panels
from pages.views.compared.years import known_years
from pages.views.content import Content, Form, choose_year, conclude, join_panels
from pages.views.data.geography import MapLevel
from pages.views.kinds.among_peers import check_peers, read_among
from pages.views.kinds.base import Base
from pages.views.kinds.of_a_level import name_level, read_of_a_year
from pages.views.lost import describe_unplaced
from pages.views.marks import Chart
from pages.views.opening import open_selection
from pages.views.reading import read_dots
from pages.views.record import USUAL_YEARS, Code, Divisor, PeerKind, Year, Years, check_measure, check_years
from pages.views.selection import Selection


class Dots(Base):
    """The values of one year, the highest first; `peers` are those of `reference`."""

    LABEL: ClassVar[str] = "Position parmi les territoires"
    FORM: ClassVar[Form] = "charts"

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
        selection = open_selection(self.territories, self.years, per_inhabitant=self.per_inhabitant)
        if self.peers:
            return self._read_among(selection)
        found = read_of_a_year(self.indicators, selection, self.level, self.year, self.measure)
        return conclude(
            self,
            selection,
            found.panels,
            found.rows,
            address=self._locate(selection, found.year),
            year=found.year,
            level=self.level,
            where=name_level(self.level),
        )

    def _read_among(self, selection: Selection) -> Content:
        found = read_among(self.indicators, selection, peers=self.peers, reference=self.reference, measure=self.measure)
        year = choose_year([set(known_years([panel])) for panel in found.panels], self.year)
        rows = join_panels(found.panels)
        phrase, group = found.comparison.phrase, found.group
        notes = [
            read_dots(panel, year, found.chosen, group.codes, group.label, phrase)
            for panel in found.panels
            if year is not None
        ]
        return conclude(
            self,
            selection,
            found.panels,
            rows[rows["year"] == year],
            address=self._locate(selection, year),
            year=year,
            level=self.level,
            where=found.where,
            missing_among=selection.territories,
            notes=tuple(notes),
            among=found.codes,
        )

    def _locate(self, selection: Selection, year: int | None) -> str:
        return address_comparison(
            self.indicators,
            selection,
            view="pairs",
            measure=self.measure,
            peers=self.peers,
            reference=self.reference,
            year=year,
        )

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """A ranking per indicator."""
        return rank_panels(content)

    def list_lost(self, content: Content) -> list[str]:
        """Who has no place."""
        return describe_unplaced(content)
