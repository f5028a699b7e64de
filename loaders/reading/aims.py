"""The targets of the catalogue with the path that leads to them, and for whom they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geo.kept import SERIES, TABLES, keep
from loaders import store
from loaders.catalog import CATALOG, load_catalog
from loaders.entries import Code, Entry, Text
from loaders.reading.composed.resolving import find_row
from loaders.reading.entries import read_entries
from loaders.reading.surroundings import read_territories, split_codes
from loaders.statistics.targets import TargetPath, build_path

TARGETS = CATALOG / "targets.yaml"


class Reference(Entry):
    """Where the path of an indicator starts: whose target it is, and which figure is the reference."""

    territory: Code
    reference_year: int
    reference_scope: Text


@dataclass(frozen=True)
class Aim:
    """The path to the targets of an indicator, set by the territory `owner`; `rows` are the reference and the goals."""

    indicator: str
    owner: str
    path: TargetPath
    rows: pd.DataFrame


@keep(TABLES)
def read_references(path: Path = TARGETS) -> dict[str, Reference]:
    """The references by indicator. Raises CatalogError for one that the catalogue does not know."""
    return read_entries(path, Reference, load_catalog().indicators, "indicateur inconnu")


@keep(SERIES)
def load_aim(indicator: str) -> Aim | None:
    """The path to the targets of an indicator; None where it has none, or no reference to start from."""
    reference = read_references().get(indicator)
    if reference is None:
        return None
    rows = store.load_observations([indicator], territories=[reference.territory])
    is_goal = (rows["status"].astype(str) == "objective") & (rows["scope"] == "")
    is_reference = (rows["scope"] == reference.reference_scope) & (rows["year"] == reference.reference_year)
    rows = rows[is_goal | is_reference].sort_values("year", ignore_index=True)
    path = build_path(rows, reference.reference_year, load_catalog().indicators[indicator].polarity)
    return None if isinstance(path, str) else Aim(indicator, reference.territory, path, rows)


def find_aim(indicator: str, territory: str) -> Aim | None:
    """The aim that holds for a territory: its own, or that of the region it lies in."""
    aim = load_aim(indicator)
    if aim is None or territory == aim.owner:
        return aim
    table, row = read_territories(), find_row(territory)
    if row is None:
        return None
    inside = {*split_codes(table.at[aim.owner, "members"])}
    around = {*split_codes(row["departements"])}
    return aim if around and around <= inside else None


def list_aims(code: str) -> Iterator[tuple[str, str, Aim]]:
    """Each ratio that an objective holds of a territory for, the amount that it divides, and the objective."""
    catalog = load_catalog()
    for ratio in read_references():
        aim = find_aim(ratio, code)
        amount = next((key for key, entry in catalog.indicators.items() if entry.per_inhabitant == ratio), None)
        if aim is not None and amount is not None:
            yield ratio, amount, aim
