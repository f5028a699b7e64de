"""Who somebody is: what the provider said of them, which the signed cookie of Streamlit holds, and what they may do."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from loaders.access import ROLES, Access, Role, has_provider, read_access
from loaders.audit import has_signed_out
from loaders.yaml_files import CatalogError
from pages.server.inside import Installed, read_claims, read_provider

log = logging.getLogger(__name__)
# How long a sign-in holds, in seconds: a day of work.
LONGEST = 8 * 3600.0
# How much the clock of a provider may be ahead of ours.
AHEAD = 120.0
EXPIRED = "Votre connexion est terminée\u00a0: reconnectez-vous."
STRANGER = (
    "Vous êtes bien connecté, mais votre compte n’est pas de ceux qui ont accès ici. Demandez à qui administre "
    "cette installation de l’ajouter."
)
FAULTY = "Les droits de cette installation ne peuvent être lus. Prévenez qui l’administre."


class NobodyError(Exception):
    """Nobody who may come in; its words say why to who asks, "" where there is nothing to say."""


@dataclass(frozen=True)
class Person:
    """Somebody signed in. `session` is a digest that this sign-in has, in each of its windows."""

    name: str
    role: Role
    session: str

    def may(self, role: Role) -> bool:
        """Whether they may what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


def digest(claims: Mapping[str, Any]) -> str:
    """A digest of one sign-in; it tells no address and no name."""
    named = [str(claims.get(key)) for key in ("iss", "sub", "iat", "nonce")]
    return blake2b(" ".join(named).encode(), digest_size=12).hexdigest()


def name_of(claims: Mapping[str, Any]) -> str:
    """The name under which somebody is known."""
    named = [claims.get(key) for key in ("name", "preferred_username", "email", "sub")]
    return next((" ".join(one.split())[:80] for one in named if isinstance(one, str) and one.strip()), "")


def identify(claims: Mapping[str, Any], client: str, *, now: float | None = None) -> Person:
    """Who claims describe, `client` being what the provider knows this installation by. Raises NobodyError."""
    if not claims.get("is_logged_in"):
        raise NobodyError("")
    audience, at = claims.get("aud"), claims.get("iat")
    audiences = [audience] if isinstance(audience, str) else audience if isinstance(audience, list) else []
    now = dt.datetime.now(dt.UTC).timestamp() if now is None else now
    if client not in audiences or not isinstance(at, int | float) or not -AHEAD <= now - at <= LONGEST:
        raise NobodyError(EXPIRED)
    if has_signed_out(digest(claims)):
        raise NobodyError(EXPIRED)
    role = _read_access().find_role(claims)
    if role is None or not name_of(claims):
        raise NobodyError(STRANGER)
    return Person(name_of(claims), role, digest(claims))


def _read_access() -> Access:
    try:
        return read_access()
    except (CatalogError, OSError) as error:
        log.error("%s", error)
        raise NobodyError(FAULTY) from error


def is_staff_only() -> bool:
    """Whether only who has signed in may read; so it is where the file that says so cannot be read."""
    try:
        return _read_access().reading == "staff"
    except NobodyError:
        return True


def find_person(installed: Installed, cookies: Mapping[str, str]) -> Person:
    """Who asks, by the cookies of a request. Raises NobodyError."""
    if not has_provider():
        raise NobodyError("")
    return identify(read_claims(installed, cookies), str(read_provider(installed).get("client_id", "")))
