"""The page of the published measures, MEASURES.md: each bench writes its own part of it."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parent / "MEASURES.md"
PAGES, NATIONAL, FILES = "Terril, Dash et D3", "La carte de France", "Les fichiers d’un dossier"


def replace_part(page: str, title: str, body: str) -> str:
    """The page with other words under a heading of the second level. Raises ValueError where it has no such heading."""
    part = re.compile(rf"(?<=^## {re.escape(title)}\n).*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    written, count = part.subn(lambda _: f"\n{body.strip()}\n\n", page)
    if count != 1:
        raise ValueError(f"{PAGE.name} : une partie « {title} » attendue, {count} trouvées.")
    return written.rstrip("\n") + "\n"


def publish(title: str, body: str) -> None:
    """Write what a run found in the place of what the page said."""
    PAGE.write_text(replace_part(PAGE.read_text(encoding="utf-8"), title, body), encoding="utf-8")
