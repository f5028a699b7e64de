"""The dossiers that come with Terril."""

from __future__ import annotations

from geo.kept import CODE, keep
from loaders.catalog import ROOT
from pages.views.dossier import parse_dossier

FOLDER = ROOT / "data" / "dossiers"


@keep(CODE)
def list_ready() -> dict[str, bytes]:
    """The files of the dossiers that come with Terril, by title."""
    files = [path.read_bytes() for path in sorted(FOLDER.glob("*.json"))]
    return {parse_dossier(body).title: body for body in files}
