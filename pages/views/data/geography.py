"""The levels of the maps, the part of France that each draws, and the territories in it."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd

from geo import boundaries
from geo.kept import CONTOURS, TERRITORIES, keep
from loaders.catalog import load_catalog
from loaders.levels import OUTLINED, OutlinedLevel
from loaders.reading.composed.code import is_composed
from loaders.reading.composed.resolving import find_composed, find_rows
from loaders.reading.surroundings import split_codes

MapLevel = OutlinedLevel
LEVELS = OUTLINED
# What may be in the lead of a selection, and so say which part of France its maps draw.
LEADING = (*OUTLINED, "grouping")


@keep(TERRITORIES)
def find_departements(territories: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The départements that the maps of some territories draw: the deployment's, or the first one's own elsewhere.

    They follow from the territories alone, so that an address shows the same map to whoever opens it.
    """
    own = load_catalog().deployment.departements
    for row in find_rows(territories):
        if row["level"] in LEADING and (found := tuple(sorted(split_codes(row["departements"])))):
            if {*found} & {*own}:
                return own
            # What a reader composes may lie in départements that no map draws together: those of one member are.
            return find_departements(tuple(split_codes(row["members"]))) if is_composed(row["code"]) else found
    return own


@keep(TERRITORIES)
def find_known(territories: tuple[str, ...]) -> tuple[str, ...]:
    """The départements whose territories may be chosen beside some others: the deployment's, and theirs elsewhere."""
    own = load_catalog().deployment.departements
    composed = find_composed(territories)
    each = (member for one in territories for member in composed.get(one, (one,)))
    found = (code for one in each for code in find_departements((one,)))
    return tuple(dict.fromkeys([*own, *sorted(set(found) - {*own})]))


def find_border(territories: tuple[str, ...]) -> str:
    """The territory whose border a map draws: the first one, the EPCI of a commune, or the home of the deployment.

    Its code; that of a grouping is drawn where all its members are.
    """
    lead = next((row for row in find_rows(territories) if row["level"] in LEADING), None)
    if lead is None:
        return load_catalog().deployment.home
    return str(lead["epci"] or lead["code"] if lead["level"] == "commune" else lead["code"])


def read_level(level: MapLevel, departements: tuple[str, ...]) -> gpd.GeoDataFrame:
    """The boundaries that a map of this level shows in some départements, or for départements in their regions."""
    vintage = load_catalog().deployment.vintage
    if level != "departement":
        return boundaries.read_boundaries(level, vintage, departements=departements)
    shown = {code for own in departements for code in read_region(own)}
    return boundaries.read_boundaries("departement", vintage, departements=shown)


@keep(CONTOURS)
def read_region(departement: str) -> tuple[str, ...]:
    """The codes of the départements of the region of one of them, itself among them; none for an unknown one."""
    table = boundaries.read_attributes("departement", load_catalog().deployment.vintage).set_index("code", drop=False)
    return tuple(table.loc[table["region"] == table["region"].get(departement), "code"])


@keep(CONTOURS)
def read_codes(level: MapLevel, departements: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of the territories that a map of this level draws."""
    return tuple(read_level(level, departements)["code"])


@keep(CONTOURS)
def read_names(level: MapLevel, departements: tuple[str, ...]) -> Mapping[str, str]:
    """The territories that a map of this level draws, with the names of its outlines."""
    frame = read_level(level, departements)
    return dict(zip(frame["code"].astype(str), frame["name"].astype(str), strict=True))
