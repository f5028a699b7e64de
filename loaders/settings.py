"""The settings that the environment of a server gives: each is a line of one table, is read here, and is checked."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

DEPLOYMENT = "TERRIL_DEPLOYMENT"
DATABASE = "TERRIL_DATABASE"
PASSWORD = "TERRIL_OFFICER_PASSWORD_HASH"  # noqa: S105 the name of a setting
ACCESS = "TERRIL_ACCESS"
AUDIT = "TERRIL_AUDIT"
AUDIT_DAYS = "TERRIL_AUDIT_DAYS"
PUBLISHERS = "TERRIL_PUBLISHERS"
# Streamlit reads it too: its own addresses and ours begin alike.
PREFIX = "STREAMLIT_SERVER_BASE_URL_PATH"
LONGEST = 60
# How near to a setting another name is one that is misspelt.
NEAR = 0.85


@dataclass(frozen=True)
class Setting:
    """A setting: what it says and what holds without it, in the words of the guide; `check` gives what is expected of a
    value that is wrong, "" for one that is right. What a secret holds is never said."""

    says: str
    without: str
    check: Callable[[str], str]
    is_secret: bool = False


def _check_file(value: str) -> str:
    return "" if Path(value).is_file() else "le chemin d’un fichier qui existe et se lit"


def _check_folder(value: str) -> str:
    return (
        "" if os.access(value, os.W_OK | os.X_OK) and Path(value).is_dir() else "un dossier où le serveur peut écrire"
    )


def _check_database(value: str) -> str:
    right = re.fullmatch(r"(sqlite:///|postgresql\+psycopg://).+", value)
    return "" if right else "sqlite:///FICHIER ou postgresql+psycopg://utilisateur:mot@machine/base"


def _check_hash(value: str) -> str:
    right = re.fullmatch(r"\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$[\w+/]+\$[\w+/]+", value)
    return "" if right else "l’empreinte que donne « python -m loaders hash-password », entre apostrophes"


def _check_address(value: str) -> str:
    parts = urlsplit(value)
    return "" if parts.scheme in ("http", "https") and parts.hostname else "une adresse http:// ou https://"


def _check_days(value: str) -> str:
    return "" if re.fullmatch(r"[1-9]\d{0,3}", value) else "un nombre de jours, de 1 à 9999"


def _check_prefix(value: str) -> str:
    right = re.fullmatch(r"/?[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*/?", value)
    return "" if right else "un chemin de lettres minuscules, de chiffres et de tirets, comme « terril »"


SETTINGS: Mapping[str, Setting] = {
    DEPLOYMENT: Setting(
        "le fichier qui dit les départements, l’attache et le service ; ses tables sont dans le même dossier",
        "`data/catalog/deployment.yaml`",
        _check_file,
    ),
    DATABASE: Setting(
        "la base de ce que le service apporte : `sqlite:///FICHIER`, ou `postgresql+psycopg://utilisateur:mot@machine/base`",
        "un fichier SQLite à côté des tables",
        _check_database,
        is_secret=True,
    ),
    PASSWORD: Setting(
        "l’empreinte du mot de passe de qui peut importer, donnée par `python -m loaders hash-password`",
        "personne n’importe par ce moyen",
        _check_hash,
        is_secret=True,
    ),
    ACCESS: Setting(
        "le fichier qui dit qui lit, qui importe et qui administre, connus par un fournisseur d’identité",
        "personne ne se connecte ; tout se lit, et qui importe a un mot de passe",
        _check_file,
    ),
    AUDIT: Setting(
        "le dossier du journal des connexions et des écritures",
        "`own/audit` à côté des tables",
        _check_folder,
    ),
    AUDIT_DAYS: Setting(
        "combien de jours ce journal se garde",
        "365",
        _check_days,
    ),
    PREFIX: Setting(
        "le chemin sous lequel Terril est servi : `terril` pour `exemple.fr/terril/`",
        "Terril a un nom de domaine à lui",
        _check_prefix,
    ),
    PUBLISHERS: Setting(
        "pour un essai : l’adresse qui tient lieu de tous les éditeurs pour la commande `refresh`",
        "les éditeurs eux-mêmes",
        _check_address,
    ),
}


def read_setting(name: str) -> str:
    """What the environment says of a setting of the table, "" where it says nothing."""
    return os.environ.get(name, "").strip()


def list_faults(environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """What is wrong in the environment, a sentence each: a value that is not as expected, a name that is misspelt."""
    for name, setting in SETTINGS.items():
        value = environment.get(name, "").strip()
        expected = setting.check(value) if value else ""
        if expected:
            found = "une valeur qui ne se montre pas ici" if setting.is_secret else f"«\u202f{value[:LONGEST]}\u202f»"
            yield tell_fault(name, expected, found, f"Sans ce réglage : {setting.without}.")
    for name in environment:
        near = get_close_matches(name, SETTINGS, n=1, cutoff=NEAR) if name not in SETTINGS else []
        if name.startswith(("TERRIL_", "STREAMLIT_SERVER_BASE")) and near:
            yield tell_fault(name, f"le réglage {near[0]}", "un nom que rien ne lit", "Corrigez le nom.")


def tell_fault(where: str, expected: str, found: str, todo: str) -> str:
    """What is wrong, where, what was expected, what was found and what to do, in one sentence and a half."""
    return f"{where}\u00a0: attendu, {expected}\u202f; trouvé, {found}. {todo}"
