"""Opening a page without a browser, as a reader would: the overview first, a choice there, then the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from loaders.catalog import ROOT
from pages.widgets.state import KEY as STATE
from pages.widgets.state import Run

PAGES = ("overview", "waste", "water", "housing", "subsidies", "themes", "method")
THEME_PAGES = {"waste": "dechets", "water": "eau", "housing": "logement", "subsidies": "subventions"}
TITLES = {
    "overview": "Pôle métropolitain de l'Artois",
    "waste": "Déchets ménagers et assimilés",
    "water": "Eau potable et assainissement",
    "housing": "Logement et renouvellement urbain",
    "subsidies": "Subventions",
    "themes": "Finances",
    "method": "Méthode",
}


@cache
def open_page(
    page: str,
    *,
    territories: tuple[str, ...] | None = None,
    years: tuple[int, int] | None = None,
    per_inhabitant: bool = False,
    opened: str = "",
) -> AppTest:
    """A page after it has run once, only to be read: the scope is chosen on the overview and carried along.

    `opened` is the key of a table to unfold.
    """
    app = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=30).run()
    if territories is not None:
        choose_territories(app, territories)
    if years is not None:
        app.select_slider(key="annees").set_range(*years)
    if per_inhabitant:
        next(group for group in app.get("button_group") if group.key == "mesure").set_value("habitant")
    if territories is not None or years is not None or per_inhabitant:
        app.run()
    if opened:
        app.session_state[opened] = True
    if opened and page == "overview":
        app.run()
    return app if page == "overview" else turn_to(app, page)


def choose_territories(app: AppTest, codes: Iterable[str]) -> None:
    """Choose territories as the element does, which AppTest cannot click; to be shown by the next run."""
    run: Run = app.session_state[STATE]
    run.state = run.state.hold(run.place, "territoires", tuple(codes))


def read_chosen(app: AppTest) -> list[str]:
    """The codes of the territories chosen, as the element has them."""
    (picker,) = [one for one in app.get("bidi_component") if one.proto.component_name == "terril_picker"]
    return [one["code"] for one in json.loads(picker.proto.json)["chosen"]]


def visit(path: str, **query: str | list[str]) -> AppTest:
    """A page by its address, as the first of a visit: « dechets », "" for the overview."""
    app = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=60)
    app._page_hash = calc_hash(path)
    app.context = {"url": f"http://terril.test/{path}"}
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def read_query(app: AppTest) -> dict[str, list[str]]:
    """What the address of a page asks for, once it has run."""
    return {name: value if isinstance(value, list) else [value] for name, value in app.query_params.items()}


def turn_to(app: AppTest, page: str) -> AppTest:
    """Another page, after it has run: that of a theme by its theme, any other by the name of its script."""
    if page in THEME_PAGES:
        return turn_to_address(app, THEME_PAGES[page])
    return app.switch_page(f"{page}.py").run()


def turn_to_address(app: AppTest, path: str) -> AppTest:
    """A page by its address: AppTest itself turns to a script, and one script draws the pages of all themes."""
    app._page_hash = calc_hash(path)
    return app.run()


def read_markup(app: AppTest) -> str:
    """All the HTML of a page, in the order drawn."""
    return "\n".join(element.proto.body for element in app.get("html"))


def read_words(markup: str) -> str:
    """The text of some HTML, elements apart."""
    return unescape(re.sub(r"\s*\n\s*", "\n", re.sub(r"<[^>]+>", "\n", markup))).strip()


def read_page(app: AppTest) -> str:
    """Everything that a page says in words: HTML, titles, information, warnings, notes."""
    parts = [read_words(read_markup(app))]
    for kind in (app.markdown, app.header, app.subheader, app.info, app.warning, app.caption):
        parts += [element.value for element in kind]
    return "\n".join(parts)


def find_cards(app: AppTest) -> dict[str, str]:
    """The cards of a page: their titles and their words."""
    cards = re.findall(r'<article class="t-card">(.*?)</article>', read_markup(app), re.S)
    return {read_words(card).splitlines()[0]: read_words(card) for card in cards}


def read_maps(app: AppTest) -> list[dict[str, Any]]:
    """What the maps of a page send to the browser."""
    names = ("terril_map", "terril_national")
    found = [element for element in app.get("bidi_component") if element.proto.component_name in names]
    return [json.loads(element.proto.json) for element in found]


def read_charts(app: AppTest) -> dict[str, str]:
    """The charts of a page by their keys: the markup that each sends to the browser."""
    found = [element for element in app.get("bidi_component") if element.proto.component_name == "terril_chart"]
    return {str(element.key): json.loads(element.proto.json)["markup"] for element in found}


def read_head(app: AppTest) -> tuple[str, list[str]]:
    """The title of a page and what its line of context says: where, since when (if anything), says who."""
    (head,) = re.findall(r'<header class="t-head">(.*?)</header>', read_markup(app), re.S)
    title, context = read_words(head).splitlines()[:2]
    return title, context.replace("\u00a0", " ").split(" · ")


def read_places(app: AppTest) -> list[str]:
    """The territories that the head of a page names, with how many others there are."""
    return re.split(r", | et ", read_head(app)[1][0])
