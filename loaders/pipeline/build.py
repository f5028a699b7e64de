"""Rebuild data/*.parquet from data/figures and data/catalog: the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.catalog import CATALOG, ROOT, Catalog, read_catalog
from loaders.csv_files import write_whole
from loaders.declared import CARRIER, DECLARED, NOTHING, Declared, read_declared
from loaders.pipeline.breaks import BREAKS, mark_breaks, read_breaks
from loaders.pipeline.figures import read_figures
from loaders.pipeline.former_codes import carry_figures, list_former
from loaders.pipeline.grants import read_grants
from loaders.pipeline.ground import Ground, finish_tables, lay_ground
from loaders.pipeline.own import PUBLISHED, Own, add_own, choose_own, choose_own_grants, format_own, read_own
from loaders.pipeline.parts import read_parts
from loaders.pipeline.territories import build_territories
from loaders.placing import finish, finish_pending, pending_of, seal
from loaders.tables import DATA, PREPARED, SAID, VERSION, Tables
from loaders.territories.cog import read_cog

FIGURES = ROOT / "data" / "figures"
PARTS = ROOT / "data" / "parts"
LENGTH_OF_VERSION = 12
CATEGORIES = ["indicator", "territory", "level", "status", "source", "warning"]
OBSERVATION_COLUMNS = [
    "indicator",
    "territory",
    "level",
    "place",
    "year",
    "period",
    "value",
    "status",
    "break_before",
    "scope",
    "source",
    "locator",
    "section",
    "published",
    "note",
    "warning",
    "variant",
    "revision",
    "is_current",
    "retrieved",
    "id",
]


def make_observations(figures: pd.DataFrame, levels: pd.Series, catalog: Catalog) -> pd.DataFrame:
    """Checked figures (strings) as observations: typed, with the level of their territory, sorted.

    `is_current` tells the newest delivery of what is kept from its older ones and from other values of the same thing.
    """
    frame = figures.rename(columns={"lines": "locator"})
    frame["level"] = frame["territory"].map(levels)
    frame["year"] = frame["year"].astype("int16")
    frame["value"] = pd.to_numeric(frame["value"])
    frame["break_before"] = frame["break_before"].eq("1")
    frame["variant"] = pd.to_numeric(frame["variant"].replace("", "0")).astype("int16")
    frame["revision"] = pd.to_numeric(frame["revision"].replace("", "1")).astype("int16")
    newest = frame.groupby("id")["revision"].transform("max")
    frame["is_current"] = frame["variant"].eq(0) & frame["revision"].eq(newest)
    frame["retrieved"] = frame["source"].map({key: source.retrieved for key, source in catalog.sources.items()})
    frame = frame.sort_values(
        ["indicator", "scope", "territory", "place", "year", "period", "source", "status", "variant", "revision"],
        ignore_index=True,
    )
    return frame[OBSERVATION_COLUMNS].astype(dict.fromkeys(CATEGORIES, "category"))


def build_tables(catalog: Catalog, figures: Path = FIGURES, own: Own | None = None) -> Tables:
    """The tables: what `build_ground` makes, with the remarks on it and without what is secret. Raises what it does.

    `own` is what a service has published, that of the installation where it is not given.
    """
    own = read_own() if own is None else own
    return finish_tables(build_ground(catalog, figures, own), own.declared.remarks)


def build_ground(catalog: Catalog, figures: Path, own: Own) -> Ground:
    """Read, check and join everything in the commune codes of the contours, and find what is secret.

    `own` is what a service has published; its remarks are not looked at. The rows that sums are made of lie beside
    `figures`, and the breaks that no file marks in the catalogue beside it.
    Raises CatalogError or FiguresError with every fault found.
    """
    catalog = add_own(catalog, own)
    territories = build_territories(catalog)
    known = frozenset(territories["code"])
    cog = read_cog(catalog.deployment.vintage)
    given = carry_figures(read_figures(figures, catalog, known | list_former(cog)), catalog, cog)
    mine = choose_own(own, catalog, known, cog)
    given = pd.concat([given, mine[given.columns]], ignore_index=True) if len(mine) else given
    observations = make_observations(given, territories.set_index("code")["level"], catalog)
    observations = mark_breaks(observations, read_breaks(catalog, figures.with_name(CATALOG.name) / BREAKS).values())
    parts = read_parts(figures.with_name(PARTS.name), catalog)
    grants = read_grants(figures, catalog, known)
    if len(own.grants):
        grants = pd.concat([grants, choose_own_grants(own, grants, catalog, known)], ignore_index=True)
    return lay_ground(Tables(observations, grants, territories, parts), catalog)


class _Digest(io.RawIOBase):
    """A file that keeps of what is written to it the hash alone."""

    def __init__(self) -> None:
        self.found = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, block: Any) -> int:
        self.found.update(block)
        return memoryview(block).nbytes


def _to_table(frame: pd.DataFrame) -> pa.Table:
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    # Text is written alike, whichever way pandas holds it: what was kept and read again has another.
    wide = [field.with_type(pa.large_string()) if field.type == pa.string() else field for field in table.schema]
    return table.cast(pa.schema(wide))


def find_version(tables: Tables, declared: Declared = NOTHING) -> str:
    """A word for these tables: another as soon as one of their values is, or what a person has declared."""
    digest = _Digest()
    for frame in tables.frames.values():
        table = _to_table(frame)
        with pa.ipc.new_stream(pa.PythonFile(digest, mode="w"), table.schema) as stream:
            stream.write_table(table)
    digest.write(declared.to_text().encode() + _write_said(tables).encode())
    return digest.found.hexdigest()[:LENGTH_OF_VERSION]


def _write_said(tables: Tables) -> str:
    """What is said of computed figures as JSON, "" for nothing."""
    return json.dumps(dict(tables.said), ensure_ascii=False, sort_keys=True) if tables.said else ""


def write_table(
    frame: pd.DataFrame, path: Path, *, version: str = "", declared: Declared = NOTHING, said: str = ""
) -> None:
    """Write a table next to its place, then move it there, so that a reader never meets a half-written file.

    The file says the version of the tables that it is one of, what is declared beside the catalogue and what is `said`
    of computed figures, and each of its pages has a sum to be checked by.
    """
    told = {VERSION: version, DECLARED: declared.to_text(), SAID: said}
    table = _to_table(frame).replace_schema_metadata({key: text for key, text in told.items() if text} or None)
    partial = path.with_suffix(".partial")
    pq.write_table(
        table, partial, compression="zstd", compression_level=9, store_schema=True, row_group_size=50_000,
        write_page_checksum=True,
    )  # fmt: skip
    partial.replace(path)


@dataclass(frozen=True)
class Prepared:
    """Tables on the disk, beside their place below `folder`: whole, and not yet told to be; `rows` counts them."""

    folder: Path
    files: Mapping[str, bool]
    rows: dict[str, int]

    def place(self) -> dict[str, int]:
        """Put them in place together; the number of rows of each."""
        pending = pending_of(self.folder, PREPARED)
        try:
            seal(pending, self.files)
        except BaseException:
            self.drop()
            raise
        finish(self.folder, pending)
        for left in (pending.parent, pending.parent.parent):
            with suppress(OSError):
                left.rmdir()
        return self.rows

    def drop(self) -> None:
        """Throw them away."""
        shutil.rmtree(pending_of(self.folder, PREPARED), ignore_errors=True)


def prepare_tables(tables: Tables, folder: Path, *, own: Own | None = None) -> Prepared:
    """Write tables beside their place below `folder`, with the file of what is published where it is given."""
    finish_pending(folder)
    pending = pending_of(folder, PREPARED)
    pending.mkdir(parents=True)
    declared = read_declared(folder / PUBLISHED) if own is None else own.declared
    files, version = {f"{name}.parquet": frame for name, frame in tables.frames.items()}, find_version(tables, declared)
    listed = dict.fromkeys(files, False)
    try:
        for name, frame in files.items():
            said = _write_said(tables) if name == CARRIER else ""
            write_table(frame, pending / name, version=version, declared=declared, said=said)
            with (pending / name).open("rb+") as file:
                os.fsync(file.fileno())
        if own is not None:
            for path, content in format_own(own).items():
                listed[path.as_posix()] = content is None
                if content is not None:
                    write_whole(content, pending / path)
    except BaseException:
        shutil.rmtree(pending, ignore_errors=True)
        raise
    return Prepared(folder, listed, {name: len(frame) for name, frame in tables.frames.items()})


def write_tables(tables: Tables, folder: Path, *, own: Own | None = None) -> dict[str, int]:
    """Put the tables in place below `folder`, all of one making; the number of rows of each."""
    return prepare_tables(tables, folder, own=own).place()


def build(folder: Path = DATA) -> dict[str, int]:
    """Rebuild the tables below `folder`; the number of rows of each. Nothing is written if anything is wrong."""
    return write_tables(build_tables(read_catalog(), own=read_own(folder)), folder)
