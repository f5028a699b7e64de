"""Where a theme is shown: the address of its page, with one of its indicators chosen if wanted."""

from __future__ import annotations

from urllib.parse import urlencode

from loaders.catalog import load_catalog
from pages.views.data import cached
from pages.views.data.geography import find_departements
from pages.views.theme_pages import OTHERS, find_page, read_pages
from pages.words.paths import COMPARE


def theme_address(theme: str, indicator: str | None = None) -> str:
    """The address of the page of a theme; `indicator` is the one that its map shows."""
    catalog = load_catalog()
    path = find_page(theme)
    parameters = {"theme": theme} if path == OTHERS else {}
    if indicator is not None:
        parameters["indicateur"] = catalog.indicators[indicator].label
    return path + (f"?{urlencode(parameters)}" if parameters else "")


def compare_address(*items: str) -> str:
    """The address of the page that compares some indicators, each `indicator` or `indicator@scope`."""
    return f"{COMPARE}?{urlencode([('indicateurs', item) for item in items])}"


def map_address(indicator: str) -> str:
    """The address of the page whose map shows an indicator; "" where no map does."""
    theme, own = load_catalog().theme_of(indicator), find_departements()
    is_drawn = cached.is_comparable(theme, read_pages()[find_page(theme)].fewest, own)
    if is_drawn and indicator in set(cached.read_map_coverage(own)["indicator"]):
        return theme_address(theme, indicator)
    return ""
