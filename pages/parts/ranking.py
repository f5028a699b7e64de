"""The ranking of territories for one year: a table whose bars are drawn in its cells, the chosen ones marked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from loaders.series import Series
from pages.parts.french import format_count, format_value
from pages.parts.markup import status_badge, tag, text
from pages.parts.scope import Scope


def rank_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The known values of one year, the highest first, with `rank`: ties share the better place."""
    known = frame[frame["value"].notna()].copy()
    known["rank"] = known["value"].rank(method="min", ascending=False).astype("Int64")
    return known.sort_values(["rank", "territory"], ignore_index=True)


def ranking_markup(ranked: pd.DataFrame, series: Series, scope: Scope, most: int) -> str:
    """The first `most` rows, and those of the chosen territories wherever they stand."""
    chosen = set(scope.territories)
    shown = ranked[(ranked.index < most) | ranked["territory"].isin(chosen)]
    largest = float(ranked["value"].abs().max()) or 1.0
    rows = []
    for row in shown.to_dict("records"):
        marked = str(row["territory"]) in chosen
        bar = tag("i", style=f"width:{100 * max(row['value'], 0) / largest:.1f}%")
        cells = [
            text("td", str(row["rank"]), class_="num"),
            text("th", ("▸ " if marked else "") + scope.name(str(row["territory"])), scope="row"),
            tag("td", bar, class_="bar", aria_hidden="true"),
            tag(
                "td",
                text("span", format_value(row["value"], series.unit, series.decimals))
                + status_badge(str(row["status"])),
                class_="num",
            ),
        ]
        rows.append(tag("tr", "".join(cells), **({"class_": "chosen"} if marked else {})))
    columns = {"Rang": "num", "Territoire": "", "": "", series.unit_label.capitalize(): "num"}
    head = "".join(text("th", name, scope="col", class_=kind) for name, kind in columns.items())
    return tag("table", tag("thead", tag("tr", head)) + tag("tbody", "".join(rows)), class_="t-ranking")


def show_ranking(series: Series, scope: Scope, *, year: int | None, total: int, most: int) -> pd.DataFrame:
    """Draw the ranking of a year among `total` territories of the map; the ranked rows come back for their table."""
    frame = series.frame[series.frame["year"] == year]
    ranked = rank_rows(frame)
    title = f"{series.short}, {year}" if year else series.short
    if ranked.empty:
        st.html(
            text("h3", title, class_="t-title")
            + text("p", "Aucun territoire de ce niveau n’a de donnée pour ce choix.", class_="t-missing")
        )
        return ranked
    known = f"{format_count(len(ranked), 'territoire connu', 'territoires connus')} sur {total}"
    st.html(
        text("h3", f"{title} : classement", class_="t-title")
        + text("p", known, class_="t-missing")
        + ranking_markup(ranked, series, scope, most)
    )
    return ranked
