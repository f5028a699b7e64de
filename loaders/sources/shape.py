"""The one shape of a source: what it is, its file as typed rows, these rows as figures of an area."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pandas as pd

from loaders.tabular.faults import Reading
from loaders.territories.area import Area


class FigureSource(Protocol):
    """A file that gives figures. Its title, publisher, licence, page and next delivery are in the catalogue.

    `SOURCE` is its key in sources.yaml and calendar.yaml.
    """

    SOURCE: str

    def read(self, path: Path, reading: Reading | None = None) -> pd.DataFrame:
        """The rows of the file, typed, all of its faults raised at once as a SourceFormatError."""
        ...

    def observations(self, frame: pd.DataFrame, area: Area) -> pd.DataFrame:
        """The figures of an area that the rows give, in the columns of a figures file.

        None for a territory and year that the rows do not cover: a list gives a zero only where it is complete.
        """
        ...

    def list_parts(self, frame: pd.DataFrame, area: Area) -> pd.DataFrame:
        """The rows that sums are made of and that are no figures, in the columns of loaders.pipeline.parts."""
        ...


class CatalogueSource(Protocol):
    """A publisher's file that gives no figure, and is kept in a table of the catalogue.

    `TABLE` is its name there, `CELL` the columns of which a delivery replaces whole groups of rows, `SORTED_BY` those
    that its rows are in the order of.
    """

    TABLE: str
    CELL: tuple[str, str]
    SORTED_BY: tuple[str, str, str]

    def read(self, path: Path, reading: Reading | None = None) -> pd.DataFrame:
        """The rows of the table, as text, all faults of the file raised at once as a SourceFormatError."""
        ...


def list_no_parts(frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """What a source without parts lists: no row."""
    return frame.iloc[:0]
