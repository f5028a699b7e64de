"""The head of a page: what it shows, where, since when, and who says so."""

from __future__ import annotations

import streamlit as st

from pages.parts import cached
from pages.parts.french import shorten_list
from pages.parts.markup import tag, text
from pages.parts.scope import Scope


def show_title(title: str, scope: Scope, themes: tuple[str, ...]) -> None:
    """The title of a page and one line of context made from the data and the scope."""
    catalog = cached.read_catalog()
    coverage = cached.read_coverage()
    known = coverage[coverage["indicator"].astype(str).map(catalog.theme_of).isin(themes)]
    publishers = cached.read_publishers(themes)
    where = shorten_list([scope.name(code) for code in scope.territories], 4) or "aucun territoire choisi"
    first = max(int(known["first"].min()), scope.years[0]) if len(known) else 0
    last = min(int(known["last"].max()), scope.years[1]) if len(known) else 0
    since = f"{first}–{last}" if first < last else str(first) if first == last and first else ""
    says = f"d’après {shorten_list(publishers)}" if publishers else ""
    line = " · ".join(part for part in (where, since, says) if part)
    st.html(tag("header", text("h1", title) + text("p", line), class_="t-head"))
