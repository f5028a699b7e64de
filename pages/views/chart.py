"""The charts of a view, by its kind, in plain terms: see pages.views.marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from loaders.reading.series import Series
from pages.views.content import Content
from pages.views.data.geography import read_codes
from pages.views.marks import Chart, Line, Mark, write_mark
from pages.views.ranking import rank_rows
from pages.words.french import STATUS_LABELS, format_count

MOST_BARS = 20
UNDRAWN = "Trop peu de valeurs se comparent pour un graphique ; celles qui sont connues sont dans le classeur."


def build_charts(content: Content) -> tuple[Chart, ...]:
    """The charts of a view, one or several; () for a map, a table and cards, which are no charts."""
    build = _BUILDERS.get(content.view.kind)
    return build(content) if build else ()


def _mark(row: pd.Series, series: Series, x: float | str, *, is_joined: bool = True) -> Mark:
    value = None if pd.isna(row["value"]) else float(row["value"])
    status = str(row["status"])
    text = write_mark(value, status, series.unit, series.decimals)
    return Mark(x, value, text, status, str(row["id"]), is_joined)


def _line_over_years(frame: pd.DataFrame, series: Series, name: str, *, is_lead: bool = False) -> Line:
    """A line with a mark each year from its first to its last: a year without a row is a hole."""
    rows = {int(row["year"]): row for _, row in frame.sort_values("year").iterrows()}
    marks = []
    for year in range(min(rows), max(rows) + 1) if rows else ():
        row = rows.get(year)
        if row is None:
            marks.append(Mark(year, None, STATUS_LABELS["missing"], "missing", is_joined=False))
        else:
            is_target = str(row["status"]) == "target"
            marks.append(_mark(row, series, year, is_joined=not (bool(row["break_before"]) or is_target)))
    return Line(name, tuple(marks), is_lead)


def _lines_of(series: Series, content: Content, codes: tuple[str, ...]) -> tuple[Line, ...]:
    chosen = content.view.territories
    groups = {code: series.frame[series.frame["territory"].astype(str) == code] for code in codes}
    return tuple(
        _line_over_years(frame, series, content.scope.name(code), is_lead=code in chosen[:1])
        for code, frame in groups.items()
        if frame["value"].notna().any()
    )


def _codes(series: Series, content: Content) -> tuple[str, ...]:
    """The territories of a series, those chosen first and in the order chosen."""
    found = dict.fromkeys(series.frame["territory"].astype(str))
    return tuple(dict.fromkeys([*(c for c in content.view.territories if c in found), *found]))


def _breaks(frame: pd.DataFrame) -> tuple[int, ...]:
    return tuple(sorted(int(year) for year in frame.loc[frame["break_before"], "year"].unique()))


def _build_trend(content: Content) -> tuple[Chart, ...]:
    if content.view.base is not None and len(content.view.territories) == 1 and len(content.panels) > 1:
        return (_build_together(content),)
    return tuple(
        Chart(
            "line",
            series.name,
            series.unit,
            series.unit_label,
            series.decimals,
            _lines_of(series, content, _codes(series, content)),
            breaks=_breaks(series.frame),
        )
        for series in content.panels
    )


def _build_together(content: Content) -> Chart:
    """The indexes of several indicators of one territory on one axis: the one case where they share a unit."""
    (code,) = content.view.territories
    lines = tuple(
        _line_over_years(series.frame[series.frame["territory"].astype(str) == code], series, series.name)
        for series in content.panels
        if series.frame["value"].notna().any()
    )
    first = content.series
    return Chart("line", content.scope.name(code), first.unit, first.unit_label, first.decimals, lines)


def _build_multiples(content: Content) -> tuple[Chart, ...]:
    """One chart per territory, all of one indicator on one scale."""
    charts = []
    for whole in _build_trend(content):
        values = [mark.y for line in whole.lines for mark in line.marks if mark.y is not None]
        for line in whole.lines:
            one = Chart("line", line.name, whole.unit, whole.axis, whole.decimals, (line,), breaks=whole.breaks)
            charts.append(Chart(**{**one.__dict__, "top": max(values)}) if values else one)
    return tuple(charts)


def _build_ranking(content: Content) -> tuple[Chart, ...]:
    """One chart per indicator: two units share no scale."""
    return tuple(_rank_panel(panel, content) for panel in content.panels)


def _rank_panel(series: Series, content: Content) -> Chart:
    frame = series.frame[series.frame["year"] == content.year]
    is_ranked = frame["territory"].isin(content.among) if content.among else pd.Series(True, frame.index)
    ranked = rank_rows(frame[is_ranked])
    chosen = set(content.view.territories)
    shown = ranked[(ranked.index < MOST_BARS) | ranked["territory"].isin(chosen)]
    # Those chosen that are not of the group are shown beside it, without a rank.
    beside = frame[~is_ranked & frame["value"].notna()].assign(rank=0)
    shown = pd.concat([shown, beside]).sort_values("value", ascending=False, ignore_index=True)
    names = {code: content.scope.name(code) for code in shown["territory"].astype(str)}
    labels = tuple(
        f"{row['rank']}. {names[str(row['territory'])]}" if row["rank"] else names[str(row["territory"])]
        for _, row in shown.iterrows()
    )
    marks = [
        (str(row["territory"]), _mark(row, series, label))
        for (_, row), label in zip(shown.iterrows(), labels, strict=True)
    ]
    lines = []
    for name, is_lead in (("Territoires choisis", True), ("Autres territoires", False)):
        own = tuple(mark if (code in chosen) == is_lead else Mark(mark.x, None, "", "missing") for code, mark in marks)
        if any(mark.y is not None for mark in own):
            lines.append(Line(name, own, is_lead))
    total = len(content.among or read_codes(content.view.level))
    known = f"{format_count(len(ranked), 'territoire connu', 'territoires connus')} sur {total}"
    more = f" ; les {len(shown)} premiers ou choisis sont dessinés" if len(shown) < len(ranked) else ""
    title = f"{series.name}, {content.year}"
    return Chart(
        "bar", title, series.unit, series.unit_label, series.decimals, tuple(lines), labels, notes=(known + more,)
    )


def _stack(content: Content, *, bar: str, part: str, value: str, unit: str, decimals: int, axis: str) -> Chart:
    """Bars made of parts, the largest bar and the largest part first."""
    rows = content.rows
    bars = rows.groupby(bar, observed=True)[value].sum().sort_values(ascending=False).index.astype(str)
    parts = rows.groupby(part, observed=True)[value].sum().sort_values(ascending=False).index.astype(str)
    cells = {(str(r[bar]), str(r[part])): r for _, r in rows.iterrows()}
    lines = []
    for name in parts:
        marks = []
        for label in bars:
            row = cells.get((label, name))
            amount = None if row is None or pd.isna(row[value]) else float(row[value])
            status = "missing" if row is None else str(row.get("status", "normal"))
            figure = "" if row is None else str(row["id"])
            marks.append(Mark(label, amount, write_mark(amount, status, unit, decimals), status, figure))
        lines.append(Line(name, tuple(marks)))
    return Chart("stack", content.title, unit, axis, decimals, tuple(lines), tuple(bars))


def _build_streams(content: Content) -> tuple[Chart, ...]:
    is_ratio = content.view.kind == "neighbours"
    unit, axis = ("kg/hab.", "kilogrammes par habitant") if is_ratio else ("t", "tonnes")
    return (_stack(content, bar="bar", part="part", value="value", unit=unit, decimals=int(is_ratio), axis=axis),)


def _build_plans(content: Content) -> tuple[Chart, ...]:
    rows = content.rows.groupby(["projet", "nomAttribuant"], as_index=False, observed=True).agg(
        montant=("montant", "sum"), id=("id", "first")
    )
    whole = Content(**{**content.__dict__, "rows": rows})
    return (_stack(whole, bar="projet", part="nomAttribuant", value="montant", unit="€", decimals=0, axis="euros"),)


def _ends(marks: tuple[Mark, ...], years: tuple[int, int]) -> tuple[Mark, ...]:
    """The marks of two years, joined unless the series is broken anywhere between them."""
    between = [mark for mark in marks if years[0] < float(mark.x) <= years[1]]
    is_whole = all(mark.is_joined or not mark.figure for mark in between)
    ends = [mark for mark in marks if float(mark.x) in years]
    return tuple(replace(mark, is_joined=is_whole) for mark in ends)


def _build_slope(content: Content) -> tuple[Chart, ...]:
    charts = []
    for chart in _build_trend(content):
        lines = tuple(Line(line.name, _ends(line.marks, content.view.years), line.is_lead) for line in chart.lines)
        charts.append(Chart(**{**chart.__dict__, "lines": lines, "is_slope": True}))
    return tuple(charts)


def _build_movement(content: Content) -> tuple[Chart, ...]:
    """The rank of each territory among those of the view that are known in each year kept; 1 is the highest value."""
    from pages.views.compared.ranks import rank_years

    charts = []
    for series in content.panels:
        ranked = rank_years(series)
        lines = []
        codes = _codes(series, content)
        # Of a large group, only those chosen are drawn: their ranks are among all of it.
        for code in codes if len(codes) <= MOST_BARS else content.view.territories:
            own = ranked[ranked["territory"].astype(str) == code].sort_values("year")
            previous = own["year"].shift()
            marks = tuple(
                Mark(
                    int(r.year),
                    float(r.rank),
                    f"{int(r.rank)}",
                    str(r.status),
                    str(r.id),
                    bool(r.year - p == 1 and not r.broken),
                )
                for r, p in zip(own.itertuples(), previous, strict=True)
            )
            if marks:
                lines.append(Line(content.scope.name(code), marks, code in content.view.territories[:1]))
        title, axis = f"Rang : {series.name}", "rang, 1 pour la plus grande valeur"
        charts.append(Chart("line", title, "", axis, 0, tuple(lines), is_inverted=True))
    return tuple(charts)


def _build_scatter(content: Content) -> tuple[Chart, ...]:
    across, up = content.panels[:2]
    one, two = (
        panel.frame[(panel.frame["year"] == content.year) & panel.frame["value"].notna()].set_index("territory")
        for panel in (across, up)
    )
    chosen = content.view.territories
    lines = []
    for code in [c for c in two.index if c in one.index]:
        a, b = one.loc[code], two.loc[code]
        said = f"{write_mark(a['value'], str(a['status']), across.unit, across.decimals)} ; " + write_mark(
            b["value"], str(b["status"]), up.unit, up.decimals
        )
        worst = str(b["status"]) if str(b["status"]) != "normal" else str(a["status"])
        mark = Mark(float(a["value"]), float(b["value"]), said, worst, str(b["id"]))
        lines.append(Line(content.scope.name(str(code)), (mark,), str(code) in chosen))
    title = f"{up.name} selon {across.name}, {content.year}"
    return (Chart("scatter", title, up.unit, up.title, up.decimals, tuple(lines), x_axis=across.title),)


_BUILDERS: dict[str, Callable[[Content], tuple[Chart, ...]]] = {
    "trend": _build_trend,
    "multiples": _build_multiples,
    "ranking": _build_ranking,
    "dots": _build_ranking,
    "streams": _build_streams,
    "neighbours": _build_streams,
    "plans": _build_plans,
    "slope": _build_slope,
    "movement": _build_movement,
    "scatter": _build_scatter,
}
