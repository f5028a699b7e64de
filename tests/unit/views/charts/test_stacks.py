"""Stacked bars: what is drawn adds up to what was given, the largest first."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from pages.views.charts.bars import stack_rows
from pages.views.marks import Chart
from tests.drawn import content_of, marks_of, series

Part = tuple[str, str, float | None, str, str]
# Synthetic tonnes.
PARTS: list[Part] = [
    ("Verre", "Recyclage", 600.0, "0", "normal"),
    ("Verre", "Stockage", 400.0, "1", "normal"),
    ("Ordures", "Stockage", 2500.0, "2", "estimated"),
    ("Ordures", "Recyclage", 0.0, "3", "normal"),
]


def draw_stack(parts: list[Part]) -> Chart:
    """Bars made of parts."""
    rows = pd.DataFrame(parts, columns=["bar", "part", "value", "id", "status"])
    content = replace(content_of("streams", series(("D62", 2021, 1.0)), territories=("D62",)), rows=rows)
    return stack_rows(content, bar="bar", part="part", value="value", unit="t", decimals=0, axis="tonnes")


def test_each_mark_is_the_value_of_its_bar_and_part() -> None:
    marks = marks_of(draw_stack(PARTS))
    assert {(mark.x, part): mark.y for part, own in marks.items() for mark in own} == {
        (bar, part): value for bar, part, value, *_ in PARTS
    }


def test_parts_are_stacked_the_largest_first_and_the_longest_bar_on_top() -> None:
    """Stockage has 2,900 tonnes and Recyclage 600; Ordures 2,500 and Verre 1,000."""
    chart = draw_stack(PARTS)
    assert [line.name for line in chart.lines] == ["Stockage", "Recyclage"]
    assert chart.categories == ("Ordures", "Verre")


def test_a_part_has_one_slot_in_all_bars_and_no_other_part_has_it() -> None:
    assert [line.slot for line in draw_stack(PARTS).lines] == [0, 1]


def test_a_part_says_its_value_its_status_and_its_figure() -> None:
    (ordures, verre), _ = marks_of(draw_stack(PARTS)).values()
    assert (ordures.text, ordures.status, ordures.figure) == ("2\u202f500\u00a0t (estimé)", "estimated", "2")
    assert (verre.text, verre.status, verre.figure) == ("400\u00a0t", "normal", "1")


def test_a_part_without_value_says_why() -> None:
    parts: list[Part] = [
        ("Nord", "Verre", 5.0, "a", "normal"),
        ("Nord", "Textile", None, "b", "confidential"),
        ("Nord", "Piles", None, "c", "missing"),
    ]
    said = {part: own[0].text for part, own in marks_of(draw_stack(parts)).items()}
    assert said == {"Verre": "5\u00a0t", "Textile": "confidentiel", "Piles": "sans donnée"}
