"""Class breaks, apart from any drawing, and a border laid over a map that is drawn already."""

import re

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import box

from geo.boundaries import read_boundaries, svg_paths, union_of
from geo.classes import Method, compute_breaks
from geo.outline import draw_outline


def test_quantiles_put_as_many_values_in_each_class() -> None:
    breaks = compute_breaks(range(1, 101), classes=4)
    assert np.histogram(range(1, 101), [0, *breaks])[0].tolist() == [25, 25, 25, 25]
    assert breaks[-1] == 100


def test_equal_intervals_are_equally_wide() -> None:
    assert compute_breaks([0, 1, 2, 3, 4, 100], classes=4, method="equal_interval") == [25, 50, 75, 100]


def test_fisher_jenks_parts_the_groups_that_the_eye_sees() -> None:
    values = [1, 2, 3, 50, 51, 52, 100, 101, 102]
    assert compute_breaks(values, classes=3, method="fisher_jenks") == [3, 52, 102]


@pytest.mark.parametrize("method", ["quantiles", "fisher_jenks", "equal_interval"])
def test_the_largest_value_is_in_the_last_class_and_bounds_rise(method: Method) -> None:
    values = np.random.default_rng(2021).lognormal(5, 2, 300)
    breaks = compute_breaks(values, method=method)
    assert breaks[-1] == pytest.approx(values.max())
    assert (np.diff(breaks) > 0).all()
    assert len(breaks) == 5


def test_equal_values_are_never_in_two_classes() -> None:
    values = [0] * 60 + [1] * 20 + [2, 3, 4, 5, 6, 7]
    breaks = compute_breaks(values, classes=5)
    assert len(breaks) == len(set(breaks)) < 5
    classes = np.searchsorted(breaks, values)
    assert {int(v) for v, c in zip(values, classes, strict=True) if c == classes[0]} == {0}


@pytest.mark.parametrize(
    ("values", "breaks"),
    [([], []), ([np.nan, np.inf], []), ([7, 7, np.nan], [7]), ([3, 1, 2, 2], [1, 2, 3])],
)
def test_few_values_make_few_classes(values: list[float], breaks: list[float]) -> None:
    assert compute_breaks(values, classes=5) == breaks


def test_missing_values_change_no_break() -> None:
    values = list(range(50))
    assert compute_breaks([*values, np.nan, np.nan]) == compute_breaks(values)


def corners(path: str) -> np.ndarray:
    """The least and the greatest x and y of an SVG path of absolute or relative moves."""
    x = y = 0.0
    points = []
    for command, numbers in re.findall(r"([MmLlHhVvZz])([^A-Za-z]*)", path):
        values = [float(n) for n in re.findall(r"-?\d*\.?\d+", numbers)]
        pairs = {"h": [(v, 0.0) for v in values], "v": [(0.0, v) for v in values]}.get(
            command.lower(), list(zip(values[::2], values[1::2], strict=True))
        )
        for dx, dy in pairs:
            x, y = (dx, dy) if command in "ML" else (x + dx, y + dy)
            points.append((x, y))
    return np.array([np.min(points, axis=0), np.max(points, axis=0)])


def test_a_border_falls_on_the_territory_it_is_that_of() -> None:
    frame = read_boundaries("epci", 2025, departements=["D62"])
    drawn = svg_paths(frame)
    shape = next(s for s in drawn["shapes"] if s["code"] == "246200364")
    outline = draw_outline(union_of(("246200364",), 2025), drawn)
    assert corners(outline) == pytest.approx(corners(shape["d"]), abs=1.5)
    assert 0 < corners(outline).min() < corners(outline).max() < max(drawn["viewBox"])


def test_a_border_is_lighter_the_rougher_it_is_drawn() -> None:
    drawn = svg_paths(read_boundaries("epci", 2025, departements=["D62"]))
    contour = union_of(("D62",), 2025)
    assert len(draw_outline(contour, drawn, precision=4)) < len(draw_outline(contour, drawn)) / 2


def test_a_synthetic_square_is_drawn_at_the_scale_of_its_map() -> None:
    drawn = {"crs": "EPSG:3857", "bbox": [0, 0, 1000, 500], "viewBox": [100, 50]}
    square = gpd.GeoSeries([box(200, 100, 400, 300)], crs=3857).to_crs(4326).iloc[0]
    assert corners(draw_outline(square, drawn)) == pytest.approx(np.array([[20, 20], [40, 40]]), abs=0.5)
