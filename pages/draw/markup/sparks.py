"""The table of a comparison: a row per territory, and per indicator its latest value, its change and its line."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from loaders.reading.series import Series, points_of
from loaders.statistics.changes import compute_change
from loaders.statuses import are_results
from pages.draw.markup.sparkline import draw_sparkline, list_values
from pages.views.reading import known_rows
from pages.words.french import STATUS_LABELS, format_change, format_points, format_value
from pages.words.markup import figure_link, indicator_link, remark_sign, status_badge, table, tag, territory_link, text


def sparks_markup(series: Mapping[str, Series], territories: Mapping[str, str]) -> str:
    """The table; `series` by the title of its column, `territories` their names by code."""
    head = text("th", "Territoire", scope="col") + "".join(
        tag("th", indicator_link(title, one.indicator) + text("small", one.unit_label), scope="col")
        for title, one in series.items()
    )
    body = [
        tag(
            "tr",
            tag("th", territory_link(name, code), scope="row")
            + "".join(tag("td", cell_markup(one, code)) for one in series.values()),
        )
        for code, name in territories.items()
    ]
    label = "Valeurs par territoire et par indicateur"
    return tag("div", table(head, body, label=label), class_="t-sparks", tabindex="0", role="region", aria_label=label)


def cell_markup(series: Series, territory: str) -> str:
    """The latest value with its year, its change and its line; the status in words where there is no value."""
    own = series.frame[series.frame["territory"] == territory].sort_values("year")
    own = own[are_results(own["status"])]
    known = known_rows(series)
    known = known[known["territory"] == territory]
    if known.empty:
        statuses = own["status"].astype(str).tolist()
        status = statuses[-1] if statuses else "missing"
        return text("span", STATUS_LABELS[status if status in STATUS_LABELS else "missing"], class_="t-none")
    last = known.iloc[-1]
    written = format_value(float(last["value"]), series.unit, series.decimals, published=str(last["published"]))
    value = tag("b", figure_link(written, str(last["id"]))) + status_badge(str(last["status"]))
    value += remark_sign(str(last["note"]))
    said = str(last["period"]) + _say_change(own, series)
    return value + text("small", said) + draw_sparkline(list_values(own))


def _say_change(own: pd.DataFrame, series: Series) -> str:
    change = compute_change(points_of(own))
    if change.base_year is None:
        return ""
    if change.value is None:
        reason = change.reason.replace("'", "’")
        return f" · pas d’évolution : {reason}" if reason else ""
    moved = format_points(change.points) if series.unit == "%" else format_change(change.value)
    return f" · {moved} sur {change.base_year}"
