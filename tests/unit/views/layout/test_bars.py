"""Bars laid out: lengths on one scale from zero, what has no length in words, the first on top."""

import pytest

from pages.views.layout.bars import extend, has_key
from pages.views.layout.charts import build_chart, lay_chart
from pages.views.layout.scene import Scene, Stroke
from pages.views.marks import Chart, Line, Mark
from tests.laid import NBSP, chart, find_overlaps, patches_of, stand_in, texts_of, words_of

NAMES = ("Haut", "Bas", "Zéro", "Manque", "Secret", "Provisoire")
MARKS = (
    Mark("Haut", 10.0, f"10{NBSP}t", figure="a"),
    Mark("Bas", -5.0, f"−5{NBSP}t", figure="b"),
    Mark("Zéro", 0.0, f"0{NBSP}t", figure="c"),
    Mark("Manque", None, "sans donnée", "missing", "d"),
    Mark("Secret", None, "confidentiel", "confidential", "e"),
    Mark("Provisoire", 4.0, f"4{NBSP}t (provisoire)", "provisional", "f"),
)
RANKING = chart(Line("A", MARKS, slot=3), shape="bar", categories=NAMES)


def zero_of(scene: Scene) -> float:
    """Where the line of zero stands."""
    (upright,) = [one for one in scene.marks if isinstance(one, Stroke)]
    return upright.points[0][0]


def make_stack(*parts: tuple[str, float | None, float | None], slots: tuple[int, ...] = ()) -> Chart:
    """Two bars, « A » and « B », of some parts."""
    lines = []
    for n, (name, *values) in enumerate(parts):
        marks = tuple(
            Mark(bar, value, "confidentiel" if value is None else f"{value:g}{NBSP}t", figure=f"{name}{bar}")
            if value is not None
            else Mark(bar, None, "confidentiel", "confidential", f"{name}{bar}")
            for bar, value in zip("AB", values, strict=True)
        )
        lines.append(Line(name, marks, slot=slots[n] if slots else n))
    return chart(*lines, shape="stack", categories=("A", "B"))


def test_lengths_are_in_the_measure_of_their_values_on_both_sides_of_zero() -> None:
    scene = lay_chart(RANKING, 6.5, 10)
    zero = zero_of(scene)
    high, low, provisional = patches_of(scene)
    assert high.box.left == pytest.approx(zero)
    assert low.box.right == pytest.approx(zero)
    assert high.box.width == pytest.approx(2 * low.box.width)
    assert provisional.box.width == pytest.approx(0.4 * high.box.width)


def test_only_values_that_have_a_length_are_bars_and_every_other_is_a_word() -> None:
    scene = lay_chart(RANKING, 6.5, 10)
    assert [patch.datum.at for patch in patches_of(scene) if patch.datum] == ["Haut", "Bas", "Provisoire"]
    said = texts_of(scene)
    assert [said[n + 1] for n, text in enumerate(said) if text in NAMES] == [mark.text for mark in MARKS]


def test_what_has_no_value_is_grey_and_a_zero_is_not() -> None:
    tones = {one.text: one.tone for one in words_of(lay_chart(RANKING, 6.5, 10))}
    assert tones["sans donnée"] == tones["confidentiel"] == "muted"
    assert tones[f"0{NBSP}t"] == "ink"


def test_a_bar_that_is_not_final_is_pale_with_a_dashed_edge_of_its_colour() -> None:
    high, _, provisional = patches_of(lay_chart(RANKING, 6.5, 10))
    assert (high.fill, high.opacity, high.dash) == ("c3", 1, ())
    assert (provisional.fill, provisional.edge) == ("c3", "c3")
    assert provisional.opacity == 0.35 and provisional.dash


def test_the_first_bar_is_on_top() -> None:
    heights = {one.text: one.y for one in words_of(lay_chart(RANKING, 6.5, 10)) if one.text in NAMES}
    assert sorted(heights, key=heights.__getitem__, reverse=True) == list(NAMES)


@pytest.mark.parametrize("width", [3.3, 6.5, 13.0])
@pytest.mark.parametrize("count", [3, 20])
@pytest.mark.parametrize("name", ["Lens", "Communauté d’agglomération de Béthune-Bruay, Artois Lys Romane"])
def test_names_and_values_of_bars_do_not_overlap_nor_leave_the_drawing(width: float, count: int, name: str) -> None:
    names = tuple(f"{n}. {name}" for n in range(1, count + 1))
    marks = tuple(Mark(label, 1000.0 - n, f"{1000 - n}{NBSP}logements (provisoire)") for n, label in enumerate(names))
    scene = lay_chart(chart(Line("A", marks, is_lead=True), shape="bar", categories=names), width, 10)
    boxes = [one.box for one in words_of(scene)]
    assert find_overlaps(boxes) == []
    assert stand_in(boxes, scene.box)
    assert not [(p, box) for p in patches_of(scene) for box in boxes if box.meets(p.box.cut(left=1e-6, right=1e-6))]


