"""The addresses of the pages of one thing: a territory, an indicator, a source."""

from __future__ import annotations

from urllib.parse import quote

from pages.words.paths import INDICATOR, REMARKS, SOURCES, TERRITORY

# What names a figure by its id in the address of the page of remarks.
FIGURE = "sur"
# The past day whose figures an address asks for.
DAY = "au"


def territory_address(code: str) -> str:
    """The address of the portrait of a territory."""
    return f"{TERRITORY}?code={quote(code)}"


def indicator_address(indicator: str) -> str:
    """The address of the page of an indicator."""
    return f"{INDICATOR}?id={quote(indicator)}"


def source_address(source: str) -> str:
    """The address of the page of a source."""
    return f"{SOURCES}?id={quote(source)}"


def remarks_address(figure: str) -> str:
    """The address where something is said of a figure."""
    return f"{REMARKS}?{FIGURE}={quote(figure)}"
