"""What is missing: for each theme, how many of its indicators are known for each chosen territory."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from loaders.catalog import load_catalog
from pages.views.coverage import count_known
from pages.views.data.cached import list_indicators
from pages.views.selection import Selection
from pages.words.french import format_count, format_number
from pages.words.markup import table_region, tag, text


def show_folded(themes: tuple[str, ...], selection: Selection, *, key: str) -> None:
    """What is known and what is not, folded in one line; counted only once opened."""
    with st.expander(
        "Ce qui est connu et ce qui manque, thème par thème", key=f"missing-{key}", on_change="rerun"
    ) as folded:
        if folded.open:
            show_missing(themes, selection)


def show_missing(themes: tuple[str, ...], selection: Selection) -> None:
    """A table of themes and territories: indicators known, of those that any territory has; and the latest year."""
    catalog = load_catalog()
    if not selection.territories:
        st.info("Choisissez au moins un territoire ci-dessus.")
        return
    members = {
        code: tuple(m for m in str(selection.table["members"].get(code, "")).split(";") if m)
        for code in selection.territories
    }
    known_of = {code: count_known(code, members[code], selection.years) for code in selection.territories}
    head = text("th", "Thème", scope="col") + "".join(
        text("th", selection.name(t), scope="col", class_="num") for t in selection.territories
    )
    totals = Counter(map(catalog.theme_of, list_indicators()))
    body = []
    for name in themes:
        total = totals[name]
        cells = [text("th", f"{catalog.themes[name].label} ({format_count(total, 'indicateur')})", scope="row")]
        for territory in selection.territories:
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
