"""What is drawn over a trend: the Theil-Sen line with its interval, and the path to a target; each said in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from loaders.catalog import load_catalog
from loaders.reading.aims import Aim, find_aim
from loaders.reading.series import Series, points_of
from loaders.statistics.targets import Distance, measure_distance
from pages.views.marks import Guide, Mark
from pages.views.slots import assign_slots
from pages.words.french import NBSP, format_number, format_signed, format_value, join_words

if TYPE_CHECKING:
    from loaders.statistics.tendency import Trend

NAME = "tendance"
PATH = "trajectoire de l’objectif"
MOST_SAID = 6
Place = tuple[float, float]


@dataclass(frozen=True)
class Overlay:
    """What lies over a trend, and the sentences that say what it is."""

    guides: tuple[Guide, ...] = ()
    said: tuple[str, ...] = ()

    def __add__(self, other: Overlay) -> Overlay:
        return Overlay(self.guides + other.guides, self.said + other.said)


def guide_trends(series: Series, territories: Sequence[str], name: Callable[[str], str]) -> Overlay:
    """The Theil-Sen line of each territory in its colour, with the interval of its slope, or why it has none.

    The colours are those of the lines of the same territories.
    """
    from loaders.statistics.tendency import (
        compute_trend,  # scipy takes a second to import: only when a trend is asked for
    )

    whole, slots, limits = Overlay(), assign_slots(territories), _find_limits(series)
    for code in territories:
        own = series.frame[series.frame["territory"] == code]
        if own["value"].notna().any():
            trend = compute_trend(points_of(own))
            guides = _guide_trend(trend, slots[code], name(code), limits)
            whole += Overlay(guides, (describe_trend(trend, name(code), series, limits),))
    return whole


def _find_limits(series: Series) -> tuple[float, float]:
    """Between what the values of a series can lie: none is below zero where none ever was, nor a share above 100 %."""
    values = series.frame["value"]
    floor = 0.0 if values.min() >= 0 else -math.inf
    return floor, 100.0 if series.unit == "%" and values.max() <= 100 else math.inf


def find_until(trend: Trend, limits: tuple[float, float]) -> int | None:
    """The last year that the line of a trend is prolonged to: none in which it leaves what can be."""
    from loaders.statistics.tendency import FORECAST_YEARS, project

    until = trend.last
    if until is None:
        return None
    for year in range(until + 1, until + FORECAST_YEARS + 1):
        value = project(trend, year).value
        if value is None or not limits[0] <= value <= limits[1]:
            break
        until = year
    return until


def _guide_trend(trend: Trend, slot: int, name: str, limits: tuple[float, float]) -> tuple[Guide, ...]:
    from loaders.statistics.tendency import project

    until = find_until(trend, limits)
    if trend.first is None or trend.last is None or until is None:
        return ()
    steps = [project(trend, year) for year in range(trend.first, until + 1)]
    low, high = limits
    lower = [(float(step.year), min(max(step.low or 0.0, low), high)) for step in steps]
    upper = [(float(step.year), min(max(step.high or 0.0, low), high)) for step in reversed(steps)]
    said = f"{NAME}, {name}"
    first, last, end = ((float(year), project(trend, year).value or 0.0) for year in (trend.first, trend.last, until))
    lines = (
        Guide("tendency", _cut(first, last, limits), said, slot),
        Guide("forecast", _cut(last, end, limits), said, slot),
    )
    return Guide("interval", (*lower, *upper), said, slot), *(guide for guide in lines if guide.points)


def _cut(start: Place, end: Place, limits: tuple[float, float]) -> tuple[Place, ...]:
    """The part of a line between two limits; nothing where it has no length."""
    (x, y), (until, value) = start, end
    low, high = limits
    if x == until or max(y, value) < low or min(y, value) > high:
        return ()

    def keep(at: Place) -> Place:
        bound = min(max(at[1], low), high)
        return at if bound == at[1] else (x + (bound - y) * (until - x) / (value - y), bound)

    return keep(start), keep(end)


def describe_trend(trend: Trend, name: str, series: Series, limits: tuple[float, float] = (-math.inf, math.inf)) -> str:
    """« Lens-Liévin, 2013-2025 : tendance à la hausse, + 12 logements par an, entre − 3 et + 25 (…) », or why none."""
    if trend.slope is None or trend.low is None or trend.high is None or trend.p_value is None:
        return f"{name}{NBSP}: pas de tendance, {trend.reason}."
    places = series.decimals + 1
    low, high = format_signed(trend.low, places), format_signed(trend.high, places)
    unit = "points" if series.unit == "%" else series.unit
    return (
        f"{name}, {trend.first}-{trend.last}{NBSP}: {trend.wording}, {format_signed(trend.slope, places)}{NBSP}{unit} "
        f"par an, entre {low} et {high} (pente de Theil-Sen et son intervalle à 95{NBSP}%{NBSP}; test de Mann-Kendall, "
        f"{_write_p(trend.p_value)})."
    ) + _tell_end(trend, limits)


def _tell_end(trend: Trend, limits: tuple[float, float]) -> str:
    """That the line is not prolonged as far as others, where it would leave what can be."""
    from loaders.statistics.tendency import FORECAST_YEARS

    until = find_until(trend, limits)
    if until is None or trend.last is None or until == trend.last + FORECAST_YEARS:
        return ""
    where = "sous zéro" if (trend.slope or 0.0) < 0 else "au-delà de 100\u00a0%"
    return f" Prolongement arrêté en {until}{NBSP}: il passerait {where}."


def _write_p(p: float) -> str:
    return f"p{NBSP}<{NBSP}0,001" if p < 0.001 else f"p{NBSP}={NBSP}{format_number(p, 3 if p < 0.01 else 2)}"


def read_aim(series: Series, territories: Sequence[str]) -> Aim | None:
    """The aim that holds for the territories of a series, in its unit; None where there is none."""
    if series.restriction:
        return None
    indicator = series.indicator
    if series.per_inhabitant:
        indicator = load_catalog().indicators[indicator].per_inhabitant or ""
    found = (find_aim(indicator, code) for code in territories)
    return next((aim for aim in found if aim), None)


def guide_path(aim: Aim, series: Series, territories: Sequence[str], name: Callable[[str], str]) -> Overlay:
    """The path from the reference to each goal, and how far the latest result of each territory is from it."""
    steps = [aim.path.reference, *aim.path.goals]
    owner = name(aim.owner)
    ids = [*aim.rows["id"].astype(str), *([""] * len(steps))]
    marks = tuple(
        Mark(year, float(value), format_value(value, series.unit, series.decimals), figure=figure)
        for (year, value), figure in zip(steps, ids, strict=False)
    )
    points = tuple((float(year), float(value)) for year, value in steps)
    guide = Guide("path", points, f"{PATH} ({owner})", marks=marks)
    (start, reference), goals = aim.path.reference, aim.path.goals
    aims = join_words([f"{_write(value, series)} en {year}" for year, value in goals])
    said = [f"{PATH.capitalize()}, {owner}{NBSP}: {_write(reference, series)} en {start}, {aims}."]
    each = [describe_distance(d, name(code), series) for code, d in measure_distances(aim, series, territories)]
    return Overlay((guide,), (*said, *each[:MOST_SAID]))


def measure_distances(aim: Aim, series: Series, territories: Sequence[str]) -> list[tuple[str, Distance]]:
    """The distance to the path of the latest result of each territory for which the aim holds."""
    found = []
    for code in territories:
        own = series.frame[(series.frame["territory"] == code) & series.frame["value"].notna()].sort_values("year")
        if len(own) and find_aim(aim.indicator, code):
            last = own.iloc[-1]
            found.append((code, measure_distance(aim.path, int(last["year"]), float(last["value"]))))
    return found


def describe_distance(distance: Distance, name: str, series: Series) -> str:
    """« Lens-Liévin en 2021 : 69,4 kg/hab. au-dessus de la trajectoire (573,5 attendus). »"""
    if distance.gap is None or distance.expected is None:
        return f"{name}{NBSP}: {distance.reason}."
    place = f"{name} en {distance.year}{NBSP}: "
    if round(distance.gap, series.decimals) == 0:
        return f"{place}sur la trajectoire ({_write(distance.expected, series)})."
    side = "au-dessus" if distance.gap > 0 else "au-dessous"
    far = _write(abs(distance.gap), series)
    return f"{place}{far} {side} de la trajectoire ({_write(distance.expected, series)} attendus cette année-là)."


def _write(value: float, series: Series) -> str:
    return format_value(value, series.unit, series.decimals)


def note_path(frame: pd.DataFrame, aim: Aim, series: Series) -> pd.DataFrame:
    """The rows of a trend with the distance to the path in their notes, then the reference and the goals."""
    notes = []
    for row in frame.to_dict("records"):
        distance = measure_distance(aim.path, int(row["year"]), row["value"])
        if distance.gap is None or distance.expected is None or not find_aim(aim.indicator, str(row["territory"])):
            notes.append(str(row["note"]))
            continue
        gap = f"{format_signed(distance.gap, series.decimals)}{NBSP}{series.unit}"
        told = f"Trajectoire de l’objectif : {_write(distance.expected, series)}, écart {gap}"
        notes.append(" ; ".join(filter(None, (str(row["note"]), told))))
    rows = aim.rows.astype({"indicator": str, "territory": str, "status": str, "source": str, "level": str})
    shared = frame.astype({"indicator": str, "territory": str, "status": str, "source": str, "level": str})
    return pd.concat([shared.assign(note=notes), rows[[c for c in rows if c in frame]]], ignore_index=True)
