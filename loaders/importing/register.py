"""The register of deliveries: for each source what came, from where, when, its hash, its rows and its licence.

One file a source, `data/deliveries/NAME.csv`, so that undoing the import of one leaves those of others.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from geo.kept import TABLES, keep
from loaders.catalog import ROOT
from loaders.csv_files import format_csv, read_text_csv

FOLDER = "deliveries"
COLUMNS = ["source", "file", "address", "retrieved", "modified", "sha256", "bytes", "rows", "licence"]


@dataclass(frozen=True)
class Entry:
    """A delivery: a file, or a folder of them, as it came.

    `source` are the keys of its figures in sources.yaml, by « ; ». `address` is "" where somebody gave it by hand;
    `modified` is what the publisher says of its date; `sha256` is the hash of the file, or of those of a folder one
    after the other.
    """

    source: str
    file: str
    address: str
    retrieved: dt.date
    modified: str
    sha256: str
    bytes: int
    rows: int
    licence: str


def read_register(data: Path, name: str) -> pd.DataFrame:
    """The deliveries of a source, the oldest first, as text in COLUMNS; none where none was noted."""
    rows = read_text_csv(data / FOLDER / f"{name}.csv")
    return rows if len(rows) else pd.DataFrame(columns=COLUMNS, dtype="str")


@keep(TABLES)
def _read_registers(data: Path) -> pd.DataFrame:
    tables = [read_register(data, path.stem) for path in sorted((data / FOLDER).glob("*.csv"))]
    return pd.concat(tables, ignore_index=True) if tables else read_register(data, "")


def read_of_source(source: str, data: Path = ROOT / "data") -> pd.DataFrame:
    """The deliveries that a source of the catalogue has figures of, the newest first, as text in COLUMNS."""
    rows = _read_registers(data)
    own = rows.loc[[source in keys.split(";") for keys in rows["source"]]]
    return own.iloc[::-1].sort_values("retrieved", ascending=False, kind="stable", ignore_index=True)


def hash_delivery(path: Path) -> tuple[str, int]:
    """The hash of a delivery, in hexadecimal, and its bytes: of a file, or of those of a folder one after the other."""
    digest, size = hashlib.sha256(), 0
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file() and not file.name.startswith("."):
            digest.update(content := file.read_bytes())
            size += len(content)
    return digest.hexdigest(), size


def has_delivery(data: Path, name: str, sha256: str) -> bool:
    """Whether the last delivery of the file of a hash is that one: its figures are here."""
    rows = read_register(data, name)
    last = rows.drop_duplicates("file", keep="last")
    return bool(last["sha256"].eq(sha256).any())


def count_rows_before(data: Path, name: str, file: str) -> int:
    """How many rows the last delivery of a file had, 0 where none came under that name."""
    rows = read_register(data, name)
    own = rows.loc[rows["file"].eq(file), "rows"]
    return int(own.iloc[-1]) if len(own) else 0


def add_entry(data: Path, name: str, entry: Entry) -> tuple[str, bytes]:
    """The path below the data of a source's register, and its bytes with one delivery more."""
    row = pd.DataFrame([{column: str(cell) for column, cell in asdict(entry).items()}])
    rows = pd.concat([read_register(data, name), row[COLUMNS]], ignore_index=True)
    return f"{FOLDER}/{name}.csv", format_csv(rows)
