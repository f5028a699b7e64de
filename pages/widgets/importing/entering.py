"""Who may write: asked for the password of the installation, let in for a while, let out."""

from __future__ import annotations

import streamlit as st

from pages.server.rights import DOOR, IDLE, LONGEST_NAME, LONGEST_PASSWORD, RefusedError, Right
from pages.widgets.dossier.announcing import announce
from pages.widgets.importing import held
from pages.words.french import NBSP
from pages.words.markup import plain

RIGHT, FAULT, NAME, PASSWORD = "right", "right_fault", "right_name", "right_password"
ENDED = f"Plus rien n’a été fait pendant {round(IDLE / 60)}{NBSP}minutes : redonnez le mot de passe."


def read_right() -> Right | None:
    """The right that the session holds, as long as it lasts; what it was used for is forgotten with it."""
    right: Right | None = st.session_state.get(RIGHT)
    if right is None:
        return None
    renewed = DOOR.renew(right)
    if renewed is None:
        leave()
        st.session_state[FAULT] = ENDED
    else:
        st.session_state[RIGHT] = renewed
    return renewed


def leave() -> None:
    """Give the right back, and let go of what it was used for."""
    for key in (RIGHT, FAULT):
        st.session_state.pop(key, None)
    held.let_go()


def _enter() -> None:
    password, name = str(st.session_state.get(PASSWORD, "")), str(st.session_state.get(NAME, ""))
    st.session_state[PASSWORD] = ""
    where = st.context.ip_address
    try:
        st.session_state[RIGHT] = DOOR.enter(password, name, where if isinstance(where, str) else "")
        st.session_state.pop(FAULT, None)
        announce("Vous pouvez importer.")
    except RefusedError as error:
        st.session_state[FAULT] = str(error)
        announce(str(error))


def show_entrance() -> None:
    """The name under which somebody writes, and the password."""
    with st.form("entrance", width=420):
        st.text_input(
            "Fourni par",
            key=NAME,
            max_chars=LONGEST_NAME,
            placeholder="Service déchets, ou un nom",
            help="Se lit avec chaque chiffre publié. Rien d’autre n’est gardé de vous.",
        )
        st.text_input(
            "Mot de passe de l’installation",
            key=PASSWORD,
            type="password",
            max_chars=LONGEST_PASSWORD,
            autocomplete="current-password",
        )
        st.form_submit_button("Entrer", type="primary", on_click=_enter)
    if fault := st.session_state.get(FAULT):
        st.error(plain(fault))


def show_way_out(right: Right) -> None:
    """Under which name one writes, and the way out."""
    with st.container(key="leaving", horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(f"Vous publiez sous le nom «\u202f{plain(right.name)}\u202f».")
        st.button("Sortir", key="leave", type="tertiary", on_click=leave)
