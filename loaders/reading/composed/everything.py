"""All that is known of a territory that a reader composes: a sum or a ratio of each thing published of its members."""

from __future__ import annotations

import pandas as pd

from geo.kept import SERIES, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.reading.composed.resolving import read_row
from loaders.reading.composed.terms import find_terms
from loaders.reading.series import load_series
from loaders.reading.surroundings import split_codes
from loaders.statistics.groups import THRESHOLD


@keep(SERIES)
def load_everything(code: str) -> pd.DataFrame:
    """The rows of a composed territory, in the columns of the store, of what enough of its members have a value or a
    secret of in some year. Raises KeyError where it is none."""
    catalog, each, members = load_catalog(), [], split_codes(read_row(code)["members"])
    parts = store.load_observations(None, territories=members)
    said = parts[parts["value"].notna() | parts["status"].astype(str).eq("confidential")]
    counts = said.groupby(["indicator", "scope", "year"], observed=True)["territory"].nunique()
    published = {str(name) for name in counts.index[counts >= THRESHOLD * len(members)].get_level_values("indicator")}
    for name in catalog.indicators:
        terms = find_terms(name)
        if (terms.above if terms else name) in published and (terms or catalog.may(name, "sum")):
            frame = load_series(name, territories=(code,), scopes=None).frame
            each += [frame.drop(columns="denominator_year", errors="ignore")] if len(frame) else []
    return pd.concat(each, ignore_index=True) if each else store.load_observations(None, territories=[])
