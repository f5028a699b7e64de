"""One layout, several painters: a page, a picture, a presentation, a slide and a PDF show the same marks."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest
from pptx import Presentation
from pypdf import PdfReader

from loaders.statuses import UNCERTAIN
from pages.draw.markup.chart import chart_markup
from pages.draw.picture import draw_picture
from pages.files.pdf.dossier import write_pdf
from pages.files.presentation.figures import list_figures
from pages.files.slides.slides import write_pptx
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide
from pages.views.layout.picture import lay_picture
from pages.views.marks import Mark
from pages.views.view import View
from tests.laid import texts_of
from tests.make_view import make_view
from tests.proof import sample

LENS, BETHUNE, HENIN = "246200364", "200072460", "246200299"
HOUSING, WASTE = ("housing.authorised",), ("waste.collected",)
BOTH = ("housing.authorised", "housing.started")
THREE = (LENS, BETHUNE, HENIN)
VIEWS = [
    make_view(kind="trend", indicators=WASTE, territories=THREE),
    make_view(kind="trend", indicators=HOUSING, territories=THREE),
    make_view(kind="ranking", indicators=HOUSING, territories=(LENS,), year=2021),
    make_view(kind="multiples", indicators=HOUSING, territories=THREE),
    make_view(kind="movement", indicators=HOUSING, territories=(LENS,), peers="forme"),
    make_view(kind="slope", indicators=HOUSING, territories=THREE, years=(2015, 2024)),
    make_view(kind="before_after", indicators=HOUSING, territories=THREE, years=(2015, 2024)),
    make_view(kind="scatter", indicators=BOTH, territories=(LENS,), peers="forme", year=2021),
    make_view(kind="dots", indicators=HOUSING, territories=(LENS, BETHUNE), peers="forme", year=2021),
    make_view(kind="streams", indicators=WASTE, territories=("D62",)),
]
Shown = tuple[str, str, str, str]


def name_of(view: View) -> str:
    """The kind of a view and its first indicator."""
    return f"{view.kind} {view.indicators[0]}"


def list_shown(markup: str) -> list[Shown]:
    """What each mark of some markup says, in the order painted: whose, where, what, which figure."""
    root = ElementTree.fromstring(f"<div>{markup}</div>")
    marks = [e for e in root.iter() if e.get("class") == "t-mark"]
    return [tuple(str(e.get(f"data-{key}", "")) for key in ("name", "at", "text", "figure")) for e in marks]  # type: ignore[misc]


def list_drawn(content: Content) -> Counter[tuple[str, str]]:
    """The text and the figure of every mark that its charts show: all, but those of a line behind a small chart."""
    is_small = content.form == "small charts"
    return Counter(
        (mark.text, mark.figure)
        for chart in content.charts
        for line in chart.lines
        for mark in line.marks
        if mark.y is not None
        and not (chart.shape in ("bar", "stack") and mark.y == 0)
        and not (is_small and line.is_other)
    )


def count(shown: list[Shown]) -> Counter[tuple[str, str]]:
    """The text and the figure of every mark shown."""
    return Counter((text, figure) for _, _, text, figure in shown)


def draw_page(content: Content, width: str = "wide") -> list[Shown]:
    """The marks of the charts of a page at one of its two widths."""
    if content.form == "small charts":
        return [one for chart in content.charts for one in list_shown(chart_markup(chart, "T", is_small=True))]
    found: list[Shown] = []
    for chart in content.charts:
        root = ElementTree.fromstring(chart_markup(chart, "T"))
        (drawn,) = [child for child in root if str(child.get("class")).endswith(width)]
        found += list_shown(ElementTree.tostring(drawn, encoding="unicode"))
    return found


def draw_screens(content: Content, ratio: str) -> list[Shown]:
    """The marks of the screens of a presentation in one of its two formats."""
    found: list[Shown] = []
    for screen in list_figures(content, ""):
        for figure in screen:
            root = ElementTree.fromstring(f"<div>{figure.markup}</div>")
            (drawn,) = [child for child in root if str(child.get("class")).endswith(ratio)]
            found += list_shown(ElementTree.tostring(drawn, encoding="unicode"))
    return found


@pytest.mark.parametrize("view", VIEWS, ids=name_of)
def test_a_page_a_picture_and_the_screens_show_every_mark_in_one_order(view: View) -> None:
    content = read_content(view)
    picture = list_shown(draw_picture(content, form="svg").decode())
    assert count(picture) == list_drawn(content) and picture
    assert draw_page(content) == picture
    if content.form != "small charts":
        assert draw_page(content, "narrow") == picture
    assert draw_screens(content, "wide") == draw_screens(content, "square") == picture


def draw_slides(view: View) -> list[Any]:
    """The native charts of the slides of a view."""
    body, faults = write_pptx(Dossier(slides=(Slide(view=view),)))
    assert not faults
    return [s.chart for slide in Presentation(io.BytesIO(body)).slides for s in slide.shapes if s.has_chart]


def read_series(native: Any) -> list[float]:
    """The values of every series of a native chart, in the order of its points."""
    return [float(value) for series in native.plots[0].series for value in series.values if value is not None]


def list_marks(content: Content) -> list[Mark]:
    """The marks that have a value."""
    lines = [line for chart in content.charts for line in chart.lines]
    return [mark for line in lines for mark in line.marks if mark.y is not None]


@pytest.mark.parametrize("view", VIEWS, ids=name_of)
def test_slides_hold_the_value_of_every_mark_that_has_room(view: View) -> None:
    content = read_content(view)
    wanted = Counter(mark.y for mark in list_marks(content))
    found = Counter(value for native in draw_slides(view) for value in read_series(native))
    if view.kind in ("dots", "before_after"):
        # Their rows are the other axis of a scatter: the values are those across.
        places = [e.text for native in draw_slides(view) for e in native._chartSpace.iterfind(".//{*}xVal//{*}pt/{*}v")]
        found = Counter(float(str(place)) for place in places)
    if view.kind == "before_after":
        assert not found - wanted and found.total() >= 0.7 * wanted.total(), "a slide has room for most of its rows"
    else:
        assert found == wanted


@pytest.mark.parametrize("view", VIEWS[:2], ids=name_of)
def test_slides_hollow_the_marks_that_are_not_final_and_no_other(view: View) -> None:
    wanted = sum(mark.status in UNCERTAIN for mark in list_marks(read_content(view)))
    hollow = [e for native in draw_slides(view) for e in native._chartSpace.iterfind(".//{*}dPt/{*}marker")]
    assert len(hollow) == wanted


@pytest.mark.parametrize("view", sample(VIEWS, 8), ids=name_of)
def test_a_pdf_says_what_the_picture_says(view: View) -> None:
    """Its drawing is the same layout, bare; the rows of its table say the rest."""
    content = read_content(view)
    body, faults = write_pdf(Dossier(slides=(Slide(view=view),)))
    assert not faults
    said = re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages))
    texts = texts_of(lay_picture(content, is_bare=True))
    values = [text for text in texts if "\u00a0" in text]
    missing = [text for text in values if re.sub(r"\s", "", text) not in said]
    assert values or view.kind in ("scatter", "movement", "multiples")
    assert missing == []
