"""The file that is dropped: taken, read apart, and let go."""

from __future__ import annotations

import streamlit as st

from pages.widgets.importing import entering, held
from pages.words.french import NBSP

UPLOADS, MOST = "uploads", 50
TYPES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "parquet"]
LIMITS = f"CSV, XLSX, ODS ou Parquet ; {MOST}{NBSP}Mo et un million de lignes au plus"


def _take(key: str) -> None:
    given = st.session_state.get(key)
    if given is None or entering.read_right() is None:
        held.let_go()
    else:
        held.take(given.name, given.getvalue())


def show_drop() -> None:
    """The place for the file, and its limits."""
    key = f"upload-{st.session_state.get(UPLOADS, 0)}"
    st.file_uploader(
        f"Votre fichier ({LIMITS})", type=TYPES, key=key, on_change=_take, args=(key,), max_upload_size=MOST
    )
