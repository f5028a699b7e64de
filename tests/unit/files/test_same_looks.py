"""Every kind of chart in every status: each painter has the same colours, ticks and sentences."""

from __future__ import annotations

import io
import re
from functools import cache
from html import unescape
from typing import Any
from unittest.mock import patch

import pytest
from pptx import Presentation

from pages.draw.markup.chart import chart_markup
from pages.draw.picture import draw_picture
from pages.files.presentation.screens import list_screens
from pages.files.slides.slides import write_pptx
from pages.views import prepared
from pages.views.content import Content
from pages.views.dossier import Dossier, Slide
from pages.views.layout.explained import describe_marks
from pages.views.layout.looks import color_of
from pages.views.layout.scales import lay_values
from pages.views.marks import Chart
from pages.views.palette import BLACK, LIGHT, WHITE, find_color, list_tones
from pages.words.french import STATUS_LABELS
from tests.corpus.states import CHARTED, make_state

STACKS = ("streams", "neighbours")
STATUSES = (*STATUS_LABELS, "zero")
every_state = pytest.mark.parametrize(("kind", "status"), [(kind, status) for kind in CHARTED for status in STATUSES])
# Whose mark it is, its words, and the tone of its edge.
Look = tuple[str, str, str]
TONES = {color: tone for tone, color in reversed(list_tones(LIGHT).items())}


def list_looks(markup: str) -> list[Look]:
    """The marks of some markup, in the order painted."""
    found = []
    for mark in re.findall(r'<[a-z]+ [^>]*class="t-mark"[^>]*>', markup):
        told = {key: unescape(value) for key, value in re.findall(r'([\w-]+)="([^"]*)"', mark)}
        style = dict(part.split(":", 1) for part in told.get("style", "").split(";") if part)
        edge, fill = (told.get(key) or style.get(key, "") for key in ("stroke", "fill"))
        color = fill if edge in ("", find_color("paper", LIGHT), "var(--t-paper)") else edge
        tone = color[8:-1] if color.startswith("var(") else TONES[color]
        found.append((told["data-name"], told["data-text"], tone))
    return found


def list_words(markup: str) -> list[str]:
    """The texts of some markup."""
    return [unescape(found) for found in re.findall(r"<text[^>]*>([^<]*)</text>", markup)]


@cache
def make(kind: str, status: str) -> Content:
    """A view of synthetic data, made once."""
    made: Content = make_state(kind, status)
    return made


@cache
def draw_pages(kind: str, status: str) -> str:
    """The charts as a wide page has them."""
    content = make(kind, status)
    is_small = content.form == "small charts"
    drawn = [chart_markup(chart, "T", is_small=is_small) for chart in content.charts if not chart.is_empty]
    return "".join(one if is_small else one[one.rfind('class="t-chart') :] for one in drawn)


@cache
def draw_whole(kind: str, status: str) -> str:
    """The picture, wide enough for each of its sentences to stand on one line."""
    return draw_picture(make(kind, status), form="svg", width=40).decode()


@cache
def draw_screens(kind: str, status: str) -> tuple[str, str]:
    """The charts as the screens of a presentation have them, and what those say of their marks."""
    content = make(kind, status)
    with patch.object(prepared, "read_content", lambda _: content):
        screens = list(list_screens(Dossier(slides=(Slide(view=content.view),)), ""))  # type: ignore[arg-type]
    figures = [figure.markup for screen in screens for figure in screen.figures]
    return "".join(one[: one.find('square"')] for one in figures), " ".join(screen.key for screen in screens)


@cache
def draw_slides(kind: str, status: str) -> tuple[list[Any], str]:
    """The native charts of the slides of a view, and what their notes say."""
    content = make(kind, status)
    with patch.object(prepared, "read_content", lambda _: content):
        body, faults = write_pptx(Dossier(slides=(Slide(view=content.view),)))  # type: ignore[arg-type]
    assert not faults
    slides = Presentation(io.BytesIO(body)).slides
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart], notes


@every_state
def test_a_page_a_picture_and_a_screen_have_the_same_marks_in_the_same_colours(kind: str, status: str) -> None:
    content = make(kind, status)
    picture = list_looks(draw_whole(kind, status))
    assert list_looks(draw_pages(kind, status)) == picture
    assert list_looks(draw_screens(kind, status)[0]) == picture
    assert picture or all(chart.is_empty for chart in content.charts)


@every_state
def test_a_slide_has_the_colours_of_the_lines_and_no_other(kind: str, status: str) -> None:
    content = make(kind, status)
    lines = [line for chart in content.charts if not chart.is_empty for line in chart.lines]
    # A part without any value is a series of a stack all the same: an office may fill it.
    shown = [line for line in lines if kind in STACKS or any(mark.y is not None for mark in line.marks)]
    wanted = {find_color(color_of(line), LIGHT)[1:].upper() for line in shown}
    natives = draw_slides(kind, status)[0]
    found = {
        str(color.get("val")) for native in natives for color in native._chartSpace.iterfind(".//{*}ser//{*}srgbClr")
    }
    words = {color[1:].upper() for color in (LIGHT.paper, LIGHT.ink, BLACK, WHITE)}
    assert found - words == wanted


def list_ticks(chart: Chart) -> list[str]:
    """The numbers along the axis of the values of a chart, none where it has none."""
    is_bare = chart.is_slope or chart.shape in ("bar", "stack") or chart.is_empty
    return [] if is_bare else list(lay_values(chart).words)


@every_state
def test_every_painter_has_the_ticks_of_the_layout(kind: str, status: str) -> None:
    content = make(kind, status)
    drawn = (draw_pages(kind, status), draw_whole(kind, status), draw_screens(kind, status)[0])
    wanted = {tick for chart in content.charts for tick in list_ticks(chart)}
    for markup in drawn:
        assert wanted <= set(list_words(markup))
    charts = [chart for chart in content.charts if not chart.is_empty]
    for chart, native in zip(charts, draw_slides(kind, status)[0], strict=True):
        if chart.shape in ("bar", "stack"):
            assert not native.value_axis.visible
            continue
        axis, laid = native.category_axis if chart.has_rows else native.value_axis, lay_values(chart)
        assert (axis.minimum_scale, axis.maximum_scale, axis.major_unit) == (laid.low, laid.high, laid.step)


@every_state
def test_every_painter_explains_its_marks_in_the_same_sentences(kind: str, status: str) -> None:
    content = make(kind, status)
    wanted = describe_marks(content.charts)
    picture = " ".join(list_words(draw_whole(kind, status)))
    screens, slides = draw_screens(kind, status)[1], draw_slides(kind, status)[1]
    for sentence in wanted:
        assert sentence in picture and sentence in screens and sentence in slides
    marks = [mark for chart in content.charts for line in chart.lines for mark in line.marks]
    shown = {mark.status for mark in marks if mark.y is not None}
    assert wanted or not shown & {"provisional", "estimated", "objective"}
