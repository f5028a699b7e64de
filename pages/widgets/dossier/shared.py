"""Which dossier of the service the reader has open; the rest is read only where there are such dossiers."""

from __future__ import annotations

import streamlit as st

from loaders.own.password import may_write
from pages.views.dossier import Dossier
from pages.views.dossier.shared import ADDRESS, Taken
from pages.widgets import state
from pages.widgets.dossier import kept, opening
from pages.widgets.dossier.kept import SHARED

# The word of the address that was read last; what is said of the last act, and what was wrong with it.
SEEN, SAID, FAULT = "shared_seen", "shared_said", "shared_fault"


def read_taken() -> Taken | None:
    """The shared dossier that the session has taken up; None for none."""
    taken: Taken | None = st.session_state.get(SHARED)
    return taken


def write_to_address(dossier: Dossier) -> str:
    """Hold the dossier in the address: by its short one while it is as it was shared; the word that holds it, or ""."""
    taken = read_taken()
    if taken is None:
        state.show(ADDRESS, ())
        st.session_state.pop(SEEN, None)
        return opening.write_to_address(dossier)
    is_same = taken.dossier == dossier
    word = opening.write_to_address(Dossier() if is_same else dossier)
    asked = taken.key if is_same else f"{taken.key}.{taken.number}"
    state.show(ADDRESS, (asked,))
    st.session_state[SEEN] = asked
    return word


def is_as_shared() -> bool:
    """Whether the reader's dossier is the shared one, unchanged."""
    taken = read_taken()
    return taken is not None and taken.dossier == kept.read_kept().dossier


def show_shared(dossier: Dossier) -> None:
    """What the page says and offers of the dossiers of the service; nothing where there is nothing to say."""
    if not may_write() and read_taken() is None and FAULT not in st.session_state:
        return
    # Read here: who has no database does without what reads it.
    from pages.widgets.dossier import sharing

    sharing.show_taken(dossier)
    sharing.show_sharing(dossier)
