"""What is withheld before anything is served: confidential cells, what would give them away, ratios made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from loaders.catalog import Catalog, parse_scope
from loaders.rules.secrecy import CONFIDENTIAL, PRIMARY, SECONDARY, Total, withhold
from loaders.statuses import are_results

OF_WITHHELD = "retenue : elle se calcule à partir d'une valeur confidentielle"


class Cell(NamedTuple):
    """One thing that may be published several times: by several sources, in several deliveries."""

    indicator: str
    territory: str
    place: str
    scope: str
    period: str


def withhold_observations(observations: pd.DataFrame, catalog: Catalog, territories: pd.DataFrame) -> pd.DataFrame:
    """The observations without what is confidential, nor what would let it be worked out; the same where nothing is.

    Every delivery of a withheld cell loses its value, what was printed and its note; what stands beside results is
    none. The sums looked through are those of components, of partitions, of dimensions, and of territories: an EPCI and
    a département of their communes, a region and a grouping of their members.
    """
    if not observations["status"].astype(str).eq(CONFIDENTIAL).any():
        return observations
    cells = pd.Series(
        [Cell(*map(str, row)) for row in observations[list(Cell._fields)].itertuples(index=False, name=None)],
        index=observations.index,
    )
    is_result = are_results(observations["status"])
    reasons = _find_reasons(observations[is_result], cells[is_result], catalog, _read_parts(territories))
    is_hidden = is_result & cells.isin(list(reasons))
    safe = observations.astype({"status": str})
    safe.loc[is_hidden, "value"] = float("nan")
    safe.loc[is_hidden, "status"] = CONFIDENTIAL
    safe.loc[is_hidden, "published"] = ""
    safe.loc[is_hidden, "note"] = cells[is_hidden].map(reasons).str.capitalize()
    return safe.astype({"status": "category"})


def _find_reasons(
    rows: pd.DataFrame, cells: pd.Series, catalog: Catalog, parts: dict[str, tuple[tuple[str, ...], ...]]
) -> dict[Cell, str]:
    """The cells to withhold, each with why."""
    is_secret = rows["status"].astype(str).eq(CONFIDENTIAL)
    secrets = set(cells[is_secret])
    families = _find_families(catalog)
    concerned = {(name, cell.period) for cell in secrets for name in families[cell.indicator]}
    around = [(cell.indicator, cell.period) in concerned for cell in cells]
    known = rows[around].assign(cell=cells[around]).sort_values("is_current", ascending=False, kind="stable")
    first = known.dropna(subset="value").drop_duplicates("cell").set_index("cell")["value"]
    labels = list(dict.fromkeys(known["cell"]))
    values = pd.Series([first.get(label, float("nan")) for label in labels], index=_index(labels), dtype="float64")
    statuses = pd.Series([CONFIDENTIAL if label in secrets else "normal" for label in labels], index=values.index)
    safe = withhold(values, statuses, list(_list_totals(labels, catalog, parts)))
    reasons = {cell: str(reason) for cell, reason in safe["reason"].items() if reason in (PRIMARY, SECONDARY)}
    return _add_ratios(reasons, cells, catalog)


def _index(labels: list[Cell]) -> pd.Index:
    """Cells as single labels: pandas would make levels of tuples."""
    return pd.Index(labels, tupleize_cols=False, dtype="object")


def _read_parts(territories: pd.DataFrame) -> dict[str, tuple[tuple[str, ...], ...]]:
    """What each territory is the sum of, in one or several ways."""
    parts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    communes = territories[territories["level"].eq("commune")]
    for column in ("epci", "departements"):
        for code, group in communes.groupby(column):
            if code:
                parts[str(code)].append(tuple(group["code"]))
    for code, members in zip(territories["code"], territories["members"], strict=True):
        if members:
            parts[code].append(tuple(members.split(";")))
    return {code: tuple(ways) for code, ways in parts.items()}


def _find_families(catalog: Catalog) -> dict[str, frozenset[str]]:
    """By indicator, those that a sum links to it, itself included."""
    families = {name: frozenset({name}) for name in catalog.indicators}
    for name, entry in catalog.indicators.items():
        joined = frozenset({name, *entry.components}).union(*(families[part] for part in (name, *entry.components)))
        families |= dict.fromkeys(joined, joined)
    return families


def _list_totals(
    labels: Iterable[Cell], catalog: Catalog, parts: dict[str, tuple[tuple[str, ...], ...]]
) -> Iterator[Total]:
    """The sums that hold among the cells of a family; what they name and nobody published is unknown, and protects."""
    children: dict[tuple[Cell, str], set[Cell]] = defaultdict(set)
    for cell in labels:
        entry = catalog.indicators[cell.indicator]
        if entry.components:
            yield Total(cell, tuple(cell._replace(indicator=name) for name in entry.components))
        for partition in entry.partitions:
            if partition.by != "grant" and getattr(cell, partition.by) == partition.whole:
                yield Total(cell, tuple(cell._replace(**{partition.by: part}) for part in partition.parts))
        if catalog.unit_of(cell.indicator).additive:
            yield from (
                Total(cell, tuple(cell._replace(territory=code) for code in way))
                for way in parts.get(cell.territory, ())
            )
            dimensions = parse_scope(cell.scope)
            for name in dimensions:
                rest = ";".join(f"{key}={member}" for key, member in dimensions.items() if key != name)
                children[cell._replace(scope=rest), name].add(cell)
    yield from (Total(whole, tuple(sorted(cells))) for (whole, _), cells in children.items())


def _add_ratios(reasons: dict[Cell, str], cells: pd.Series, catalog: Catalog) -> dict[Cell, str]:
    """The same with the ratios and printed changes that a withheld value could be worked out of."""
    made_of: dict[str, set[str]] = defaultdict(set)
    changes: dict[str, set[str]] = defaultdict(set)
    for name, entry in catalog.indicators.items():
        for term in filter(None, (entry.numerator, entry.denominator)):
            made_of[term].add(name)
        if entry.per_inhabitant:
            made_of[name].add(entry.per_inhabitant)
        if entry.change_of:
            changes[entry.change_of].add(name)
    published, added = set(cells), dict[Cell, str]()
    for cell in reasons:
        periods = [cell.period, str(int(cell.period) + 1)] if cell.period.isdigit() else [cell.period]
        ratios = [cell._replace(indicator=name) for name in made_of[cell.indicator]]
        ratios += [
            cell._replace(indicator=name, period=period) for name in changes[cell.indicator] for period in periods
        ]
        added |= {ratio: OF_WITHHELD for ratio in ratios if ratio in published and ratio not in reasons}
    return reasons | added
