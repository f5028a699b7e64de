"""How an office signs its slides: its name, its logo, its accent colour, from the setting of the installation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from loaders.catalog import load_catalog
from loaders.deployment import find_deployment
from pages.views.palette import LIGHT


@dataclass(frozen=True)
class Office:
    """The name on covers, the file of the logo, None for none, the colours of bars and of titles, « #rrggbb »."""

    name: str = ""
    logo: Path | None = None
    accent: str = LIGHT.accent
    title: str = LIGHT.ink


def read_office() -> Office:
    """The office of this installation; without a setting, ours: no name, no logo, our blue."""
    given = load_catalog().deployment.office
    logo = find_deployment().parent / given.logo if given.logo else None
    return Office(given.name, logo, given.accent or LIGHT.accent, given.title or LIGHT.ink)
