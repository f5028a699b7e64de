"""The files of a dossier: their names, their types and what writes them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pages.files.jobs import Write
from pages.files.progress import Progress
from pages.views.dossier import Dossier
from pages.words.file_names import plain_name

LABELS = {"pptx": "Diapositives PPTX", "pdf": "PDF", "xlsx": "Classeur XLSX", "zip": "Données ZIP"}
MIMES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def name_file(dossier: Dossier, form: str) -> str:
    """« terril-dechets-de-l-annee.pptx »."""
    return f"terril-{plain_name(dossier.title, 'dossier')}.{form}"


def choose_writer(form: str, dossier: Dossier, base: str, template: bytes | None) -> Write:
    """What makes a file of a dossier."""

    def write(progress: Progress) -> tuple[bytes, list[str]]:
        from pages.files.bundle import write_bundle
        from pages.files.pdf.dossier import write_pdf
        from pages.files.slides.slides import write_pptx
        from pages.files.workbook import write_dossier_workbook

        writers: dict[str, Callable[..., tuple[bytes, list[str]]]] = {
            "pptx": partial(write_pptx, dossier, base=base, template=template),
            "pdf": partial(write_pdf, dossier, base=base),
            "zip": partial(write_bundle, dossier, base=base),
            "xlsx": partial(write_dossier_workbook, dossier, base=base),
        }
        return writers[form](progress=progress)

    return write
