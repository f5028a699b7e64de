"""The ground of the tables, kept beside them: who says something of a figure finds it as it was made, and waits for no
building.

It holds what is withheld, as the files of figures and the database do, and lies where the database does: nothing serves
it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
from pyarrow import feather

from loaders.catalog import CATALOG, ROOT, read_catalog
from loaders.csv_files import writing_whole
from loaders.declared import Declared
from loaders.deployment import find_deployment
from loaders.pipeline.build import PARTS, build_ground
from loaders.pipeline.ground import Ground
from loaders.tables import SERVED, Tables

if TYPE_CHECKING:
    from loaders.own.database.opening import Place
    from loaders.pipeline.own import Own

# Where it lies below the folder of the tables, and the key under which each of its files says what it is made of.
GROUND, MADE_OF, TIED = Path("own") / "ground", b"terril.made_of", b"terril.tied"
HIDDEN = "hidden"


def take_ground(own: Own, place: Place) -> Ground:
    """The ground of all that is published: as it is kept, where it is made of the same, else made and kept.

    Raises what a build does.
    """
    made_of, folder = find_made_of(own.declared, place), place.tables / GROUND
    found = _read(folder, made_of)
    if found is None:
        found = build_ground(read_catalog(), place.figures, own)
        _write(found, folder, made_of)
    return found


def find_made_of(declared: Declared, place: Place) -> str:
    """A word for all that a ground is made of: another as soon as a file of figures, of the catalogue, of the contours
    or of the code is, or what is published (see loaders.own.making.read_published for what tells that)."""
    digest = hashlib.blake2b(digest_size=16)
    told = (sys.version, pd.__version__, pa.__version__, replace(declared, remarks=()).to_text())
    for word in told:
        digest.update(word.encode() + b"\0")
    for path in sorted(list_read(place)):
        digest.update(str(path).encode() + b"\0" + hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


def list_read(place: Place) -> Iterator[Path]:
    """The files that a ground is made of, each once or more."""
    beside = place.figures.parent
    for folder in {CATALOG, place.figures, beside / CATALOG.name, beside / PARTS.name}:
        yield from (path for path in folder.rglob("*") if path.is_file())
    yield find_deployment()
    for name in ("loaders", "geo"):
        yield from (path for pattern in ("*.py", "*.csv", "*.parquet") for path in (ROOT / name).rglob(pattern))


def _read(folder: Path, made_of: str) -> Ground | None:
    """What is kept; None where it is not there, is made of something else, or was not written to its end."""
    frames: dict[str, pd.DataFrame] = {}
    tied = b""
    for name in (*SERVED, HIDDEN):
        try:
            table = feather.read_table(folder / f"{name}.arrow")
        except (OSError, pa.ArrowException):
            return None
        told = table.schema.metadata
        if told.get(MADE_OF) != made_of.encode():
            return None
        tied = told[TIED]
        frames[name] = table.to_pandas()
    hidden = frames.pop(HIDDEN)
    return Ground(Tables(**frames), hidden, frozenset(filter(None, tied.decode().split(";"))))


def _write(ground: Ground, folder: Path, made_of: str) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = {MADE_OF: made_of.encode(), TIED: ";".join(sorted(ground.tied)).encode()}
    for name, frame in {**ground.tables.frames, HIDDEN: ground.hidden}.items():
        table = pa.Table.from_pandas(frame, preserve_index=False)
        table = table.replace_schema_metadata({**(table.schema.metadata or {}), **told})
        with writing_whole(folder / f"{name}.arrow") as file:
            feather.write_feather(table, file, compression="lz4")
