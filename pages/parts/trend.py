"""The trend of territories over the years: holes left open, breaks marked, what is not final hollow, targets apart."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from html import escape

import pandas as pd
import plotly.graph_objects as go

from loaders.series import Series
from pages.parts.charts import COLORS, SYMBOLS, lay_out
from pages.parts.french import STATUS_LABELS, format_value

HOLLOW = {"provisional", "estimated", "target"}


def hover_text(name: str, row: pd.Series, series: Series) -> str:
    """« Lens-Liévin, 2021 : 156 402 t (provisoire) »."""
    status = str(row["status"])
    remark = "" if status == "normal" else f" ({STATUS_LABELS[status]})"
    period = str(row.get("period") or row["year"])
    value = format_value(row["value"], series.unit, series.decimals, published=str(row["published"]))
    return f"{name}, {period} : {value}{remark}"


Line = tuple[list[float | None], list[float | None]]


def split_segments(points: pd.DataFrame) -> Line:
    """The line through a series sorted by year, cut by None at each missing year and before each break."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    previous = None
    for year, value, broken in _triples(points):
        if previous is not None and (year - previous > 1 or broken):
            xs.append(None)
            ys.append(None)
        xs.append(year)
        ys.append(None if pd.isna(value) else value)
        previous = year
    return xs, ys


def split_gaps(points: pd.DataFrame) -> Line:
    """The faint links across missing years, never across a break: pairs of points parted by None."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    known = [triple for triple in _triples(points) if not pd.isna(triple[1])]
    breaks = {year for year, _, broken in _triples(points) if broken}
    for (before, start, _), (after, end, _) in itertools.pairwise(known):
        if after - before > 1 and not any(before < year <= after for year in breaks):
            xs += [before, after, None]
            ys += [start, end, None]
    return xs, ys


def _triples(points: pd.DataFrame) -> list[tuple[int, float, bool]]:
    return list(zip(points["year"].tolist(), points["value"].tolist(), points["break_before"].tolist(), strict=True))


def draw_trend(
    series: Series,
    territories: tuple[str, ...],
    name: Callable[[str], str],
    *,
    targets: pd.DataFrame | None = None,
    breaks: Mapping[int, str] | None = None,
) -> go.Figure:
    """A line per territory over the years: holes where a year is missing, hollow marks where it is not final.

    Faint dots link the years known on both sides of a hole; a vertical mark stands before a year that is not comparable
    with the one before, and before each year of `breaks`, with its reason; targets are crosses of their own.
    """
    figure = go.Figure()
    labels, broken = [], dict(breaks or {})
    for n, territory in enumerate(territories):
        points = series.frame[series.frame["territory"] == territory].sort_values("year")
        if points["value"].notna().sum() == 0:
            continue
        color = COLORS[n % len(COLORS)]
        gap_x, gap_y = split_gaps(points)
        figure.add_scatter(
            x=gap_x,
            y=gap_y,
            mode="lines",
            line={"color": color, "width": 1, "dash": "dot"},
            opacity=0.5,
            hoverinfo="skip",
        )
        x, y = split_segments(points)
        figure.add_scatter(x=x, y=y, mode="lines", line={"color": color, "width": 2.2}, hoverinfo="skip")
        known = points[points["value"].notna()]
        hollow = known["status"].astype(str).isin(HOLLOW)
        figure.add_scatter(
            x=known["year"],
            y=known["value"],
            mode="markers",
            name=name(territory),
            hoverinfo="text",
            text=[hover_text(name(territory), row, series) for _, row in known.iterrows()],
            marker={
                "size": 8,
                "color": color,
                "symbol": [SYMBOLS[n % len(SYMBOLS)] + ("-open" if h else "") for h in hollow],
                "line": {"width": 2, "color": color},
            },
        )
        last = known.iloc[-1]
        labels.append((float(last["value"]), int(last["year"]), name(territory), color))
        broken |= {int(year): f"rupture : {name(territory)}" for year in points.loc[points["break_before"], "year"]}
    for year, reason in sorted(broken.items()):
        line = {"dash": "dash", "width": 1, "color": "gray"}
        figure.add_vline(x=year - 0.5, line=line, annotation_text=escape(reason), annotation_font_size=11)
    if targets is not None and len(targets):
        figure.add_scatter(
            x=targets["year"],
            y=targets["value"],
            mode="markers+text",
            text=[f"objectif {name(str(t))}" for t in targets["territory"]],
            textposition="top left",
            textfont={"size": 11},
            hovertext=[hover_text(name(str(r["territory"])), r, series) for _, r in targets.iterrows()],
            hoverinfo="text",
            marker={"symbol": "x-thin", "size": 9, "line": {"width": 2, "color": "gray"}},
        )
    years = _span_of(series.frame, targets)
    figure.update_xaxes(
        showgrid=False,
        tickformat="d",
        dtick=_year_step(years),
        automargin=True,
        fixedrange=True,
        zeroline=False,
        range=[years[0] - 0.4, years[1] + 0.4],
    )
    figure.update_yaxes(rangemode="tozero", zeroline=True, automargin=True, fixedrange=True, nticks=6, tickformat=",~r")
    lay_out(figure, height=320, unit=series.unit_label)
    _label_ends(figure, labels, top=float(series.frame["value"].max()))
    return figure


def _span_of(frame: pd.DataFrame, targets: pd.DataFrame | None) -> tuple[int, int]:
    """The first and the last year that a trend draws."""
    years = pd.concat([frame.loc[frame["value"].notna(), "year"], *([] if targets is None else [targets["year"]])])
    return int(years.min()), int(years.max())


def _year_step(years: tuple[int, int]) -> int:
    span = years[1] - years[0]
    return 1 if span <= 8 else 2 if span <= 16 else 5


def _label_ends(figure: go.Figure, labels: list[tuple[float, int, str, str]], *, top: float) -> None:
    """Write each territory's name after its last point, moved apart by 7 % of `top` where two would overlap."""
    if not labels:
        return
    step = 0.07 * (top or 1.0)
    floors: dict[int, float] = {}
    for value, year, text, color in sorted(labels):
        place = max(value, floors.get(year, float("-inf")) + step)
        floors[year] = place
        figure.add_annotation(
            x=year,
            y=place,
            text=f'<span style="color:{color}">■</span> {escape(text)}',
            xanchor="left",
            xshift=9,
            showarrow=False,
            font={"size": 12},
            align="left",
        )
    right = max(year for _, year, *_ in labels)
    figure.update_layout(
        margin={"r": min(230, 24 + 7 * max(len(text) for _, year, text, _ in labels if year == right))}
    )
