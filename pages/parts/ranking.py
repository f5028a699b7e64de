"""The ranking of territories for one year: a table whose bars are drawn in its cells, the chosen ones marked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from loaders.measures import rank_values
from loaders.series import Series
from pages.parts import cached
from pages.parts.bars import Bar, bars_markup
from pages.parts.french import STATUS_LABELS, format_count, shorten_list
from pages.parts.markup import text
from pages.parts.scope import Scope


def rank_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The known values of one year, the highest first, with `rank`: ties share the better place."""
    known = frame[frame["value"].notna()].copy()
    known["rank"] = rank_values(known["value"])
    return known.sort_values(["rank", "territory"], ignore_index=True)


_rank = cached.keep_by_frame(32)(rank_rows)


def describe_unknown(frame: pd.DataFrame, scope: Scope, total: int) -> str:
    """« Sans donnée : 4 territoires. Confidentiel : Arras. »: who of `total` has no place in a ranking, and why."""
    statuses = frame["status"].astype(str)
    lost = frame["value"].isna() & ~statuses.eq("missing")
    said = [
        f"{STATUS_LABELS[status].capitalize()} : {shorten_list([scope.name(str(code)) for code in codes], 6)}."
        for status, codes in frame.loc[lost, "territory"].groupby(statuses[lost])
    ]
    missing = total - int((frame["value"].notna() | lost).sum())
    if missing > 0:
        said.insert(0, f"{STATUS_LABELS['missing'].capitalize()} : {format_count(missing, 'territoire')}.")
    return " ".join(said)


def ranking_markup(ranked: pd.DataFrame, series: Series, scope: Scope, most: int) -> str:
    """The first `most` rows, and those of the chosen territories wherever they stand."""
    chosen = set(scope.territories)
    shown = ranked[(ranked.index < most) | ranked["territory"].isin(chosen)]
    columns = (shown[name].astype(str) for name in ("territory", "status", "rank", "id"))
    bars = [
        Bar(scope.name(code), value, status, rank, code in chosen, figure)
        for code, status, rank, figure, value in zip(*columns, shown["value"], strict=True)
    ]
    return bars_markup(
        bars,
        unit=series.unit,
        decimals=series.decimals,
        label="Territoire",
        value_label=series.unit_label.capitalize(),
        largest=float(ranked["value"].max()),
    )


def show_ranking(
    series: Series, scope: Scope, *, year: int | None, total: int, most: int, foot: str = ""
) -> pd.DataFrame:
    """Draw the ranking of a year among `total` territories of the map; the ranked rows come back for their table.

    `foot` is markup that stands last: the links to its files.
    """
    frame = cached.read_year(series.frame, year)
    ranked = _rank(frame)
    title = f"{series.name}, {year}" if year else series.name
    if ranked.empty:
        st.html(
            text("h2", title, class_="t-title")
            + text("p", "Aucun territoire de ce niveau n’a de donnée pour ce choix.", class_="t-missing")
        )
        return ranked
    known = f"{format_count(len(ranked), 'territoire connu', 'territoires connus')} sur {total}"
    unknown = describe_unknown(frame, scope, total)
    st.html(
        text("h2", f"{title} : classement", class_="t-title")
        + text("p", known, class_="t-missing")
        + ranking_markup(ranked, series, scope, most)
        + (text("p", unknown, class_="t-missing") if unknown else "")
        + foot
    )
    return ranked
