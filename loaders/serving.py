"""A version of the tables to serve: a copy of their files, of one making, each read to its end and checked."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from geo.kept import TABLES, keep
from geo.versions import Version
from loaders.placing import LIST, pending_of
from loaders.tables import PREPARED, SERVED, VERSION

Signature = tuple[object, ...]


class TablesError(ValueError):
    """The tables cannot be served as they lie: one is not there, is damaged, or is of another making."""


def find_files(folder: Path) -> dict[str, Path]:
    """Where the file of each table is: in its place, or still where a command that was cut had prepared it whole."""
    pending = pending_of(folder, PREPARED)
    files = {name: folder / f"{name}.parquet" for name in SERVED}
    if (pending / LIST).exists():
        files |= {name: pending / path.name for name, path in files.items() if (pending / path.name).exists()}
    return files


def sign(folder: Path) -> Signature:
    """What changes as soon as a file of the tables does, found without reading any."""
    found: list[object] = []
    for path in find_files(folder).values():
        try:
            told = path.stat()
        except OSError:
            found.append(None)
        else:
            found.append((told.st_ino, told.st_mtime_ns, told.st_size))
    return tuple(found)


def open_version(folder: Path) -> Version:
    """The tables as they lie, copied to a folder that is the caller's to throw away. Raises TablesError."""
    before = sign(folder)
    copy = Path(tempfile.mkdtemp(prefix="terril-tables-"))
    try:
        for name, path in find_files(folder).items():
            _copy(path, copy / f"{name}.parquet")
        if sign(folder) != before:
            raise TablesError("les tables ont changé pendant qu’elles se lisaient")
        for name in SERVED:
            _check(copy / f"{name}.parquet")
        return Version(tell_version(copy), copy)
    except BaseException:
        shutil.rmtree(copy, ignore_errors=True)
        raise


def _copy(path: Path, place: Path) -> None:
    try:
        shutil.copy2(path, place)
    except FileNotFoundError:
        raise TablesError(f"{path.name} n’est plus là") from None
    except OSError as error:
        raise TablesError(f"{path.name} ne se laisse pas copier ({error.strerror})") from None


def _check(path: Path) -> None:
    """Read a table to its end, by the sums of its pages. Raises TablesError where it is damaged."""
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            for _ in file.iter_batches():
                pass
    except (pa.ArrowException, OSError) as error:
        raise TablesError(f"{path.name} est abîmé") from error


@keep(TABLES)
def tell_version(folder: Path) -> str:
    """A word for the tables of a folder: that which their files say, else one of their bytes.

    Raises TablesError where they say several.
    """
    paths = [folder / f"{name}.parquet" for name in SERVED]
    told = {(pq.read_schema(path).metadata or {}).get(VERSION.encode(), b"").decode() for path in paths}
    if len(told) > 1:
        raise TablesError("les tables ne sont pas d’une même construction")
    found = hashlib.sha256()
    for path in [] if told != {""} else paths:
        found.update(path.read_bytes())
    return told.pop() or found.hexdigest()[:12]


def count_rows(folder: Path) -> int:
    """How many observations the tables of a folder hold."""
    return int(pq.read_metadata(folder / "observations.parquet").num_rows)
