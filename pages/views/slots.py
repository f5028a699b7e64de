"""The slot of each territory, which gives it its colour and its symbol on every page, map, slide and file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from zlib import crc32

from geo.kept import CHOICES, keep
from loaders.catalog import load_catalog
from pages.views.palette import SLOTS

_SHARED: ContextVar[tuple[str, ...]] = ContextVar("shared", default=())


@keep(CHOICES)
def _list_first() -> tuple[str, ...]:
    """The home of the deployment and its members, which are chosen together more often than any others."""
    catalog = load_catalog()
    return tuple(dict.fromkeys([*catalog.home_members, catalog.deployment.home]))


def prefer_slot(code: str) -> int:
    """The slot that a territory has unless one chosen before it has it: always the same for the same code."""
    first = _list_first()
    return first.index(code) % SLOTS if code in first else crc32(code.encode()) % SLOTS


@contextmanager
def share_slots(territories: Iterable[str]) -> Iterator[None]:
    """Give territories the same slots in all that is drawn meanwhile: those of a dossier, whose views choose some each.

    For one thread, or one task, alone.
    """
    token = _SHARED.set(tuple(dict.fromkeys(territories)))
    try:
        yield
    finally:
        _SHARED.reset(token)


def find_shared(territories: Iterable[str]) -> tuple[str, ...]:
    """Those whose slots are shared now, where that gives one of these another slot than it has alone."""
    own = tuple(dict.fromkeys(territories))
    return () if assign_slots(own) == _assign(own) else _SHARED.get()


def assign_slots(territories: Iterable[str]) -> Mapping[str, int]:
    """The slot of each territory in the order chosen: the one it prefers, or else the next that is free.

    So that a territory keeps its slot when others come and go, unless two prefer the same one; within a dossier it
    keeps it from one view to the next in any case, as long as no two of a view then have one colour. Beyond twelve, the
    slots go round again, and symbols tell apart those of one colour.
    """
    own = tuple(dict.fromkeys(territories))
    shared = _SHARED.get()
    if not shared:
        return _assign(own)
    slots = _assign(dict.fromkeys((*shared, *own)))
    found = {code: slots[code] for code in own}
    return found if len({slot % SLOTS for slot in found.values()}) == min(len(own), SLOTS) else _assign(own)


def _assign(territories: Iterable[str]) -> dict[str, int]:
    slots: dict[str, int] = {}
    for n, code in enumerate(territories):
        turn, taken = n // SLOTS * SLOTS, {slot % SLOTS for slot in list(slots.values())[n // SLOTS * SLOTS :]}
        wanted = prefer_slot(code)
        free = next(slot % SLOTS for slot in range(wanted, wanted + SLOTS) if slot % SLOTS not in taken)
        slots[code] = turn + free
    return slots


def choose_tones(territories: Iterable[str]) -> dict[str, str]:
    """The tone of each territory chosen, see pages.views.palette.find_color: « c3 »."""
    return {code: f"c{slot % SLOTS}" for code, slot in assign_slots(territories).items()}
