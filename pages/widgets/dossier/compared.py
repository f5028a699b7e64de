"""What the compare page shows, as a view of the dossier; where the dossier shows it otherwise, the offer says so."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from pages.files.links import files_markup
from pages.views.address import COMPARED
from pages.views.compared.selection import Comparison
from pages.views.data.geography import LEVELS
from pages.views.view import AMONG_PEERS, Divisor, Kind, PeerKind, View
from pages.widgets.compare.shared import Drawn
from pages.widgets.dossier.offering import offer_view


def make_compared_view(comparison: Comparison, chosen: str, drawn: Drawn) -> tuple[View, str] | None:
    """The view that stands for a comparison, and what the dossier shows otherwise; None where nothing is drawn."""
    if drawn.frame.empty:
        return None
    kind: Kind = next(kind for kind, name in COMPARED.items() if name == chosen)
    scope, items, said = comparison.scope, comparison.items, ""
    years, year = scope.years, None
    found = sorted({int(y) for y in drawn.frame["year"]})
    if kind == "slope":
        if len(found) < 2:
            return None
        years = (found[0], found[-1])
    if kind in ("dots", "scatter"):
        if len(found) != 1:
            return None
        year = found[0]
    if kind == "scatter":
        axes = (st.session_state.get("x"), st.session_state.get("y"))
        items = items[:2] if len(items) == 2 or not all(axes) else (str(axes[0]), str(axes[1]))
    if kind == "cards":
        said = "dernières valeurs"
    if kind == "multiples":
        if st.session_state.get("par") == "Indicateur":
            kind, said = "trend", "une courbe par territoire"
        elif st.session_state.get("echelle") == "Propre":
            said = "à la même échelle"
    peers: PeerKind = ""
    reference: str | None = None
    if kind in AMONG_PEERS:
        peers, reference = _read_peers(comparison)
    level = scope.level(reference) if reference else ""
    measure: Divisor = next((m for m in get_args(Divisor) if m == comparison.measure), "")
    view = View(
        kind=kind,
        indicators=items,
        territories=scope.territories,
        level=next((one for one in LEVELS if one == level), "epci"),
        years=years,
        year=year,
        per_inhabitant=comparison.measure == "inhabitant",
        measure=measure,
        base=_read_base() if kind == "trend" and chosen == "lignes" else None,
        peers=peers,
        reference=reference,
    )
    return view, said


def _read_peers(comparison: Comparison) -> tuple[PeerKind, str]:
    """The group that the page's selectors name, and whom it is the group of."""
    territories = comparison.scope.territories
    reference = str(st.session_state.get("reference", territories[0]))
    asked = st.session_state.get("pairs")
    peers: PeerKind = next((kind for kind in get_args(PeerKind) if kind and kind == asked), "selection")
    return peers, (reference if reference in territories else territories[0])


def _read_base() -> int | None:
    """The year of the index that the page's selector names; None where it shows values."""
    last = str(st.session_state.get("base", "")).rpartition(" ")[2]
    return int(last) if last.isdigit() else None


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
