"""The contradictions of the tables that are served, and the figures that have a part in them."""

from __future__ import annotations

from geo.kept import TABLES, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.pipeline.reprinted import Printed, list_places, read_places
from loaders.preference import Tie, list_ties
from loaders.rules.by_hand import read_by_hand
from loaders.rules.contradictions import find_contradictions
from loaders.rules.printed import Finding


@keep(TABLES)
def read_contradictions() -> tuple[Finding, ...]:
    """The contradictions of the tables that are served; none that was read beside a withheld figure."""
    catalog, hidden = load_catalog(), list_places(store.load_withheld())
    read = [one for one in read_by_hand(catalog) if hidden.isdisjoint(_list_places(one))]
    return tuple(find_contradictions(catalog, store.load_printed(), read))


def _list_places(finding: Finding) -> frozenset[Printed]:
    """Where the words of a finding are printed."""
    return frozenset[Printed]().union(*(read_places(term.locator, term.source) for term in finding.terms))


@keep(TABLES)
def read_ties() -> tuple[Tie, ...]:
    """Where several figures of one thing and year are published: which stands, and why."""
    return tuple(list_ties(store.load_printed().observations))


@keep(TABLES)
def index_contradictions() -> dict[str, tuple[Finding, ...]]:
    """The contradictions that each figure or grant has a part in, by its id."""
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in read_contradictions():
        for term in filter(lambda term: term.id, finding.terms):
            found[term.id] = (*found.get(term.id, ()), finding)
    return found
