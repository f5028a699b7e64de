"""The observations of a series by territory and year, as maps read them: a secret has no value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from loaders.reading.series import Series
from loaders.statuses import UNCERTAIN, are_results
from pages.views.data.remarked import keep_remarked, sign_table


class Row(NamedTuple):
    """What is known of a territory in a year."""

    value: float | None = None
    status: str = "missing"
    is_remarked: bool = False


def sign_rows(
    many: Iterable[Mapping[tuple[str, int], Row]], codes: Iterable[str], years: Sequence[int], shown: int | str
) -> dict[str, Any]:
    """What sign_table has of territories with a remark in any of some rows and years, which the map names `shown`."""
    rows = [*many]
    return sign_table(
        (code, shown) for code in codes if any(own.get((code, y), Row()).is_remarked for own in rows for y in years)
    )


def index_rows(series: Series) -> dict[tuple[str, int], Row]:
    """Each row by code and year; what is no result is left out."""
    frame = series.frame[are_results(series.frame["status"])]
    rows: dict[tuple[str, int], Row] = {}
    is_remarked = frame.index.isin(keep_remarked(frame).index)
    columns = (frame["territory"].astype(str), frame["year"], frame["value"], frame["status"].astype(str), is_remarked)
    for code, year, value, status, has_one in zip(*columns, strict=True):
        is_absent = pd.isna(value) or status == "confidential"
        said = "missing" if is_absent and status in {"normal", *UNCERTAIN} else status
        rows[code, int(year)] = Row(None if is_absent else float(value), said, bool(has_one))
    return rows
