"""Ratios: values per inhabitant, km² or tonne, and shares of a total, each with its denominator's year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders.statuses import RESULTS

# A legal population is known two years late at most where a year is missing. In two years that of an EPCI of the
# Pas-de-Calais moved by 0.7 % at the median and 2.5 % in 95 of 100 (2006-2023), that of a commune by 1.9 and 7.9 %; in
# five years 1.5 and 5.3 %, 4.0 and 16.7 %: beyond two, what is said of a ratio may be said of its denominator alone.
MOST_YEARS = 2


@dataclass(frozen=True)
class Denominator:
    """By what values are divided, in the words of a note; `within` how many years another may stand for its own."""

    name: str
    unknown: str
    zero: str
    within: int = MOST_YEARS


POPULATION = Denominator("population", "population inconnue à deux ans près sur ce périmètre", "population nulle")
HOUSEHOLDS = Denominator("ménages fiscaux", "ménages fiscaux inconnus à deux ans près", "aucun ménage fiscal")
AREA = Denominator("superficie", "superficie inconnue", "superficie nulle")
TONNES = Denominator("tonnage", "tonnage inconnu à deux ans près", "tonnage nul")
TOTAL = Denominator("total", "total inconnu cette année-là", "total nul", within=0)


def nearest_year(known: np.ndarray, year: int, *, within: int = MOST_YEARS) -> int | None:
    """The year of `known` nearest to `year`, the earlier of two as near; None where none is so near."""
    near = [int(y) for y in known if abs(int(y) - year) <= within]
    return min(near, key=lambda y: (abs(y - year), y)) if near else None


def compute_ratio(
    observations: pd.DataFrame, denominators: pd.DataFrame, denominator: Denominator, *, factor: float = 1.0
) -> pd.DataFrame:
    """`factor` × value ÷ denominator, of its year or of the nearest within `denominator.within`; else missing.

    Both frames have the columns territory, year and value; the denominators are of one kind, one a territory and year.
    The year of the denominator is returned in `denominator_year`, and said in `note` where it differs; so is the reason
    where there is no ratio. The statuses confidential and not_applicable are kept.
    """
    result = observations.copy()
    by_territory = {
        str(territory): group.set_index("year")["value"]
        for territory, group in denominators.dropna(subset="value").groupby("territory", observed=True)
    }
    years: list[int | None] = []
    divisors: list[float] = []
    said: list[str] = []
    for territory, year in zip(observations["territory"].astype(str), observations["year"], strict=True):
        known = by_territory.get(territory)
        near = nearest_year(known.index.to_numpy(), int(year), within=denominator.within) if known is not None else None
        count = float(known[near]) if known is not None and near is not None else np.nan
        years.append(near)
        divisors.append(count if count > 0 else np.nan)
        if near is None:
            said.append(denominator.unknown)
        elif not count > 0:
            said.append(denominator.zero)
        else:
            said.append(f"{denominator.name} {near}" if near != year else "")
    values = result["value"].astype("float64").mask(result["status"].eq("confidential"))
    result["value"] = values.to_numpy() * factor / np.array(divisors, dtype=float)
    result["denominator_year"] = pd.array(years, dtype="Int16")
    result["note"] = [" ; ".join(filter(None, pair)) for pair in zip(result["note"].fillna(""), said, strict=True)]
    result.loc[result["value"].isna() & result["status"].isin(RESULTS), "status"] = "missing"
    return result


def compute_per_inhabitant(
    observations: pd.DataFrame, populations: pd.DataFrame, *, factor: float = 1.0
) -> pd.DataFrame:
    """Values divided by the population of their year or of the nearest within two: see `compute_ratio`."""
    return compute_ratio(observations, populations, POPULATION, factor=factor)


def compute_density(observations: pd.DataFrame, areas: pd.Series) -> pd.DataFrame:
    """Values per km²; `areas` in km² by territory, which has no year: none is said."""
    denominators = observations[["territory", "year"]].drop_duplicates()
    denominators = denominators.assign(value=denominators["territory"].astype(str).map(areas).astype("float64"))
    return compute_ratio(observations, denominators, AREA)


def compute_share(observations: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """100 × value ÷ total of the same territory and year, in percent; missing where that year's total is unknown."""
    return compute_ratio(observations, totals, TOTAL, factor=100)
