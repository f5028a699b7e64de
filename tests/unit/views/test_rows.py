"""Plain rows of frames."""

import pandas as pd

from loaders.reading.rows import list_rows


def test_rows_have_the_columns_asked_for_that_the_frame_has() -> None:
    frame = pd.DataFrame({"year": [2020, 2021], "value": [1.5, 2.5], "note": ["a", "b"]})
    assert list_rows(frame, ("value", "year", "period")) == [
        {"value": 1.5, "year": 2020},
        {"value": 2.5, "year": 2021},
    ]
    assert list_rows(frame.iloc[:0], ("value",)) == []
