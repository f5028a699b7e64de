"""What every file of a view bears: what it shows, its filters, sources, statuses, date and what made it."""

from __future__ import annotations

import datetime as dt

from geo.versions import tell_past
from pages.views.content import Content
from pages.words.french import STATUS_LABELS, format_count, join_words
from pages.words.version import MADE_BY


def describe_statuses(content: Content) -> str:
    """« 12 publiés, 1 provisoire, 3 sans donnée »: how many of the rows shown are of each status."""
    if "status" not in content.rows or content.is_of_grants:
        return f"{format_count(len(content.rows), 'ligne')}"
    counts = content.rows["status"].astype(str).value_counts()
    labels = {status: said.partition(" (")[0] for status, said in (content.words or STATUS_LABELS).items()}
    return ", ".join(
        format_count(int(counts[status]), label, label if label.startswith("sans ") else None)
        for status, label in labels.items()
        if status in counts
    )


def make_stamp(content: Content, *, base: str = "", today: dt.date | None = None) -> dict[str, str]:
    """The lines of the stamp by label; `base` is the address of the installation, without a final slash."""
    units = list(dict.fromkeys(panel.unit_label for panel in content.panels))
    return {
        "Indicateur": content.title,
        "Unité": join_words(units) or "€",
        "Filtres": content.filters,
        **({"Jour": told} if (told := tell_past()) else {}),
        "Statuts": describe_statuses(content),
        "Source": " ; ".join(content.sources) or "aucune donnée",
        "Contours": f"1er janvier {content.selection.vintage}" if content.form == "maps" else "",
        "Date du fichier": f"{today or dt.date.today():%d/%m/%Y}",
        "Fait par": MADE_BY,
        "Adresse de la vue": base + content.address,
    }
