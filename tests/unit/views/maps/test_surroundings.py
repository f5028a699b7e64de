"""What lies round a map: neighbours that are not of it, borders, names; cut where the map ends."""

import numpy as np
import pytest
import shapely

from pages.views.data.geography import MapLevel, find_departements, read_codes
from pages.views.layout.maps.ground import read_ground, read_rings
from pages.views.maps.outlines import read_surroundings

OURS = find_departements()


@pytest.mark.parametrize("level", ["epci", "departement"])
def test_neighbours_do_not_cover_the_map(level: MapLevel) -> None:
    rings = [ring for one in read_ground(level, OURS).shapes.values() for ring in read_rings(one.d)]
    main = shapely.union_all(shapely.make_valid([shapely.polygons(ring) for ring in rings]))
    around = shapely.union_all(shapely.make_valid(read_surroundings(level, OURS).neighbours))
    assert len(read_surroundings(level, OURS).neighbours) > 3
    assert shapely.area(shapely.intersection(around, main)) < 0.005 * main.area


def test_the_departements_beyond_are_named_and_those_of_the_map_are_not() -> None:
    beyond = {" ".join(name.lines) for name in read_surroundings("epci", OURS).names if name.kind == "beyond"}
    assert {"NORD", "SOMME"} <= beyond
    assert "PAS-DE-CALAIS" not in {name.replace("- ", "-") for name in beyond}
    codes = {name.code for name in read_surroundings("epci", OURS).names if name.kind == "own"}
    assert codes == set(read_codes("epci", OURS))


def test_what_lies_round_is_cut_at_the_edge_of_its_place() -> None:
    neighbours, borders = read_surroundings("epci", OURS).cut((-50.0, -40.0, 1050.0, 990.0))
    for path in (neighbours, borders):
        points = np.concatenate([ring for own in path.split("M")[1:] for ring in read_rings(f"m{own}")])
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        assert left >= -51 and top >= -41 and right <= 1051 and bottom <= 991
