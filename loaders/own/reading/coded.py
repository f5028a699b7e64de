"""Long columns of few words: a code by row, each word read once; and what is wrong with them, said by cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from loaders.own.reading.layout import Column, name_column
from loaders.own.reading.messages import Told
from loaders.own.reading.understood import Finding

MOST_ROWS_SAID = 5
# Findings of one kind beyond these are counted in one.
MOST_OF_A_KIND = 200


@dataclass(frozen=True)
class Coded:
    """Words by row: `codes` are places in `words`."""

    codes: np.ndarray
    words: tuple[str, ...]

    @classmethod
    def of(cls, texts: pd.Series) -> Coded:
        """A column of text."""
        codes, words = pd.factorize(texts)
        return cls(codes.astype("int32"), tuple(str(word) for word in words))

    @classmethod
    def of_objects(cls, texts: np.ndarray) -> Coded:
        """An array of texts."""
        codes, words = pd.factorize(texts)
        return cls(codes.astype("int32"), tuple(str(word) for word in words))

    @classmethod
    def all_the_same(cls, word: str, size: int) -> Coded:
        """One word for every row."""
        return cls(np.zeros(size, dtype="int32"), (word,))

    def map(self, read: Callable[[str], Any]) -> np.ndarray:
        """What a function says of the word of each row, called once a word."""
        found = np.empty(len(self.words), dtype=object)
        found[:] = [read(word) for word in self.words]
        return np.asarray(found[self.codes])

    @property
    def texts(self) -> np.ndarray:
        """The word of each row."""
        return np.asarray(np.array(self.words, dtype=object)[self.codes])

    @property
    def is_blank(self) -> np.ndarray:
        """The rows without a word."""
        return np.asarray(np.array([not word for word in self.words], dtype=bool)[self.codes])

    @property
    def is_nothing(self) -> bool:
        """Whether no row has a word."""
        return not any(self.words)


def join(parts: Sequence[Coded]) -> Coded:
    """Several columns one under the other."""
    if len(parts) == 1:
        return parts[0]
    words: dict[str, int] = {}
    codes = []
    for part in parts:
        places = np.array([words.setdefault(word, len(words)) for word in part.words], dtype="int32")
        codes.append(places[part.codes] if len(places) else part.codes)
    return Coded(np.concatenate(codes), tuple(words))


@dataclass
class Report:
    """The findings of a sheet, and the rows of the file that have an error."""

    sheet: str
    findings: list[Finding] = field(default_factory=list)
    rows_in_error: set[int] = field(default_factory=set)

    def say(
        self, kind: str, expected: str, found: str = "", *, advice: str = "", is_error: bool = False, row: int = 0
    ) -> None:
        """A finding of the file, or of one row."""
        self.findings.append(Finding(kind, is_error, self.sheet, row, expected=expected, found=found, advice=advice))
        if row and is_error:
            self.rows_in_error.add(row)

    def say_column(
        self, kind: str, column: Column, expected: str, found: str = "", *, advice: str = "", is_error: bool = False
    ) -> None:
        """A finding of a column."""
        letter = name_column(column.place)
        self.findings.append(Finding(kind, is_error, self.sheet, 0, column.name, letter, expected, found, advice))

    def say_rest(self, kind: str, cells: int, rows: int, *, is_error: bool) -> None:
        """The finding that stands for those beyond the most of a kind."""
        said = f"{cells} autres cellules de la même sorte, sur {rows} lignes"
        advice = "Corrigez d’abord celles qui précèdent."
        self.findings.append(Finding(kind, is_error, self.sheet, expected=said, advice=advice))

    def say_rows(self, kind: str, cells: pd.DataFrame, headers: Sequence[str], told: Told, *, found: str) -> None:
        """An error of several rows together; `cells` has the row and column of each."""
        rows = sorted({int(row) for row in cells["row"]})
        self.rows_in_error.update(rows)
        column = int(cells["column"].iloc[0])
        self.findings.append(
            Finding(
                kind, True, self.sheet, rows[0], headers[column], name_column(column), told.expected, found,
                told.advice, len(rows), tuple(rows[:MOST_ROWS_SAID]),
            )
        )  # fmt: skip

    def say_cells(
        self,
        kind: str,
        mask: np.ndarray,
        rows: np.ndarray,
        columns: np.ndarray,
        headers: Sequence[str],
        told: Callable[[str], Told] | Told,
        words: Coded | np.ndarray,
        *,
        is_error: bool = True,
    ) -> None:
        """A finding a word and column of the cells of a mask; `told` says what is expected of a word, or of any.

        `rows` and `columns` are those of the file; `headers` the names of all columns. Column -1 is none.
        """
        places = np.flatnonzero(mask)
        if not len(places):
            return
        texts = words.texts[places] if isinstance(words, Coded) else words[places]
        cells = pd.DataFrame({"word": texts, "column": columns[places], "row": rows[places]}).drop_duplicates()
        if is_error:
            self.rows_in_error.update(cells["row"].tolist())
        counts = cells.groupby(["word", "column"], sort=False).size()
        firsts = cells.groupby(["word", "column"], sort=False).head(MOST_ROWS_SAID)
        first = {key: tuple(sorted(own)) for key, own in firsts.groupby(["word", "column"], sort=False)["row"]}
        for (word, column), count in counts.head(MOST_OF_A_KIND).items():
            one = told(str(word)) if callable(told) else told
            own = tuple(int(row) for row in first[word, column])
            name, letter = (headers[column], name_column(column)) if column >= 0 else ("", "")
            self.findings.append(
                Finding(
                    kind, is_error, self.sheet, own[0], name, letter, one.expected, str(word), one.advice, int(count),
                    own,
                )
            )  # fmt: skip
        if len(counts) > MOST_OF_A_KIND:
            rest = counts.iloc[MOST_OF_A_KIND:]
            self.say_rest(kind, len(rest), int(rest.sum()), is_error=is_error)
