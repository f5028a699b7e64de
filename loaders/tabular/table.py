"""A publisher's table as text, each row with its place in the file, and its columns as numbers, years and codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from loaders.tabular import cells
from loaders.tabular.cells import Code
from loaders.tabular.faults import Fault, Reading, join_some

UNKNOWN_LEFT = "gardé comme inconnu"


@dataclass(frozen=True)
class Table:
    """`frame` has the columns read, as text, and one row per row of the file; `places` has the line of each.

    `form` is the name of the form that the file has, among those of its source; `unit` is what a place is; `marks` are
    equal for rows of the file that are the same in every column, read or not.
    """

    frame: pd.DataFrame
    places: pd.Series
    file: str
    reading: Reading
    marks: pd.Series
    form: str = ""
    unit: str = "ligne"

    def keep(self, is_kept: pd.Series) -> Table:
        """The table of some rows alone."""
        return replace(
            self,
            frame=self.frame[is_kept].reset_index(drop=True),
            places=self.places[is_kept].reset_index(drop=True),
            marks=self.marks[is_kept].reset_index(drop=True),
        )

    def fault(self, column: str, row: int, wrong: str, **told: str) -> None:
        """Keep a fault at a row of this table, by its number from 0."""
        self.reading.fault(Fault(self.file, f"{self.unit} {self.places[row]}", column, wrong, **told))

    def remark(self, sentence: str) -> None:
        """Keep a remark about this file."""
        self.reading.remark(f"{self.file} : {sentence}")

    def name_rows(self, rows: Iterable[int]) -> str:
        """« ligne 3 », « lignes 3, 5 et 12 autres »."""
        numbers = [str(self.places[row]) for row in rows]
        return f"{self.unit}{'s' if len(numbers) > 1 else ''} {join_some(numbers)}"

    def stop_on_faults(self) -> None:
        """Raise SourceFormatError with every fault found so far."""
        self.reading.stop_on_faults()

    def read_amounts(
        self, column: str, *, is_required: bool = False, is_signed: bool = False, what: str = "nombre"
    ) -> pd.DataFrame:
        """`value` (float, NaN where there is none) and `status` (missing, confidential, "" beside a number) by row.

        A cell that is no number is a fault, and so are one below zero unless `is_signed` and one without a number
        where `is_required`.
        """
        read = self._read(column, cells.read_amount, f"n’est pas un {what}")
        amounts = pd.DataFrame(
            [(amount.value, amount.status) if amount else (float("nan"), "") for amount in read],
            columns=["value", "status"],
            index=self.frame.index,
        ).astype({"value": "float64", "status": "str"})
        if not is_signed:
            for row in amounts.index[amounts["value"].lt(0)]:
                self.fault(column, row, f"« {self.frame[column][row]} » est négatif, un {what} ne peut pas l’être ici")
        if is_required:
            for row in amounts.index[amounts["status"].ne("")]:
                found = self.frame[column][row]
                said = f"« {found} » ne donne pas de {what}" if found else f"un {what} est attendu, la cellule est vide"
                self.fault(column, row, said)
        return amounts

    def read_numbers(
        self, column: str, *, is_required: bool = False, is_signed: bool = False, what: str = "nombre"
    ) -> pd.Series:
        """The same numbers alone, NaN where there is none, where a secret would be a fault."""
        amounts = self.read_amounts(column, is_required=is_required, is_signed=is_signed, what=what)
        if not is_required:
            for row in amounts.index[amounts["status"].eq(cells.CONFIDENTIAL)]:
                self.fault(column, row, f"« {self.frame[column][row]} » : un secret n’est pas attendu ici")
        return amounts["value"]

    def read_years(self, column: str) -> pd.Series:
        """The year of each row, as an integer."""
        expected = f"n’est pas une année entre {cells.FIRST_YEAR} et {cells.LAST_YEAR}"
        years = self._read(column, cells.read_year, expected)
        return pd.Series([year or 0 for year in years], index=self.frame.index, dtype="int64")

    def read_departements(self, column: str) -> pd.Series:
        """The number of the département of each row: '62', '2A', '974'."""
        return self._read_codes(column, cells.read_departement, "un numéro de département")

    def read_communes(self, column: str, *, may_be_blank: bool = False) -> pd.Series:
        """The Insee code of each row; "" where there may be none."""
        read = _or_blank(cells.read_commune) if may_be_blank else cells.read_commune
        return self._read_codes(column, read, "un code Insee de commune, cinq caractères")

    def read_sirens(self, column: str, *, may_be_unknown: bool = False) -> pd.Series:
        """The SIREN of each row, nine digits, "" where none is given.

        What is no SIREN is a fault, or where it `may_be_unknown` "" with a remark.
        """
        return self._read_codes(column, cells.read_siren, "un SIREN de neuf chiffres", is_strict=not may_be_unknown)

    def _read_codes(
        self, column: str, read: Callable[[str], Code | None], what: str, *, is_strict: bool = True
    ) -> pd.Series:
        codes = self._read(column, read, f"n’est pas {what}") if is_strict else self._map(column, read)
        mended = [row for row, code in enumerate(codes) if code and code.was_mended]
        if mended:
            first = self.frame[column][mended[0]]
            self.remark(
                f"{self.name_rows(mended)}, colonne « {column} » : zéros de tête perdus et remis "
                f"(« {first} » est lu {codes[mended[0]].code})."
            )
        unknown = [row for row, code in enumerate(codes) if code is None]
        if unknown and not is_strict:
            found = join_some([f"« {text} »" for text in dict.fromkeys(self.frame[column][row] for row in unknown)])
            self.remark(f"{self.name_rows(unknown)}, colonne « {column} » : {found} n’est pas {what}, {UNKNOWN_LEFT}.")
        return pd.Series([code.code if code else "" for code in codes], index=self.frame.index, dtype="str")

    def _map(self, column: str, read: Callable[[str], Any]) -> list[Any]:
        texts = self.frame[column]
        known = {text: read(text) for text in texts.unique()}
        return [known[text] for text in texts]

    def _read(self, column: str, read: Callable[[str], Any], wrong: str) -> list[Any]:
        """What each cell of a column says, None with a fault where it cannot be read."""
        found = self._map(column, read)
        for row, said in enumerate(found):
            if said is None:
                text = self.frame[column][row]
                self.fault(column, row, f"{_quote(text)} {wrong}", **_advise(text))
        return found

    def find_twice(self, by: pd.Series | None = None) -> list[list[int]]:
        """The groups of rows, by their numbers, that have one value of a column, or by default are wholly the same."""
        keys = self.marks if by is None else by
        twice = keys[keys.duplicated(keep=False)]
        return [[int(row) for row in rows] for rows in twice.groupby(twice, sort=False).groups.values()]

    def refuse_twice(self, column: str, *keys: pd.Series, what: str) -> None:
        """A fault for each row after the first that has the same keys; `what` says of what one row is expected."""
        whole = keys[0].astype("str").str.cat([key.astype("str") for key in keys[1:]], sep=", ")
        for first, *others in self.find_twice(whole):
            for row in others:
                said = f"{whole[row]} a déjà une {self.unit}, {self.name_rows([first])}"
                self.fault(column, row, said, advice=f"Une {self.unit} par {what} est attendue : retirez l’autre.")


def _or_blank(read: Callable[[str], Code | None]) -> Callable[[str], Code | None]:
    return lambda text: Code("") if cells.is_blank(text) else read(text)


def _quote(text: str) -> str:
    return f"« {text} »" if text else "une cellule vide"


def _advise(text: str) -> dict[str, str]:
    if not cells.is_damaged(text):
        return {}
    return {
        "advice": "Un tableur a arrondi ce code et ses derniers chiffres sont perdus : reprenez le fichier de "
        "l’éditeur sans l’ouvrir dans un tableur."
    }
