"""Figures drawn with Plotly: trend, breakdown, flows. Pure functions of data; labels on the data, holes left open."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from loaders.series import Series
from pages.parts.french import STATUS_LABELS, format_value

# Okabe and Ito (2008), in an order whose neighbours differ in lightness too.
COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#b8860b", "#7a5195", "#555555", "#117733", "#aa4499", "#88ccee", "#999933"]  # fmt: skip
SYMBOLS = ["circle", "square", "diamond", "triangle-up", "triangle-down", "cross", "x", "star", "pentagon", "hexagon", "bowtie", "hourglass"]  # fmt: skip
CONFIG = {"displayModeBar": False, "responsive": True}
HOLLOW = {"provisional", "estimated", "target"}


def _layout(figure: go.Figure, *, height: int, unit: str, legend: bool = False, top: int = 26) -> go.Figure:
    figure.update_layout(
        height=height, margin={"l": 8, "r": 8, "t": top, "b": 8}, separators=",\u202f", showlegend=legend, hovermode="closest",
        font={"size": 13}, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", dragmode=False,
    )  # fmt: skip
    if unit:
        figure.add_annotation(
            text=unit, xref="paper", yref="paper", x=0, y=1, xanchor="left", yanchor="bottom", yshift=6, showarrow=False,
            font={"size": 12},
        )  # fmt: skip
    return figure


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
    for (before, start, _), (after, end, _) in zip(known, known[1:], strict=False):
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
    breaks: tuple[int, ...] = (),
) -> go.Figure:
    """A line per territory over the years: holes where a year is missing, hollow marks where it is not final.

    Faint dots link the years known on both sides of a hole; a vertical mark stands before a year that is not comparable
    with the one before, and before each year of `breaks`; targets are crosses of their own.
    """
    figure = go.Figure()
    labels, broken = [], set(breaks)
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
            x=known["year"], y=known["value"], mode="markers", name=name(territory), hoverinfo="text",
            text=[hover_text(name(territory), row, series) for _, row in known.iterrows()],
            marker={"size": 8, "color": color, "symbol": [SYMBOLS[n % len(SYMBOLS)] + ("-open" if h else "") for h in hollow],
                    "line": {"width": 2, "color": color}},
        )  # fmt: skip
        last = known.iloc[-1]
        labels.append((float(last["value"]), int(last["year"]), name(territory), color))
        broken |= {int(year) for year in points.loc[points["break_before"], "year"]}
    for year in sorted(broken):
        figure.add_vline(
            x=year - 0.5,
            line={"dash": "dash", "width": 1, "color": "gray"},
            annotation_text="rupture",
            annotation_font_size=11,
        )
    if targets is not None and len(targets):
        figure.add_scatter(
            x=targets["year"], y=targets["value"], mode="markers+text", text=[f"objectif {name(str(t))}" for t in targets["territory"]],
            textposition="top left", textfont={"size": 11}, hovertext=[hover_text(name(str(r["territory"])), r, series) for _, r in targets.iterrows()],
            hoverinfo="text", marker={"symbol": "x-thin", "size": 9, "line": {"width": 2, "color": "gray"}},
        )  # fmt: skip
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
    _layout(figure, height=320, unit=series.unit_label)
    _label_ends(figure, labels)
    return figure


def _span_of(frame: pd.DataFrame, targets: pd.DataFrame | None) -> tuple[int, int]:
    """The first and the last year that a trend draws."""
    years = pd.concat([frame.loc[frame["value"].notna(), "year"], *([] if targets is None else [targets["year"]])])
    return int(years.min()), int(years.max())


def _year_step(years: tuple[int, int]) -> int:
    span = years[1] - years[0]
    return 1 if span <= 8 else 2 if span <= 16 else 5


def _label_ends(figure: go.Figure, labels: list[tuple[float, int, str, str]]) -> None:
    """Write each territory's name after the last point of its line, moved apart where two of one year would overlap."""
    if not labels:
        return
    step = 0.075 * (max(value for value, *_ in labels) or 1.0)
    floors: dict[int, float] = {}
    for value, year, text, color in sorted(labels):
        place = max(value, floors.get(year, float("-inf")) + step)
        floors[year] = place
        figure.add_annotation(
            x=year,
            y=place,
            text=text,
            xanchor="left",
            xshift=9,
            showarrow=False,
            font={"color": color, "size": 12},
            align="left",
        )
    right = max(year for _, year, *_ in labels)
    figure.update_layout(
        margin={"r": min(230, 24 + 7 * max(len(text) for _, year, text, _ in labels if year == right))}
    )


