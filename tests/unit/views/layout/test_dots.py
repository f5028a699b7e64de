"""Dots laid out: a row for each or one strip for many, the values of those chosen, the median and the middle half."""

from typing import Any

import pytest

from pages.views.layout.charts import build_chart, lay_chart
from pages.views.layout.scene import Ribbon, Stroke
from pages.views.marks import Chart, Guide, Line, Mark
from tests.laid import NBSP, chart, find_overlaps, points_of, stand_in, texts_of, words_of

OWN = Line("Lens", (Mark("Lens", 12.0, f"12{NBSP}t", figure="l"),), is_lead=True, slot=5)
OTHERS = Line(
    "Les pairs",
    (Mark("Arras", 10.0, f"10{NBSP}t", name="Arras"), Mark("Loos", 8.0, f"8{NBSP}t", "estimated", name="Loos")),
    is_other=True,
)
MIDDLE = (Guide("quartiles", ((9.0, 0.0), (11.0, 0.0)), "Bande."), Guide("median", ((10.0, 0.0),), "Médiane."))


def make_dots(*lines: Line, names: tuple[str, ...], **changes: Any) -> Chart:
    """Dots of some rows."""
    return chart(*lines, shape="dots", categories=names, is_from_zero=False, **changes)


ROWS = make_dots(OWN, OTHERS, names=("Lens", "Arras", "Loos"), guides=MIDDLE, notes=("Médiane.",))


def test_each_territory_has_its_row_from_the_top_down() -> None:
    found = {point.datum.name: point for point in points_of(lay_chart(ROWS, 6.5, 10)) if point.datum}
    assert found["Lens"].y > found["Arras"].y > found["Loos"].y
    assert found["Lens"].y - found["Arras"].y == pytest.approx(found["Arras"].y - found["Loos"].y)


def test_a_dot_stands_at_its_value() -> None:
    """8 to 12 do not come near zero: the axis is 8, 9, 10, 11, 12."""
    scene = lay_chart(ROWS, 6.5, 10)
    (left, right), found = scene.plot, {p.datum.name: p.x for p in points_of(scene) if p.datum}
    assert found == pytest.approx({"Lens": right, "Arras": (left + right) / 2, "Loos": left})


def test_those_chosen_are_in_their_colour_over_the_others_and_bear_their_value() -> None:
    scene = lay_chart(ROWS, 6.5, 10)
    assert [(p.datum.name, p.edge) for p in points_of(scene) if p.datum] == [
        ("Arras", "other"),
        ("Loos", "other"),
        ("Lens", "c5"),
    ]
    assert [text for text in texts_of(scene) if NBSP in text] == [f"12{NBSP}t"]


def test_a_dot_that_is_not_final_is_hollow() -> None:
    found = {p.datum.name: p.fill for p in points_of(lay_chart(ROWS, 6.5, 10)) if p.datum}
    assert found["Loos"] == "paper" and found["Arras"] == "other"


def test_the_median_stands_across_all_rows_and_the_middle_half_behind_it() -> None:
    scene = lay_chart(ROWS, 6.5, 10)
    left, right = scene.plot
    (band,) = [one for one in scene.marks if isinstance(one, Ribbon)]
    quarter, middle, last = (left + (right - left) * share for share in (0.25, 0.5, 0.75))
    assert [x for x, _ in band.points] == pytest.approx([quarter, quarter, last, last])
    uprights = [one for one in scene.marks if isinstance(one, Stroke) and one.width == 1.3]
    assert [x for x, _ in uprights[0].points] == pytest.approx([middle, middle])


def test_what_is_said_of_the_median_stands_under_the_dots() -> None:
    assert build_chart(ROWS, 6.5, 10).notes == ("Médiane.", "Marque creuse : valeur estimée.")


def test_many_peers_are_one_strip() -> None:
    crowd = Line(
        "Les pairs", tuple(Mark("les pairs", float(n), str(n), name=f"P{n}") for n in range(40)), is_other=True
    )
    scene = lay_chart(make_dots(OWN, crowd, names=("Lens", "les pairs")), 6.5, 10)
    assert len({p.y for p in points_of(scene) if p.edge == "other"}) == 1
    assert len(points_of(scene)) == 41
    assert [text for text in texts_of(scene) if text in ("Lens", "les pairs")] == ["Lens", "les pairs"]


def test_one_without_value_is_a_word_in_its_row_and_no_dot() -> None:
    secret = Line("Loos", (Mark("Loos", None, "confidentiel", "confidential"),), is_lead=True, slot=1)
    scene = lay_chart(make_dots(OWN, secret, names=("Lens", "Loos")), 6.5, 10)
    heights = {one.text: one.y for one in words_of(scene)}
    assert len(points_of(scene)) == 1
    assert heights["confidentiel"] == pytest.approx(heights["Loos"])


@pytest.mark.parametrize("width", [3.3, 6.5, 13.0])
@pytest.mark.parametrize("name", ["Lens", "Communauté d’agglomération de Béthune-Bruay, Artois Lys Romane"])
def test_names_and_values_of_dots_do_not_overlap_nor_leave_the_drawing(width: float, name: str) -> None:
    names = tuple(f"{name} {n}" for n in range(20))
    lines = [
        Line(label, (Mark(label, 1000.0 + n, f"{1000 + n}{NBSP}logements"),), is_lead=n < 3, slot=n)
        for n, label in enumerate(names)
    ]
    scene = lay_chart(make_dots(*lines, names=names), width, 10)
    boxes = [one.box for one in words_of(scene)]
    assert find_overlaps(boxes) == []
    assert stand_in(boxes, scene.box)


def test_where_rows_are_close_their_words_are_smaller() -> None:
    """Twenty rows in two inches, under words of ten points."""
    names = tuple(f"T{n}" for n in range(20))
    lines = [Line(said, (Mark(said, 1000.0 + n, f"{1000 + n}"),), is_lead=True, slot=n) for n, said in enumerate(names)]
    scene = lay_chart(make_dots(*lines, names=names), 6.5, 10, height=2.0)
    assert find_overlaps([one.box for one in words_of(scene) if one.tone == "ink"]) == []
    assert all(one.size < 7 for one in words_of(scene) if one.text in names)
