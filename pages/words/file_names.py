"""Names of files: plain letters, digits and dashes, whatever a title holds."""

from __future__ import annotations

import re
import unicodedata

MOST = 60


def plain_name(title: str, default: str = "") -> str:
    """« Déchets de l’année » as « dechets-de-l-annee »; `default` where nothing of the title is left."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:MOST].strip("-") or default
