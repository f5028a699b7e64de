"""What is withheld before anything is served: confidential cells, and all that would tell them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import replace

import pandas as pd

from loaders.catalog import Catalog
from loaders.pipeline.linked import Cell, list_relations
from loaders.pipeline.reprinted import blank_words
from loaders.pipeline.untied import find_untied
from loaders.rules.bounds import Web
from loaders.rules.relations import Relation, Total
from loaders.rules.secrecy import CONFIDENTIAL, Keeper
from loaders.statuses import are_results
from loaders.tables import iterate_rows

WHOLE = "whole"


def find_hidden(
    observations: pd.DataFrame, catalog: Catalog, territories: pd.DataFrame, told: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """What is withheld of observations, row by row: `is_hidden`, with the `reason` in words ("" for none) and `truth`,
    what its cell is known to be (NaN where that is nothing). Those with an id in `told`, which grants tell, are
    confidential as well."""
    is_secret = observations["status"].astype(str).eq(CONFIDENTIAL) | observations["id"].isin(told)
    if not is_secret.any():
        return pd.DataFrame({"is_hidden": False, "reason": "", "truth": float("nan")}, index=observations.index)
    is_tied = ~find_untied(observations, is_secret, catalog)
    cells = read_cells(observations[is_tied]).reindex(observations.index)
    is_result = are_results(observations["status"]) & is_tied
    rows = observations[is_result].assign(cell=cells[is_result])
    found = find_withheld(rows, is_secret[is_result], list_relations(rows, catalog, territories))
    is_hidden = is_result & cells.isin(list(found))
    reasons = {cell: reason.capitalize() for cell, (reason, _) in found.items()}
    truths = {cell: truth for cell, (_, truth) in found.items() if truth is not None}
    own = cells.where(is_hidden)
    return pd.DataFrame(
        {
            "is_hidden": is_hidden,
            "reason": own.map(reasons).fillna("").astype(str),
            "truth": own.map(truths).astype("float64"),
        },
        index=observations.index,
    )


def hide(observations: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Observations without what `find_hidden` tells to hide of them; the same where that is nothing.

    Every delivery of a withheld cell loses its value, what was printed, its caveat and its note; another figure keeps
    its value, and loses the words that print a withheld one. What stands beside results stays.
    """
    is_hidden = hidden["is_hidden"]
    if not is_hidden.any():
        return observations
    safe = blank_words(observations.astype({"status": str, "warning": str}), is_hidden, hidden["truth"])
    safe.loc[is_hidden, "value"] = float("nan")
    safe.loc[is_hidden, "status"] = CONFIDENTIAL
    safe.loc[is_hidden, ["published", "warning"]] = ""
    safe.loc[is_hidden, "note"] = hidden.loc[is_hidden, "reason"]
    return safe.astype({"status": "category", "warning": "category"})


def read_cells(observations: pd.DataFrame) -> pd.Series:
    """The cell of each observation."""
    rows = iterate_rows(observations[list(Cell._fields)])
    return pd.Series([Cell(*map(str, row)) for row in rows], index=observations.index, dtype="object")


def read_values(rows: pd.DataFrame) -> dict[Hashable, float]:
    """One value a cell, of its newest delivery that has one; zero where it does not apply."""
    ordered = rows.sort_values("is_current", ascending=False, kind="stable")
    known = ordered.dropna(subset="value").drop_duplicates("cell")
    absent = ordered.loc[ordered["status"].astype(str).eq("not_applicable"), "cell"]
    return dict.fromkeys(absent, 0.0) | dict(zip(known["cell"], known["value"].astype(float), strict=True))


def find_withheld(
    rows: pd.DataFrame, is_secret: pd.Series, relations: Sequence[Relation]
) -> dict[Hashable, tuple[str, float | None]]:
    """The cells to withhold among observations with a column `cell`, each with why and what it is known to be."""
    values = read_values(rows)
    relations = settle(drop_idle(relations, {*rows["cell"]}, find_partial(rows)), values)
    secrets = {cell: values.pop(cell, None) for cell in dict.fromkeys(rows.loc[is_secret, "cell"])}
    keeper = Keeper(Web(relations), values, secrets)
    keeper.keep()
    return {cell: (reason, keeper.truths.get(cell)) for cell, reason in keeper.reasons.items()}


def find_partial(rows: pd.DataFrame) -> frozenset[Hashable]:
    """The cells of which all that is published is of a part of their members: sums of those that are known."""
    known = rows.dropna(subset="value")
    is_partial = known["status"].astype(str).eq("partial").groupby(known["cell"]).all()
    return frozenset(is_partial.index[is_partial])


def drop_idle(relations: Sequence[Relation], cells: Set[Hashable], partial: Set[Hashable]) -> list[Relation]:
    """The relations that say something of `cells`, those published or secret.

    A partial sum stands for the whole of its territory nowhere: where that is a part of what is published, it is an
    unknown of its own, the sum of all its parts. A sum that is not among the cells, and that nothing else ties, says
    nothing.
    """
    found: list[Relation] = []
    wanted: set[Hashable] = set()
    for relation in relations:
        named = partial & {*relation.parts} if isinstance(relation, Total) else frozenset[Hashable]()
        # A whole as partial as each of its parts is their sum all the same: all are of the same months.
        is_alike = isinstance(relation, Total) and relation.whole in partial and partial >= {*relation.parts}
        if not isinstance(relation, Total) or not named or is_alike:
            found.append(relation)
        elif relation.whole is None or relation.whole in cells - partial:
            found.append(replace(relation, parts=tuple((WHOLE, p) if p in named else p for p in relation.parts)))
            wanted |= named
    found += [
        replace(relation, whole=(WHOLE, relation.whole))
        for relation in relations
        if isinstance(relation, Total) and relation.whole in wanted and not partial & {*relation.parts}
    ]
    ties = Counter(cell for relation in found for cell in dict.fromkeys(relation.cells))
    return [
        relation
        for relation in found
        if not isinstance(relation, Total)
        or relation.whole is None
        or relation.whole in cells
        or ties[relation.whole] > 1
    ]


def settle(relations: Sequence[Relation], values: Mapping[Hashable, float]) -> list[Relation]:
    """The relations, sums as what is printed has them (see loaders.rules.relations.Total.settle); of an EPCI on
    several perimeters, those that its figure cannot be the sum of, where it is of another, do not hold."""
    sums: dict[Hashable, list[Total]] = defaultdict(list)
    for relation in relations:
        if isinstance(relation, Total) and relation.whole in values:
            sums[relation.whole].append(relation)
    false = {
        total
        for totals in sums.values()
        for total in totals
        if not total.may_hold(values)
        and any((total.is_within(other) or other.is_within(total)) and other.may_hold(values) for other in totals)
    }
    settled = (replace(one, holds=False) if isinstance(one, Total) and one in false else one for one in relations)
    return [one.settle(values) if isinstance(one, Total) else one for one in settled]
