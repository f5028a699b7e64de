"""The version of the data that a page is made of: the one it began with, though a newer one is served meanwhile."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, eq=False)
class Version:
    """The tables of one making, in a folder of its own that nothing changes; it lasts as long as somebody holds it.

    That of a past `day` says what is `told` of it, and lasts as long as the one whose folder it reads, `rests_on`.
    """

    id: str
    folder: Path
    day: str = ""
    told: str = ""
    rests_on: Version | None = None


_held: ContextVar[Version | None] = ContextVar("version", default=None)
_latest: Version | None = None
_previous: Version | None = None


def find_version() -> Version | None:
    """The version that this thread holds, else the latest; None where none is served (a command, most tests)."""
    return _held.get() or _latest


def find_latest() -> Version | None:
    """The latest version, whatever this thread holds; None where none is served."""
    return _latest


def name_version() -> str:
    """The word for that version, "" where none is served."""
    version = find_version()
    return "" if version is None else version.id


def name_day() -> str:
    """The past day whose figures this thread holds, in ISO 8601; "" for those of today."""
    version = find_version()
    return "" if version is None else version.day


def tell_past() -> str:
    """What is said of the past day whose figures this thread holds, "" for those of today."""
    version = find_version()
    return "" if version is None else version.told


def publish(version: Version, *, at_end: Callable[[Version], None] | None = None) -> None:
    """Make a version the latest: who holds another keeps it. `at_end` is told an equal one once nobody holds it."""
    global _latest, _previous
    if at_end is not None:
        weakref.finalize(version, at_end, Version(version.id, version.folder))
    _latest, _previous = version, _latest


def list_versions() -> list[Version | None]:
    """The version to answer a request from, then that to look in for what a page of before asks for, if it is there."""
    return [find_version(), *([_previous] if _previous is not None else [])]


def let_go() -> None:
    """Hold the version before the latest no more: who began with it has ended."""
    global _previous
    _previous = None


def hold_latest() -> None:
    """Have this thread hold the latest version from now on, until it ends or calls this again."""
    _held.set(_latest)


@contextmanager
def holding(version: Version | None) -> Iterator[None]:
    """Hold a version meanwhile; None holds none."""
    token = _held.set(version)
    try:
        yield
    finally:
        _held.reset(token)
