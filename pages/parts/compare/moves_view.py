"""The movements of a comparison: from one year to another, and the ranks over the years."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders.series import Series
from pages.parts.compare.group import choose_peers, read_group
from pages.parts.compare.ranks import draw_ranks, rank_years
from pages.parts.compare.selection import Comparison
from pages.parts.compare.shared import (
    Drawn,
    best_years,
    each,
    gather,
    known_years,
    plot,
    say_empty,
    show_foot,
    show_title_of,
)
from pages.parts.compare.slope import describe_slopes, describe_unmoved, draw_slope
from pages.parts.french import join_words, shorten_list
from pages.parts.notes import show_reading
from pages.parts.reading import known_rows, read_ranks, read_slope
from pages.parts.scope import read_asked, warn_of_unknown
from pages.parts.tables import describe_filters


def show_slopes(comparison: Comparison, controls: DeltaGenerator) -> Drawn:
    """Two years side by side, for each indicator."""
    years = known_years(list(comparison.series.values()))
    if len(years) < 2:
        st.info("Une pente demande deux années connues. Choisissez d’autres indicateurs ou élargissez les années.")
        return Drawn(comparison.frame)
    best = best_years(list(comparison.series.values()))
    asked = read_asked("de", "a")
    with controls:
        start = best[0] if len(best) > 1 else years[0]
        first = st.selectbox("De", years[:-1], index=years.index(start), key="de", bind="query-params", width=110)
        later = [year for year in years if year > first]
        end = later.index(best[-1]) if len(best) > 1 and best[-1] > first else len(later) - 1
        last = st.selectbox("À", later, index=end, key="a", bind="query-params", width=110)
    for texts in asked.values():
        warn_of_unknown(texts, [str(year) for year in years], "une année")
    for item in each(comparison):
        _show_slope(comparison, item, (first, last))
    frame = comparison.frame
    return Drawn(frame[frame["year"].isin((first, last))], f"années : {first} et {last}")


def _show_slope(comparison: Comparison, item: str, years: tuple[int, int]) -> None:
    series = comparison.series[item]
    title = f"{comparison.titles[item]}, de {years[0]} à {years[1]}"
    show_title_of(title)
    slopes = describe_slopes(series, comparison.territories, years)
    if slopes.empty:
        say_empty(comparison, item, f"en {years[0]} ni en {years[1]}")
        return
    plot(
        draw_slope(series, comparison.territories, years, comparison.name),
        key=f"slope-{item}",
        title=title,
        wide=True,
    )
    show_reading(read_slope(series, comparison.territories, years, comparison.phrase))
    show_foot(comparison, item, extra=describe_unmoved(slopes, comparison.name))


def show_ranks(comparison: Comparison, controls: DeltaGenerator) -> Drawn:
    """The rank of each territory over the years, for each indicator, among peers that are named."""
    with controls:
        reference, group = choose_peers(comparison)
    drawn = []
    for item in comparison.items:
        series = keep_level(read_group(comparison, item, group, reference), reference, comparison)
        title = f"{comparison.titles[item]} : rang au fil des années"
        show_title_of(title)
        ranks = rank_years(series)
        if ranks["year"].nunique() < 2:
            st.info(
                "Aucun mouvement à montrer : deux territoires au moins doivent être connus deux mêmes années. "
                "Élargissez le groupe ou les années."
            )
            continue
        drawn.append((series, ranks))
        figure = draw_ranks(ranks, comparison.territories, comparison.name)
        plot(figure, key=f"ranks-{item}", title=title, wide=True)
        what = f"territoires ({group.label})"
        show_reading(read_ranks(ranks, (reference, *comparison.territories), comparison.phrase, what=what))
        show_foot(comparison, item, extra=describe_unranked(ranks, series, comparison))
    return gather(drawn, f"rang parmi : {group.label} ; {describe_filters(comparison.scope)}")


def keep_level(series: Series, reference: str, comparison: Comparison) -> Series:
    """The series of the territories of one level, that of the reference: a commune has no rank among EPCIs."""
    level = comparison.scope.level(reference)
    same = [code for code in series.frame["territory"].unique() if comparison.scope.level(str(code)) == level]
    return series.restrict(same, comparison.scope.years)


def describe_unranked(ranks: pd.DataFrame, series: Series, comparison: Comparison) -> str:
    """Which years and which territories a ranking leaves out, and why."""
    known = known_rows(series)
    years = sorted(set(known["year"]) - set(ranks["year"]))
    codes = [str(c) for c in known["territory"].unique() if c not in set(ranks["territory"])]
    said = []
    if years:
        said.append(
            f"Années non montrées, trop peu de territoires y sont connus : {join_words([str(y) for y in years])}."
        )
    if codes:
        names = shorten_list([comparison.name(code) for code in codes], 6)
        said.append(f"Hors classement, inconnus une de ces années : {names}.")
    return " ".join(said)
