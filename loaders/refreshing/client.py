"""Asking a publisher: politely, again where that may help, never more than can be held, and only those declared."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx

from loaders.refreshing.faults import GONE, AbsentError, FetchError, PassingError, describe_status, translate
from loaders.refreshing.publishers import Directory

AGENT = "Terril (python -m loaders refresh)"
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
MOVED = frozenset({301, 302, 303, 307, 308})
MOST_MOVES = 5


@dataclass(frozen=True)
class Patience:
    """How long to wait for a publisher, in seconds, how often to ask again, and what waits.

    `most_wait` is the longest pause that a publisher may ask for; `deadline` that of one answer.
    """

    timeout: float = 60
    deadline: float = 1800
    tries: int = 5
    first_wait: float = 1
    most_wait: float = 300
    sleep: Callable[[float], object] = time.sleep


@dataclass
class Client:
    """Publishers to ask, one request at a time, and when each was last asked."""

    directory: Directory
    patience: Patience = field(default_factory=Patience)
    say: Callable[[str], object] = lambda _: None
    _asked: dict[str, float] = field(default_factory=dict)
    _http: httpx.Client | None = None

    def insist(self, what: Callable[[], None]) -> None:
        """Do something until it succeeds, with a longer pause each time, or the one that the publisher asks for.

        Raises the FetchError of the last try, or that which no other try would mend.
        """
        for n in range(self.patience.tries):
            try:
                return what()
            except PassingError as error:
                wait = self.patience.first_wait * 2**n * random.uniform(0.75, 1.25)  # noqa: S311 no secret
                wait = wait if error.wait is None else max(error.wait, 0)
                if wait > self.patience.most_wait:
                    raise FetchError(
                        f"{error.wrong} : {wait / 60:.0f} minutes d’attente demandées", "Relancez après ce délai."
                    ) from None
                if n + 1 == self.patience.tries:
                    raise FetchError(f"{error.wrong}, {n + 1} fois de suite", error.advice) from None
                self.say(f"{error.wrong} : nouvel essai dans {wait:.0f} s.")
                self.patience.sleep(wait)
        return None

    @contextmanager
    def ask(self, url: str, headers: dict[str, str] | None = None) -> Iterator[httpx.Response]:
        """The answer of a publisher, its body to be read: 200, 206, 304 or 416. Raises FetchError."""
        try:
            with self._follow(url, headers or {}) as response:
                if response.status_code in PASSING:
                    told = describe_status(response.status_code, url)
                    raise PassingError(told, wait=_read_wait(response.headers.get("Retry-After")))
                if response.status_code not in (200, 206, 304, 416):
                    fault = AbsentError if response.status_code in GONE else FetchError
                    raise fault(
                        describe_status(response.status_code, url), "Vérifiez la page de l’éditeur, puis relancez."
                    )
                yield response
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise translate(error) from error

    @contextmanager
    def _follow(self, url: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """The first answer that does not send elsewhere; each place on the way is one that may be called."""
        for _ in range(MOST_MOVES):
            self._wait_for_turn(url)
            with self._open().stream("GET", self.directory.locate(url), headers=headers) as response:
                if response.status_code not in MOVED or "Location" not in response.headers:
                    yield response
                    return
                url = urljoin(url, response.headers["Location"])
        raise FetchError(f"plus de {MOST_MOVES} renvois d’adresse en adresse", "Vérifiez la page de l’éditeur.")

    def _open(self) -> httpx.Client:
        if self._http is None:
            # In a trial nobody stands between: a proxy would be asked for an address of this machine.
            self._http = httpx.Client(
                timeout=self.patience.timeout,
                headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
                trust_env=not self.directory.elsewhere,
            )
        return self._http

    def _wait_for_turn(self, url: str) -> None:
        host, pause = urlsplit(url).hostname or "", self.directory.find(url).pause
        rest = self._asked.get(host, float("-inf")) + pause - time.monotonic()
        if rest > 0:
            self.patience.sleep(rest)
        self._asked[host] = time.monotonic()


def _read_wait(asked: str | None) -> float | None:
    """The seconds of a Retry-After, which says a number or a date; None where it says neither."""
    if not asked:
        return None
    try:
        return float(asked)
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return None
    return (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
