"""`python -m tests.contact FOLDER`: a contact sheet of every kind of view in every state, one page for each kind.

Side by side: the page for a telephone and a wide place, the picture, the screen of a presentation, each on light paper
and on dark where it has both; the slide and the page of PDF as LibreOffice and Poppler show them, where installed. The
data are synthetic: one value of three territories has each status, then one year, one territory, twenty, long names.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from pages.draw.markup.chart import chart_markup
from pages.draw.picture import draw_picture
from pages.files.pdf.dossier import write_pdf
from pages.files.presentation.build import write_style
from pages.files.presentation.figures import list_figures
from pages.files.slides.slides import write_pptx
from pages.server.style import read_style
from pages.views import prepared
from pages.views.content import Content
from pages.views.dossier import Dossier, Slide
from pages.views.view import KINDS
from pages.words.french import STATUS_LABELS
from pages.words.markup import tag, text
from tests.corpus.states import make_state
from tests.synthetic import make_series

LENS = "246200364"
LONG = "Communauté d’agglomération de Béthune-Bruay, Artois-Lys Romane et de la vallée de la Lawe"
STATES = ("normal", "zero", *(status for status in STATUS_LABELS if status != "normal"))
SHEET = (
    "body{font:13px Arial;margin:12px}.row{display:flex;gap:10px;align-items:flex-start}"
    ".light{color-scheme:light}.dark{color-scheme:dark}.cell{background:var(--t-paper);color:var(--t-ink);padding:6px}"
    ".stage{position:relative;width:560px;height:260px}.stage .square{display:none}.stage svg{width:100%;height:100%}"
    "img{max-width:520px}h3{writing-mode:vertical-rl;margin:0}"
)


def list_states(kind: str) -> Iterator[tuple[str, Content]]:
    """The states of a kind of view, by name; some kinds read their own data and have fewer."""
    for status in STATES:
        yield status, make_state(kind, status)
    plain = make_state(kind, "normal")
    if not plain.charts:
        return
    codes = [code for code in plain.selection.table.index if len(str(code)) == 9][:20]
    for name, territories, years in (
        ("one year", codes[:3], (2021,)),
        ("one territory", [LENS], tuple(range(2012, 2022))),
        ("twenty", codes, tuple(range(2012, 2022))),
    ):
        rows = [
            {"territory": code, "year": year, "value": 1000.0 + 137 * n + 29 * (year % 7), "id": f"{n}-{year}"}
            for n, code in enumerate(territories)
            for year in years
        ]
        yield name, _refill(plain, rows, tuple(territories[:12]))
    renamed = plain.selection.table.assign(short=LONG)
    yield "long names", replace(plain, selection=replace(plain.selection, table=renamed))


def _refill(content: Content, rows: list[dict[str, object]], chosen: tuple[str, ...]) -> Content:
    """A content with other rows."""
    series = make_series(rows)
    last = series.frame[series.frame["year"] == 2021] if content.year else series.frame
    shown = last.assign(unit="t", bar="Nord", part=last["territory"])
    panels = (series,) * len(content.panels)
    selection = replace(content.selection, territories=chosen, years=(2012, 2021))
    view = content.view.model_copy(update={"territories": chosen, "years": (2012, 2021)})  # type: ignore[attr-defined]
    return replace(content, view=view, selection=selection, panels=panels, rows=shown.reset_index(drop=True))


def draw_row(name: str, content: Content) -> str:
    """One state, drawn in every way."""
    cells = [text("h3", name)]
    for theme in ("light", "dark"):
        drawn = "".join(chart_markup(chart, chart.title) for chart in content.charts[:2])
        cells += [tag("div", drawn, class_=f"cell {theme}", style=f"width:{width}px") for width in (330, 640) if drawn]
    svg = draw_picture(content, form="svg", width=6)
    cells.append(tag("div", _show(svg, "svg+xml"), class_="cell light"))
    for theme in ("light", "dark"):
        figures = [figure for group in list_figures(content, "") for figure in group if figure.kind == "chart"]
        cells += [tag("div", tag("div", one.markup, class_="stage"), class_=f"cell {theme}") for one in figures[:1]]
    return tag("div", "".join([*cells, *draw_files(content)]), class_="row")


def draw_files(content: Content) -> Iterator[str]:
    """The slide, and the page of PDF, as images."""
    with patch.object(prepared, "read_content", lambda _: content), tempfile.TemporaryDirectory() as name:
        folder, dossier = Path(name), Dossier(title="Essai", slides=(Slide(view=content.view),))  # type: ignore[arg-type]
        (folder / "p.pdf").write_bytes(write_pdf(dossier)[0])
        if shutil.which("soffice"):
            (folder / "s.pptx").write_bytes(write_pptx(dossier)[0])
            order = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", name, f"{name}/s.pptx"]
            subprocess.run(order, check=True, capture_output=True, timeout=120)
        for file in ("s.pdf", "p.pdf"):
            if shutil.which("pdftoppm") and (folder / file).is_file():
                image = folder / f"{file}.png"
                order = ["pdftoppm", "-png", "-r", "55", "-f", "2", "-l", "2", "-singlefile", f"{name}/{file}"]
                subprocess.run([*order, str(image.with_suffix(""))], check=True, capture_output=True)
                yield tag("div", _show(image.read_bytes(), "png"), class_="cell light")


def _show(body: bytes, kind: str) -> str:
    return tag("img", src=f"data:image/{kind};base64,{b64encode(body).decode()}").removesuffix("</img>")


def main() -> int:
    """Write the sheets."""
    parser = argparse.ArgumentParser(prog="python -m tests.contact")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", action="append", choices=list(KINDS))
    parser.add_argument("--state", action="append", help="normal, zero, a status, one year, twenty…")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    style = tag("style", read_style()[1].decode() + write_style().partition("\n")[0] + SHEET)
    for kind in asked.kind or [kind for kind in KINDS if kind not in ("france", "plans", "grants", "table")]:
        shown = ((name, one) for name, one in list_states(kind) if not asked.state or name in asked.state)
        rows = "".join(draw_row(name, one) for name, one in shown)
        page = '<!doctype html><meta charset="utf-8">' + style + text("h1", kind) + rows
        (asked.folder / f"{kind}.html").write_text(page, encoding="utf-8")
        print(asked.folder / f"{kind}.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
