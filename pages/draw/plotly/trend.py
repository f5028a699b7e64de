"""The trend of territories over the years: holes left open, breaks marked, what is not final hollow, targets apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from loaders.catalog import load_catalog
from loaders.reading.rows import list_rows
from loaders.reading.series import Series
from pages.draw.plotly.charts import COLORS, lay_out, measure_labels, symbol_of
from pages.views.segments import DRAWN, Row, cut_segments, group_rows, has_gaps, link_gaps, list_triples
from pages.words.french import STATUS_LABELS, format_value

WITHHELD = {"confidential": "conf.", "not_applicable": "s.o."}
HOLLOW = {"provisional", "estimated", "target"}
BREAK = {"dash": "dash", "width": 1, "color": "gray"}
TICKS = 6
BESIDE = {"xanchor": "left", "yanchor": "top"}


class End(NamedTuple):
    """Where the name of a territory stands: after its last value."""

    value: float
    year: int
    name: str
    color: str


def hover_text(name: str, row: Mapping[Hashable, Any] | pd.Series, series: Series) -> str:
    """« Lens-Liévin, 2021 : 156 402 t (provisoire) »."""
    status = str(row["status"])
    remark = "" if status == "normal" else f" ({STATUS_LABELS[status]})"
    period = str(row.get("period") or row["year"])
    value = format_value(row["value"], series.unit, series.decimals, published=str(row["published"]))
    return f"{name}, {period} : {value}{remark}"


def draw_territory(points: pd.DataFrame, n: int, name: str, series: Series) -> list[dict[str, Any]]:
    """The traces of one territory, the nth: faint dots across its gaps if it has any, then its line with its marks."""
    return _draw_rows(list_rows(points, DRAWN), n, name, series)


def _draw_rows(records: Sequence[Row], n: int, name: str, series: Series) -> list[dict[str, Any]]:
    color = COLORS[n % len(COLORS)]
    triples = list_triples(records)
    gap_x, gap_y = link_gaps(triples)
    x, y = cut_segments(triples)
    rows = {row["year"]: row for row in records}
    drawn = [rows.get(year) for year in x]
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "name": name,
        "line": {"color": color, "width": 2.2},
        "hoverinfo": "text",
        "text": [hover_text(name, row, series) if row else "" for row in drawn],
        "customdata": [row["id"] if row else "" for row in drawn],
        "marker": {
            "size": 8,
            "color": color,
            "symbol": [symbol_of(n) + ("-open" if row and str(row["status"]) in HOLLOW else "") for row in drawn],
            "line": {"width": 2, "color": color},
        },
    }
    withheld = _draw_withheld(records, name, color, series)
    if not gap_x:
        return [*withheld, line]
    dots = {"type": "scatter", "mode": "lines", "x": gap_x, "y": gap_y, "hoverinfo": "skip", "opacity": 0.5}
    return [dots | {"line": {"color": color, "width": 1, "dash": "dot"}}, *withheld, line]


def _draw_withheld(records: Sequence[Row], name: str, color: str, series: Series) -> list[dict[str, Any]]:
    """On the axis, the years that are confidential or not applicable, which are no holes; none where there are none."""
    rows = [row for row in records if str(row["status"]) in WITHHELD]
    if not rows:
        return []
    marks = {
        "type": "scatter",
        "mode": "text",
        "x": [row["year"] for row in rows],
        "y": [0] * len(rows),
        "text": [WITHHELD[str(row["status"])] for row in rows],
        "textfont": {"size": 10, "color": color},
        "textposition": "top center",
        "hovertext": [hover_text(name, row, series) for row in rows],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    return [marks]


def _draw_targets(targets: pd.DataFrame, name: Callable[[str], str], series: Series) -> dict[str, Any]:
    """The crosses of the targets, each with its name."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": targets["year"].tolist(),
        "y": targets["value"].tolist(),
        "text": [f"objectif {name(str(t))}" for t in targets["territory"]],
        "textposition": "top left",
        "textfont": {"size": 11},
        "hovertext": [hover_text(name(str(row["territory"])), row, series) for row in targets.to_dict("records")],
        "hoverinfo": "text",
        "marker": {"symbol": "x-thin", "size": 9, "line": {"width": 2, "color": "gray"}},
    }


