"""Grants in the sixteen columns of the SCDL « Subventions » 2.1, in their order: what no document prints is empty.

The SCDL asks for what reports do not print (SIRET, date of the convention, conditions of payment): nothing is made up
for it. `MISSING` names these columns, and the documentation says so.
"""

from __future__ import annotations

import pandas as pd

from loaders import store
from loaders.pipeline.grants import SCDL as COLUMNS
from pages.files.csv import write_tidy_csv

MISSING = (
    "idAttribuant", "dateConvention", "nature", "conditionsVersement", "datesPeriodeVersement", "notificationUE",
    "pourcentageSubvention",
)  # fmt: skip
GIVEN = ("nomAttribuant", "nomBeneficiaire", "objet", "montant", "dispositifAide")
# Given where a list that a service brings in has them: documents print a SIREN at most.
SIRETS, LENGTH_OF_SIRET = ("idAttribuant", "idBeneficiaire"), 14
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
    for name in SIRETS:
        rows[name] = rows[name].where(rows[name].str.len().eq(LENGTH_OF_SIRET), "")
    kept = rows.loc[is_whole, [*GIVEN, *SIRETS]].reset_index(drop=True)
    empty = {name: pd.Series("", index=kept.index, dtype="str") for name in COLUMNS if name not in kept}
    return kept.assign(**empty)[list(COLUMNS)]


def write_grants() -> bytes:
    """The same as a CSV of the SCDL: comma, decimal point, UTF-8."""
    return write_tidy_csv(list_grants())
