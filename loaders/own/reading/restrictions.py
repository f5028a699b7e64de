"""What figures are restricted to: a member of a dimension of the catalogue, or words of the office's own."""

from __future__ import annotations

import numpy as np

from loaders.catalog import Catalog
from loaders.own.reading import messages
from loaders.own.reading.asking import Asker
from loaders.own.reading.coded import Coded
from loaders.own.reading.header_words import fold
from loaders.own.reading.messages import Told

DIMENSION = "dimension:"


def read_scopes(asker: Asker, of_indicator: np.ndarray, catalog: Catalog) -> np.ndarray:
    """The restriction of each record: of its indicator, of a column of a dimension, or as it is written.

    The stage of an aid is a part of it: two stages of a scheme are never added up.
    """
    scopes, written = [of_indicator], asker.find("scope")
    if not written.is_nothing:
        is_wrong = written.map(lambda word: bool(_check_scope(word, catalog))).astype(bool)
        asker.say("scope", is_wrong, "scope", lambda word: Told(_check_scope(word, catalog), messages.OR_EMPTY))
        scopes.append(written.texts)
    if not asker.find("stage").is_nothing:
        stage, own = asker.map("stage", str.lower), scopes.pop()
        scopes.append(np.where((own != "") & (stage != ""), own + ", " + stage, own + stage))
    for dimension, entry in catalog.dimensions.items():
        column = f"{DIMENSION}{dimension}"
        if asker.find(column).is_nothing:
            continue
        members = {fold(text): key for key, label in entry.members.items() for text in (key, label)}
        found = asker.map(column, lambda word, members=members: members.get(fold(word), ""))  # type: ignore[misc]
        told = Told(
            f"un membre de « {entry.label} » est attendu ({', '.join(entry.members.values())})",
            messages.OR_EMPTY,
        )
        asker.say("scope", (found == "") & ~asker.find(column).is_blank, column, told)
        scopes.append(np.where(found == "", "", f"{dimension}=" + found))
    return _join_scopes(scopes, list(catalog.dimensions)) if len(scopes) > 1 else scopes[0]


def _join_scopes(scopes: list[np.ndarray], order: list[str]) -> np.ndarray:
    """One restriction a record, its dimensions in the order of the catalogue."""

    def place(part: str) -> int:
        name = part.partition("=")[0]
        return order.index(name) if name in order else len(order)

    coded = [Coded.of_objects(scope) for scope in scopes]
    rows, codes = np.unique(np.stack([one.codes for one in coded]), axis=1, return_inverse=True)
    joined = []
    for row in rows.T:
        words = [one.words[code] for one, code in zip(coded, row, strict=True)]
        parts = dict.fromkeys(part for word in words if word for part in word.split(";"))
        joined.append(";".join(sorted(parts, key=place)))
    return np.asarray(np.array(joined, dtype=object)[codes.ravel()])


def _check_scope(scope: str, catalog: Catalog) -> str:
    """What is wrong with a restriction as the catalogue writes it, "" for nothing."""
    if "=" not in scope:
        return ""
    for part in scope.split(";"):
        name, _, member = part.partition("=")
        if name not in catalog.dimensions:
            return f"une dimension du catalogue est attendue ({', '.join(catalog.dimensions)})"
        if member not in catalog.dimensions[name].members:
            return f"un membre de la dimension {name} est attendu ({', '.join(catalog.dimensions[name].members)})"
    return ""
