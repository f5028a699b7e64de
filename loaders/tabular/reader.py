"""Opening a table of any kind: the sheet, the separator and the header row are found by the columns that are wanted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from loaders.tabular.encodings import OLD_WORKBOOK, ZIP, decode, unpack
from loaders.tabular.faults import Fault, Reading, SourceFormatError, join_some
from loaders.tabular.records import SEPARATORS, Record, read_sheets, split_text
from loaders.tabular.table import Table

# The header stands within the first rows, under a title and its remarks.
MOST_BEFORE = 50
CHUNK = 50_000
BESIDE = re.compile(r"(total|ensemble|source|note|champ|lecture|\*)", re.IGNORECASE)
CUT = "La ligne est coupée, ou un séparateur « {0} » y est hors de guillemets : corrigez-la et relancez l’import."


@dataclass(frozen=True)
class Form:
    """A form that a source's files have: the columns it reads, those that may lack, other names that were given.

    `others` maps a name that a publisher has used to that of `columns` or `optional`.
    """

    columns: Sequence[str]
    optional: Sequence[str] = ()
    others: Mapping[str, str] = field(default_factory=dict)
    name: str = ""

    def find(self, cells: Sequence[str]) -> dict[str, int]:
        """Where the columns of this form are in a row, by their names here; letters of any case."""
        wanted = {_fold(name): name for name in (*self.columns, *self.optional)}
        wanted |= {_fold(other): name for other, name in self.others.items()}
        found: dict[str, int] = {}
        for place, cell in enumerate(cells):
            name = wanted.get(_fold(cell))
            if name is not None:
                found.setdefault(name, place)
        return found

    def list_absent(self, found: Iterable[str]) -> list[str]:
        """The columns that are not among those found."""
        return [name for name in self.columns if name not in set(found)]


@dataclass(frozen=True)
class Header:
    """A row that may be the header, for one form: the more of its columns it has, the likelier."""

    record: Record
    form: Form
    found: dict[str, int]
    sheet: str = ""
    separator: str = ""

    @property
    def absent(self) -> list[str]:
        """The columns of the form that it does not have."""
        return self.form.list_absent(self.found)


def read_table(path: Path, forms: Sequence[Form] | Form, reading: Reading | None = None) -> Table:
    """The rows of a CSV, of a workbook or of either in a gzip, in the columns of the form whose header it has.

    Blank rows and those of a total or a remark under the table are left out; a row of too few or too many cells is a
    fault of `reading`. Raises SourceFormatError where no header is found, or several sheets have one.
    """
    reading = Reading() if reading is None else reading
    forms = (forms,) if isinstance(forms, Form) else forms
    content = unpack(path.read_bytes(), path.name)
    if not content.strip():
        raise SourceFormatError(f"{path.name} : le fichier est vide. Téléchargez-le de nouveau.")
    if content.startswith((ZIP, OLD_WORKBOOK)):
        sheets = read_sheets(content, path.name, reading.sheet)
        header = _choose_sheet(sheets, forms, path.name)
        records: Iterator[Record] = iter(sheets[header.sheet])
        if header.sheet != next(iter(sheets)) or len(sheets) > 1:
            reading.remark(f"{path.name} : feuille « {header.sheet} » lue, parmi {len(sheets)}.")
    else:
        if reading.sheet is not None:
            raise SourceFormatError(
                f"{path.name} : une feuille « {reading.sheet} » est demandée, ce fichier n’est pas un classeur."
            )
        text, encoding = decode(content, path.name)
        header = _choose_separator(text, forms, path.name)
        records = split_text(text, header.separator, path.name)
        if encoding.startswith("utf-16"):
            reading.remark(f"{path.name} : texte en UTF-16, lu comme tel.")
    if header.record.line > 1:
        reading.remark(f"{path.name} : en-tête trouvé à la ligne {header.record.line}.")
    return _fill(records, header, path.name, reading)


def _list_headers(records: Iterable[Record], forms: Sequence[Form], **where: str) -> list[Header]:
    first = itertools.islice(records, MOST_BEFORE)
    return [Header(record, form, form.find(record.cells), **where) for record in first for form in forms]


def _rank(header: Header) -> tuple[bool, int, int]:
    """The likeliest header last: that which has all columns, the most of them, in the earliest row."""
    return (not header.absent, len(header.found), -header.record.line)


def _choose_separator(text: str, forms: Sequence[Form], file: str) -> Header:
    head = "".join(itertools.islice(_iterate_lines(text), MOST_BEFORE * 4))
    headers: list[Header] = []
    for separator in SEPARATORS:
        try:
            headers += _list_headers(split_text(head, separator, file), forms, separator=separator)
        except SourceFormatError:
            continue
    return _require(headers, file)


def _iterate_lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) - 1 if end < 0 else end
        yield text[start : end + 1]
        start = end + 1


def _choose_sheet(sheets: Mapping[str, Iterable[Record]], forms: Sequence[Form], file: str) -> Header:
    headers = [header for title, records in sheets.items() for header in _list_headers(records, forms, sheet=title)]
    whole = list(dict.fromkeys(header.sheet for header in headers if not header.absent))
    if len(whole) > 1:
        raise SourceFormatError(
            f"{file} : plusieurs feuilles ont les colonnes attendues, {', '.join(whole)}. "
            "Nommez celle à lire avec --sheet."
        )
    return _require(headers, file)


def _require(headers: Sequence[Header], file: str) -> Header:
    """The likeliest header. Raises SourceFormatError where even that lacks a column."""
    best = max(headers, key=_rank, default=None)
    if best is None:
        raise SourceFormatError(f"{file} : un tableau est attendu, aucune ligne trouvée. Téléchargez-le de nouveau.")
    if not best.absent:
        return best
    cells = [cell.strip() for cell in best.record.cells if cell.strip()]
    raise SourceFormatError(
        f"{file} : colonnes attendues {', '.join(best.absent)} ; trouvées {join_some(cells, 30)} "
        f"(ligne {best.record.line}). "
        "Vérifiez que le fichier est bien celui de ce producteur, ou que ses colonnes n’ont pas été renommées."
    )


def _fill(records: Iterator[Record], header: Header, file: str, reading: Reading) -> Table:
    """The rows under the header."""
    width = len(_strip_end(header.record.cells))
    frames: list[pd.DataFrame] = []
    rows: list[list[str]] = []
    places: list[int] = []
    marks: list[int] = []
    advice = CUT.format({"\t": "tabulation"}.get(header.separator, header.separator))
    names, own = list(header.found), list(header.found.values())
    for line, cells in records:
        if line <= header.record.line:
            continue
        cells = _strip_end(cells) if len(cells) > width else cells
        if header.sheet:
            cells = [*cells, *[""] * (width - len(cells))]
        given = [cell for cell in cells if cell.strip()]
        if not given:
            continue
        if len(given) <= 2 and width > 3 and BESIDE.match(given[0].strip()):
            reading.remark(
                f"{file}, ligne {line} : « {given[0].strip()[:60]} » n’est pas une ligne de données, laissée."
            )
            continue
        if len(cells) != width:
            wrong = f"{width} cellules attendues, comme dans l’en-tête, {len(cells)} trouvées"
            reading.fault(Fault(file, f"ligne {line}", "", wrong, advice))
            continue
        rows.append([cells[place].strip() for place in own])
        places.append(line)
        marks.append(hash(tuple(cells)))
        if len(rows) == CHUNK:
            frames.append(pd.DataFrame(rows, columns=names, dtype="str"))
            rows = []
    frames.append(pd.DataFrame(rows, columns=names, dtype="str"))
    frame = pd.concat(frames, ignore_index=True)
    whole = pd.DataFrame({"place": places, "mark": marks}, dtype="int64")
    return Table(frame, whole["place"], file, reading, whole["mark"], header.form.name)


def _strip_end(cells: list[str]) -> list[str]:
    """The cells of a row without the blank ones at its end."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _fold(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("\ufeff", "").replace("’", "'")).strip().casefold()
