"""A series in another measure than its own: per inhabitant, km² or tonne, or as a share of its whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import pandas as pd

from geo.boundaries import read_attributes
from geo.kept import CONTOURS, keep
from loaders.catalog import load_catalog
from loaders.levels import OUTLINED
from loaders.pipeline.beside import attach_said
from loaders.pipeline.linked import HOUSEHOLDS, TONNES
from loaders.reading.composed.resolving import find_row
from loaders.reading.series import PER_HEAD, Series, load_series
from loaders.reading.surroundings import split_codes
from loaders.statistics import ratios

Measure = Literal["value", "inhabitant", "household", "km2", "tonne", "share"]


@dataclass(frozen=True)
class Wording:
    """How a measure is named: after a unit's symbol, after a unit in full, at the end of an id; and by what it is
    multiplied."""

    symbol: str = ""
    words: str = ""
    suffix: str = ""
    factor: float = 1


WORDINGS: dict[Measure, Wording] = {
    "value": Wording(suffix="valeur"),
    "inhabitant": Wording("/hab.", "par habitant", "habitant"),
    "household": Wording("/ménage", "par ménage fiscal", "menage"),
    "km2": Wording("/km²", "par km²", "km2"),
    "tonne": Wording("/t", "par tonne collectée", "tonne"),
    "share": Wording("%", "pour cent de l’ensemble", "part"),
}
# What a household has less than one of, as a rule, is counted for a thousand.
PER_THOUSAND = Wording("/1\u202f000\u00a0ménages", "pour 1\u202f000\u00a0ménages fiscaux", "menage", 1000)
DECIMALS = 2
SHARE_DECIMALS = 1
BY_SUFFIX: dict[str, Measure] = {WORDINGS[measure].suffix: measure for measure in get_args(Measure)}


def find_obstacle(indicator: str, scope: str, measure: Measure) -> str:
    """Why an indicator so restricted cannot be shown in a measure, in French; "" where it can."""
    catalog = load_catalog()
    entry = catalog.indicators[indicator]
    if measure == "value":
        return ""
    if entry.kind == "ratio" or not catalog.unit_of(indicator).additive:
        return "un ratio n’est pas divisé une seconde fois"
    if measure != "share" and not catalog.may_divide(indicator):
        return "un événement ou une caractéristique n’est pas une quantité qui se divise"
    if measure in ("inhabitant", "household") and not catalog.may_per_inhabitant(indicator):
        return f"l’unité « {catalog.unit_of(indicator).label} » ne se rapporte pas à la population"
    if measure == "tonne" and (catalog.theme_of(indicator) != "waste" or entry.unit != "EUR"):
        return "seuls les montants des déchets se rapportent à la tonne"
    if measure == "share" and not scope:
        return "l’indicateur est déjà l’ensemble : choisissez-en une partie"
    return ""


def load_relative(
    indicator: str,
    measure: Measure = "value",
    *,
    territories: Sequence[str] | None = None,
    scopes: Sequence[str] | None = ("",),
) -> Series:
    """`loaders.reading.series.load_series` in a measure. Raises ValueError where there is none: see `find_obstacle`."""
    per_inhabitant = measure == "inhabitant"
    series = load_series(indicator, territories=territories, scopes=scopes, per_inhabitant=per_inhabitant)
    return series if measure in ("value", "inhabitant") else compute_relative(series, measure)


def compute_relative(series: Series, measure: Measure) -> Series:
    """An absolute series divided by what the measure says, with the denominator's year where it differs.

    The frame gains `denominator_year`; a missing or zero denominator gives a missing value, and a note says which.
    Raises ValueError where the indicator has no such measure, or for « par habitant », which `load_series` gives.
    """
    if measure == "value":
        return series
    reasons = [find_obstacle(series.indicator, str(scope), measure) for scope in series.frame["scope"].unique()]
    reason = next(filter(None, reasons), "")
    if measure == "inhabitant" or series.per_inhabitant:
        reason = "une série en valeur absolue est attendue ; par habitant, voir load_series"
    if reason:
        raise ValueError(f"{series.indicator}, mesure « {WORDINGS[measure].words} » : {reason}")
    codes = tuple(series.frame["territory"].astype(str).unique())
    if measure == "km2":
        frame = ratios.compute_density(series.frame, find_areas(codes))
    elif measure == "household":
        below = load_series(HOUSEHOLDS, territories=codes).frame
        frame = ratios.compute_ratio(
            series.frame, below, ratios.HOUSEHOLDS, factor=find_wording(series, measure).factor
        )
    elif measure == "tonne":
        frame = ratios.compute_ratio(series.frame, load_series(TONNES, territories=codes).frame, ratios.TONNES)
    else:
        frame = ratios.compute_share(series.frame, load_series(series.indicator, territories=codes).frame)
    wording = find_wording(series, measure)
    suffix = wording.suffix
    keys = zip(frame["territory"], frame["year"], frame["scope"], strict=True)
    frame["id"] = [
        "~".join([series.indicator, str(territory), str(int(year)), str(scope), suffix])
        for territory, year, scope in keys
    ]
    frame = attach_said(frame)
    if measure == "share":
        return replace(series, unit="%", unit_label=wording.words, decimals=SHARE_DECIMALS, frame=frame)
    return replace(
        series,
        label=f"{series.label}, {wording.words}",
        unit=series.unit + wording.symbol,
        unit_label=f"{series.unit_label} {wording.words}",
        decimals=max(series.decimals, DECIMALS),
        frame=frame,
    )


def find_wording(series: Series, measure: Measure) -> Wording:
    """How a series in a measure is named."""
    unit = load_catalog().indicators[series.indicator].unit
    return PER_THOUSAND if measure == "household" and unit not in PER_HEAD else WORDINGS[measure]


def find_areas(codes: Sequence[str]) -> pd.Series:
    """The area in km² of each territory that has contours, or whose members all have; by code."""
    known = read_areas()
    areas = {}
    for code in codes:
        row = find_row(code)
        members = split_codes(row["members"]) if row is not None else []
        if code in known.index:
            areas[code] = float(known[code])
        elif members and all(member in known.index for member in members):
            areas[code] = float(known[members].sum())
    return pd.Series(areas, dtype="float64")


@keep(CONTOURS)
def read_areas() -> pd.Series:
    """The area in km² of each territory that has contours, by code."""
    vintage = load_catalog().deployment.vintage
    frames = [read_attributes(level, vintage) for level in OUTLINED]
    return pd.concat([frame.set_index("code")["area_km2"] for frame in frames])
