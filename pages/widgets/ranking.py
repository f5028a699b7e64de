"""The ranking of a year under its title."""

from __future__ import annotations

import streamlit as st

from geo.kept import FRAMES, keep_by_frame
from pages.draw.markup.ranking import ranking_markup
from pages.views.content import Content
from pages.views.data import cached
from pages.views.ranking import describe_known, describe_unknown, rank_rows
from pages.views.selection import Selection
from pages.words.markup import heading_markup, text
from pages.words.uses import describe_polarity

_rank = keep_by_frame(FRAMES)(rank_rows)


def show_ranking(content: Content, selection: Selection, *, total: int, most: int, foot: str = "") -> None:
    """Draw a ranking among `total` territories of the map.

    `foot` is markup that stands last: the links to its files.
    """
    series, year = content.series, content.year
    frame = cached.read_year(series.frame, year)
    ranked = _rank(frame)
    title = f"{series.name}, {year}" if year else series.name
    if ranked.empty:
        st.html(
            text("h2", title, class_="t-title")
            + text("p", "Aucun territoire de ce niveau n’a de donnée pour ce choix.", class_="t-missing")
            + foot
        )
        return
    known = describe_known(len(ranked), total)
    unknown = describe_unknown(frame, selection, total)
    st.html(
        heading_markup(f"{title} : classement", content.finding, aside=describe_polarity(series.indicator))
        + text("p", known, class_="t-missing")
        + ranking_markup(ranked, series, selection, most)
        + (text("p", unknown, class_="t-missing") if unknown else "")
        + foot
    )
