"""What a file is refused for as a whole, before a row of it is read."""

from __future__ import annotations

from loaders.own.reading.understood import Finding

# Stated on the page; more is refused before it is read.
MOST_BYTES = 50_000_000
MOST_ROWS = 1_000_000
# Rows and columns that a spreadsheet spans, blank cells too, for its reader fills them.
MOST_CELLS = 20_000_000
MOST_UNPACKED = 600_000_000
# The letters of all its cells.
MOST_TEXT = 300_000_000
SAVE_AS = "Ouvrez-le dans un tableur, enregistrez-le en XLSX ou en CSV (UTF-8), et déposez ce fichier."
EXPECTED = "un tableau est attendu, en CSV, XLSX, ODS ou Parquet"


class RefusedFileError(ValueError):
    """A file that cannot be read at all, and the one thing to say of it."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.sentence)


def refuse(kind: str, expected: str, found: str = "", *, advice: str = SAVE_AS, sheet: str = "") -> RefusedFileError:
    """The error that refuses a file, to be raised."""
    return RefusedFileError(Finding(kind, True, sheet, expected=expected, found=found, advice=advice))


def write_count(number: int) -> str:
    """« 1 000 000 »."""
    return f"{number:,}".replace(",", " ")
