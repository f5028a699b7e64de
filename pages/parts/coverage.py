"""What is missing: for each theme, how many of its indicators are known for each chosen territory."""

from __future__ import annotations

import pandas as pd
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
    members = {
        code: tuple(m for m in str(scope.table["members"].get(code, "")).split(";") if m) for code in scope.territories
    }
    wanted = tuple(dict.fromkeys([*scope.territories, *(m for codes in members.values() for m in codes)]))
    rows = cached.read_observations(tuple(catalog.indicators), territories=wanted)
    known = rows["value"].notna() & (rows["status"].astype(str) != "target") & rows["year"].between(*scope.years)
    rows = rows[known].astype({"indicator": str, "territory": str})
    rows = rows.assign(theme=rows["indicator"].map(catalog.theme_of))
    known_of = {
        code: pd.concat([rows[rows["territory"] == code], _summed(rows, members[code])]) for code in scope.territories
    }
    head = text("th", "Thème", scope="col") + "".join(
        text("th", scope.name(t), scope="col", class_="num") for t in scope.territories
    )
    body = []
    for name in themes:
        total = sum(catalog.theme_of(i) == name for i in catalog.indicators)
        cells = [text("th", f"{catalog.themes[name].label} ({format_count(total, 'indicateur')})", scope="row")]
        for territory in scope.territories:
            own = known_of[territory][known_of[territory]["theme"] == name]
            count = own["indicator"].nunique()
            said = f"{format_number(count)}, jusqu’en {int(own['year'].max())}" if count else "aucun"
            cells.append(text("td", said, class_="num" if count else "num none"))
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
            "Indicateurs publiés au moins une fois pour le territoire, ou pour tous ses membres. Une case "
            "« aucun » est une absence de publication, non une valeur nulle.",
            class_="t-missing",
        )
    )


def _summed(rows: pd.DataFrame, members: tuple[str, ...]) -> pd.DataFrame:
    """The indicators and years that a grouping has as the sum of all its members."""
    if not members:
        return rows.head(0)
    catalog = cached.read_catalog()
    parts = rows[rows["territory"].isin(members) & (rows["place"] == "")]
    parts = parts[parts["indicator"].map(lambda indicator: catalog.unit_of(indicator).additive).astype(bool)]
    return parts[parts.groupby(["indicator", "scope", "year"])["territory"].transform("nunique") == len(members)]
