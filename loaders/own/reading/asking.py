"""Reading the words of records dimension by dimension, each word once, and saying which cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from loaders.own.reading.coded import Coded, Report
from loaders.own.reading.header_words import fold
from loaders.own.reading.messages import Told
from loaders.own.reading.records import Records


class Asker:
    """The words of records, those of them that `is_asked` for (blank values are not), and what `is_wrong`."""

    def __init__(self, records: Records, is_asked: np.ndarray, report: Report) -> None:
        self.records, self.is_asked, self.report = records, is_asked, report
        self.is_wrong = np.zeros(len(records.rows), dtype=bool)

    def find(self, dimension: str) -> Coded:
        """The words of a dimension, blank ones where nothing says it."""
        return self.records.words.get(dimension) or Coded.all_the_same("", len(self.records.rows))

    def map(self, dimension: str, read: Callable[[str], Any]) -> np.ndarray:
        """What a function says of the word of each record."""
        return self.find(dimension).map(read)

    def name_header(self, dimension: str) -> str:
        """The header of the column that says a dimension, folded; "" where none does."""
        source = self.records.sources.get(dimension, -1)
        return fold(self.records.headers[source]) if source >= 0 else ""

    def say(
        self,
        kind: str,
        mask: np.ndarray,
        dimension: str,
        told: Callable[[str], Told] | Told,
        *,
        words: np.ndarray | None = None,
        is_error: bool = True,
    ) -> None:
        """Say what is wrong with the words of a dimension in some records, or with others `words` of theirs."""
        records, is_said = self.records, mask & self.is_asked
        given = self.find(dimension) if words is None else words
        where = records.place_of(dimension)
        self.report.say_cells(kind, is_said, records.rows, where, records.headers, told, given, is_error=is_error)
        if is_error:
            self.is_wrong |= is_said
