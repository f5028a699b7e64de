"""The editor of a dossier: its title, and each view with its words, its place and its picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from pages.exports.route import view_address
from pages.parts.dossiers import kept
from pages.parts.french import format_count
from pages.parts.markup import tag, text
from pages.views.content import read_content
from pages.views.dossier import Dossier, DossierError, Slide, parse_address, parse_dossier, write_address
from pages.views.view import KIND_LABELS, ViewError

FOLDER = Path(__file__).resolve().parent.parent.parent.parent / "data" / "dossiers"
ADDRESS, FAULT = "dossier", "dossier_fault"
SHORT, LONG = 160, 4000
# In megabytes.
MOST_TEMPLATE = 30


def read_address() -> None:
    """Open, once, the dossier that the address of a first visit holds."""
    word = st.query_params.get(ADDRESS, "")
    if not word or st.session_state.get("dossier_word") == word:
        return
    st.session_state["dossier_word"] = word
    try:
        kept.change(parse_address(word), "ouverture depuis l’adresse")
    except DossierError as error:
        st.session_state[FAULT] = str(error)


def write_to_address(dossier: Dossier) -> str:
    """Hold the dossier in the address while it is short enough; the word, or "" where it is too long."""
    word = write_address(dossier) if dossier.slides else ""
    if word:
        st.query_params[ADDRESS] = word
    else:
        st.query_params.pop(ADDRESS, None)
    st.session_state["dossier_word"] = word
    return word


def list_ready() -> dict[str, Path]:
    """The dossiers that come with Terril, by title."""
    return {parse_dossier(path.read_bytes()).title: path for path in sorted(FOLDER.glob("*.json"))}


def _open(body: bytes, said: str) -> None:
    try:
        kept.change(parse_dossier(body), said)
        st.session_state.pop(FAULT, None)
    except DossierError as error:
        st.session_state[FAULT] = str(error)


def _open_file() -> None:
    given = st.session_state.get("open-file")
    if given is not None:
        _open(given.getvalue(), f"ouverture de {given.name[:60]}")


def show_opening() -> None:
    """Where a dossier comes from: a file, one of those that come with Terril, or nothing; and what can be undone."""
    held = kept.read_kept()
    with st.container(key="opening", horizontal=True, gap="small", vertical_alignment="bottom"):
        for n, (title, path) in enumerate(list_ready().items()):
            st.button(title, key=f"ready-{n}", on_click=_open, args=(path.read_bytes(), f"ouverture de « {title} »"))
        with st.popover("Ouvrir un fichier", key="opener"):
            st.file_uploader(
                "Dossier de Terril (.json)", type="json", key="open-file", on_change=_open_file, max_upload_size=1
            )
        with st.popover("Modèle PPTX", key="templates"):
            st.file_uploader(
                "Le modèle de votre service (.pptx), pour les diapositives",
                type="pptx",
                key="template",
                max_upload_size=30,
            )
        undone = held.past[-1][0] if held.past else ""
        redone = held.future[-1][0] if held.future else ""
        st.button(
            "Annuler",
            key="undo",
            disabled=not undone,
            help=f"Annuler : {undone}" if undone else None,
            on_click=lambda: kept.keep(kept.read_kept().undo()),
        )
        st.button(
            "Rétablir",
            key="redo",
            disabled=not redone,
            help=f"Rétablir : {redone}" if redone else None,
            on_click=lambda: kept.keep(kept.read_kept().redo()),
        )
        if held.dossier.slides:
            st.button("Vider", key="empty", on_click=kept.change, args=(Dossier(), "dossier vidé"))
    if fault := st.session_state.pop(FAULT, ""):
        st.error(fault)


def show_head(dossier: Dossier, version: int) -> None:
    """The title and the subtitle of the dossier."""
    left, right = st.columns([3, 2], gap="small")
    for place, label, name in ((left, "Titre du dossier", "title"), (right, "Sous-titre (réunion, date)", "subtitle")):
        place.text_input(
            label,
            value=str(getattr(dossier, name)),
            key=f"{name}-{version}",
            max_chars=SHORT,
            on_change=_rename,
            args=(name, f"{name}-{version}"),
        )


def _rename(name: str, key: str) -> None:
    dossier = kept.read_kept().dossier
    kept.change(dossier.model_copy(update={name: str(st.session_state[key]).strip()}), "titre du dossier")


def _edit(index: int, name: str, key: str) -> None:
    dossier = kept.read_kept().dossier
    if index < len(dossier.slides):
        kept.change(kept.edit_slide(dossier, index, **{name: str(st.session_state[key])}), f"vue {index + 1}")


def show_slides(dossier: Dossier, version: int) -> None:
    """Every view of the dossier, in order."""
    for index, slide in enumerate(dossier.slides):
        if slide.section and (index == 0 or slide.section != dossier.slides[index - 1].section):
            st.header(slide.section, anchor=False)
        with st.container(border=True, key=f"slide-{index}"):
            _show_slide(slide, index, version, len(dossier.slides))


def _show_slide(slide: Slide, index: int, version: int, count: int) -> None:
    """One view: its picture, its words, and what may be done to it."""
    try:
        content = read_content(slide.view)
        title, subtitle, fault = content.title, content.subtitle, ""
    except ViewError as error:
        content, title, subtitle, fault = None, KIND_LABELS[slide.view.kind], "", str(error)
    picture, words = st.columns([2, 3], gap="medium")
    with picture:
        head = text("p", f"{index + 1}. {KIND_LABELS[slide.view.kind]} · {subtitle}", class_="t-missing")
        if content is None:
            st.html(head)
            st.warning(fault)
        else:
            address = view_address(slide.view, "svg") + "&apercu=1"
            image = tag("img", src=address, alt=f"Aperçu : {title}", loading="lazy", class_="t-preview")
            link = text("a", "Voir la vue dans Terril", href=content.address, target="_self")
            st.html(head + image.removesuffix("</img>") + tag("p", link, class_="t-missing"))
    with words:
        for label, name, most in (("Titre", "title", SHORT), ("Section", "section", SHORT)):
            key = f"{name}-{version}-{index}"
            st.text_input(
                label,
                value=str(getattr(slide, name)),
                key=key,
                max_chars=most,
                placeholder=title if name == "title" else "",
                on_change=_edit,
                args=(index, name, key),
            )
        for label, name in (("Commentaire", "comment"), ("Notes de l’orateur, jamais montrées", "notes")):
            key = f"{name}-{version}-{index}"
            st.text_area(
                label,
                value=str(getattr(slide, name)),
                key=key,
                max_chars=LONG,
                height=90,
                on_change=_edit,
                args=(index, name, key),
            )
        acts: list[tuple[str, str, Callable[[Dossier], Dossier], bool]] = [
            ("Monter", "déplacement", lambda d: kept.move_slide(d, index, -1), index > 0),
            ("Descendre", "déplacement", lambda d: kept.move_slide(d, index, 1), index < count - 1),
            ("Dupliquer", "copie", lambda d: kept.copy_slide(d, index), True),
            ("Retirer", "retrait", lambda d: kept.remove_slide(d, index), True),
        ]
        with st.container(horizontal=True, gap="small"):
            for label, said, act, is_possible in acts:
                st.button(
                    label,
                    key=f"{label}-{index}",
                    disabled=not is_possible,
                    on_click=_do,
                    args=(act, f"{said} de la vue {index + 1}"),
                )


def _do(act: Callable[[Dossier], Dossier], said: str) -> None:
    kept.change(act(kept.read_kept().dossier), said)


def describe(dossier: Dossier, word: str) -> str:
    """How many views there are, and how the dossier can be sent."""
    way = (
        "L’adresse de cette page contient le dossier : elle peut être envoyée."
        if word
        else "Le dossier est trop long pour une adresse : enregistrez-le pour l’envoyer."
    )
    return f"{format_count(len(dossier.slides), 'vue')}. {way}"
