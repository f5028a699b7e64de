"""The editor of a dossier: its title, and each view with its words, its place and its picture."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.files.slides.thumbnails import list_thumbnails
from pages.views.dossier import Dossier, Slide, clean_line, editing
from pages.widgets.dossier import kept
from pages.widgets.dossier.opening import tell
from pages.widgets.dossier.previews import describe_view
from pages.words.french import format_count
from pages.words.markup import plain, tag, text

SHORT, LONG = 160, 4000
NO_TITLE = "Dossier"
# The version whose words the fields hold.
HELD = "dossier_fields"


def _fill(key: str, words: str, version: int) -> str:
    """Give a field that stands the words of another version; what it begins with where it is new or current.

    Its key stays: a field of another key would stand beside the one that it takes the place of until the run has ended.
    One that is new is given nothing: it would be written over what is typed in the moment that the field appears. A
    browser that was not told what a run gave, for another began at once, would begin with none, and give none back.
    """
    if key in st.session_state and st.session_state.get(HELD) != version:
        st.session_state[key] = words
        return ""
    return words


def show_head(dossier: Dossier, version: int) -> None:
    """The title and the subtitle of the dossier."""
    left, right = st.columns([3, 2], gap="small")
    for place, label, name in ((left, "Titre du dossier", "title"), (right, "Sous-titre (réunion, date)", "subtitle")):
        key = f"words-{name}"
        begun = _fill(key, str(getattr(dossier, name)), version)
        place.text_input(label, begun, key=key, max_chars=SHORT, on_change=_rename, args=(name, key))


def _rename(name: str, key: str) -> None:
    dossier = kept.read_kept().dossier
    words = clean_line(str(st.session_state[key]))[:SHORT] or (NO_TITLE if name == "title" else "")
    kept.change(dossier.model_copy(update={name: words}), "titre du dossier", is_of_words=True)


def _edit(index: int, name: str, key: str, most: int) -> None:
    dossier = kept.read_kept().dossier
    if index < len(dossier.slides):
        changed = editing.edit_slide(dossier, index, **{name: str(st.session_state[key])[:most]})
        kept.change(changed, f"mots de la vue {index + 1}", is_of_words=True)


def show_slides(dossier: Dossier, version: int) -> None:
    """Every view of the dossier, in order, under its section."""
    pictures = {one.view: one.address for one in list_thumbnails(dossier)}
    for index, slide in enumerate(dossier.slides):
        if slide.section and (index == 0 or slide.section != dossier.slides[index - 1].section):
            st.header(plain(slide.section), anchor=False)
        with st.container(border=True, key=f"slide-{index}"):
            is_under = any(one.section for one in dossier.slides[: index + 1])
            _show_slide(slide, index, version, len(dossier.slides), pictures[index], has_section=is_under)
    st.session_state[HELD] = version


def _show_slide(slide: Slide, index: int, version: int, count: int, thumbnail: str, *, has_section: bool) -> None:
    """One view: its slide seen small, its words, what may be done to it; under the heading of its section if any."""
    shown = describe_view(slide.view)
    picture, words = st.columns([1, 2], gap="medium")
    with picture:
        kind = slide.view.LABEL
        name = f"{index + 1}. {kind} · {shown.subtitle}" if shown.subtitle else f"{index + 1}. {kind}"
        head = text("h3" if has_section else "h2", name, class_="t-slide-name")
        if shown.fault:
            st.html(tag("div", head, class_="t-notes t-slide"))
            st.warning(plain(shown.fault))
        else:
            image = tag(
                "img",
                src=thumbnail,
                alt=f"Diapositive : {slide.title or shown.title}",
                loading="lazy",
                class_="t-preview",
            ).removesuffix("</img>")
            link = tag("p", text("a", "Voir la vue dans Terril", href=shown.address, target="_self"))
            st.html(tag("div", head + image + link, class_="t-notes t-slide"))
    with words:
        _show_words(slide, index, version, shown.title)
        _show_acts(index, count)


def _show_words(slide: Slide, index: int, version: int, title: str) -> None:
    """The fields of a view: title and section, comment and notes."""
    for fields in (
        (("Titre", "title", SHORT), ("Section", "section", SHORT)),
        (("Commentaire", "comment", LONG), ("Notes de l’orateur (jamais projetées)", "notes", LONG)),
    ):
        for place, (label, name, most) in zip(st.columns([3, 2], gap="small"), fields, strict=True):
            key = f"words-{name}-{index}"
            begun = _fill(key, str(getattr(slide, name)), version)
            hint, args = (title[:SHORT] if name == "title" else ""), (index, name, key, most)
            if most == SHORT:
                place.text_input(label, begun, key=key, max_chars=most, placeholder=hint, on_change=_edit, args=args)
            else:
                place.text_area(label, begun, key=key, max_chars=most, height=92, on_change=_edit, args=args)


def _show_acts(index: int, count: int) -> None:
    """Move, copy, remove."""
    acts: list[tuple[str, str, Callable[[Dossier], Dossier], bool]] = [
        ("Monter", "déplacement", lambda d: editing.move_slide(d, index, -1), index > 0),
        ("Descendre", "déplacement", lambda d: editing.move_slide(d, index, 1), index < count - 1),
        ("Dupliquer", "copie", lambda d: editing.copy_slide(d, index), True),
        ("Retirer", "retrait", lambda d: editing.remove_slide(d, index), True),
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
    tell(said)


def describe(dossier: Dossier, word: str, *, is_refused: bool, is_shared: bool) -> str:
    """How many views there are, where they are kept, and how the dossier can be sent."""
    kept = (
        "Votre navigateur refuse de le garder (navigation privée, place épuisée\u202f?)\u202f: enregistrez-le."
        if is_refused
        else "Ce navigateur le garde."
    )
    way = (
        "L’adresse de cette page est celle du dossier partagé : elle peut être envoyée."
        if is_shared
        else "L’adresse de cette page contient le dossier : elle peut être envoyée."
        if word
        else "Le dossier est trop long pour une adresse : enregistrez-le pour l’envoyer."
    )
    return f"{format_count(len(dossier.slides), 'vue')}. {kept} {way}"
