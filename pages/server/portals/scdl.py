"""Grants in the sixteen columns of the SCDL « Subventions » 2.1, in their order: what no document prints is empty.

The SCDL asks for what reports do not print (SIRET, date of the convention, conditions of payment): nothing is made up
for it. `MISSING` names these columns, and the documentation says so.
"""

from __future__ import annotations

import pandas as pd

from loaders import store
from pages.files.csv import write_tidy_csv

COLUMNS = (
    "nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire",
    "rnaBeneficiaire", "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE",
    "notificationUE", "pourcentageSubvention", "dispositifAide",
)  # fmt: skip
MISSING = (
    "idAttribuant", "dateConvention", "nature", "conditionsVersement", "datesPeriodeVersement", "notificationUE",
    "pourcentageSubvention",
)  # fmt: skip
GIVEN = ("nomAttribuant", "nomBeneficiaire", "objet", "montant", "dispositifAide")
# What has been decided: a plan or a request is no grant.
STAGES = ("awarded", "paid")
LONGEST = 256


def list_grants() -> pd.DataFrame:
    """The grants awarded or paid whose giver, receiver, object and amount are all printed."""
    rows = store.load_grants(stages=STAGES)
    objects = rows["objet"].where(rows["objet"].ne(""), rows["projet"])
    rows = rows.assign(objet=objects.str.slice(0, LONGEST))
    is_whole = rows["montant"].notna()
    for name in ("nomAttribuant", "nomBeneficiaire", "objet"):
        is_whole &= rows[name].str.strip().ne("")
    kept = rows.loc[is_whole, list(GIVEN)].reset_index(drop=True)
    empty = {name: pd.Series("", index=kept.index, dtype="str") for name in COLUMNS if name not in GIVEN}
    return kept.assign(**empty)[list(COLUMNS)]


def write_grants() -> bytes:
    """The same as a CSV of the SCDL: comma, decimal point, UTF-8."""
    return write_tidy_csv(list_grants())
