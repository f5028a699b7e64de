"""What files hold, read back: slides, pages, sheets, pictures, archives, presentations."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import openpyxl
import pandas as pd
from pptx import Presentation
from pptx.shapes.base import BaseShape
from pypdf import PdfReader

from tests.corpus import reach
from tests.corpus.facts import Facts, clean, cut, flatten, hash_bytes, write_leaf
from tests.corpus.markup import read_markup, read_svg
from tests.corpus.states import make_state

PICTURE = 13


def describe_files(asked: dict[str, Any] | tuple[str, str]) -> str:
    """The slides, the PDF, the picture and the bundle of a view."""
    facts = Facts()
    try:
        view = make_state(*asked) if isinstance(asked, tuple) else reach.open_view(asked)
    except reach.RefusedError as error:
        facts.say("refused", str(error))
        return facts.write()
    for name, write, read in (
        ("slides", reach.write_pptx, read_pptx),
        ("pdf", reach.write_pdf, read_pdf),
        ("bundle", reach.write_bundle, read_zip),
    ):
        body, faults = write(view)
        facts.head(name)
        facts.list([f"fault: {fault}" for fault in faults])
        facts.lines += read(body)
    facts.head("picture")
    facts.list(read_svg(reach.write_svg(view)), 150)
    return facts.write()


def describe_dossier(name: str, form: str) -> str:
    """A file of a dossier that comes with Terril."""
    body, faults = reach.write_whole_dossier(reach.list_dossiers()[name], form)
    facts = Facts()
    facts.list([f"fault: {fault}" for fault in faults])
    facts.lines += READERS[form](body)
    return facts.write()


def list_table(rows: pd.DataFrame) -> list[str]:
    """A table as lines, its head first."""
    lines = [" | ".join(map(str, rows.columns))]
    columns = [rows[c].astype("object").where(rows[c].notna(), None).tolist() for c in rows.columns]
    return [clean(line) for line in lines + [" | ".join(map(write_leaf, row)) for row in zip(*columns, strict=True)]]


def read_workbook(body: bytes, most: int = 60) -> list[str]:
    """The sheets: their names and their cells, with the format of numbers."""
    said = []
    book = openpyxl.load_workbook(io.BytesIO(body))
    for sheet in book:
        said.append(f"sheet: {sheet.title} {sheet.dimensions}, frozen at {sheet.freeze_panes}")
        rows = [" | ".join(_write_cell(cell) for cell in row).rstrip(" |") for row in sheet.iter_rows()]
        said += cut([clean(row) for row in rows], most if sheet is not book.worksheets[-1] else most // 4)
    return said


def _write_cell(cell: Any) -> str:
    is_number = isinstance(cell.value, int | float)
    return "" if cell.value is None else f"{write_leaf(cell.value)}{f' «{cell.number_format}»' if is_number else ''}"


def read_pptx(body: bytes) -> list[str]:
    """The slides: words, tables, charts with their values and formats, pictures, notes."""
    said: list[str] = []
    deck = Presentation(io.BytesIO(body))
    for n, slide in enumerate(deck.slides, 1):
        said.append(f"slide {n}: {slide.slide_layout.name}")
        for shape in slide.shapes:
            said += [clean(line) for line in _read_shape(shape)]
        if slide.has_notes_slide:
            said += [f"  note: {clean(line)}" for line in slide.notes_slide.notes_text_frame.text.split("\n") if line]
    return said


def _read_shape(shape: BaseShape) -> list[str]:
    said = []
    if shape.has_text_frame and shape.text_frame.text:
        said.append(f"  text: {shape.text_frame.text}")
    if shape.has_table:
        rows = [" | ".join(cell.text_frame.text for cell in row.cells) for row in shape.table.rows]
        said += [f"  row: {row}" for row in rows]
    if shape.has_chart:
        said += _read_chart(shape.chart)
    if shape.shape_type == PICTURE:
        described = shape._element.nvPicPr.cNvPr.get("descr") or ""
        said.append(f"  picture: {shape.image.content_type} {described}")
    return said


def _read_chart(chart: Any) -> list[str]:
    said = [f"  chart: {chart.chart_type}".replace(" (", " #").rstrip(")")]
    xml = chart._chartSpace
    titles = [t.text for t in xml.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")]
    said.append(f"  chart texts: {' | '.join(cut([clean(t or '') for t in titles], 40))}")
    formats = [e.get("formatCode") for e in xml.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}numFmt")]
    said.append(f"  chart formats: {' | '.join(dict.fromkeys(str(f) for f in formats))}")
    for plot in chart.plots:
        said.append(f"  categories: {' | '.join(map(str, plot.categories))}")
        said += [f"  series: {one.name} = {' | '.join(write_leaf(v) for v in one.values)}" for one in plot.series]
    return said


def read_pdf(body: bytes) -> list[str]:
    """The pages: their lines, and where their links lead."""
    said = []
    for n, page in enumerate(PdfReader(io.BytesIO(body)).pages, 1):
        said.append(f"page {n}")
        said += [f"  {clean(line.rstrip())}" for line in page.extract_text().split("\n") if line.strip()]
        marks = [note.get_object() for note in page.get("/Annots") or []]
        links = [str(mark["/A"]["/URI"]) for mark in marks if "/A" in mark and "/URI" in mark["/A"]]
        said += [f"  link: {clean(link)}" for link in dict.fromkeys(links)]
    return cut(said, 400)


def read_zip(body: bytes) -> list[str]:
    """The files of an archive: CSV in lines, JSON in facts, GeoJSON by its attributes, the rest as text."""
    said = []
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            inside = archive.read(name).decode()
            said.append(f"file: {name}")
            if name.endswith(".geojson"):
                layer = json.loads(inside)
                said += flatten({k: v for k, v in layer.items() if k != "features"})
                said += cut(
                    [f"  {' | '.join(write_leaf(v) for v in f['properties'].values())}" for f in layer["features"]], 4
                )
            elif name.endswith(".json"):
                said += cut([clean(line) for line in flatten(json.loads(inside))], 24)
            else:
                said += cut([clean(line) for line in inside.split("\n")], 4 if name.endswith(".csv") else 60)
    return said


def read_presentation(body: bytes) -> list[str]:
    """The words of a presentation and the data of its figures; what the page is drawn with is left out."""
    page = body.decode()
    found = re.search(r'id="data">(.*?)</script>', page, re.S)
    data = json.loads(found[1]) if found else {}
    words = read_markup(
        re.sub(r'src="data:image/[^"]*"', 'src=""', re.sub(r"<style>.*?</style>", "", page, flags=re.S))
    )
    outlines = [
        f"outlines: {level} {hash_bytes(json.dumps(one).encode())}" for level, one in data.get("outlines", {}).items()
    ]
    figures = [line for n, figure in enumerate(data.get("figures", [])) for line in cut(flatten(figure, f"figure {n}"))]
    return [*cut([clean(word) for word in words], 400), *outlines, *(clean(line) for line in figures)]


READERS = {"pptx": read_pptx, "pdf": read_pdf, "xlsx": read_workbook, "zip": read_zip, "html": read_presentation}
