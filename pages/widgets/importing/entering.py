"""Who may write: asked for the password of the installation, let in for a while, let out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.kept import CODE, keep
from loaders import audit
from loaders.access import has_provider
from pages.server.access.staying import COOKIE
from pages.server.rights import DOOR, IDLE, LONGEST_NAME, LONGEST_PASSWORD, RefusedError, Right
from pages.widgets.dossier.announcing import announce
from pages.widgets.importing import held
from pages.widgets.signed import read_person, show_way_in
from pages.words.french import NBSP
from pages.words.markup import plain
from pages.words.paths import STAYING

RIGHT, FAULT, NAME, PASSWORD, TICKET = "right", "right_fault", "right_name", "right_password", "right_ticket"
LACKS = "Votre compte lit, il n’importe pas : demandez ce droit à qui administre cette installation."
ENDED = (
    f"Plus rien n’a été fait pendant {round(IDLE / 60)}{NBSP}minutes, ou vous êtes sorti dans un autre onglet : "
    "redonnez le mot de passe."
)
# Changes a ticket for the cookie that no script can read, once: see pages/server/access/staying.py.
SCRIPT = f"""let given;
export default ({{ data }}) => {{
  if (data.ticket === given) return;
  given = data.ticket;
  fetch("{STAYING}", {{ method: "POST", body: given }});
}};"""


def read_right() -> Right | None:
    """The right that the session holds, as long as it lasts; what it was used for is forgotten with it.

    Where a provider says who somebody is, it is that of the role, asked anew at each run.
    """
    if has_provider():
        person = read_person()
        if person is not None and person.may("officer"):
            return DOOR.admit(person.name)
        held.let_go()
        return None
    right: Right | None = st.session_state.get(RIGHT) or DOOR.find(st.context.cookies.get(COOKIE, ""))
    if right is None:
        return None
    renewed = DOOR.renew(right)
    if renewed is None:
        _forget()
        st.session_state[FAULT] = ENDED
    else:
        st.session_state[RIGHT] = renewed
    return renewed


def _leave() -> None:
    """Give the right back."""
    right: Right | None = st.session_state.get(RIGHT)
    if right is not None:
        DOOR.leave(right)
    _forget()


def _forget() -> None:
    """Let go of the right, and of what it was used for."""
    for key in (RIGHT, FAULT, TICKET):
        st.session_state.pop(key, None)
    held.let_go()


def _enter() -> None:
    password, name = str(st.session_state.get(PASSWORD, "")), str(st.session_state.get(NAME, ""))
    st.session_state[PASSWORD] = ""
    where = held.read_address()
    with audit.asked_from(where):
        try:
            right = DOOR.enter(password, name, where)
            st.session_state[RIGHT], st.session_state[TICKET] = right, DOOR.write_ticket(right)
            audit.record(name, audit.SIGNED_IN, "officer")
            st.session_state.pop(FAULT, None)
            announce("Vous pouvez importer.")
        except RefusedError as error:
            audit.record(name, audit.REFUSED, str(error))
            st.session_state[FAULT] = str(error)
            announce(str(error))


def show_entrance() -> None:
    """The name under which somebody writes, and the password; or the way to sign in, where that is how."""
    if has_provider():
        show_way_in(LACKS if read_person() is not None else "Connectez-vous pour importer.")
        return
    with st.form("entrance", width=420):
        st.text_input(
            "Fourni par",
            key=NAME,
            max_chars=LONGEST_NAME,
            autocomplete="name",
            placeholder="Service déchets, ou un nom",
            help="Se lit avec chaque chiffre publié. Un journal garde aussi quand vous entrez, et d’où.",
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
        word, out = ("Se déconnecter", st.logout) if has_provider() else ("Sortir", _leave)
        st.button(word, key="leave", type="tertiary", on_click=out)
    if ticket := st.session_state.get(TICKET):
        with st.container(key="staying-kept"):
            _component()(data={"ticket": ticket}, key="staying")


@keep(CODE)
def _component() -> Callable[..., Any]:
    return st.components.v2.component("terril_staying", js=SCRIPT)
