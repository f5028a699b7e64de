"""What a theme page can show: its indicators, what each is restricted to, the levels and years known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import get_args

import pandas as pd

from geo.kept import CHOICES, FRAMES, keep, keep_by_frame
from loaders.catalog import load_catalog
from loaders.levels import NAMES
from loaders.reading.series import Series
from pages.views.data import cached
from pages.views.data.geography import MapLevel
from pages.views.record import join_headline

ENOUGH = 3
LEVELS: tuple[MapLevel, ...] = ("epci", "commune", "departement")
LEVEL_LABELS: dict[MapLevel, str] = {level: NAMES[level].heading for level in LEVELS}


@dataclass(frozen=True)
class Choice:
    """What a theme page shows: an indicator, what it is restricted to, the level and the year of its map."""

    indicator: str
    restriction: str
    level: MapLevel
    year: int | None
    series: Series
    codes: tuple[str, ...]

    @property
    def items(self) -> tuple[str]:
        """The indicator as a view names it."""
        return (join_headline(self.indicator, self.restriction),)


@keep(CHOICES)
def find_options(
    themes: tuple[str, ...], departements: tuple[str, ...]
) -> tuple[dict[str, dict[str, list[str]]], dict[tuple[str, str], dict[str, int]]]:
    """Per indicator that a map can show, its restrictions (the whole first) and the levels of each; and, per indicator
    and restriction, how many territories drawn at each level are known in its best year."""
    catalog = load_catalog()
    coverage = cached.read_map_coverage(departements)
    headlines = [entry.partition("@")[0] for theme in themes for entry in catalog.themes[theme].headlines]
    mapped = coverage[coverage["indicator"].map(catalog.theme_of).isin(themes)]
    sizes = mapped.groupby("indicator")["territories"].max().sort_values(ascending=False)
    order = [*dict.fromkeys(i for i in headlines if i in sizes.index), *(i for i in sizes.index if i not in headlines)]
    options: dict[str, dict[str, list[str]]] = {}
    for indicator in order:
        rows = mapped[mapped["indicator"] == indicator]
        known = [level for level in get_args(MapLevel) if level in set(rows["level"])]
        scopes = sorted(rows["scope"].unique(), key=lambda s: (s.count("="), s))
        options[indicator] = {
            s: [level for level in known if level in set(rows.loc[rows["scope"] == s, "level"])] for s in scopes
        }
    best = {
        key: dict(zip(rows["level"], rows["drawn"].astype(int), strict=True))
        for key, rows in mapped.groupby(["indicator", "scope"])
    }
    return options, best


def default_level(levels: list[MapLevel], sizes: dict[str, int], wanted: MapLevel) -> MapLevel:
    """The level wanted, or else the first that has enough territories in one year to compare, or the best known."""
    for level in (wanted, "epci", "departement", "commune"):
        if level in levels and sizes[level] >= ENOUGH:
            return level
    return max(levels, key=lambda level: sizes[level])


def first_of(
    options: dict[str, dict[str, list[str]]], sizes: dict[tuple[str, str], dict[str, int]], wanted: str | None
) -> str:
    """The indicator to begin with: the one wanted or else the first that has enough territories to compare, or any."""
    order = [*(i for i in options if i == wanted), *options]
    known = {i: max(sizes[i, next(iter(options[i]))].values()) for i in options}
    return next((i for least in (ENOUGH, 1) for i in order if known[i] >= least), order[0])


@keep_by_frame(FRAMES)
def list_years(frame: pd.DataFrame) -> list[int]:
    """The years in which a value is known."""
    return sorted(int(y) for y in frame.loc[frame["value"].notna(), "year"].unique())


@keep_by_frame(FRAMES)
def default_year(frame: pd.DataFrame, chosen: Collection[str] = ()) -> int:
    """The latest year in which at least half as many territories are known as in the best year; the latest of those in
    which one of the `chosen` is known, if there is one."""
    known = frame[frame["value"].notna()]
    counts = known.groupby("year").size()
    years = counts[counts >= counts.max() / 2].index
    own = known.loc[known["territory"].isin(list(chosen)) & known["year"].isin(years), "year"]
    return int(own.max() if len(own) else years.max())
