"""Grants as transactions: one row per grant or line of a financing plan, in the field names of SCDL 2.1."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from pathlib import Path

import pandas as pd

from loaders.catalog import Catalog
from loaders.declared import PREFIX
from loaders.pipeline.figures import Fault, FiguresError, read_rows
from loaders.statuses import STATUSES
from loaders.tables import iterate_rows

COLUMNS = [
    "source",
    "lines",
    "section",
    "published",
    "value",
    "stage",
    "nomAttribuant",
    "idAttribuant",
    "nomBeneficiaire",
    "idBeneficiaire",
    "objet",
    "dispositifAide",
    "projet",
    "coutProjet",
    "coutPublished",
    "coutLines",
    "commune",
    "epci",
    "year",
    "period",
    "status",
    "note",
]
KEY = ("source", "lines", "stage", "nomAttribuant", "nomBeneficiaire", "objet", "dispositifAide", "projet", "value")
# The columns of the SCDL « Subventions » 2.1, in their order.
SCDL = (
    "nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire",
    "rnaBeneficiaire", "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE",
    "notificationUE", "pourcentageSubvention", "dispositifAide",
)  # fmt: skip
# What a line of a list says beside its amount: who gives what to whom, for which project, when, at which stage.
LINE = ("stage", "nomAttribuant", "nomBeneficiaire", "objet", "dispositifAide", "projet", "year", "period")
OWN_LIST, LINE_SIGN = "own", "l"
STAGES = ("planned", "requested", "proposed", "awarded", "paid")


def read_grants(folder: Path, catalog: Catalog, territories: Collection[str]) -> pd.DataFrame:
    """The rows of data/figures/grants*.csv: `montant` and `coutProjet` in euros, `year` int16, `id` for an address.

    Raises FiguresError with every fault: an unknown source, stage, status or place, an amount that is no number,
    a grant without beneficiary, a line written twice.
    """
    faults: list[Fault] = []
    rows: list[dict[str, str]] = []
    seen: dict[tuple[str, ...], str] = {}
    for path in sorted(folder.glob("grants*.csv")):
        for line, row in read_rows(path, COLUMNS):
            expectations = [
                ("source", "une source de sources.yaml", row["source"] in catalog.sources),
                ("lines", "l'endroit où le montant est imprimé", bool(row["lines"])),
                ("stage", "un stade parmi " + ", ".join(STAGES), row["stage"] in STAGES),
                ("status", "un statut connu", row["status"] in STATUSES),
                ("nomBeneficiaire", "un bénéficiaire", bool(row["nomBeneficiaire"])),
                ("value", "un montant en euros", is_amount(row["value"])),
                ("coutProjet", "un montant en euros ou rien", not row["coutProjet"] or is_amount(row["coutProjet"])),
                ("year", "une année entre 1990 et 2100", row["year"].isdigit() and 1990 <= int(row["year"]) <= 2100),
                *((c, "un territoire connu ou rien", not row[c] or row[c] in territories) for c in ("commune", "epci")),
            ]
            faults += [
                Fault(path.name, line, column, text, row[column]) for column, text, holds in expectations if not holds
            ]
            key = tuple(row[name] for name in KEY)
            if key in seen:
                faults.append(
                    Fault(path.name, line, "clé", f"une ligne nouvelle (déjà en {seen[key]})", " / ".join(key))
                )
            seen[key] = f"{path.name}, ligne {line}"
            rows.append(row)
    if faults:
        raise FiguresError(faults)
    return make_grants(pd.DataFrame(rows, columns=COLUMNS))


def make_no_grants() -> pd.DataFrame:
    """No row, in COLUMNS."""
    return pd.DataFrame(columns=COLUMNS, dtype="str")


def make_grants(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of text in COLUMNS as the table has them: typed, sorted, each with its `id`."""
    ids = _hash("g", iterate_rows(rows[list(KEY)]))
    grants = rows[COLUMNS].assign(id=ids).rename(columns={"value": "montant", "lines": "locator"})
    for column in ("montant", "coutProjet"):
        grants[column] = pd.to_numeric(grants[column])
    grants["year"] = grants["year"].astype("int16")
    return grants.sort_values(["source", "projet", "stage", "locator", "nomAttribuant", "objet"], ignore_index=True)


def name_lines(rows: pd.DataFrame) -> pd.Series:
    """What each grant is the amount of, by name: its list, and LINE.

    The id of a grant is of its amount and its place in a document as well: transcribed better, or delivered again a row
    further down, it has another, and what was proposed of the amount would be lost. What a list says beside the amount
    stays. All that a service publishes is one list, since one of its publications takes the place of another.
    """
    lists = rows["source"].astype(str)
    lists = lists.mask(lists.str.startswith(PREFIX), OWN_LIST)
    keys = zip(lists, *(rows[name].astype(str) for name in LINE), strict=True)
    return pd.Series(_hash(LINE_SIGN, keys), rows.index, dtype="str")


def identify_lines(grants: pd.DataFrame) -> pd.Series:
    """The name of each grant of a table, as `name_lines` has it; the id of one that its list has another like, for
    their amounts alone tell them apart."""
    names = name_lines(grants)
    return names.where(~names.duplicated(keep=False), grants["id"])


def is_line(name: str) -> bool:
    """Whether it is the name of a line, and not the id of a grant."""
    return name.startswith(LINE_SIGN)


def _hash(sign: str, keys: Iterable[tuple[str, ...]]) -> list[str]:
    return [sign + hashlib.sha256("|".join(key).encode()).hexdigest()[:9] for key in keys]


def is_amount(text: str) -> bool:
    """Whether a text is an amount of money: a number that is not negative."""
    return re.fullmatch(r"\d+(\.\d+)?", text) is not None
