"""Files as offices bring them in, and as nobody should: every number in them is invented."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook

LONG = "Code;Année;Indicateur;Valeur"
ROW = "62498;2021;waste.collected;1200"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def text(*lines: str, encoding: str = "utf-8") -> bytes:
    """Lines as a file."""
    return "".join(f"{line}\n" for line in lines).encode(encoding)


def long(*rows: str, header: str = LONG) -> bytes:
    """Rows under the headers of a long file."""
    return text(header, *rows)


def cell(value: str, **others: str) -> bytes:
    """A long file of two rows, the first right, the second with this value and other cells."""
    row = {"code": "62427", "year": "2021", "indicator": "waste.collected"} | others
    return long(ROW, f"{row['code']};{row['year']};{row['indicator']};{value}")


def book(sheets: Mapping[str, Sequence[Sequence[Any]]], *, hidden: Sequence[str] = ()) -> bytes:
    """A workbook of some sheets."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def sheet(*rows: Sequence[Any]) -> bytes:
    """A workbook of one sheet."""
    return book({"Données": rows})


def archive(**members: str | bytes) -> bytes:
    """A zip; two underscores stand for a slash, one for a dot."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, member in members.items():
            made.writestr(name.replace("__", "/").replace("_", "."), member)
    return content.getvalue()


def replace_member(content: bytes, name: str, member: bytes) -> bytes:
    """An archive with another content of one of its members."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, member if entry == name else old.read(entry))
    return made.getvalue()


def lie_about_size(content: bytes, name: str, size: int) -> bytes:
    """An archive whose directory says another size of a member than it has."""
    place = content.rfind(b"PK\x01\x02", 0, content.rfind(name.encode()))
    return content[: place + 24] + struct.pack("<I", size) + content[place + 28 :]


def sheet_of_cells(**cells: tuple[str, str]) -> bytes:
    """A workbook of one sheet whose cells, by their place, have attributes and content as they lie in the file."""
    rows: dict[str, str] = {}
    for place, (attributes, content) in cells.items():
        row = place.strip("ABCDEFGH")
        rows[row] = rows.get(row, "") + f'<c r="{place}" {attributes}>{content}</c>'
    made = "".join(f'<row r="{row}">{inside}</row>' for row, inside in rows.items())
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    content = f"<worksheet {names}><sheetData>{made}</sheetData></worksheet>"
    return replace_member(sheet(("a",)), "xl/worksheets/sheet1.xml", content.encode())


def words(text: str) -> tuple[str, str]:
    """A cell of text, as it lies in a file."""
    return 't="inlineStr"', f"<is><t>{text}</t></is>"


def document(rows: Sequence[Sequence[Any]], *, attributes: str = "") -> bytes:
    """An ODS of one sheet, one attribute more on each of its rows."""
    lines = "".join(
        f"<table:table-row {attributes}>" + "".join(_write_cell(value) for value in row) + "</table:table-row>"
        for row in rows
    )
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    body = f'<table:table table:name="Feuille1">{lines}{blank}</table:table>'
    inside = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    content = f"<office:document-content {NAMES}>{inside}</office:document-content>"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("mimetype", ODS)
        zipped.writestr("content.xml", content)
        zipped.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


def _write_cell(value: Any) -> str:
    if isinstance(value, int | float):
        number = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {number}><text:p>{value}</text:p></table:table-cell>"
    if not value:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def repeat(value: str, rows: int) -> pa.DictionaryArray:
    """A column of one text in every row, kept once."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), [value])


def parquet(**columns: Any) -> bytes:
    """A Parquet file."""
    content = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), content)
    return content.getvalue()
