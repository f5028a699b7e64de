"""The contradictions of the tables that are served, and the figures that have a part in them."""

from __future__ import annotations

from geo.kept import TABLES, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.preference import Tie, list_ties
from loaders.rules.by_hand import read_by_hand
from loaders.rules.contradictions import find_contradictions
from loaders.rules.printed import Finding


@keep(TABLES)
def read_contradictions() -> tuple[Finding, ...]:
    """The contradictions of the tables that are served."""
    catalog = load_catalog()
    return tuple(find_contradictions(catalog, store.load_printed(), read_by_hand(catalog)))


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
