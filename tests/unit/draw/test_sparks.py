"""The table of a comparison: nothing absent looks like a zero, every figure leads to its origin."""

import pytest

from pages.draw.markup.sparks import cell_markup, sparks_markup
from tests.drawn import ABSENT, WORDS, series


@pytest.mark.parametrize("status", ABSENT)
def test_a_cell_without_value_says_its_status(status: str) -> None:
    assert WORDS[status] in cell_markup(series(("A", 2021, None, status)), "A")


def test_a_zero_is_written_and_leads_to_its_figure() -> None:
    cell = cell_markup(series(("A", 2021, 0.0)), "A")
    assert "0\u00a0t" in cell and "#chiffre-A-2021" in cell


def test_a_change_that_may_not_be_computed_says_why() -> None:
    cell = cell_markup(series(("A", 2020, 4.0), ("A", 2021, 5.0, "normal", True)), "A")
    assert "pas d’évolution : rupture de série" in cell


def test_names_are_escaped() -> None:
    assert "<script>" not in sparks_markup({"<script>": series(("A", 2021, 0.0))}, {"A": "<script>"})
