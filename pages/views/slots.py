"""The slot of each territory, which gives it its colour and its symbol on every page, map, slide and file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zlib import crc32

from geo.kept import CHOICES, keep
from loaders.catalog import load_catalog
from pages.views.palette import SLOTS


@keep(CHOICES)
def _list_first() -> tuple[str, ...]:
    """The home of the deployment and its members, which are chosen together more often than any others."""
    catalog = load_catalog()
    return tuple(dict.fromkeys([*catalog.home_members, catalog.deployment.home]))


def prefer_slot(code: str) -> int:
    """The slot that a territory has unless one chosen before it has it: always the same for the same code."""
    first = _list_first()
    return first.index(code) % SLOTS if code in first else crc32(code.encode()) % SLOTS


def assign_slots(territories: Iterable[str]) -> Mapping[str, int]:
    """The slot of each territory in the order chosen: the one it prefers, or else the next that is free.

    So that a territory keeps its slot when others come and go, unless two prefer the same one. Beyond twelve, the
    slots go round again, and symbols tell apart those of one colour.
    """
    slots: dict[str, int] = {}
    for n, code in enumerate(dict.fromkeys(territories)):
        turn, taken = n // SLOTS * SLOTS, {slot % SLOTS for slot in list(slots.values())[n // SLOTS * SLOTS :]}
        wanted = prefer_slot(code)
        free = next(slot % SLOTS for slot in range(wanted, wanted + SLOTS) if slot % SLOTS not in taken)
        slots[code] = turn + free
    return slots


def choose_tones(territories: Iterable[str]) -> dict[str, str]:
    """The tone of each territory chosen, see pages.views.palette.find_color: « c3 »."""
    return {code: f"c{slot % SLOTS}" for code, slot in assign_slots(territories).items()}
