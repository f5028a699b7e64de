"""The sums and the ratios of sums of a territory that a reader composes, with what of it they cover.

A sum has the values that are published of its members, one each, and nothing else. It is of all of them, or `partial`
from three quarters of them and of their inhabitants on, or withheld under that (`loaders.statistics.groups`). A ratio
is that of the sums of its two terms over the members of which both are known.

Secrecy. A reader chooses who is summed: he would compose a territory of a secret commune and another to subtract the
other, or of all the members of an EPCI but one to subtract it from the EPCI. Three rules hold whatever he chooses:

1. A sum with a confidential member is confidential, and so is a ratio with a confidential term, however many others are
   known: no sum leaves a secret out and looks like one that holds it.
2. What is added is what the tables hold, where a secret has no value left: `loaders.pipeline.withheld` takes it out at
   the build, with each other figure (secondary suppression) by which the sums and differences of what is published
   would bound it nearer than a tenth. A sum of published figures is one more of these sums: it tells nothing that its
   terms did not. The EPCI from which all members but a secret one are subtracted is itself withheld, or a second member
   is, and then the sum of « all but one » is confidential by the first rule.
3. What is said of coverage (« 11 membres sur 12 ») counts members, never secrets.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from loaders.reading.surroundings import read_territories
from loaders.statistics.groups import THRESHOLD, Aggregate, average_ratio, sum_group
from loaders.statistics.ratios import MOST_YEARS

# The texts of a row that are of one line of one document, and that no sum of several has.
OF_A_LINE = dict.fromkeys(("section", "published", "place", "warning"), "")
MOST_LOCATED = 5
Columns = dict[Hashable, Any]


def sum_members(rows: pd.DataFrame, code: str, members: Sequence[str]) -> pd.DataFrame:
    """The sums of a territory of some members, one row per scope and year of which a member has a row.

    `rows` are observations of one indicator that may be summed, one per territory, scope and year. A year whose known
    members are not those of the year before is after a break: its change would be that of who is counted.
    """
    found, populations = [], read_territories()["population"]
    for part in _split_years(rows[rows["territory"].isin(members)]):
        values, statuses = part["value"].astype("float64"), part["status"].astype(str)
        total = sum_group(values.mask(statuses.eq("confidential")), statuses, members, populations)
        found.append(_write(part, code, total, "Somme", part.index[values.notna()]))
    return _join(rows, found)


def divide_members(
    above: pd.DataFrame,
    below: pd.DataFrame,
    code: str,
    members: Sequence[str],
    *,
    factor: float,
    name: str,
) -> pd.DataFrame:
    """The ratios of a territory of some members: `factor` × Σ above ÷ Σ below over those of which both are known.

    Both frames are observations as in `sum_members`; the denominators of a year are those of the same year or of one
    within two years, all of one year, that of which the most are known. A numerator that is itself of a part of its
    member is not counted: its denominator would be of all of it. `name` is that of the denominator in a note.
    """
    found, populations = [], read_territories()["population"]
    own = below[below["territory"].isin(members)]
    for part in _split_years(above[above["territory"].isin(members)]):
        statuses = part["status"].astype(str).mask(part["status"].eq("partial"), "missing")
        values = part["value"].astype("float64").mask(statuses.isin(("missing", "confidential")))
        year = int(part["year"].iloc[0])
        scoped = own[own["scope"].eq(str(part["scope"].iloc[0]))]
        divisors = _choose_year(scoped if len(scoped) else own[own["scope"].eq("")], year, part.index[values.notna()])
        people = divisors["value"].astype("float64")
        secret = divisors.index[divisors["status"].astype(str).eq("confidential")]
        if statuses.eq("confidential").any() or len(secret):
            ratio = sum_group(values, pd.Series("confidential", index=[*members]), members, populations)
        else:
            ratio = average_ratio(values.reindex(list(members)), people, statuses, members, populations, factor=factor)
        near = int(divisors["year"].iloc[0]) if len(divisors) else year
        known = part.index[values.notna() & people.reindex(part.index).gt(0)]
        row = _write(part, code, _mark_part(ratio), "Rapport des sommes", known)
        row["denominator_year"] = near if len(divisors) else pd.NA
        if near != year and ratio.value is not None:
            row["note"] = f"{row['note']} ; {name} {near}"
        found.append(row)
    result = _join(above, found)
    return result.assign(denominator_year=pd.array(result.get("denominator_year", []), dtype="Int16"))


def _split_years(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The rows of each scope and year, by territory, the years in their order."""
    for _, part in rows.groupby(["scope", "year"], observed=True, sort=True):
        yield part.set_index(part["territory"].astype(str))


