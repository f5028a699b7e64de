"""What another server has published, or one that was cut, is taken up: tables are made again, in a process apart."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from loaders.own.database.opening import Database, open_database
from loaders.own.making import is_current
from pages.server.behind import run_behind

# How often a server looks at the database, in seconds.
EVERY = 20.0


class Watcher:
    """Looks at what is published: tables that are behind twice in a row are made again. Who publishes puts them in
    place a moment after the database has it, and is left the time to."""

    def __init__(self, make: Callable[[], object], read: Callable[[], Database] = open_database) -> None:
        self.make, self.read = make, read
        self.database: Database | None = None
        self.was_behind = False

    def look(self) -> bool:
        """Look once; whether the tables were made again. Raises what the database refuses, and then stays as it is."""
        self.database = self.database or self.read()
        is_behind = not is_current(self.database)
        if is_behind and self.was_behind:
            self.make()
        is_made = is_behind and self.was_behind
        self.was_behind = is_behind and not is_made
        return is_made


def make_apart() -> None:
    """Make the tables as `python -m loaders build` does, after whoever changes the data now, behind all readers."""
    done = run_behind("loaders", "build")
    if done.returncode:
        raise ValueError(done.stderr.strip())


def watch(stop: threading.Event) -> None:
    """Look until told to stop; what is wrong is said to the log, once."""
    watcher, said = Watcher(make_apart), ""
    while not stop.wait(EVERY):
        try:
            watcher.look()
            said = ""
        except (ValueError, OSError) as error:
            if str(error) != said:
                logging.getLogger(__name__).error("base du service : %s", error)
            said = str(error)
        except Exception:  # the thread's last resort: it goes on looking, and the log gets the trace
            logging.getLogger(__name__).exception("base du service")
