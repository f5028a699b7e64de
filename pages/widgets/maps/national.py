"""The map of all communes of France on one canvas: the Streamlit component."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.kept import CODE, keep
from pages.draw.browser.scripts import write_call
from pages.views.france.drawn import map_data
from pages.widgets.maps.map import FAILED
from pages.words.addresses import territory_address


@keep(CODE)
def _component() -> Callable[..., Any]:
    call = write_call("national", territory_address(""), failed=FAILED)
    return st.components.v2.component("terril_national", html='<div class="map-host"></div>', js=call)


def show_national(measure: str, epci: str | None, *, key: str, on_epci: Callable[[str], None]) -> None:
    """Draw the map; an EPCI that the reader asks for on it comes back as a call, "" for all of France."""

    def asked() -> None:
        wanted = st.session_state[key].get("epci")
        if isinstance(wanted, str):
            on_epci(wanted)

    _component()(data=map_data(measure, epci), key=key, on_epci_change=asked)
