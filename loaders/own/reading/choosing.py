"""Which sheet and table of a file is read, and how: as somebody said, else as its headers, cells and title say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from loaders.own.reading import messages
from loaders.own.reading.coded import Report
from loaders.own.reading.files.grid import HEAD
from loaders.own.reading.files.opening import Sheet
from loaders.own.reading.files.refusals import refuse
from loaders.own.reading.header_words import Words, fold
from loaders.own.reading.layout import Column, Layout, find_layout, lay, read_role
from loaders.own.reading.understood import Mapping
from loaders.own.reading.years import find_years
from loaders.tabular.faults import join_some

MOST_SHEETS = 60
# Sheets whose tables are nearly as likely as the best, by the points of a layout, may be what is wanted.
NEARLY = 4
# Shorter names of indicators are words of any title.
SHORTEST_NAME = 6


def choose_sheet(
    sheets: Sequence[Sheet], mapping: Mapping, words: Words, report: Report
) -> tuple[Sheet, Layout | None]:
    """The sheet to read and its table; without a word of anybody, the first that is not hidden and has one."""
    named = {sheet.name: sheet for sheet in sheets}
    if mapping.sheet in named:
        report.sheet = mapping.sheet
        return named[mapping.sheet], _find(named[mapping.sheet], mapping, words)
    if len(sheets) > MOST_SHEETS:
        expected = f"un classeur d’au plus {MOST_SHEETS} feuilles est attendu"
        raise refuse("several_sheets", expected, f"{len(sheets)} feuilles", advice="Gardez la feuille utile.")
    found = [(sheet, layout) for sheet in sheets if (layout := _find(sheet, mapping, words)) is not None]
    if not found:
        given = next((sheet for sheet in sheets if len(sheet.grid.frame)), sheets[0])
        report.sheet = given.name
        return given, None
    seen = [pair for pair in found if not pair[0].is_hidden] or found
    best = max(layout.score for _, layout in seen)
    likely = [(sheet, layout) for sheet, layout in seen if layout.score >= best - NEARLY]
    report.sheet = likely[0][0].name
    _remark(sheets, [sheet.name for sheet, _ in likely], report)
    return likely[0]


def _remark(sheets: Sequence[Sheet], likely: Sequence[str], report: Report) -> None:
    if hidden := [sheet.name for sheet in sheets if sheet.is_hidden]:
        told = "une feuille du classeur est masquée" if len(hidden) == 1 else "des feuilles du classeur sont masquées"
        report.say("hidden_sheet", told, join_some(hidden), advice="Elles ne sont lues que si vous les choisissez.")
    if len(likely) > 1:
        report.say(
            "several_sheets", f"{len(likely)} feuilles ont un tableau, celle-ci seule est lue",
            f"aussi {join_some(likely[1:])}", advice="Choisissez la feuille, ou déposez les autres une à une.",
        )  # fmt: skip


def _find(sheet: Sheet, mapping: Mapping, words: Words) -> Layout | None:
    """The table at the row of headers that is said, where its headers are those known; else the likeliest."""
    at = np.flatnonzero(sheet.grid.rows == mapping.header_row)
    if len(at) and at[0] < HEAD:
        layout = lay(sheet.grid, int(at[0]), mapping.header_rows, words)
        if not mapping.roles or {column.name for column in layout.columns} & set(mapping.roles):
            return layout
    return find_layout(sheet.grid, words)


def apply(layout: Layout, mapping: Mapping) -> Layout:
    """The table with the roles that a person gave; headers of which nothing is said keep what is proposed."""
    columns = tuple(
        Column(one.place, one.name, read_role(mapping.roles[one.name])) if one.name in mapping.roles else one
        for one in layout.columns
    )
    return replace(layout, columns=columns)


def propose(layout: Layout, sheet: Sheet, mapping: Mapping, file: str, words: Words, report: Report) -> Mapping:
    """The mapping that is used: what a person said, and where nothing says it what the title or the name does."""
    said = {item for column in layout.columns for item in (*column.items, column.role) if item}
    update: dict[str, object] = {
        "sheet": sheet.name,
        "header_row": int(sheet.grid.rows[layout.first]),
        "header_rows": layout.depth,
        "roles": mapping.roles | {column.name: column.write_role() for column in layout.columns if column.name},
    }
    above = [*layout.titles, sheet.name, re.sub(r"\.\w+$", "", file).replace("_", " ")]
    if "year" not in said and not mapping.year:
        years = next((own for text in above if (own := {year for year, _, _ in find_years(text)})), set())
        if len(years) == 1:
            update["year"] = years.pop()
            told = "l’année " + messages.FROM_TITLE.format("elle est prise")
            report.say("year_from_title", told, str(update["year"]), advice="Changez-la si elle est autre.")
    if "indicator" not in said and not mapping.indicator:
        names = [column.name for column in layout.values]
        if headline := next(filter(None, (_find_indicator(text, words) for text in (*names, *above))), None):
            update["indicator"] = headline
            label = words.catalog.indicators[headline.partition("@")[0]].label
            told = "l’indicateur " + messages.FROM_TITLE.format("il est pris")
            report.say("indicator_from_title", told, f"{label} ({headline})", advice="Changez-le s’il est autre.")
    return mapping.model_copy(update=update)


def _find_indicator(text: str, words: Words) -> str | None:
    """The indicator whose whole name is in a text, that of the longest name."""
    plain = f" {fold(text)} "
    known = [name for name in words.indicators if len(name) >= SHORTEST_NAME and f" {name} " in plain]
    return words.indicators[max(known, key=len)] if known else None
