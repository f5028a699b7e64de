"""Before and after: two years of each territory among its peers, by how much each rose."""

from __future__ import annotations

import pytest

from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.kinds.before_after import BeforeAfter
from pages.views.marks import Chart
from tests.make_view import make_view
from tests.synthetic import make_series

LENS, BETHUNE, HENIN, ARRAS = "246200364", "200072460", "246200299", "200033579"
REAL = make_view(
    kind="before_after", indicators=("housing.authorised",), territories=(LENS, BETHUNE), years=(2015, 2024)
)


def draw(rows: list[dict[str, object]]) -> Chart:
    """The chart of a few values of 2015 and 2024."""
    content = read_content(REAL)
    series = make_series(rows)
    among = tuple(str(code) for code in series.frame["territory"].unique())
    words = (content.view, content.selection, "Titre", "")
    (chart,) = Content(*words, (series,), series.frame, (), (), "", "/", among=among).charts
    return chart


def row(code: str, year: int, value: float, **other: object) -> dict[str, object]:
    return {"territory": code, "year": year, "value": value, "id": f"{code}-{year}"} | other


def test_who_rose_most_stands_first() -> None:
    chart = draw(
        [
            row(LENS, 2015, 100.0), row(LENS, 2024, 90.0),
            row(BETHUNE, 2015, 50.0), row(BETHUNE, 2024, 100.0),
            row(ARRAS, 2015, 10.0), row(ARRAS, 2024, 11.0),
        ]
    )  # fmt: skip
    assert chart.categories == ("Béthune-Bruay", "Arras", "Lens-Liévin")


def test_a_row_says_its_change_beside_the_later_value() -> None:
    chart = draw([row(LENS, 2015, 100.0), row(LENS, 2024, 90.0)])
    (line,) = chart.lines
    assert [mark.y for mark in line.marks] == [100.0, 90.0]
    assert [mark.when for mark in line.marks] == ["2015", "2024"]
    assert line.marks[1].text == "90\u00a0t (−\u00a010,0\u00a0%)"
    assert line.marks[1].is_joined


def test_across_a_break_nothing_is_joined_and_the_row_stands_last_with_its_reason() -> None:
    chart = draw(
        [
            row(LENS, 2015, 10.0), row(LENS, 2024, 90.0, break_before=True),
            row(HENIN, 2015, 10.0), row(HENIN, 2024, 5.0),
        ]
    )  # fmt: skip
    assert chart.categories[-1] == "Lens-Liévin"
    broken = next(line for line in chart.lines if line.name == "Lens-Liévin").marks[1]
    assert not broken.is_joined
    assert "rupture" in broken.text


def test_a_territory_without_both_years_has_no_row_and_is_named_with_its_reason() -> None:
    content = read_content(REAL)
    known = content.rows.groupby("territory", observed=True)["year"].nunique()
    (chart,) = content.charts
    assert len(chart.categories) == int((known == 2).sum())


def test_the_real_changes_are_those_of_the_values_published() -> None:
    """Lens-Liévin: 939 dwellings in 2015, 1 058 in 2024, + 12,7 %."""
    (chart,) = read_content(REAL).charts
    lens = next(line for line in chart.lines if line.name == "Lens-Liévin")
    assert [mark.y for mark in lens.marks] == [939.0, 1058.0]
    assert lens.marks[1].text.endswith("(+\u00a012,7\u00a0%)")
    assert round(100 * (1058 / 939 - 1), 1) == 12.7


def test_its_record_refuses_years_that_go_backwards() -> None:
    with pytest.raises(ValueError, match="vient après la dernière"):
        BeforeAfter(indicators=("housing.authorised",), territories=(LENS,), years=(2024, 2015))
