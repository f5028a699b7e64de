"""The selectors of the territory to situate and of its peers."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from pages.views.compared.comparison import Comparison
from pages.views.compared.peers import kinds_for
from pages.views.data.geography import MapLevel
from pages.views.record import PeerKind
from pages.widgets.selection import read_asked, warn_of_unknown


def choose_peers(comparison: Comparison) -> tuple[str, PeerKind]:
    """Draw the selectors of the territory to situate and of its kind of peers; both come back."""
    selection = comparison.selection
    asked = read_asked("reference", "pairs")
    options = list(selection.territories)
    first = next((n for n, code in enumerate(options) if selection.level(code) in get_args(MapLevel)), 0)
    names = {code: f"{selection.name(code)} · {code}" for code in options}
    reference = st.selectbox(
        "Situer",
        options,
        index=first,
        format_func=names.__getitem__,
        key="reference",
        bind="query-params",
        width=260,
    )
    kinds = kinds_for(selection.level(reference))
    kind = st.selectbox(
        "Parmi", list(kinds), format_func=kinds.__getitem__, key="pairs", bind="query-params", width=260
    )
    warn_of_unknown(asked.get("reference", []), names.values(), "un territoire à situer")
    warn_of_unknown(asked.get("pairs", []), kinds.values(), "un groupe de pairs")
    return reference, next(one for one in get_args(PeerKind) if one == kind)