def _choose_year(below: pd.DataFrame, year: int, wanted: pd.Index) -> pd.DataFrame:
    """The denominators of the year near enough in which the most members with a numerator have one, by territory."""
    near = below[(below["year"] - year).abs().le(MOST_YEARS)]
    known = near[near["value"].notna() & near["territory"].isin(wanted)].groupby("year")["territory"].nunique()
    if known.empty:
        return near.head(0).set_index("territory")
    chosen = min(known.index, key=lambda one: (-known[one], abs(one - year), one))
    return near[near["year"].eq(chosen)].set_index("territory")


def _mark_part(ratio: Aggregate) -> Aggregate:
    is_part = ratio.value is not None and ratio.known < ratio.members
    return Aggregate(**(vars(ratio) | {"status": "partial"})) if is_part else ratio


def _write(part: pd.DataFrame, code: str, found: Aggregate, what: str, known: pd.Index) -> Columns:
    """The row of a territory, from those of its members; `known` are those counted."""
    first = part.iloc[0]
    periods = part["period"].astype(str).unique()
    said = f"{what} de {found.known} membres sur {found.members}"
    if found.status == "partial" and found.population_coverage is not None and found.known < found.members:
        said += f", {100 * found.population_coverage:.1f} % des habitants".replace(".", ",")
    locators = list(dict.fromkeys(part["locator"].astype(str)))
    return (
        {str(column): first[column] for column in part.columns}
        | OF_A_LINE
        | {
            "territory": code,
            "level": "grouping",
            "value": np.nan if found.value is None else found.value,
            "status": found.status,
            "period": periods[0] if len(periods) == 1 else str(first["year"]),
            "source": ";".join(dict.fromkeys(one for text in part["source"].astype(str) for one in text.split(";"))),
            "locator": " ; ".join(locators) if len(locators) <= MOST_LOCATED else f"{len(locators)} lignes",
            "note": _explain(found) if found.value is None else said,
            "break_before": bool(part["break_before"].any()),
            "known": frozenset(known),
        }
    )


def _explain(found: Aggregate) -> str:
    """Why there is no value, in a sentence without its full stop."""
    if found.status == "confidential":
        return found.reason
    if found.coverage >= THRESHOLD:
        return f"Pas de valeur : {found.reason}"
    counted = f"{found.known} membre{'s connus' if found.known > 1 else ' connu'} sur {found.members}"
    return f"Pas de valeur : {counted}, il en faut {100 * THRESHOLD:g} %"


def _join(rows: pd.DataFrame, found: list[Columns]) -> pd.DataFrame:
    """The rows made, each after a break where others are counted than the year before, in the columns of `rows`; none
    for a year of which nothing is known."""
    before: dict[object, frozenset[str]] = {}
    found = [row for row in found if row["known"] or row["status"] != "missing"]
    for row in found:
        known = row["known"]
        if not np.isnan(row["value"]):
            row["break_before"] |= before.get(row["scope"], known) != known
            before[row["scope"]] = known
    made = pd.DataFrame([{name: value for name, value in row.items() if name != "known"} for row in found])
    return made.astype({"value": "float64", "break_before": bool}) if found else rows.head(0)
