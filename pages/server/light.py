"""A page that is ours alone, without Streamlit: light, in the colours of the palette, that asks for nothing else."""

from __future__ import annotations

from geo.kept import CODE, keep
from pages.draw.browser.icon import ICON
from pages.draw.browser.scripts import FOLDER, join_style
from pages.views.palette import write_root
from pages.words.markup import tag, text
from pages.words.version import MADE_BY


@keep(CODE)
def write_style() -> str:
    """The style sheet, the colours first."""
    return write_root() + join_style(FOLDER / "light.css")


def write_page(title: str, body: str, *, head: str = "") -> bytes:
    """A whole document; `body` and `head` are markup already."""
    inside = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        + f'<meta name="generator" content="{MADE_BY}">'
        + text("title", f"{title} · Terril" if title != "Terril" else title)
        + f'<link rel="icon" href="{ICON}">'
        + tag("style", write_style())
        + head
    )
    return ("<!doctype html>" + tag("html", tag("head", inside) + tag("body", body), lang="fr")).encode()