def test_bars_of_charts_that_share_a_scale_go_as_far_as_the_largest_of_all() -> None:
    alone = chart(Line("A", (Mark("x", 5.0, "5"),)), shape="bar", categories=("x",))
    shared = chart(Line("A", (Mark("x", 5.0, "5"),)), shape="bar", categories=("x",), top=20.0)
    assert (extend(alone), extend(shared)) == ((0, 5), (0, 20))


def test_parts_are_stacked_one_after_the_other_from_zero() -> None:
    scene = lay_chart(make_stack(("Verre", 3.0, 1.0), ("Papier", 1.0, None)), 6.5, 10)
    first, second, alone = patches_of(scene)
    assert first.box.left == pytest.approx(zero_of(scene))
    assert second.box.left == pytest.approx(first.box.right)
    assert [second.box.width, alone.box.width] == pytest.approx([first.box.width / 3] * 2)


def test_parts_below_zero_are_stacked_on_the_other_side() -> None:
    scene = lay_chart(make_stack(("Gain", 3.0, 1.0), ("Perte", -2.0, -1.0)), 6.5, 10)
    gain, loss = patches_of(scene)[:2]
    assert gain.box.left == loss.box.right == pytest.approx(zero_of(scene))


def test_a_stack_says_its_total_or_what_is_known_of_it_and_its_parts_without_length() -> None:
    said = texts_of(lay_chart(make_stack(("Verre", 3.0, None), ("Papier", 0.0, 5.0)), 13, 10))
    assert f"3{NBSP}t ; Papier : 0{NBSP}t" in said
    assert f"connu : 5{NBSP}t ; Verre : confidentiel" in said


def test_a_part_has_one_colour_in_all_bars_and_says_whose_it_is() -> None:
    patches = patches_of(lay_chart(make_stack(("Verre", 3.0, 1.0), ("Papier", 1.0, 2.0)), 6.5, 10))
    assert {(p.datum.name, p.fill) for p in patches if p.datum} == {
        (f"A, Verre (75{NBSP}%)", "c0"),
        (f"B, Verre (33{NBSP}%)", "c0"),
        (f"A, Papier (25{NBSP}%)", "c1"),
        (f"B, Papier (67{NBSP}%)", "c1"),
    }


def test_a_thirteenth_part_is_hatched_over_the_colour_of_the_first() -> None:
    first, thirteenth = patches_of(lay_chart(make_stack(("a", 3.0, 0.0), ("m", 3.0, 0.0), slots=(0, 12)), 6.5, 10))
    assert (first.fill, first.hatch) == ("c0", "")
    assert (thirteenth.fill, thirteenth.hatch) == ("c0", "lines")


def test_only_a_part_that_is_wide_enough_bears_its_value() -> None:
    scene = lay_chart(make_stack(("Verre", 2500.0, 600.0), ("Papier", 1.0, 400.0)), 6.5, 10)
    inside = [one.text for one in words_of(scene) if one.tone.startswith("on:")]
    assert inside == ["2\u202f500", "600", "400"]


def test_parts_have_a_legend_and_the_bars_of_a_ranking_bear_their_names() -> None:
    stack = make_stack(("Verre", 3.0, 1.0), ("Papier", 1.0, 2.0))
    assert has_key(stack) and not has_key(RANKING)
    said = texts_of(lay_chart(stack, 6.5, 10))
    assert said[:2] == ["Verre", "Papier"]


def test_a_part_with_a_long_name_is_cut_in_the_legend_which_stays_in_its_drawing() -> None:
    name = "Communauté d’agglomération Grand Calais Terres et Mers"
    scene = lay_chart(make_stack((name, 3.0, 1.0), ("Papier", 1.0, 2.0)), 3.3, 10)
    said = words_of(scene)[0]
    assert said.text.startswith("Commun") and "…" in said.text
    assert stand_in([said.box], scene.box)


def test_bars_ask_for_more_height_the_more_they_are() -> None:
    names = tuple(map(str, range(20)))
    many = chart(Line("A", tuple(Mark(name, 1.0, "1") for name in names)), shape="bar", categories=names)
    assert build_chart(many, 6.5, 10).height > 3 * build_chart(RANKING, 6.5, 10).height
