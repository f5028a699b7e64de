"""A ranking: every territory of a level in one year, the highest first."""

from __future__ import annotations

from typing import ClassVar, Literal

import pandas as pd
from pydantic import model_validator

from geo.kept import FRAMES, keep_by_frame
from loaders.catalog import Use
from loaders.reading.composed.peers import find_overlapped
from loaders.reading.composed.resolving import find_composed
from pages.views.addressing import address_theme
from pages.views.charts.bars import rank_panels
from pages.views.composed import explain_no_rank
from pages.views.content import Content, Form, conclude
from pages.views.data.geography import MapLevel, read_codes
from pages.views.findings.places import tell_ranks
from pages.views.kinds.base import Base
from pages.views.kinds.of_a_level import name_level, put_among, read_of_a_year
from pages.views.lost import describe_unplaced
from pages.views.marks import Chart
from pages.views.opening import open_selection
from pages.views.ranking import add_ranks
from pages.views.record import USUAL_YEARS, Year, Years, check_years


class Ranking(Base):
    """The values of a `year`, or of the latest, with their ranks; the territories chosen are marked."""

    LABEL: ClassVar[str] = "Classement"
    FORM: ClassVar[Form] = "charts"
    USE: ClassVar[Use | None] = "rank"

    kind: Literal["ranking"] = "ranking"
    level: MapLevel = "epci"
    years: Years = USUAL_YEARS
    year: Year | None = None
    per_inhabitant: bool = False

    @model_validator(mode="after")
    def _check(self) -> Ranking:
        check_years(self.years)
        return self

    def read(self) -> Content:
        """The rows of each indicator with their ranks; those without a value stand last."""
        selection = open_selection(self.territories, self.years, per_inhabitant=self.per_inhabitant)
        found = read_of_a_year(self.indicators, selection, self.level, self.year)
        composed, among = tuple(find_composed(self.territories)), tuple[str, ...]()
        if composed and self.level == "epci":
            found = put_among(found, self.indicators, selection)
            left_out = frozenset[str]().union(*map(find_overlapped, composed)) - {*self.territories}
            every = read_codes(self.level, selection.departements)
            among = (*(code for code in every if code not in left_out), *composed)
        return conclude(
            self,
            selection,
            found.panels,
            _rank_each(found.rows),
            address=address_theme(self.indicators, selection, level=self.level, year=found.year),
            year=found.year,
            level=self.level,
            where=name_level(self.level),
            among=among,
            notes=explain_no_rank(composed, self.level, selection),
        )

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """Bars, a chart per indicator."""
        return rank_panels(content)

    def list_lost(self, content: Content) -> list[str]:
        """Who has no rank."""
        return describe_unplaced(content)

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """The place of the first territory chosen."""
        return tell_ranks(content)


@keep_by_frame(FRAMES)
def _rank_each(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of each indicator with their ranks."""
    groups = rows.groupby(["indicator", "scope"], sort=False, observed=True)
    return pd.concat([add_ranks(own) for _, own in groups] or [rows])
