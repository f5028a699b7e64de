"""Dots: territories among their peers, a row each, with the median and the middle half of those known."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from loaders.reading.series import Series
from loaders.statistics.distribution import describe_distribution
from loaders.statistics.groups import THRESHOLD
from pages.views.charts.bars import MOST_BARS
from pages.views.charts.lines import make_mark
from pages.views.compared.absent import absence_of
from pages.views.content import Content
from pages.views.marks import Chart, Guide, Line, Mark
from pages.views.ranking import describe_known
from pages.views.reading import known_rows
from pages.views.slots import assign_slots
from pages.words.french import STATUS_LABELS, format_value, middle_decimals

TOGETHER = "les pairs"
FEWEST = 3


def dot_panels(content: Content) -> tuple[Chart, ...]:
    """One chart per indicator: two units share no scale."""
    return tuple(_dot_panel(panel, content) for panel in content.panels)


def _dot_panel(series: Series, content: Content) -> Chart:
    chosen = content.selection.territories
    among = content.codes
    known = known_rows(series)
    rows = known[(known["year"] == content.year) & known["territory"].astype(str).isin({*chosen, *among})]
    rows = rows.sort_values(["value", "territory"], ascending=[False, True])
    codes = rows["territory"].astype(str).tolist()
    names = content.selection.tell_apart([*dict.fromkeys([*codes, *chosen])])
    is_strip = len(codes) > MOST_BARS
    lanes = {code: TOGETHER if is_strip and code not in chosen else names[code] for code in codes}
    absent = [code for code in chosen if code not in lanes]
    slots = assign_slots(chosen)
    lines = [
        Line(names[code], _mark_own(code, rows, names[code], series, content.year), True, slot)
        for code, slot in slots.items()
    ]
    others = tuple(
        replace(make_mark(row, series, lanes[code]), name=names[code])
        for code, (_, row) in zip(codes, rows.iterrows(), strict=True)
        if code not in slots
    )
    lines += [Line(TOGETHER.capitalize(), others, is_other=True)] if others else []
    categories = tuple(dict.fromkeys([*lanes.values(), *(names[code] for code in absent)]))
    group = rows[rows["territory"].astype(str).isin(among)]
    guides = _draw_middle(group, len(among), series)
    title = f"{series.name}, {content.year}"
    return Chart(
        "dots",
        title,
        series.unit,
        series.unit_label,
        series.decimals,
        tuple(lines),
        categories,
        notes=(describe_known(len(group), len(among)), *(guide.name for guide in guides)),
        is_from_zero=False,
        guides=guides,
    )


def _mark_own(code: str, rows: pd.DataFrame, name: str, series: Series, year: int | None) -> tuple[Mark, ...]:
    """The mark of a territory chosen, or one without value that says why."""
    own = rows[rows["territory"].astype(str) == code]
    if len(own):
        return (make_mark(own.iloc[0], series, name),)
    status = absence_of(series.frame, code, year)
    return (Mark(name, None, STATUS_LABELS[status], status),)


def _draw_middle(rows: pd.DataFrame, members: int, series: Series) -> tuple[Guide, ...]:
    """The median and the band between the quartiles; nothing under 75 % or under three values."""
    if len(rows) < FEWEST or len(rows) < THRESHOLD * members:
        return ()
    spread = describe_distribution(rows["value"])
    median = float(spread.median or 0.0)
    said = f"Trait\u00a0: médiane, {format_value(median, series.unit, middle_decimals(median, series.decimals))}."
    guides = [Guide("median", ((median, 0.0),), said)]
    if spread.first_quartile is not None and spread.third_quartile is not None:
        band = ((float(spread.first_quartile), 0.0), (float(spread.third_quartile), 0.0))
        guides.insert(0, Guide("quartiles", band, "Bande\u00a0: la moitié du milieu."))
    return tuple(guides)
