"""Long work says where it stands, and stops when asked."""

from __future__ import annotations

from collections.abc import Callable

# A step done, of how many, in words; it may raise Cancelled.
Progress = Callable[[int, int, str], None]


class CancelledError(Exception):
    """The reader has stopped the making of a file."""


class ToldError(ValueError):
    """The work cannot be done: the message says why, in French, to who asked for it."""


def keep_going(step: int, steps: int, words: str) -> None:
    """A progress that nobody watches."""
