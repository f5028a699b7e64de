"""Views of synthetic panels, for what is told of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from loaders.reading.series import Series
from pages.views.content import Content
from pages.views.selection import make_selection
from tests.make_view import make_view
from tests.synthetic import make_series

LENS, HENIN, BETHUNE, ARRAS, CALAIS = "246200364", "246200299", "200072460", "200033579", "200090751"


def rows(code: str, values: dict[int, float | None], **other: object) -> list[dict[str, object]]:
    """The rows of a territory over some years; those of `other` hold for the last."""
    found: list[dict[str, object]] = [
        {"territory": code, "year": year, "value": value, "status": "normal" if value is not None else "missing"}
        for year, value in values.items()
    ]
    found[-1] |= other
    return found


def make(
    *panels: Series, among: tuple[str, ...] = (), territories: tuple[str, ...] = (LENS,), **fields: Any
) -> Content:
    """The content of a view of these panels."""
    names = ("waste.collected", "housing.authorised", "water.distributed")[: len(panels)]
    view = make_view(**{"indicators": names, "territories": territories} | fields)
    selection = make_selection(territories, (2009, 2026))
    level = fields.get("level")
    frame = panels[0].frame.assign(unit="t")
    return Content(
        view, selection, "Titre", "", panels, frame, (), (), "", "/", fields.get("year"), level, among
    )  # fmt: skip


def tell(*panels: Series, **fields: Any) -> str:
    """The finding of such a view, in plain spaces."""
    return make(*panels, **fields).finding.replace("\u00a0", " ").replace("\u202f", " ")


def series(*own: list[dict[str, object]], **other: Any) -> Series:
    """A series in tonnes of several territories."""
    return replace(make_series([row for one in own for row in one]), **other)
