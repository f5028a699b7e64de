"""What a publication would change, before anything is written: value by value, and what looks odd."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from loaders.catalog import load_catalog
from loaders.declared import PREFIX
from loaders.importing.compare import compare_figures
from loaders.own.database.opening import Database
from loaders.own.indicators import load_own_catalog
from loaders.own.making import read_published
from loaders.own.odd import find_odd
from loaders.own.reading.understood import Finding
from loaders.own.records import read_key
from loaders.pipeline.own import CELL, TEXTS
from loaders.preference import KEYS, prefer
from loaders.statuses import BESIDE
from loaders.store import load_observations

# What becomes of a value: each outcome of a comparison of deliveries, in the words of who publishes.
OUTCOMES = {
    "added": "new", "moved": "changed", "changed": "changed", "zeroed": "changed", "joined": "changed",
    "reworded": "changed", "same": "same", "unknown": "same", "lost": "removed",
}  # fmt: skip
NEW, CHANGED, SAME, REMOVED = "new", "changed", "same", "removed"


@dataclass(frozen=True)
class Preview:
    """`cells` are those that the file gives, and those that would be gone: `indicator`, `territory`, `place`, `period`,
    `scope`, `year`, `before` and `after` (numbers, NaN where there is none), `outcome` (new, changed, same, removed),
    `change` (after − before), `share` (change ÷ before, of one), `official` (what another source publishes, NaN where
    none does), `source` (which) and `is_hidden`: that value then stands, and this one is shown beside it.

    `odd` are warnings: nothing keeps what is odd from being published.
    """

    cells: pd.DataFrame
    odd: tuple[Finding, ...]

    def count(self, outcome: str) -> int:
        """How many cells have an outcome."""
        return int(self.cells["outcome"].eq(outcome).sum())

    @property
    def hidden(self) -> int:
        """How many would stand behind an official value."""
        return int(self.cells["is_hidden"].sum())


def preview(figures: pd.DataFrame, database: Database, *, replaces: str | None = None) -> Preview:
    """Hold figures, as they were understood, against what is published and against what others publish.

    What is published by the service itself is read from the database, the rest from the tables that are served.
    """
    catalog = load_own_catalog(database)
    given = figures.reindex(columns=TEXTS, fill_value="").fillna("").astype("str")
    with database.reading() as connection:
        own = read_published(connection, database.place).figures
    standing = own.assign(is_beside=own["status"].isin(BESIDE)).drop_duplicates(CELL)
    official = read_official(sorted(given["indicator"].unique()))
    before = _restrict(standing, given, replaces)
    cells = _compare(before, given)
    cells = _add_official(cells, official, given)
    return Preview(cells, tuple(find_odd(given, before=standing, official=official, catalog=catalog)))


def read_official(indicators: list[str]) -> pd.DataFrame:
    """What others than the service publish of some indicators: one row a thing and year, that which stands."""
    known = load_catalog()
    rows = load_observations([name for name in indicators if name in known.indicators], place=None)
    rows = rows[~rows["source"].astype(str).str.startswith(PREFIX)]
    return prefer(rows)


def _restrict(standing: pd.DataFrame, given: pd.DataFrame, replaces: str | None) -> pd.DataFrame:
    """Of what stands, the cells that are given, and those of the publication that would be replaced."""
    cells = given.assign(is_beside=given["status"].isin(BESIDE))[CELL]
    is_given = pd.MultiIndex.from_frame(standing[CELL]).isin(pd.MultiIndex.from_frame(cells))
    key = "" if replaces is None else f"{PREFIX}{read_key(replaces)}"
    return standing[is_given | standing["source"].eq(key)]


def _compare(before: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """Each cell with its outcome; what tells one delivery from another (its lines, its section) is no change."""
    plain = ["source", "lines", "section", "published", "unit"]
    old, new = (rows.drop(columns=[*plain, "is_beside"], errors="ignore").assign(source="") for rows in (before, given))
    cells = compare_figures(old, new).figures
    cells["outcome"] = cells["outcome"].map(OUTCOMES)
    # A value that is told apart and was not there before is new.
    keys = [*CELL, "year"]
    known = pd.MultiIndex.from_frame(_beside_as_text(before)[keys]) if len(before) else pd.MultiIndex.from_arrays([[]])
    is_there = pd.MultiIndex.from_frame(cells[keys]).isin(known) if len(before) else pd.Series(False, index=cells.index)
    cells["outcome"] = cells["outcome"].mask(~pd.Series(is_there, index=cells.index), NEW)
    cells["change"] = cells["after"] - cells["before"]
    cells["share"] = (cells["change"] / cells["before"].abs()).where(cells["before"].ne(0))
    return cells


def _beside_as_text(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(is_beside=rows["status"].isin(BESIDE).astype(str))


def _add_official(cells: pd.DataFrame, official: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """The value that another source publishes of each cell, and whether it stands in front."""
    theirs = official[[*KEYS, "value", "source"]].astype(dict.fromkeys(KEYS, str))
    theirs = theirs.rename(columns={"value": "official"}).drop_duplicates(KEYS)
    merged = cells.astype({"year": str}).merge(theirs, how="left", on=KEYS, suffixes=("_own", ""))
    is_result = merged["is_beside"].astype(str).eq("False")
    merged["official"] = merged["official"].where(is_result)
    merged["source"] = merged["source"].astype(str).where(merged["official"].notna(), "")
    merged["is_hidden"] = merged["official"].notna() & merged["outcome"].ne(REMOVED)
    return merged.drop(columns=["source_own", "variant"], errors="ignore")
