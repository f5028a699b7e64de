"""What files of figures said of a thing before they were replaced: imports keep them, each until its moment."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from geo.kept import TABLES, keep
from loaders.csv_files import read_text_csv
from loaders.importing.keeping import STAMP, list_kept
from loaders.importing.register import read_of_source
from loaders.own.memory.spans import Began, Ended, Span, Thing, list_deliveries
from loaders.pipeline.own import TEXTS
from loaders.placing import BEFORE, LIST
from loaders.rules.secrecy import CONFIDENTIAL

FIGURES = "figures"
Row = Mapping[str, str]
# What makes another figure of a row: the rest is where it is printed, and may be found elsewhere.
TOLD = ("value", "status", "published", "unit")


class State(NamedTuple):
    """What a file held from a moment on: None since nobody knows when."""

    since: dt.datetime | None
    path: Path | None


def list_states(data: Path) -> dict[str, list[State]]:
    """By the name of a file of figures that an import has replaced, what it held one after the other."""
    states: dict[str, list[State]] = defaultdict(list)
    for home in sorted(path for path in (data / BEFORE).glob("*") if path.is_dir()):
        for kept in list_kept(data, home.name):
            until = dt.datetime.strptime(kept.name, STAMP).replace(tzinfo=dt.UTC)
            for path, is_absent in _read_list(kept).items():
                if path.startswith(f"{FIGURES}/"):
                    own = states[path]
                    since = own.pop().since if own else None
                    own += [State(since, None if is_absent else kept / path), State(until, data / path)]
    return dict(states)


def _read_list(kept: Path) -> dict[str, bool]:
    try:
        listed: dict[str, bool] = json.loads((kept / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return listed


def read_rows(path: Path | None, thing: Thing) -> list[Row]:
    """The rows of a file that are of a thing, as text; none where there is no such file."""
    if path is None or not path.exists():
        return []
    # Most files say nothing of it, and are many: a look at their bytes tells.
    if f",{thing.indicator},{thing.territory},".encode() not in path.read_bytes():
        return []
    rows = read_text_csv(path)
    own = rows[rows["indicator"].eq(thing.indicator) & rows["territory"].eq(thing.territory)]
    own = own.reindex(columns=TEXTS, fill_value="")
    told = ({str(name): str(cell).strip() for name, cell in row.items()} for row in own.to_dict("records"))
    return [row for row in told if thing.is_told_by(row)]


def list_secret(states: Mapping[str, list[State]]) -> frozenset[str]:
    """The indicators that a file replaced has a confidential figure of."""
    return _read_secret(tuple(sorted({state.path for own in states.values() for state in own if state.path})))


@keep(TABLES)
def _read_secret(paths: tuple[Path, ...]) -> frozenset[str]:
    found = set[str]()
    for path in paths:
        if path.exists() and CONFIDENTIAL.encode() in path.read_bytes():
            rows = read_text_csv(path)
            found |= {*rows.loc[rows["status"].eq(CONFIDENTIAL), "indicator"]}
    return frozenset(found)


def list_spans(states: Mapping[str, list[State]], thing: Thing, data: Path) -> Iterator[Span]:
    """What the files that imports have replaced said of a thing, and say now; in no order."""
    for own in states.values():
        told = [_gather(read_rows(state.path, thing)) for state in own]
        names = dict.fromkeys(name for rows in told for name in rows)
        returns = list_returns(own) if names else []
        for name in names:
            deliveries = [each.get(name, []) for each in told]
            *over, first = list_deliveries(deliveries[0]) if deliveries[0] else [None]
            yield from filter(None, over)
            newest = (rows[-1] if rows else None for rows in deliveries)
            chain = [*zip((state.since for state in own), newest, returns, strict=True)]
            yield from _join(chain, data, first)


def list_returns(own: Sequence[State]) -> list[bool]:
    """Whether each state of a file is what an earlier one was, to the byte: an import was undone."""
    hashes = [
        hashlib.sha256(state.path.read_bytes()).digest() if state.path is not None and state.path.exists() else b""
        for state in own
    ]
    return [one in hashes[:n] for n, one in enumerate(hashes)]


def _gather(rows: Sequence[Row]) -> dict[tuple[str, str], list[Row]]:
    """The deliveries of each source and value of the same thing, the oldest first."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: int(row["revision"] or "1")):
        found[row["source"], row["variant"]].append(row)
    return found


def _join(
    chain: Sequence[tuple[dt.datetime | None, Row | None, bool]], data: Path, first: Span | None
) -> Iterator[Span]:
    """The spans of one source, of the states of its file after the `first`; a row that stays what it was is one."""
    open_span = first
    for since, row, is_back in chain[1:]:
        if open_span is not None and row is not None and _tell(row) == _tell(open_span.row):
            continue
        if open_span is not None:
            gone: Ended = "undone" if is_back else "removed"
            yield replace(open_span, until=since, ended="" if row is not None else gone)
        if row is None:
            open_span = None
        else:
            began: Began = "undone" if is_back else "revised" if open_span is not None else "added"
            file = "" if is_back else _find_file(row["source"], since, data)
            open_span = Span(row, began, since, with_what=file)
    if open_span is not None:
        yield open_span


def _tell(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in TOLD)


def _find_file(source: str, since: dt.datetime | None, data: Path) -> str:
    """The file that was delivered that day for a source, as the register has it; "" where it has none."""
    if since is None:
        return ""
    rows = read_of_source(source, data)
    days = {since.date().isoformat(), since.astimezone().date().isoformat()}
    return next((str(row["file"]) for row in rows.to_dict("records") if str(row["retrieved"]) in days), "")
