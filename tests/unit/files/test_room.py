"""Whatever the view, no words of a chart lie on others or leave their drawing: on both pages, on both screens."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from pages.draw.markup import chart as on_pages
from pages.files.presentation import figures
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.layout.charts import lay_chart
from pages.views.layout.scene import Scene
from pages.views.view import View
from tests.laid import ink_of, stand_in, words_of
from tests.make_view import make_view

# Twelve territories, of three levels.
TWELVE = (
    "246200364", "200072460", "246200299", "200033579", "200090751", "200069037", "D62", "D59", "62498", "62041",
    "246201016", "200044048",
)  # fmt: skip
HOUSING, WASTE = ("housing.authorised",), ("waste.collected",)
BOTH = ("housing.authorised", "housing.started")
VIEWS = [
    make_view(kind="trend", indicators=HOUSING, territories=TWELVE),
    make_view(kind="trend", indicators=WASTE, territories=TWELVE[:3]),
    make_view(kind="trend", indicators=BOTH, territories=TWELVE[:1], base=2018),
    make_view(kind="multiples", indicators=HOUSING, territories=TWELVE),
    make_view(kind="slope", indicators=HOUSING, territories=TWELVE, years=(2015, 2024)),
    make_view(kind="movement", indicators=HOUSING, territories=TWELVE[:2], peers="tous"),
    make_view(kind="scatter", indicators=BOTH, territories=TWELVE[:3], peers="tous", year=2021),
    make_view(kind="dots", indicators=HOUSING, territories=TWELVE[:3], peers="tous", year=2021),
    make_view(kind="ranking", indicators=HOUSING, territories=TWELVE[:1], year=2021),
    make_view(kind="streams", indicators=WASTE, territories=("D62",)),
    make_view(kind="neighbours", indicators=WASTE),
    make_view(kind="plans", indicators=("subsidies.received_amount",)),
]


def show_on_pages(content: Content) -> None:
    """The charts of a view on a page, for a telephone and for wider places."""
    for chart in content.charts:
        on_pages.chart_markup(chart, content.title, is_small=content.form == "small charts")


def show_on_screens(content: Content) -> None:
    """The screens of a view in both formats."""
    figures.list_figures(content, "")


def find_crowded(scene: Scene) -> list[str]:
    """The words that lie on others, or out of the drawing."""
    inks = [(one.text, ink_of(one)) for one in words_of(scene)]
    met = [f"{said} / {other}" for (said, a), (other, b) in itertools.combinations(inks, 2) if a.meets(b)]
    return met + [said for said, box in inks if not stand_in([box], scene.box)]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.kind} {view.indicators[0]}")
@pytest.mark.parametrize(("module", "show"), [(on_pages, show_on_pages), (figures, show_on_screens)])
def test_no_words_overlap_nor_leave_their_drawing(
    module: ModuleType, show: Callable[[Content], None], view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes: list[Scene] = []

    def keep(*given: Any, **options: Any) -> Scene:
        scenes.append(lay_chart(*given, **options))
        return scenes[-1]

    monkeypatch.setattr(module, "lay_chart", keep)
    on_pages.chart_markup.cache_clear()
    show(read_content(view))
    assert scenes
    assert [crowded for scene in scenes for crowded in find_crowded(scene)] == []
