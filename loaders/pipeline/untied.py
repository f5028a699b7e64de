"""Figures of a service that nothing ties to a secret: what is withheld is found without them, to the same end."""

from __future__ import annotations

import pandas as pd

from loaders.catalog import Catalog
from loaders.pipeline.linked import POPULATION
from loaders.preference import OFFICE


def find_untied(observations: pd.DataFrame, is_secret: pd.Series, catalog: Catalog) -> pd.Series:
    """Which observations no relation ties to a secret.

    Of what a service has put in alone: rows without words, of indicators that no chain of sums, ratios, changes or
    counts leads to a secret from, on lines of their file that hold no other rows than such. The population is known
    whatever is withheld: no chain leads through it.
    """
    own = [key for key, source in catalog.sources.items() if source.nature == OFFICE]
    sources = observations["source"].astype(str)
    is_own = sources.isin(own)
    if not is_own.any():
        return is_own
    indicators = observations["indicator"].astype(str)
    secret = {*indicators[is_secret].unique()}
    reached = {POPULATION}.union(*(group for group in list_groups(catalog) if group & secret))
    has_words = observations["note"].ne("") | observations["status"].astype(str).eq("estimated")
    names_another = observations["locator"].astype(str).str.contains(":", regex=False)
    is_untied = is_own & ~indicators.isin(list(reached | secret)) & ~has_words & ~names_another
    lines = pd.MultiIndex.from_arrays([sources[is_own], observations.loc[is_own, "locator"].astype(str)])
    shared = lines[~is_untied[is_own]].unique()
    is_untied[is_own] &= ~lines.isin(shared)
    return is_untied


def list_groups(catalog: Catalog) -> list[set[str]]:
    """The indicators that relations of the catalogue tie, directly or in a chain."""
    group_of: dict[str, set[str]] = {}
    for key, entry in catalog.indicators.items():
        parts = (part.partition("@")[0] for partition in entry.partitions for part in partition.parts if "@" in part)
        terms = (entry.numerator, entry.denominator, entry.served, entry.per_inhabitant, entry.change_of)
        tied = {key, *filter(None, terms), *entry.components, *entry.counts, *parts} - {POPULATION}
        joined = tied.union(*(group_of.get(name, set()) for name in tied))
        for name in joined:
            group_of[name] = joined
    return [*{id(group): group for group in group_of.values()}.values()]


def spread(secret: frozenset[str], catalog: Catalog) -> frozenset[str]:
    """Indicators with all that a chain of sums, ratios or changes ties to them."""
    return secret.union(*(group for group in list_groups(catalog) if group & secret))
