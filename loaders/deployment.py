"""The one setting of an installation, and where its data lie."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from loaders.entries import Code, Entry, validate_file
from loaders.office import Office, check_office
from loaders.settings import DEPLOYMENT, read_setting

ROOT = Path(__file__).resolve().parent.parent
CATALOG = ROOT / "data" / "catalog"

# A site that may show our views (`embedded_by`), as a policy of contents names it: `*.` is any under a name.
Site = Annotated[str, Field(pattern=r"^https://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$")]


class Deployment(Entry):
    """The one setting of an installation: départements, home, COG vintage of its maps, its office.

    A home that has ended is the one that took its place. TERRIL_DEPLOYMENT may name another file than the catalogue's.
    """

    departements: Annotated[tuple[Code, ...], Field(min_length=1)]
    home: Code
    vintage: Literal[2024, 2025] = 2025
    embedded_by: tuple[Site, ...] = ()
    office: Office = Office()


def find_deployment(folder: Path = CATALOG) -> Path:
    """The file of the setting: the catalogue's own, or for Terril's catalogue the one that TERRIL_DEPLOYMENT names."""
    named = read_setting(DEPLOYMENT) if folder == CATALOG else ""
    return Path(named or folder / "deployment.yaml").resolve()


def find_data() -> Path:
    """The folder of the tables: they depend on the setting, and those of one of its own lie beside it."""
    setting = find_deployment().parent
    return CATALOG.parent if setting == CATALOG else setting


def read_deployment(path: Path, successors: Mapping[str, str | None]) -> Deployment:
    """The setting that a file holds; `successors` are those of the declared territories that have ended.

    Raises CatalogError where it is faulty.
    """
    deployment = validate_file(path, Deployment)
    check_office(deployment.office, path)
    successor = successors.get(deployment.home)
    return deployment.model_copy(update={"home": successor}) if successor else deployment
