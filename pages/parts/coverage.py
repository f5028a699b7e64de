"""What is missing: for each theme, how many of its indicators are known for each chosen territory."""

from __future__ import annotations

import streamlit as st

from pages.parts import cached
from pages.parts.french import format_count, format_number
from pages.parts.markup import tag, text
from pages.parts.scope import Scope


def show_missing(themes: tuple[str, ...], scope: Scope) -> None:
    """A table of themes and territories: indicators known, of those that any territory has; and the latest year."""
    catalog = cached.read_catalog()
    if not scope.territories:
        st.info("Choisissez au moins un territoire ci-dessus.")
        return
    rows = cached.read_observations(tuple(catalog.indicators), territories=scope.territories)
    rows = rows[(rows["status"].astype(str) != "missing") & rows["year"].between(*scope.years)]
    theme = rows["indicator"].astype(str).map(catalog.theme_of)
    head = text("th", "Thème", scope="col") + "".join(
        text("th", scope.name(t), scope="col", class_="num") for t in scope.territories
    )
    body = []
    for name in themes:
        total = sum(catalog.theme_of(i) == name for i in catalog.indicators)
        cells = [text("th", f"{catalog.themes[name].label} ({format_count(total, 'indicateur')})", scope="row")]
        for territory in scope.territories:
            own = rows[(theme == name) & (rows["territory"].astype(str) == territory)]
            known = own["indicator"].nunique()
            said = f"{format_number(known)}, jusqu’en {int(own['year'].max())}" if known else "aucun"
            cells.append(text("td", said, class_="num" if known else "num none"))
        body.append(tag("tr", "".join(cells)))
    st.html(
        tag(
            "div",
            tag("table", tag("thead", tag("tr", head)) + tag("tbody", "".join(body))),
            class_="t-table",
            tabindex="0",
            role="region",
            aria_label="Indicateurs connus par thème et par territoire",
        )
        + text(
            "p",
            "Indicateurs publiés au moins une fois pour le territoire, sur ceux que Terril connaît. Une case "
            "« aucun » est une absence de publication, non une valeur nulle.",
            class_="t-missing",
        )
    )
