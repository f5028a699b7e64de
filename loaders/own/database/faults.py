"""What a database refuses, in French: that it is away, full, held by another, damaged, or of a newer Terril."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from loaders.own.database.named import OwnDatabaseError

NOTHING_WRITTEN = "Rien n’est écrit ; ce qui était publié le reste, et les pages continuent de le montrer."
# What a database says, in its own words, and what it means.
SAID = (
    (("disk is full", "no space left", "could not extend file", "could not write", "file too large"), "full"),
    (("database is locked", "lock timeout", "deadlock"), "held"),
    (("not a database", "malformed", "disk image", "file is encrypted"), "damaged"),
    (("readonly", "read-only", "permission denied", "attempt to write"), "readonly"),
    (("disk i/o error",), "disk"),
)
MEANS = {
    "full": "le disque de la base de données est plein. Faites de la place, puis recommencez.",
    "held": "une autre personne y écrit depuis longtemps. Attendez un instant, puis recommencez.",
    "damaged": (
        "son fichier est abîmé ou n’est pas une base de Terril. Remettez une sauvegarde "
        "(python -m loaders restore FICHIER) à sa place."
    ),
    "readonly": "Terril n’a pas le droit d’y écrire. Donnez-le au compte qui fait tourner Terril.",
    "disk": "le disque ne se laisse plus lire ou écrire, ou il est plein. Vérifiez-le, puis recommencez.",
    "away": "elle ne répond pas. Vérifiez qu’elle tourne et que TERRIL_DATABASE la nomme bien, puis recommencez.",
    "unsaid": "elle a refusé l’opération",
}


@contextmanager
def telling(url: URL) -> Iterator[None]:
    """Raise an OwnDatabaseError, in French, for what the database refuses meanwhile."""
    try:
        yield
    except SQLAlchemyError as error:
        raise OwnDatabaseError(describe(url, error)) from error


def describe(url: URL, error: SQLAlchemyError) -> str:
    """What is wrong, of which database (its password left out), and what to do."""
    named = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    return f"Base de données {named} : {find_meaning(error)} {NOTHING_WRITTEN}"


def find_meaning(error: SQLAlchemyError) -> str:
    """What an error means, in French."""
    said = str(getattr(error, "orig", None) or error).casefold()
    for parts, meaning in SAID:
        if any(part in said for part in parts):
            return MEANS[meaning]
    is_away = isinstance(error, DBAPIError) and (error.connection_invalidated or "OperationalError" in repr(error))
    return MEANS["away"] if is_away else f"{MEANS['unsaid']} ({said.splitlines()[0]})."
