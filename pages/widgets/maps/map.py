"""The map: the Streamlit component that draws territories once and then only changes their fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.kept import CODE, keep
from pages.draw.browser.scripts import write_call
from pages.words.addresses import territory_address

# What a click on a map does: on a small one it has no room for a card.
CLICK = "Un clic ouvre la fiche d’un territoire, d’où on le compare."
SMALL_CLICK = "Un clic ajoute un territoire à la sélection ou l’en retire."
FAILED = "La carte n’a pas pu être chargée. Rechargez la page."


@keep(CODE)
def _component() -> Callable[..., Any]:
    call = write_call("map", territory_address(""), failed=FAILED, begun="window.terrilMap")
    return st.components.v2.component("terril_map", html='<div class="map-host"></div>', js=call)


def show_map(
    data: dict[str, Any],
    *,
    key: str,
    on_select: Callable[[list[str]], None],
    on_year: Callable[[int], None] = lambda _: None,
) -> None:
    """Draw a map, or several; a click and a change of year come back as calls with the whole selection and the year."""

    def selected_anew() -> None:
        chosen = st.session_state[key].get("selection")
        if isinstance(chosen, list):
            on_select([str(code) for code in chosen])

    def moved() -> None:
        chosen = st.session_state[key].get("year")
        if isinstance(chosen, int):
            on_year(chosen)

    _component()(data=data, key=key, on_selection_change=selected_anew, on_year_change=moved)
