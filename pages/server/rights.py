"""The right to write: who gives the password of the installation has it for a while; wrong ones are counted."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from threading import Lock

from loaders.own.password import is_password, read_hash
from pages.words.french import NBSP

# How many wrong passwords are heard of one address, and of all, in so many seconds.
MOST, MOST_OF_ALL, WHILE = 10, 60, 900.0
# How long a right lasts that nothing is done with, and at most, in seconds.
IDLE, LONGEST = 1800.0, 8 * 3600.0
LONGEST_NAME, LONGEST_PASSWORD = 80, 1000
# How long a ticket may be changed for the cookie of a right, in seconds.
SOON = 60.0


class RefusedError(ValueError):
    """The right is not given; its words say why to a reader."""


@dataclass(frozen=True)
class Right:
    """The right to write, under the `name` that its holder has typed; `since` and `seen` are seconds of the clock."""

    name: str
    since: float
    seen: float
    # The hash that the password was that of: another one ends what the former gave.
    kept: str
    # What its holder's browser shows to be known again; "" where a provider says who that is.
    token: str = field(default="", repr=False)


class Door:
    """Who may come in, and who is in. Wrong passwords are counted by address, which is kept as a digest that nobody can
    turn back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._key, self._lock = clock, secrets.token_bytes(16), Lock()
        self._wrong: list[tuple[float, str]] = []
        self._held: dict[str, Right] = {}
        self._tickets: dict[str, tuple[float, str]] = {}

    def enter(self, password: str, name: str, where: str = "") -> Right:
        """The right, under a name. `where` is the address of who asks. Raises RefusedError.

        One password is checked at a time: many at once cost no more memory than one.
        """
        name = " ".join(name.split())[:LONGEST_NAME]
        if not name:
            raise RefusedError(
                "Dites qui fournit les données : un nom, ou celui d’un service. Il sera écrit avec elles."
            )
        asking, kept = blake2b(where.encode(), key=self._key, digest_size=16).hexdigest(), read_hash()
        with self._lock:
            now = self._clock()
            self._wrong = [(at, who) for at, who in self._wrong if now - at < WHILE]
            if len(self._wrong) >= MOST_OF_ALL or sum(who == asking for _, who in self._wrong) >= MOST:
                raise RefusedError(
                    f"Trop de mots de passe faux. Réessayez dans {round(WHILE / 60)}{NBSP}minutes : d’ici là, même le "
                    "bon n’est pas lu."
                )
            if len(password) > LONGEST_PASSWORD or not is_password(password, kept):
                self._wrong.append((now, asking))
                raise RefusedError("Ce mot de passe n’est pas celui de cette installation.")
            self._wrong = [(at, who) for at, who in self._wrong if who != asking]
            right = Right(name, now, now, kept, secrets.token_urlsafe(32))
            self._held = {token: one for token, one in self._held.items() if not self._has_ended(one)}
            self._held[right.token] = right
            return right

    def admit(self, name: str) -> Right:
        """The right of who has signed in with the role that it takes."""
        now = self._clock()
        return Right(name, now, now, read_hash())

    def renew(self, right: Right) -> Right | None:
        """A right that something is done with now; None where it has ended or any page of its holder gave it back."""
        with self._lock:
            held = self._held.get(right.token) if right.token else right
            if held is None or self._has_ended(held):
                self._held.pop(right.token, None)
                return None
            renewed = replace(right, seen=self._clock())
            if right.token:
                self._held[right.token] = renewed
            return renewed

    def find(self, token: str) -> Right | None:
        """The right of who comes back with its token, that of another page or after a reload; None for any other."""
        right = self._held.get(token)
        return self.renew(right) if right is not None else None

    def leave(self, right: Right) -> None:
        """Give a right back: no page of its holder has it any longer."""
        self._held.pop(right.token, None)

    def write_ticket(self, right: Right) -> str:
        """A word that a browser changes once, and soon, for the token, which no page and no script ever holds."""
        now, ticket = self._clock(), secrets.token_urlsafe(32)
        with self._lock:
            self._tickets = {word: one for word, one in self._tickets.items() if now - one[0] <= SOON}
            self._tickets[ticket] = (now, right.token)
        return ticket

    def take_ticket(self, ticket: str) -> str:
        """The token that a ticket stands for, "" for one that was taken, is too old or never was."""
        with self._lock:
            at, token = self._tickets.pop(ticket, (0.0, ""))
        return token if token in self._held and self._clock() - at <= SOON else ""

    def _has_ended(self, right: Right) -> bool:
        now = self._clock()
        return now - right.seen > IDLE or now - right.since > LONGEST or right.kept != read_hash()


DOOR = Door()
