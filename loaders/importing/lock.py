"""One command at a time changes the data: who comes second is told who is there, and since when."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from loaders.placing import BEFORE

LOCK = "lock"
# How often who waits looks again, in seconds.
EVERY = 0.2


class BusyError(ValueError):
    """Another command is changing the data."""


@contextmanager
def hold(data: Path, what: str, *, patience: float = 0) -> Iterator[None]:
    """Be the only one to change the data; the system lets go of it where a command is killed.

    Raises BusyError where another one is, and still is after `patience` seconds. `what` is what this one does, in
    French: « un import ».
    """
    (data / BEFORE).mkdir(parents=True, exist_ok=True)
    with (data / BEFORE / LOCK).open("a+", encoding="utf-8") as file:
        until = time.monotonic() + patience
        while not (is_taken := _take(file)) and time.monotonic() < until:
            time.sleep(EVERY)
        if not is_taken:
            file.seek(0)
            other = file.read().strip() or "une autre commande"
            raise BusyError(
                f"Les données sont prises : {other}. Attendez que ce soit fini, puis relancez. Rien n’est écrit."
            )
        file.truncate(0)
        file.write(f"{what}, commencé à {dt.datetime.now():%H:%M} (processus {os.getpid()})")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _take(file: IO[str]) -> bool:
    try:
        import fcntl
    except ImportError:
        # Where the system has no such lock, who starts the commands sees to it.
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
