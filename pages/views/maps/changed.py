"""The map of a change between two years: two hues apart from zero, and why a territory has no change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd

from geo.classes import compute_breaks
from geo.kept import FRAMES, keep_by_frame
from loaders.reading.series import Series, points_of
from loaders.statistics.changes import Change, compute_change_between
from loaders.statuses import UNCERTAIN
from pages.views.data.geography import find_border
from pages.views.maps.data import SHADED, WORDS
from pages.views.maps.numbers import write_numbers
from pages.views.maps.palette import choose_colors
from pages.views.maps.rows import Row, index_rows, sign_rows
from pages.views.maps.unsure import say_unsure_of
from pages.views.palette import THEMES, find_color
from pages.views.slots import choose_tones
from pages.words.french import STATUS_LABELS, format_change, format_points, format_value, join_words

A_SIDE = 3
Sign = Literal["", "minus", "plus"]


def compute_changes(series: Series, first: int, last: int, codes: Sequence[str]) -> dict[str, Change]:
    """The change of each territory, see loaders.statistics.changes.compute_change_between."""
    return _compute_changes(series.frame, first, last, tuple(codes))


@keep_by_frame(FRAMES)
def _compute_changes(frame: pd.DataFrame, first: int, last: int, codes: tuple[str, ...]) -> dict[str, Change]:
    rows = frame[frame["year"].between(first, last)]
    groups = {str(code): own for code, own in rows.groupby(rows["territory"].astype(str))}
    empty = rows.iloc[:0]
    return {code: compute_change_between(points_of(groups.get(code, empty)), first, last) for code in codes}


def change_data(
    series: Series,
    first: int,
    last: int,
    changes: Mapping[str, Change],
    *,
    codes: Mapping[str, str],
    geometry: str,
    selected: Sequence[str],
) -> dict[str, Any]:
    """What the browser needs to draw the changes of compute_changes; `codes` are the territories with their names.

    Shares change in points, everything else in per cent. The classes of falls and of rises are each their terciles.
    """
    period = f"{first}-{last}"
    rows = index_rows(series)
    exact: dict[str, float] = {}
    values: dict[str, list[float]] = {}
    statuses: dict[str, dict[str, str]] = {}
    texts: dict[str, str] = {}
    reasons: dict[str, str] = {}
    obstacles: Counter[str] = Counter()
    for code, name in codes.items():
        ends = {year: rows.get((code, year), Row()) for year in (first, last)}
        change = changes[code]
        if change.value is None:
            status, reasons[name] = _explain(change, ends)
            statuses[code] = {period: status}
            obstacles.update([reasons[name]] if status == "not_comparable" else [])
            continue
        exact[code] = change.points if series.unit == "%" else 100 * change.value
        values[code] = [round(exact[code], 4)]
        said = (f"{format_value(ends[y].value, series.unit, series.decimals)} en {y}" for y in (first, last))
        texts[code] = f"{_write(values[code][0] or 0.0, series)}, de {' à '.join(said)}"
        uncertain = [row.status for row in ends.values() if row.status in UNCERTAIN]
        if uncertain:
            statuses[code] = {period: uncertain[-1]}
    known = np.array(list(exact.values()))
    breaks, labels, colors, signs = _class(known, series)
    counts = [f"{reason} ({count})" for reason, count in obstacles.most_common()]
    table = {
        "years": [period],
        "values": values,
        "statuses": statuses,
        "classes": dict(zip(exact, write_numbers(known[:, None], breaks), strict=True)),
        **sign_rows([rows], codes, (first, last), period),
    }
    return SHADED | {
        "key": f"{geometry}|{series.name}|{period}",
        "title": f"Évolution : {series.name}",
        "geometry": geometry,
        "values": f"changed|{series.name}|{period}",
        "table": table,
        "unsure": say_unsure_of(table),
        "texts": texts,
        "reasons": reasons,
        "years": [period],
        "year": period,
        "breaks": breaks,
        "labels": labels,
        "colors": colors,
        "signs": signs,
        "inks": {t: [find_color(f"on:{shade}", THEMES[t]) for shade in shades] for t, shades in colors.items()},
        "decimals": 1,
        "unit": "points" if series.unit == "%" else "%",
        "one": "point" if series.unit == "%" else "%",
        "selected": list(selected),
        "border": find_border(tuple(selected)),
        "tones": choose_tones(selected),
        "words": WORDS | ({"not_comparable": f"non comparable : {join_words(counts)}"} if counts else {}),
    }


def _explain(change: Change, ends: Mapping[int, Row]) -> tuple[str, str]:
    """Why there is no change: the status of a year without value comes before any obstacle to comparing."""
    absent = {year: row.status for year, row in ends.items() if row.value is None}
    if not absent:
        return "not_comparable", change.reason.replace("'", "’")
    worst = next(s for s in ("confidential", "missing", "not_applicable") if s in absent.values())
    return worst, " ; ".join(f"{STATUS_LABELS[status]} en {year}" for year, status in absent.items())


def _class(known: np.ndarray, series: Series) -> tuple[list[float], list[str], dict[str, list[str]], list[Sign]]:
    """Bounds, words, shades and signs: falls, nothing, rises. The shades of both are as dark away from zero: in grey
    they are told apart by their signs."""
    falls, rises = compute_breaks(known[known < 0], A_SIDE), compute_breaks(known[known > 0], A_SIDE)
    still = [0.0] if (known == 0).any() else []
    colors = choose_colors([*falls, *rises], 0.0)
    shades = {t: [*c[: len(falls)], *([THEMES[t].still] if still else []), *c[len(falls) :]] for t, c in colors.items()}
    labels = [
        *_label_side(known[known < 0], falls, series),
        *(["inchangé"] if still else []),
        *_label_side(known[known > 0], rises, series),
    ]
    sides: tuple[tuple[Sign, Sequence[float]], ...] = (("minus", falls), ("", still), ("plus", rises))
    signs = [sign for sign, own in sides for _ in own]
    return [*falls, *still, *rises], labels, shades, signs


def _label_side(values: np.ndarray, breaks: Sequence[float], series: Series) -> list[str]:
    """« de − 12,3 % à − 4,0 % »: from the least value of each class to its greatest."""
    labels, low = [], -np.inf
    for high in breaks:
        inside = pd.Series(values[(values > low) & (values <= high)])
        least, most = _write(float(inside.min()), series), _write(float(inside.max()), series)
        labels.append(least if least == most else f"de {least} à {most}")
        low = high
    return labels


def _write(value: float, series: Series) -> str:
    return format_points(value) if series.unit == "%" else format_change(value / 100)
