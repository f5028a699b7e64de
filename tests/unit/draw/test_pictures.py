"""The pictures hold the very numbers and statuses of their view, and never let words overlap."""

import io
import itertools
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PIL import Image

from pages.draw.picture import draw_picture
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.layout.picture import lay_picture, shorten_address
from pages.views.lost import describe_gaps
from pages.views.maps.palette import mix_shades
from pages.views.marks import UNDRAWN, Chart, Line, Mark, Shape
from pages.views.palette import DARK, LIGHT, is_dark
from pages.views.rows import write_rows
from pages.views.view import View
from tests.laid import NBSP, ink_of, stand_in, words_of
from tests.make_view import make_view

LENS, BETHUNE, HENIN = "246200364", "200072460", "246200299"
RANKING = make_view(
    kind="ranking", indicators=("housing.authorised",), territories=(LENS,), year=2021, per_inhabitant=True
)
MAP = make_view(kind="map", indicators=("housing.authorised",), year=2021, territories=(LENS,))
KINDS = [
    make_view(kind="trend", indicators=("waste.collected", "housing.authorised"), territories=(LENS, BETHUNE)),
    make_view(kind="cards", indicators=("waste.collected",), territories=(LENS, HENIN)),
    make_view(kind="table", indicators=("waste.collected",), territories=(LENS,)),
    make_view(kind="streams", indicators=("waste.collected",), territories=("D62",)),
    make_view(kind="neighbours", indicators=("waste.collected",)),
    make_view(kind="plans", indicators=("subsidies.received_amount",)),
    make_view(kind="multiples", indicators=("housing.authorised",), territories=(LENS, BETHUNE)),
    make_view(kind="movement", indicators=("housing.authorised",), territories=(LENS, BETHUNE)),
    make_view(kind="scatter", indicators=("housing.authorised", "housing.started"), territories=(LENS,)),
    make_view(kind="slope", indicators=("housing.authorised",), territories=(LENS,), years=(2015, 2024)),
    make_view(kind="before_after", indicators=("housing.authorised",), territories=(LENS,), years=(2015, 2024)),
    RANKING,
    MAP,
]


def read_texts(body: bytes) -> list[str]:
    """The texts of an SVG, read by an XML parser."""
    found = ElementTree.fromstring(body).iter("{http://www.w3.org/2000/svg}text")
    return ["".join(element.itertext()) for element in found]


def spoil(content: Content, statuses: dict[int, str]) -> Content:
    """The content with some values taken away or made uncertain."""
    rows = content.rows.copy()
    rows["status"] = rows["status"].astype(str)
    for n, status in statuses.items():
        rows.loc[n, "status"] = status
        if status in ("missing", "confidential", "not_applicable"):
            rows.loc[n, "value"] = float("nan")
    return replace(content, rows=rows)


def chart_of(*marks: Mark, shape: Shape = "line") -> Chart:
    """A chart of one line."""
    return Chart(shape, "Collecte", "t", "tonnes", 0, (Line("Lens-Liévin", marks),))


def draw_chart(chart: Chart) -> bytes:
    """The picture of a view whose one chart is given."""
    content = replace(read_content(KINDS[0]))
    vars(content)["charts"] = (chart,)
    return draw_picture(content, form="svg", is_bare=True)


@pytest.mark.parametrize("view", KINDS, ids=lambda view: view.kind)
def test_each_kind_has_a_picture_with_its_title_source_and_date(view: View) -> None:
    content = read_content(view)
    said = " ".join(read_texts(draw_picture(content, form="svg", base="https://exemple.fr")))
    assert content.title.split()[0] in said
    assert "Source :" in said
    assert "Fichier du " in said
    assert "https://exemple.fr/" in said


