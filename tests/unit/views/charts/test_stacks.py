"""Stacked bars: what is drawn adds up to what was given, the largest first."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from pages.views.charts.bars import stack_rows
from pages.views.marks import Chart
from pages.views.palette import SLOTS
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


def test_more_parts_than_colours_are_one_part_that_counts_them_and_adds_them_up() -> None:
    funders: list[Part] = [("Piscine", f"Financeur {n}", 100.0 - n, str(n), "normal") for n in range(14)]
    chart = draw_stack([*funders, ("Stade", "Financeur 13", 0.5, "14", "estimated")])
    assert [line.name for line in chart.lines][-2:] == ["Financeur 10", "3\u00a0autres"]
    assert len({line.slot % SLOTS for line in chart.lines}) == len(chart.lines) == 12
    pool, stadium = chart.lines[-1].marks
    # 89 + 88 + 87; of the stadium one alone, which leads to its line.
    assert (pool.y, pool.figure) == (264.0, "")
    assert (stadium.y, stadium.figure, stadium.status) == (0.5, "14", "estimated")


def test_a_part_of_which_some_is_confidential_is_partial() -> None:
    funders: list[Part] = [("Piscine", f"Financeur {n}", 100.0 - n, str(n), "normal") for n in range(13)]
    chart = draw_stack([*funders, ("Piscine", "Financeur 99", None, "99", "confidential")])
    assert (chart.lines[-1].marks[0].y, chart.lines[-1].marks[0].status) == (89.0 + 88.0, "partial")


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
