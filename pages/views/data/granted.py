"""The grants to named beneficiaries that a page shows: awarded or paid, in the territories chosen and their members."""

from __future__ import annotations

import pandas as pd

from pages.views.data import cached
from pages.views.selection import Selection

LABELS = {
    "projet": "Projet",
    "nomAttribuant": "Financeur",
    "dispositifAide": "Dispositif",
    "nomBeneficiaire": "Bénéficiaire",
    "objet": "Objet",
    "montant": "Montant (€)",
    "coutProjet": "Coût du projet (€)",
    "year": "Année",
    "period": "Période",
    "stage": "Stade",
    "source": "Source",
    "locator": "Lignes",
    "published": "Imprimé",
    "note": "Note",
}
OVERLAP = "Elles peuvent se recouvrir : ne pas les additionner."


def read_granted(selection: Selection) -> pd.DataFrame:
    """One row a grant, of the years selected; see loaders.store.load_grants."""
    grants = cached.read_grants(("awarded", "paid"))
    is_inside = grants["epci"].isin(selection.members) | grants["commune"].isin(selection.members)
    return grants[is_inside & grants["year"].between(*selection.years)]
