"""Names of files: plain letters, digits and dashes, whatever a title holds."""

from __future__ import annotations

import re
import unicodedata

MOST = 60
# What plain letters have no form of, and would drop.
LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "’": " "})


def plain_name(title: str, default: str = "") -> str:
    """« Cœur de l’année » as « coeur-de-l-annee »; `default` where nothing of the title is left."""
    letters = unicodedata.normalize("NFKD", title.translate(LIGATURES)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:MOST].strip("-") or default
