"""A file that was dropped, looked at: what was understood of it, and what publishing it would change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pandas as pd

from loaders.levels import OUTLINED
from loaders.own.database.opening import Database
from loaders.own.granted import GrantsSeen, compare_grants
from loaders.own.indicators import load_own_catalog
from loaders.own.mappings import recall
from loaders.own.preview import CHANGED, NEW, REMOVED, SAME, preview
from loaders.own.reading.reader import understand
from loaders.own.reading.understood import Finding, Mapping, Understanding, no_figures
from loaders.pipeline.grants import make_no_grants
from loaders.reading.surroundings import read_territories

Say = Callable[[str], object]
# As many values as a page lists one by one, of those that change and of those that are only new.
MOST = 200


@dataclass(frozen=True)
class Seen:
    """What a page shows of a file: what was understood, without its figures, which may be a million.

    `counts` has a row for each indicator: `indicator`, `values`, `territories`, `years` (a tuple of texts); `firsts` is
    one figure of each. `is_recalled` where its columns are read as they were in an earlier file. `outcomes`,
    `hidden`, `moved` (that change, go or are hidden), `cells` and `odd` are of the preview, its cells shortened;
    `replaces` is the publication that would go. `granted` is of a file of grants, which has no figures.
    """

    understanding: Understanding
    counts: pd.DataFrame
    firsts: pd.DataFrame
    is_recalled: bool = False
    replaces: str = ""
    outcomes: dict[str, int] = field(default_factory=dict)
    hidden: int = 0
    moved: int = 0
    cells: pd.DataFrame = field(default_factory=pd.DataFrame)
    odd: tuple[Finding, ...] = ()
    granted: GrantsSeen | None = None

    @property
    def values(self) -> int:
        """How many values, or grants, could be published."""
        return int(self.counts["values"].sum()) if self.granted is None else self.granted.count


def count_figures(figures: pd.DataFrame) -> pd.DataFrame:
    """One row an indicator, in the order of the file: `indicator`, `values`, `territories`, `years`."""
    rows = [
        {
            "indicator": key,
            "values": len(group),
            "territories": group["territory"].nunique(),
            "years": tuple(sorted(group["year"].unique())),
        }
        for key, group in figures.groupby("indicator", sort=False)
    ]
    return pd.DataFrame(rows, columns=["indicator", "values", "territories", "years"])


def list_firsts(figures: pd.DataFrame) -> pd.DataFrame:
    """One figure of each indicator: of a territory that a map draws, in the last year, as far as there is one."""
    is_drawn = figures["territory"].map(read_territories()["level"]).isin(OUTLINED)
    ordered = figures.assign(is_drawn=is_drawn).sort_values(["is_drawn", "year"], ascending=False, kind="stable")
    return ordered.drop(columns="is_drawn").drop_duplicates("indicator")


def look(
    content: bytes, name: str, mapping: Mapping | None, database: Database, *, today: dt.date, say: Say
) -> tuple[Understanding, Seen]:
    """Read a file as `mapping` says, else as one of the same headers was read before, else as it reads itself."""
    catalog = load_own_catalog(database)
    say("le fichier se lit")
    whole, is_recalled = understand(content, name, catalog, mapping=mapping, today=today), False
    if mapping is None and whole.headers and (kept := recall(database, whole.signature)):
        remembered = Mapping.model_validate(kept)
        if not _is_within(remembered, whole.mapping):
            whole, is_recalled = understand(content, name, catalog, mapping=remembered, today=today), True
    seen = Seen(
        replace(whole, figures=no_figures(), grants=make_no_grants()),
        count_figures(whole.figures),
        list_firsts(whole.figures),
        is_recalled,
    )
    return whole, compare(seen, whole, database, say=say)


def _is_within(remembered: Mapping, proposed: Mapping) -> bool:
    """Whether a file reads itself as it would be read by what is remembered."""
    both = ({**proposed.roles, **remembered.roles}, {**proposed.names, **remembered.names})
    said = {name: getattr(remembered, name) for name in ("indicator", "unit", "territory", "scope", "status")}
    return both == (proposed.roles, proposed.names) and all(
        not word or word == getattr(proposed, name) for name, word in said.items()
    )


def make_lasting(mapping: Mapping) -> dict[str, object]:
    """What of a reading holds for the next file of the same headers: its year and its sheet are its own."""
    return mapping.model_copy(update={"year": "", "sheet": ""}).model_dump(mode="json")


def compare(seen: Seen, whole: Understanding, database: Database, *, replaces: str = "", say: Say) -> Seen:
    """The same with what publishing it would change, in the place of another publication if one is named."""
    say("ce qui changerait se cherche")
    if not whole.grants.empty:
        return replace(seen, replaces=replaces, granted=compare_grants(whole.grants, database, replaces=replaces))
    if whole.figures.empty:
        return seen
    found = preview(whole.figures, database, replaces=replaces or None)
    moved = found.cells["outcome"].isin([CHANGED, REMOVED]) | found.cells["is_hidden"]
    shown = [found.cells[moved], found.cells[found.cells["outcome"].eq(NEW) & ~moved]]
    return replace(
        seen,
        replaces=replaces,
        outcomes={outcome: found.count(outcome) for outcome in (NEW, CHANGED, SAME, REMOVED)},
        hidden=found.hidden,
        moved=int(moved.sum()),
        cells=pd.concat([cells.head(MOST) for cells in shown], ignore_index=True),
        odd=found.odd,
    )