@pytest.mark.parametrize("width", [6.5, 10.0])
@pytest.mark.parametrize("view", KINDS, ids=lambda view: view.kind)
def test_no_words_overlap_nor_leave_the_picture(view: View, width: float) -> None:
    scene = lay_picture(read_content(view), width=width, base="https://exemple.fr")
    inks = [(one.text, ink_of(one)) for one in words_of(scene)]
    assert [(said, other) for (said, a), (other, b) in itertools.combinations(inks, 2) if a.meets(b)] == []
    assert stand_in([box for _, box in inks], scene.box)


def test_a_png_has_the_size_and_density_asked_for() -> None:
    body = draw_picture(read_content(MAP), form="png", width=8, height=5, dpi=200)
    image = Image.open(io.BytesIO(body))
    assert image.size == (1600, 1000)
    assert round(image.info["dpi"][0]) == 200


def test_a_ranking_writes_every_value_as_the_table_does() -> None:
    content = read_content(RANKING)
    said = " ".join(read_texts(draw_picture(content, form="svg")))
    for value in write_rows(content)["Valeur"]:
        assert f"{value}\u00a0logement" in said


def test_a_bare_picture_has_neither_title_nor_source() -> None:
    content = read_content(RANKING)
    said = " ".join(read_texts(draw_picture(content, form="svg", is_bare=True)))
    assert "Source" not in said
    assert content.subtitle not in said


def test_a_map_counts_each_status_apart_in_its_legend() -> None:
    spoiled = spoil(read_content(MAP), {0: "confidential", 1: "not_applicable", 2: "missing", 3: "provisional"})
    texts = read_texts(draw_picture(spoiled, form="svg"))
    assert {"confidentiel (1)", "sans objet (1)", "sans donnée (1)"} <= set(texts)
    assert any(text.startswith("provisoire (1)") for text in texts)


def test_a_map_draws_circles_for_counts_and_shades_for_ratios() -> None:
    counts = read_texts(draw_picture(read_content(MAP), form="svg"))
    ratios = read_texts(draw_picture(read_content(MAP.model_copy(update={"per_inhabitant": True})), form="svg"))
    assert any("Surface des disques" in text for text in counts)
    assert any("Classes : quantiles" in text for text in ratios)


def test_a_map_says_the_vintage_of_its_outlines_and_names_the_chosen() -> None:
    texts = read_texts(draw_picture(read_content(MAP), form="svg"))
    assert any(re.match(r"Contours au 1er janvier \d{4}", text) for text in texts)
    assert "Lens-Liévin" in texts


def test_own_breaks_make_the_classes_of_a_map() -> None:
    view = MAP.model_copy(update={"per_inhabitant": True, "method": "own", "breaks": (3.0, 6.0)})
    texts = read_texts(draw_picture(read_content(view), form="svg"))
    assert any(text.startswith("3,00 – 6,00 (") for text in texts)
    assert any("seuils choisis" in text for text in texts)


def test_a_line_stops_at_a_hole_and_at_a_break() -> None:
    marks = [Mark(2010 + n, 5.0 + n, str(n), "normal", "f", n != 4) for n in range(7)]
    marks[2] = Mark(2012, None, "sans donnée", "missing", is_joined=False)
    drawn = [e for e in ElementTree.fromstring(draw_chart(chart_of(*marks))).iter() if e.get("data-line") == "0"]
    full = [e for e in drawn if e.get("class") != "t-mark" and not e.get("stroke-dasharray")]
    assert [str(e.get("d") or "M L").count("L") for e in full] == [1, 2], "2010 to 2011, then 2014 to 2016"


def test_a_mark_that_is_not_final_is_hollow_and_said() -> None:
    body = draw_chart(chart_of(Mark(2020, 1.0, "1\u00a0t"), Mark(2021, 2.0, "2\u00a0t", "estimated")))
    assert "Marque creuse : valeur estimée." in read_texts(body)


def test_a_confidential_year_is_named_with_its_reason() -> None:
    marks = (Mark(2019, 1.0, "1"), Mark(2020, None, "confidentiel", "confidential", "f"), Mark(2021, 2.0, "2"))
    assert describe_gaps(chart_of(*marks).lines) == ["Confidentiel : Lens-Liévin (2020)."]


