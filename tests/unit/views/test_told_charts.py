"""The sentence of a chart names whose values it shows, the lowest and the highest, and never a hole as a zero."""

from dataclasses import replace

from pages.views.charts.told import tell_chart
from pages.views.marks import Chart, Line, Mark

ARRAS = Line("Arras", (Mark(2015, 12.0, "12 t"), Mark(2016, None, "sans donnée"), Mark(2017, 30.0, "30 t")))
LENS = Line("Lens", (Mark(2015, 40.0, "40 t", when="2015-2016"),))
CHART = Chart(shape="line", title="Déchets", unit="t", axis="tonnes", decimals=0, lines=(ARRAS, LENS))


def test_whose_values_the_lowest_and_the_highest_are_told() -> None:
    assert tell_chart(CHART) == "2\u00a0séries : Arras et Lens. De 12 t (Arras, 2015) à 40 t (Lens, 2015-2016)."


def test_a_value_with_a_remark_has_one_pair_of_brackets() -> None:
    line = Line("Lens", (Mark(2015, 40.0, "40 t (estimé)", "estimated"),))
    assert tell_chart(replace(CHART, lines=(line,))) == "40 t (estimé ; Lens, 2015)."


def test_one_value_is_told_once() -> None:
    assert tell_chart(replace(CHART, lines=(LENS,))) == "40 t (Lens, 2015-2016)."


def test_a_chart_without_a_value_says_so() -> None:
    empty = Line("Arras", (Mark(2016, None, "sans donnée"),))
    assert tell_chart(replace(CHART, lines=(empty,))) == "Aucune valeur à dessiner."
