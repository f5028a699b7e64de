"""Charts that have no room: the rows and the charts that tell most, and how many are left to the workbook."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pages.views.marks import Chart, Line
from pages.words.french import format_count, format_number

# Shapes whose categories are rows from the top down.
OF_CATEGORIES = frozenset({"bar", "stack", "dots", "dumbbell"})


@dataclass(frozen=True)
class ShortChart:
    """A chart of the rows that stay; `sentence` says what is left out, "" where nothing is."""

    chart: Chart
    left_out: int = 0
    sentence: str = ""


def shorten_chart(chart: Chart, most: int, *, home: Collection[str] = ()) -> ShortChart:
    """A chart of `most` rows: those chosen, home, the last one, then the first ones, all in their order."""
    if chart.shape not in OF_CATEGORIES or len(chart.categories) <= most:
        return ShortChart(chart)
    leads = {str(mark.x) for line in chart.lines if line.is_lead for mark in line.marks if mark.text}
    names = chart.categories
    own = [name for name in names if name in leads]
    near = [name for name in names if name in home or name.partition(". ")[2] in home]
    wanted = dict.fromkeys([*own, names[0], *near, names[-1], *names])
    kept = set(list(wanted)[: max(1, most)])
    left = len(names) - len(kept)
    said = f"{format_count(len(kept), 'rang')} sur {format_number(len(names))}"
    if chart.shape == "stack":
        said = f"{format_count(len(kept), 'barre')} sur {format_number(len(names))}"
    return ShortChart(_keep_rows(chart, kept), left, f"{said}\u00a0; les autres sont dans le classeur.")


def _keep_rows(chart: Chart, kept: Collection[str]) -> Chart:
    lines = tuple(replace(line, marks=tuple(m for m in line.marks if str(m.x) in kept)) for line in chart.lines)
    return replace(chart, categories=tuple(n for n in chart.categories if n in kept), lines=tuple(filter(_has, lines)))


def _has(line: Line) -> bool:
    return bool(line.marks)


def shorten_charts(charts: Sequence[Chart], most: int) -> tuple[tuple[Chart, ...], str]:
    """The charts that have room, each title in turn, and what is left out in words; "" where nothing is."""
    if len(charts) <= most:
        return tuple(charts), ""
    by_title: dict[str, list[Chart]] = {}
    for chart in charts:
        by_title.setdefault(chart.axis, []).append(chart)
    turns = [group[n] for n in range(len(charts)) for group in by_title.values() if n < len(group)]
    kept = {id(chart) for chart in turns[:most]}
    left = len(charts) - most
    rest = "l’autre est" if left == 1 else "les autres sont"
    said = f"{format_count(most, 'graphique')} sur {format_number(len(charts))}\u00a0; {rest} dans le classeur."
    return tuple(chart for chart in charts if id(chart) in kept), said
