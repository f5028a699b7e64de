"""The entries of a JSON file or of a GeoJSON as a table of text."""

from __future__ import annotations

import json
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
        raise SourceFormatError(f"{path.name} : un fichier JSON est attendu, ses niveaux sont sans fin.") from None


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
    found = list(dict.fromkeys(name for entry in content for name in entry))
    places = form.find(found)
    absent = form.list_absent(places)
    if absent:
        raise SourceFormatError(
            f"{path.name} : colonnes attendues {', '.join(absent)} ; trouvées {join_some(found, 30)}. "
            "Vérifiez que le fichier est bien celui de ce producteur, ou que ses colonnes n’ont pas été renommées."
        )
    rows = [[_write(entry.get(found[place])) for place in places.values()] for entry in content]
    frame = pd.DataFrame(rows, columns=list(places), dtype="str")
    lines = pd.Series(range(1, len(frame) + 1), dtype="int64")
    marks = pd.Series([hash(json.dumps(entry, sort_keys=True)) for entry in content], dtype="int64")
    return Table(frame, lines, path.name, reading, marks, form.name, unit="entrée")


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
