"""The selectors of the territory to situate and of its peers."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from loaders.reading.composed.code import is_composed
from loaders.reading.composed.peers import find_peer_level
from pages.views.compared.comparison import Comparison
from pages.views.compared.peers import kinds_for
from pages.views.data.geography import MapLevel
from pages.views.record import PeerKind
from pages.views.selection import end_label
from pages.widgets.choosing import choose
from pages.words.sentences import COMPOSED


def choose_peers(comparison: Comparison) -> tuple[str, PeerKind]:
    """Draw the selectors of the territory to situate and of its kind of peers; both come back."""
    selection = comparison.selection
    names = {code: f"{selection.name(code)} · {end_label(code)}" for code in selection.territories}
    mapped = (code for code in names if find_peer_level(code) in get_args(MapLevel))
    first, what = next(mapped, next(iter(names))), "un territoire à situer"
    reference = choose(st.selectbox, "Situer", "reference", names, default=first, what=what, width=260)
    kinds = kinds_for(COMPOSED if is_composed(reference) else selection.level(reference))
    what = "un groupe de pairs"
    kind = choose(st.selectbox, "Parmi", "pairs", kinds, default=next(iter(kinds)), what=what, width=260)
    return reference, next(one for one in get_args(PeerKind) if one == kind)
