"""What the compare page shows, as a view of the dossier; where the dossier shows it otherwise, the offer says so."""

from __future__ import annotations

import streamlit as st

from pages.exports.route import files_markup
from pages.parts.compare.measure import OFFERED
from pages.parts.compare.selection import Comparison
from pages.parts.compare.shared import Drawn
from pages.parts.dossiers.offering import offer_view
from pages.parts.geometry import LEVELS, MapLevel
from pages.views.view import Kind, View

KINDS: dict[str, Kind] = {
    "lignes": "trend",
    "multiples": "multiples",
    "classement": "movement",
    "pente": "slope",
    "pairs": "dots",
    "nuage": "scatter",
    "tableau": "cards",
}
LEVEL_WORDS: dict[MapLevel, str] = {
    "commune": "parmi toutes les communes",
    "epci": "parmi tous les EPCI",
    "departement": "parmi tous les départements",
}


def make_compared_view(comparison: Comparison, chosen: str, drawn: Drawn) -> tuple[View, str] | None:
    """The view that stands for a comparison, and what the dossier shows otherwise; None where it has no such view."""
    if comparison.measure in OFFERED or drawn.frame.empty:
        return None
    kind, scope, items = KINDS[chosen], comparison.scope, comparison.items
    level: MapLevel = "epci"
    years, year, said = scope.years, None, ""
    if kind == "slope":
        found = sorted(int(y) for y in drawn.frame["year"].unique())
        years = (found[0], found[-1])
    if kind in ("dots", "scatter"):
        levels = [one for one in LEVELS if one == scope.level(scope.territories[0])]
        found = sorted(int(y) for y in drawn.frame["year"].unique())
        if not levels or len(found) != 1:
            return None
        level, year, said = levels[0], found[0], LEVEL_WORDS[levels[0]]
    if kind == "scatter":
        axes = (st.session_state.get("x"), st.session_state.get("y"))
        items = items[:2] if len(items) == 2 or not all(axes) else (str(axes[0]), str(axes[1]))
    if kind == "movement":
        said = "rangs entre les territoires choisis"
    if kind == "trend" and " 100 " in str(st.session_state.get("base", "")):
        said = "en valeurs"
    view = View(
        kind=kind,
        indicators=items,
        territories=scope.territories,
        level=level,
        years=years,
        year=year,
        per_inhabitant=scope.per_inhabitant,
    )
    return view, said


def offer_comparison(comparison: Comparison, chosen: str, drawn: Drawn) -> None:
    """Draw the offer to put a comparison into the dossier, where the dossier can show it; its files, if as here."""
    found = make_compared_view(comparison, chosen, drawn)
    if found is None:
        return
    view, said = found
    with st.container(key="compare-take"):
        if not said:
            st.html(files_markup(view))
        offer_view(view, key="compare", label=f"Ajouter au dossier ({said})" if said else "Ajouter au dossier")
