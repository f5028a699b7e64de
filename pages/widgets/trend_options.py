"""What a reader may ask of a trend, and what is said of it: the Theil-Sen line, the path to a target."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from loaders.reading.series import Series
from pages.views.charts.guides import Overlay, guide_path, guide_trends, note_path, read_aim
from pages.views.selection import Selection
from pages.widgets.choosing import choose_whether
from pages.words.markup import tag, text

HELP = (
    "La droite qui suit les valeurs, avec sa marge, à partir de cinq années comparables ; prolongée en pointillé, sur "
    "trois ans au plus. Pente de Theil-Sen, intervalle à 95 %, test de Mann-Kendall."
)


def choose_overlay(series: Series, drawn: Sequence[str], selection: Selection) -> tuple[Overlay, pd.DataFrame | None]:
    """Draw the option « Tendance », kept in the address, and return what lies over the trend of the territories drawn.

    With it the rows of its table where they gain something: the distance to the path of a target, and its goals.
    """
    aim = read_aim(series, selection.territories)
    overlay = guide_path(aim, series, drawn, selection.name) if aim else Overlay()
    rows = note_path(series.frame, aim, series) if aim else None
    has_years = series.frame.loc[series.frame["value"].notna(), "year"].nunique() > 1
    if has_years and choose_whether("Tendance", "tendance", help=HELP):
        overlay += guide_trends(series, drawn, selection.name)
    return overlay, rows


def show_said(overlay: Overlay) -> None:
    """The sentences of what lies over a trend, below it."""
    if overlay.said:
        st.html(tag("div", "".join(text("p", said) for said in overlay.said), class_="t-notes"))
