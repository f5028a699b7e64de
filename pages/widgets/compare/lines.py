"""The lines of a comparison: a trend per indicator, in values or in index 100."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders.reading.series import Series
from pages.draw.plotly.indexed import draw_index
from pages.draw.plotly.trend import draw_trend
from pages.views.compared.comparison import Comparison
from pages.views.compared.indexed import gather_lines, index_series
from pages.views.compared.withheld import describe_withheld
from pages.views.compared.years import known_years
from pages.views.content import Content
from pages.views.kinds.trend import Trend
from pages.views.reading import known_rows, read_trend
from pages.views.selection import successions
from pages.widgets.compare.shared import pair_panels, plot, say_empty, show_foot, show_notes, show_title_of
from pages.widgets.notes import show_reading
from pages.widgets.selection import read_asked, warn_of_unknown

NO_INDEX = "Valeurs"


def choose_base(comparison: Comparison) -> int | None:
    """Draw the choice between values and an index, and its base year; None for the values."""
    years = known_years(list(comparison.series.values()))
    labels = {0: NO_INDEX} | {year: f"Indice 100 en {year}" for year in years}
    asked = read_asked("base").get("base", [])
    chosen = st.selectbox(
        "Montrer", list(labels), format_func=labels.__getitem__, key="base", bind="query-params", width=200
    )
    warn_of_unknown(asked, labels.values(), "une année de base")
    return chosen or None


def choose_lines(comparison: Comparison, controls: DeltaGenerator) -> Trend:
    """Draw the choice of an index; the view of the lines."""
    with controls:
        base = choose_base(comparison)
    return Trend(
        indicators=comparison.items,
        territories=comparison.selection.territories,
        years=comparison.selection.years,
        per_inhabitant=comparison.per_inhabitant,
        measure=comparison.divisor,
        base=base,
    )


def show_lines(comparison: Comparison, content: Content, view: Trend) -> None:
    """A trend per indicator, or one chart of every indicator where an index gives one territory a single unit."""
    if view.base is not None and len(view.territories) == 1 and len(view.indicators) > 1:
        _show_together(comparison, view.base)
        return
    for item, panel in pair_panels(comparison, content):
        # An index is read and withheld from values, which its panel no longer holds.
        _show_line(comparison, item, panel if view.base is None else comparison.series[item], view.base)


def _show_line(comparison: Comparison, item: str, series: Series, base: int | None) -> None:
    extra = ""
    known = known_rows(series)
    show_title_of(comparison.titles[item])
    if known.empty:
        say_empty(comparison, item)
        return
    drawn = series
    if base is not None:
        drawn, withheld = index_series(series, base)
        extra = describe_withheld(comparison.name, "", withheld)
    years = set(drawn.frame.loc[drawn.frame["value"].notna(), "year"])
    if len(years) > 1:
        draw = draw_trend if base is None else draw_index
        found = set(known["territory"])
        ended = successions(tuple(code for code in comparison.territories if code in found), comparison.selection)
        plot(
            draw(drawn, comparison.territories, comparison.name, breaks=ended),
            key=f"compare-{item}",
            title=drawn.title,
        )
    elif years:
        st.info(f"Une seule année est connue : {min(years)}. La valeur est dans le tableau.")
    else:
        st.info(f"Aucun indice n’a {base} pour base : {extra or 'l’année est sans donnée.'}")
    show_reading(read_trend(series, comparison.territories, comparison.phrase))
    show_foot(comparison, item, extra=extra)


def _show_together(comparison: Comparison, base: int) -> None:
    """Every indicator of one territory as an index: the one case where several units come to share an axis."""
    (code,) = comparison.selection.territories
    indexed = {item: index_series(one, base) for item, one in comparison.series.items()}
    together = gather_lines({comparison.titles[item]: one for item, (one, _) in indexed.items()}, code)
    titles = tuple(comparison.titles.values())
    show_title_of(f"{comparison.name(code)} : indice 100 en {base}")
    if together.frame["value"].notna().any():
        plot(draw_index(together, titles, str), key="compare-together", title=together.title)
    else:
        st.info(f"Aucun indicateur n’est connu en {base} : choisissez une autre année de base.")
    show_notes(
        {comparison.titles[i]: read_trend(one, (code,), comparison.phrase) for i, one in comparison.series.items()}
    )
    withheld = [describe_withheld(comparison.name, comparison.titles[i], out) for i, (_, out) in indexed.items()]
    show_foot(comparison, *comparison.items, extra=" ".join(filter(None, withheld)))
