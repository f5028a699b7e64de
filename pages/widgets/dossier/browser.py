"""The element that has the browser keep the reader's dossier, and gives back what it kept; what is said of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from geo.kept import CODE, keep
from pages.draw.browser.scripts import read_script
from pages.views.dossier import Dossier, DossierError
from pages.views.dossier.browser import Copy, Said, clear, explain_fault, read_given, read_number, receive, write_word
from pages.views.dossier.editing import Kept
from pages.widgets.dossier import kept
from pages.words.paths import BASE

KEY, SESSION = "dossier-browser", "dossier_browser"


@dataclass
class Session:
    """What a session knows of the browser: the number of what it gave back last, of what was no dossier, and whether it
    refuses to keep anything; the last sentence for the reader, and how many came before; words already written."""

    name: str = field(default_factory=lambda: secrets.token_hex(8))
    heard: int = 0
    spoiled: int = 0
    is_refused: bool = False
    said: Said | None = None
    count: int = 0
    words: dict[str, tuple[Dossier, str]] = field(default_factory=dict)

    def say(self, said: Said | None) -> None:
        """Have a sentence shown; the last one stays what it is where there is none."""
        if said is not None:
            self.said, self.count = said, self.count + 1

    def write(self, place: str, dossier: Dossier) -> str:
        """The word of a dossier, written once as long as it stays the same."""
        before, word = self.words.get(place, (None, ""))
        if before is not dossier:
            word = write_word(dossier)
            self.words[place] = (dossier, word)
        return word


def _read_session() -> Session:
    session: Session = st.session_state.setdefault(SESSION, Session())
    return session


def is_refused() -> bool:
    """Whether the reader's browser has said that it keeps nothing."""
    return _read_session().is_refused


@keep(CODE)
def _component() -> Callable[..., Any]:
    # Read from an address of its own, by the document already: it watches over the connection as well.
    call = f"""export default (component) =>
import(location.origin + "{read_script("dossier")[0]}").then((dossier) => dossier.show(component));"""
    return st.components.v2.component("terril_dossier", js=call, isolate_styles=False)


def _receive() -> None:
    given, session = st.session_state[KEY].get("given"), _read_session()
    if given is None:
        return
    session.heard = read_number(given)
    try:
        held, said = receive(kept.read_kept(), read_given(given))
    except DossierError as error:
        session.spoiled = session.heard
        session.say(explain_fault(error))
        return
    kept.keep(held)
    session.say(said)


def _act() -> None:
    """Do what the button beside the last sentence does."""
    held, session = kept.read_kept(), _read_session()
    wanted = st.session_state[KEY].get("act")
    if wanted == "clear":
        held, said = clear(held)
        session.say(said)
    elif wanted == "undo":
        held = held.undo()
    elif wanted == "back":
        held = held.take_back()
    kept.keep(held)


def _refuse() -> None:
    _read_session().is_refused = bool(st.session_state[KEY].get("refused"))


def keep_in_browser() -> None:
    """Draw the element, which has no place on the page: the dossier of this run is kept, one kept before comes back."""
    held, session = kept.read_kept(), _read_session()
    with st.container(key="dossier-kept"):
        _component()(
            data=_describe(held, session),
            key=KEY,
            on_given_change=_receive,
            on_act_change=_act,
            on_refused_change=_refuse,
            on_returned_change=lambda: None,
        )


def _describe(held: Kept, session: Session) -> dict[str, Any]:
    """What the script is sent: see pages/draw/browser/dossier/dossier.js."""
    earlier = held.earlier if held.has_earlier else Dossier()
    copy = Copy(session.write("dossier", held.dossier), session.write("earlier", earlier))
    said = session.said
    return {
        "name": f"terril.dossier{BASE}",
        "session": session.name,
        "stamp": copy.stamp,
        "word": copy.word,
        "earlier": copy.earlier,
        "heard": session.heard,
        "spoiled": session.spoiled,
        "said": said
        and {
            "number": session.count,
            "text": said.text,
            "act": said.act,
            "label": said.label,
            "lasting": said.is_lasting,
        },
    }
