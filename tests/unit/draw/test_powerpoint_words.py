"""Beside a native chart stand the words of the layout: names at the ends of lines, years without room, breaks."""

from __future__ import annotations

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from pages.draw.powerpoint.charts import add_chart
from pages.draw.powerpoint.frames import Ground
from pages.views.marks import Break
from pages.views.slides.parts import Drawing
from tests.laid import NBSP, chart, line
from tests.unit.draw.test_powerpoint import BOX, LINES, SCATTER, draw, write


def test_each_line_is_named_at_its_end_with_its_last_value_and_one_grey_is_not() -> None:
    written = write(LINES)
    assert f"B{NBSP}: 7{NBSP}t" in written
    assert any(words.startswith(f"A{NBSP}: 900{NBSP}t") for words in written)
    assert not any("Autre" in words for words in written)


def test_the_marks_of_a_line_stand_at_the_years_of_the_layout() -> None:
    """Three years, half of a step free at each end where they are close, the first and the last on the edges else."""
    native = draw(LINES)
    held = {e.tag.rpartition("}")[2]: e.get("val") for e in native._chartSpace.find(".//{*}manualLayout")}
    assert held["layoutTarget"] == "inner" and 0 < float(held["x"]) < float(held["x"]) + float(held["w"]) < 1
    assert native._chartSpace.find(".//{*}crossBetween").get("val") == "midCat"


def test_years_that_have_no_room_are_written_by_the_layout_and_not_by_the_axis() -> None:
    long = chart(line("A", *[float(n) for n in range(40)]))
    native, written = draw(long), write(long)
    assert native._chartSpace.find(".//{*}catAx/{*}tickLblPos").get("val") == "none"
    assert [words for words in written if len(words) == 4 and words.isdigit()][-2:] == ["2056", "2059"]


def test_the_ids_of_axes_are_positive_and_cross_one_another() -> None:
    native = draw(SCATTER)
    ids = [int(e.get("val")) for e in native._chartSpace.iter("{*}axId")]
    crossed = [int(e.get("val")) for e in native._chartSpace.iter("{*}crossAx")]
    assert min(ids) > 0 and sorted(crossed) == sorted(set(ids)) and len(set(ids)) == 2


def test_a_break_of_the_series_is_a_dashed_line_with_its_reason() -> None:
    drawn = chart(line("A", 1.0, 2.0, 3.0), breaks=(Break(2022, "fin"),))
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[5])
    add_chart(slide, Drawing(BOX, drawn, 14), Ground())
    dashed = [one for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.LINE and one.line.dash_style is not None]
    assert len(dashed) == 1 and "fin" in write(drawn)
