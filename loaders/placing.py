"""Files put in place together, whole or not at all: prepared beside, listed last, then moved one by one.

Once the list is on the disk the files are as good as in place: whoever comes next finishes what a cut has interrupted.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from loaders.csv_files import write_whole

BEFORE, PENDING, LIST = "before", "pending", "list.json"


def pending_of(data: Path, name: str) -> Path:
    """Where the files of a name are prepared, below the data."""
    return data / BEFORE / name / PENDING


def seal(pending: Path, listed: Mapping[str, bool]) -> None:
    """Say that all is prepared: the files by their path below the data, and whether each is to be taken away."""
    write_whole(json.dumps(dict(listed)).encode(), pending / LIST)


def finish(data: Path, pending: Path) -> None:
    """Put in place what is listed, or clear what was not whole."""
    if not (pending / LIST).exists():
        shutil.rmtree(pending)
        return
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


def finish_pending(data: Path) -> None:
    """Finish what a command that was cut had on the disk, and clear what it had not."""
    for pending in sorted((data / BEFORE).glob(f"*/{PENDING}")):
        finish(data, pending)


def _settle(folder: Path) -> None:
    """Have the disk know the names of a folder, where the system lets a folder be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
