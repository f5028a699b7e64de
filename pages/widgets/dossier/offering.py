"""Under each map, chart, table and card: put it into the dossier; the links to its files stand beside its source."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.views.contents import read_content
from pages.views.dossier import MOST_SLIDES, Dossier
from pages.views.dossier.editing import add_page, add_slide
from pages.views.kinds.table import Table
from pages.views.record import EARLIEST, LATEST, MOST_OF_A_TABLE, MOST_TERRITORIES, ViewError
from pages.views.selection import FIRST_YEAR, LAST_YEAR, Selection, list_members
from pages.views.view import View
from pages.widgets.dossier.kept import change, keep, read_kept
from pages.words.french import format_count

LAST, ASKED, SHOWN = "dossier_last", "dossier_asked", "dossier_shown"
ADDED, ADDED_PAGE = "ajout d’une vue", "ajout des vues d’une page"
# A table of more lines is added once its reader knows how few a slide shows.
MANY = 200
FEWEST_OF_A_PAGE = 2


def make_table_view(
    indicators: tuple[str, ...], territories: tuple[str, ...] | None, selection: Selection
) -> Table | None:
    """The view of a table of every figure, of all territories where None are given; None where a view is too small.

    Territories that are those selected with all their members are written as such.
    """
    chosen = selection.territories if territories == list_members(selection) else territories
    if len(indicators) > MOST_OF_A_TABLE or len(chosen or ()) > MOST_TERRITORIES or chosen == ():
        return None
    first, last = selection.years
    if territories is None:
        # A slider at its end bounds nothing, since aims lie beyond it.
        first, last = (EARLIEST if first == FIRST_YEAR else first), (LATEST if last == LAST_YEAR else last)
    return Table(
        indicators=indicators,
        territories=chosen or (),
        years=(first, last),
        with_members=chosen != territories,
    )


def count_lines(view: View) -> int:
    """The lines of a table; none of what is drawn otherwise or cannot be made."""
    if view.form != "table":
        return 0
    try:
        return len(read_content(view).rows)
    except ViewError:
        return 0


def _offer(view: View, key: str) -> None:
    """Add a view; of one that is a long table, ask first."""
    if count_lines(view) > MANY:
        st.session_state[ASKED] = (key, view)
    else:
        _add(view, key)


def _ask(view: View, key: str) -> None:
    """Say how few lines of a long table a slide shows, and let its reader choose."""
    lines = format_count(count_lines(view), "ligne")
    st.warning(
        f"Ce tableau a {lines}. Sa diapositive n’en montre qu’une quinzaine, les plus parlantes ; toutes vont dans le "
        "classeur et les données. Moins de territoires, d’années ou d’indicateurs en feraient une diapositive entière."
    )
    with st.container(horizontal=True, gap="small"):
        st.button("L’ajouter quand même", key=f"take-{key}-long", on_click=_add, args=(view, key))
        st.button("Ne pas l’ajouter", key=f"leave-{key}-long", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(ASKED, None)


def _add(view: View, key: str) -> None:
    _forget()
    before = read_kept().dossier
    after = add_slide(before, view)
    if after == before:
        st.toast(f"Le dossier est plein : {MOST_SLIDES} vues au plus. Retirez-en sur la page Dossier.")
        return
    change(after, ADDED)
    st.session_state[LAST] = key
    _tell("Ajouté au")


def _take_back(said: str) -> None:
    """Undo the last change, if it is still the one that was named so."""
    st.session_state.pop(LAST, None)
    if _was_last(said):
        keep(read_kept().undo())
        _tell("Retiré du")


def _was_last(said: str) -> bool:
    past = read_kept().past
    return bool(past) and past[-1][0] == said


def _tell(done: str) -> None:
    st.toast(f"{done} dossier ({format_count(len(read_kept().dossier.slides), 'vue')}).")


def was_just_added(view: View, key: str) -> bool:
    """Whether the last change of the dossier was to add this view from here."""
    if st.session_state.get(LAST) != key:
        return False
    slides = read_kept().dossier.slides
    return _was_last(ADDED) and bool(slides) and slides[-1].view == view


def offer_view(view: View, *, key: str, label: str = "Ajouter au dossier") -> None:
    """Draw the offer to put a view into the dossier; once it is in, the same place takes it back."""
    st.session_state[SHOWN][key] = view
    is_added = was_just_added(view, key)
    # One button all along: another one would lose the focus of who presses it.
    st.button(
        "Ajouté au dossier – annuler" if is_added else label,
        key=f"add-{key}",
        on_click=_take_back if is_added else _offer,
        args=(ADDED,) if is_added else (view, key),
        type="tertiary",
    )
    if not is_added and st.session_state.get(ASKED) == (key, view):
        _ask(view, key)


def begin_page() -> None:
    """Begin to keep which views the page offers."""
    st.session_state[SHOWN] = dict[str, View]()


def list_offered() -> tuple[View, ...]:
    """The views that the page has offered so far."""
    return tuple(st.session_state[SHOWN].values())


def make_page(dossier: Dossier, shown: Sequence[View], name: str) -> Dossier:
    """A dossier with views of a page but long tables: their lines are counted now, for a page that is only read needs
    none of them."""
    return add_page(dossier, [view for view in shown if count_lines(view) <= MANY], name)


def offer_page(name: str, place: DeltaGenerator) -> None:
    """Offer, in a place above them, all views that the page has offered but long tables; one alone offers itself."""
    shown = list_offered()
    if len(shown) < FEWEST_OF_A_PAGE:
        return
    is_added = _was_last(ADDED_PAGE) and read_kept().dossier.slides[-1].view in shown
    place.button(
        "Vues de cette page ajoutées au dossier – annuler" if is_added else "Ajouter les vues de cette page au dossier",
        key="page-to-dossier",
        on_click=_take_back if is_added else _add_page,
        args=(ADDED_PAGE,) if is_added else (shown, name),
        type="tertiary",
    )


def _add_page(shown: Sequence[View], name: str) -> None:
    before = read_kept().dossier
    after = make_page(before, shown, name)
    if after == before:
        st.toast("Le dossier a déjà toutes les vues de cette page, ou il est plein.")
        return
    change(after, ADDED_PAGE)
    _tell("Ajouté au")
