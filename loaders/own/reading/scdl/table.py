"""Whether a sheet is a list of grants of the SCDL: its headers say so, in any order and whatever their case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders.own.reading.files.opening import Sheet
from loaders.pipeline.grants import SCDL
from loaders.vocabulary import list_words

# The rows that headers are looked for in, and how many of those of the SCDL make a list of grants.
HEAD, ENOUGH = 30, 4
GIVERS, RECEIVERS = {"nomAttribuant", "idAttribuant"}, {"nomBeneficiaire", "idBeneficiaire"}
BY_FOLDED = {name.casefold(): name for name in SCDL}


@dataclass(frozen=True)
class GrantTable:
    """A sheet of grants: `places` are its columns by the name that the SCDL gives them, `others` the headers of the
    rest, `twice` the names that two columns have. `frame` and `rows` are the cells under the headers."""

    sheet: Sheet
    headers: tuple[str, ...]
    places: dict[str, int]
    others: tuple[str, ...]
    twice: tuple[str, ...]
    frame: pd.DataFrame
    rows: np.ndarray
    widths: np.ndarray | None

    def read(self, name: str) -> pd.Series:
        """The cells of a column, blank where there is none."""
        if name not in self.places:
            return pd.Series("", index=self.frame.index, dtype="str")
        return self.frame[self.places[name]]


def find_table(sheets: Sequence[Sheet], named: str) -> GrantTable | None:
    """The sheet of grants that is named, else the first one that is not hidden, else the first; None for none."""
    ordered = sorted(sheets, key=lambda sheet: sheet.is_hidden)
    chosen = [sheet for sheet in sheets if sheet.name == named] or ordered
    return next(filter(None, map(_read_sheet, chosen)), None)


def _read_sheet(sheet: Sheet) -> GrantTable | None:
    grid = sheet.grid
    for at, cells in enumerate(grid.head(HEAD)):
        known = [_recognise(cell) for cell in cells]
        places = {name: known.index(name) for name in SCDL if name in known}
        if len(places) < ENOUGH or GIVERS.isdisjoint(places) or RECEIVERS.isdisjoint(places):
            continue
        return GrantTable(
            sheet,
            tuple(cells),
            places,
            tuple(cell for cell, name in zip(cells, known, strict=True) if cell and not name),
            tuple(name for name in places if known.count(name) > 1),
            grid.frame.iloc[at + 1 :].reset_index(drop=True),
            grid.rows[at + 1 :],
            None if grid.widths is None else grid.widths[at + 1 :],
        )
    return None


def _recognise(header: str) -> str:
    """« nomAttribuant », « Nom attribuant » and « nom_attribuant » alike; "" for another column."""
    plain = "".join(list_words(re.sub(r"[_\W]+", " ", header)))
    return BY_FOLDED.get(plain, "")
