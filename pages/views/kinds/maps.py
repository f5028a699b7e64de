"""Reading the maps of more than one thing, and what any map of a view is drawn from, on a page and in a file alike."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.classes import ClassError
from loaders.reading.series import Series
from pages.views.content import Content, conclude, join_panels
from pages.views.data import cached
from pages.views.data.geography import read_names
from pages.views.data.table import tabulate
from pages.views.maps.changed import change_data, compute_changes
from pages.views.maps.choice import list_years
from pages.views.maps.crossed import cross_data
from pages.views.maps.data import choose_symbol, map_data
from pages.views.maps.repeated import MOST_PANELS, Panel, repeat_data
from pages.views.scope import Scope
from pages.views.view import View, ViewError
from pages.words.french import STATUS_LABELS, join_runs, join_words


def _read_every(view: View, headline: tuple[str, str]) -> Series:
    """The series of an indicator for the territories of the map, in all years: classes are made on them."""
    return cached.read_mapped(*headline, view.level, view.per_inhabitant, cached.EVER)


def read_several_years(view: View, scope: Scope) -> Content:
    """A map per year: the years asked for, or the last ones known well enough."""
    series = _read_every(view, view.headlines()[0])
    years = sorted(set(view.shown)) or list_years(series, within=view.years)[-MOST_PANELS:]
    rows = join_panels((series,))
    when = ", ".join(join_runs([str(year) for year in years]))
    return conclude(view, scope, (series,), rows[rows["year"].isin(years)], when=when)


def read_change(view: View, scope: Scope) -> Content:
    """The two years of a change, and on the rows of the last the change itself or why there is none."""
    series = _read_every(view, view.headlines()[0])
    first, last = view.years
    rows = join_panels((series,))
    rows = rows[rows["year"].isin(view.years)]
    changes = compute_changes(series, first, last, list(read_names(view.level)))
    codes = rows["territory"].astype(str)
    # The change is said on the latest row of each territory, which need not be of the last year.
    is_last = rows["year"].eq(rows.groupby(codes)["year"].transform("max"))
    amounts = {
        code: round(change.points if series.unit == "%" else 100 * change.value, 4)
        for code, change in changes.items()
        if change.value is not None
    }
    reasons = {
        code: change.reason.replace("'", "’") or f"{STATUS_LABELS['missing']} en {first} ou {last}"
        for code, change in changes.items()
        if change.value is None
    }
    unit = "points" if series.unit == "%" else "%"
    rows = rows.assign(
        change=codes.map(amounts).where(is_last).astype("float64"),
        change_unit=pd.Series(unit, rows.index).where(is_last & codes.isin(amounts), ""),
        obstacle=codes.map(reasons).where(is_last, "").fillna(""),
    )
    return conclude(view, scope, (series,), rows, title=f"Évolution : {series.name}", when=f"{first}-{last}")


def read_crossed(view: View, scope: Scope) -> Content:
    """Two indicators of one year. Raises ViewError where one of them has no thirds."""
    panels = tuple(_read_every(view, headline) for headline in view.headlines())
    years = list_years(*panels, within=view.years)
    year = view.year if view.year is not None else max(years, default=None)
    rows = join_panels(panels)
    title = join_words([panel.name for panel in panels])
    content = conclude(view, scope, panels, rows[rows["year"] == year], year=year, title=title)
    describe_maps(content)
    return content


def describe_maps(content: Content) -> list[dict[str, Any]]:
    """What each map of a view is drawn from, see pages.views.maps.data: values in `table`, outlines named by level.

    Raises ViewError where no classes can be made.
    """
    view = content.view
    names, selected = read_names(view.level), view.territories
    try:
        if view.kind == "change":
            changes = compute_changes(content.series, *view.years, list(names))
            one = change_data(content.series, *view.years, changes, codes=names, geometry=view.level, selected=selected)
            return [one]
        if view.kind == "crossed":
            return [
                cross_data(*content.panels, year=content.year or 0, codes=names, geometry=view.level, selected=selected)
            ]
        if view.kind == "maps":
            return _describe_years(content)
    except ClassError as error:
        raise ViewError(str(error)) from error
    return [_describe_one(content, panel) for panel in content.panels]


def _describe_one(content: Content, panel: Series) -> dict[str, Any]:
    view = content.view
    data = map_data(
        panel,
        geometry=view.level,
        values=panel.indicator,
        year=content.year,
        selected=view.territories,
        symbol=choose_symbol(panel, view.symbol),
        classes=view.map_classes,
    )
    return data | {"table": tabulate(panel.frame)}


def _describe_years(content: Content) -> list[dict[str, Any]]:
    """One map per year, as the small maps of the page have it: the same classes and the same legend."""
    shown = sorted({int(year) for year in content.view.shown or content.rows["year"]})
    panels = [Panel(str(year), content.series, year) for year in shown]
    if not panels:
        return []
    data = repeat_data(panels, geometry=content.view.level, selected=content.view.territories)
    table = tabulate(content.series.frame)
    return [data["common"] | panel | {"table": table} for panel in data["panels"]]


def read_shown(data: dict[str, Any]) -> tuple[dict[str, float], dict[str, str]]:
    """The values and the statuses of the year that a map shows."""
    table, year = data["table"], data["year"]
    if year not in table["years"]:
        return {}, {code: said[year] for code, said in table["statuses"].items() if year in said}
    column = table["years"].index(year)
    values = {code: float(row[column]) for code, row in table["values"].items() if row[column] is not None}
    statuses = dict.fromkeys(values, "normal")
    return values, statuses | {code: said[year] for code, said in table["statuses"].items() if year in said}


def list_lost(content: Content) -> dict[str, dict[str, list[str]]]:
    """Who has no shade on the maps of a view: by the head of the map, by the reason, the names."""
    found: dict[str, dict[str, list[str]]] = {}
    try:
        maps = describe_maps(content)
    except ViewError:
        return found
    for data in maps:
        values, statuses = read_shown(data)
        for code, name in read_names(content.view.level).items():
            if code not in values:
                reason = data.get("reasons", {}).get(name) or STATUS_LABELS[statuses.get(code, "missing")]
                found.setdefault(data.get("head", ""), {}).setdefault(reason, []).append(content.scope.name(code))
    return found
