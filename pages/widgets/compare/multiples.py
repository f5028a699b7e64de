"""The small multiples of a comparison: a panel per territory or per indicator."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders.reading.series import Series
from pages.draw.markup.legend import legend_markup
from pages.draw.plotly.multiples import Panel, Scale, check_units, draw_panel, find_scale
from pages.views.compared.comparison import Comparison
from pages.views.content import Content
from pages.views.kinds.multiples import SCALES, SPLITS, Multiples
from pages.views.reading import known_rows, read_trend
from pages.widgets.compare.shared import list_panels, plot, say_empty, show_foot, show_notes, show_title_of
from pages.widgets.notes import show_reading
from pages.widgets.selection import read_asked, warn_of_unknown
from pages.words.markup import text

MOST_PANELS = 24


def choose_multiples(comparison: Comparison, controls: DeltaGenerator) -> Multiples:
    """Draw the choice of what a panel is of and of their scale; the view of the panels."""
    asked = read_asked("par", "echelle")
    with controls:
        by = st.segmented_control(
            "Un panneau par",
            list(SPLITS),
            default="territory",
            format_func=SPLITS.__getitem__,
            required=True,
            key="par",
            bind="query-params",
        )
        scale = st.segmented_control(
            "Échelle",
            list(SCALES),
            default="common",
            format_func=SCALES.__getitem__,
            required=True,
            key="echelle",
            bind="query-params",
        )
    warn_of_unknown(asked.get("par", []), SPLITS.values(), "un découpage")
    warn_of_unknown(asked.get("echelle", []), SCALES.values(), "une échelle")
    return Multiples(
        indicators=comparison.items,
        territories=comparison.selection.territories,
        years=comparison.selection.years,
        per_inhabitant=comparison.per_inhabitant,
        measure=comparison.divisor,
        by="indicator" if by == "indicator" else "territory",
        scale="own" if scale == "own" else "common",
    )


def show_multiples(comparison: Comparison, content: Content, view: Multiples) -> None:
    """The same small chart per territory or per indicator, on one common scale unless each is to have its own."""
    show = _show_by_territory if view.by == "territory" else _show_by_indicator
    show(comparison, list_panels(content), is_common=view.scale == "common")


def _show_by_territory(comparison: Comparison, drawn: dict[str, Series], *, is_common: bool) -> None:
    room = MOST_PANELS
    for item in comparison.items:
        series = drawn[item]
        show_title_of(
            comparison.titles[item]
            if series.title == series.name
            else f"{comparison.titles[item]}, en {series.unit_label}"
        )
        if known_rows(series).empty:
            say_empty(comparison, item)
            continue
        if room < len(comparison.territories):
            st.info(f"{MOST_PANELS} panneaux au plus : retirez des territoires ou des indicateurs pour voir celui-ci.")
            continue
        room -= len(comparison.territories)
        panels = [
            Panel(
                comparison.name(code),
                series,
                (code,),
                behind=tuple(other for other in comparison.territories if other != code) if is_common else (),
                first=n,
            )
            for n, code in enumerate(comparison.territories)
        ]
        _show_panels(panels, comparison, key=item, is_common=is_common)
        show_reading(read_trend(series, comparison.territories, comparison.phrase))
        behind = "En gris, les autres territoires." if is_common and len(panels) > 1 else ""
        show_foot(comparison, item, extra=behind)


def _show_by_indicator(comparison: Comparison, drawn: dict[str, Series], *, is_common: bool) -> None:
    panels = [
        Panel(f"{comparison.titles[item]}, en {one.unit_label}", one, comparison.territories)
        for item, one in drawn.items()
    ]
    if is_common and not check_units(panels):
        is_common = False
        st.caption("Les unités diffèrent : chaque panneau garde sa propre échelle.")
    st.html(legend_markup([comparison.name(code) for code in comparison.territories]))
    _show_panels(panels, comparison, key="indicators", is_common=is_common)
    show_notes(
        {
            comparison.titles[item]: read_trend(one, comparison.territories, comparison.phrase)
            for item, one in drawn.items()
        }
    )
    show_foot(comparison, *comparison.items)


def _show_panels(panels: Sequence[Panel], comparison: Comparison, *, key: str, is_common: bool) -> None:
    """The small charts, as many in a row as there is room for."""
    common = find_scale(panels)
    with st.container(horizontal=True, gap="small", key=f"panels-{key}"):
        for n, panel in enumerate(panels):
            scale = common if is_common else find_scale([panel]) or common
            with st.container(width=310, gap=None):
                st.html(text("h3", panel.title, class_="t-panel-title"))
                figure = draw_panel(panel, scale or Scale(comparison.selection.years, (0.0, 1.0)), comparison.name)
                plot(figure, key=f"panel-{key}-{n}", title=panel.title)
