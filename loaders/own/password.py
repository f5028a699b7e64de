"""The password of who may write: the hash that an installation keeps of it, made, read and checked."""

from __future__ import annotations

import getpass
import sys

from loaders.access import has_provider
from loaders.settings import PASSWORD, read_setting

FEWEST = 12


def read_hash() -> str:
    """The hash that this installation keeps, "" where none is set."""
    return read_setting(PASSWORD)


def may_write() -> bool:
    """Whether this installation lets anybody write: who knows its password, or whom a provider knows."""
    return read_hash().startswith("$argon2") or has_provider()


def hash_password(password: str) -> str:
    """The hash of a password, by argon2id. Raises ValueError where it is too short."""
    # Read where it is needed: the start of the server does without.
    from argon2 import PasswordHasher

    if len(password) < FEWEST:
        raise ValueError(f"Le mot de passe a {len(password)} caractères ; {FEWEST} au moins sont attendus.")
    return PasswordHasher().hash(password)


def is_password(password: str, kept: str) -> bool:
    """Whether a password is that of a hash; a hash that cannot be read is that of none."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(kept, password)
    except (InvalidHashError, VerificationError, UnicodeEncodeError):
        return False


def ask_password() -> str:
    """The password typed twice on the terminal, or the line that another program gives. Raises ValueError."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Mot de passe : ")
    if password != getpass.getpass("Le même, encore : "):
        raise ValueError("Les deux mots de passe diffèrent.")
    return password
