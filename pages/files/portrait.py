"""The rows of a portrait as files."""

from __future__ import annotations

from loaders.reading.portraits import Portrait
from pages.files.csv import write_french_csv, write_tidy_csv
from pages.views.selection import Selection
from pages.views.tables import LABELS, describe_rows
from pages.words.sources import source_texts


def write_french_rows(found: Portrait, selection: Selection) -> bytes:
    """All the rows of a portrait as a French office opens them, in words."""
    described = describe_rows(found.rows, selection).assign(name=str(found.row["name"]))
    listed = [column for column in LABELS if column in described]
    header = {
        "Indicateur": f"Portrait : {found.row['name']}",
        "Unité": "voir colonne",
        "Filtres": f"territoire : {found.row['name']} ({found.row['code']}), toutes les années",
        "Source": " ; ".join(source_texts(found.rows["source"])),
    }
    return write_french_csv(described[listed].rename(columns=LABELS), header)


def write_tidy_rows(found: Portrait) -> bytes:
    """All the rows of a portrait for a program, in codes."""
    return write_tidy_csv(found.rows)


def write_pdf(code: str, base: str) -> bytes:
    """The portrait of a territory as it is printed."""
    from pages.files.pdf.dossier import write_portrait

    return write_portrait(code, base=base)
