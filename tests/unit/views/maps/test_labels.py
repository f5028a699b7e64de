"""Names on a map: none over another at any size of any map, more of them the larger it is, the most important first."""

from collections.abc import Sequence
from typing import get_args

import numpy as np
import pytest
import shapely

from geo import boundaries
from geo.outline import Room, place_contours
from pages.views.data.geography import MapLevel, find_departements
from pages.views.france.names import name_towns
from pages.views.maps.labels import (
    DOT,
    Name,
    choose_names,
    find_least,
    place_round,
    place_upon,
    place_within,
    wrap_name,
)
from pages.views.maps.outlines import read_surroundings

RATIOS = np.geomspace(0.004, 3, 30)


def count_overlaps(names: Sequence[Name], ratio: float) -> int:
    """How many pairs of boxes overlap on a map of this ratio: counted with rectangles, apart from what placed them."""
    x, y = (np.array([getattr(name, axis) * ratio + getattr(name, f"d{axis}") for name in names]) for axis in "xy")
    wide, tall = (np.array([getattr(name, size) / 2 for name in names]) for size in ("wide", "tall"))
    boxes = shapely.box(x - wide, y - tall, x + wide, y + tall)
    one, other = shapely.STRtree(boxes).query(boxes, predicate="overlaps")
    both = shapely.intersection(boxes[one], boxes[other])
    return int((shapely.area(both) > 1e-6).sum())


def list_shown(names: Sequence[Name], ratio: float) -> list[Name]:
    return [name for name in names if name.least <= ratio]


@pytest.mark.parametrize("departements", [find_departements(), ("D38",), ("D974",)])
@pytest.mark.parametrize("level", get_args(MapLevel))
def test_no_name_lies_on_another_at_any_size_of_a_map(level: MapLevel, departements: tuple[str, ...]) -> None:
    names = read_surroundings(level, departements).names
    assert [count_overlaps(list_shown(names, ratio), ratio) for ratio in RATIOS] == [0] * len(RATIOS)
    assert len(list_shown(names, RATIOS[-1])) > len(list_shown(names, RATIOS[10])) > 0


@pytest.mark.parametrize("vintage", boundaries.VINTAGES)
@pytest.mark.parametrize("departement", ["D62", "D2A", "D974"])
def test_communes_of_any_departement_and_vintage_have_names_that_part(departement: str, vintage: int) -> None:
    frame = boundaries.read_boundaries("commune", vintage, departements=(departement,))
    frame = frame.sort_values("population", ascending=False)
    drawn = boundaries.svg_paths(frame)
    points = shapely.get_coordinates(place_contours(shapely.points(frame[["lon", "lat"]].to_numpy()), drawn))
    wanted = zip(frame["code"], frame["name"], points, strict=True)
    names = find_least([[place_upon(code, name, *point)] for code, name, point in wanted])
    assert [count_overlaps(list_shown(names, ratio), ratio) for ratio in RATIOS] == [0] * len(RATIOS)
    assert (names[0].code, names[0].least) == (frame["code"].iloc[0], 0.0)


def test_no_town_of_france_lies_on_another() -> None:
    names = name_towns()
    assert [count_overlaps(list_shown(names, ratio), ratio) for ratio in RATIOS] == [0] * len(RATIOS)
    assert {"Paris", "Lyon", "Marseille"} <= {name.lines[0] for name in list_shown(names, 0.006)}


def test_the_chosen_come_first_and_their_neighbours_give_way() -> None:
    names = read_surroundings("commune", find_departements()).names
    small = [name.code for name in names if name.least > 0.3][:5]
    for ratio in (0.04, 0.1, 0.5):
        shown = choose_names(names, ratio, small)
        assert shown[0].code == small[0]
        assert count_overlaps(shown, ratio) == 0
    assert {name.code for name in choose_names(names, 0.04)}.isdisjoint(small)


def test_the_first_keeps_its_place_and_the_second_waits_until_both_have_room() -> None:
    """Boxes of 4 ems by 1 with gaps of 0: 10 units apart they touch at 0.4 em to the unit."""
    one, other = (Name(code, (code,), "town", x, 0.0, 0.0, 0.0, 4.0, 1.0) for code, x in (("A", 0.0), ("B", 10.0)))
    found = find_least([[one], [other]], (0.0, 0.0))
    assert [(name.code, name.least) for name in found] == [("A", 0.0), ("B", 0.4)]


def test_one_that_waits_itself_lets_another_be_shown_before_it() -> None:
    """The first is shown from 1 only: until then it takes no room from the second, which it meets below 0.4."""
    late = Name("A", ("A",), "own", 0.0, 0.0, 0.0, 0.0, 4.0, 1.0, least=1.0)
    early = Name("B", ("B",), "own", 10.0, 0.0, 0.0, 0.0, 4.0, 1.0)
    assert [name.least for name in find_least([[late], [early]], (0.0, 0.0))] == [1.0, 0.0]


def test_two_names_of_one_point_are_never_both_shown() -> None:
    names = [Name(code, (code,), "own", 5.0, 5.0, 0.0, 0.0, 2.0, 1.0) for code in "AB"]
    assert [name.code for name in find_least([[name] for name in names])] == ["A"]


def test_a_name_is_wrapped_where_its_room_is_narrow() -> None:
    text = "Pays de Saint-Omer"
    assert wrap_name(text, Room(0, 0, 1000, 1000), "own")[0] == (text,)
    assert len(wrap_name(text, Room(0, 0, 60, 200), "own")[0]) > 1


def test_a_name_waits_until_its_outline_is_as_large_as_it() -> None:
    narrow, wide = (place_within("A", "Lens", Room(0, 0, across, 1000)) for across in (10, 100))
    assert narrow.least == pytest.approx(10 * wide.least)
    assert narrow.wide == pytest.approx(1.3 * 10 * narrow.least)


def test_a_dot_lies_in_the_box_of_its_name_on_the_side_away_from_the_words() -> None:
    for name in place_round("A", "Berck", 0.0, 0.0):
        across, down = name.middle
        assert abs(name.dx) <= name.wide / 2 and abs(name.dy) <= name.tall / 2
        assert abs(across) + abs(down) > DOT / 2
        assert name.has_dot
