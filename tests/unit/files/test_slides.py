"""Slides, opened again: the numbers and the statuses of the views, native charts and tables, sources, no formula."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from pages.draw.powerpoint import sheet as sheets
from pages.draw.powerpoint.charts import add_chart
from pages.draw.powerpoint.frames import Ground
from pages.files.slides.slides import write_pptx
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide
from pages.views.layout.explained import describe_unfinished
from pages.views.layout.scene import Box
from pages.views.marks import Chart, Line, Mark
from pages.views.slides.parts import Drawing
from pages.words.version import MADE_BY
from tests.decks import BETHUNE, CARDS, LENS, MAP, PLANS, RANKING, TREND, charts, open_deck, texts
from tests.make_view import make_view

BOX = Box(0.5, 1.0, 9.8, 5.4)


def test_a_trend_is_a_native_chart_with_its_values_and_holes() -> None:
    deck, _ = open_deck(Slide(view=TREND))
    (chart,) = charts(deck.slides[1])
    assert list(chart.plots[0].categories) == ["2020", "2021", "2022"]
    assert {s.name: list(s.values) for s in chart.plots[0].series} == {
        "Lens-Liévin": [144037, 156402, None],
        "Béthune-Bruay": [None, None, 190110],
    }


def test_a_status_that_is_not_final_is_written_on_the_slide() -> None:
    deck, _ = open_deck(Slide(view=TREND), Slide(view=CARDS))
    assert "190\u202f110\u00a0t (provisoire)" in texts(deck.slides[1]).replace("\n(", " (")
    assert "Béthune-Bruay\n2022 (provisoire)\n190\u202f110\u00a0t" in texts(deck.slides[2])


def test_every_territory_of_a_ranking_of_twenty_is_on_its_slide() -> None:
    deck, _ = open_deck(Slide(view=RANKING))
    (chart,) = charts(deck.slides[1])
    found = dict(pair for plot in chart.plots for pair in pairs(plot))
    assert found["1. Lens-Liévin"] == 1737
    assert sorted(found.values()) == sorted(read_content(RANKING).rows["value"].dropna())
    assert len(found) == 20


def pairs(plot: Any) -> list[tuple[str, float]]:
    """Categories and values of the series of a plot."""
    return [(c, v) for s in plot.series for c, v in zip(plot.categories, s.values, strict=True) if v is not None]


def test_the_parts_beyond_the_largest_are_summed_to_the_euro() -> None:
    deck, _ = open_deck(Slide(view=PLANS))
    (chart,) = charts(deck.slides[1])
    pool = [v for c, v in pairs(chart.plots[0]) if c.startswith("Piscine François Ménard")]
    assert sum(pool) == 8_504_587


def test_a_map_is_a_picture_with_a_text() -> None:
    deck, _ = open_deck(Slide(view=MAP))
    (picture,) = [s for s in deck.slides[1].shapes if s.shape_type == 13]
    assert picture._element.nvPicPr.cNvPr.get("descr").startswith("Carte : Logements autorisés")
    assert picture.image.dpi == (200, 200)


def test_each_slide_of_a_view_says_its_source_and_its_notes_lead_back() -> None:
    deck, _ = open_deck(Slide(view=TREND, notes="Saluer l’assemblée."), Slide(view=MAP), Slide(view=CARDS))
    for slide in list(deck.slides)[1:-1]:
        assert "Source : " in texts(slide)
        assert "Adresse de la vue : https://terril.example/" in slide.notes_slide.notes_text_frame.text
    assert "Saluer l’assemblée." in deck.slides[1].notes_slide.notes_text_frame.text


def sizes(slide: Any) -> dict[str, float]:
    """The points of each line of text of a slide, by the text."""
    return {
        paragraph.text: paragraph.runs[0].font.size.pt
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        if paragraph.text and paragraph.runs
    }


def test_labels_have_14_points_titles_30_comments_18_and_the_source_10() -> None:
    deck, _ = open_deck(Slide(view=TREND, title="Un titre", comment="Un mot."))
    slide = deck.slides[1]
    (chart,) = charts(slide)
    found = sizes(slide)
    assert chart.font.size.pt == 14
    assert (found["Un titre"], found["Un mot."]) == (30, 18)
    assert {size for words, size in found.items() if words.startswith("Source :")} == {10}
    assert {size for words, size in found.items() if "Lens-Liévin\u00a0: " in words} == {14}


def test_the_cells_of_a_table_have_14_points_and_12_where_it_is_long() -> None:
    for territories, points in (((LENS,), 14), ((), 12)):
        view = make_view(kind="table", indicators=("waste.collected",), territories=territories)
        deck, _ = open_deck(Slide(view=view))
        (table,) = [shape.table for shape in deck.slides[1].shapes if shape.has_table]
        cells = [p for row in table.rows for cell in row.cells for p in cell.text_frame.paragraphs]
        assert {run.font.size.pt for p in cells for run in p.runs} == {points}


def test_a_ranking_of_twenty_has_labels_of_12_points_on_one_slide() -> None:
    deck, _ = open_deck(Slide(view=RANKING))
    (chart,) = charts(deck.slides[1])
    assert len(deck.slides) == 3
    assert chart.font.size.pt == 12


@pytest.mark.parametrize(("letters", "points"), [(20, 30), (99, 28), (150, 26)])
def test_a_long_title_has_smaller_letters_and_none_under_26(letters: int, points: int) -> None:
    deck, _ = open_deck(Slide(view=TREND, title="mn " * (letters // 3)))
    assert sizes(deck.slides[1])[("mn " * (letters // 3)).strip()] == points


def test_a_view_that_cannot_be_made_is_named_and_the_rest_delivered() -> None:
    wrong = make_view(kind="trend", indicators=("waste.nothing",))
    deck, faults = open_deck(Slide(view=wrong, comment="Un mot."), Slide(view=TREND))
    assert len(faults) == 1
    assert "Un mot." in texts(deck.slides[1])
    assert faults[0].startswith("Vue 1")
    assert charts(deck.slides[2])


def test_no_line_is_drawn_across_a_break() -> None:
    marks = (Mark(2019, 1.0, "1"), Mark(2020, 2.0, "2"), Mark(2021, 9.0, "9", is_joined=False), Mark(2022, 8.0, "8"))
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[5])
    chart = Chart("line", "T", "t", "tonnes", 0, (Line("A", marks),))
    native = add_chart(slide, Drawing(BOX, chart, 14), Ground()).chart
    assert [list(series.values) for series in native.plots[0].series] == [[1, 2, None, None], [None, None, 9, 8]]


def test_twenty_lines_are_on_one_slide_on_one_scale() -> None:
    lines = tuple(Line(f"T{n}", (Mark(2020, float(n), str(n)), Mark(2021, 2.0 * n, str(2 * n)))) for n in range(20))
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[5])
    native = add_chart(slide, Drawing(BOX, Chart("line", "T", "t", "tonnes", 0, lines), 12), Ground()).chart
    assert len(native.plots[0].series) == 20
    assert native.value_axis.maximum_scale == 40


def test_no_name_is_run_by_the_workbook_behind_a_chart() -> None:
    names = ("=1+1", "{=1+1}", "http://example.org", "@SUM(A1)")
    marks = tuple(Mark(name, 1.0, "1") for name in names)
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[5])
    chart = Chart("bar", "T", "t", "tonnes", 0, (Line("=A1", marks),), names)
    shape = add_chart(slide, Drawing(BOX, chart, 14), Ground())
    book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
    cells = [cell for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert sorted(cell.value for cell in cells) == sorted(f"'{name}" for name in (*names, "=A1"))
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_a_view_that_cannot_be_drawn_leaves_one_slide_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr(sheets, "add_chart", fail)
    deck, faults = open_deck(Slide(view=TREND), Slide(view=CARDS))
    assert [fault.partition(" ")[0] for fault in faults] == ["Vue"]
    assert "n’a pas pu être dessinée" in texts(deck.slides[1])
    assert "190\u202f110" in texts(deck.slides[2])
    assert len(deck.slides) == 4


def test_the_file_is_in_french_under_its_own_title() -> None:
    deck, _ = open_deck(Slide(view=TREND))
    about = deck.core_properties
    assert (about.title, about.author, about.language) == ("Essai", MADE_BY, "fr-FR")
    runs = [run for slide in deck.slides for run in slide._element.iter("{*}r")]
    assert runs and {run.rPr.get("lang") for run in runs} == {"fr-FR"}


def test_what_is_absent_or_not_final_is_said_under_the_chart() -> None:
    deck, _ = open_deck(Slide(view=TREND.model_copy(update={"territories": (LENS, BETHUNE, "246200299")})))
    assert "Sans donnée : Hénin-Carvin." in texts(deck.slides[1])
    assert "Provisoire : Béthune-Bruay (2022). Estimé : Lens-Liévin (2020)." in texts(deck.slides[1])
    assert not describe_unfinished(Chart("line", "T", "t", "", 0, (Line("A", (Mark(2020, 1.0, "1"),)),)))


def test_every_chart_of_every_kind_has_the_marks_of_its_view() -> None:
    both = {"indicators": ("housing.authorised",), "territories": (LENS, BETHUNE)}
    views = [make_view(**({"kind": kind} | both)) for kind in ("multiples", "movement", "slope")]
    views += [make_view(kind="streams", indicators=("waste.collected",))]
    views += [make_view(kind="neighbours", indicators=("waste.collected",))]
    for view in views:
        content = read_content(view)
        wanted = sum(m.y or 0 for chart in content.charts for line in chart.lines for m in line.marks)
        deck, faults = open_deck(Slide(view=view))
        drawn = sum(v for s in deck.slides for ch in charts(s) for p in ch.plots for _, v in pairs(p))
        assert not faults
        assert drawn == pytest.approx(wanted)
        assert len(deck.slides) == 3


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice n'est pas installé sur cette machine")
def test_libreoffice_opens_the_slides_and_shows_the_same_numbers(tmp_path: Path) -> None:
    body, _ = write_pptx(Dossier(title="Essai", slides=(Slide(view=CARDS), Slide(view=TREND))))
    (tmp_path / "deck.pptx").write_bytes(body)
    command = ["soffice", "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "deck.pptx")], check=True, capture_output=True)
    pages = PdfReader(tmp_path / "deck.pdf").pages
    said = "".join(page.extract_text() for page in pages).replace("\u202f", " ").replace("\u00a0", " ")
    assert len(pages) == len(Presentation(io.BytesIO(body)).slides)
    for written in ("156 402 t", "190 110 t (provisoire)", "3 800 000 €"):
        assert written in said
