"""What no mark of a view can show, and why: missing, confidential and not applicable are told apart in words."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from loaders.reading.series import Series
from pages.views.chart import build_charts
from pages.views.content import Content
from pages.views.data.geography import read_codes
from pages.views.kinds.maps import list_lost
from pages.views.marks import NOT_COMPARABLE, Line
from pages.views.ranking import describe_unknown
from pages.views.view import MAPS, OF_A_LEVEL
from pages.words.french import STATUS_LABELS, VALUELESS, join_runs, shorten_list


def describe_lost(content: Content) -> list[str]:
    """The sentences of a view: holes in its lines, parts without a length, territories that have no place."""
    kind = content.view.kind
    if kind == "france":
        return []
    if kind in MAPS - {"map"}:
        return _describe_maps(content)
    if kind in OF_A_LEVEL:
        codes = content.among or read_codes(content.view.level)
        said = [
            _prefix(panel, content) + describe_unknown(rows[rows["territory"].isin(codes)], content.scope, len(codes))
            for panel, rows in _split(content)
        ]
        return [sentence for sentence in dict.fromkeys(said) if not sentence.endswith(" : ") and sentence]
    if kind == "movement":
        return [sentence for panel in content.panels for sentence in _describe_years(panel, content)]
    notes: list[str] = []
    for chart in build_charts(content):
        if chart.shape == "line":
            notes += describe_gaps(chart.lines)
        elif chart.shape == "stack":
            parts = [
                f"{line.name} ({mark.x}) : {mark.text}"
                for line in chart.lines
                for mark in line.marks
                if mark.figure and not mark.y
            ]
            notes += [f"Sans longueur sur le graphique : {' ; '.join(parts)}."] if parts else []
    return list(dict.fromkeys(notes))


def _describe_maps(content: Content) -> list[str]:
    """Who has no shade on a map of a change, of two indicators or of each year, and why."""
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for head, reasons in list_lost(content).items():
        for reason, names in reasons.items():
            alike.setdefault((reason, tuple(sorted(names))), []).append(head)
    said = []
    for (reason, who), heads in alike.items():
        years = f" ({', '.join(join_runs(heads))})" if any(heads) else ""
        said.append(f"{reason[:1].upper()}{reason[1:]}{years} : {shorten_list(list(who), 6)}.")
    return said


def _split(content: Content) -> list[tuple[Series, pd.DataFrame]]:
    """The rows of a year, panel by panel: those of a scatter are of two indicators."""
    if len(content.panels) == 1:
        return [(content.panels[0], content.rows)]
    return [(panel, panel.frame[panel.frame["year"] == content.year]) for panel in content.panels]


def _prefix(panel: Series, content: Content) -> str:
    return f"{panel.name} : " if len(content.panels) > 1 else ""


def _describe_years(panel: Series, content: Content) -> list[str]:
    """Who has no rank in which years, by reason."""
    frame = panel.frame[panel.frame["value"].isna() & panel.frame["status"].astype(str).isin(VALUELESS)]
    said = []
    for status, rows in frame.groupby(frame["status"].astype(str)):
        who = [
            f"{content.scope.name(str(code))} ({shorten_list(join_runs([str(y) for y in sorted(own['year'])]), 6)})"
            for code, own in rows.groupby(rows["territory"].astype(str))
        ]
        said.append(f"{STATUS_LABELS[str(status)].capitalize()} : {shorten_list(who, 12)}.")
    return said


def describe_gaps(lines: Iterable[Line]) -> list[str]:
    """« Confidentiel : Lens-Liévin (2015). Sans donnée : Arras (2012, 2013). »: what no mark can show, by reason."""
    said: dict[str, list[str]] = {}
    for line in lines:
        first = next((n for n, mark in enumerate(line.marks) if mark.y is not None), len(line.marks))
        last = max((n for n, mark in enumerate(line.marks) if mark.y is not None), default=-1)
        by_status: dict[str, list[str]] = {}
        for n, mark in enumerate(line.marks):
            if mark.y is None and mark.status != NOT_COMPARABLE and (mark.figure or first < n < last):
                status = mark.status if mark.status in ("confidential", "not_applicable") else "missing"
                by_status.setdefault(status, []).append(f"{mark.x:g}" if isinstance(mark.x, float | int) else mark.x)
        for status, places in by_status.items():
            said.setdefault(status, []).append(f"{line.name} ({shorten_list(join_runs(places), 6)})")
    return [f"{STATUS_LABELS[status].capitalize()} : {shorten_list(who, 12)}." for status, who in said.items()]
