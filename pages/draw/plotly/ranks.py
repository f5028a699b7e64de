"""The ranks of territories over the years, drawn."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.draw.plotly.charts import lay_out
from pages.draw.plotly.marks import FAINT, INK, color_of, mark, number
from pages.views.reading import ordinal
from pages.words.french import STATUS_LABELS

MOST_NAMED = 40


def draw_ranks(ranks: pd.DataFrame, chosen: tuple[str, ...], name: Callable[[str], str]) -> go.Figure:
    """A line of ranks per territory, the first on top: those chosen in colour, the others grey, each named at its end.

    `ranks` is what `rank_years` gives. A line is cut before a year that does not compare with the one before.
    """
    order = number(chosen)
    years = sorted({int(year) for year in ranks["year"]})
    count = int(ranks["territory"].nunique())
    lanes = sorted(ranks["territory"].unique(), key=lambda code: -order.get(code, len(order)))
    traces: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    ends: dict[int, list[tuple[str, int | None]]] = {}
    longest = 0
    for code in lanes:
        rows = ranks[ranks["territory"] == code].to_dict("records")
        n = order.get(code)
        traces += _draw_lane(rows, n, name(code), count)
        ends.setdefault(int(rows[-1]["rank"]), []).append((name(code), n))
    for rank, names in ends.items():
        named = [(who, n) for who, n in names if n is not None or count <= MOST_NAMED]
        if named:
            said = ", ".join(_write_name(who, n) for who, n in named)
            is_chosen = any(n is not None for _, n in named)
            longest = max(longest, len(", ".join(who for who, _ in named)) + 6)
            notes.append(
                {
                    "x": years[-1],
                    "y": rank,
                    "text": f"{rank}. {said}",
                    "xanchor": "left",
                    "xshift": 10,
                    "showarrow": False,
                    "font": {"size": 12} | ({} if is_chosen else {"color": INK}),
                }
            )
    lay = lay_out(height=70 + max(24 * count, 80), unit="rang", right=min(300, 24 + 7 * longest))
    axis = {"showgrid": False, "zeroline": False, "fixedrange": True}
    return go.Figure(
        traces,
        lay
        | {
            "xaxis": axis | {"tickvals": years, "tickformat": "d", "range": [years[0] - 0.3, years[-1] + 0.2]},
            "yaxis": axis | {"range": [count + 0.6, 0.4], "tickvals": _ticks(count), "automargin": True},
            "annotations": notes + lay["annotations"],
        },
    )


def _write_name(who: str, n: int | None) -> str:
    return escape(who) if n is None else f'<span style="color:{color_of(n)}">■</span> <b>{escape(who)}</b>'


def _ticks(count: int) -> list[int]:
    return sorted({1, count, *range(5, count, 5)})


def _draw_lane(rows: list[dict[Any, Any]], n: int | None, who: str, count: int) -> list[dict[str, Any]]:
    """The line of one territory, cut before a break and across years left out, which faint dots link."""
    drawn: list[dict[Any, Any] | None] = []
    gaps: list[dict[Any, Any] | None] = []
    for before, row in zip([None, *rows], rows, strict=False):
        if before and (row["broken"] or row["year"] - before["year"] > 1):
            drawn.append(None)
            gaps += [] if row["broken"] else [before, row, None]
        drawn.append(row)
    color = FAINT if n is None else color_of(n)
    marks = [mark(n, str(row["status"]) if row else "normal", size=9 if n is not None else 7) for row in drawn]
    line: dict[str, Any] = {
        "mode": "lines+markers",
        "name": who,
        "line": {"color": color, "width": 1.2 if n is None else 2.4},
        "marker": {
            "size": marks[0]["size"],
            "symbol": [one["symbol"] for one in marks],
            "color": marks[0]["color"],
            "line": marks[0]["line"],
        },
        "text": [_hover(row, who, count) if row else "" for row in drawn],
        "hoverinfo": "text",
        "customdata": [row["id"] if row else "" for row in drawn],
    }
    dots: dict[str, Any] = {"mode": "lines", "hoverinfo": "skip", "line": {"color": color, "width": 1, "dash": "dot"}}
    traces = [(dots, gaps), (line, drawn)] if gaps else [(line, drawn)]
    return [
        trace
        | {
            "type": "scatter",
            "x": [int(row["year"]) if row else None for row in path],
            "y": [int(row["rank"]) if row else None for row in path],
        }
        for trace, path in traces
    ]


def _hover(row: dict[Any, Any], who: str, count: int) -> str:
    status = str(row["status"])
    remark = "" if status == "normal" else f" ({STATUS_LABELS[status]})"
    return f"{who}, {row['period'] or row['year']} : {ordinal(int(row['rank']))} sur {count}{remark}"
