"""A cloud of points laid out: names that meet neither a point nor another name, those left out counted."""

import math
import re

import pytest

from pages.views.layout.charts import lay_chart
from pages.views.layout.looks import order_lines
from pages.views.layout.scatter import HALF
from pages.views.layout.scene import Box, Point, Scene, Words
from pages.views.marks import Chart, Line, Mark
from tests.laid import chart, find_overlaps, ink_of, points_of, stand_in, texts_of, words_of


def make_cloud(*points: tuple[str, float, float], chosen: int = 1) -> Chart:
    """A scatter of named points, the first of them chosen."""
    lines = [
        Line(name, (Mark(x, y, f"{x:g} ; {y:g}"),), is_lead=n < chosen, slot=n, is_other=n >= chosen)
        for n, (name, x, y) in enumerate(points)
    ]
    return chart(*lines, shape="scatter", x_axis="logements", is_from_zero=False)


def spiral(count: int, name: str, *, far: float = 1.0) -> list[tuple[str, float, float]]:
    """Points that lie ever farther out, some close together."""
    turns = [(n * 2.4, far * math.sqrt(n)) for n in range(count)]
    return [(f"{name} {n}", 50 + r * math.cos(a), 80 + r * math.sin(a)) for n, (a, r) in enumerate(turns)]


def names_of(scene: Scene) -> list[Words]:
    """The names written."""
    return [one for one in words_of(scene) if one.halo]


def meets_point(box: Box, point: Point) -> bool:
    """Whether words lie on a point."""
    return box.meets(Box(point.x - HALF, point.y - HALF, 2 * HALF, 2 * HALF))


def count_left_out(scene: Scene) -> int:
    """How many names are said not to be written."""
    said = [re.match(r"(\d+)\D", text) for text in texts_of(scene)]
    return sum(int(found[1]) for found in said if found and "pas écrit" in found.string)


@pytest.mark.parametrize("width", [3.3, 6.5, 13.0])
def test_numbers_along_both_axes_do_not_overlap(width: float) -> None:
    scene = lay_chart(make_cloud(*spiral(12, "Lens", far=1_000_000.0)), width, 10)
    numbers = [ink_of(one) for one in words_of(scene) if one.tone == "muted" and not one.halo]
    assert len(numbers) > 8
    assert find_overlaps(numbers) == []


def test_the_names_of_those_chosen_are_written_over_the_others_where_there_is_no_other_room() -> None:
    crowd = [(f"P{n}", 1.0 + n / 1000, 1.0) for n in range(12)]
    scene = lay_chart(make_cloud(("Lens", 1.0, 1.0), *crowd, ("loin", 2.0, 2.0)), 3.3, 10)
    (lens,) = [one for one in names_of(scene) if one.text == "Lens"]
    assert lens.is_bold and not find_overlaps([ink_of(one) for one in names_of(scene)])


@pytest.mark.parametrize("width", [3.3, 6.5, 13.0])
@pytest.mark.parametrize("count", [1, 12, 60])
@pytest.mark.parametrize("name", ["Lens", "Communauté d’agglomération de Béthune-Bruay, Artois Lys Romane"])
def test_names_meet_neither_a_point_nor_another_name(width: float, count: int, name: str) -> None:
    scene = lay_chart(make_cloud(*spiral(count, name), chosen=3), width, 10)
    written = names_of(scene)
    boxes = [ink_of(one) for one in written]
    assert find_overlaps(boxes) == []
    for one, box in zip(written, boxes, strict=True):
        # Where one chosen has no other place, its name lies on points that are there to compare with.
        in_its_way = [p for p in points_of(scene) if not one.is_bold or p.edge != "other"]
        assert not any(meets_point(box, point) for point in in_its_way), one.text
    assert stand_in(boxes, scene.box)
    assert len(written) + count_left_out(scene) == count


def test_points_are_at_their_values_whichever_names_are_left_out() -> None:
    """Across 0 to 10 and up 0 to 100: (10, 100) stands in the upper right corner, (0, 0) in the lower left one."""
    scene = lay_chart(make_cloud(("a", 0.0, 0.0), ("b", 10.0, 100.0), ("c", 5.0, 50.0)), 6.5, 10)
    found = {p.datum.name: (p.x, p.y) for p in points_of(scene) if p.datum}
    left, right = scene.plot
    assert [found["a"][0], found["b"][0]] == pytest.approx([left, right])
    assert found["c"] == pytest.approx(((left + right) / 2, (found["a"][1] + found["b"][1]) / 2))


def test_those_chosen_lie_over_the_others() -> None:
    cloud = make_cloud(("a", 0.0, 0.0), ("b", 10.0, 100.0), ("c", 5.0, 50.0))
    assert [line.name for _, line in order_lines(cloud)] == ["b", "c", "a"]
    assert [p.edge for p in points_of(lay_chart(cloud, 6.5, 10))] == ["other", "other", "c0"]


def test_a_name_that_would_cover_another_is_left_out_before_that_of_one_chosen() -> None:
    crowd = [("chosen", 1.0, 1.0), *((f"une commune au nom long {n}", 1.0 + n / 1000, 1.0) for n in range(12))]
    scene = lay_chart(make_cloud(*crowd, ("loin", 2.0, 2.0)), 3.3, 10)
    assert "chosen" in texts_of(scene) and count_left_out(scene) > 0
    assert len(names_of(scene)) + count_left_out(scene) == 14


def test_points_that_are_all_equal_are_placed() -> None:
    scene = lay_chart(make_cloud(("a", 1.0, 1.0), ("b", 1.0, 1.0)), 6.5, 10)
    assert len(points_of(scene)) == 2


def test_both_axes_say_what_they_measure() -> None:
    said = texts_of(lay_chart(make_cloud(("a", 1.0, 1.0)), 6.5, 10))
    assert "↑ tonnes" in said and "logements →" in said
