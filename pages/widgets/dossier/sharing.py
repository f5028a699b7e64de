"""What the page of the dossier shows of those of the service: which one is open, and for who may write, all of them."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from loaders.own import dossiers
from loaders.own.dossiers import Saved
from loaders.own.password import may_write
from pages.server.office.own import open_own
from pages.views.dossier import Dossier
from pages.views.dossier.shared import ADDRESS, Taken
from pages.widgets.dossier import acting, shared
from pages.widgets.importing import entering
from pages.words.french import NARROW, format_count
from pages.words.markup import plain, tag, text
from pages.words.memory import write_moment
from pages.words.paths import DOSSIER

ASKED, OPENED = "shared_asked", "shared_opened"


def show_taken(dossier: Dossier) -> None:
    """Which shared dossier is open, by whom and when it was saved, whether a newer version is there."""
    if fault := st.session_state.pop(shared.FAULT, ""):
        st.error(plain(fault))
    if said := st.session_state.pop(shared.SAID, ""):
        st.success(plain(said))
    taken = shared.read_taken()
    newest = acting.attempt(lambda: acting.find_version(taken.key)) if taken is not None else None
    if taken is None or newest is None:
        return
    is_same = taken.dossier == dossier
    own = acting.attempt(lambda: acting.find_version(taken.key, taken.number)) or newest
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
        database = acting.attempt(open_own)
        found = acting.attempt(lambda: dossiers.list_dossiers(database)) if database is not None else []
        if fault := st.session_state.pop(shared.FAULT, ""):
            st.error(plain(fault))
        _show_list(found or [])


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


def _show_list(found: list[Saved]) -> None:
    there, gone = ([one for one in found if bool(one.deleted_by) == is_gone] for is_gone in (False, True))
    st.caption(f"{format_count(len(there), 'dossier partagé', 'dossiers partagés')}, le dernier enregistré d’abord."
               if there else "Aucun dossier n’est encore partagé.")  # fmt: skip
    for one in there:
        _show_one(one)
    if gone:
        st.caption("Supprimés, gardés avec toutes leurs versions :")
    for one in gone:
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"gone-{one.key}"):
            st.caption(plain(f"«{NARROW}{one.title}{NARROW}», supprimé par {one.deleted_by}"))
            st.button("Remettre", key=f"back-{one.key}", on_click=acting.bring_back, args=(one.key,))


def _show_one(one: Saved) -> None:
    """A shared dossier: its address, who changed it last, what may be done with it."""
    with st.container(border=True, key=f"shared-{one.key}"):
        words, acts = st.columns([3, 2], gap="small", vertical_alignment="center")
        address = f"{DOSSIER}?{urlencode({ADDRESS: one.key})}"
        said = f"version {one.number}, enregistrée par {one.author} le {write_moment(one.at)}"
        link = tag("b", text("a", one.title, href=address, target="_self"))
        words.html(tag("div", tag("p", link) + text("p", said) + text("p", address), class_="t-notes t-publication"))
        with acts.container(horizontal=True, gap="small", horizontal_alignment="right"):
            st.button("Reprendre", key=f"take-{one.key}", on_click=acting.take_up, args=(one.key,))
            st.button("Versions", key=f"versions-{one.key}", on_click=_turn, args=(OPENED, one.key))
            if st.session_state.get(ASKED) == one.key:
                st.button("Oui, supprimer", key=f"sure-{one.key}", type="primary", on_click=_delete, args=(one,))
                st.button("Garder", key=f"keep-{one.key}", on_click=_turn, args=(ASKED, one.key))
            else:
                st.button("Supprimer", key=f"delete-{one.key}", on_click=_turn, args=(ASKED, one.key))
        if st.session_state.get(OPENED) == one.key:
            _show_versions(one)


def _show_versions(one: Saved) -> None:
    database = acting.attempt(open_own)
    found = acting.attempt(lambda: dossiers.list_versions(database, one.key)) if database is not None else None
    for version in found or []:
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", key=f"v-{one.key}-{version.number}"
        ):
            st.caption(
                plain(
                    f"Version {version.number}, «{NARROW}{version.title}{NARROW}», par {version.author} le "
                    f"{write_moment(version.at)}"
                )
            )
            st.button(
                "Reprendre celle-ci",
                key=f"take-{one.key}-{version.number}",
                on_click=acting.take_up,
                args=(one.key, version.number),
            )


def _turn(name: str, key: str) -> None:
    """Ask or open, or no more where it is already."""
    st.session_state[name] = "" if st.session_state.get(name) == key else key


def _delete(one: Saved) -> None:
    _turn(ASKED, one.key)
    acting.delete(one.key, one.number)
