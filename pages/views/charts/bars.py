"""Bars: territories by rank, and bars made of parts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from loaders.reading.series import Series
from loaders.statuses import VALUELESS, find_least_certain
from pages.views.charts.lines import make_mark
from pages.views.content import Content
from pages.views.marks import Chart, Line, Mark, write_mark
from pages.views.palette import SLOTS
from pages.views.ranking import describe_known, rank_rows
from pages.views.slots import assign_slots
from pages.words.french import NBSP

MOST_BARS = 20
OTHERS = "Autres territoires"


def rank_panels(content: Content) -> tuple[Chart, ...]:
    """One chart per indicator: two units share no scale."""
    return tuple(_rank_panel(panel, content) for panel in content.panels)


def _rank_panel(series: Series, content: Content) -> Chart:
    frame = series.frame[series.frame["year"] == content.year]
    is_ranked = frame["territory"].isin(content.among) if content.among else pd.Series(True, frame.index)
    ranked = rank_rows(frame[is_ranked])
    chosen = set(content.selection.territories)
    shown = ranked[(ranked.index < MOST_BARS) | ranked["territory"].isin(chosen)]
    # Those chosen that are not of the group are shown beside it, without a rank.
    beside = frame[~is_ranked & frame["value"].notna()].assign(rank=0)
    shown = pd.concat([shown, beside]).sort_values("value", ascending=False, ignore_index=True)
    names = content.selection.tell_apart([*dict.fromkeys([*shown["territory"].astype(str), *chosen])])
    labels = tuple(
        f"{row['rank']}. {names[str(row['territory'])]}" if row["rank"] else names[str(row["territory"])]
        for _, row in shown.iterrows()
    )
    marks = [
        (str(row["territory"]), make_mark(row, series, label))
        for (_, row), label in zip(shown.iterrows(), labels, strict=True)
    ]
    slots = assign_slots(content.selection.territories)
    named = [*((code, names[code]) for code in slots), ("", OTHERS)]
    kept = ((code, name, _keep_of(code, marks, chosen)) for code, name in named)
    lines = [
        Line(name, own, is_lead=bool(code), slot=slots.get(code, 0), is_other=not code)
        for code, name, own in kept
        if any(mark.y is not None for mark in own)
    ]
    total = len(content.codes)
    known = describe_known(len(ranked), total)
    more = f" ; les {len(shown)} premiers ou choisis sont dessinés" if len(shown) < len(ranked) else ""
    title = f"{series.name}, {content.year}"
    return Chart(
        "bar", title, series.unit, series.unit_label, series.decimals, tuple(lines), labels, notes=(known + more,)
    )


def _keep_of(code: str, marks: list[tuple[str, Mark]], chosen: set[str]) -> tuple[Mark, ...]:
    """The marks of a territory chosen, or with "" those of all others; the places of the rest are empty."""
    return tuple(
        mark if (own == code if code else own not in chosen) else Mark(mark.x, None, "", "missing")
        for own, mark in marks
    )


def _find_status(statuses: Sequence[str]) -> str:
    """That of what is made of some values: their own, the least certain one, or partial where some are not known."""
    if len(set(statuses)) < 2:
        return statuses[0] if statuses else "missing"
    return "partial" if not {*VALUELESS}.isdisjoint(statuses) else find_least_certain(statuses)


def stack_rows(content: Content, *, bar: str, part: str, value: str, unit: str, decimals: int, axis: str) -> Chart:
    """Bars made of parts, the largest bar and the largest part first; the arguments name the columns of the rows.

    More parts than there are colours would share them: the smallest are one part, which says how many they are.
    """
    rows = content.rows
    bars = rows.groupby(bar, observed=True)[value].sum().sort_values(ascending=False).index.astype(str)
    parts = rows.groupby(part, observed=True)[value].sum().sort_values(ascending=False).index.astype(str)
    cells = {(str(r[bar]), str(r[part])): r for _, r in rows.iterrows()}
    kept = len(parts) if len(parts) <= SLOTS else SLOTS - 1
    groups = {name: (name,) for name in parts[:kept]}
    if others := tuple(parts[kept:]):
        groups[f"{len(others)}{NBSP}autres"] = others
    lines = []
    for slot, (name, own) in enumerate(groups.items()):
        marks = []
        for label in bars:
            found = [cells[label, one] for one in own if (label, one) in cells]
            known = [float(row[value]) for row in found if not pd.isna(row[value])]
            amount = sum(known) if known else None
            status = _find_status([str(row.get("status", "normal")) for row in found])
            # The sum of several has no line of its own.
            figure = str(found[0]["id"]) if len(found) == 1 else ""
            marks.append(Mark(label, amount, write_mark(amount, status, unit, decimals), status, figure))
        lines.append(Line(name, tuple(marks), slot=slot))
    return Chart("stack", content.title, unit, axis, decimals, tuple(lines), tuple(bars))
