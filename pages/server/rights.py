"""The right to write: who gives the password of the installation has it for a while; wrong ones are counted."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b
from threading import Lock

from loaders.own.password import is_password, read_hash
from pages.words.french import NBSP

# How many wrong passwords are heard of one address, and of all, in so many seconds.
MOST, MOST_OF_ALL, WHILE = 10, 60, 900.0
# How long a right lasts that nothing is done with, and at most, in seconds.
IDLE, LONGEST = 1800.0, 8 * 3600.0
LONGEST_NAME, LONGEST_PASSWORD = 80, 1000


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


class Door:
    """Who may come in. Wrong passwords are counted by address, which is kept as a digest that nobody can turn back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._key, self._lock = clock, secrets.token_bytes(16), Lock()
        self._wrong: list[tuple[float, str]] = []

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
            return Right(name, now, now, kept)

    def admit(self, name: str) -> Right:
        """The right of who has signed in with the role that it takes."""
        now = self._clock()
        return Right(name, now, now, read_hash())

    def renew(self, right: Right) -> Right | None:
        """A right that something is done with now; None where it has ended."""
        now = self._clock()
        if now - right.seen > IDLE or now - right.since > LONGEST or right.kept != read_hash():
            return None
        return replace(right, seen=now)


DOOR = Door()
