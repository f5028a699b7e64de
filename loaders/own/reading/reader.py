"""Understanding a file: opened, its table found, its cells read, its figures made; everything wrong is said at once."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from loaders.catalog import Catalog
from loaders.own.reading import messages
from loaders.own.reading.amounts import BLANK, read_amounts
from loaders.own.reading.choosing import apply, choose_sheet, propose
from loaders.own.reading.coded import Report
from loaders.own.reading.figures import make_figures
from loaders.own.reading.files.opening import Sheet, open_file
from loaders.own.reading.files.refusals import RefusedFileError
from loaders.own.reading.header_words import Words
from loaders.own.reading.layout import make_headers
from loaders.own.reading.places import read_places
from loaders.own.reading.records import list_missing, make_records
from loaders.own.reading.remarks import is_readable, remark_blank, remark_columns, remark_shares, suggest
from loaders.own.reading.resolving import resolve
from loaders.own.reading.scdl.reader import read_grants
from loaders.own.reading.scdl.table import find_table
from loaders.own.reading.summary import summarise
from loaders.own.reading.understood import Finding, Mapping, Understanding
from loaders.own.reading.values import ValueChecker

LONGEST_NAME = 200
UNFORESEEN = "unforeseen"


def clean_name(name: str) -> str:
    """The name of a file to say: without folders, nor characters that no database or header would take."""
    said = (" " if letter.isspace() else letter for letter in re.split(r"[\\/]", name)[-1])
    return "".join(letter for letter in said if letter.isprintable())[:LONGEST_NAME]


def understand(
    content: bytes, name: str, catalog: Catalog, *, mapping: Mapping | None = None, today: dt.date
) -> Understanding:
    """What a file of the office says: its figures, and a finding for each thing that is wrong or to be known.

    `name` is only said. `mapping` is how a person wants it read; what it leaves out is proposed. Nothing is written,
    and nothing is raised for a file, whatever is in it.
    """
    given = mapping or Mapping()
    started = Understanding(clean_name(name), hashlib.sha256(content).hexdigest(), given)
    try:
        return _read(started, open_file(content), catalog, given, today)
    except RefusedFileError as error:
        return replace(started, findings=(error.finding,))
    except Exception as error:  # what nobody foresaw of a file is told like the rest: the page and its readers go on
        return replace(started, findings=(_tell_fault_of_ours(error),))


def _tell_fault_of_ours(error: Exception) -> Finding:
    """What to say where reading fails on what it did not expect."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    expected, advice = messages.UNFORESEEN
    found = f"{type(error).__name__}, {Path(last.filename).name} ligne {last.lineno}"
    return Finding(UNFORESEEN, True, expected=expected, found=found, advice=advice)


def _read(
    started: Understanding, sheets: Sequence[Sheet], catalog: Catalog, mapping: Mapping, today: dt.date
) -> Understanding:
    places, report = read_places(catalog), Report("")
    if (table := find_table(sheets, mapping.sheet)) is not None:
        return read_grants(started, table, sheets, catalog, places, today)
    words = Words(catalog, places)
    sheet, layout = choose_sheet(sheets, mapping, words, report)
    found = replace(started, sheets=tuple(one.name for one in sheets if one.name))
    if layout is None:
        cells = " | ".join(sheet.grid.head(1)[0][:6]) if len(sheet.grid.frame) else "une feuille vide"
        expected, advice = messages.HEADERS
        report.say("no_header", expected, cells, advice=advice, is_error=True)
        used = mapping.model_copy(update={"sheet": sheet.name})
        return replace(found, findings=tuple(report.findings), mapping=used)
    layout = apply(layout, mapping)
    used = propose(layout, sheet, mapping, started.name, words, report)
    found = replace(found, mapping=used, headers=make_headers(sheet.grid, layout))
    remark_columns(layout, sheet.grid, mapping, report, words)
    if not is_readable(layout, sheet.grid, report, words):
        return replace(found, findings=tuple(report.findings))
    records = make_records(sheet.grid, layout, used, words.places, report)
    found = replace(found, rows_read=records.rows_read)
    # A million rows take hundreds of megabytes: what was read of the file is no more needed.
    del sheets, sheet
    missing = list_missing(records)
    for dimension in missing:
        expected, advice = messages.ASKED[dimension]
        report.say(f"missing_{dimension}", expected, suggest(dimension, layout, words), advice=advice, is_error=True)
    if not records.rows_read:
        expected, advice = messages.NO_ROWS
        report.say("no_rows", expected, advice=advice, is_error=True)
    if missing or not records.rows_read:
        return replace(found, findings=tuple(report.findings))
    amounts = read_amounts(records.texts)
    is_blank = (amounts.status == BLANK) & records.words["status"].is_blank
    resolved = resolve(records, words, used, is_blank, report)
    values = ValueChecker(records, amounts, resolved, catalog, report).check(today)
    figures = make_figures(records, resolved, values, words, report, section=report.sheet)
    remark_blank(int(is_blank.sum()), report)
    remark_shares(figures, catalog, report)
    in_error = len(report.rows_in_error)
    return replace(
        found,
        figures=figures,
        findings=tuple(sorted(report.findings, key=lambda finding: finding.order)),
        summary=tuple(summarise(figures, catalog, words.places, records.rows_read, in_error)),
        proposals=resolved.proposals,
        rows_in_error=in_error,
    )
