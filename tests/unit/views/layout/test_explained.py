"""What the marks mean: one sentence for each kind that is on the charts, and none for one that is not."""

import pytest

from pages.views.layout.explained import describe_marks
from pages.views.marks import Break, Chart, Line, Mark, Shape


def chart_of(*marks: Mark, shape: Shape = "line", **changes: object) -> Chart:
    """A chart of one line."""
    return Chart(shape, "T", "t", "tonnes", 0, (Line("A", marks),), **changes)  # type: ignore[arg-type]


FINAL = Mark(2020, 1.0, "1")
HOLE = Mark(2021, None, "", "missing")


def test_final_values_need_no_explanation() -> None:
    assert describe_marks([chart_of(FINAL)]) == []


@pytest.mark.parametrize(("status", "words"), [("provisional", "valeur provisoire"), ("estimated", "valeur estimée")])
def test_a_hollow_mark_says_what_it_is(status: str, words: str) -> None:
    assert describe_marks([chart_of(FINAL, Mark(2021, 2.0, "2", status))]) == [f"Marque creuse : {words}."]


def test_two_reasons_to_be_hollow_are_one_sentence() -> None:
    chart = chart_of(Mark(2020, 1.0, "1", "estimated"), Mark(2021, 2.0, "2", "provisional"))
    assert describe_marks([chart]) == ["Marque creuse : valeur provisoire ou estimée."]


@pytest.mark.parametrize("shape", ["bar", "stack"])
def test_a_bar_that_is_not_final_is_said_to_be_pale(shape: Shape) -> None:
    chart = chart_of(Mark("x", 1.0, "1", "estimated"), shape=shape, categories=("x",))
    assert describe_marks([chart]) == ["Barre pâle au bord tireté : valeur estimée."]


def test_a_cross_is_said_to_be_an_objective() -> None:
    assert describe_marks([chart_of(FINAL, Mark(2030, 2.0, "2", "objective"))]) == [
        "Croix : objectif, non relié aux valeurs."
    ]


def test_a_break_is_said_to_forbid_comparing() -> None:
    assert describe_marks([chart_of(FINAL, breaks=(Break(2020, "fin de z"),))]) == [
        "Ligne coupée : rupture de la série, rien n’est comparé de part et d’autre."
    ]


def test_a_link_over_a_hole_is_said_to_be_years_without_data() -> None:
    assert describe_marks([chart_of(FINAL, HOLE, Mark(2022, 2.0, "2"))]) == ["Pointillé : années sans donnée."]


def test_a_hole_at_an_end_has_no_link_to_explain() -> None:
    assert describe_marks([chart_of(FINAL, HOLE)]) == []


def test_what_stands_on_the_axis_for_a_value_that_is_withheld_is_said_in_full() -> None:
    secret = Mark(2019, None, "", "confidential", "f1")
    nothing = Mark(2018, None, "", "not_applicable", "f2")
    assert describe_marks([chart_of(nothing, secret, FINAL)]) == [
        "Sur l’axe, conf. : confidentiel et s.o. : sans objet."
    ]


def test_each_sentence_is_said_once_for_several_charts() -> None:
    chart = chart_of(FINAL, Mark(2021, 2.0, "2", "estimated"))
    assert describe_marks([chart, chart]) == ["Marque creuse : valeur estimée."]


def test_a_chart_without_values_explains_nothing() -> None:
    assert describe_marks([chart_of(HOLE, breaks=(Break(2020),))]) == []