def draw_stack(parts: pd.DataFrame, *, unit: str, decimals: int) -> go.Figure:
    """Horizontal stacked bars: `parts` has the columns bar, part, value; each segment large enough carries its part's name."""
    figure = go.Figure()
    totals = parts.groupby("bar")["value"].sum()
    order = parts.groupby("part")["value"].sum().sort_values(ascending=False).index
    largest = float(totals.max()) if len(totals) else 1.0
    for n, part in enumerate(order):
        rows = parts[parts["part"] == part]
        figure.add_bar(
            y=rows["bar"].astype(str), x=rows["value"], orientation="h", name=str(part), marker_color=COLORS[n % len(COLORS)],
            text=[str(part) if v > 0.1 * largest else "" for v in rows["value"]], textposition="inside", insidetextanchor="middle",
            hoverinfo="text", hovertext=[f"{b} – {part} : {format_value(v, unit, decimals)} ({v / totals[b]:.0%})" for b, v in zip(rows["bar"], rows["value"], strict=True)],
        )  # fmt: skip
    figure.update_layout(barmode="stack", uniformtext={"minsize": 11, "mode": "hide"})
    order_of_bars = totals.sort_values().index.astype(str).tolist()
    figure.update_yaxes(categoryorder="array", categoryarray=order_of_bars, automargin=True, fixedrange=True)
    figure.update_xaxes(automargin=True, fixedrange=True, nticks=6, tickformat=",~r")
    figure.update_layout(legend={"orientation": "h", "yanchor": "bottom", "y": 1, "x": 0, "traceorder": "normal"})
    return _layout(figure, height=120 + 44 * len(totals), unit="", legend=True)


def draw_bars(rows: pd.DataFrame, *, unit: str, decimals: int, keep_order: bool = False) -> go.Figure:
    """Horizontal bars, the largest (or the first) on top: `rows` has the columns label and value, written on each bar."""
    rows = rows.iloc[::-1] if keep_order else rows.sort_values("value")
    figure = go.Figure(go.Bar(
        y=rows["label"], x=rows["value"], orientation="h", marker_color=COLORS[0], cliponaxis=False, textposition="outside",
        text=[format_value(v, unit, decimals) for v in rows["value"]], hoverinfo="skip",
    ))  # fmt: skip
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, float(rows["value"].max() or 1) * 1.25])
    figure.update_yaxes(automargin=True, fixedrange=True)
    figure.update_layout(bargap=0.3)
    return _layout(figure, height=44 + 28 * len(rows), unit="", top=4)


def draw_sankey(flows: pd.DataFrame) -> go.Figure:
    """Funders on the left, projects on the right: `flows` has the columns nomAttribuant, projet, montant (euros)."""
    funders = flows.groupby("nomAttribuant")["montant"].sum().sort_values(ascending=False).index.tolist()
    projects = flows.groupby("projet")["montant"].sum().sort_values(ascending=False).index.tolist()
    nodes = {name: n for n, name in enumerate([*(f"f:{f}" for f in funders), *(f"p:{p}" for p in projects)])}
    colors = {project: COLORS[n % len(COLORS)] for n, project in enumerate(projects)}
    figure = go.Figure(go.Sankey(
        node={"label": [name[2:] for name in nodes], "pad": 14, "thickness": 12, "line": {"width": 0},
              "color": ["#8a8f98"] * len(funders) + [colors[p] for p in projects],
              "customdata": [format_value(_total(flows, name), "€") for name in nodes], "hovertemplate": "%{label} : %{customdata}<extra></extra>"},
        link={"source": [nodes[f"f:{f}"] for f in flows["nomAttribuant"]], "target": [nodes[f"p:{p}"] for p in flows["projet"]],
              "value": flows["montant"], "color": [_fade(colors[p]) for p in flows["projet"]],
              "customdata": [format_value(v, "€") for v in flows["montant"]],
              "hovertemplate": "%{source.label} → %{target.label} : %{customdata}<extra></extra>"},
    ))  # fmt: skip
    return _layout(figure, height=max(360, 34 * max(len(funders), len(projects) * 2)), unit="")


def _total(flows: pd.DataFrame, node: str) -> float:
    column = "nomAttribuant" if node.startswith("f:") else "projet"
    return float(flows.loc[flows[column] == node[2:], "montant"].sum())


def _fade(color: str) -> str:
    red, green, blue = (int(color[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.35)"
