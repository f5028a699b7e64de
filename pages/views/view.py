"""What a map, a chart, a table or a card shows: all that it takes to make it again, as one small record."""

from __future__ import annotations

import base64
import zlib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from geo.classes import Classes, Method
from loaders.catalog import Catalog, parse_scope
from loaders.reading.series import POPULATION
from pages.views.data.geography import MapLevel

Kind = Literal[
    "cards",
    "map",
    "trend",
    "ranking",
    "table",
    "streams",
    "neighbours",
    "plans",
    "grants",
    "multiples",
    "movement",
    "scatter",
    "dots",
    "slope",
    "maps",
    "change",
    "crossed",
    "france",
]
KIND_LABELS: dict[Kind, str] = {
    "cards": "Chiffres clés",
    "map": "Carte",
    "trend": "Évolution",
    "ranking": "Classement",
    "table": "Tableau",
    "streams": "Flux et destinations",
    "neighbours": "Flux des départements",
    "plans": "Plans de financement",
    "grants": "Subventions",
    "multiples": "Petits graphiques",
    "movement": "Rangs",
    "scatter": "Nuage de points",
    "dots": "Position parmi les territoires",
    "slope": "Pente entre deux années",
    "maps": "Une carte par année",
    "change": "Carte des évolutions",
    "crossed": "Carte de deux indicateurs croisés",
    "france": "Carte de France",
}
# The kinds whose rows are lines of grants, and those that are tables.
OF_GRANTS = frozenset({"plans", "grants"})
TABLES = frozenset({"table", "grants"})
MAPS = frozenset({"map", "maps", "change", "crossed", "france"})
# The kinds that show every territory of a level, with those of the view marked.
OF_A_LEVEL = frozenset({"map", "maps", "change", "crossed", "ranking", "scatter", "dots"})
# The kinds of the page that compares: its measures, its groups of peers and its index are theirs alone.
COMPARED = frozenset({"cards", "trend", "multiples", "movement", "slope", "dots", "scatter"})
AMONG_PEERS = frozenset({"movement", "dots", "scatter"})
MOST_TERRITORIES, MOST_INDICATORS, MOST_OF_A_TABLE, MOST_LETTERS = 20, 12, 200, 20_000
MOST_MAPS = 9
EARLIEST, LATEST = 1990, 2100

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9_]{2,12}$")]
Year = Annotated[int, Field(ge=EARLIEST, le=LATEST)]
Headline = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z0-9_]+(@[^<>]{1,80})?$")]
Symbol = Literal["auto", "fill", "circle"]
Divisor = Literal["", "km2", "tonne", "share"]
PeerKind = Literal["", "tous", "forme", "population", "densite", "proches", "selection"]


class ViewError(ValueError):
    """A view that cannot be made: the message says in French what was asked, what was found and what to do."""


