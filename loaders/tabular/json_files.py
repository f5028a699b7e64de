"""The entries of a JSON file or of a GeoJSON as a table of text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.tabular.encodings import decode, unpack
from loaders.tabular.faults import Reading, SourceFormatError, join_some
from loaders.tabular.reader import Form
from loaders.tabular.table import Table


def load_json(path: Path) -> Any:
    """What a JSON file holds, of any encoding, in a gzip or not. Raises SourceFormatError with the line of a fault."""
    content = unpack(path.read_bytes(), path.name)
    if not content.strip():
        raise SourceFormatError(f"{path.name} : le fichier est vide. Téléchargez-le de nouveau.")
    text, _ = decode(content, path.name)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceFormatError(
            f"{path.name}, ligne {error.lineno} : un fichier JSON entier est attendu, il ne se lit plus au caractère "
            f"{error.colno}. Téléchargez-le de nouveau."
        ) from None
    except RecursionError:
        raise SourceFormatError(
            f"{path.name} : un fichier JSON est attendu, ses niveaux sont sans fin. Téléchargez-le de nouveau."
        ) from None


def read_entries(path: Path, form: Form, reading: Reading | None = None) -> Table:
    """The entries of a JSON list, or the properties of the features of a GeoJSON, in the columns of a form, as text.

    Raises SourceFormatError where it is neither, has no entry with all the columns, or says that it is cut.
    """
    reading = Reading() if reading is None else reading
    if reading.sheet is not None:
        raise SourceFormatError(f"{path.name} : une feuille est demandée, ce fichier n’est pas un classeur.")
    content = load_json(path)
    if isinstance(content, dict) and isinstance(content.get("features"), list):
        _refuse_cut(content, path.name)
        content = [entry.get("properties") if isinstance(entry, dict) else entry for entry in content["features"]]
        reading.remark(f"{path.name} : GeoJSON, dont les propriétés sont lues.")
    if not isinstance(content, list) or not content or not all(isinstance(entry, dict) for entry in content):
        raise SourceFormatError(
            f"{path.name} : une liste d’entrées est attendue, ou un GeoJSON, et elle n’est pas trouvée. "
            "Vérifiez que le fichier est bien celui de ce producteur."
        )
    return _tabulate(content, _find_columns(content, form, path.name), form, path.name, reading)


def list_queries(folder: Path) -> dict[str, list[Path]]:
    """The pages of a folder, in their order, by what was asked for: « 62 » of 62-0001.json."""
    queries: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("[!.]*-*.json")):
        queries.setdefault(path.stem.rpartition("-")[0], []).append(path)
    return queries


def read_pages(paths: Sequence[Path], form: Form, reading: Reading) -> list[Table]:
    """The pages of rows of a data-fair host (« results », « total »), a table each, in the columns of a form, as text.

    Such a host leaves out of a row what is empty in it: a column may be on one page alone. Raises SourceFormatError
    where a file is no page, no row has a column, or the pages have another number of rows than they announce.
    """
    pages: dict[str, list[dict[str, Any]]] = {}
    announced: object = None
    for path in paths:
        content = load_json(path)
        rows = content.get("results") if isinstance(content, dict) else None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise SourceFormatError(f"{path.name} : une page JSON de lignes, « results », est attendue.")
        pages[path.name], announced = rows, content.get("total")
    every = [row for rows in pages.values() for row in rows]
    if isinstance(announced, int) and announced != len(every):
        raise SourceFormatError(
            f"{next(iter(pages))} et ses suites : {announced} lignes annoncées, {len(every)} données : il manque une "
            "page, ou elles ont changé pendant qu’elles étaient demandées. Relancez."
        )
    if not every:
        return []
    places = _find_columns(every, form, next(iter(pages)))
    return [_tabulate(rows, places, form, file, reading) for file, rows in pages.items() if rows]


def _find_columns(entries: Sequence[dict[str, Any]], form: Form, file: str) -> dict[str, str]:
    """What each column of a form is called in some entries. Raises SourceFormatError where no entry has one."""
    found = list(dict.fromkeys(name for entry in entries for name in entry))
    places = form.find(found)
    absent = form.list_absent(places)
    if absent:
        raise SourceFormatError(
            f"{file} : colonnes attendues {', '.join(absent)} ; trouvées {join_some(found, 30)}. "
            "Vérifiez que le fichier est bien celui de ce producteur, ou que ses colonnes n’ont pas été renommées."
        )
    return {name: found[place] for name, place in places.items()}


def _tabulate(
    entries: Sequence[dict[str, Any]], names: dict[str, str], form: Form, file: str, reading: Reading
) -> Table:
    rows = [[_write(entry.get(name)) for name in names.values()] for entry in entries]
    frame = pd.DataFrame(rows, columns=list(names), dtype="str")
    lines = pd.Series(range(1, len(frame) + 1), dtype="int64")
    marks = pd.Series([hash(json.dumps(entry, sort_keys=True)) for entry in entries], dtype="int64")
    return Table(frame, lines, file, reading, marks, form.name, unit="entrée")


def _refuse_cut(content: dict[str, Any], file: str) -> None:
    """A map server says how many features match beside those that it gives: an answer that it cut is not the layer."""
    given, matched = len(content["features"]), content.get("numberMatched", content.get("totalFeatures"))
    if isinstance(matched, int) and matched > given:
        raise SourceFormatError(
            f"{file} : {matched} entités annoncées, {given} données : le serveur a coupé sa réponse. "
            "Demandez-la en plusieurs fois, par année, ou prévenez l’éditeur."
        )


def _write(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()
