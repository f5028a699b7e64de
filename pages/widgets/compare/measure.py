"""The selector of the measure of a comparison."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from loaders.reading.relative import Measure
from pages.views.compared.measure import LABELS, find_offered
from pages.views.selection import Selection
from pages.widgets.selection import read_asked, warn_of_unknown

KEY = "rapport"
AS_ABOVE = "Comme en haut de la page"


def choose_measure(items: Sequence[str], selection: Selection) -> Measure:
    """Draw the choice of a measure, if the indicators have others than those of the frame."""
    usual: Measure = "inhabitant" if selection.per_inhabitant else "value"
    offered = find_offered(items)
    labels: dict[str, Measure] = {LABELS[measure]: measure for measure in offered}
    warn_of_unknown(read_asked(KEY).get(KEY, []), {AS_ABOVE, *labels}, "une mesure")
    if not offered:
        return usual
    chosen = st.selectbox("Rapporter à", [AS_ABOVE, *labels], key=KEY, bind="query-params", width=230)
    return labels.get(chosen, usual)
