"""The last look at figures before they are published: whatever read them, the build must be able to take them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from loaders.catalog import Catalog
from loaders.own.records import PublicationError
from loaders.pipeline.grants import STAGES, is_amount
from loaders.pipeline.own import CELL
from loaders.statuses import BESIDE, STATUSES, VALUELESS
from loaders.tabular.faults import join_some

NUMBER = r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
YEARS = (1990, 2100)


def check_figures(figures: pd.DataFrame, catalog: Catalog, territories: Collection[str]) -> None:
    """Raise PublicationError with all that keeps figures, as text, from being published."""
    if figures.empty:
        raise PublicationError("Aucune valeur à publier : le fichier n’en a pas de lisible. Rien n’est écrit.")
    _refuse(_find_faults(figures, catalog, territories))


def check_grants(grants: pd.DataFrame, territories: Collection[str]) -> None:
    """Raise PublicationError with all that keeps grants, as text, from being published."""
    _refuse(_find_faults_of_grants(grants, territories))


def _refuse(faults: Iterator[str]) -> None:
    if told := list(faults):
        raise PublicationError("\n".join([*told, "Rien n’est écrit."]))


def _find_faults_of_grants(grants: pd.DataFrame, territories: Collection[str]) -> Iterator[str]:
    for name, expected in (
        ("lines", "l’endroit du fichier"),
        ("nomAttribuant", "qui attribue"),
        ("nomBeneficiaire", "un bénéficiaire"),
    ):
        yield from _tell(grants, grants[name].eq(""), name, expected)
    yield from _tell(grants, ~grants["value"].map(is_amount).astype(bool), "value", "un montant en euros")
    yield from _tell(grants, ~grants["stage"].isin(STAGES), "stage", "un stade")
    yield from _tell(grants, ~grants["status"].isin(STATUSES), "status", "un statut connu")
    years = pd.to_numeric(grants["year"], errors="coerce")
    yield from _tell(grants, ~years.between(*YEARS), "year", "une année entre {} et {}".format(*YEARS))
    for name in ("commune", "epci"):
        yield from _tell(grants, ~grants[name].isin(["", *territories]), name, "un territoire connu, ou rien")
    yield from _tell(grants, grants.duplicated("lines"), "lines", "une ligne du fichier par subvention")


def _find_faults(figures: pd.DataFrame, catalog: Catalog, territories: Collection[str]) -> Iterator[str]:
    units = {key: entry.unit for key, entry in catalog.indicators.items()}
    yield from _tell(figures, ~figures["indicator"].isin(list(units)), "indicator", "un indicateur du catalogue")
    is_other = figures["indicator"].isin(list(units)) & figures["unit"].ne(figures["indicator"].map(units))
    yield from _tell(figures, is_other, "unit", "l’unité de l’indicateur")
    yield from _tell(figures, ~figures["territory"].isin(list(territories)), "territory", "un territoire connu")
    yield from _tell(figures, ~figures["status"].isin(STATUSES), "status", "un statut connu")
    years = pd.to_numeric(figures["year"], errors="coerce")
    yield from _tell(figures, ~years.between(*YEARS), "year", "une année entre {} et {}".format(*YEARS))
    is_bare = figures["status"].isin(VALUELESS)
    is_wrong = (is_bare & figures["value"].ne("")) | (~is_bare & ~figures["value"].str.fullmatch(NUMBER))
    yield from _tell(figures, is_wrong, "value", "un nombre, ou rien où le statut le dit")
    yield from _tell(figures, figures["lines"].eq(""), "lines", "l’endroit du fichier")
    cells = figures.assign(is_beside=figures["status"].isin(BESIDE))
    yield from _tell(figures, cells.duplicated(CELL), "lines", "une seule valeur par territoire, indicateur et année")


def _tell(figures: pd.DataFrame, is_wrong: pd.Series, column: str, expected: str) -> Iterator[str]:
    """A sentence where some rows are wrong: how many, what was expected, what was found."""
    if is_wrong.any():
        found = [f"« {cell} »" for cell in dict.fromkeys(figures.loc[is_wrong, column])]
        count = int(is_wrong.sum())
        yield f"{count} ligne{'s' if count > 1 else ''} : attendu, {expected} ; trouvé, {join_some(found)}."
