"""What the records of all kinds of views are made of: the types of their fields, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from loaders.reading.composed.code import MOST_LETTERS, PATTERN

MOST_TERRITORIES, MOST_INDICATORS, MOST_OF_A_TABLE = 20, 12, 200
EARLIEST, LATEST = 1990, 2100
# What the years of a view are unless others are asked for: those of the frame.
USUAL_YEARS = (2009, 2026)

Code = Annotated[str, StringConstraints(pattern=rf"^([A-Z0-9_]{{2,12}}|{PATTERN})$", max_length=MOST_LETTERS)]
Year = Annotated[int, Field(ge=EARLIEST, le=LATEST)]
Headline = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z0-9_]+(@[^<>]{1,80})?$")]
Indicators = Annotated[tuple[Headline, ...], Field(min_length=1, max_length=MOST_INDICATORS)]
Territories = Annotated[tuple[Code, ...], Field(max_length=MOST_TERRITORIES)]
Years = tuple[Year, Year]
Symbol = Literal["auto", "fill", "circle"]
Divisor = Literal["", "household", "km2", "tonne", "share"]
PeerKind = Literal["", "tous", "forme", "population", "densite", "revenu", "proches", "selection"]


class ViewError(ValueError):
    """A view that cannot be made: the message says in French what was asked, what was found and what to do."""


class Record(BaseModel):
    """A view of some kind. An indicator is `id` or `id@scope`; `territories` are those chosen, in their order."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    indicators: Indicators
    territories: Territories = ()


def split_headlines(indicators: Sequence[str]) -> list[tuple[str, str]]:
    """The indicators, each with the scope that it is restricted to."""
    parts = [entry.partition("@") for entry in indicators]
    return [(indicator, scope) for indicator, _, scope in parts]


def join_headline(indicator: str, scope: str) -> str:
    """`id` or `id@scope`."""
    return f"{indicator}@{scope}" if scope else indicator


def check_years(years: Years) -> None:
    """Raise ValueError where the first year comes after the last."""
    if years[0] > years[1]:
        raise ValueError(f"la première année ({years[0]}) vient après la dernière ({years[1]})")


def check_count(indicators: Sequence[str], count: int) -> None:
    """Raise ValueError where a map has not the number of indicators of its kind."""
    if len(indicators) != count:
        raise ValueError("une carte des années ou d’une évolution a un indicateur, une carte croisée en a deux")


def check_measure(label: str, measure: str, *, per_inhabitant: bool) -> None:
    """Raise ValueError where a value would be divided twice."""
    if measure and per_inhabitant:
        raise ValueError(f"{label} : measure n’y a pas de sens")
