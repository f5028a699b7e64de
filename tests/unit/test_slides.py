"""Slides, opened again: the numbers and the statuses of the views, native charts and tables, sources, no formula."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pypdf import PdfReader

from pages.exports.slide_charts import split_chart, split_runs
from pages.exports.slides import TemplateError, write_pptx
from pages.views.chart import Chart, Line, Mark, build_charts
from pages.views.content import read_content
from pages.views.dossier import Dossier, Slide
from pages.views.view import View

LENS, BETHUNE = "246200364", "200072460"
TREND = View(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE))
CARDS = View(kind="cards", indicators=("waste.collected", "housing.anah_amount"), territories=(LENS, BETHUNE))
MAP = View(kind="map", indicators=("housing.authorised",), year=2021)
RANKING = View(kind="ranking", indicators=("housing.authorised",), year=2021, territories=(LENS,))
PLANS = View(kind="plans", indicators=("subsidies.received_amount",))


def open_deck(*slides: Slide, template: bytes | None = None) -> tuple[Any, list[str]]:
    """The presentation of a few slides, read again."""
    body, faults = write_pptx(Dossier(title="Essai", slides=slides), base="https://terril.example", template=template)
    return Presentation(io.BytesIO(body)), faults


def texts(slide: Any) -> str:
    """All the words of a slide."""
    found = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    tables = [s.table for s in slide.shapes if s.has_table]
    return "\n".join([*found, *(cell.text_frame.text for t in tables for row in t.rows for cell in row.cells)])


def charts(slide: Any) -> list[Any]:
    """The native charts of a slide."""
    return [s.chart for s in slide.shapes if s.has_chart]


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
    assert "190\u202f110\u00a0t (provisoire)" in texts(deck.slides[1])
    assert "190\u202f110 t (provisoire)" in texts(deck.slides[2])


def test_every_territory_of_a_ranking_is_on_a_slide() -> None:
    deck, _ = open_deck(Slide(view=RANKING))
    found = {c: v for s in deck.slides for ch in charts(s) for p in ch.plots for c, v in pairs(p)}
    rows = read_content(RANKING).rows
    assert sorted(found.values()) == sorted(rows["value"])
    assert found["1. Lens-Liévin"] == 1737


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
    for slide in list(deck.slides)[1:]:
        assert "Source : " in texts(slide)
        assert "Adresse de la vue : https://terril.example/" in slide.notes_slide.notes_text_frame.text
    assert "Saluer l’assemblée." in deck.slides[1].notes_slide.notes_text_frame.text


def test_the_letters_that_a_room_reads_have_24_points() -> None:
    deck, _ = open_deck(Slide(view=TREND, comment="Un mot."))
    slide = deck.slides[1]
    (chart,) = charts(slide)
    assert chart.font.size.pt >= 24
    assert slide.shapes.title.text_frame.paragraphs[0].font.size.pt >= 24


def test_a_view_that_cannot_be_made_is_named_and_the_rest_delivered() -> None:
    wrong = View(kind="trend", indicators=("waste.nothing",))
    deck, faults = open_deck(Slide(view=wrong), Slide(view=TREND))
    assert len(faults) == 1
    assert faults[0].startswith("Vue 1")
    assert charts(deck.slides[2])


def test_no_line_is_drawn_across_a_break() -> None:
    marks = (Mark(2019, 1.0, "1"), Mark(2020, 2.0, "2"), Mark(2021, 9.0, "9", is_joined=False), Mark(2022, 8.0, "8"))
    runs = split_runs(Line("A", marks))
    assert [[mark.x for mark in run] for _, run in runs] == [[2019, 2020], [2021, 2022]]


def test_twenty_lines_are_split_on_one_scale() -> None:
    lines = tuple(Line(f"T{n}", (Mark(2020, float(n), str(n)), Mark(2021, 2.0 * n, str(2 * n)))) for n in range(20))
    parts = split_chart(Chart("line", "T", "t", "tonnes", 0, lines))
    assert sum(len(part.lines) for part in parts) == 20
    assert {part.top for part in parts} == {38.0}


def test_a_template_that_is_none_gets_a_sentence() -> None:
    with pytest.raises(TemplateError, match="n’est pas une présentation PowerPoint"):
        write_pptx(Dossier(slides=(Slide(view=TREND),)), template=b"not a presentation")


def test_the_size_and_the_master_of_a_template_are_kept_and_its_slides_are_not() -> None:
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "À ne pas garder"
    body = io.BytesIO()
    own.save(body)
    deck, _ = open_deck(Slide(view=TREND), template=body.getvalue())
    assert (deck.slide_width, deck.slide_height) == (own.slide_width, own.slide_height)
    assert "À ne pas garder" not in "".join(texts(slide) for slide in deck.slides)


def test_every_chart_of_every_kind_has_the_marks_of_its_view() -> None:
    both = {"indicators": ("housing.authorised",), "territories": (LENS, BETHUNE)}
    views = [View.model_validate({"kind": kind} | both) for kind in ("multiples", "movement", "slope")]
    views += [View(kind="streams", indicators=("waste.collected",))]
    views += [View(kind="neighbours", indicators=("waste.collected",))]
    for view in views:
        content = read_content(view)
        wanted = sum(m.y or 0 for chart in build_charts(content) for line in chart.lines for m in line.marks)
        deck, faults = open_deck(Slide(view=view))
        drawn = sum(v for s in deck.slides for ch in charts(s) for p in ch.plots for _, v in pairs(p))
        assert not faults
        assert drawn == pytest.approx(wanted)


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
