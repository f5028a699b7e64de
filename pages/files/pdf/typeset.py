"""Setting an A4 file with Typst: a template, its data as JSON and its pictures, in a folder of its own."""

from __future__ import annotations

import gc
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pyarrow

from pages.draw.typesetter import set_page
from pages.files.pdf.paper import GAP, SIZES
from pages.views.palette import LIGHT, list_tones

FOLDER = Path(__file__).parent
SHARED = "paper.typ"
# A cell as Typst tags it: data, under the head of its column alone.
CELL = re.compile(rb"/S/TD(/P \d+ 0 R/A\[<</O/Table)(/Headers\[\(U[0-9A-Za-z]+x(\d+)y\d+\)\])")


def compile_pdf(template: str, data: dict[str, Any], pictures: dict[str, bytes]) -> bytes:
    """The PDF (PDF/UA-1: tagged, titled, in French) of a template of this folder; `data` is read by it as data.json,
    with the colours of paper and the sizes of its letters."""
    # What reading and drawing took and no longer hold goes back before the typesetter asks for as much.
    gc.collect()
    pyarrow.default_memory_pool().release_unused()
    with tempfile.TemporaryDirectory(prefix="terril-") as name:
        folder = Path(name)
        for file in (template, SHARED):
            (folder / file).write_bytes((FOLDER / file).read_bytes())
        for file, body in pictures.items():
            (folder / file).write_bytes(body)
        told = data | {"colors": list_tones(LIGHT), "sizes": SIZES, "gap": GAP}
        (folder / "data.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        return tag_row_heads(set_page(folder / template, format="pdf", pdf_standards=["ua-1"]))


def tag_row_heads(body: bytes) -> bytes:
    """The file with the first cell of each row tagged as its head, which Typst 0.15 does only behind a switch of its
    command line. The other cells name no head: those that stand in their row and their column are then theirs. The
    words that take the place of others are as long, so that nothing in the file moves."""

    def replace(found: re.Match[bytes]) -> bytes:
        kind, said = (b"TH", b"/Scope/Row") if found[3] == b"0" else (b"TD", b"")
        return b"/S/" + kind + found[1] + said.ljust(len(found[2]))

    return CELL.sub(replace, body)
