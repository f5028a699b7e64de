"""All that people have put in, in one file that any database of Terril can be made of again."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Table, func, insert, select

from loaders.csv_files import writing_whole
from loaders.own.database.opening import Database, find_shape, list_shapes
from loaders.own.database.schema import EVENT, FILE, TABLES
from loaders.own.making import Say, changing
from loaders.own.records import tell_now

FORMAT = 1
MANIFEST = "manifest.json"
# As many rows as are held at once.
AT_ONCE = 20_000
BLOCK = 1 << 20
ASK_ANOTHER = "Prenez une autre sauvegarde. Rien n’est écrit."


class BackupError(ValueError):
    """A backup cannot be made or taken: the message says why, and what to do."""


def backup(database: Database, path: Path, *, say: Say = print) -> str:
    """Write all that the database holds to a file, as it stands at one moment; what was done, in a sentence.

    Raises BackupError for a database of a newer Terril, which may hold what this one does not know.
    """
    entries, rows = dict[str, str](), dict[str, int]()
    with database.reading() as connection:
        _require_known(find_shape(connection))
    with (
        writing_whole(path) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        database.reading() as connection,
    ):
        for table in TABLES:
            name = _name(table)
            entries[name], rows[table.name] = _write(archive, name, _dump(connection, table))
            say(f"{table.name} : {rows[table.name]} lignes")
        for sha256 in connection.execute(select(FILE.c.sha256).order_by(FILE.c.sha256)).scalars().all():
            content = connection.execute(select(FILE.c.content).where(FILE.c.sha256 == sha256)).scalar_one()
            archive.writestr(f"files/{sha256}", bytes(content))
        shape = find_shape(connection)
        manifest = {"format": FORMAT, "shape": shape, "made": tell_now(), "rows": rows, "entries": entries}
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return f"{path.name} : {rows['publication']} publications, {rows['figure']} valeurs, {rows['file']} fichiers."


def _require_known(shape: str | None) -> None:
    if shape not in list_shapes():
        raise BackupError(
            f"La base de données est d’une version plus récente de Terril (forme {shape}) : faites la sauvegarde avec "
            "elle, celle-ci ne connaît pas tout ce qui y est. Rien n’est écrit."
        )


def _name(table: Table) -> str:
    return f"tables/{table.name}.jsonl"


def _list_columns(table: Table) -> list[str]:
    """What of a table is in its lines: of the files, their bytes lie beside."""
    return [column.name for column in table.columns if column is not FILE.c.content]


def _dump(connection: Connection, table: Table) -> Iterator[bytes]:
    names = _list_columns(table)
    asked = select(*(table.c[name] for name in names)).order_by(*table.primary_key.columns)
    with connection.execution_options(stream_results=True).execute(asked) as found:
        for rows in found.partitions(AT_ONCE):
            lines = [json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in rows]
            yield ("\n".join(lines) + "\n").encode()


def _write(archive: zipfile.ZipFile, name: str, blocks: Iterator[bytes]) -> tuple[str, int]:
    """Write blocks of lines; their hash, and how many lines they are."""
    digest, count = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as file:
        for block in blocks:
            file.write(block)
            digest.update(block)
            count += block.count(b"\n")
    return digest.hexdigest(), count


def restore(database: Database, path: Path, *, say: Say = print) -> str:
    """Put all that a backup holds into a database that holds nothing, and make the tables; what was done.

    Raises BackupError for a file that is damaged or no backup, and where something would be written over.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _check(archive, path.name)
            with changing(database, "une restauration") as change:
                _require_empty(change.connection)
                for table in _list_tables(manifest):
                    _load(change.connection, archive, table)
                    say(f"{table.name} : {manifest['rows'][table.name]} lignes")
                _count_on(change.connection)
                change.prepare(say=say)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.filename is not None:
            raise
        raise BackupError(f"{path.name} est abîmé ou n’est pas une sauvegarde de Terril. {ASK_ANOTHER}") from error
    rows = manifest["rows"]
    return f"{path.name} est remis : {rows['publication']} publications, {rows['figure']} valeurs."


def _check(archive: zipfile.ZipFile, name: str) -> dict[str, Any]:
    """Read a backup to its end, by its hashes; what its manifest says. Raises BackupError."""
    damaged = BackupError(f"{name} est abîmé ou n’est pas une sauvegarde de Terril. {ASK_ANOTHER}")
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
        format_, entries, rows = manifest["format"], manifest["entries"], manifest["rows"]
        files = [json.loads(line)["sha256"] for line in archive.read(_name(FILE)).splitlines()]
        if format_ != FORMAT:
            raise BackupError(f"{name} est d’une version plus récente de Terril. Mettez Terril à jour, puis relancez.")
        for table in _list_tables(manifest):
            with archive.open(_name(table)) as file:
                if _hash(file) != (entries[_name(table)], rows[table.name]):
                    raise damaged
        for sha256 in files:
            with archive.open(f"files/{sha256}") as file:
                if _hash(file)[0] != sha256:
                    raise damaged
    except (KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise damaged from error
    return manifest


def _hash(file: IO[bytes]) -> tuple[str, int]:
    """The hash of what a file holds, and how many lines it has."""
    digest, count = hashlib.sha256(), 0
    while block := file.read(BLOCK):
        digest.update(block)
        count += block.count(b"\n")
    return digest.hexdigest(), count


def _list_tables(manifest: Mapping[str, Any]) -> list[Table]:
    """The tables of a backup, of an earlier shape those that there were. Raises BackupError for a shape to come."""
    shape, shapes = manifest["shape"], list_shapes()
    if shape not in shapes:
        raise BackupError(
            f"Cette sauvegarde est d’une autre version de Terril (forme {shape}, {shapes[-1]} ici). {ASK_ANOTHER}"
        )
    return [table for table in TABLES if shape == shapes[-1] or table.name in manifest["rows"]]


def _require_empty(connection: Connection) -> None:
    for table in TABLES:
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise BackupError(
                "La base de données n’est pas vide : une restauration ne remplace rien. Mettez de côté la base d’abord "
                "(le fichier data/own/terril.sqlite, ou la base que nomme TERRIL_DATABASE). Rien n’est écrit."
            )


def _load(connection: Connection, archive: zipfile.ZipFile, table: Table) -> None:
    """Put in the rows of a table."""
    names = {*_list_columns(table)}
    with archive.open(_name(table)) as file:
        rows: list[dict[str, Any]] = []
        for line in io.TextIOWrapper(file, encoding="utf-8", newline="\n"):
            row = json.loads(line)
            if {*row} != names:
                raise BackupError(f"{_name(table)} : d’autres colonnes que {', '.join(sorted(names))}. {ASK_ANOTHER}")
            rows.append(row | ({"content": archive.read(f"files/{row['sha256']}")} if table is FILE else {}))
            if len(rows) >= (1 if table is FILE else AT_ONCE):
                connection.execute(insert(table), rows)
                rows = []
        if rows:
            connection.execute(insert(table), rows)


def _count_on(connection: Connection) -> None:
    """Have the database count the journal on from its last line; SQLite does by itself."""
    last = connection.execute(select(func.max(EVENT.c.number))).scalar_one()
    if connection.dialect.name == "postgresql" and last is not None:
        connection.execute(select(func.setval(func.pg_get_serial_sequence(EVENT.name, "number"), last)))