def draw_trend(
    series: Series,
    territories: tuple[str, ...],
    name: Callable[[str], str],
    *,
    targets: pd.DataFrame | None = None,
    breaks: Mapping[int, str] | None = None,
    overlays: Sequence[dict[str, Any]] = (),
) -> go.Figure:
    """A line per territory over the years: holes where a year is missing, hollow marks where it is not final.

    Faint dots link the years known on both sides of a hole; a vertical mark stands before a year that is not comparable
    with the one before, and before each year of `breaks`, with its reason; targets are crosses of their own; traces of
    `overlays` lie under the lines.
    """
    traces: list[dict[str, Any]] = list(overlays)
    ends, broken = [], dict(breaks or {})
    groups = group_rows(series.frame)
    every = [row for rows in groups.values() for row in rows if not pd.isna(row["value"])]
    for n, territory in enumerate(territories):
        rows = groups.get(territory, [])
        known = [row for row in rows if not pd.isna(row["value"])]
        if not known:
            continue
        traces += _draw_rows(rows, n, name(territory), series)
        last = known[-1]
        ends.append(End(float(last["value"]), int(last["year"]), name(territory), COLORS[n % len(COLORS)]))
        broken |= {int(row["year"]): f"rupture : {name(territory)}" for row in rows if row["break_before"]}
    if targets is not None and len(targets):
        traces.append(_draw_targets(targets, name, series))
    aims = [] if targets is None else list_rows(targets, ("year", "value"))
    years = _span_of([*every, *aims], overlays)
    frame = lay_out(height=320, unit=series.unit_label, right=_margin_of(ends))
    drawn = (value for trace in traces for value in trace["y"] if value is not None)
    frame["margin"] |= {"l": measure_labels(drawn, TICKS), "b": 28}
    marks = {"xref": "x", "yref": "y domain"}
    layout = {
        "xaxis": {
            "showgrid": False,
            "tickformat": "d",
            "dtick": _year_step(years),
            "automargin": False,
            "fixedrange": True,
            "zeroline": False,
            "range": [years[0] - 0.4, years[1] + 0.4],
        },
        "yaxis": {
            "rangemode": "tozero",
            "zeroline": True,
            "automargin": False,
            "fixedrange": True,
            "nticks": TICKS,
            "tickformat": ",~r",
        },
        "shapes": [
            {**marks, "type": "line", "x0": year - 0.5, "x1": year - 0.5, "y0": 0, "y1": 1, "line": BREAK}
            for year in sorted(broken)
        ],
        "annotations": [
            {**marks, "x": year - 0.5, "y": 1, "text": escape(why), "showarrow": False, "font": {"size": 11}} | BESIDE
            for year, why in sorted(broken.items())
        ]
        + _label_ends(ends, top=max((float(row["value"]) for row in every), default=0.0), raised=10 if overlays else 0)
        + frame.pop("annotations"),
    }
    return go.Figure(traces, layout | frame)


def _span_of(rows: Sequence[Row], overlays: Sequence[dict[str, Any]]) -> tuple[int, int]:
    """The first and the last year that a trend draws."""
    drawn = [*(row["year"] for row in rows), *(year for trace in overlays for year in trace["x"])]
    return int(min(drawn)), int(max(drawn))


def _year_step(years: tuple[int, int]) -> int:
    span = years[1] - years[0]
    return 1 if span <= 8 else 2 if span <= 16 else 5


def _label_ends(ends: list[End], *, top: float, raised: int = 0) -> list[dict[str, Any]]:
    """Each territory's name after its last point, moved apart by 7 % of `top` where two would overlap.

    `raised` pixels lift them off what is drawn beyond that point.
    """
    step = 0.07 * (top or 1.0)
    floors: dict[int, float] = {}
    notes = []
    for value, year, name, color in sorted(ends):
        place = max(value, floors.get(year, float("-inf")) + step)
        floors[year] = place
        notes.append(
            {
                "x": year,
                "y": place,
                "text": f'<span style="color:{color}">■</span> {escape(name)}',
                "xanchor": "left",
                "xshift": 9,
                "yshift": raised,
                "showarrow": False,
                "font": {"size": 12},
                "align": "left",
            }
        )
    return notes


def _margin_of(ends: list[End]) -> int:
    """The room in pixels that the names at the last year need on the right."""
    right = max((end.year for end in ends), default=0)
    return min(230, 24 + 7 * max((len(end.name) for end in ends if end.year == right), default=0))


def describe_marks(frame: pd.DataFrame) -> str:
    """What the marks of a trend mean, only those that are on it."""
    said = []
    statuses = set(frame["status"].astype(str))
    if statuses & HOLLOW:
        said.append("Marque creuse : valeur provisoire ou estimée.")
    withheld = [f"{short} : {STATUS_LABELS[status]}" for status, short in WITHHELD.items() if status in statuses]
    if withheld:
        said.append(f"Sur l’axe, {', '.join(withheld)}.")
    if has_gaps(frame):
        said.append("Pointillé : années sans donnée.")
    declared = load_catalog().territories
    ended = any(declared[code].successor for code in set(frame["territory"]) & set(declared))
    if frame["break_before"].any() or ended:
        said.append("Trait vertical : rupture de la série nommée, rien n’est comparé de part et d’autre.")
    for code in sorted(set(frame["territory"]) & set(declared)):
        entry = declared[code]
        if entry.successor and entry.until:
            said.append(f"{entry.name}, jusqu’en {entry.until} : périmètre antérieur, {entry.note or 'non comparable'}")
    return " ".join(said)
