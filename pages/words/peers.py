"""The kinds of peers as their selectors name them, on a portrait and beside a comparison."""

from __future__ import annotations

from loaders.reading.group import Kind
from loaders.statistics.peers import NEAREST

FORM, POPULATION = "Même forme juridique", "Même classe de population"
INCOME = "Revenus médians proches"
CLOSEST = f"Les {NEAREST} plus proches"
OF_A_PORTRAIT: dict[Kind, str] = {
    "tous": "Tous ceux du même niveau",
    "forme": FORM,
    "population": POPULATION,
    "densite": "Même densité",
    "revenu": INCOME,
    "proches": CLOSEST,
    "liste": "Liste choisie",
}
OF_A_COMPARISON = {
    "tous": "Tous ceux de la carte",
    "forme": FORM,
    "population": POPULATION,
    "densite": "Même classe de densité",
    "revenu": INCOME,
    "proches": CLOSEST,
    "selection": "La sélection seule",
}
