"""What was understood of a file: how it was read, its figures, and what is to be said of it by cell."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd
from pydantic import Field

from loaders.entries import Entry
from loaders.pipeline.figures import COLUMNS, OPTIONAL
from loaders.pipeline.grants import make_no_grants
from loaders.tabular.faults import join_some
from loaders.vocabulary import list_words

FIGURE_COLUMNS = [*COLUMNS, *OPTIONAL]
# What a column may be.
PLAIN_ROLES = (
    "territory", "territory_name", "indicator", "year", "value", "unit", "status", "scope", "stage", "place", "note",
    "ignored",
)  # fmt: skip
# What may be said of all the values of a column, several joined: « indicator:waste.collected|year:2021 ».
OF_COLUMN = ("indicator", "year", "territory", "scope", "status")
IGNORED = "ignored"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


@dataclass(frozen=True)
class Finding:
    """One thing to say of a file: where it is, what is expected there, what is found, what to do.

    `row` is the first row that has it, 0 for the file as a whole, and `rows` the first of them where several have the
    same; `count` says how many. `column` is the header as it is written, `letter` that of its column in a spreadsheet.
    """

    kind: str
    is_error: bool
    sheet: str = ""
    row: int = 0
    column: str = ""
    letter: str = ""
    expected: str = ""
    found: str = ""
    advice: str = ""
    count: int = 1
    rows: tuple[int, ...] = ()

    @property
    def order(self) -> tuple[bool, str, int, int, str]:
        """Errors before what is only to be known, and both as one goes through the file: by sheet, row and column."""
        return not self.is_error, self.sheet, self.row, len(self.letter), self.letter

    @property
    def place(self) -> str:
        """« feuille « Données », lignes 14, 15 et 3 autres, colonne C « Année » »; "" for the file as a whole."""
        sheet = f"feuille « {self.sheet} »" if self.sheet else ""
        rows = ""
        if self.row:
            written = [str(row) for row in self.rows or (self.row,)]
            rest = self.count - len(written)
            several = self.count > 1 and bool(self.rows)
            rows = f"ligne{'s' if several else ''} {join_some(written, len(written))}"
            rows += f" et {rest} autre{'s' if rest > 1 else ''}" if several and rest > 0 else ""
        name = f"« {self.column} »" if self.column else ""
        column = f"colonne {' '.join(filter(None, (self.letter, name)))}" if self.letter or name else ""
        return ", ".join(filter(None, (sheet, rows, column)))

    @property
    def sentence(self) -> str:
        """The finding in French, whole."""
        found = f"trouvé « {self.found} »" if self.found else ""
        said = " ; ".join(filter(None, (self.expected, found)))
        place = self.place
        told = f"{place[:1].upper()}{place[1:]} : {said}" if place else f"{said[:1].upper()}{said[1:]}"
        return " ".join(filter(None, (f"{told.rstrip('.')}.", self.advice)))


@dataclass(frozen=True)
class Proposal:
    """A territory proposed for a name that has no code: `written` as in the file, `detail` tells it from namesakes."""

    written: str
    code: str
    label: str
    detail: str


@dataclass(frozen=True)
class Header:
    """A column: its header as written, the lines of several joined by « / », its letter, its role and three samples."""

    name: str
    letter: str
    role: str
    samples: tuple[str, ...] = ()


class Mapping(Entry):
    """How a file is read; `model_dump_json` and `model_validate_json` keep it.

    `header_row` is the row of the first line of headers, from 1, and `header_rows` how many lines there are; 0 leaves
    them to the reader. `roles` are by header as written. `indicator`, `year`, `unit`, `territory`, `scope` and `status`
    hold where no column says it. `names` are the codes that a person confirmed, by the name as it is written.
    """

    sheet: str = ""
    header_row: int = 0
    header_rows: int = 1
    roles: dict[str, str] = Field(default_factory=dict)
    indicator: str = ""
    year: str = ""
    unit: str = ""
    territory: str = ""
    scope: str = ""
    status: str = ""
    names: dict[str, str] = Field(default_factory=dict)


def signature(headers: Iterable[str]) -> str:
    """The word that a mapping is remembered by: equal for headers that differ by case, accents or years alone."""
    plain = [_YEAR.sub("aaaa", " ".join(list_words(header))) for header in headers]
    return hashlib.sha256("|".join(dict.fromkeys(plain)).encode()).hexdigest()[:16]


def no_figures() -> pd.DataFrame:
    """A table of figures without rows."""
    return pd.DataFrame(columns=FIGURE_COLUMNS, dtype="str")


@dataclass(frozen=True)
class Understanding:
    """What a file says: `figures` are rows of data/figures (all text, `source` blank), those without an error; a list
    of grants has `grants` instead, rows of data/figures/grants*.csv in the same way.

    `sheets` are those that may be chosen; `rows_read` are the rows of data and `rows_in_error` those of them that have
    an error. `proposals` are the territories that the names without code may be, for a person to confirm.
    """

    name: str
    sha256: str
    mapping: Mapping = field(default_factory=Mapping)
    sheets: tuple[str, ...] = ()
    headers: tuple[Header, ...] = ()
    figures: pd.DataFrame = field(default_factory=no_figures)
    findings: tuple[Finding, ...] = ()
    summary: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    rows_read: int = 0
    rows_in_error: int = 0
    grants: pd.DataFrame = field(default_factory=make_no_grants)

    @property
    def is_readable(self) -> bool:
        """Whether there is a figure or a grant that could be published."""
        return not self.figures.empty or not self.grants.empty

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What has to be corrected, or left out."""
        return tuple(finding for finding in self.findings if finding.is_error)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is only to be known."""
        return tuple(finding for finding in self.findings if not finding.is_error)

    @property
    def signature(self) -> str:
        """The word that its mapping is remembered by."""
        return signature(header.name for header in self.headers)
