"""Opening a file of any kind: what it is by its bytes, never by its name; its sheets, and the cells of one."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from loaders.own.reading.files.archives import CUT, open_archive, refuse_protected, refuse_rows
from loaders.own.reading.files.grid import MOST_COLUMNS, Grid, make_grid, make_grid_of_table, refuse_columns, split_grid
from loaders.own.reading.files.refusals import (
    EXPECTED,
    MOST_BYTES,
    MOST_ROWS,
    MOST_TEXT,
    MOST_UNPACKED,
    SAVE_AS,
    refuse,
    write_count,
)
from loaders.own.reading.files.shown import MOST_CELLS_SHOWN, show_cells
from loaders.tabular.encodings import decode
from loaders.tabular.faults import SourceFormatError

OLE, ZIP, PARQUET = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"PAR1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OF_OTHERS = {
    b"MZ": "un programme",
    b"\x7fELF": "un programme",
    b"%PDF": "un PDF",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"GIF8": "une image",
    b"7z\xbc\xaf": "une archive 7z",
    b"Rar!": "une archive RAR",
    b"\x1f\x8b": "une archive gzip",
    b"PK\x05\x06": "une archive vide",
    b"SQLite format 3": "une base SQLite",
    b"{\\rtf": "un document RTF",
}
UNPACK = "Décompressez l’archive et déposez le fichier qu’elle contient."
OF_WEB = re.compile(r"\s*(<!doctype html|<html|<table|<head|<meta|mime-version:)", re.IGNORECASE)
# UTF-8 that was read as Windows-1252 and written again, and letters that were lost.
BROKEN = re.compile(r"[^\s;,|]*(?:Ã[\u0080-\u00bf]|â€|\ufffd)[^\s;,|]*")
OF_XML = re.compile(r"\s*<\?xml", re.IGNORECASE)
OF_JSON = re.compile(r"\s*[\[{]\s*[\[{\"]")


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or the one of another file, named ""; its cells are read when they are asked for."""

    name: str
    is_hidden: bool
    load: Callable[[], Grid]

    @cached_property
    def grid(self) -> Grid:
        """Its cells."""
        return self.load()


