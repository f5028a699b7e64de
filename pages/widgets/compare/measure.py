"""The selector of the measure of a comparison."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from loaders.reading.relative import Measure
from pages.views.compared.measure import LABELS, find_offered
from pages.views.selection import Selection
from pages.views.state.fields import AS_ABOVE, DIVISORS
from pages.widgets.choosing import choose, find_known

ABOVE = {AS_ABOVE: "Comme en haut de la page"}


def choose_measure(items: Sequence[str], selection: Selection) -> Measure:
    """Draw the choice of a measure, if the indicators have others than those of the frame."""
    usual: Measure = "inhabitant" if selection.per_inhabitant else "value"
    offered = {DIVISORS[measure]: measure for measure in find_offered(items)}
    labels = ABOVE | {word: LABELS[measure] for word, measure in offered.items()}
    if not offered:
        find_known("rapport", labels, "une mesure")
        return usual
    what = "une mesure"
    word = choose(st.selectbox, "Rapporter à", "rapport", labels, default=AS_ABOVE, what=what, width=230)
    return offered.get(word, usual)
