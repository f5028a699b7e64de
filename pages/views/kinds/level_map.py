"""A map: every territory of a level in one year, shaded by class or with a disc."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from geo.classes import Classes, Method
from loaders.catalog import Use
from loaders.reading.series import Series
from pages.views.addressing import address_theme
from pages.views.content import Content, Form, conclude
from pages.views.data.geography import MapLevel
from pages.views.data.table import tabulate
from pages.views.findings.places import tell_spread
from pages.views.kinds.base import Base
from pages.views.kinds.of_a_level import name_level, read_of_a_year
from pages.views.lost import describe_unplaced
from pages.views.maps.data import choose_symbol, map_data, read_bounds
from pages.views.maps.drawn import Maps, describe_classes
from pages.views.maps.outlines import name_ground
from pages.views.maps.reference import Reference, Wanted, choose_reference
from pages.views.maps.style import MapStyle, list_settings
from pages.views.maps.unsure import say_unsure
from pages.views.opening import open_selection
from pages.views.record import USUAL_YEARS, Symbol, Year, Years, check_years


class LevelMap(Base):
    """The values of a `year`, or of the latest; `method`, `classes`, `breaks`, `middle`, `symbol`, `reference` are its
    settings."""

    LABEL: ClassVar[str] = "Carte"
    FORM: ClassVar[Form] = "maps"
    USE: ClassVar[Use | None] = "map"

    kind: Literal["map"] = "map"
    level: MapLevel = "epci"
    years: Years = USUAL_YEARS
    year: Year | None = None
    per_inhabitant: bool = False
    method: Method = "quantiles"
    classes: Annotated[int, Field(ge=3, le=9)] = 5
    breaks: Annotated[tuple[float, ...], Field(max_length=8)] = ()
    middle: float | None = None
    symbol: Symbol = "auto"
    reference: Wanted = "auto"

    @model_validator(mode="after")
    def _check(self) -> LevelMap:
        check_years(self.years)
        if list(self.breaks) != sorted(set(self.breaks)):
            raise ValueError("les seuils vont du plus petit au plus grand, chacun une fois")
        return self

    @property
    def map_classes(self) -> Classes:
        """How the values are put into classes."""
        return Classes("own" if self.breaks else self.method, self.classes, self.breaks, self.middle)

    def read(self) -> Content:
        """The values of the year; the panels have those of all years shown, of which the classes are made."""
        selection = open_selection(self.territories, self.years, per_inhabitant=self.per_inhabitant)
        found = read_of_a_year(self.indicators, selection, self.level, self.year)
        settings = list_settings(MapStyle(self.map_classes, self.symbol, self.reference))
        return conclude(
            self,
            selection,
            found.panels,
            found.rows,
            address=address_theme(self.indicators, selection, level=self.level, year=found.year, settings=settings),
            year=found.year,
            level=self.level,
            where=name_level(self.level),
            remark=say_unsure(found.panels[0].frame).get(found.year or 0, ""),
        )

    def list_maps(self, content: Content) -> Maps:
        """One map per indicator."""
        return Maps(
            tuple(self._describe(panel, content) for panel in content.panels),
            classes=describe_classes(self.map_classes.method, "montrées", self.find_reference(content.series)),
            home=content.border,
            is_plain=True,
        )

    def find_reference(self, panel: Series) -> Reference:
        """Of which years its classes are, see pages.views.maps.reference.choose_reference."""
        return choose_reference(panel, self.map_classes, self.reference)

    def _describe(self, panel: Series, content: Content) -> dict[str, Any]:
        symbol, reference = choose_symbol(panel, self.symbol), self.find_reference(panel)
        data = map_data(
            panel,
            geometry=name_ground(self.level, content.selection.departements),
            values=panel.indicator,
            year=content.year,
            selected=self.territories,
            symbol=symbol,
            classes=self.map_classes,
            reference=reference,
        )
        return data | {"table": tabulate(panel.frame, read_bounds(panel, self.map_classes, symbol, reference))}

    def list_lost(self, content: Content) -> list[str]:
        """Who has no shade."""
        return describe_unplaced(content)

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """From what to what its values go, and who has the highest."""
        return tell_spread(content)