def test_years_without_data_are_said_as_runs() -> None:
    marks = [Mark(year, None, "sans donnée", "missing") for year in (2011, 2012, 2013)]
    lines = chart_of(Mark(2010, 1.0, "1"), *marks, Mark(2014, 2.0, "2")).lines
    assert describe_gaps(lines) == ["Sans donnée : Lens-Liévin (2011-2013)."]


def test_a_chart_without_any_value_is_a_sentence() -> None:
    texts = read_texts(draw_chart(chart_of(Mark(2020, None, "sans donnée", "missing"))))
    assert " ".join(texts) == UNDRAWN


def test_zero_and_confidential_in_a_stack_are_written_apart() -> None:
    glass = Line(
        "Verre", (Mark("A", 3.0, "3\u00a0t", "normal", "a"), Mark("B", None, "confidentiel", "confidential", "b"))
    )
    paper = Line("Papier", (Mark("A", 0.0, "0\u00a0t", "normal", "c"), Mark("B", 5.0, "5\u00a0t", "normal", "d")))
    chart = Chart("stack", "Flux", "t", "tonnes", 0, (glass, paper), ("A", "B"))
    said = " ".join(read_texts(draw_chart(chart)))
    assert "Papier : 0\u00a0t" in said
    assert "connu : 5\u00a0t ; Verre : confidentiel" in said


def test_ranks_go_down_from_one() -> None:
    chart = read_content(KINDS[7]).charts[0]
    assert chart.is_inverted
    ys = {}
    for element in ElementTree.fromstring(draw_chart(chart)).iter("{http://www.w3.org/2000/svg}text"):
        word = "".join(element.itertext())
        if word in ("1", "2"):
            ys[word] = float(element.get("y", ""))
    assert ys["1"] < ys["2"]


def test_a_slope_is_not_joined_across_a_break() -> None:
    content = read_content(KINDS[9])
    panel = content.panels[0]
    broken = panel.frame.assign(break_before=panel.frame["year"] == 2020)
    whole = content.charts[0].lines[0].marks
    cut = replace(content, panels=(replace(panel, frame=broken),)).charts[0].lines[0].marks
    assert [whole[1].is_joined, cut[1].is_joined] == [True, False]


def test_classes_of_any_number_have_shades_from_the_lightest_to_the_darkest() -> None:
    assert mix_shades(LIGHT.shades, 5) == LIGHT.shades
    assert mix_shades(LIGHT.shades, 9)[::8] == (LIGHT.shades[0], LIGHT.shades[-1])
    assert is_dark(LIGHT.shades[-1])
    assert not is_dark(DARK.shades[-1])


def test_the_address_names_territories_by_their_codes() -> None:
    address = read_content(MAP).address
    assert f"territoires={LENS}&" in shorten_address(f"https://exemple.fr{address}")


def test_a_table_says_a_missing_value_in_its_place() -> None:
    content = spoil(read_content(KINDS[2]), {0: "confidential"})
    assert write_rows(content)["Valeur"].iloc[0] == "confidentiel"


@pytest.mark.parametrize("height", [2.5, 4.0])
def test_a_table_without_room_counts_the_rows_that_it_shows(height: float) -> None:
    content = read_content(make_view(kind="table", indicators=("housing.authorised",), territories=(LENS, BETHUNE)))
    texts = [one.text for one in words_of(lay_picture(content, height=height, is_bare=True))]
    (said,) = [text for text in texts if "toutes sont dans les fichiers de données" in text]
    shown, total = (int(number) for number in re.findall(r"\d+", said.replace("\u202f", "")))
    periods = write_rows(content)["Période"]
    assert shown == sum(text in set(periods) for text in texts)
    assert shown < total == len(periods)


def test_a_card_says_why_a_territory_has_no_figure() -> None:
    texts = [one.text for one in words_of(lay_picture(read_content(KINDS[1])))]
    assert f"156\u202f402{NBSP}t" in texts and "sans donnée" in texts
