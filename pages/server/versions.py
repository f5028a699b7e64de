"""The data taken up while the server runs: a new version is read whole and checked, then served, or the last good is.

What is kept is kept by version, and every page and answer holds the one that it began with: no reader sees half of two.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo.kept import forget_version
from geo.versions import Version, find_version, holding, let_go, publish
from loaders.serving import Signature, TablesError, open_version, sign
from loaders.tables import DATA
from loaders.yaml_files import CatalogError

# How often a server looks whether its tables have changed, in seconds.
EVERY = 2.0
# How long what a page of the version before still asks for is found, in seconds.
MEANWHILE = 900.0


@dataclass
class State:
    """What the server knows of its tables: how they lay when it last looked, what is wrong with them ("" if nothing),
    and when the last version came."""

    seen: Signature | None = None
    fault: str = ""
    since: float = 0


STATE = State()


def take_up(folder: Path = DATA, *, prepare: Callable[[], None] = lambda: None) -> bool:
    """Look at the tables once, and serve them if they are new and whole; whether they are now served.

    `prepare` makes what readers ask for first, of the new version and before it is served. What cannot be served is
    said in STATE and in the log, once, and tried again when it has changed.
    """
    seen = sign(folder)
    if seen == STATE.seen:
        return False
    try:
        version = open_version(folder)
    except (TablesError, OSError) as error:
        return _refuse(seen, str(error))
    latest = find_version()
    if latest is not None and latest.id == version.id:
        shutil.rmtree(version.folder, ignore_errors=True)
    else:
        try:
            with holding(version):
                prepare()
        except (CatalogError, OSError, ValueError) as error:
            _drop(version)
            return _refuse(seen, f"les tables ne vont pas avec le catalogue : {error}")
        publish(version, at_end=_drop)
        STATE.since = time.monotonic()
    STATE.seen, STATE.fault = seen, ""
    return True


def _refuse(seen: Signature, fault: str) -> bool:
    if fault != STATE.fault:
        logging.getLogger(__name__).error("tables: %s", fault)
    # Seen again at once where they were changing: their sign is then another.
    STATE.seen, STATE.fault = seen, fault
    return False


def _drop(version: Version) -> None:
    """Forget a version that nobody holds."""
    forget_version(version.id)
    shutil.rmtree(version.folder, ignore_errors=True)


def watch(stop: threading.Event, *, prepare: Callable[[], None], folder: Path = DATA) -> None:
    """Take up what is new until told to stop."""
    while not stop.wait(EVERY):
        try:
            take_up(folder, prepare=prepare)
            if time.monotonic() - STATE.since > MEANWHILE:
                let_go()
        except Exception:  # the thread's last resort: it goes on looking, and the log gets the trace
            logging.getLogger(__name__).exception("tables")
