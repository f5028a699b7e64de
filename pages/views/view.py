"""A view: the record of one kind among those of pages.views.kinds, and how it is written in an address."""

from __future__ import annotations

import base64
import zlib
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter

from loaders.catalog import Catalog, parse_scope
from pages.views.kinds.before_after import BeforeAfter
from pages.views.kinds.cards import Cards
from pages.views.kinds.change_map import ChangeMap
from pages.views.kinds.crossed_map import CrossedMap
from pages.views.kinds.dots import Dots
from pages.views.kinds.france_map import FranceMap
from pages.views.kinds.grants import Grants
from pages.views.kinds.level_map import LevelMap
from pages.views.kinds.movement import Movement
from pages.views.kinds.multiples import Multiples
from pages.views.kinds.neighbours import Neighbours
from pages.views.kinds.plans import Plans
from pages.views.kinds.ranking import Ranking
from pages.views.kinds.scatter import Scatter
from pages.views.kinds.slope import Slope
from pages.views.kinds.streams import Streams
from pages.views.kinds.table import Table
from pages.views.kinds.trend import Trend
from pages.views.kinds.year_maps import YearMaps
from pages.views.record import ViewError, split_headlines
from pages.words.uses import explain_refusal

MOST_LETTERS = 20_000

AnyKind = (
    Cards
    | LevelMap
    | Trend
    | Ranking
    | Table
    | Streams
    | Neighbours
    | Plans
    | Grants
    | Multiples
    | Movement
    | Scatter
    | Dots
    | Slope
    | BeforeAfter
    | YearMaps
    | ChangeMap
    | CrossedMap
    | FranceMap
)
KINDS: dict[str, type[Any]] = {
    one.model_fields["kind"].default: one
    for one in (
        Cards, LevelMap, Trend, Ranking, Table, Streams, Neighbours, Plans, Grants, Multiples, Movement, Scatter, Dots,
        Slope, BeforeAfter, YearMaps, ChangeMap, CrossedMap, FranceMap,
    )
}  # fmt: skip
# What a view of any kind could bear before each kind had its own record, and what a kind without it never looked at.
NEVER_READ = frozenset({"level", "years", "year", "per_inhabitant", "method", "classes", "breaks", "middle", "symbol"})


def _drop_never_read(raw: Any) -> Any:
    """A view written by an older version, without what its kind never looked at."""
    kind = raw.get("kind") if isinstance(raw, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        return raw
    fields = KINDS[kind].model_fields
    return {name: value for name, value in raw.items() if name in fields or name not in NEVER_READ}


View = Annotated[AnyKind, Field(discriminator="kind"), BeforeValidator(_drop_never_read)]
_VIEW: TypeAdapter[View] = TypeAdapter(View)


def write_word(view: View) -> str:
    """A view as a word for an address."""
    body = view.model_dump_json(exclude_defaults=True).encode()
    return base64.urlsafe_b64encode(zlib.compress(body, 9)).decode().rstrip("=")


def parse_word(word: str) -> View:
    """The view that a word of an address stands for. Raises ViewError."""
    try:
        opener = zlib.decompressobj()
        body = opener.decompress(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)), MOST_LETTERS)
        return _VIEW.validate_json(body)
    except (ValueError, zlib.error) as error:
        raise ViewError("L’adresse ne contient pas une vue entière : elle a pu être coupée. Reprenez-la.") from error


def check_known(view: View, catalog: Catalog) -> None:
    """Raise ViewError where a view names an indicator or a scope that the catalogue does not have."""
    for indicator, scope in split_headlines(view.indicators):
        if indicator not in catalog.indicators:
            raise ViewError(
                f"L’indicateur « {indicator} » n’existe pas ici. Il a pu changer de nom : choisissez-le à nouveau."
            )
        for dimension, member in parse_scope(scope).items():
            if dimension not in catalog.dimensions or member not in catalog.dimensions[dimension].members:
                raise ViewError(f"Le périmètre « {scope} » n’existe pas ici. Choisissez-le à nouveau.")


def check_uses(view: View) -> None:
    """Raise ViewError where a view maps, ranks or compares an indicator that is a fact of each territory."""
    for indicator, _ in split_headlines(view.indicators):
        if view.USE and (refusal := explain_refusal(indicator, view.USE)):
            raise ViewError(f"{refusal} Choisissez un autre indicateur, ou montrez son évolution.")
