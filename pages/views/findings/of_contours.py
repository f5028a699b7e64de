"""What the contours and the census they carry tell of any territory of France, be there no other figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pandas as pd

from geo.boundaries import read_attributes
from loaders.catalog import load_catalog
from loaders.reading.composed.resolving import read_row
from loaders.reading.surroundings import read_territories, split_codes
from loaders.statistics.ranks import compute_rank
from pages.views.data.geography import MapLevel, find_departements
from pages.views.findings.told import Told, name_in_sentence, say_where
from pages.views.france.figures import LEAST_AREA, POPULATION_YEAR
from pages.views.france.table import SOURCE
from pages.words.findings import count_known
from pages.words.french import NBSP, format_number, format_rank
from pages.words.paths import FRANCE
from pages.words.sentences import of


def tell_contours(row: pd.Series) -> tuple[Told, ...]:
    """What the contours and the census they carry tell of any territory of France: size, place, parts, density."""
    if pd.isna(row["population"]):
        return ()
    code, level, people = str(row["code"]), str(row["level"]), float(row["population"])
    rank = _rank_by_population(code, level)
    said = [("Population", _tell_people(code, people, rank), "" if rank is None else format_rank(*rank))]
    said += [("Communes", sentence, "") for sentence in _tell_parts(code, level, people)]
    said += [("Densité", sentence, "") for sentence in _tell_density(code, level, people)]
    address = f"{FRANCE}?epci={code}" if level == "epci" else ""
    return tuple(
        Told("size", subject, f"{sentence}.", code, year=POPULATION_YEAR, rank=place, credit=SOURCE, address=address)
        for subject, sentence, place in said
    )


def _rank_by_population(code: str, level: str) -> tuple[int, int] | None:
    """The place among the territories of its level in the same départements, and how many there are."""
    if level not in ("epci", "commune"):
        return None
    table, within = read_territories(), set(find_departements((code,)))
    fellows = table[table["level"].eq(level)]
    is_near = fellows["departements"].map(lambda own: not within.isdisjoint(split_codes(own))).astype(bool)
    rank = compute_rank(fellows.loc[is_near, "population"].astype("float64"), code)
    return None if rank is None else (rank.place, rank.known)


def _tell_people(code: str, people: float, rank: tuple[int, int] | None) -> str:
    said = f"En {POPULATION_YEAR}, {name_in_sentence(code)} compte {format_number(people)}{NBSP}habitants"
    if rank is None:
        return said
    level = str(read_row(code)["level"])
    place, known = rank
    return f"{said}, {format_rank(place, known).split(' ')[0]} des {count_known(known, known, level)}{say_where(code)}"


def _tell_parts(code: str, level: str, people: float) -> Iterator[str]:
    """How many communes an EPCI has, and how much of it the largest one makes."""
    table = read_territories()
    communes = table[table["epci"].eq(code) & table["level"].eq("commune")].dropna(subset="population")
    if level != "epci" or len(communes) < 2:
        return
    largest = communes.sort_values("population", ascending=False).iloc[0]
    most, least = float(largest["population"]), float(communes["population"].min())
    share = format_number(100 * most / people)
    yield (
        f"Ses {format_number(len(communes))} communes vont de {format_number(least)} à {format_number(most)}{NBSP}"
        f"habitants{NBSP}: {largest['short']} en réunit {share}{NBSP}%"
    )


def _tell_density(code: str, level: str, people: float) -> Iterator[str]:
    """Inhabitants to the km² of its contour, where that is not too rough."""
    if level not in ("epci", "commune"):
        return
    areas = read_attributes(cast(MapLevel, level), load_catalog().deployment.vintage).set_index("code")["area_km2"]
    if code in areas.index and float(areas[code]) >= LEAST_AREA:
        density = format_number(people / float(areas[code]))
        yield f"La densité {of(name_in_sentence(code))} est de {density}{NBSP}habitants au km²"
