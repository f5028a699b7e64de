"""The statuses of figures, by family: results, what stands beside results, and what has no value."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

import pandas as pd

Status = Literal[
    "normal",
    "provisional",
    "estimated",
    "partial",
    "objective",
    "planned",
    "threshold",
    "offer",
    "missing",
    "confidential",
    "not_applicable",
]
STATUSES: tuple[Status, ...] = get_args(Status)
# Results, the most certain first: a sum of a part of its members is the least.
RESULTS: tuple[Status, ...] = ("normal", "provisional", "estimated", "partial")
UNCERTAIN = RESULTS[1:]
# What is aimed at, foreseen, not to be passed, or offered: said beside results, and why never one of them.
NO_RESULT: dict[Status, str] = {
    "objective": "un objectif n'est pas un résultat",
    "planned": "une prévision n'est pas un résultat",
    "threshold": "un seuil n'est pas un résultat",
    "offer": "une offre n'est pas un résultat",
}
BESIDE = tuple(NO_RESULT)
# The caveat of an aim or a plan whose due year is not printed: its year is that of the document.
NO_DUE_YEAR = "no_due_year"
NO_DUE = "non imprimée"
VALUELESS: tuple[Status, ...] = ("missing", "confidential", "not_applicable")


def are_results(statuses: pd.Series) -> pd.Series:
    """Which of these statuses are not of something that stands beside results: those without value are."""
    return ~statuses.isin(BESIDE)


def find_least_certain(statuses: Collection[str]) -> Status:
    """The status of what is made of several results: that of the least certain."""
    return next((status for status in reversed(UNCERTAIN) if status in statuses), "normal")


def split_warnings(written: str) -> list[str]:
    """The caveats that a figure carries: 'undated;rounded' are two."""
    return [warning for warning in written.split(";") if warning]
