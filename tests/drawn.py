"""Synthetic series for the charts of a comparison, and what a figure writes."""

from typing import Any

import plotly.graph_objects as go

from tests.synthetic import make_series

ABSENT = ["missing", "confidential", "not_applicable"]
WORDS = {"missing": "sans donnée", "confidential": "confidentiel", "not_applicable": "sans objet"}


def series(*rows: tuple[Any, ...], **options: Any) -> Any:
    """A series from (territory, year, value) with a status and a break where there are more."""
    keys = ("territory", "year", "value", "status", "break_before")
    filled = [{"id": f"{row[0]}-{row[1]}"} | dict(zip(keys, row, strict=False)) for row in rows]
    return make_series(filled, **options)


def texts(figure: go.Figure) -> str:
    """All that a figure writes."""
    return " | ".join(note.text for note in figure.layout.annotations)
