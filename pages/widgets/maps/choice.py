"""The selectors of the page of maps: which kind, by what, of what, in which years; all in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.views.choice import LEVEL_LABELS
from pages.views.data.geography import MapLevel
from pages.views.maps.choice import KIND_LABELS
from pages.views.maps.repeated import MOST_PANELS
from pages.widgets import state
from pages.widgets.choosing import choose, choose_many, find_known


def choose_kind() -> str:
    """Draw the choice of the kind of map."""
    return choose(
        st.segmented_control, "Carte", "carte", KIND_LABELS, default="annees", what="une carte", required=True
    )


def choose_level() -> MapLevel:
    """Draw the choice of what the maps are made of."""
    what = "un niveau de carte"
    return choose(st.segmented_control, "Par", "niveau", LEVEL_LABELS, default="epci", what=what, required=True)


def choose_first(items: Mapping[str, str]) -> str:
    """Draw the choice of an indicator: to begin with, that seen last on the page of a theme, where maps have it."""
    if state.has_moved("indicateur", state.read_picked()):
        state.forget("indicateur")
    subject = state.read_subject()
    first = subject if subject in items else next(iter(items))
    return choose(st.selectbox, "Indicateur", "indicateur", items, default=first, what="un indicateur", use="map")


def choose_second(items: Mapping[str, str], default: str) -> str:
    """Draw the choice of the indicator that another is crossed with."""
    return choose(st.selectbox, "Croisé avec", "avec", items, default=default, what="un indicateur", use="map")


def choose_years(years: Sequence[int]) -> list[int]:
    """Draw the choice of up to nine years, the last nine to begin with; they come back in order."""
    words = {str(year): str(year) for year in years}
    default = list(words)[-MOST_PANELS:]
    found = find_known("ans", words, "une année")
    chosen = default if found is None or (not found and state.read("ans")) else sorted(found)[-MOST_PANELS:]
    choose_many(
        f"Années ({MOST_PANELS} au plus)", "ans", words, chosen=chosen, default=default, max_selections=MOST_PANELS
    )
    return sorted(int(year) for year in chosen)
