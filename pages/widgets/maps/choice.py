"""The selectors of the page of maps: which kind, by what, of what, in which years; all in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

from pages.views.choice import LEVEL_LABELS
from pages.views.data.geography import MapLevel
from pages.views.maps.choice import KIND_LABELS
from pages.views.maps.repeated import MOST_PANELS
from pages.widgets.selection import read_asked, warn_of_unknown

Choice = TypeVar("Choice", bound=str)


def choose_kind() -> str:
    """Draw the choice of the kind of map."""
    return _choose_one("Carte", KIND_LABELS, key="carte", default="annees", what="une carte")


def choose_level() -> MapLevel:
    """Draw the choice of what the maps are made of."""
    return _choose_one("Par", LEVEL_LABELS, key="echelon", default="epci", what="un niveau de carte")


def _choose_one(label: str, labels: Mapping[Choice, str], *, key: str, default: Choice, what: str) -> Choice:
    """Draw the choice of one among a few, `default` to begin with and where the address asks for another."""
    _warn(key, labels.values(), what)
    chosen = st.segmented_control(
        label,
        list(labels),
        default=default,
        format_func=labels.__getitem__,
        key=key,
        bind="query-params",
        required=True,
    )
    return chosen if chosen in labels else default


def choose_item(label: str, items: Mapping[str, str], *, key: str, place: int = 0) -> str:
    """Draw the choice of an indicator, that in a `place` to begin with."""
    warn_of_unknown(read_asked(key).get(key, []), list(items.values()), "un indicateur", use="map")
    options = list(items)
    return st.selectbox(
        label,
        options,
        index=min(place, len(options) - 1),
        format_func=items.__getitem__,
        key=key,
        bind="query-params",
    )


def choose_year(label: str, years: Sequence[int], *, key: str, place: int = -1) -> int:
    """Draw the choice of a year, that in a `place` to begin with."""
    _warn(key, map(str, years), "une année")
    return int(st.selectbox(label, years, index=place % len(years), key=key, bind="query-params", width=110))


def choose_years(years: Sequence[int]) -> list[int]:
    """Draw the choice of up to nine years, the last nine to begin with; they come back in order."""
    _warn("ans", map(str, years), "une année")
    chosen = st.multiselect(
        f"Années ({MOST_PANELS} au plus)",
        years,
        default=years[-MOST_PANELS:],
        key="ans",
        bind="query-params",
        max_selections=MOST_PANELS,
        wrap=True,
    )
    return sorted(int(year) for year in chosen)


def _warn(key: str, known: Iterable[str], what: str) -> None:
    warn_of_unknown(read_asked(key).get(key, []), list(known), what)