class View(BaseModel):
    """One view. An indicator is written `id` or `id@scope`; `year` is that of a map, a ranking, or the last of a slope.

    `territories` are those chosen; a map or a ranking shows all of its `level` and marks them. `method`,
    `classes`, `breaks`, `middle` and `symbol` hold for a map, `shown` are the years of several. A change is that
    between the two `years`. `measure` divides as loaders.reading.relative does, `base` is the year of an index 100,
    `peers` are those of `reference`. A table `with_members` has the communes and the members of its territories too.
    The map of France has the EPCI it is zoomed to as its only territory.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    kind: Kind
    indicators: Annotated[tuple[Headline, ...], Field(min_length=1, max_length=MOST_OF_A_TABLE)]
    territories: Annotated[tuple[Code, ...], Field(max_length=MOST_TERRITORIES)] = ()
    level: MapLevel = "epci"
    years: tuple[Year, Year] = (2009, 2026)
    year: Year | None = None
    per_inhabitant: bool = False
    method: Method = "quantiles"
    classes: Annotated[int, Field(ge=3, le=9)] = 5
    breaks: Annotated[tuple[float, ...], Field(max_length=8)] = ()
    middle: float | None = None
    symbol: Symbol = "auto"
    shown: Annotated[tuple[Year, ...], Field(max_length=MOST_MAPS)] = ()
    measure: Divisor = ""
    base: Year | None = None
    peers: PeerKind = ""
    reference: Code | None = None
    with_members: bool = False

    @model_validator(mode="after")
    def _check(self) -> View:
        if self.years[0] > self.years[1]:
            raise ValueError(f"la première année ({self.years[0]}) vient après la dernière ({self.years[1]})")
        if self.kind == "scatter" and len(self.indicators) < 2:
            raise ValueError("un nuage de points a deux indicateurs")
        if self.kind != "table" and len(self.indicators) > MOST_INDICATORS:
            raise ValueError(f"{MOST_INDICATORS} indicateurs au plus, sauf dans un tableau")
        if self.kind == "change" and self.years[0] == self.years[1]:
            raise ValueError("une évolution va d’une année à une année suivante")
        if self.kind in ("maps", "change", "crossed") and len(self.indicators) != 1 + (self.kind == "crossed"):
            raise ValueError("une carte des années ou d’une évolution a un indicateur, une carte croisée en a deux")
        if self.kind == "france" and (self.indicators != (POPULATION,) or len(self.territories) > 1):
            raise ValueError(f"la carte de France montre {POPULATION}, et un EPCI au plus")
        self._check_where_it_belongs()
        if list(self.breaks) != sorted(set(self.breaks)):
            raise ValueError("les seuils vont du plus petit au plus grand, chacun une fois")
        return self

    def _check_where_it_belongs(self) -> None:
        """What one kind of view alone has is asked of no other."""
        asked = {
            "shown": (bool(self.shown), self.kind == "maps"),
            "classes": (self.map_classes != Classes() or self.symbol != "auto", self.kind not in MAPS - {"map"}),
            "measure": (
                bool(self.measure),
                (self.kind in COMPARED or (self.kind, self.measure) == ("france", "km2")) and not self.per_inhabitant,
            ),
            "base": (self.base is not None, self.kind == "trend"),
            "peers": (bool(self.peers), self.kind in AMONG_PEERS),
            "reference": (self.reference is not None, bool(self.peers)),
            "with_members": (self.with_members, self.kind == "table"),
        }
        wrong = [name for name, (is_asked, is_possible) in asked.items() if is_asked and not is_possible]
        if wrong:
            raise ValueError(f"{KIND_LABELS[self.kind].lower()} : {', '.join(wrong)} n’y a pas de sens")

    @property
    def map_classes(self) -> Classes:
        """How the values of a map are put into classes."""
        return Classes("own" if self.breaks else self.method, self.classes, self.breaks, self.middle)

    def headlines(self) -> list[tuple[str, str]]:
        """The indicators, each with the scope that it is restricted to."""
        parts = [entry.partition("@") for entry in self.indicators]
        return [(indicator, scope) for indicator, _, scope in parts]


def join_headline(indicator: str, scope: str) -> str:
    """`id` or `id@scope`."""
    return f"{indicator}@{scope}" if scope else indicator


def write_word(view: View) -> str:
    """A view as a word for an address."""
    body = view.model_dump_json(exclude_defaults=True).encode()
    return base64.urlsafe_b64encode(zlib.compress(body, 9)).decode().rstrip("=")


def parse_word(word: str) -> View:
    """The view that a word of an address stands for. Raises ViewError."""
    try:
        opener = zlib.decompressobj()
        body = opener.decompress(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)), MOST_LETTERS)
        return View.model_validate_json(body)
    except (ValueError, zlib.error) as error:
        raise ViewError("L’adresse ne contient pas une vue entière : elle a pu être coupée. Reprenez-la.") from error


def check_known(view: View, catalog: Catalog) -> None:
    """Raise ViewError where a view names an indicator or a scope that the catalogue does not have."""
    for indicator, scope in view.headlines():
        if indicator not in catalog.indicators:
            raise ViewError(
                f"L’indicateur « {indicator} » n’existe pas ici. Il a pu changer de nom : choisissez-le à nouveau."
            )
        for dimension, member in parse_scope(scope).items():
            if dimension not in catalog.dimensions or member not in catalog.dimensions[dimension].members:
                raise ViewError(f"Le périmètre « {scope} » n’existe pas ici. Choisissez-le à nouveau.")
