"""The painter: every place, length and tone is the scene's; files have colours, pages the variables of their theme."""

import re
from xml.etree import ElementTree

import pytest

from pages.draw.svg import paint_markup, paint_svg
from pages.views.layout.charts import lay_chart
from pages.views.layout.scene import Area, Box, Datum, Disc, Patch, Point, Ribbon, Scene, Stroke, Words
from pages.views.marks import Break, Chart, Guide, Line
from pages.views.palette import DARK, LIGHT, list_tones
from tests.laid import chart, line, mark, points_of

SVG = "{http://www.w3.org/2000/svg}"
EVIL = '<script>alert("x")</script> & l’« eau »'
# One of each kind of mark, 6 by 4 inches, its plot from 1 to 5.
ALL = Scene(6, 4, 10, plot=(1, 5))
ALL.add(
    Words(1, 3, "Lens", 10, halo="paper"),
    Stroke(((1, 1), (3, 2)), "c1", 2, (4, 3), 0.5, "plot", 0),
    Stroke(((1, 1), (3, 2), (5, 1)), "c1", 2, zone="plot", line=0),
    Patch(Box(1, 1, 2, 0.5), "c2", hatch="lines", zone="plot", datum=Datum("A", "1", "f1", 0, "2020")),
    Point(3, 2, "circle", 6, "paper", "c3", zone="plot", datum=Datum("A", "1", "f2", 0, "2021")),
    Point(4, 2, "square", 6, "c4", "c4", zone="plot"),
    Disc(2, 2, 0.5, "disc", "disc"),
    Area("M0 0h10v10h-10z", 1, 3, 0.1, "#a3c9e2", "seam", hatch="dots"),
    Area("M0 0h10v10h-10z", 2, 3, 0.1, "ground", "seam", hatch="dots"),
    Ribbon(((1, 1), (3, 2), (5, 1)), "c5", 0.12),
)


def parse(scene: Scene) -> ElementTree.Element:
    """The file of a scene."""
    return ElementTree.fromstring(paint_svg(scene))


def parse_markup(scene: Scene, **options: object) -> ElementTree.Element:
    """The markup of a page, which is well formed."""
    return ElementTree.fromstring(paint_markup(scene, label="Essai", **options))  # type: ignore[arg-type]


def list_colors(text: str) -> set[str]:
    """Every colour written."""
    return set(re.findall(r"#[0-9a-f]{6}\b", text))


CHARTS: list[Chart] = [
    chart(
        Line("A", (mark(2019, 1.0), mark(2020, None), mark(2021, 2.0, "estimated"), mark(2026, 3.0, "objective"))),
        line("B", 1.0, 2.0, slot=13, is_other=True),
        breaks=(Break(2020, "rupture"),),
        guides=(Guide("interval", ((2019, 1.0), (2021, 2.0), (2021, 3.0), (2019, 2.0)), "t", 0),),
    ),
    chart(Line("A", (mark("x", 3.0), mark("y", -1.0))), shape="bar", categories=("x", "y")),
    chart(
        Line("A", (mark("x", 3.0),), slot=0), Line("B", (mark("x", 2.0),), slot=12), shape="stack", categories=("x",)
    ),
    chart(Line("A", (mark(1.0, 2.0),), is_lead=True), Line("B", (mark(2.0, 3.0),), is_other=True), shape="scatter"),
    chart(Line("A", (mark("A", 2.0),), is_lead=True), shape="dots", categories=("A",)),
]


@pytest.mark.parametrize("drawn", CHARTS, ids=lambda one: one.shape)
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_file_has_no_colour_that_is_not_of_the_palette(drawn: Chart, palette: object) -> None:
    assert palette in (LIGHT, DARK)
    chosen = LIGHT if palette is LIGHT else DARK
    found = list_colors(paint_svg(lay_chart(drawn, 6.5, 10), palette=chosen).decode())
    assert found and found <= set(list_tones(chosen).values())


@pytest.mark.parametrize("drawn", CHARTS, ids=lambda one: one.shape)
def test_a_page_has_variables_and_no_colour(drawn: Chart) -> None:
    markup = paint_markup(lay_chart(drawn, 6.5, 10), label="Essai")
    assert list_colors(markup) == set()
    variables = set(re.findall(r"var\(--t-([\w-]+)\)", markup))
    assert variables and variables <= set(list_tones(LIGHT))


@pytest.mark.parametrize("drawn", CHARTS, ids=lambda one: one.shape)
def test_pages_and_files_show_the_same_marks_in_the_same_order(drawn: Chart) -> None:
    scene = lay_chart(drawn, 6.5, 10)
    page = [(e.get("data-name"), e.get("data-text")) for e in parse_markup(scene).iter() if e.get("class") == "t-mark"]
    file = [(e.get("data-name"), e.get("data-text")) for e in parse(scene).iter() if e.get("class") == "t-mark"]
    wanted = [(d.name, d.text) for m in scene.marks if isinstance(m, Point | Patch) and (d := m.datum)]
    assert page == file == wanted


def test_names_are_escaped_in_text_and_in_what_a_mark_says() -> None:
    scene = lay_chart(chart(line(EVIL, 1.0, 2.0)), 6.5, 10)
    for markup in (paint_svg(scene, title=EVIL).decode(), paint_markup(scene, label=EVIL)):
        assert "<script" not in markup
    marks = [e for e in parse(scene).iter() if e.get("class") == "t-mark"]
    assert {e.get("data-name") for e in marks} == {EVIL}
    assert parse_markup(scene).get("aria-label") == "Essai"


