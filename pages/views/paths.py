"""Where a theme is shown: the address of its page, with one of its indicators chosen if wanted."""

from __future__ import annotations

from urllib.parse import urlencode

from loaders.catalog import load_catalog
from pages.views.data import cached
from pages.words.paths import COMPARE

PATHS = {
    "overview": "/",
    "waste": "/dechets",
    "water": "/eau",
    "housing": "/logement",
    "subsidies": "/subventions",
    "themes": "/themes",
}


def theme_address(theme: str, indicator: str | None = None) -> str:
    """The address of the page of a theme; `indicator` is the one that its map shows."""
    catalog = load_catalog()
    page = catalog.themes[theme].page
    parameters = {"theme": theme} if page == "themes" else {}
    if indicator is not None:
        parameters["indicateur"] = catalog.indicators[indicator].label
    return PATHS[page] + (f"?{urlencode(parameters)}" if parameters else "")


def compare_address(*items: str) -> str:
    """The address of the page that compares some indicators, each `indicator` or `indicator@scope`."""
    return f"{COMPARE}?{urlencode([('indicateurs', item) for item in items])}"


def map_address(indicator: str) -> str:
    """The address of the page whose map shows an indicator; "" where no map does."""
    theme = load_catalog().theme_of(indicator)
    is_drawn = load_catalog().themes[theme].page != "themes" or cached.is_comparable(theme)
    if is_drawn and indicator in set(cached.read_map_coverage()["indicator"]):
        return theme_address(theme, indicator)
    return ""
