"""Figures of one indicator as a table of territories by years: what is known, and every hole in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from loaders.catalog import load_catalog
from pages.views.selection import Selection
from pages.views.tables import count_decimals
from pages.words.french import STATUS_LABELS, format_count, format_number
from pages.words.markup import figure_link, heads, remark_sign, status_badge, table_region, tag, territory_link, text

MOST_LINES = 150
USED = ["territory", "place", "scope", "year", "period", "value", "status", "warning", "id", "note"]
Line = tuple[str, str, str]


def matrix_markup(rows: pd.DataFrame, selection: Selection, *, decimals: int, label: str) -> str:
    """A line per territory, place and restriction, a column per year; each value leads to its origin.

    `rows` are observations of one indicator. The territories selected come first, then the widest; where several
    values are published for a line and a year, all are written. « – » is a year of which nothing is published.
    """
    lines: dict[Line, dict[int, list[Any]]] = {}
    for row in rows[USED].itertuples():
        lines.setdefault((str(row.territory), row.place, row.scope), {}).setdefault(int(row.year), []).append(row)
    years = sorted({year for known in lines.values() for year in known})
    order = {code: n for n, code in enumerate(dict.fromkeys([*selection.territories, *selection.table.index]))}
    shown = sorted(lines, key=lambda line: (order.get(line[0], len(order)), *line))[:MOST_LINES]
    has_place, has_scope = any(line[1] for line in lines), any(line[2] for line in lines)
    head = heads(["Territoire", *(["Lieu"] if has_place else []), *(["Périmètre"] if has_scope else [])])
    head += "".join(text("th", str(year), scope="col", class_="num") for year in years)
    body = []
    for territory, place, restriction in shown:
        known = lines[territory, place, restriction]
        cells = [tag("th", territory_link(selection.name(territory), territory), scope="row")]
        cells += [text("td", place)] if has_place else []
        cells += [text("td", load_catalog().scope_label(restriction))] if has_scope else []
        cells += [
            _write_cell(known[year], decimals) if year in known else text("td", "–", class_="num none")
            for year in years
        ]
        body.append(tag("tr", "".join(cells)))
    more = len(lines) - len(shown)
    note = text("p", f"{format_count(more, 'ligne')} de plus dans le fichier.", class_="t-missing") if more else ""
    return table_region(head, body, label=label, kind="t-table tall") + note


def _write_cell(values: Iterable[Any], decimals: int) -> str:
    """What is published of a line for a year: each value, its status if not a final one, its period if not the year."""
    parts = []
    for row in values:
        if pd.isna(row.value):
            said = figure_link(STATUS_LABELS[str(row.status)], str(row.id))
        else:
            said = figure_link(_write_value(row.value, decimals), str(row.id)) + status_badge(
                str(row.status), str(row.warning)
            )
        period = "" if row.period in ("", str(row.year)) else text("small", row.period)
        parts.append(tag("div", said + remark_sign(str(row.note)) + period))
    return tag("td", "".join(parts), class_="num")


def _write_value(value: float, decimals: int) -> str:
    """A number with the decimals of its indicator; more where it would else be written as zero."""
    is_lost = value != 0 and round(value, decimals) == 0
    return format_number(value, count_decimals(value) if is_lost else decimals)
