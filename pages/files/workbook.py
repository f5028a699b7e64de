"""The workbook: a table per view with numbers as numbers and the status beside, then definitions and sources."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from loaders.catalog import load_catalog
from pages.files.progress import Progress, keep_going
from pages.files.rows import list_rows
from pages.views.content import Content
from pages.views.dossier import Dossier
from pages.views.prepared import prepare
from pages.views.stamp import make_stamp
from pages.words.cells import FORMULA_STARTS
from pages.words.version import MADE_BY

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SHEET_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
WIDEST, NARROWEST, MOST_PLACES = 60, 8, 4
DEFINITIONS = "Définitions et sources"
STYLE, LANGUAGE = "TableStyleLight1", "fr-FR"
ABOUT, PROGRAM = "docProps/app.xml", re.compile(rb"<Application>[^<]*<")
log = logging.getLogger(__name__)


def name_sheets(titles: Iterable[str]) -> list[str]:
    """Names that a workbook accepts: at most 31 characters, none of []:*?/\\, none twice whatever the case."""
    names: list[str] = []
    taken = {DEFINITIONS.lower()}
    for title in titles:
        plain = FORBIDDEN.sub(" ", title).strip(" '") or "Vue"
        name, n = plain[:SHEET_NAME].strip(" '"), 1
        while name.lower() in taken:
            n += 1
            name = f"{plain[: SHEET_NAME - len(str(n)) - 1].strip()} {n}"
        taken.add(name.lower())
        names.append(name)
    return names


def write_dossier_workbook(
    dossier: Dossier, *, base: str = "", progress: Progress = keep_going
) -> tuple[bytes, list[str]]:
    """The workbook of a dossier, a sheet per view, and what could not be put into it, each with its reason."""
    named: list[tuple[str, Content]] = []
    faults: list[str] = []
    for found in prepare(dossier):
        progress(found.number - 1, len(dossier.slides), found.title)
        if found.content is None:
            faults.append(f"Vue {found.number} ({found.title}) : {found.fault}")
        else:
            named.append((f"{found.number} {found.title}", found.content))
    progress(len(dossier.slides), len(dossier.slides), "mise en page")
    body, failed = write_workbook(named, title=dossier.title, base=base)
    return body, faults + failed


def write_workbook(named: Sequence[tuple[str, Content]], *, title: str, base: str = "") -> tuple[bytes, list[str]]:
    """The workbook of several views, each under its title, and which failed; definitions and sources come last."""
    book = _open_book(title)
    faults = []
    for name, (title, content) in zip(name_sheets(t for t, _ in named), named, strict=True):
        sheet = book.create_sheet(name)
        try:
            _write_view(sheet, title, content, base)
        except Exception as error:
            log.exception("the sheet %r of a workbook could not be written", name)
            book.remove(sheet)
            faults.append(f"Vue {title} : la feuille n’a pas pu être écrite ({type(error).__name__}).")
    _write_definitions(book, named)
    return _save(book), faults


def write_content_workbook(content: Content, *, base: str = "") -> bytes:
    """The workbook of one view."""
    return write_workbook([(content.title, content)], title=content.title, base=base)[0]


def write_rows_workbook(rows: pd.DataFrame, title: str, header: Mapping[str, str]) -> bytes:
    """The workbook of a table already under its French headings, `header` above it."""
    book = _open_book(title)
    sheet = book.create_sheet(name_sheets([title])[0])
    _write_text(sheet, 1, 1, title, is_bold=True)
    _write_head(sheet, 2, dict(header) | {"Date du fichier": f"{dt.date.today():%d/%m/%Y}", "Fait par": MADE_BY})
    _write_table(sheet, rows)
    return _save(book)


def _open_book(title: str) -> Workbook:
    """A workbook without sheets, under its title, in French."""
    from openpyxl import Workbook

    book = Workbook()
    about = book.properties
    about.title, about.creator, about.lastModifiedBy, about.language = title, MADE_BY, MADE_BY, LANGUAGE
    book.remove(book.active)
    return book


def _save(book: Workbook) -> bytes:
    """The file, which names Terril as the program that wrote it."""
    written, body = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as made:
        for name in source.namelist():
            part = source.read(name)
            made.writestr(name, PROGRAM.sub(f"<Application>{MADE_BY}<".encode(), part) if name == ABOUT else part)
    return body.getvalue()


def _write_view(sheet: Worksheet, title: str, content: Content, base: str) -> None:
    """The title and the stamp, then the table: its head frozen, with filters."""
    _write_text(sheet, 1, 1, title, is_bold=True)
    _write_text(sheet, 2, 1, content.subtitle)
    _write_head(sheet, 3, make_stamp(content, base=base))
    _write_table(sheet, list_rows(content), content)


def _write_head(sheet: Worksheet, first: int, header: Mapping[str, str]) -> None:
    """What stands above a table, a label and its words on each line."""
    for n, (label, said) in enumerate(((label, said) for label, said in header.items() if said), first):
        _write_text(sheet, n, 1, label)
        _write_text(sheet, n, 2, said)


def _write_table(sheet: Worksheet, rows: pd.DataFrame, content: Content | None = None) -> None:
    """A table under what the sheet holds: text as text, numbers as numbers with French separators."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table, TableStyleInfo

    first = sheet.max_row + 2 if sheet.max_row > 1 else 1
    decimals = max(content.decimals.values(), default=0) if content else 0
    for c, column in enumerate(rows.columns, 1):
        _write_text(sheet, first, c, str(column), is_bold=True)
        values = rows[column]
        is_number = is_numeric_dtype(values.dtype) and not is_bool_dtype(values.dtype)
        for r, value in enumerate(values, first + 1):
            if is_number:
                _write_number(sheet, r, c, value, heading=str(column), decimals=decimals)
            elif not _is_empty(value):
                _write_text(sheet, r, c, str(value))
        longest = max([len(str(column)) + 3, *(len(str(v)) for v in values.head(400))])
        sheet.column_dimensions[get_column_letter(c)].width = min(WIDEST, max(NARROWEST, longest + 1))
    sheet.freeze_panes = f"A{first + 1}"
    if len(rows):
        number = 1 + sum(len(other.tables) for other in sheet.parent)
        ref = f"A{first}:{get_column_letter(len(rows.columns))}{first + len(rows)}"
        table = Table(displayName=f"Tableau{number}", ref=ref)
        table.tableStyleInfo = TableStyleInfo(name=STYLE, showRowStripes=True)
        sheet.add_table(table)
    sheet.print_title_rows = f"{first}:{first}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, float) and pd.isna(value)) or value is pd.NA


