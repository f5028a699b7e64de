"""Files of the data replaced together, whole or not at all, and what was there before kept so that it can come back.

Below `data/before/NAME/` each import leaves a folder with the files that it replaced, under its date. The new files are
first written in `pending` there, with a list of them last: from then on they are as good as in place, since whoever
comes next finishes what a cut has interrupted.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from loaders.csv_files import write_whole

BEFORE, PENDING, LIST = "before", "pending", "list.json"
# The name of an import and a date: what a folder of files kept is called.
STAMP = "%Y-%m-%dT%H-%M-%S-%f"


def replace_together(data: Path, name: str, contents: Mapping[str, bytes | None]) -> Path:
    """Put files in their place below `data`, by their path there, None to take one away; the folder that keeps the old.

    Nothing is in place before all is on the disk. A failure before that leaves the data as it was.
    """
    finish_pending(data)
    home = data / BEFORE / name
    pending = home / PENDING
    stamp = _keep(data, home, list(contents))
    try:
        for path, content in contents.items():
            if content is not None:
                write_whole(content, pending / path)
        listed = {path: content is None for path, content in contents.items()}
        write_whole(json.dumps(listed).encode(), pending / LIST)
    except BaseException:
        for folder in (pending, stamp):
            shutil.rmtree(folder, ignore_errors=True)
        raise
    _move(data, pending)
    return stamp


def _keep(data: Path, home: Path, paths: list[str]) -> Path:
    """Copy the files as they are, with the list of those that are not there."""
    stamp = home / dt.datetime.now(dt.UTC).strftime(STAMP)
    partial = stamp.with_suffix(".partial")
    try:
        for path in paths:
            if (data / path).exists():
                write_whole((data / path).read_bytes(), partial / path)
        absent = {path: not (data / path).exists() for path in paths}
        write_whole(json.dumps(absent).encode(), partial / LIST)
        partial.rename(stamp)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return stamp


def finish_pending(data: Path) -> None:
    """Finish what an import that was cut had on the disk, and clear what it had not."""
    for pending in sorted((data / BEFORE).glob(f"*/{PENDING}")):
        if (pending / LIST).exists():
            _move(data, pending)
        else:
            shutil.rmtree(pending)


def _move(data: Path, pending: Path) -> None:
    listed: dict[str, bool] = json.loads((pending / LIST).read_text(encoding="utf-8"))
    for path, is_removed in listed.items():
        target = data / path
        if is_removed:
            target.unlink(missing_ok=True)
        elif (pending / path).exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            (pending / path).replace(target)
            _settle(target.parent)
    shutil.rmtree(pending)


def _settle(folder: Path) -> None:
    """Have the disk know the names of a folder, where the system lets a folder be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def list_kept(data: Path, name: str) -> list[Path]:
    """The folders that keep what imports of a name have replaced, the oldest first."""
    return sorted(path for path in (data / BEFORE / name).glob("*T*") if path.suffix != ".partial")


def restore(data: Path, name: str, kept: Path) -> Path:
    """Put back the files that a folder keeps; those that they replace are kept in turn, in the folder returned."""
    listed: dict[str, bool] = json.loads((kept / LIST).read_text(encoding="utf-8"))
    contents = {path: None if is_absent else (kept / path).read_bytes() for path, is_absent in listed.items()}
    return replace_together(data, name, contents)
