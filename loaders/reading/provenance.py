"""Where a figure comes from: its line, its status and why, its formula, what else is published of the same thing."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from loaders import store
from loaders.catalog import load_catalog
from loaders.pipeline.beside import BELOW
from loaders.reading import relative, series
from loaders.reading.composed.resolving import find_composed
from loaders.reading.composed.terms import Terms, find_terms
from loaders.reading.parts import find_parts


class UnknownFigureError(LookupError):
    """No figure has the id asked for."""


@dataclass(frozen=True)
class Provenance:
    """A figure (`row`, in the columns of observations) with its unit and all that vouches for it.

    `formula` says how it was computed, "" where it was printed, and `terms` are the figures it was computed from.
    `others` are the other values published of the same thing for the same year, `years` those of other years, and
    `revisions` its older deliveries, the newest first. `parts` are the rows that a computed sum is made of, None where
    there are none to show (see loaders.reading.parts).
    """

    row: pd.Series
    label: str
    unit: str
    decimals: int
    formula: str
    terms: pd.DataFrame
    others: pd.DataFrame
    years: pd.DataFrame
    revisions: pd.DataFrame
    parts: pd.DataFrame | None = None


def trace(figure: str) -> Provenance:
    """The provenance of the figure of an id, printed or computed. Raises UnknownFigureError."""
    return _trace_computed(figure) if "~" in figure else _trace_printed(figure)


def _trace_printed(figure: str) -> Provenance:
    deliveries = store.load_figure(figure)
    if deliveries.empty:
        raise UnknownFigureError(figure)
    row = deliveries.iloc[0]
    catalog = load_catalog()
    indicator = catalog.indicators[str(row["indicator"])]
    same = store.load_same(str(row["indicator"]), str(row["territory"]), str(row["place"]), str(row["scope"]))
    same = same[same["id"] != figure]
    this_year = same["year"] == row["year"]
    formula = str(row["note"]) if str(row["source"]) == series.COMPUTED else ""
    return Provenance(
        row,
        indicator.label,
        catalog.units[indicator.unit].symbol,
        indicator.decimals,
        formula,
        same.head(0),
        same[this_year],
        same[~this_year & (same["variant"] == 0)],
        deliveries.iloc[1:],
        find_parts(row),
    )


def _trace_computed(figure: str) -> Provenance:
    """The provenance of a sum of members or of a figure per inhabitant, computed again from its terms."""
    parts = figure.split("~")
    catalog = load_catalog()
    if len(parts) != 5 or parts[0] not in catalog.indicators or not parts[2].isdigit():
        raise UnknownFigureError(figure)
    name, territory, year, scope = parts[0], parts[1], int(parts[2]), parts[3]
    measure = relative.BY_SUFFIX.get(parts[4])
    if measure is None or relative.find_obstacle(name, scope, measure):
        raise UnknownFigureError(figure)
    own = relative.load_relative(name, measure, territories=(territory,), scopes=(scope,))
    found = own.frame[(own.frame["year"] == year) & (own.frame["id"] == figure)]
    if found.empty:
        raise UnknownFigureError(figure)
    row = found.iloc[0]
    terms_of = None
    if composed := find_composed([territory]):
        people = Terms(name, series.POPULATION, series.factor_of(catalog.indicators[name]))
        terms_of = people if measure == "inhabitant" else find_terms(name) if measure == "value" else None
    if terms_of is not None:
        formula, terms = _gather_ratio(terms_of, composed[territory], row)
    elif measure == "inhabitant":
        formula, terms = _divide(own, row)
    elif measure != "value":
        formula, terms = _relate(row, measure)
    else:
        members = composed.get(territory) or catalog.territories[territory].members
        each = series.load_series(name, territories=members, scopes=(scope,)).frame
        terms = each[each["year"] == year]
        formula = f"somme des {len(members)} membres"
    others = store.load_same(name, territory, "", scope)
    return Provenance(
        row,
        own.label,
        own.unit,
        own.decimals,
        formula,
        terms,
        others.head(0),
        own.frame[own.frame["year"] != year],
        others.head(0),
    )


def _gather_ratio(terms: Terms, members: tuple[str, ...], row: pd.Series) -> tuple[str, pd.DataFrame]:
    """The formula of a ratio of sums over members, and the two figures of each."""
    known = load_catalog().indicators
    above = series.load_series(terms.above, territories=members, scopes=(str(row["scope"]),)).frame
    below = series.load_series(terms.below, territories=members).frame
    found = pd.concat([above[above["year"] == row["year"]], _find_denominator(below, row)])
    formula = f"somme des membres : {known[terms.above].short}{_times(terms.factor)}"
    return f"{formula} ÷ somme des mêmes : {known[terms.below].short}{_say_year(row)}", found


def _divide(own: series.Series, row: pd.Series) -> tuple[str, pd.DataFrame]:
    """The formula of a figure per inhabitant, and its two terms."""
    catalog = load_catalog()
    territory = str(row["territory"])
    above = series.load_series(own.indicator, territories=(territory,), scopes=(str(row["scope"]),)).frame
    below = series.load_series(series.POPULATION, territories=(territory,)).frame
    terms = pd.concat([above[above["year"] == row["year"]], _find_denominator(below, row)])
    entry = catalog.indicators[own.indicator]
    return f"{entry.short}{_times(series.factor_of(entry))} ÷ population{_say_year(row)}", terms


def _find_denominator(below: pd.DataFrame, row: pd.Series) -> pd.DataFrame:
    """What a figure was divided by; no row where there is nothing near enough, and it was not."""
    year = row["denominator_year"]
    return below.head(0) if pd.isna(year) else below[below["year"] == year]


def _say_year(row: pd.Series) -> str:
    return "" if pd.isna(row["denominator_year"]) else f" de {row['denominator_year']}"


def _times(factor: float) -> str:
    return f" × {factor:g}" if factor != 1 else ""


def _relate(row: pd.Series, measure: relative.Measure) -> tuple[str, pd.DataFrame]:
    """The formula of a figure in another measure, and its terms; an area is no figure, and is said."""
    name, territory, scope = str(row["indicator"]), str(row["territory"]), str(row["scope"])
    short = load_catalog().indicators[name].short
    own = series.load_series(name, territories=(territory,), scopes=(scope,))
    terms = own.frame[own.frame["year"] == row["year"]]
    if measure == "km2":
        area = relative.find_areas([territory]).get(territory)
        said = "" if area is None else f" ({area:g} km²)".replace(".", ",")
        return f"{short} ÷ superficie des contours{said}", terms
    whole = BELOW.get(relative.WORDINGS[measure].suffix, name)
    below = series.load_series(whole, territories=(territory,)).frame
    terms = pd.concat([terms, _find_denominator(below, row)])
    if measure == "household":
        factor = relative.find_wording(own, measure).factor
        return f"{short}{_times(factor)} ÷ ménages fiscaux{_say_year(row)}", terms
    if measure == "tonne":
        return f"{short} ÷ tonnes collectées{_say_year(row)}", terms
    return f"{short}, part × 100 ÷ ensemble de l’année", terms
