"""What a comparison is made of: its indicators, each with its series, among those that hold data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import pandas as pd

from geo.kept import CHOICES, keep
from loaders.catalog import Catalog, load_catalog
from loaders.reading.composed.code import is_composed
from loaders.reading.headline import Headline
from loaders.reading.relative import Measure
from loaders.reading.series import Series
from loaders.statistics.groups import THRESHOLD
from pages.views.data import cached
from pages.views.data.panels import read_panel
from pages.views.record import Divisor, split_headlines
from pages.views.selection import Selection, make_selection, predecessors
from pages.words.sentences import name_from

# An EPCI is told by its legal form; one without, and a site, by its code: namesakes are of one level.


@dataclass(frozen=True)
class Comparison:
    """The indicators compared, by id (`indicator` or `indicator@scope`), each with its title and its series.

    `territories` are those selected, in their order, then those with a value that these took the place of.
    """

    selection: Selection
    items: tuple[str, ...]
    titles: Mapping[str, str]
    series: Mapping[str, Series]
    territories: tuple[str, ...]
    measure: Measure

    @property
    def divisor(self) -> Divisor:
        """The measure as a view writes it: "" where values are as they are or per inhabitant."""
        return next((one for one in get_args(Divisor) if one == self.measure), "")

    @property
    def per_inhabitant(self) -> bool:
        """Whether values are per inhabitant."""
        return self.measure == "inhabitant"

    @property
    def frame(self) -> pd.DataFrame:
        """The observations of every indicator, each row with its unit."""
        frames = [one.frame.assign(unit=one.unit) for one in self.series.values()]
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()

    def name(self, code: str) -> str:
        """The short name of a territory, with what it is where another compared has the same: « Arras (commune) »."""
        return self.selection.tell_apart(self.territories).get(code) or self.selection.name(code)

    def phrase(self, code: str) -> str:
        """A territory as a sentence names it."""
        return name_from(self.selection.table)(code)


def label_item(catalog: Catalog, item: str) -> str:
    """« Logements autorisés », « Dotations attribuées (DETR) »."""
    headline = Headline.parse(item)
    limit = catalog.scope_label(headline.restriction)
    label = catalog.indicators[headline.indicator].label
    return f"{label} ({limit})" if limit else label


def find_items(known: pd.DataFrame, selection: Selection, additive: frozenset[str]) -> pd.DataFrame:
    """The indicators that hold a value for the territories of a selection, one row each: item, territories, years.

    `known` is that of cached.read_known; a grouping without figure of its own has the sum of its members where each is
    known in the same year, if the indicator is `additive`; one that a reader composed, where three quarters are. The
    best known come first.
    """
    whole = known[known["is_whole"]]
    wanted = selection.territories + predecessors(selection.territories)
    rows = [whole[whole["territory"].isin(wanted)]]
    for code in selection.territories:
        members = [m for m in str(selection.table["members"].get(code, "")).split(";") if m]
        if members:
            of_members = whole[whole["territory"].isin(members) & whole["indicator"].isin(additive)]
            counts = of_members.groupby(["indicator", "scope", "year"])["territory"].nunique()
            enough = THRESHOLD if is_composed(code) else 1
            full = counts[counts >= enough * len(members)].reset_index()
            rows.append(full[["indicator", "scope", "year"]].assign(territory=code))
    found = pd.concat(rows, ignore_index=True)
    found["item"] = found["indicator"] + ("@" + found["scope"]).where(found["scope"] != "", "")
    counted = found.groupby("item").agg(territories=("territory", "nunique"), years=("year", "nunique"))
    return counted.sort_values(["territories", "years"], ascending=False).reset_index()


@keep(CHOICES)
def read_items(territories: tuple[str, ...], years: tuple[int, int]) -> tuple[list[str], list[str]]:
    """The items to compare that hold data for the territories, headlines first, and those that do for others only."""
    catalog = load_catalog()
    additive = frozenset(key for key in catalog.indicators if catalog.may(key, "sum"))
    known = cached.read_known(years)
    known = known[known["indicator"].map(lambda key: catalog.may(key, "compare")).astype(bool)]
    found = find_items(known, make_selection(territories, years), additive)["item"].tolist()
    heads = [entry for theme in catalog.themes.values() for entry in theme.headlines]
    order = {key: n for n, key in enumerate(catalog.indicators)}
    rest = sorted((i for i in found if i not in heads), key=lambda i: (order[i.partition("@")[0]], i))
    held = [*(i for i in found if i in heads), *rest]
    everything = known.loc[known["is_whole"], ["indicator", "scope"]].drop_duplicates()
    every = everything["indicator"] + ("@" + everything["scope"]).where(everything["scope"] != "", "")
    return held, sorted(set(every) - set(held), key=lambda i: (order[i.partition("@")[0]], i))


def read_comparison(items: Sequence[str], selection: Selection, measure: Measure) -> Comparison:
    """The series of the indicators for the territories and the years of a selection, all in one measure."""
    catalog = load_catalog()
    wanted = selection.territories + predecessors(selection.territories)
    divisor: Divisor = next((one for one in get_args(Divisor) if one == measure), "")
    series = {
        item: read_panel(headline, wanted, selection.years, measure == "inhabitant", divisor)
        for item, headline in zip(items, split_headlines(items), strict=True)
    }
    names = [one.name for one in series.values()]
    titles = {
        item: one.name if names.count(one.name) == 1 else label_item(catalog, item) for item, one in series.items()
    }
    known = {str(code) for one in series.values() for code in one.frame.loc[one.frame["value"].notna(), "territory"]}
    territories = tuple(code for code in wanted if code in selection.territories or code in known)
    return Comparison(selection, tuple(items), titles, series, territories, measure)
