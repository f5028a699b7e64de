"""What deserves a look in a territory: targets missed, ground lost, publications overdue, gaps, changes of sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

import pandas as pd
from pydantic import Field, model_validator

from geo.kept import TABLES, keep
from loaders import store
from loaders.catalog import CATALOG, load_catalog
from loaders.entries import Entry, Text
from loaders.levels import OUTLINED
from loaders.preference import prefer
from loaders.reading.aims import Aim, find_aim, list_aims
from loaders.reading.composed.code import is_composed
from loaders.reading.composed.everything import load_everything
from loaders.reading.composed.peers import find_overlapped
from loaders.reading.entries import read_entries
from loaders.reading.series import load_series, points_of
from loaders.reading.surroundings import read_territories
from loaders.statistics.peers import FEWEST_PEERS
from loaders.statistics.points import keep_known
from loaders.statistics.targets import Alert, is_reached, list_alerts
from loaders.statuses import are_results

CALENDAR = CATALOG / "calendar.yaml"


class Publication(Entry):
    """What a source is due to publish next: by which day, about what, by which rule, on which page; or why `none`."""

    due: dt.date | None = None
    about: Text | None = None
    rule: Text | None = None
    page: Annotated[str, Field(pattern=r"^https?://")] | None = None
    none: Text | None = None

    @model_validator(mode="after")
    def _check_either(self) -> Self:
        told = [self.due, self.about, self.rule]
        if any(told) == (self.none is not None) or any(told) != all(told) or (self.none and self.page):
            raise ValueError("due, about et rule attendus ensemble, ou none seul")
        return self


@dataclass(frozen=True)
class Notice:
    """An alert about a territory, with what it takes to say it and to lead to its figures.

    `figures` are the ids of the result, then of what it is held against; `owner` is whose target it is, `peers` how
    many territories the median is of; a `publication` that is overdue has its `source` in the place of an indicator.
    """

    territory: str
    alert: Alert
    indicator: str = ""
    scope: str = ""
    figures: tuple[str, ...] = ()
    owner: str = ""
    peers: int = 0
    base_year: int | None = None
    source: str = ""
    publication: Publication | None = None


@keep(TABLES)
def read_calendar(path: Path = CALENDAR) -> dict[str, Publication]:
    """What is due next, by source. Raises CatalogError for a source that the catalogue does not know."""
    return read_entries(path, Publication, load_catalog().sources, "source inconnue")


def find_overdue(source: str, today: dt.date) -> Publication | None:
    """What a source should have published before `today`; None where nothing is due yet, or ever."""
    publication = read_calendar().get(source)
    if publication is None or not list_alerts([], today=today, expected_on=publication.due):
        return None
    return publication


def list_notices(code: str, today: dt.date) -> tuple[Notice, ...]:
    """All that deserves a look in a territory, its targets first; nothing for what holds no figure."""
    rows = load_everything(code) if is_composed(code) else store.load_observations(None, territories=[code])
    return (
        *_list_of_paths(code),
        *_list_missed(code, rows),
        *_list_of_series(code, rows),
        *_list_overdue(code, rows, today),
    )


def _list_of_paths(code: str) -> Iterator[Notice]:
    """Results held against the path to a target of the territory, or of the region it lies in."""
    for ratio, amount, aim in list_aims(code):
        own = load_series(amount, territories=(code,), per_inhabitant=True).frame
        for alert in list_alerts(points_of(own), path=aim.path):
            if alert.kind in ("missed", "falling_behind"):
                figures = (*_ids_of(own, alert.year), *_ids_of_aim(aim, alert))
                yield Notice(code, alert, ratio, figures=figures, owner=aim.owner)


def _ids_of_aim(aim: Aim, alert: Alert) -> tuple[str, ...]:
    rows = aim.rows[aim.rows["year"] == alert.year] if alert.kind == "missed" else aim.rows
    return tuple(rows["id"].astype(str))


def _list_missed(code: str, rows: pd.DataFrame) -> Iterator[Notice]:
    """Targets of one year whose result of that very year is published and on the wrong side."""
    catalog = load_catalog()
    is_target = (rows["status"].astype(str) == "objective") & (rows["period"] == rows["year"].astype(str))
    results = prefer(rows).dropna(subset="value").set_index(["indicator", "scope", "year"])
    for row in rows[is_target].dropna(subset="value").itertuples():
        indicator, scope, key = str(row.indicator), str(row.scope), (row.indicator, row.scope, row.year)
        aim = find_aim(indicator, code)
        if key not in results.index or (aim and aim.owner == code):
            continue
        result = results.loc[[key]].iloc[0]
        goal, value = float(row.value), float(result["value"])
        if is_reached(value, goal, catalog.indicators[indicator].polarity) is False:
            alert = Alert("missed", int(row.year), goal, value)
            yield Notice(code, alert, indicator, scope, figures=(str(result["id"]), str(row.id)), owner=code)


def _list_of_series(code: str, rows: pd.DataFrame) -> Iterator[Notice]:
    """What the series themselves show: far from the median of the others, a change of sign."""
    medians = _read_medians(rows, code)
    for (indicator, scope), own in prefer(rows).groupby(["indicator", "scope"], observed=True):
        points = points_of(own)
        known = keep_known(points)
        if not known:
            continue
        median, peers = medians.get((str(indicator), known[-1].year), (None, 0)) if not scope else (None, 0)
        for alert in list_alerts(points, median=median):
            figures = _ids_of(own, alert.year)
            base = known[-2].year if alert.kind == "changed_sign" else None
            if base is not None:
                figures += _ids_of(own, base)
            yield Notice(code, alert, str(indicator), str(scope), figures=figures, peers=peers, base_year=base)


def _read_medians(rows: pd.DataFrame, code: str) -> dict[tuple[str, int], tuple[float, int]]:
    """By percentage and year, the median of the other territories of the level, three known at least, and how many."""
    catalog = load_catalog()
    table = read_territories()
    level = "epci" if is_composed(code) else str(table.at[code, "level"]) if code in table.index else ""
    left_out = find_overlapped(code) if is_composed(code) else (code,)
    known = rows["indicator"].astype(str).unique()
    percentages = [key for key in known if catalog.unit_of(key).symbol == "%" and catalog.may(key, "compare")]
    if level not in OUTLINED or not percentages:
        return {}
    others = prefer(store.load_observations(percentages, levels=[level], scopes=[""]))
    others = others[others["value"].notna() & ~others["territory"].isin(left_out)]
    groups = others.groupby(["indicator", "year"], observed=True)["value"]
    return {
        (str(indicator), int(year)): (float(values.median()), len(values))
        for (indicator, year), values in groups
        if len(values) >= FEWEST_PEERS
    }


def _list_overdue(code: str, rows: pd.DataFrame, today: dt.date) -> Iterator[Notice]:
    """The publications expected before `today`, of the sources that the last figure of an indicator comes from."""
    known = rows[rows["value"].notna() & are_results(rows["status"])]
    last = known.groupby(["indicator", "scope"], observed=True)["year"].transform("max")
    named = known.loc[known["year"].eq(last), "source"].astype(str)
    sources = {source for together in named for source in together.split(";")}
    for source, publication in read_calendar().items():
        if source in sources and publication.due is not None:
            for alert in list_alerts([], today=today, expected_on=publication.due):
                yield Notice(code, alert, source=source, publication=publication)


def _ids_of(own: pd.DataFrame, year: int) -> tuple[str, ...]:
    return tuple(own.loc[(own["year"] == year) & own["value"].notna(), "id"].astype(str))
