"""Files as publishers gave them, with what to ask next time: whole or in part, never of two makings."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from loaders.csv_files import write_whole

INCOMING = "incoming"
BLOCK = 1 << 20


@dataclass(frozen=True)
class Stored:
    """What is known of a file: its address, the marks to ask with whether it has changed, its hash and size."""

    url: str
    etag: str = ""
    modified: str = ""
    sha256: str = ""
    size: int = 0


def _note_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.json")


def partial_of(path: Path) -> Path:
    """Where a file is written until it is whole."""
    return path.with_name(f".{path.name}.partial")


def read_stored(path: Path) -> Stored | None:
    """What is known of a file, or of one that is not whole; None where it is not there, or not as it was noted."""
    try:
        stored = Stored(**json.loads(_note_of(path).read_text(encoding="utf-8")))
        size = path.stat().st_size
    except (OSError, ValueError, TypeError):
        return None
    return stored if not stored.sha256 or size == stored.size else None


def note(path: Path, stored: Stored) -> None:
    """Note what is known of a file."""
    write_whole(json.dumps(asdict(stored)).encode(), _note_of(path))


def keep_whole(path: Path, stored: Stored) -> Stored:
    """Move a file that is whole to its place, noted with its hash and size; the disk has it before its note."""
    partial = partial_of(path)
    with partial.open("rb+") as file:
        os.fsync(file.fileno())
    whole = Stored(stored.url, stored.etag, stored.modified, hash_file(partial), partial.stat().st_size)
    # Without its note a file is asked for anew: that of the file before must not stand beside the new one.
    _note_of(path).unlink(missing_ok=True)
    partial.replace(path)
    note(path, whole)
    drop_partial(path)
    return whole


def drop_partial(path: Path) -> None:
    """Forget the part of a file that came."""
    for leftover in (partial_of(path), _note_of(partial_of(path))):
        leftover.unlink(missing_ok=True)


def drop_whole(path: Path) -> None:
    """Forget a file that its publisher no longer gives."""
    for leftover in (path, _note_of(path)):
        leftover.unlink(missing_ok=True)


def hash_file(path: Path, algorithm: str = "sha256") -> str:
    """The hash of a file, in hexadecimal."""
    digest = hashlib.new(algorithm, usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
