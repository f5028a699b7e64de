"""How often one reader may ask: so many times a minute, then a time to wait."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from pages.server.api.problems import ProblemError

A_MINUTE, WINDOW = 600, 60.0
MOST_READERS = 4096


class Limiter:
    """Counts the requests of each reader in windows of a minute; `clock` gives seconds."""

    def __init__(self, most: int = A_MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self._clock, self._lock = most, clock, Lock()
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def count(self, reader: str | None) -> None:
        """Count one request; nobody's (the server itself) has no limit. Raises ProblemError beyond the limit."""
        if reader is None:
            return
        now = self._clock()
        with self._lock:
            since, asked = self._counts.pop(reader, (now, 0))
            if now - since >= WINDOW:
                since, asked = now, 0
            self._counts[reader] = since, asked + 1
            if len(self._counts) > MOST_READERS:
                self._counts.popitem(last=False)
        if asked >= self.most:
            wait = max(1, round(since + WINDOW - now))
            raise ProblemError(
                "rate",
                f"{self.most} demandes par minute au plus ; reprenez dans {wait} s. Un fichier CSV ou Parquet a "
                "100 000 lignes en une demande.",
                f"At most {self.most} requests a minute; try again in {wait} s. A CSV or Parquet file has 100,000 rows "
                "in one request.",
                headers={"Retry-After": str(wait)},
            )


LIMITER = Limiter()
