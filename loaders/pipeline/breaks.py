"""The breaks that publishers' files do not mark: data/catalog/breaks.yaml, put on the figures that they part."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

import pandas as pd
from pydantic import model_validator

from loaders.catalog import Catalog, parse_scope
from loaders.entries import Entry, Text, validate_entries
from loaders.yaml_files import CatalogError

BREAKS = "breaks.yaml"
SERIES = ["indicator", "territory", "place", "scope", "source", "variant"]


class SeriesBreak(Entry):
    """What is parted: from `year` on, or wherever a value is over `times` the one before, or under 1 / `times` of it.

    Without `territories` all; a scope stands for those that hold it and more.
    """

    source: str
    indicators: tuple[str, ...]
    territories: tuple[str, ...] = ()
    scopes: tuple[str, ...]
    year: int | None = None
    times: float | None = None
    reason: Text

    @model_validator(mode="after")
    def _check_either(self) -> Self:
        if (self.year is None) == (self.times is None):
            raise ValueError("une année ou un rapport attendu, l'un des deux")
        return self


def read_breaks(catalog: Catalog, path: Path) -> dict[str, SeriesBreak]:
    """The breaks that a file declares, by id; none where there is no such file.

    Raises CatalogError for one that is faulty, or of what the catalogue does not know.
    """
    found: dict[str, SeriesBreak] = validate_entries(path, SeriesBreak) if path.exists() else {}
    faults = [f"la source « {entry.source} »" for entry in found.values() if entry.source not in catalog.sources]
    named = (name for entry in found.values() for name in entry.indicators)
    faults += [f"l'indicateur « {name} »" for name in named if name not in catalog.indicators]
    if faults:
        raise CatalogError(f"{path.name} : attendu dans le catalogue : {' ; '.join(faults)}.")
    return found


def _holds(scope: str, wanted: str) -> bool:
    return scope == wanted or (bool(wanted) and parse_scope(wanted).items() <= parse_scope(scope).items())


def _find_rows(observations: pd.DataFrame, entry: SeriesBreak) -> pd.Series:
    """Where an entry parts a series: at its year, or at each jump of so many times."""
    is_own = observations["source"].eq(entry.source) & observations["indicator"].isin(entry.indicators)
    if entry.territories:
        is_own &= observations["territory"].isin(entry.territories)
    scopes = [str(scope) for scope in observations.loc[is_own, "scope"].unique()]
    is_own &= observations["scope"].isin([s for s in scopes if any(_holds(s, wanted) for wanted in entry.scopes)])
    own = observations[is_own].sort_values("year")
    if entry.year is not None:
        first = own[own["year"].ge(entry.year)].drop_duplicates(SERIES)
        return observations.index.isin(first.index)
    ratio = own["value"] / own.groupby(SERIES, observed=True)["value"].shift()
    times = entry.times or 1.0
    return observations.index.isin(own.index[ratio.gt(times) | ratio.lt(1 / times)])


def mark_breaks(observations: pd.DataFrame, breaks: Iterable[SeriesBreak]) -> pd.DataFrame:
    """The observations with the breaks marked, each with its reason in the note."""
    marked = observations.copy()
    for entry in breaks:
        is_parted = _find_rows(observations, entry)
        notes = marked.loc[is_parted, "note"].astype(str)
        marked.loc[is_parted, "note"] = [" ; ".join(filter(None, (note, entry.reason))) for note in notes]
        marked.loc[is_parted, "break_before"] = True
    return marked
