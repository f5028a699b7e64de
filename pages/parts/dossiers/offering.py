"""Under each map, chart, table and card: put it into the dossier; the links to its files stand beside its source."""

from __future__ import annotations

import streamlit as st

from pages.parts.choice import Choice
from pages.parts.dossiers.kept import add_slide, change, read_kept
from pages.parts.french import format_count
from pages.parts.scope import Scope
from pages.views.dossier import MOST_SLIDES
from pages.views.view import Kind, View, join_headline


def make_view(kind: Kind, choice: Choice, scope: Scope) -> View:
    """The view that a page shows of a choice."""
    return View(
        kind=kind,
        indicators=(join_headline(choice.indicator, choice.restriction),),
        territories=scope.territories,
        level=choice.level,
        years=scope.years,
        year=None if kind == "trend" else choice.year,
        per_inhabitant=scope.per_inhabitant,
    )


def _add(view: View) -> None:
    before = read_kept().dossier
    after = add_slide(before, view)
    if after == before:
        st.toast(f"Le dossier est plein : {MOST_SLIDES} vues au plus.")
        return
    change(after, "ajout d’une vue")
    st.toast(f"Ajouté au dossier ({format_count(len(after.slides), 'vue')}). La page Dossier permet de l’annuler.")


def offer_view(view: View, *, key: str) -> None:
    """Draw the offer to put a view into the dossier."""
    st.button("Ajouter au dossier", key=f"add-{key}", on_click=_add, args=(view,), type="tertiary")
