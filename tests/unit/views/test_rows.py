"""Plain rows of frames, and the room that the numbers of an axis are given."""

import pandas as pd
import pytest

from loaders.reading.rows import list_rows
from pages.draw.plotly.charts import LETTER
from pages.draw.plotly.trend import draw_trend
from pages.views.segments import has_gaps
from tests.synthetic import make_observations, make_series


def test_rows_have_the_columns_asked_for_that_the_frame_has() -> None:
    frame = pd.DataFrame({"year": [2020, 2021], "value": [1.5, 2.5], "note": ["a", "b"]})
    assert list_rows(frame, ("value", "year", "period")) == [
        {"value": 1.5, "year": 2020},
        {"value": 2.5, "year": 2021},
    ]
    assert list_rows(frame.iloc[:0], ("value",)) == []


@pytest.mark.parametrize(("years", "expected"), [((2019, 2020), False), ((2018, 2020), True)])
def test_a_gap_is_between_two_years_of_one_territory(years: tuple[int, int], expected: bool) -> None:
    rows: list[dict[str, object]] = [{"territory": "A", "year": year, "value": 1.0} for year in years]
    other: list[dict[str, object]] = [{"territory": "B", "year": 2011, "value": 1.0}]
    assert has_gaps(make_observations(rows + other)) is expected


@pytest.mark.parametrize(("value", "widest"), [(5.0, "5"), (0.04, "0,04"), (990.0, "1 000"), (480_000.0, "500 000")])
def test_the_margin_of_a_trend_holds_its_widest_number(value: float, widest: str) -> None:
    figure = draw_trend(make_series([{"territory": "A", "value": value}]), ("A",), str)
    assert figure.layout.margin.l == LETTER * len(widest) + 10
    assert not figure.layout.yaxis.automargin
