"""The slides of a few views, opened again."""

from __future__ import annotations

import io
from typing import Any

from pptx import Presentation

from pages.files.slides.slides import write_pptx
from pages.views.dossier import Dossier, Slide
from tests.make_view import make_view

LENS, BETHUNE = "246200364", "200072460"
TREND = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE))
CARDS = make_view(kind="cards", indicators=("waste.collected", "housing.anah_amount"), territories=(LENS, BETHUNE))
MAP = make_view(kind="map", indicators=("housing.authorised",), year=2021)
RANKING = make_view(kind="ranking", indicators=("housing.authorised",), year=2021, territories=(LENS,))
PLANS = make_view(kind="plans", indicators=("subsidies.received_amount",))


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
