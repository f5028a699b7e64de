"""Small pieces of HTML, every text escaped: nothing a file or a reader writes can become markup."""

from __future__ import annotations

from html import escape

from loaders.catalog import Source
from pages.parts.french import STATUS_LABELS


def tag(name: str, content: str = "", **attributes: str) -> str:
    """An element whose `content` is markup already; attribute values are escaped, `class_` stands for class."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>"


def text(name: str, content: str, **attributes: str) -> str:
    """An element that holds plain text."""
    return tag(name, escape(content), **attributes)


def status_badge(status: str) -> str:
    """A small word after a value that is not a final one; nothing after a final one."""
    return "" if status == "normal" else " " + text("span", STATUS_LABELS[status], class_=f"badge {status}")


def format_source(source: Source) -> str:
    """« Communauté d'agglomération de Lens-Liévin, Rapport d'activités 2021 »."""
    return f"{source.publisher}, {source.title}"
