"""What is missing: for each theme, how many of its indicators are known for each chosen territory."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import pandas as pd
import streamlit as st

from pages.parts import cached
from pages.parts.french import format_count, format_number
from pages.parts.markup import table_region, tag, text
from pages.parts.scope import Scope


@lru_cache(maxsize=4096)
def _count_known(territory: str, members: tuple[str, ...], years: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """By theme, how many indicators a territory has, of its own or as the sum of all its members; the latest year."""
    catalog = cached.read_catalog()
    rows = cached.read_known(years)
    known = rows[rows["territory"] == territory]
    if members:
        parts = rows[rows["territory"].isin(members) & rows["is_whole"]]
        parts = parts[parts["indicator"].map(lambda indicator: catalog.unit_of(indicator).additive).astype(bool)]
        count = parts.groupby(["indicator", "scope", "year"])["territory"].transform("nunique")
        known = pd.concat([known, parts[count == len(members)]])
    return {
        theme: (found["indicator"].nunique(), int(found["year"].max()))
        for theme, found in known.groupby(known["indicator"].map(catalog.theme_of))
    }


def show_missing(themes: tuple[str, ...], scope: Scope) -> None:
    """A table of themes and territories: indicators known, of those that any territory has; and the latest year."""
    catalog = cached.read_catalog()
    if not scope.territories:
        st.info("Choisissez au moins un territoire ci-dessus.")
        return
    members = {
        code: tuple(m for m in str(scope.table["members"].get(code, "")).split(";") if m) for code in scope.territories
    }
    known_of = {code: _count_known(code, members[code], scope.years) for code in scope.territories}
    head = text("th", "Thème", scope="col") + "".join(
        text("th", scope.name(t), scope="col", class_="num") for t in scope.territories
    )
    totals = Counter(map(catalog.theme_of, catalog.indicators))
    body = []
    for name in themes:
        total = totals[name]
        cells = [text("th", f"{catalog.themes[name].label} ({format_count(total, 'indicateur')})", scope="row")]
        for territory in scope.territories:
            count, latest = known_of[territory].get(name, (0, 0))
            said = f"{format_number(count)}, jusqu’en {latest}" if count else "aucun"
            cells.append(text("td", said, class_="num" if count else "num none"))
        body.append(tag("tr", "".join(cells)))
    st.html(
        table_region(head, body, label="Indicateurs connus par thème et par territoire")
        + text(
            "p",
            "Indicateurs publiés au moins une fois pour le territoire, ou pour tous ses membres. Une case "
            "« aucun » est une absence de publication, non une valeur nulle.",
            class_="t-missing",
        )
    )
