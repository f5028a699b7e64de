"""What is looked at before a server starts: it does not start on a setting that is wrong, and says which."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from loaders.access import has_provider, read_access
from loaders.deployment import find_deployment, read_deployment
from loaders.office import list_unsaid
from loaders.settings import ACCESS, PASSWORD, PREFIX, list_faults, read_setting, tell_fault
from loaders.yaml_files import CatalogError
from pages.words.paths import BASE, CALLBACK

# What sysexits.h has for a fault of configuration: systemd does not try again (deploy/terril@.service).
STATUS = 78


def list_start_faults(served: str, provider: Mapping[str, Any]) -> Iterator[str]:
    """Every fault of the settings; `served` is the prefix of Streamlit, `provider` what it says of one."""
    found = list(list_faults())
    yield from found
    if not found and served.strip("/") != BASE.strip("/"):
        yield tell_fault(
            "server.baseUrlPath (.streamlit/config.toml ou ligne de commande)",
            f"«\u202f{BASE.strip('/')}\u202f», que dit {PREFIX},",
            f"«\u202f{served}\u202f»",
            f"Ôtez-le de là et dites le préfixe par {PREFIX} seul\u00a0: toutes les adresses le suivent.",
        )
    if not found:
        try:
            read_deployment(find_deployment(), {})
        except (CatalogError, OSError) as error:
            yield f"Réglage de l’installation, {find_deployment()}\u00a0:\n{error}"
        yield from _list_faults_of_signing_in(provider)


def _list_faults_of_signing_in(provider: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong in who may sign in, and in how."""
    if not has_provider():
        if provider:
            yield tell_fault(
                ACCESS,
                "le fichier de qui a accès, puisque secrets.toml dit un fournisseur d’identité",
                "rien",
                "Nommez-le, ou ôtez la section [auth].",
            )
        return
    if read_setting(PASSWORD):
        yield tell_fault(PASSWORD, f"rien, puisque {ACCESS} est dit", "une empreinte", "Ôtez l’un des deux.")
    try:
        read_access()
    except (CatalogError, OSError) as error:
        yield f"{ACCESS}, {read_setting(ACCESS)}\u00a0:\n{error}"
    for key, (expected, is_right) in PROVIDER.items():
        value = str(provider.get(key, ""))
        if not is_right(value):
            found = (
                "rien" if not value else f"«\u202f{value}\u202f»" if key in SHOWN else "une valeur qui ne se montre pas"
            )
            yield tell_fault(f".streamlit/secrets.toml, [auth], {key}", expected, found, "Corrigez-le, puis relancez.")


def _is_safe(address: str) -> bool:
    """Whether an address is one of TLS, or of this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1"))


# What secrets.toml says of the provider, in the words of the guide, and whether a value is right.
PROVIDER: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "redirect_uri": (
        f"l’adresse de Terril en https://, terminée par {CALLBACK}",
        lambda value: _is_safe(value) and urlsplit(value).path == CALLBACK,
    ),
    "cookie_secret": (
        "32 caractères au hasard au moins, les mêmes pour tous les serveurs",
        lambda value: len(value) >= 32,
    ),
    "client_id": ("l’identifiant de Terril chez le fournisseur", bool),
    "client_secret": ("le secret de Terril chez le fournisseur", bool),
    "server_metadata_url": (
        "l’adresse en https:// de la description du fournisseur, …/.well-known/openid-configuration",
        _is_safe,
    ),
}
SHOWN = ("redirect_uri", "client_id", "server_metadata_url")


def refuse_faults(served: str, provider: Mapping[str, Any]) -> None:
    """Leave the process, each fault on a line of its error output, where there is one."""
    faults = list(list_start_faults(served, provider))
    if faults:
        print("Terril ne démarre pas. Corrigez, puis relancez.", *faults, sep="\n", file=sys.stderr)
        raise SystemExit(STATUS)
    _tell_unsaid(find_deployment())


def _tell_unsaid(path: Path) -> None:
    """Say on the error output what the law wants known of who publishes and this setting lacks: pages say it too."""
    if unsaid := list_unsaid(read_deployment(path, {}).office):
        keys = ", ".join(f"office.{key}" for key in unsaid)
        print(
            f"Réglage de l’installation, {path}\u00a0: rien pour {keys}. La déclaration d’accessibilité et les "
            "mentions légales les doivent aux lecteurs, et disent ce qui manque. Le README dit quoi y mettre.",
            file=sys.stderr,
        )
