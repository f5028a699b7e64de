"""Dossiers to present."""

from __future__ import annotations

from typing import Any

from pages.views.dossier import Dossier, Slide
from pages.views.view import View
from tests.make_view import make_view

LENS, BETHUNE, HENIN = "246200364", "200072460", "246200299"
BASE = "http://terril.test"
HOUSING = ("housing.authorised",)


def make(*views: View, **fields: Any) -> Dossier:
    return Dossier(title="Bureau", slides=tuple(Slide(view=view, **fields) for view in views))


def trend(*territories: str) -> View:
    return make_view(kind="trend", indicators=("waste.collected",), territories=territories)
