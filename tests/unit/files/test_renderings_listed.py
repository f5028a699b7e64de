"""Every function that draws or writes observations is called by test_five_renderings.py, or says why it need not be."""

import importlib
import inspect
import pkgutil
import re

import pages
from tests.unit.files.test_five_renderings import ON_PAGES

# Functions named like those above that render no observation, or that those above call: each with its reason.
OTHERS = {
    "draw.portrait_map.draw_picture": "outlines alone",
    "draw.markup.flows.draw_flows": "lines of plans have no status: an amount that is not published has no line",
    "views.layout.flows.lay_flows": "called by draw_flows",
    "draw.svg_marks.paint_ribbon": "called by paint_mark and paint_markup",
    "draw.svg_marks.paint_all": "called by paint_svg and paint_markup",
    "draw.svg_marks.paint_mark": "called by paint_svg and paint_markup",
    "draw.powerpoint.sheet.paint_parts": "called by write_pptx",
    "draw.symbols.draw_symbol": "the symbol of a mark, whatever it stands for",
    "draw.picture.paint_picture": "called by draw_picture",
    "files.pdf.tables.lay_across": "called by write_pdf",
    "files.pdf.tables.lay_rows": "called by write_pdf",
    "files.pdf.tables.lay_table": "called by write_pdf",
    "files.pdf.tables.lay_telling": "called by write_pdf",
    "files.rows.write_content_csv": "the rows of a view, which write_bundle writes too",
    "files.workbook.write_rows_workbook": "a table already in words",
    "files.geodata.write_geoparquet": "called by write_parquet",
    "files.slides.thumbnails.draw_thumbnail": "the parts of a slide as the layouts above have them",
    "files.workbook.write_content_workbook": "calls write_workbook",
    "files.workbook.write_dossier_workbook": "calls write_workbook",
    "draw.markup.histogram.draw_histogram": "known values only: who has none is listed under the map",
    "files.portrait.write_pdf": "calls the portrait's PDF, whose rows are those of the portrait",
    "draw.markup.strip.draw_strip": "known values only: the table beside it says who has none",
    "views.layout.bars.lay_bars": "called by lay_chart",
    "views.layout.body.lay_key": "the key of a drawing, without any observation",
    "views.layout.body.lay_nothing": "a sentence",
    "views.layout.charts.lay_chart": "called by chart_markup, which every kind is held to",
    "views.layout.dots.lay_dots": "called by lay_chart",
    "views.layout.dumbbell.lay_dumbbell": "called by lay_chart",
    "views.layout.grid.lay_grid": "called by lay_picture",
    "views.layout.guides.lay_guides": "what lies beside the values: tendencies, paths, medians",
    "views.layout.lines.lay_lines": "called by lay_chart",
    "views.layout.names.lay_under": "called by lay_chart",
    "views.layout.picture.lay_picture": "called by draw_picture, which every kind is held to",
    "views.layout.rows.lay_rows": "called by lay_chart",
    "views.layout.scales.lay_across": "an axis",
    "views.layout.scales.lay_axis": "an axis",
    "views.layout.scales.lay_ranks": "an axis",
    "views.layout.scales.lay_values": "an axis",
    "views.layout.scatter.lay_scatter": "called by lay_chart",
}
FILES = {
    "files.bundle.write_bundle",
    "files.geodata.write_geojson",
    "files.geodata.write_geopackage",
    "files.geodata.write_parquet",
    "files.pdf.dossier.write_pdf",
    "draw.picture.draw_picture",
    "files.slides.slides.write_pptx",
    "files.workbook.write_workbook",
}
FLOORS = ("pages.draw.", "pages.files.", "pages.widgets.", "pages.views.layout.")
WRITERS = re.compile(r"draw_|paint_|lay_|chart_markup|write_.*(csv|pptx|pdf|workbook|geo|parquet|bundle)")


def list_functions() -> set[str]:
    """Every public function that lays out, paints, draws or writes, by its name, a chart, a table or a file."""
    found = set()
    for module in pkgutil.walk_packages(pages.__path__, "pages."):
        if module.name.startswith(FLOORS):
            loaded = importlib.import_module(module.name)
            short = module.name.removeprefix("pages.")
            own = [f for _, f in inspect.getmembers(loaded, inspect.isfunction) if f.__module__ == module.name]
            found |= {f"{short}.{function.__name__}" for function in own if WRITERS.match(function.__name__)}
    return found


def test_no_function_is_left_out() -> None:
    assert list_functions() - set(ON_PAGES) - FILES - set(OTHERS) == set()


def test_no_function_is_listed_that_is_not_there() -> None:
    rendered = {"views.data.table.tabulate"} | {name for name in ON_PAGES if name.endswith("_markup")}
    assert (set(ON_PAGES) | FILES | set(OTHERS)) - rendered - list_functions() == set()
