"""Files of the data replaced together, and what was there before kept so that it can come back.

Below `data/before/NAME/` each import leaves a folder with the files that it replaced, under its date.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from loaders.csv_files import write_whole
from loaders.placing import BEFORE, LIST, finish, finish_pending, pending_of, seal

# The name of an import and a date: what a folder of files kept is called.
STAMP = "%Y-%m-%dT%H-%M-%S-%f"


def replace_together(data: Path, name: str, contents: Mapping[str, bytes | None]) -> Path:
    """Put files in their place below `data`, by their path there, None to take one away; the folder that keeps the old.

    Nothing is in place before all is on the disk. A failure before that leaves the data as it was.
    """
    finish_pending(data)
    pending = pending_of(data, name)
    stamp = _keep(data, pending.parent, list(contents))
    try:
        for path, content in contents.items():
            if content is not None:
                write_whole(content, pending / path)
        seal(pending, {path: content is None for path, content in contents.items()})
    except BaseException:
        for folder in (pending, stamp):
            shutil.rmtree(folder, ignore_errors=True)
        raise
    finish(data, pending)
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


def list_kept(data: Path, name: str) -> list[Path]:
    """The folders that keep what imports of a name have replaced, the oldest first."""
    return sorted(path for path in (data / BEFORE / name).glob("*T*") if path.suffix != ".partial")


def restore(data: Path, name: str, kept: Path) -> Path:
    """Put back the files that a folder keeps; those that they replace are kept in turn, in the folder returned."""
    listed: dict[str, bool] = json.loads((kept / LIST).read_text(encoding="utf-8"))
    contents = {path: None if is_absent else (kept / path).read_bytes() for path, is_absent in listed.items()}
    return replace_together(data, name, contents)
