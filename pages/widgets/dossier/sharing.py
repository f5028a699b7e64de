"""What the page of the dossier shows of those of the service: which one is open, and for who may write, all of them."""

from __future__ import annotations

import streamlit as st

from loaders.own.password import may_write
from pages.views.dossier import Dossier
from pages.views.dossier.shared import Taken
from pages.widgets.dossier import acting, shared
from pages.widgets.importing import entering
from pages.widgets.service.shelf import show_list
from pages.words.french import NARROW
from pages.words.markup import plain
from pages.words.memory import write_moment


def show_taken(dossier: Dossier) -> None:
    """Which shared dossier is open, by whom and when it was saved, whether a newer version is there."""
    acting.LISTED.show_said()
    taken = shared.read_taken()
    newest = acting.LISTED.attempt(lambda: acting.find_version(taken.key)) if taken is not None else None
    if taken is None or newest is None:
        return
    is_same = taken.dossier == dossier
    own = acting.LISTED.attempt(lambda: acting.find_version(taken.key, taken.number)) or newest
    state = (
        "" if is_same else f" Vos changements depuis ne sont qu’ici{NARROW}: la version partagée reste ce qu’elle est."
    )
    st.caption(
        plain(
            f"Dossier partagé «{NARROW}{own.title}{NARROW}», version {own.number}, enregistrée par {own.author} le "
            f"{write_moment(own.at)}.{state}"
        )
    )
    if newest.deleted_by:
        st.warning(plain(f"{newest.deleted_by} l’a supprimé depuis."))
    elif newest.number != taken.number:
        said = f"{newest.author} a enregistré la version {newest.number} le {write_moment(newest.at)}."
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key="shared-newer"):
            st.info(plain(said))
            st.button("L’ouvrir", key="shared-newest", on_click=acting.take_up, args=(taken.key,))


def show_sharing(dossier: Dossier) -> None:
    """The dossiers of the service, folded; the way in for who has not given the password yet."""
    if not may_write():
        return
    with st.expander("Dossiers du service", key="shared", on_change="rerun") as folded:
        if not folded.open:
            return
        right = entering.read_right()
        if right is None:
            entering.show_entrance()
            return
        entering.show_way_out(right)
        _show_saving(dossier, shared.read_taken())
        found = acting.LISTED.list_newest()
        acting.LISTED.show_said()
        show_list(acting.LISTED, found, may_write=True)


def _show_saving(dossier: Dossier, taken: Taken | None) -> None:
    """The ways to save the reader's dossier."""
    if not dossier.slides:
        st.caption("Le dossier ouvert est vide : rien à enregistrer.")
        return
    with st.container(horizontal=True, gap="small", key="shared-saving"):
        if taken is not None:
            label = f"Enregistrer les changements de «{NARROW}{plain(dossier.title)}{NARROW}»"
            is_same = shared.is_as_shared()
            help_ = "Rien n’a changé depuis la version ouverte." if is_same else None
            st.button(label, key="shared-save", type="primary", disabled=is_same, help=help_, on_click=acting.save)
        label = "Partager comme un nouveau dossier" if taken else f"Partager «{NARROW}{plain(dossier.title)}{NARROW}»"
        st.button(label, key="shared-new", type="secondary" if taken else "primary", on_click=acting.save_new)
