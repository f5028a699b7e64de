"""What an indicator is: definition, unit, formula, caveats; and its trend for the chosen territories."""

from __future__ import annotations

import streamlit as st

from loaders.catalog import Indicator
from pages.parts import cached
from pages.parts.explorer import plot_trend, predecessors, show_trend_table
from pages.parts.markup import indicator_link, list_terms, tag, text
from pages.parts.scope import Scope

KINDS = {
    "stock": "stock, à une date",
    "flow": "flux, sur une période",
    "amount": "montant",
    "ratio": "ratio",
    "event": "action d’une année, sans suite attendue",
}
POLARITIES = {"up": "une hausse est favorable", "down": "une baisse est favorable", "neutral": "sans sens favorable"}


def _write_formula(entry: Indicator) -> str:
    """How a ratio or a total is made of others, as links."""
    catalog = cached.read_catalog()

    def link(key: str) -> str:
        return indicator_link(catalog.indicators[key].short, key)

    if entry.components:
        return " + ".join(link(key) for key in entry.components)
    if entry.numerator is None:
        return f"évolution de {link(entry.change_of)} sur un an" if entry.change_of else ""
    times = text("span", f"{entry.factor:g} × ".replace(".", ",")) if entry.factor != 1 else ""
    return times + link(entry.numerator) + (f" ÷ {link(entry.denominator)}" if entry.denominator else "")


def show_indicator(indicator: str) -> None:
    """The card of identity of an indicator."""
    catalog = cached.read_catalog()
    entry, theme = catalog.indicators[indicator], catalog.theme_of(indicator)
    rows = [
        ("Définition", text("span", entry.definition)),
        ("Unité", text("span", catalog.units[entry.unit].label)),
        ("Nature", text("span", KINDS[entry.kind])),
        ("Lecture", text("span", POLARITIES[entry.polarity])),
        ("Calcul", _write_formula(entry)),
        ("Par habitant", indicator_link(catalog.indicators[entry.per_inhabitant].label, entry.per_inhabitant))
        if entry.per_inhabitant
        else ("Par habitant", ""),
        ("Réserves", "".join(text("p", catalog.warnings[name]) for name in entry.warnings)),
        ("Identifiant", text("code", indicator)),
    ]
    head = text("h1", entry.label) + text("p", catalog.themes[theme].label)
    st.html(tag("header", head, class_="t-head") + tag("section", list_terms(rows), class_="t-terms"))


def show_trend(indicator: str, scope: Scope) -> None:
    """The trend of the whole indicator for the chosen territories, where two years are known."""
    wanted = {code: scope.level(code) for code in (*scope.territories, *predecessors(scope.territories))}
    series = cached.read_several(indicator, "", wanted, scope.per_inhabitant).restrict(tuple(wanted), scope.years)
    known = series.frame[series.frame["value"].notna()]
    if known["year"].nunique() < 2:
        return
    drawn = tuple(code for code in wanted if code in set(known["territory"]))
    st.header(f"Évolution : {series.name}", anchor=False)
    plot_trend(series, drawn, scope, key="indicator")
    show_trend_table(
        series, scope, key="indicator", missing=[scope.name(t) for t in scope.territories if t not in drawn]
    )
