"""What no mark of a view can show, and why: missing, confidential and not applicable are told apart in words."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from loaders.reading.series import Series
from pages.views.content import Content
from pages.views.data.geography import read_names
from pages.views.maps.drawn import read_shown
from pages.views.marks import NOT_COMPARABLE, Line
from pages.views.ranking import describe_unknown
from pages.views.record import ViewError
from pages.words.french import STATUS_LABELS, join_runs, shorten_list


def describe_unplaced(content: Content) -> list[str]:
    """Who of the territories of a level, or of a group of peers, has no place on a view of one year."""
    codes = content.codes
    said = [
        _prefix(panel, content) + describe_unknown(rows[rows["territory"].isin(codes)], content.selection, len(codes))
        for panel, rows in _split(content)
    ]
    return [sentence for sentence in dict.fromkeys(said) if not sentence.endswith(" : ") and sentence]


def _split(content: Content) -> list[tuple[Series, pd.DataFrame]]:
    """The rows of a year, panel by panel: those of a scatter are of two indicators."""
    if len(content.panels) == 1:
        return [(content.panels[0], content.rows)]
    return [(panel, panel.frame[panel.frame["year"] == content.year]) for panel in content.panels]


def _prefix(panel: Series, content: Content) -> str:
    return f"{panel.name} : " if len(content.panels) > 1 else ""


def describe_undrawn(content: Content) -> list[str]:
    """The holes of the lines of a view, and the parts of its bars that have no length."""
    notes: list[str] = []
    is_one = len(content.charts) < 2 or content.form == "small charts"
    for chart in content.charts:
        if chart.shape == "line":
            notes += [note if is_one else f"{chart.title}\u00a0: {note}" for note in describe_gaps(chart.lines)]
        elif chart.shape == "stack":
            parts = [
                f"{line.name} ({mark.x}) : {mark.text}"
                for line in chart.lines
                for mark in line.marks
                if mark.figure and not mark.y
            ]
            notes += [f"Sans longueur sur le graphique : {' ; '.join(parts)}."] if parts else []
    return list(dict.fromkeys(notes))


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


def describe_unshaded(content: Content) -> list[str]:
    """Who has no shade on the maps of a view, and why, each reason said once with the maps that it holds for."""
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for head, reasons in list_unshaded(content).items():
        for reason, names in reasons.items():
            alike.setdefault((reason, tuple(sorted(names))), []).append(head)
    said = []
    for (reason, who), heads in alike.items():
        years = f" ({', '.join(join_runs(heads))})" if any(heads) else ""
        said.append(f"{reason[:1].upper()}{reason[1:]}{years} : {shorten_list(list(who), 6)}.")
    return said


def list_unshaded(content: Content) -> dict[str, dict[str, list[str]]]:
    """Who has no shade on the maps of a view: by the head of the map, by the reason, the names."""
    found: dict[str, dict[str, list[str]]] = {}
    try:
        maps = content.maps.each
    except ViewError:
        return found
    for data in maps:
        values, statuses = read_shown(data)
        for code, name in read_names(content.level, content.selection.departements).items() if content.level else ():
            if code not in values:
                reason = data.get("reasons", {}).get(name) or STATUS_LABELS[statuses.get(code, "missing")]
                found.setdefault(data.get("head", ""), {}).setdefault(reason, []).append(content.selection.name(code))
    return found
