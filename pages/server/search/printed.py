"""The answer to a number: the figures that are printed so, each with its territory, year and source."""

from __future__ import annotations

from urllib.parse import quote

import pandas as pd

from loaders.catalog import load_catalog
from loaders.reading.printed import find_printed, read_number
from loaders.reading.surroundings import read_territories
from pages.server.search.lines import Answer, Line, name_place
from pages.words.french import NBSP, format_count, label_status
from pages.words.sources import source_texts

# As many as an answer names; a number printed oftener tells nothing by itself.
MOST = 6


def answer_number(query: str) -> Answer | None:
    """The figures that print the number a query is; None where it is none, or none prints it."""
    number, unit = read_number(query)
    rows = find_printed(number, unit) if number else pd.DataFrame()
    if rows.empty:
        return None
    counted = format_count(len(rows), "chiffre imprimé ainsi", "chiffres imprimés ainsi")
    said = f"{counted}{f', dont voici les {MOST} premiers' if len(rows) > MOST else ''}."
    lines = tuple(_write_line(row) for _, row in rows.head(MOST).iterrows())
    return Answer(f"«{NBSP}{query.strip()}{NBSP}» dans les sources", lines, (said,))


def _write_line(row: pd.Series) -> Line:
    """A figure as it is printed, and of what it is."""
    catalog, who = load_catalog(), str(row["territory"])
    indicator, scope = str(row["indicator"]), str(row["scope"])
    what = catalog.indicators[indicator].label if indicator else f"Subvention : {scope}"
    restricted = f" ({catalog.scope_label(scope)})" if indicator and scope else ""
    whose = name_place(who) if who in read_territories().index else who
    status = "" if row["status"] == "normal" else label_status(str(row["status"]), str(row["warning"]))
    parts = [whose, str(row["period"] or row["year"]), f"{what}{restricted}", status]
    source = next(iter(source_texts([str(row["source"])])), "")
    detail = " · ".join(part for part in parts if part).replace("'", "’")
    return Line(str(row["published"]), detail, f"#chiffre-{quote(str(row['id']), safe='~')}", source)