def _number_format(column: str, decimals: int, value: float) -> str:
    """The format of a number: the decimals of the view, or two at most; years and ranks without separators."""
    if column in ("Année", "Rang"):
        return "0"
    most = 2 if abs(value) >= 0.01 else MOST_PLACES
    own = next((n for n in range(most) if round(value, n) == value), most)
    places = decimals if column == "Valeur" and decimals else own
    return "#,##0" + (f".{'0' * places}" if places else "")


def _write_number(sheet: Worksheet, row: int, column: int, value: Any, *, heading: str, decimals: int) -> None:
    """A number as it is, to its last digit, which Excel shows as the reader's country does; or nothing."""
    if pd.isna(value):
        return
    cell = sheet.cell(row, column, int(value) if float(value).is_integer() else float(value))
    cell.number_format = _number_format(heading, decimals, float(value))


def _write_text(sheet: Worksheet, row: int, column: int, text: str, *, is_bold: bool = False) -> None:
    """Text that stays text, whatever it begins with: no cell of ours is ever a formula."""
    cell = sheet.cell(row, column)
    cell.value = ILLEGAL.sub("", text)[:32_000]
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True
    if is_bold:
        from openpyxl.styles import Font

        cell.font = Font(bold=True)


def _write_definitions(book: Workbook, named: Sequence[tuple[str, Content]]) -> None:
    """The last sheet: every indicator with its definition, every source with publisher, date and licence."""
    catalog = load_catalog()
    contents = [content for _, content in named]
    indicators = dict.fromkeys(i for content in contents for i, _ in content.headlines)
    ids = dict.fromkeys(
        key for c in contents for joined in c.rows["source"].astype(str) for key in joined.split(";") if key
    )
    rows = [
        {
            "Quoi": "Indicateur",
            "Nom": catalog.indicators[key].label,
            "Unité ou éditeur": catalog.unit_of(key).label,
            "Définition ou couverture": catalog.indicators[key].definition,
            "Date": "",
            "Licence": "",
            "Adresse": "",
        }
        for key in indicators
    ]
    for key in ids:
        if key in catalog.sources:
            source = catalog.sources[key]
            rows.append(
                {
                    "Quoi": "Source",
                    "Nom": source.title,
                    "Unité ou éditeur": source.publisher,
                    "Définition ou couverture": source.covers or "",
                    "Date": str(source.date),
                    "Licence": source.licence,
                    "Adresse": source.url or "",
                }
            )
    _write_table(book.create_sheet(DEFINITIONS), pd.DataFrame(rows))
