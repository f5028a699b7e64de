"""The levels of the maps, and the territories that a map of each draws."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd

from geo import boundaries
from geo.kept import CONTOURS, keep
from loaders.catalog import Catalog, load_catalog
from loaders.levels import OUTLINED, OutlinedLevel

MapLevel = OutlinedLevel
LEVELS = OUTLINED


def read_level(catalog: Catalog, level: MapLevel) -> gpd.GeoDataFrame:
    """The boundaries that a map of this level shows: the deployment's, or for départements those of its regions."""
    deployment = catalog.deployment
    if level != "departement":
        return boundaries.read_boundaries(level, deployment.vintage, departements=deployment.departements)
    shown = {code for own in deployment.departements for code in read_region(own)}
    return boundaries.read_boundaries("departement", deployment.vintage, departements=shown)


@keep(CONTOURS)
def read_region(departement: str) -> tuple[str, ...]:
    """The codes of the départements of the region of one of them, itself among them; none for an unknown one."""
    table = boundaries.read_attributes("departement", load_catalog().deployment.vintage).set_index("code", drop=False)
    return tuple(table.loc[table["region"] == table["region"].get(departement), "code"])


def find_home(catalog: Catalog) -> tuple[str, ...]:
    """The codes whose union is the home territory; none where a part of it has no contour."""
    return catalog.home_members if boundaries.are_drawn(catalog.home_members, catalog.deployment.vintage) else ()


@keep(CONTOURS)
def read_codes(level: MapLevel) -> tuple[str, ...]:
    """The codes of the territories that a map of this level draws."""
    return tuple(read_level(load_catalog(), level)["code"])


@keep(CONTOURS)
def read_names(level: MapLevel) -> Mapping[str, str]:
    """The territories that a map of this level draws, with the names of its outlines."""
    frame = read_level(load_catalog(), level)
    return dict(zip(frame["code"].astype(str), frame["name"].astype(str), strict=True))
