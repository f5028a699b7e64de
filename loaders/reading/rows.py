"""The rows of a small frame as plain dicts: a few of them are gone through much quicker than the frame itself."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd


def list_rows(frame: pd.DataFrame, columns: Sequence[str]) -> list[dict[Hashable, Any]]:
    """Each row with those of the columns that the frame has; several times quicker than `DataFrame.to_dict`."""
    kept: list[Hashable] = [column for column in columns if column in frame]
    return [dict(zip(kept, row, strict=True)) for row in zip(*(frame[c].tolist() for c in kept), strict=True)]
