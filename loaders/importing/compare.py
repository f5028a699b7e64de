"""What a delivery changes in what is kept, figure by figure, and whether somebody has to agree first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from loaders.pipeline.figures import KEY
from loaders.statuses import BESIDE

# A figure that changes by more than this has moved.
SHARE_OF_CHANGE = 0.10
# More figures than this that move, and it is another file than it is said to be, or another definition.
SHARE_OF_FIGURES = 0.20
# What becomes of a figure, the worst first.
OUTCOMES = ("lost", "zeroed", "joined", "moved", "changed", "added", "reworded", "same", "unknown")


@dataclass(frozen=True)
class Comparison:
    """`figures` are those of the cells that a delivery covers, before and after: the columns of their key, `year`,
    `before` and `after` (NaN where there is none) and their `outcome`, one of OUTCOMES.

    lost: known before and no longer; zeroed: 0 and was not; joined: a break before it is no longer told; moved: changed
    by more than a tenth; reworded: the same value with another note or status; unknown: without a value before and
    after.
    """

    figures: pd.DataFrame

    def count(self, outcome: str) -> int:
        """How many figures have an outcome."""
        return int(self.figures["outcome"].eq(outcome).sum())

    @property
    def has_changes(self) -> bool:
        """Whether anything would be written."""
        return not self.figures["outcome"].isin(["same"]).all() if len(self.figures) else False

    @property
    def has_losses(self) -> bool:
        """Whether less is known after than before, or too many figures move for a new delivery of the same."""
        compared = sum(self.count(outcome) for outcome in ("zeroed", "moved", "changed", "reworded", "same"))
        losses = sum(self.count(outcome) for outcome in ("lost", "zeroed", "joined"))
        return losses > 0 or self.count("moved") > SHARE_OF_FIGURES * compared


def compare_figures(before: pd.DataFrame, after: pd.DataFrame) -> Comparison:
    """Compare the figures kept of some cells with those that take their place, both as text."""
    key = [*KEY, "year"]
    old, new = (_index(rows, key) for rows in (before, after))
    both = old.join(new, how="outer", suffixes=("_before", "_after")).sort_index()
    had, has = both["value_before"].notna(), both["value_after"].notna()
    was, now = both["value_before"], both["value_after"]
    is_other = had & has & was.ne(now)
    moved = is_other & (now - was).abs().gt(SHARE_OF_CHANGE * was.abs())
    is_reworded = both["told_before"].ne(both["told_after"])
    outcome = pd.Series("same", index=both.index).mask(~had & ~has, "unknown").mask(had & has & is_reworded, "reworded")
    outcome = outcome.mask(~had & ~has & ~is_reworded, "same")
    outcome = outcome.mask(~had & has, "added").mask(is_other, "changed").mask(moved, "moved")
    was_broken, is_broken = both["break_before_before"].eq("1"), both["break_before_after"].eq("1")
    outcome = outcome.mask(had & has & was_broken & ~is_broken, "joined")
    outcome = outcome.mask(had & has & was.ne(0) & now.eq(0), "zeroed").mask(had & ~has, "lost")
    columns = {"value_before": "before", "value_after": "after"}
    found = both.rename(columns=columns)[["before", "after"]].assign(outcome=outcome)
    return Comparison(found.reset_index())


def _index(rows: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """The value of each figure by its key, whether a break is before it, and all that is said of it as one text."""
    if rows.empty:
        index = pd.MultiIndex.from_arrays([[] for _ in key], names=list(key))
        columns = {"value": "float64", "told": "str", "break_before": "str"}
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()}, index=index)
    whole = rows.assign(is_beside=rows["status"].isin(BESIDE).astype(str))
    for name in key:
        if name not in whole:
            whole[name] = ""
    told = [name for name in rows.columns if name not in (*key, "value")]
    whole["told"] = whole[told[0]].str.cat([whole[name] for name in told[1:]], sep="|")
    whole["value"] = pd.to_numeric(whole["value"].mask(whole["value"].eq(""))).astype("float64")
    return whole.set_index(list(key))[["value", "told", "break_before"]]


def compare_tables(before: pd.DataFrame, after: pd.DataFrame) -> tuple[int, int]:
    """How many rows of a table of the catalogue a delivery adds, and how many it takes away."""
    old, new = ({tuple(row) for row in rows.itertuples(index=False, name=None)} for rows in (before, after))
    return len(new - old), len(old - new)
