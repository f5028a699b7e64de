"""The map of two indicators crossed: nine shades, each a third of the one with a third of the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo.bivariate import CELLS, THIRDS, find_cell, find_thirds, name_cell
from loaders.reading.series import Series
from loaders.statuses import RESULTS, UNCERTAIN
from pages.views.data.geography import find_border
from pages.views.maps.data import SHADED, WORDS
from pages.views.maps.rows import Row, index_rows, sign_rows
from pages.views.maps.unsure import say_unsure_of
from pages.views.palette import THEMES
from pages.views.slots import choose_tones
from pages.words.french import STATUS_LABELS, format_value

# The worse of two statuses is that of the pair.
WORST = (*RESULTS, "not_applicable", "missing", "confidential")


def cross_data(
    first: Series, second: Series, *, year: int, codes: Mapping[str, str], geometry: str, selected: Sequence[str]
) -> dict[str, Any]:
    """What the browser needs to draw it; `codes` are the territories with their names.

    The thirds are those of every year and territory of each series. Raises ClassError where one cannot be parted.
    """
    names = (first.name, second.name)
    one, other = index_rows(first), index_rows(second)
    thirds = [
        find_thirds([row.value for row in rows.values() if row.value is not None], name)
        for rows, name in zip((one, other), names, strict=True)
    ]
    values: dict[str, list[int | None]] = {}
    statuses: dict[str, dict[int, str]] = {}
    texts: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for code, name in codes.items():
        pair = (one.get((code, year), Row()), other.get((code, year), Row()))
        status = max((row.status for row in pair), key=WORST.index)
        if pair[0].value is None or pair[1].value is None:
            reasons[name] = " ; ".join(
                f"{STATUS_LABELS[row.status]} pour « {who} »"
                for row, who in zip(pair, names, strict=True)
                if row.value is None
            )
            statuses[code] = {year: status}
            continue
        cell = find_cell(pair[0].value, pair[1].value, thirds)
        values[code] = [cell]
        texts[code] = f"{_say(pair[0], first)} ; {_say(pair[1], second)}. {name_cell(cell, names)}"
        if status in UNCERTAIN:
            statuses[code] = {year: status}
    table = {
        "years": [year],
        "values": values,
        "statuses": statuses,
        "classes": {code: str(cell) for code, (cell,) in values.items()},
        **sign_rows([one, other], codes, (year,), year),
    }
    return SHADED | {
        "key": f"{geometry}|{names}|{year}",
        "title": f"{names[0]} et {names[1]}",
        "geometry": geometry,
        "values": f"crossed|{names}|{year}",
        "table": table,
        "unsure": say_unsure_of(table),
        "texts": texts,
        "reasons": reasons,
        "years": [year],
        "year": year,
        "breaks": list(range(CELLS)),
        "labels": [],
        "grid": {
            "axes": [first.title, second.title],
            "thirds": list(THIRDS),
            "words": [name_cell(cell, names) for cell in range(CELLS)],
        },
        "colors": {theme: list(palette.crossed) for theme, palette in THEMES.items()},
        "decimals": 0,
        "unit": "",
        "one": "",
        "selected": list(selected),
        "border": find_border(tuple(selected)),
        "tones": choose_tones(selected),
        "words": WORDS,
    }


def _say(row: Row, series: Series) -> str:
    return f"{series.name} {format_value(row.value, series.unit, series.decimals)}"