def open_file(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a file, what it is found by its bytes. Raises RefusedFileError, before much of it is read."""
    if len(content) > MOST_BYTES:
        raise refuse(
            "too_big",
            f"un fichier d’au plus {MOST_BYTES // 1_000_000} Mo est attendu",
            f"{write_count(len(content) // 1_000_000)} Mo",
            advice="Partagez-le en plusieurs, ou gardez les colonnes utiles, et déposez-les un à un.",
        )
    if not content.strip(b"\0 \t\r\n"):
        raise refuse("empty", EXPECTED, "un fichier vide", advice="Vérifiez le fichier et déposez-le de nouveau.")
    for start, what in OF_OTHERS.items():
        if content.startswith(start):
            raise refuse("not_a_table", EXPECTED, what, advice=UNPACK if "archive" in what else SAVE_AS)
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise refuse_protected()
        return _open_workbook(content)
    if content.startswith(ZIP):
        return _open_workbook(content, are_shown_otherwise=open_archive(content))
    if content.startswith(PARQUET):
        return (Sheet("", False, lambda: _read_parquet(content)),)
    return (Sheet("", False, lambda: split_grid(_read_text(content))),)


def _read_text(content: bytes) -> str:
    """The text of a file that is no workbook."""
    try:
        text, _ = decode(content, "")
    except SourceFormatError as error:
        if "page web" in str(error):
            raise _refuse_web() from None
        said = str(error).removeprefix(" : ").removeprefix(", ")
        expected = said.split(". ")[0]
        advice = "Enregistrez le fichier en CSV (UTF-8) et déposez-le de nouveau."
        raise refuse("encoding", expected, advice=advice) from None
    head = text[:2000]
    if OF_WEB.match(head):
        raise _refuse_web()
    if OF_XML.match(head):
        raise refuse("not_a_table", EXPECTED, "un fichier XML")
    if OF_JSON.match(head):
        raise refuse("not_a_table", EXPECTED, "un fichier JSON")
    if broken := BROKEN.search(head):
        advice = "Reprenez le fichier d’où il vient, et enregistrez-le en CSV (UTF-8) ou en XLSX."
        raise refuse("encoding", "des accents lisibles sont attendus", broken[0][:40], advice=advice)
    controls = sum(ord(sign) < 32 and sign not in "\t\r\n\f" for sign in head)
    if "\0" in text or controls > len(head) / 50:
        raise refuse("not_a_table", EXPECTED, "un fichier binaire")
    return text


def _refuse_web() -> Exception:
    return refuse("web_page", EXPECTED, "une page web, même si son nom finit par .xls")


def _open_workbook(content: bytes, *, are_shown_otherwise: bool = False) -> tuple[Sheet, ...]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    except PasswordError:
        raise refuse_protected() from None
    except CalamineError:
        what = "un document qui n’est pas un classeur" if content.startswith(OLE) else ""
        raise refuse("damaged", CUT, what) from None
    if not sheets:
        raise refuse("empty", EXPECTED, "un classeur sans feuille de calcul")
    shown = content if are_shown_otherwise else b""
    return tuple(
        Sheet(one.name, one.visible != SheetVisibleEnum.Visible, partial(_read_sheet, book, one.name, shown))
        for one in sheets
    )


def _read_sheet(book: CalamineWorkbook, name: str, shown: bytes) -> Grid:
    """The cells of a sheet, texts that are merged over rows in each of them; `shown` is the workbook where some cells
    show otherwise than they are kept, else nothing."""
    try:
        sheet = book.get_sheet_by_name(name)
        if sheet.width > MOST_COLUMNS:
            raise refuse_columns(sheet.width)
        rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
        merged = sheet.merged_cell_ranges or []
    except CalamineError:
        raise refuse("damaged", "une feuille lisible est attendue, celle-ci est abîmée", sheet=name) from None
    for (first, left), (last, _) in merged:
        if last > first < len(rows) and left < len(rows[first]) and isinstance(label := rows[first][left], str):
            for row in rows[first + 1 : last + 1]:
                row[left] = row[left] or label
    if shown and len(rows) * sheet.width <= MOST_CELLS_SHOWN:
        show_cells(rows, shown, name)
    return make_grid(rows)


def _read_parquet(content: bytes) -> Grid:
    advice = "Écrivez-le de nouveau, une colonne par donnée, en textes et en nombres, et déposez-le."
    try:
        file = pq.ParquetFile(io.BytesIO(content))
        schema, rows = file.schema_arrow, file.metadata.num_rows
        if rows > MOST_ROWS:
            raise refuse_rows(rows)
        if len(schema) > MOST_COLUMNS:
            raise refuse_columns(len(schema))
        size = sum(file.metadata.row_group(n).total_byte_size for n in range(file.metadata.num_row_groups))
        if size > MOST_UNPACKED:
            raise refuse("trap", "un fichier de taille honnête est attendu", f"{write_count(size // 1_000_000)} Mo")
        texts = [one.name for one in schema if _is_text(one.type)]
        if nested := [one.name for one in schema if pa.types.is_nested(one.type) or pa.types.is_binary(one.type)]:
            raise refuse(
                "not_a_table", "des colonnes de textes, de nombres et de dates sont attendues", nested[0], advice=advice
            )
        table = pq.ParquetFile(io.BytesIO(content), read_dictionary=texts).read()
        letters = {name: _count_letters(table.column(name)) for name in table.column_names}
        if sum(letters.values()) > MOST_TEXT:
            longest = max(letters, key=lambda name: letters[name])
            raise refuse("trap", "des textes de longueur honnête sont attendus", longest, advice=advice)
        return make_grid_of_table(table)
    except (pa.ArrowException, OSError, EOFError, UnicodeDecodeError, OverflowError):
        raise refuse(
            "damaged", "un fichier Parquet entier est attendu, celui-ci est coupé ou abîmé", advice=advice
        ) from None


def _count_letters(column: pa.ChunkedArray) -> int:
    """The letters of a column once each text is written as often as it has rows; none where it has no text."""
    if pa.types.is_dictionary(column.type):
        if not _is_text(column.type.value_type):
            return 0
        lengths = [pc.take(pc.utf8_length(chunk.dictionary), chunk.indices) for chunk in column.chunks]
    elif _is_text(column.type):
        lengths = [pc.utf8_length(chunk) for chunk in column.chunks]
    else:
        return 0
    return sum(pc.sum(own.cast(pa.int64())).as_py() or 0 for own in lengths)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
