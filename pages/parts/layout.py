"""The head of a page: what it shows, where, since when, and who says so."""

from __future__ import annotations

import streamlit as st

from pages.parts import cached
from pages.parts.markup import tag, text
from pages.parts.scope import Scope


def show_title(title: str, scope: Scope, themes: tuple[str, ...]) -> None:
    """The title of a page and one line of context made from the data and the scope."""
    catalog = cached.read_catalog()
    coverage = cached.read_coverage()
    known = coverage[coverage["indicator"].astype(str).map(catalog.theme_of).isin(themes)]
    publishers = cached.read_publishers(themes)
    where = ", ".join(scope.name(code) for code in scope.territories[:4]) or "aucun territoire choisi"
    more = f" et {len(scope.territories) - 4} autres" if len(scope.territories) > 4 else ""
    since = (
        f"{max(int(known['first'].min()), scope.years[0])}–{min(int(known['last'].max()), scope.years[1])}"
        if len(known)
        else ""
    )
    says = ", ".join(publishers[:3]) + (f" et {len(publishers) - 3} autres" if len(publishers) > 3 else "")
    line = " · ".join(part for part in (f"{where}{more}", since, f"d’après {says}" if says else "") if part)
    st.html(tag("header", text("h1", title) + text("p", line), class_="t-head"))
