"""Native charts of bars, whole or in parts: names at their left, values at their ends, the parts named over them."""

from __future__ import annotations

from typing import Any

from loaders.statuses import UNCERTAIN
from pages.draw.powerpoint.axes import form_numbers, set_axes, space_labels
from pages.draw.powerpoint.frames import Ground, hold_plot, place
from pages.draw.powerpoint.names import quote_name
from pages.draw.powerpoint.words import add_line_of
from pages.views.layout.bars import describe_stack, extend, has_key
from pages.views.layout.body import measure_key
from pages.views.layout.looks import color_of
from pages.views.layout.metrics import line_height, measure_text, shorten_text, wrap_text
from pages.views.layout.scene import Box, Scene, Words
from pages.views.marks import Chart, Line
from pages.words.french import format_number

# So few bars would be as thick as they are long.
FEW = 4
# Of the width, what names may take, on so many lines; what values may take at the end of stacks.
NAMES, MOST_LINES, SAID = 0.34, 1.8, 0.3
GAP = 0.12
# What a bar is thick at most, in inches, and the widest gap that the format knows, in hundredths of a bar.
THICK, WIDEST = 0.6, 500
# Bars that are closer than so many lines have names of one line.
TIGHT = 2.2


def add_bars(slide: Any, chart: Chart, box: Box, scene: Scene, ground: Ground) -> Any:
    """Horizontal bars, the first on top."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    font, upwards = scene.font, chart.categories[::-1]
    is_tight = box.height / len(chart.categories) < TIGHT * line_height(font)
    names = {name: _wrap(name, box.width, font, 1.0 if is_tight else MOST_LINES) for name in chart.categories}
    data = CategoryChartData(number_format=form_numbers(chart.decimals))
    data.categories = [quote_name("\n".join(names[name])) for name in upwards]
    for line in chart.lines:
        found = {mark.x: mark.y for mark in line.marks}
        data.add_series(quote_name(line.name), [found.get(category) for category in upwards])
    is_ranking = chart.shape == "bar"
    kind = XL_CHART_TYPE.BAR_CLUSTERED if is_ranking else XL_CHART_TYPE.BAR_STACKED
    shape = place(slide, kind, ground.frame(box), data)
    native = shape.chart
    plot = native.plots[0]
    plot.overlap = 100
    for series, line in zip(plot.series, chart.lines, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = ground.rgb(color_of(line))
        _pale_unfinished(series, line, chart, ground)
        if is_ranking:
            _label_bars(series, line, chart, font)
    set_axes(native, chart, ground)
    native.category_axis.tick_labels.font.color.rgb = ground.rgb("ink")
    native.value_axis.visible = native.value_axis.has_major_gridlines = False
    space_labels(native, 1)
    key = measure_key([line.name for line in chart.lines], box.width, font) + 0.08 if has_key(chart) else 0.0
    head = key + line_height(font) * 1.2
    wide = max(measure_text(part, font) for lines in names.values() for part in lines) + GAP
    own = Box(wide, 0.02, box.width - wide, box.height - head - 0.02)
    plot.gap_width = _choose_gap(len(chart.categories), own.height)
    words = _list_ends(chart, box.width, font)
    said = max((measure_text(end, font) for end in words), default=0.0) + 0.15
    low, high = extend(chart)
    span = (high - low or 1.0) * own.width / max(own.width - said, 0.4 * own.width)
    native.value_axis.minimum_scale, native.value_axis.maximum_scale = low, low + span
    hold_plot(native, own, scene.box)
    if not is_ranking:
        _label_parts(plot, chart, own.width / span, font, ground)
        _write_ends(slide, chart, own, (low, span), words, box, font, ground)
    if key:
        _write_key(slide, chart, Box(box.left, box.top - key, box.width, key), font, ground)
    caption = Words(0.0, box.height - key - line_height(font) / 2, chart.axis, font, "muted")
    add_line_of(slide, caption, ground, shift=(box.left, box.bottom))
    return shape


def _choose_gap(count: int, height: float) -> int:
    """The gap between bars on such a height, in hundredths of a bar: no bar is as thick as it is long."""
    least = 35 if count > FEW else 90
    return round(min(WIDEST, max(least, 100 * (height / count / THICK - 1))))


def _wrap(name: str, width: float, font: float, lines: float) -> list[str]:
    room = width * NAMES
    return wrap_text(shorten_text(name, font, room * lines), font, room)


def _list_ends(chart: Chart, width: float, font: float) -> list[str]:
    """The words at the end of each bar, from the top."""
    ends = []
    for n, category in enumerate(chart.categories):
        if chart.shape == "stack":
            marks = [(place, line.marks[n]) for place, line in enumerate(chart.lines)]
            own = [(place, mark) for place, mark in marks if mark.y is not None or mark.figure]
            ends.append(shorten_text(describe_stack(chart, own), font, width * SAID))
        else:
            known = [mark.y for line in chart.lines for mark in line.marks if mark.x == category and mark.y is not None]
            ends += [format_number(value, chart.decimals) for value in known[:1]]
    return ends


def _places(chart: Chart) -> dict[str, int]:
    """The place of each category from the bottom up."""
    return {category: n for n, category in enumerate(chart.categories[::-1])}


def _pale_unfinished(series: Any, line: Line, chart: Chart, ground: Ground) -> None:
    """A bar that is not final is pale, its edge dashed."""
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    for mark in line.marks:
        if mark.status in UNCERTAIN and mark.y is not None:
            look = series.points[_places(chart)[str(mark.x)]].format
            look.fill.solid()
            look.fill.fore_color.rgb = ground.rgb(color_of(line))
            look.fill.fore_color.brightness = 0.6
            look.line.color.rgb = ground.rgb(color_of(line))
            look.line.width, look.line.dash_style = Pt(1.5), MSO_LINE.DASH


def _label_bars(series: Any, line: Line, chart: Chart, font: float) -> None:
    """The value of each bar at its end, those of who was chosen in bold; what is not final is pale."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = form_numbers(chart.decimals), False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold = Pt(font), line.is_lead


