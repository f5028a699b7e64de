"""The day of the corpus: what Terril writes and warns of depends on it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

REAL = datetime.date
DAY = REAL(2026, 11, 2)


class _Kind(type):
    """What makes any day an instance of the one that stands still."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, REAL)


class _Still(REAL, metaclass=_Kind):
    """A stand-in for `datetime.date` whose today is always the same; the days that it makes are real ones."""

    __slots__ = ()

    def __new__(cls, *parts: int, **named: int) -> Any:
        return REAL(*parts, **named)

    @classmethod
    def today(cls) -> Any:
        return DAY


@contextmanager
def stand_still() -> Iterator[None]:
    """Make it the day of the corpus."""
    with patch.object(datetime, "date", _Still):
        yield
