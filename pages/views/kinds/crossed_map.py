"""The map of two indicators crossed: nine shades, each a third of the one with a third of the other."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator

from geo.classes import ClassError
from loaders.catalog import Use
from pages.views.addressing import address_map
from pages.views.content import Content, Form, conclude, join_panels
from pages.views.data.geography import MapLevel, read_names
from pages.views.findings.places import tell_corner
from pages.views.kinds.base import Base
from pages.views.kinds.of_a_level import name_level, read_every
from pages.views.lost import describe_unshaded
from pages.views.maps.choice import list_years
from pages.views.maps.crossed import cross_data
from pages.views.maps.drawn import Maps
from pages.views.maps.numbers import read_numbers
from pages.views.maps.outlines import name_ground
from pages.views.opening import open_selection
from pages.views.record import USUAL_YEARS, ViewError, Year, Years, check_count, check_years
from pages.words.french import join_words


class CrossedMap(Base):
    """Two indicators of a `year`, or of the latest in which both are known well enough."""

    LABEL: ClassVar[str] = "Carte de deux indicateurs croisés"
    FORM: ClassVar[Form] = "maps"
    USE: ClassVar[Use | None] = "map"

    kind: Literal["crossed"] = "crossed"
    level: MapLevel = "epci"
    years: Years = USUAL_YEARS
    year: Year | None = None
    per_inhabitant: bool = False

    @model_validator(mode="after")
    def _check(self) -> CrossedMap:
        check_years(self.years)
        check_count(self.indicators, 2)
        return self

    def read(self) -> Content:
        """The values of the year. Raises ViewError where one of the indicators has no thirds."""
        selection = open_selection(self.territories, self.years, per_inhabitant=self.per_inhabitant)
        panels = read_every(self.indicators, selection, self.level)
        years = list_years(*panels, within=self.years)
        year = self.year if self.year is not None else max(years, default=None)
        rows = join_panels(panels)
        content = conclude(
            self,
            selection,
            panels,
            rows[rows["year"] == year],
            address=address_map(self.indicators, selection, map_kind="croisement", level=self.level, year=year),
            year=year,
            level=self.level,
            where=name_level(self.level),
            title=join_words([panel.name for panel in panels]),
        )
        _ = content.maps
        return content

    def list_maps(self, content: Content) -> Maps:
        """One map, its legend a square of nine cells."""
        first, second = content.panels
        names, year = read_names(self.level, content.selection.departements), content.year or 0
        try:
            data = cross_data(
                first,
                second,
                year=year,
                codes=names,
                geometry=name_ground(self.level, content.selection.departements),
                selected=self.territories,
            )
        except ClassError as error:
            raise ViewError(str(error)) from error
        return Maps(
            (data,),
            classes="Tiers de chaque indicateur, de toutes les années et de tous les territoires de la carte.",
            home=content.border,
        )

    def list_lost(self, content: Content) -> list[str]:
        """Who lacks one of the two values, and why."""
        return describe_unshaded(content)

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """How many territories are in the high third of both."""
        return tell_corner(content, read_numbers(content.maps.each[0]))
