"""Workbooks are archives: what one holds is measured before it is opened, and what is made to fill a memory refused."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.own.reading.files.refusals import (
    EXPECTED,
    MOST_CELLS,
    MOST_ROWS,
    MOST_TEXT,
    MOST_UNPACKED,
    refuse,
    write_count,
)
from loaders.own.reading.files.repeated import count_repeated, measure_texts
from loaders.tabular.encodings import BLOCK, SUSPECT

# A workbook of figures is compressed ten or twenty times.
MOST_RATIO = 100
MOST_ENTRIES = 5_000
# What a sheet has beside its rows of data: a title, headers, notes.
MOST_BESIDE = 100
SHEETS = "xl/worksheets/"
LOCAL_HEADER, MARK = 30, b"PK\x03\x04"
OTHERS = {
    "word/document.xml": "un document Word",
    "ppt/presentation.xml": "une présentation PowerPoint",
    "xl/workbook.bin": "un classeur binaire XLSB",
}
# A cell that is filled: an empty one closes itself.
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,10})"[^>/]*>')
_ODS_ROW = re.compile(rb"<table:table-row(?=[\s>/])([^>]*?)(?:/>|>(.*?)</table:table-row>)|(</table:table>)", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ODS_ROWS = re.compile(rb'number-rows-repeated="(\d{1,10})"')
_ODS_COLUMNS = re.compile(rb'number-columns-repeated="(\d{1,10})"')
# Formats 9 and 10 are « 0 % » and « 0,00 % ».
_PERCENT = re.compile(rb'<xf [^>]*numFmtId="(?:9|10)"|formatCode="[^"]*%')
FILLED = b"office:value-type"
# A row of a sheet takes no more; what is longer has no end.
LONGEST_ROW = 8 * BLOCK
OVERLAP = 512
TRAP = "Ce fichier est fait pour remplir une mémoire, ou abîmé. Enregistrez le seul tableau utile en CSV et déposez-le."
CUT = "un classeur entier est attendu, celui-ci est coupé ou abîmé"


@dataclass
class _Extent:
    """How far a sheet goes: its last row and column that are filled; `blank` are rows that may still be followed.

    `cells` are those it has and `texts` those of a text that is kept elsewhere; `is_shown_otherwise` where a cell is a
    formula that fails, or a style one of percentages.
    """

    rows: int = 0
    columns: int = 0
    blank: int = 0
    cells: int = 0
    texts: int = 0
    is_shown_otherwise: bool = False
    tail: bytes = field(default=b"")

    def look_at_xlsx(self, block: bytes) -> None:
        """Take the cells of the next bytes of a sheet."""
        text = self.tail + block
        found = _CELL.findall(text)
        self.columns = max(self.columns, max(map(_number, {letters for letters, _ in found}), default=0))
        self.rows = max(self.rows, max(map(int, {row for _, row in found}), default=0))
        self.cells += block.count(b"<c ") + block.count(b"<c>")
        self.texts += block.count(b't="s"')
        self.is_shown_otherwise |= b' t="e"' in block
        self.tail = text[-OVERLAP:]

    def look_at_ods(self, block: bytes) -> None:
        """Take the rows of the next bytes of a document, repeated ones as often as they say."""
        text, end = self.tail + block, 0
        for row in _ODS_ROW.finditer(text):
            inside, end = row[2] or b"", row.end()
            if row[3]:
                self.check()
                self.rows = self.columns = self.blank = 0
                continue
            count = _ODS_ROWS.search(row[1])
            repeated = int(count[1]) if count else 1
            if FILLED not in inside:
                self.blank += repeated
                continue
            self.rows, self.blank = self.rows + self.blank + repeated, 0
            self.columns = max(self.columns, _measure_ods_row(inside))
        start = text.find(b"<table:table-row", end)
        self.tail = text[start:] if start >= 0 else text[max(end, len(text) - OVERLAP) :]
        if len(self.tail) > LONGEST_ROW:
            raise _refuse_trap("une ligne sans fin")

    def check(self) -> None:
        """Raise RefusedFileError where a reader would have to fill more cells than it should."""
        if self.rows > MOST_ROWS + MOST_BESIDE:
            raise refuse_rows(self.rows)
        if max(self.cells, self.rows * self.columns) > MOST_CELLS:
            raise refuse(
                "far_cell",
                f"un tableau d’au plus {write_count(MOST_CELLS)} cellules est attendu",
                f"une cellule remplie en ligne {write_count(self.rows)}, colonne {self.columns}",
                advice="Effacez les cellules loin du tableau, ou copiez le tableau seul dans un nouveau classeur.",
            )


def _measure_ods_row(inside: bytes) -> int:
    """The number of the last column of a row that is filled."""
    width, last = 0, 0
    for cell in _ODS_CELL.finditer(inside):
        count = _ODS_COLUMNS.search(cell[1])
        width += int(count[1]) if count else 1
        last = width if FILLED in cell[1] else last
    return last


def open_archive(content: bytes) -> bool:
    """Whether cells of a workbook show otherwise than they are kept: formulas that fail, percentages.

    Its members are measured first. Raises RefusedFileError for what is no workbook, or one made to fill a memory.
    """
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        raise refuse("damaged", CUT) from None
    names = {entry.filename for entry in entries}
    size = sum(entry.file_size for entry in entries)
    if size > MOST_UNPACKED or (size > SUSPECT and size > MOST_RATIO * len(content)) or len(entries) > MOST_ENTRIES:
        raise _refuse_trap(f"{write_count(size // 1_000_000)} Mo dans {write_count(max(1, len(content) // 1000))} ko")
    if any(entry.flag_bits & 1 for entry in entries):
        raise refuse_protected()
    for name, what in OTHERS.items():
        if name in names:
            raise refuse("not_a_table", EXPECTED, what)
    kind = "xlsx" if "xl/workbook.xml" in names else "ods"
    if kind == "ods" and "content.xml" not in names:
        advice = "Décompressez l’archive et déposez le fichier qu’elle contient."
        raise refuse("not_a_table", EXPECTED, "une archive zip", advice=advice)
    members = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
    extents = [_measure(content, entry, kind) for entry in members]
    _refuse_repeated(content, members, sum(extent.texts for extent in extents))
    return any(extent.is_shown_otherwise for extent in extents)


def _refuse_repeated(content: bytes, members: list[zipfile.ZipInfo], texts: int) -> None:
    """Refuse texts kept once that `texts` cells would repeat beyond what a memory holds."""
    for kept in (entry for entry in members if entry.filename == "xl/sharedStrings.xml"):
        lengths = measure_texts(_unpack(content, kept))
        if texts * int(lengths.max()) <= MOST_TEXT:
            return
        sheets = [entry for entry in members if entry.filename.startswith(SHEETS)]
        if sum(count_repeated(_unpack(content, sheet), lengths) for sheet in sheets) > MOST_TEXT:
            raise _refuse_trap("un long texte répété dans ses cellules")


def refuse_protected() -> Exception:
    """The error for a workbook that asks for a password."""
    return refuse(
        "protected",
        "un classeur sans mot de passe est attendu, celui-ci est chiffré",
        advice="Ouvrez-le avec son mot de passe, retirez-le (Fichier, Informations, Protéger le classeur), "
        "et déposez-le de nouveau.",
    )


def refuse_rows(rows: int) -> Exception:
    """The error for a file of too many rows."""
    return refuse(
        "too_many_rows",
        f"{write_count(MOST_ROWS)} lignes au plus sont attendues",
        f"{write_count(rows)} lignes",
        advice="Partagez le fichier en plusieurs, par année par exemple, et déposez-les un à un.",
    )


def _refuse_trap(found: str) -> Exception:
    return refuse("trap", "un classeur de taille honnête est attendu", found, advice=TRAP)


def _measure(content: bytes, entry: zipfile.ZipInfo, kind: str) -> _Extent:
    """Unpack a member, as far as it says it goes, and look at what would grow when it is read."""
    extent, is_first = _Extent(), True
    for block in _unpack(content, entry):
        if is_first and (b"<!DOCTYPE" in block[:4096] or b"<!ENTITY" in block[:4096]):
            raise refuse("trap", "un classeur sans entités XML est attendu", entry.filename, advice=TRAP)
        if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in block:
            raise refuse_protected()
        if kind == "xlsx" and entry.filename.startswith(SHEETS):
            extent.look_at_xlsx(block)
        elif kind == "xlsx" and entry.filename == "xl/styles.xml":
            extent.is_shown_otherwise |= bool(_PERCENT.search(block))
        elif kind == "ods" and entry.filename == "content.xml":
            extent.look_at_ods(block)
        extent.check()
        is_first = False
    return extent


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _unpack(content: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a member, never more than its directory says; where the two differ the archive lies."""
    start = entry.header_offset
    if content[start : start + len(MARK)] != MARK or len(content) < start + LOCAL_HEADER:
        raise refuse("damaged", CUT)
    name, extra = struct.unpack("<HH", content[start + 26 : start + LOCAL_HEADER])
    start += LOCAL_HEADER + name + extra
    packed, whole = memoryview(content)[start : start + entry.compress_size], 0
    if entry.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise refuse("damaged", "un classeur compressé comme le font les tableurs est attendu")
    reader = zlib.decompressobj(-15)
    try:
        for place in range(0, len(packed), BLOCK // 16):
            rest = bytes(packed[place : place + BLOCK // 16])
            while rest and not reader.eof:
                block = reader.decompress(rest, BLOCK)
                whole += len(block)
                if whole > entry.file_size:
                    raise _refuse_trap(f"{entry.filename}, plus long qu’il ne le dit")
                yield block
                rest = reader.unconsumed_tail
    except zlib.error:
        raise refuse("damaged", CUT) from None
    if not reader.eof:
        raise refuse("damaged", CUT)