def test_a_file_is_in_points_and_says_its_title_and_what_made_it() -> None:
    root = ElementTree.fromstring(paint_svg(ALL, title="Collecte", made_by="Terril"))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("432pt", "288pt", "0 0 432 288")
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == ("Collecte", "Terril")


def test_a_file_stands_on_the_paper_of_its_palette() -> None:
    (paper, *_) = ElementTree.fromstring(paint_svg(Scene(6, 4, 10), palette=DARK)).iter(f"{SVG}rect")
    assert (paper.get("fill"), paper.get("width"), paper.get("height")) == (DARK.paper, "100%", "100%")


def test_places_go_down_from_the_top() -> None:
    """3 and 2 inches of 6 by 4: 216 points across, 144 down."""
    hollow = next(e for e in parse(ALL).iter() if e.get("data-figure") == "f2")
    assert (hollow.get("cx"), hollow.get("cy"), hollow.get("r")) == ("216", "144", "3")


def test_a_hollow_mark_has_the_paper_inside_and_its_colour_round_it() -> None:
    hollow = next(e for e in parse(ALL).iter() if e.get("data-figure") == "f2")
    assert (hollow.get("fill"), hollow.get("stroke")) == (LIGHT.paper, LIGHT.lines[3])
    page = next(e for e in parse_markup(ALL).iter() if e.get("data-figure") == "f2")
    assert page.get("style") == "fill:var(--t-paper);stroke:var(--t-c3)"


def test_a_mark_tells_its_figure_its_line_and_its_place() -> None:
    point = next(e for e in parse_markup(ALL).iter() if e.get("data-figure") == "f2")
    told = {key: value for key, value in point.attrib.items() if key.startswith("data-")}
    assert told == {
        "data-name": "A",
        "data-text": "1",
        "data-figure": "f2",
        "data-line": "0",
        "data-at": "2021",
    }


def test_what_stands_in_the_plot_stands_at_its_share_of_the_width() -> None:
    """The plot goes from 1 to 5 inches: 3 is half of it, 4 three quarters."""
    root = parse_markup(ALL)
    assert root.get("style") == "grid-template-columns:96px minmax(0,1fr) 96px;height:384px"
    point = next(e for e in root.iter() if e.get("data-figure") == "f2")
    bar = next(e for e in root.iter() if e.get("data-figure") == "f1")
    assert (point.get("cx"), point.get("cy")) == ("50%", "192")
    assert (bar.get("x"), bar.get("width")) == ("0%", "50%")
    assert any(e.get("x") == "75%" for e in root.iter() if e.tag.endswith("svg")), "a square in a frame of its own"


def test_what_stands_by_an_edge_stays_there() -> None:
    """Three inches of 96 pixels, less half the height of capitals: 10 points are 13.33 pixels, of which 0.36."""
    (words,) = [e for e in parse_markup(ALL).iter() if e.text == "Lens"]
    assert words.get("x") == "96"
    assert float(str(words.get("y"))) == pytest.approx(96 + 13.333 * 0.36, abs=0.01)


def test_a_scene_that_is_fixed_is_scaled_whole_and_has_the_same_marks() -> None:
    root = parse_markup(ALL, is_fixed=True)
    assert root.get("viewBox") == "0 0 576 384"
    point = next(e for e in root.iter() if e.get("data-figure") == "f2")
    assert (point.get("cx"), point.get("cy")) == ("288", "192")


def test_a_mark_on_a_page_has_a_name_and_can_be_reached_by_keys() -> None:
    for options in ({}, {"is_fixed": True}):
        root = parse_markup(ALL, kind="years", **options)
        assert (root.get("role"), root.get("aria-label"), root.get("tabindex")) == ("img", "Essai", "0")
        assert root.get("class") == "t-chart years"


@pytest.mark.parametrize(
    "text",
    [
        paint_svg(ALL).decode(),
        paint_markup(ALL, label="x", is_fixed=True),
        paint_markup(ALL, label="x"),
    ],
    ids=["file", "fixed", "page"],
)
def test_each_hatching_is_defined_once_and_used(text: str) -> None:
    """Lines over a part of a bar, dots on two outlines of one scale."""
    defined, used = re.findall(r'<pattern id="([^"]+)"|id="([^"]+)"', text), re.findall(r"url\(#([^)]+)\)", text)
    names = [one or other for one, other in defined]
    assert len(names) == len(set(names)) == 2
    assert set(used) == set(names) and len(used) == 3


def test_two_drawings_of_one_page_do_not_share_the_names_of_their_hatchings() -> None:
    one, other = (paint_markup(ALL, label=label) for label in ("Lens", "Béthune"))
    assert not set(re.findall(r"url\(#([^)]+)\)", one)) & set(re.findall(r"url\(#([^)]+)\)", other))


def test_a_scene_without_hatching_defines_none() -> None:
    assert b"<defs" not in paint_svg(lay_chart(CHARTS[0], 6.5, 10))


def test_every_symbol_is_drawn_round_its_place() -> None:
    """A point at (3, 2) inches: its path lies within 1.5 of its radius of 6 points round (216, 144)."""
    for n in range(12):
        scene = lay_chart(chart(line("A", 1.0, slot=n)), 6, 10)
        (point,) = points_of(scene)
        marks = [e for e in parse(scene).iter() if e.get("class") == "t-mark"]
        places = [float(x) for x in re.findall(r"-?\d+\.?\d*", str(marks[0].get("d") or ""))]
        x, y, far = point.x * 72, (scene.height - point.y) * 72, 1.5 * point.size / 2 + 0.01
        assert all(abs(place - x) <= far for place in places[::2])
        assert all(abs(place - y) <= far for place in places[1::2])
        assert bool(places) is (point.symbol != "circle")
