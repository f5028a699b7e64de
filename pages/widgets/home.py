"""The territory of the reader, kept on the browser: read before anything is drawn, and changed from every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.kept import CODE, keep
from loaders.catalog import load_catalog
from loaders.reading.surroundings import read_territories
from pages.draw.browser.scripts import write_call
from pages.views.data.geography import find_departements
from pages.views.home import COOKIE, SECONDS, choose_default, find_home
from pages.views.maps.outlines import outlines_url
from pages.widgets import state
from pages.words.markup import text

HOME, CHANGING = "home", "is_changing_home"
WHAT = (
    "Terril met côte à côte les chiffres publics de votre agglomération et ceux de ses voisines : déchets, eau, "
    "logement, subventions. Chaque chiffre mène à la ligne du document où il a été imprimé."
)
FAILED = "Le choix du territoire n’a pas pu être chargé. Rechargez la page."


@keep(CODE)
def _component() -> Callable[..., Any]:
    call = write_call("home", failed=FAILED)
    return st.components.v2.component("terril_home", html='<div class="home-host"></div>', js=call)


def read_home() -> str:
    """The code of the reader's territory: chosen in this session, kept on this browser, or the deployment's."""
    chosen = st.session_state.get(HOME) or find_home(st.context.cookies.get(COOKIE, ""))
    return chosen or load_catalog().deployment.home


def has_chosen_home() -> bool:
    """Whether the reader has ever said which territory is theirs."""
    return bool(st.session_state.get(HOME) or find_home(st.context.cookies.get(COOKIE, "")))


def is_home_asked(*, is_first: bool) -> bool:
    """Whether the reader is asked for their territory: they want to change it, or `is_first` and they never chose."""
    return bool(st.session_state.get(CHANGING, is_first and not has_chosen_home()))


def show_home(*, is_asked: bool) -> None:
    """Ask for the territory of the reader, or name it with the way to change it."""
    home = read_home()
    if not is_asked:
        name = read_territories().at[home, "short"]
        mine, usual = f"Votre territoire\u202f: {name} — changer", f"{name}, par défaut — choisir votre territoire"
        st.button(mine if has_chosen_home() else usual, key="change-home", type="tertiary", on_click=_open)
        return
    with st.container(key="home"):
        if not has_chosen_home():
            st.html(text("p", WHAT, class_="t-what"))
        _show_choice(home)


def _show_choice(home: str) -> None:
    """The search of a territory and the small map, and the way to leave things as they are."""
    table = read_territories()

    def choose() -> None:
        code = find_home(str(st.session_state["choose-home"].get("home") or ""))
        if code:
            _set_home(code)

    data = {
        "home": home,
        "name": table.at[home, "name"],
        "geometry": outlines_url("epci", find_departements((home,))),
        "cookie": COOKIE,
        "seconds": SECONDS,
        "is_chosen": has_chosen_home(),
    }
    _component()(data=data, key="choose-home", on_home_change=choose)


def _open() -> None:
    st.session_state[CHANGING] = True


def _set_home(code: str) -> None:
    """Make a territory the reader's; what is shown becomes it and who stands beside it."""
    is_other = code != read_home()
    st.session_state[HOME], st.session_state[CHANGING] = code, False
    if is_other:
        state.hold("territoires", choose_default(code))
