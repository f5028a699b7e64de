"""Where a dossier comes from: its address, a file, or one of those that come with Terril; what can be undone."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from loaders.reading.surroundings import read_territories
from pages.views.dossier import Dossier, DossierError, parse_address, parse_dossier, write_address
from pages.views.dossier.browser import describe_dossier
from pages.views.dossier.shared import ADDRESS as SHARED
from pages.views.ready import list_ready_of
from pages.widgets import state
from pages.widgets.dossier import kept
from pages.widgets.dossier.announcing import announce
from pages.widgets.home import read_home
from pages.words.french import format_count
from pages.words.markup import plain

ADDRESS, FAULT, WORD = "dossier", "dossier_fault", "dossier_word"
NONE_READY = (
    "Aucun dossier prêt pour {}\u202f: Terril en connaît trop peu de chiffres. « Préparer ma réunion », sur la "
    "[vue d’ensemble](/), en fait un de ce qui est connu."
)
UNDOABLE = "Le dossier en cours est remplacé ; « Annuler » ou « Dossier d’avant » le rend."


def tell(said: str) -> None:
    """Have it said what was done with the dossier, and how many views it has now."""
    count = format_count(len(kept.read_kept().dossier.slides), "vue")
    announce(f"{said[:1].upper()}{said[1:]}\u202f: le dossier a {count}.")


def read_address() -> None:
    """Open, once, the dossier that the address of a visit holds, or names among those of the service."""
    _read_held()
    if state.read_asked(SHARED):
        # What reads the database takes a second to import, and few come by such an address.
        from pages.widgets.dossier import acting

        acting.read_address()


def _read_held() -> None:
    word = "".join(state.read_asked(ADDRESS)[-1:])
    if not word or st.session_state.get(WORD) == word:
        return
    st.session_state[WORD] = word
    try:
        kept.take(parse_address(word), "ouverture depuis l’adresse")
    except DossierError as error:
        st.session_state[FAULT] = str(error)


def write_to_address(dossier: Dossier) -> str:
    """Hold the dossier in the address while it is short enough; the word, or "" where it is too long."""
    word = write_address(dossier) if dossier.slides else ""
    state.show(ADDRESS, (word,) if word else ())
    st.session_state[WORD] = word
    return word


def open_body(body: bytes, said: str) -> None:
    """Take a file in the place of the reader's dossier; one that cannot be read changes nothing and is explained."""
    try:
        _take(parse_dossier(body), said)
        st.session_state.pop(FAULT, None)
    except DossierError as error:
        st.session_state[FAULT] = str(error)


def _open_file() -> None:
    given = st.session_state.get("open-file")
    if given is not None:
        open_body(given.getvalue(), f"ouverture de {given.name[:60]}")


def _show_ready() -> None:
    for n, (title, body) in enumerate(list_ready_of(read_home()).items()):
        st.button(title, key=f"ready-{n}", on_click=open_body, args=(body, f"ouverture de « {title} »"))


def _show_upload() -> None:
    label = "Dossier de Terril (.json, 1 Mo au plus)"
    st.file_uploader(label, type="json", key="open-file", on_change=_open_file, max_upload_size=1)


def _show_step(label: str, key: str, said: str, act: Callable[[], None]) -> None:
    st.button(label, key=key, disabled=not said, help=plain(f"{label} : {said}") if said else None, on_click=act)


def show_opening() -> None:
    """The ways to open a dossier: in full while there is none, behind one button once there is."""
    held = kept.read_kept()
    is_empty = not held.dossier.slides
    with st.container(key="opening", horizontal=True, gap="small", vertical_alignment="bottom"):
        if not is_empty:
            with st.popover("Ouvrir un autre dossier", key="opener"):
                st.caption(UNDOABLE)
                _show_ready()
                _show_upload()
        if held.past or held.future:
            _show_step("Annuler", "undo", held.past[-1][0] if held.past else "", _undo)
            _show_step("Rétablir", "redo", held.future[-1][0] if held.future else "", _redo)
        if not is_empty:
            st.button("Nouveau dossier", key="empty", on_click=_take, args=(Dossier(), "nouveau dossier"))
        if held.has_earlier:
            label = f"Dossier d’avant\u202f: {plain(describe_dossier(held.earlier))}"
            st.button(label, key="earlier", on_click=_take_back, help="Celui qui était ouvert avant celui-ci.")
    if fault := st.session_state.pop(FAULT, ""):
        st.error(plain(fault))
    if is_empty:
        if list_ready_of(read_home()):
            st.caption("Dossiers prêts, à adapter :")
            with st.container(key="ready", horizontal=True, gap="small"):
                _show_ready()
        else:
            st.caption(NONE_READY.format(plain(str(read_territories().at[read_home(), "short"]).replace("'", "’"))))
        _show_upload()


def _take(dossier: Dossier, said: str) -> None:
    kept.take(dossier, said)
    tell(said)


def _take_back() -> None:
    kept.take_back()
    tell("dossier d’avant repris")


def _undo() -> None:
    held = kept.read_kept()
    if not held.past:
        return
    kept.keep(held.undo())
    tell(f"annulation ({held.past[-1][0]})")


def _redo() -> None:
    held = kept.read_kept()
    if not held.future:
        return
    kept.keep(held.redo())
    tell(f"rétablissement ({held.future[-1][0]})")
