"""Where a theme, an indicator or a comparison is shown, whatever the reader has selected."""

from __future__ import annotations

from loaders.catalog import load_catalog
from loaders.own.password import may_write
from pages.views.addressing import address_comparison, address_theme
from pages.views.data import cached
from pages.views.data.geography import find_departements
from pages.views.state.spelling import write_address
from pages.views.theme_pages import OTHERS, find_page, read_pages
from pages.words import paths


def list_paths() -> tuple[str, ...]:
    """The paths of all pages: those of themes, then those of other kinds."""
    return (*read_pages(), *paths.TITLES, *paths.FOOT, *(paths.WRITING if may_write() else ()), paths.INDICATOR)


def theme_address(theme: str, indicator: str | None = None) -> str:
    """The address of the page of a theme; `indicator` is the one that its map shows."""
    if indicator is not None:
        return address_theme((indicator,))
    path = find_page(theme)
    return write_address(path, {"theme": [theme]} if path == OTHERS else {})


def compare_address(*items: str) -> str:
    """The address of the page that compares some indicators, each `indicator` or `indicator@scope`."""
    return address_comparison(items)


def map_address(indicator: str) -> str:
    """The address of the page whose map shows an indicator; "" where no map does."""
    theme, own = load_catalog().theme_of(indicator), find_departements()
    is_drawn = cached.is_comparable(theme, read_pages()[find_page(theme)].fewest, own)
    if is_drawn and indicator in set(cached.read_map_coverage(own)["indicator"]):
        return theme_address(theme, indicator)
    return ""
