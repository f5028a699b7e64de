"""The one shape of a source: what it is, where it is asked for, its file as typed rows, these as figures of an area."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

import pandas as pd

from loaders.tabular.faults import Reading
from loaders.territories.area import Area


@dataclass(frozen=True)
class Asked:
    """A file to ask a publisher for: its address, and the name that its answer is kept under.

    Files kept in one folder (« epcicom/2024.xlsx ») are one delivery. The hosts that may be called are those of
    data/catalog/publishers.yaml. `checksum` is what the publisher says of the file (« sha1:… »), "" where nothing.
    `may_lack` tells that the publisher need not have it: the delivery is then without it.
    """

    url: str
    file: str
    checksum: str = ""
    may_lack: bool = False


@dataclass(frozen=True)
class Listed:
    """A list of files of data.gouv.fr to ask for, and which of its files are wanted.

    `pattern` finds a wanted file by the last part of its address, its first group the year; `file` is the name that
    the answer is kept under, with « {year} » in it; `years` are those wanted. Of two files of a year the newest counts.
    """

    url: str
    pattern: re.Pattern[str]
    file: str
    years: range


@dataclass(frozen=True)
class Paged:
    """Rows of a data-fair host to ask for, page after page to the end: `url` is that of the first one.

    `file` is the name that each page is kept under, with « {page} » in it; its pages are of one delivery.
    """

    url: str
    file: str

    def name(self, page: int) -> str:
        """The name that a page is kept under, by its number from 1."""
        return self.file.format(page=f"{page:04}")


# All that a source may ask for.
Wanted = Asked | Listed | Paged
DATA_FAIR = "https://{host}/data-fair/api/v1/datasets/{dataset}/lines?{query}"
# The most rows that such a host gives at once.
PAGE = 10_000


def ask_data_fair(host: str, dataset: str, columns: Sequence[str], file: str, **filters: str) -> Paged:
    """The rows of a dataset, of some columns; `filters` are « code_departement_eq="62" ».

    A column that the dataset no longer has is refused by the host, and the count of the rows is asked for exactly.
    """
    query = {"select": ",".join(columns), **filters, "size": str(PAGE), "count": "exact", "format": "json"}
    return Paged(DATA_FAIR.format(host=host, dataset=dataset, query=urlencode(query, safe=",")), file)


def list_on_data_gouv(dataset: str, pattern: str, file: str, years: range) -> Listed:
    """The files of a dataset of data.gouv.fr, by the last words of its page's address."""
    url = f"https://www.data.gouv.fr/api/2/datasets/{dataset}/resources/?page=1&page_size=50"
    return Listed(url, re.compile(pattern, re.IGNORECASE), file, years)


class FigureSource(Protocol):
    """A file that gives figures. Its title, publisher, licence, page and next delivery are in the catalogue.

    `SOURCE` is its key in sources.yaml and calendar.yaml.
    """

    SOURCE: str

    def fetch(self, area: Area, years: range) -> Sequence[Wanted]:
        """What to ask publishers for, for an area and some years, asking nobody: none where no address is known."""
        ...

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

    def fetch(self, area: Area, years: range) -> Sequence[Wanted]:
        """What to ask publishers for, as a FigureSource does."""
        ...

    def read(self, path: Path, reading: Reading | None = None) -> pd.DataFrame:
        """The rows of the table, as text, all faults of the file raised at once as a SourceFormatError."""
        ...


def list_no_parts(frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """What a source without parts lists: no row."""
    return frame.iloc[:0]


def ask_nobody(area: Area, years: range) -> Sequence[Wanted]:
    """What a source asks for whose publisher has no address that stays: its files are given by hand."""
    return ()
