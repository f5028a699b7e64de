"""The class of each territory in each year as a number: found once, on exact values, and sent with what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.classes import MOST, number_classes

NONE = "-"
# The last is that of geo.classes.NO_CLASS, -1.
_DIGITS = np.array([*map(str, range(MOST)), NONE])


def write_numbers(values: npt.ArrayLike, breaks: Sequence[float]) -> list[str]:
    """A text per row of values, a digit per column: « 0-21 », the class, or a dash where there is no value."""
    return ["".join(row) for row in _DIGITS[number_classes(values, breaks)]]


def read_numbers(data: dict[str, Any]) -> dict[str, int]:
    """The class of each territory that has one in the year shown; none of a map of circles."""
    table, year = data["table"], data["year"]
    if year not in table["years"]:
        return {}
    column = table["years"].index(year)
    shown = {code: digits[column] for code, digits in table.get("classes", {}).items()}
    return {code: int(digit) for code, digit in shown.items() if digit != NONE}
