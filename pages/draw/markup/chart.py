"""A chart as markup of a page: laid out for a telephone and for wider places, each of which it fills."""

from __future__ import annotations

from geo.kept import CONTENTS, keep
from pages.draw.svg import paint_markup
from pages.views.layout.charts import lay_chart
from pages.views.marks import Chart
from pages.words.markup import tag

# The least widths that a chart is laid out for, in pixels: whatever is wider has more room between its marks.
WIDTHS = {"narrow": 320, "wide": 620}
SMALL_WIDTH = 280
# Of a chart and of a small one, in points: what stands along their axes is nine tenths of it, 12 pixels at least.
FONT = SMALL_FONT = 10.0
PIXELS = 96


@keep(CONTENTS)
def chart_markup(chart: Chart, label: str, *, is_small: bool = False) -> str:
    """The chart; `label` says what it is to who does not see it. A small one is one of many side by side."""
    kind = "years" if chart.shape == "line" else chart.shape
    if is_small:
        scene = lay_chart(chart, SMALL_WIDTH / PIXELS, SMALL_FONT, is_small=True)
        return tag("div", paint_markup(scene, label=label, kind=kind), class_="t-plot")
    drawn = (
        paint_markup(lay_chart(chart, width / PIXELS, FONT), label=label, kind=f"{kind} {name}")
        for name, width in WIDTHS.items()
    )
    return tag("div", "".join(drawn), class_="t-plot both")
