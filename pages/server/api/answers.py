"""What a resource answers, and how its rows are ordered, cut into pages and limited to some columns."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from loaders import store
from pages.server.api.problems import Fault, ProblemError, describe_faults
from pages.server.api.rows import Row


@dataclass(frozen=True)
class Page:
    """Which rows are wanted: `limit` of them from the one at `offset` on, ordered by columns, highest first if true."""

    limit: int
    offset: int = 0
    sort: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class Answer:
    """Rows in the columns of a model, already cut to their page; `total` counts those of all pages.

    `told` is what only JSON says beside them: coverage, an average, notes. A resource that is no table has `whole`.
    """

    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    total: int = 0
    told: Mapping[str, Any] = field(default_factory=dict)
    whole: Any = None


def cut(rows: pd.DataFrame, page: Page, **told: Any) -> Answer:
    """The page of a table, in the order asked for, or in its own."""
    for column, is_down in reversed(page.sort):
        rows = rows.sort_values(column, ascending=not is_down, kind="stable", na_position="last")
    return Answer(rows.iloc[page.offset : page.offset + page.limit], len(rows), told)


def read_sort(words: Sequence[str], model: type[Row], only: Sequence[str] = ()) -> tuple[tuple[str, bool], ...]:
    """The order that words ask for: « -year » is the latest first. Raises ProblemError for a column that is none."""
    known = only or tuple(model.model_fields)
    found = tuple((word.removeprefix("-"), word.startswith("-")) for word in words)
    for column, _ in found:
        if column not in known:
            listed = ", ".join(known)
            raise describe_faults(
                (Fault("sort", f"l’une des colonnes {listed}", f"one of the columns {listed}", column),)
            )
    return found


def read_fields(words: Sequence[str], model: type[Row]) -> tuple[str, ...]:
    """The columns asked for, all of them without any. Raises ProblemError for one that is none."""
    for word in words:
        if word not in model.model_fields:
            listed = ", ".join(model.model_fields)
            raise describe_faults(
                (Fault("fields", f"l’une des colonnes {listed}", f"one of the columns {listed}", word),)
            )
    return tuple(dict.fromkeys(words)) or tuple(model.model_fields)


def write_cursor(offset: int) -> str:
    """The word of an address for the rows from one on, of the tables of today."""
    body = json.dumps([offset, store.read_version()]).encode()
    return base64.urlsafe_b64encode(body).decode().rstrip("=")


def read_cursor(word: str | None) -> int:
    """The row that a page begins at. Raises ProblemError for a word that is none, or of other tables."""
    if word is None:
        return 0
    try:
        offset, version = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        if not isinstance(offset, int) or not 0 <= offset < 10_000_000:
            raise ValueError(offset)
    except (ValueError, TypeError, RecursionError) as error:
        fault = Fault("cursor", "le mot donné dans « next »", "the word given in “next”", word[:40])
        raise describe_faults((fault,)) from error
    if version != store.read_version():
        raise ProblemError(
            "cursor",
            "Une livraison est arrivée depuis : reprenez à la première page, sans « cursor ».",
            "A delivery has arrived since: begin again at the first page, without “cursor”.",
        )
    return offset