def _label_parts(plot: Any, chart: Chart, scale: float, font: float, ground: Ground) -> None:
    """The value of each part within it, where it has room."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    for series, line in zip(plot.series, chart.lines, strict=True):
        tone = color_of(line)
        for mark in line.marks:
            word = format_number(mark.y, chart.decimals)
            if mark.y is None or measure_text(word, font) + 0.1 > abs(mark.y) * scale:
                continue
            label = series.points[_places(chart)[str(mark.x)]].data_label
            label.text_frame.text, label.position = word, XL_LABEL_POSITION.CENTER
            run = label.text_frame.paragraphs[0].runs[0]
            words = "ink" if mark.status in UNCERTAIN else f"on:{tone}"
            run.font.size, run.font.color.rgb = Pt(font), ground.rgb(words)


def _write_ends(
    slide: Any,
    chart: Chart,
    own: Box,
    reach: tuple[float, float],
    words: list[str],
    box: Box,
    font: float,
    ground: Ground,
) -> None:
    """The whole of each bar of parts, at its end."""
    low, span = reach
    step = own.height / len(chart.categories)
    for n, said in enumerate(words):
        total = sum(max(line.marks[n].y or 0.0, 0.0) for line in chart.lines)
        x = own.left + (total - low) / span * own.width + 0.08
        add_line_of(slide, Words(x, own.top - (n + 0.5) * step, said, font), ground, shift=(box.left, box.bottom))


def _write_key(slide: Any, chart: Chart, box: Box, font: float, ground: Ground) -> None:
    """The names of the parts over the bars, each after a square of its colour."""
    from pptx.util import Pt

    frame = ground.frame(box)
    text = slide.shapes.add_textbox(frame.left, frame.top, frame.width, frame.height).text_frame
    text.word_wrap = True
    text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = 0
    for line in chart.lines:
        for words, tone in (("■\u00a0", color_of(line)), (line.name.replace(" ", "\u00a0") + "   ", "")):
            run = text.paragraphs[0].add_run()
            run.text, run.font.size = words, Pt(font)
            if tone:
                run.font.color.rgb = ground.rgb(tone)
