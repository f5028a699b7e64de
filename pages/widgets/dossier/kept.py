"""The dossier of the reader, kept in the session; the browser has a copy, see pages/widgets/dossier/browser.py."""

from __future__ import annotations

import streamlit as st

from pages.views.dossier import Dossier
from pages.views.dossier.editing import Kept

# `SHARED` is the dossier of the service that it was taken up from: see pages/widgets/dossier/shared.py.
KEY, SHARED = "dossier_kept", "dossier_shared"


def read_kept() -> Kept:
    """What the session keeps; an empty dossier to begin with."""
    kept: Kept = st.session_state.setdefault(KEY, Kept())
    return kept


def keep(kept: Kept) -> None:
    """Keep this from now on."""
    st.session_state[KEY] = kept


def change(dossier: Dossier, said: str, *, is_of_words: bool = False) -> None:
    """Change the reader's dossier."""
    keep(read_kept().change(dossier, said, is_of_words=is_of_words))


def take(dossier: Dossier, said: str) -> None:
    """Put another dossier in the place of the reader's, which is then that of nobody else."""
    st.session_state.pop(SHARED, None)
    keep(read_kept().take(dossier, said))


def take_back() -> None:
    """Put the earlier dossier back."""
    st.session_state.pop(SHARED, None)
    keep(read_kept().take_back())


def title_of_dossier() -> str:
    """The name of the dossier's page in the menu, with the number of its views."""
    count = len(read_kept().dossier.slides)
    return f"Dossier ({count})" if count else "Dossier"
