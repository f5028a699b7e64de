"""One value is written with the same digits in the marks of a chart, the rows on paper, a slide and a sentence."""

from __future__ import annotations

import re

import pytest

from pages.views.contents import read_content
from pages.views.marks import Mark
from pages.views.rows import write_rows
from pages.words.french import format_coverage, middle_decimals
from tests.make_view import make_view

LENS, BETHUNE, HENIN = "246200364", "200072460", "246200299"
HOUSING = ("housing.authorised",)
DETR = ("subsidies.received_amount@fund=detr",)
VIEWS = {
    "counts": make_view(kind="ranking", indicators=HOUSING, territories=(LENS,), year=2024),
    "per inhabitant": make_view(
        kind="ranking", indicators=HOUSING, territories=(LENS,), year=2024, per_inhabitant=True
    ),
    "euros per inhabitant": make_view(
        kind="ranking", indicators=DETR, territories=(LENS,), year=2019, per_inhabitant=True
    ),
    "a published ratio": make_view(kind="trend", indicators=("waste.collected_per_inhabitant",), territories=(LENS,)),
    "over the years": make_view(kind="trend", indicators=HOUSING, territories=(LENS, BETHUNE), per_inhabitant=True),
    "per household": make_view(kind="trend", indicators=HOUSING, territories=(LENS,), measure="household"),
    "per km²": make_view(kind="trend", indicators=HOUSING, territories=(LENS,), measure="km2"),
}
NUMBER = re.compile(r"^−?\d[\d\u202f]*(?:,\d+)?")


def known(mark: Mark) -> bool:
    """Whether it is a result: an aim is not among the rows of a trend."""
    return mark.y is not None and not mark.is_beside


@pytest.mark.parametrize("name", list(VIEWS))
def test_a_mark_and_its_row_have_the_same_digits(name: str) -> None:
    content = read_content(VIEWS[name])
    marks = [mark for chart in content.charts for line in chart.lines for mark in line.marks if known(mark)]
    drawn = sorted(found[0] for mark in marks if (found := NUMBER.match(mark.text)))
    listed = [row for row in write_rows(content)["Valeur"] if NUMBER.match(row)]
    assert drawn and set(drawn) <= set(listed)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"), [(141.5, 0, 1), (141.0, 0, 0), (6.2345, 2, 2), (6.125, 2, 3), (None, 1, 1)]
)
def test_what_lies_between_two_values_has_one_decimal_more(value: float | None, decimals: int, expected: int) -> None:
    assert middle_decimals(value, decimals) == expected


@pytest.mark.parametrize(
    ("share", "said"),
    [(1, "100"), (0.998, "99,8"), (0.99996, "99,996"), (0.5, "50"), (0.0004, "0,04"), (0, "0")],
)
def test_a_part_is_never_the_whole_nor_nothing(share: float, said: str) -> None:
    assert format_coverage(share) == f"{said}\u00a0%"
