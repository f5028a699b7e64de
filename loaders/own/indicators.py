"""Indicators that a service declares for figures of its own: of the catalogue from then on, like any other."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Connection, insert

from loaders.catalog import Catalog, Indicator, Use, read_catalog
from loaders.declared import Declared
from loaders.own.database.opening import Database
from loaders.own.database.schema import INDICATOR
from loaders.own.making import Say, changing, read_own_indicators
from loaders.own.records import PublicationError, tell_now, write_json
from loaders.own.writing import note
from loaders.pipeline.own import Own, add_own, make_empty
from loaders.vocabulary import list_words

# What tells the id of an own indicator from one of the catalogue.
MARK = "own_"
MOST_SHORT = 40


class IndicatorDraft(BaseModel):
    """What a person says of an indicator of theirs; `is_comparable` is whether its territories may be compared."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    theme: str
    label: Annotated[str, Field(min_length=3, max_length=120)]
    unit: str
    kind: Literal["stock", "flow", "amount", "ratio", "event", "feature"]
    polarity: Literal["up", "down", "neutral"] = "neutral"
    definition: Annotated[str, Field(min_length=3, max_length=1000)]
    decimals: Annotated[int, Field(ge=0, le=3)] = 0
    short: Annotated[str, Field(max_length=MOST_SHORT)] = ""
    is_comparable: bool = True

    @property
    def key(self) -> str:
        """Its id: its theme, then its words."""
        return f"{self.theme}.{MARK}{'_'.join(list_words(self.label))}"[:80].rstrip("_")

    def to_indicator(self, catalog: Catalog) -> Indicator:
        """The entry of the catalogue. What cannot be summed over territories (a share, a duration) is not."""
        unit = catalog.units[self.unit]
        uses: list[Use] = ["compare", "rank", "map"] if self.is_comparable else []
        if unit.additive and self.kind in ("stock", "flow", "amount", "event"):
            uses.append("sum")
        short = self.short.strip() or _cut(self.label.strip())
        return Indicator(
            label=self.label.strip(), short=short, unit=self.unit, kind=self.kind, polarity=self.polarity,
            decimals=self.decimals, uses=tuple(uses), definition=self.definition.strip(),
        )  # fmt: skip


def _cut(label: str) -> str:
    """A label short enough, at the end of a word."""
    return label if len(label) <= MOST_SHORT else re.sub(r"\s+\S*$", "", label[: MOST_SHORT - 1]) + "…"


def add_own_indicators(connection: Connection, catalog: Catalog) -> Catalog:
    """The catalogue with the indicators declared that go with it."""
    return add_own(catalog, Own(make_empty().figures, Declared(indicators=read_own_indicators(connection))))


def load_own_catalog(database: Database) -> Catalog:
    """The catalogue to read a file with: what is declared is known at once, before any table is made of it."""
    with database.reading() as connection:
        return add_own_indicators(connection, read_catalog())


def declare_indicator(database: Database, draft: IndicatorDraft, *, author: str, on_progress: Say = print) -> str:
    """Declare an indicator, and make the tables that carry it to the pages; its id.

    Raises PublicationError where it is there already, or does not go with the catalogue.
    """
    catalog = read_catalog()
    if draft.theme not in catalog.themes or draft.unit not in catalog.units:
        raise PublicationError("Choisissez un thème et une unité du catalogue. Rien n’est écrit.")
    try:
        entry = draft.to_indicator(catalog)
    except ValidationError as error:
        raise PublicationError(f"Cet indicateur ne va pas : {error}. Rien n’est écrit.") from None
    with changing(database, "la déclaration d’un indicateur") as change:
        known = add_own_indicators(change.connection, catalog).indicators
        same = [key for key, each in known.items() if list_words(each.label) == list_words(entry.label)]
        if draft.key in known or same:
            raise PublicationError(
                f"« {entry.label} » existe déjà ({', '.join(same) or draft.key}) : choisissez-le, ou changez de nom."
            )
        record = write_json(entry.model_dump(mode="json", exclude_defaults=True))
        change.connection.execute(insert(INDICATOR).values(id=draft.key, record=record, author=author, at=tell_now()))
        note(change.connection, author, "declare", draft.key, label=entry.label)
        change.prepare(say=on_progress)
    return draft.key
