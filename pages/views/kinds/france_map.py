"""The map of all communes of France, whole or zoomed to an EPCI."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from loaders.reading.series import POPULATION, Series
from pages.views.content import Content, Form, Kind
from pages.views.findings.parts import tell_first_of_france
from pages.views.france import figures, table
from pages.views.france.remarked import list_said, read_said
from pages.views.kinds.base import Base
from pages.views.maps.drawn import Maps
from pages.views.record import USUAL_YEARS, Code, Indicators, ViewError
from pages.views.selection import make_selection
from pages.views.state.spelling import write_address
from pages.words.paths import FRANCE

NOT_COMPUTED = "not_comparable"


class FranceMap(Base):
    """A figure of the page of France; the EPCI that it is zoomed to is its only territory."""

    LABEL: ClassVar[str] = "Carte de France"
    FORM: ClassVar[Form] = "maps"

    kind: Literal["france"] = "france"
    indicators: Indicators = (POPULATION,)
    territories: Annotated[tuple[Code, ...], Field(max_length=20)] = ()
    measure: Literal["", "km2"] = ""

    @model_validator(mode="after")
    def _check(self) -> FranceMap:
        if self.indicators != (POPULATION,) or len(self.territories) > 1:
            raise ValueError(f"la carte de France montre {POPULATION}, et un EPCI au plus")
        return self

    @property
    def figure(self) -> str:
        """The figure shown: see pages.views.france.figures.MEASURES."""
        return "densite" if self.measure == "km2" else "population"

    @property
    def epci(self) -> str | None:
        """The EPCI that it is zoomed to."""
        return next(iter(self.territories), None)

    def read(self) -> Content:
        """The rows of the table under the map, each already in words. Raises ViewError for an unknown EPCI."""
        shown, epcis = figures.MEASURES[self.figure], figures.read_epcis()
        epci = self.epci
        if epci is not None and epci not in epcis.index:
            raise ViewError(f"« {epci} » n’est pas un EPCI au 1er janvier {figures.VINTAGE}. Choisissez-le à nouveau.")
        where = str(epcis.at[epci, "name"]) if epci else "France, par commune"
        rows = table.list_communes(self.figure, epci)
        said = {code: one.words for code, one in read_said(self.figure).items()}
        rows = rows.assign(
            indicator=POPULATION,
            period=rows["year"].astype(str),
            source=table.SOURCE,
            scope="",
            note=rows["status"].map({NOT_COMPUTED: figures.WORDS[NOT_COMPUTED]}).fillna("")
            + rows["territory"].map(lambda code: said.get(code, "")),
        )
        series = Series(POPULATION, shown.label, shown.title, shown.unit, shown.unit, shown.decimals, False, rows)
        return Content(
            self,
            make_selection(self.territories, USUAL_YEARS),
            shown.title,
            f"{where} · {figures.POPULATION_YEAR} · {shown.unit}",
            (series,),
            rows,
            (*list_said(self.figure), *table.list_notes(self.figure)),
            (table.SOURCE,),
            f"{where} ; contours au 1er janvier {figures.VINTAGE}",
            write_address(FRANCE, {"chiffre": [self.figure], "epci": [epci] if epci else []}),
            figures.POPULATION_YEAR,
            words=table.list_words(self.figure),
        )

    def list_maps(self, content: Content) -> Maps:
        """What stands round the map; its shapes are those of the painters' own, too many to be told one by one."""
        return Maps(home="EPCI choisi" if self.territories else "")

    def list_lost(self, content: Content) -> list[str]:
        """Nobody: the legend counts them, and the notes say why."""
        return []

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """Who has the highest value."""
        return tell_first_of_france(content)


def make_france_map(figure: str, epci: str | None) -> FranceMap:
    """The view of a figure of the page of France, zoomed to an EPCI or whole."""
    return FranceMap(territories=() if epci is None else (epci,), measure="km2" if figure == "densite" else "")


def read_figure(view: Kind) -> tuple[str, str | None]:
    """The figure and the EPCI of a view of this kind. Raises TypeError for another kind."""
    if not isinstance(view, FranceMap):
        raise TypeError(f"{view.kind} is no map of France")
    return view.figure, view.epci
