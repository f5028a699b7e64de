"""A map for each year: the same classes, one scale, one legend."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from geo.classes import ClassError
from loaders.catalog import Use
from pages.views.addressing import address_map
from pages.views.content import Content, Form, conclude, join_panels
from pages.views.data.geography import MapLevel
from pages.views.data.table import tabulate
from pages.views.findings.places import tell_heads
from pages.views.kinds.base import Base
from pages.views.kinds.of_a_level import name_level, read_every
from pages.views.lost import describe_unshaded
from pages.views.maps.choice import list_years
from pages.views.maps.data import BY_DEFAULT, choose_symbol, read_bounds
from pages.views.maps.drawn import Maps, describe_classes
from pages.views.maps.outlines import name_ground
from pages.views.maps.repeated import MOST_PANELS, Panel, repeat_data
from pages.views.opening import open_selection
from pages.views.record import USUAL_YEARS, ViewError, Year, Years, check_count, check_years
from pages.words.french import join_runs


class YearMaps(Base):
    """The years `shown`, or the last ones between two that are known well enough."""

    LABEL: ClassVar[str] = "Une carte par année"
    FORM: ClassVar[Form] = "maps"
    USE: ClassVar[Use | None] = "map"

    kind: Literal["maps"] = "maps"
    level: MapLevel = "epci"
    years: Years = USUAL_YEARS
    per_inhabitant: bool = False
    shown: Annotated[tuple[Year, ...], Field(max_length=MOST_PANELS)] = ()

    @model_validator(mode="after")
    def _check(self) -> YearMaps:
        check_years(self.years)
        check_count(self.indicators, 1)
        return self

    def read(self) -> Content:
        """The values of the years shown; the panel has all years, of which the classes are made."""
        selection = open_selection(self.territories, self.years, per_inhabitant=self.per_inhabitant)
        (series,) = read_every(self.indicators, selection, self.level)
        years = sorted(set(self.shown)) or list_years(series, within=self.years)[-MOST_PANELS:]
        rows = join_panels((series,))
        own = {"ans": self.shown} if self.shown else {}
        return conclude(
            self,
            selection,
            (series,),
            rows[rows["year"].isin(years)],
            address=address_map(self.indicators, selection, map_kind="annees", level=self.level, own=own),
            level=self.level,
            where=name_level(self.level),
            when=", ".join(join_runs([str(year) for year in years])),
        )

    def list_maps(self, content: Content) -> Maps:
        """One small map per year, as the page has them."""
        shown = sorted({int(year) for year in self.shown or content.rows["year"]})
        said = Maps(
            classes=describe_classes("quantiles", "connues"),
            home=content.border,
            is_series=True,
        )
        panels = [Panel(str(year), content.series, year) for year in shown]
        if not panels:
            return said
        try:
            data = repeat_data(
                panels, geometry=name_ground(self.level, content.selection.departements), selected=self.territories
            )
        except ClassError as error:
            raise ViewError(str(error)) from error
        series = content.series
        table = tabulate(series.frame, read_bounds(series, BY_DEFAULT, choose_symbol(series)))
        each = tuple(data["common"] | panel | {"table": table} for panel in data["panels"])
        return Maps(each, classes=said.classes, home=said.home, is_series=True)

    def list_lost(self, content: Content) -> list[str]:
        """Who has no shade, in which years and why."""
        return describe_unshaded(content)

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """Who has the highest value over the years."""
        return tell_heads(content)
