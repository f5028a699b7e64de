"""What stands under a chart: its sources, each said once, and the caveats of its indicator."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from pages.parts import cached
from pages.parts.french import format_count, join_words
from pages.parts.markup import format_source, source_link, tag, text

MOST = 4


def source_texts(sources: Iterable[str]) -> list[str]:
    """The sources in words, without repeats, in the order met; an id may hold several joined by `;`."""
    catalog = cached.read_catalog()
    ids = dict.fromkeys(part for entry in sources for part in str(entry).split(";") if part)
    return list(dict.fromkeys(format_source(catalog.sources[key]) for key in ids if key in catalog.sources))


def source_links(sources: Iterable[str], *, most: int | None = None) -> str:
    """The sources as links to their pages, without repeats; beyond `most`, how many others, leading to their list."""
    catalog = cached.read_catalog()
    ids = dict.fromkeys(part for entry in sources for part in str(entry).split(";") if part in catalog.sources)
    named = {format_source(catalog.sources[key]): key for key in reversed(ids)}
    links = [source_link(name, key) for name, key in reversed(named.items())]
    more = len(links) - len(links[:most])
    others = text("a", format_count(more, "autre"), href="/source", target="_self") if more else ""
    return " ; ".join(links[:most]) + (f" et {others}" if others else "")


def sources_markup(sources: Iterable[str], *, indicator: str | None = None, extra: str = "", foot: str = "") -> str:
    """The source line of a chart, each source a link to its page, with the warnings of its indicator.

    `foot` is markup that stands last: the links to its files.
    """
    catalog = cached.read_catalog()
    links = source_links(sources, most=MOST)
    lines = [tag("p", f"Source : {links}." if links else "Source : aucune donnée.")]
    caveats = [catalog.warnings[name] for name in (catalog.indicators[indicator].warnings if indicator else ())]
    lines += [text("p", caveat) for caveat in [*caveats, extra] if caveat]
    return tag("div", "".join(lines) + foot, class_="t-notes")


def show_sources(sources: Iterable[str], *, indicator: str | None = None, extra: str = "", foot: str = "") -> None:
    """Draw the source line of a chart."""
    st.html(sources_markup(sources, indicator=indicator, extra=extra, foot=foot))


def show_reading(sentence: str) -> None:
    """Draw the reading note of a chart; nothing where it is withheld."""
    if sentence:
        st.html(text("p", sentence, class_="t-reading"))


def describe_denominators(frame: pd.DataFrame) -> str:
    """Which populations a series per inhabitant was divided by, where not those of its own years."""
    if "denominator_year" not in frame:
        return ""
    other = frame[frame["denominator_year"].notna() & (frame["denominator_year"] != frame["year"])]
    used = [str(year) for year in sorted(other["denominator_year"].astype(int).unique())]
    return f"Là où celle de l’année est inconnue, la population est celle de {join_words(used)}." if used else ""
