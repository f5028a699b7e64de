"""Every function that draws or writes observations is called by test_five_renderings.py, or says why it need not be."""

import importlib
import inspect
import pkgutil
import re

import pages
from tests.unit.files.test_five_renderings import ON_PAGES

# Functions named like those above that render no observation, or that those above call: each with its reason.
OTHERS = {
    "draw.plotly.kept.draw_stack": "keeps what draw_stack draws",
    "draw.portrait_map.draw_picture": "outlines alone",
    "draw.plotly.charts.draw_sankey": "lines of plans have no status: an amount that is not published has no line",
    "draw.picture.body.draw_key": "the key of a picture, without any observation",
    "draw.picture.body.draw_nothing": "a sentence",
    "draw.picture.grid.draw_grid": "called by draw_picture",
    "draw.picture.legend.draw_legend": "called by draw_picture",
    "draw.picture.legend.draw_lost": "called by draw_picture",
    "files.pdf.dossier.draw_fitting": "the size of a picture",
    "draw.picture.bars.draw_bars": "called by draw_picture",
    "draw.picture.lines.draw_lines": "called by draw_picture",
    "draw.picture.scatter.draw_scatter": "called by draw_picture",
    "files.geodata.write_geoparquet": "called by write_parquet",
    "files.workbook.write_content_workbook": "calls write_workbook",
    "files.workbook.write_dossier_workbook": "calls write_workbook",
    "draw.markup.histogram.draw_histogram": "known values only: who has none is listed under the map",
    "draw.plotly.overlays.draw_path": "the path of a target, not an observation",
    "draw.plotly.overlays.draw_trend_lines": "a statistic of known values, drawn over draw_trend",
    "files.portrait.write_pdf": "calls the portrait's PDF, whose rows are those of the portrait",
    "draw.markup.strip.draw_strip": "known values only: the table beside it says who has none",
    "draw.plotly.trend.draw_territory": "called by draw_trend",
}
FILES = {
    "files.bundle.write_bundle",
    "files.geodata.write_geojson",
    "files.geodata.write_geopackage",
    "files.geodata.write_parquet",
    "files.pdf.dossier.write_pdf",
    "draw.picture.picture.draw_picture",
    "files.slides.slides.write_pptx",
    "files.workbook.write_workbook",
}
WRITERS = re.compile(r"draw_|write_.*(csv|pptx|pdf|workbook|geo|parquet|bundle)")


def list_functions() -> set[str]:
    """Every public function of the pages that draws, by its name, or writes, a chart, a table or a file."""
    found = set()
    for module in pkgutil.walk_packages(pages.__path__, "pages."):
        if module.name.startswith(("pages.draw.", "pages.files.", "pages.widgets.")):
            loaded = importlib.import_module(module.name)
            short = module.name.removeprefix("pages.")
            own = [f for _, f in inspect.getmembers(loaded, inspect.isfunction) if f.__module__ == module.name]
            found |= {f"{short}.{function.__name__}" for function in own if WRITERS.match(function.__name__)}
    return found


def test_no_function_is_left_out() -> None:
    assert list_functions() - set(ON_PAGES) - FILES - set(OTHERS) == set()
