"""The contradictions of the tables that are served, and the figures that have a part in them.

To find them all is to read every figure that is printed: `python -m loaders.reading.findings FOLDER` does so for the
tables of a folder, in a process of its own, and leaves there what it found for the server that is to serve them.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geo.kept import TABLES, keep
from geo.versions import Version, find_version, holding
from loaders import store
from loaders.catalog import load_catalog
from loaders.csv_files import write_whole
from loaders.pipeline.reprinted import Printed, list_places, read_places
from loaders.preference import Tie, list_ties
from loaders.rules.by_hand import read_by_hand
from loaders.rules.contradictions import find_contradictions
from loaders.rules.printed import Finding
from loaders.serving import tell_version

LEFT = "findings.pickle"


@keep(TABLES)
def read_contradictions() -> tuple[Finding, ...]:
    """The contradictions of the tables that are served; none that was read beside a withheld figure."""
    return _take_left("contradictions", _find_contradictions)


@keep(TABLES)
def read_ties() -> tuple[Tie, ...]:
    """Where several figures of one thing and year are published: which stands, and why."""
    return _take_left("ties", _find_ties)


@keep(TABLES)
def index_contradictions() -> dict[str, tuple[Finding, ...]]:
    """The contradictions that each figure or grant has a part in, by its id."""
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in read_contradictions():
        for term in filter(lambda term: term.id, finding.terms):
            found[term.id] = (*found.get(term.id, ()), finding)
    return found


def _find_contradictions() -> tuple[Finding, ...]:
    catalog, hidden = load_catalog(), list_places(store.load_withheld())
    read = [one for one in read_by_hand(catalog) if hidden.isdisjoint(_list_places(one))]
    return tuple(find_contradictions(catalog, store.load_printed(), read))


def _list_places(finding: Finding) -> frozenset[Printed]:
    """Where the words of a finding are printed."""
    return frozenset[Printed]().union(*(read_places(term.locator, term.source) for term in finding.terms))


def _find_ties() -> tuple[Tie, ...]:
    return tuple(list_ties(store.load_printed().observations))


def _take_left(name: str, find: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
    """What was found of the version that is held before it was served, else what is found now."""
    version = find_version()
    # A past day has the folder of the version that it rests on, and other figures.
    if version is None or version.day or not (left := version.folder / LEFT).exists():
        return find()
    # Of a folder of this server alone, where it has just had it written.
    found: tuple[Any, ...] = pickle.loads(left.read_bytes())[name]  # noqa: S301
    return found


def leave_findings(folder: Path) -> None:
    """Find what the tables of a folder hold, and leave it there."""
    with holding(Version(tell_version(folder), folder)):
        found = {"contradictions": _find_contradictions(), "ties": _find_ties()}
    write_whole(pickle.dumps(found), folder / LEFT)


if __name__ == "__main__":
    leave_findings(Path(sys.argv[1]))
