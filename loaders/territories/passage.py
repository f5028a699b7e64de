"""Counts and ratios of communes, carried from the codes of their year to those of the contours, and saying so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd

from loaders.statistics.ratios import Denominator, compute_ratio
from loaders.statuses import BESIDE, VALUELESS, find_least_certain
from loaders.territories.cog import Cog, Route


def list_parts(target: str, year: int, cog: Cog) -> tuple[str, ...]:
    """The codes of a year of which a part at least is now in a commune of the vintage, its own included."""
    codes = sorted(cog.sources.get(target, frozenset({target})))
    return tuple(
        code
        for code in codes
        if cog.existed(code, year) and any(share.code == target for share in cog.trace(code, year).shares)
    )


def carry_counts(rows: pd.DataFrame, cog: Cog, *, joined: Sequence[str] = ()) -> pd.DataFrame:
    """Counts by commune of the COG's vintage: Σ share × value of the codes that became it.

    `rows` has territory, year, value, status and note, of one thing that can be added up; `joined` are columns of text
    of which a sum has those of all its parts.

    A commune made of several is the sum of all of them: missing where one is, since a partial sum would look like a
    fall, and confidential where one is. A commune that was split is shared out by the population of its parts
    (municipal, of the contours), and estimated. The note says what was done; a code that cannot be carried keeps its
    row under its own code, with the reason and no value.
    """
    codes = rows["territory"].astype(str)
    is_still = codes.map(
        lambda code: code in cog.populations and code not in cog.moves and code not in cog.sources
    ).astype(bool)
    still, moving = rows[is_still], rows[~is_still].astype({"territory": str, "status": str})
    routes = {
        (code, year): cog.trace(code, int(year))
        for code, year in set(zip(moving["territory"], moving["year"], strict=True))
    }
    by_target: dict[tuple[str, object], list[tuple[dict[str, object], float]]] = defaultdict(list)
    lost: list[dict[str, object]] = []
    for row in moving.to_dict("records"):
        route = routes[row["territory"], row["year"]]
        if not route.shares:
            lost.append(_lose({str(name): value for name, value in row.items()}, route))
        for code, share in route.shares:
            by_target[code, row["year"]].append((row, share))
    carried = [_sum_parts(target, parts, routes, cog, joined) for (target, _), parts in by_target.items()]
    moved = pd.DataFrame([*carried, *lost], columns=rows.columns)
    whole = still.assign(value=still["value"].mask(still["status"].isin(VALUELESS)))
    tables = [table.astype({"territory": str, "status": str}) for table in (whole, moved) if len(table)]
    return pd.concat(tables or [rows]).sort_values(["territory", "year"], ignore_index=True)


def carry_ratios(
    numerators: pd.DataFrame,
    denominators: pd.DataFrame,
    denominator: Denominator,
    cog: Cog,
    *,
    factor: float = 1.0,
) -> pd.DataFrame:
    """Ratios by commune of the vintage, computed again from the counts carried: factor × Σ numerators ÷ Σ denominators.

    The mean of the ratios of two communes that merged is not the ratio of the new one.
    """
    return compute_ratio(carry_counts(numerators, cog), carry_counts(denominators, cog), denominator, factor=factor)


def _lose(row: dict[str, object], route: Route) -> dict[str, object]:
    status = row["status"] if row["status"] in VALUELESS else "missing"
    return row | {"value": None, "status": status, "note": _join([str(row["note"]), route.reason])}


def _sum_parts(
    target: str,
    parts: list[tuple[dict[str, object], float]],
    routes: dict[tuple[str, int], Route],
    cog: Cog,
    joined: Sequence[str],
) -> dict[str, object]:
    """One row of the vintage from the rows of the codes of the time, each with its share."""
    first, year = parts[0][0], int(str(parts[0][0]["year"]))
    codes = sorted(str(row["territory"]) for row, _ in parts)
    absent = [code for code in list_parts(target, year, cog) if code not in codes]
    states = [str(row["status"]) for row, _ in parts]
    unknown = [str(row["territory"]) for row, _ in parts if pd.isna(row["value"]) or row["status"] in VALUELESS]
    moved = [code for code in codes if [share.code for share in routes[code, year].shares] != [code]]
    changes = [routes[code, year].note for code in moved]
    notes = [str(row["note"]) for row, _ in parts if row["note"]]
    if len(codes) > 1:
        notes.append(f"Somme des codes {', '.join(codes)}")
    if absent:
        notes.append(f"sans donnée pour {', '.join(absent)}")
    value = None if unknown or absent else sum(share * float(str(row["value"])) for row, share in parts)
    is_shared = any(routes[code, year].is_estimated for code in codes)
    texts = {name: _join([str(row[name]) for row, _ in parts]) for name in joined}
    return (
        first
        | texts
        | {
            "territory": target,
            "value": value,
            "status": _status_of(states, value is not None, is_shared),
            "note": _join([*notes, *changes]),
        }
    )


def _status_of(states: list[str], is_known: bool, is_shared: bool) -> str:
    """The status of a sum: that of its least certain part, estimated where one is shared out."""
    if not is_known:
        if "confidential" in states:
            return "confidential"
        return "not_applicable" if set(states) == {"not_applicable"} else "missing"
    if is_shared:
        return "estimated"
    return next((s for s in BESIDE if s in states), None) or find_least_certain(states)


def _join(notes: list[str]) -> str:
    return " ; ".join(dict.fromkeys(note for note in notes if note))
