"""The map of a change between two years, and why a territory has none."""

from __future__ import annotations

from typing import ClassVar, Literal

import pandas as pd
from pydantic import model_validator

from geo.classes import ClassError
from loaders.catalog import Use
from loaders.reading.series import Series
from pages.views.addressing import address_map
from pages.views.content import Content, Form, conclude, join_panels
from pages.views.data.geography import MapLevel, read_names
from pages.views.findings.moves import tell_ways
from pages.views.kinds.base import Base
from pages.views.kinds.of_a_level import name_level, read_every
from pages.views.lost import describe_unshaded
from pages.views.maps.changed import change_data, compute_changes
from pages.views.maps.drawn import Maps
from pages.views.maps.outlines import name_ground
from pages.views.opening import open_selection
from pages.views.record import USUAL_YEARS, ViewError, Years, check_count, check_years
from pages.views.selection import Selection
from pages.words.french import STATUS_LABELS


class ChangeMap(Base):
    """The change from the first of two `years` to the last."""

    LABEL: ClassVar[str] = "Carte des évolutions"
    FORM: ClassVar[Form] = "maps"
    USE: ClassVar[Use | None] = "map"

    kind: Literal["change"] = "change"
    level: MapLevel = "epci"
    years: Years = USUAL_YEARS
    per_inhabitant: bool = False

    @model_validator(mode="after")
    def _check(self) -> ChangeMap:
        check_years(self.years)
        check_count(self.indicators, 1)
        if self.years[0] == self.years[1]:
            raise ValueError("une évolution va d’une année à une année suivante")
        return self

    def read(self) -> Content:
        """The two years of a change, and on the rows of the last the change itself or why there is none."""
        selection = open_selection(self.territories, self.years, per_inhabitant=self.per_inhabitant)
        (series,) = read_every(self.indicators, selection, self.level)
        ends = {"de": self.years[:1], "a": self.years[1:]}
        return conclude(
            self,
            selection,
            (series,),
            self._list_changes(series, selection),
            address=address_map(self.indicators, selection, map_kind="evolution", level=self.level, own=ends),
            level=self.level,
            where=name_level(self.level),
            title=f"Évolution : {series.name}",
            when=f"{self.years[0]}-{self.years[1]}",
        )

    def _list_changes(self, series: Series, selection: Selection) -> pd.DataFrame:
        first, last = self.years
        rows = join_panels((series,))
        rows = rows[rows["year"].isin(self.years)]
        changes = compute_changes(series, first, last, list(read_names(self.level, selection.departements)))
        codes = rows["territory"].astype(str)
        # The change is said on the latest row of each territory, which need not be of the last year.
        is_last = rows["year"].eq(rows.groupby(codes)["year"].transform("max"))
        amounts = {
            code: round(change.points if series.unit == "%" else 100 * change.value, 4)
            for code, change in changes.items()
            if change.value is not None
        }
        reasons = {
            code: change.reason.replace("'", "’") or f"{STATUS_LABELS['missing']} en {first} ou {last}"
            for code, change in changes.items()
            if change.value is None
        }
        unit = "points" if series.unit == "%" else "%"
        return rows.assign(
            change=codes.map(amounts).where(is_last).astype("float64"),
            change_unit=pd.Series(unit, rows.index).where(is_last & codes.isin(amounts), ""),
            obstacle=codes.map(reasons).where(is_last, "").fillna(""),
        )

    def list_maps(self, content: Content) -> Maps:
        """One map, in two hues apart from zero."""
        names = read_names(self.level, content.selection.departements)
        changes = compute_changes(content.series, *self.years, list(names))
        ground = name_ground(self.level, content.selection.departements)
        try:
            data = change_data(
                content.series, *self.years, changes, codes=names, geometry=ground, selected=self.territories
            )
        except ClassError as error:
            raise ViewError(str(error)) from error
        return Maps(
            (data,),
            classes="Classes : tiers des baisses et tiers des hausses.",
            head=f"Évolution {data['year']}, en {data['unit']}",
            home=content.border,
            nothing="Aucune évolution ne se calcule entre ces deux années.",
        )

    def list_lost(self, content: Content) -> list[str]:
        """Who has no change and why."""
        return describe_unshaded(content)

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """How many rise and how many fall."""
        return tell_ways(content, self.years)
