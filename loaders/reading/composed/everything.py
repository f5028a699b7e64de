"""All that is known of a territory that a reader composes: a sum or a ratio of each thing published of its members."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from loaders import store
from loaders.catalog import load_catalog
from loaders.reading.composed.terms import find_terms
from loaders.reading.series import load_series
from loaders.statistics.groups import THRESHOLD


def load_everything(code: str, parts: pd.DataFrame, members: Sequence[str]) -> pd.DataFrame:
    """The rows of a composed territory, in the columns of the store, of what enough of its members have a value or a
    secret of in some year; `parts` are the observations of these."""
    catalog, each = load_catalog(), []
    said = parts[parts["value"].notna() | parts["status"].astype(str).eq("confidential")]
    counts = said.groupby(["indicator", "scope", "year"], observed=True)["territory"].nunique()
    published = {str(name) for name in counts.index[counts >= THRESHOLD * len(members)].get_level_values("indicator")}
    for name in catalog.indicators:
        terms = find_terms(name)
        if (terms.above if terms else name) in published and (terms or catalog.may(name, "sum")):
            frame = load_series(name, territories=(code,), scopes=None).frame
            each += [frame.drop(columns="denominator_year", errors="ignore")] if len(frame) else []
    return pd.concat(each, ignore_index=True) if each else store.load_observations(None, territories=[])
