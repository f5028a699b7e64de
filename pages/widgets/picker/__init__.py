"""The choice of territories: the element, which is the legend of the page as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from geo.kept import CODE, keep
from loaders.own.database.named import is_there
from pages.draw.browser.scripts import write_call
from pages.draw.symbols import draw_symbol
from pages.server.office.territories import CHOICES
from pages.views.data.geography import find_known
from pages.views.layout.looks import symbol_of
from pages.views.layout.scene import Symbol
from pages.views.palette import SLOTS
from pages.views.picker.listing import build_listing
from pages.views.picker.offers import OFFERS, find_reference
from pages.views.selection import MOST, Selection
from pages.views.slots import assign_slots

FAILED = "Le choix des territoires n’a pas pu être chargé. Rechargez la page."
# Of a symbol, in its box of 16.
RADIUS = 4.6


@keep(CODE)
def _component() -> Callable[..., Any]:
    call = write_call("picker", failed=FAILED)
    return st.components.v2.component("terril_picker", html='<div class="picker-host"></div>', js=call)


def _draw(symbol: Symbol) -> str:
    """The path of a symbol; the script has that of a circle."""
    return "" if symbol == "circle" else draw_symbol(symbol, RADIUS)


def describe_choice(selection: Selection) -> dict[str, Any]:
    """What the script is sent: those chosen with their colours and symbols on the page, and where the list is."""
    reference = find_reference(selection)
    asked = urlencode({"de": reference, "chez": selection.home})
    return {
        "chosen": [
            {
                "code": code,
                "name": selection.name(code),
                "tone": f"c{slot % SLOTS}",
                "symbol": _draw(symbol_of(slot)),
            }
            for code, slot in assign_slots(selection.territories).items()
        ],
        "most": MOST,
        "listing": build_listing(find_known((*selection.territories, selection.home)))[0],
        "offers": f"{OFFERS}?{asked}" if reference else "",
        "service": CHOICES if is_there() else "",
    }


def show_picker(selection: Selection, *, key: str, on_choose: Callable[[list[str]], None]) -> None:
    """Draw the choice; what the reader makes of it comes back as a call with all codes, in their order."""

    def chosen_anew() -> None:
        chosen = st.session_state[key].get("chosen")
        if isinstance(chosen, list):
            on_choose([str(code) for code in chosen])

    _component()(data=describe_choice(selection), key=key, on_chosen_change=chosen_anew)
