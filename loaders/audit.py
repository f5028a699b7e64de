"""The log of sign-ins and of writes: who, what, when, from where. Lines are added, nothing ever changes one.

A file a day, beside the database; no route reads or writes it, and files older than TERRIL_AUDIT_DAYS go by themselves.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from geo.kept import CODE, keep
from loaders.deployment import find_data
from loaders.settings import AUDIT, AUDIT_DAYS, SETTINGS, read_setting

HERE: ContextVar[str] = ContextVar("where", default="terminal")
LONGEST = 200
# What the lines say of a sign-in, and of what ends one.
SIGNED_IN, REFUSED, SIGNED_OUT = "sign-in", "sign-in refused", "sign-out"


def find_folder() -> Path:
    """The folder of the log."""
    return Path(read_setting(AUDIT) or find_data() / "own" / "audit")


@contextmanager
def asked_from(where: str) -> Iterator[None]:
    """What is written meanwhile was asked for from an address."""
    token = HERE.set(where)
    try:
        yield
    finally:
        HERE.reset(token)


def record(who: str, what: str, about: str = "", *, at: dt.datetime | None = None, session: str = "") -> None:
    """Add a line, on the disk before this returns. Raises OSError: what cannot be told is not to be done.

    `session` is a digest that one sign-in by a provider has, so that its end is that of all its windows.
    """
    at, folder = at or dt.datetime.now(dt.UTC), find_folder()
    said = {"at": at.isoformat(timespec="milliseconds"), "who": who, "what": what, "about": about, "where": HERE.get()}
    line = json.dumps({name: word[:LONGEST] for name, word in {**said, "session": session}.items()}, ensure_ascii=False)
    file = folder / f"{at:%Y-%m-%d}.jsonl"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _drop_old(folder, at.date())
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, f"{line}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def count_days() -> int:
    """How many days a line is kept."""
    return int(read_setting(AUDIT_DAYS) or SETTINGS[AUDIT_DAYS].without)


def _drop_old(folder: Path, today: dt.date) -> None:
    first = today - dt.timedelta(days=count_days())
    for path in folder.glob("*.jsonl"):
        if path.stem < f"{first:%Y-%m-%d}":
            path.unlink(missing_ok=True)


def list_lines(since: dt.date) -> Iterator[dict[str, Any]]:
    """The lines from a day on, the oldest first; a line that a cut has left half written is passed over."""
    for path in sorted(find_folder().glob("*.jsonl")):
        if path.stem < f"{since:%Y-%m-%d}":
            continue
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                yield json.loads(line)
            except ValueError:
                continue


def has_signed_out(session: str) -> bool:
    """Whether a sign-in of yesterday or today has been ended, in whichever window."""
    since = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    files = [path for path in find_folder().glob("*.jsonl") if path.stem >= f"{since:%Y-%m-%d}"]
    return session in _list_ended(since, tuple(sorted((path.name, path.stat().st_size) for path in files)))


# The files only grow: their sizes say whether they are as they were.
@keep(CODE)
def _list_ended(since: dt.date, _sizes: tuple[tuple[str, int], ...]) -> frozenset[str]:
    return frozenset(one["session"] for one in list_lines(since) if one["what"] == SIGNED_OUT)
