"""Sums and averages over a group of territories, whole or three quarters of it at least, with what they cover."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from loaders.statuses import BESIDE, find_least_certain

THRESHOLD = 0.75
NOT_COUNTED = ("confidential", "missing", *BESIDE)
REASON_BY_POPULATION = "les territoires connus ont moins de 75 % des habitants"
WITHHELD_SUM = "Somme retenue : la valeur d'un membre est confidentielle"
REASON_UNKNOWN = "les habitants d’un territoire sans donnée sont inconnus"


@dataclass(frozen=True)
class Aggregate:
    """An average over a group: `known` of `members` territories, which are `coverage` of them.

    `population_coverage` is their share of the group's inhabitants, None where a population is unknown. `value` is None
    under three quarters by either count, with the reason.
    """

    value: float | None
    known: int
    members: int
    coverage: float
    population_coverage: float | None
    status: str = "normal"
    reason: str = ""


def average_group(values: pd.Series, statuses: pd.Series, members: Sequence[str], populations: pd.Series) -> Aggregate:
    """Σ of the known values ÷ their number: the plain mean of an amount or a count, each territory weighing the same.

    All series are indexed by territory. A member to which the indicator does not apply is no part of the group, and a
    confidential value, or one that is no result, is not counted. The status is that of the least certain value counted.
    Not for a ratio, whose mean over a group is that of `average_ratio`.
    """
    numbers = values.astype("float64")
    return _aggregate(np.isfinite(numbers), statuses, members, populations, lambda known: float(numbers[known].mean()))


def sum_group(values: pd.Series, statuses: pd.Series, members: Sequence[str], populations: pd.Series) -> Aggregate:
    """Σ of the known values of at least three quarters of a group: `partial` where it is not of all of it.

    All series are indexed by territory. Where one value is confidential the sum is too, whatever else is known: a sum
    that leaves it out would be read as one that holds it.
    """
    if statuses.astype(str).reindex(list(members)).eq("confidential").any():
        return Aggregate(None, 0, len(members), 0.0, None, "confidential", WITHHELD_SUM)
    numbers = values.astype("float64")
    found = _aggregate(np.isfinite(numbers), statuses, members, populations, lambda known: float(numbers[known].sum()))
    is_part = found.value is not None and found.known < found.members
    return replace(found, status="partial") if is_part else found


def average_ratio(
    numerators: pd.Series,
    denominators: pd.Series,
    statuses: pd.Series,
    members: Sequence[str],
    populations: pd.Series,
    *,
    factor: float = 1.0,
) -> Aggregate:
    """`factor` × Σ numerators ÷ Σ denominators: the ratio of the group, which is not the mean of its members' ratios.

    It is their mean weighted by the denominators (W. G. Cochran, « Sampling Techniques », 1977, chapter 6: the ratio
    estimator). Only members with both terms known and a denominator above zero count, in both sums.
    """
    above = numerators.astype("float64")
    below = denominators.reindex(numerators.index).astype("float64")
    has_both = np.isfinite(above) & np.isfinite(below) & below.gt(0)
    return _aggregate(
        has_both,
        statuses,
        members,
        populations,
        lambda known: float(factor * above[known].sum() / below[known].sum()),
    )


def _aggregate(
    is_known: pd.Series,
    statuses: pd.Series,
    members: Sequence[str],
    populations: pd.Series,
    compute: Callable[[list[str]], float],
) -> Aggregate:
    """Count what is known, and compute on it unless too little is."""
    states = statuses.astype(str).reindex(list(dict.fromkeys(members)))
    group = [str(code) for code, state in states.items() if state != "not_applicable"]
    known = [code for code in group if is_known.get(code, False) and states[code] not in NOT_COUNTED]
    people = populations.reindex(group).astype("float64")
    is_unsure = not people.isna().all() and people.drop(known).isna().any()
    total = float(people.sum())
    by_population = float(people[known].sum()) / total if total > 0 and not is_unsure else None
    if not group:
        return Aggregate(None, 0, 0, 0.0, None, "missing", "groupe sans territoire concerné")
    coverage = len(known) / len(group)
    if coverage < THRESHOLD or (by_population is not None and by_population < THRESHOLD):
        reason = (
            f"{len(known)} connus sur {len(group)}, il en faut 75 %" if coverage < THRESHOLD else REASON_BY_POPULATION
        )
        return Aggregate(None, len(known), len(group), coverage, by_population, "missing", reason)
    if is_unsure:
        return Aggregate(None, len(known), len(group), coverage, None, "missing", REASON_UNKNOWN)
    status = find_least_certain({states[code] for code in known})
    return Aggregate(compute(known), len(known), len(group), coverage, by_population, status)


@dataclass(frozen=True)
class GroupSum:
    """A sum over a group: None under full coverage, with how many members are known."""

    value: float | None
    known: int
    members: int
    status: str = "normal"


def sum_over_group(values: pd.Series, statuses: pd.Series, members: tuple[str, ...]) -> GroupSum:
    """The sum of the members' values (both series indexed by territory), withheld unless every member is known.

    A partial sum would look like a fall.
    """
    known = values.mask(statuses.eq("confidential")).reindex(list(members)).dropna()
    if len(known) < len(members) or not members:
        return GroupSum(None, len(known), len(members), "missing")
    status = find_least_certain(set(statuses.reindex(list(members))))
    return GroupSum(float(known.sum()), len(known), len(members), status)
