"""What an indicator is: definition, unit, formula, caveats; and its trend for the chosen territories."""

from __future__ import annotations

import streamlit as st

from loaders.catalog import Indicator, Source, load_catalog
from loaders.statuses import are_results
from pages.draw.markup.matrix import matrix_markup
from pages.views.contents import read_content
from pages.views.data import cached
from pages.views.kinds.trend import Trend
from pages.views.paths import map_address, theme_address
from pages.views.selection import Selection, keep_years
from pages.widgets import state
from pages.widgets.choosing import choose
from pages.widgets.explorer import show_drawn_trend
from pages.widgets.layout import show_head
from pages.widgets.notes import show_heading
from pages.words.markup import indicator_link, list_terms, plain, tag, text
from pages.words.uses import describe_uses

KINDS = {
    "stock": "stock, à une date",
    "flow": "flux, sur une période",
    "amount": "montant",
    "ratio": "ratio",
    "event": "action d’une année, sans suite attendue",
    "feature": "caractéristique (durée, dimension, règle), qui n’est pas une quantité",
}
POLARITIES = {"up": "une hausse est favorable", "down": "une baisse est favorable", "neutral": "sans sens favorable"}


def _write_formula(entry: Indicator) -> str:
    """How a ratio or a total is made of others, as links."""
    catalog = load_catalog()

    def link(key: str) -> str:
        return indicator_link(catalog.indicators[key].short, key)

    if entry.components:
        return " + ".join(link(key) for key in entry.components)
    if entry.numerator is None:
        return f"évolution de {link(entry.change_of)} sur un an" if entry.change_of else ""
    times = text("span", f"{entry.factor:g} × ".replace(".", ",")) if entry.factor != 1 else ""
    return times + link(entry.numerator) + (f" ÷ {link(entry.denominator)}" if entry.denominator else "")


def _link(content: str, href: str) -> str:
    return text("a", content, href=href, target="_self") if href else ""


def _link_indicator(indicator: str | None) -> str:
    return indicator_link(load_catalog().indicators[indicator].label, indicator) if indicator else ""


def show_themes() -> None:
    """The themes, each leading to its page: the way on where no indicator is chosen."""
    themes = load_catalog().themes
    rows = [(theme.label, _link(theme.description, theme_address(key))) for key, theme in themes.items()]
    st.header("Thèmes", anchor=False)
    st.html(tag("section", list_terms(rows), class_="t-terms"))


def show_indicator(indicator: str, *, is_awaited: bool) -> None:
    """The card of identity of an indicator; one whose first figures are awaited has no map."""
    catalog = load_catalog()
    entry, theme = catalog.indicators[indicator], catalog.theme_of(indicator)
    rows = [
        ("Thème", _link(catalog.themes[theme].label, theme_address(theme))),
        ("Unité", text("span", catalog.units[entry.unit].label)),
        ("Nature", text("span", KINDS[entry.kind])),
        ("Lecture", text("span", POLARITIES[entry.polarity])),
        ("Usages", text("span", describe_uses(indicator))),
        ("Calcul", _write_formula(entry)),
        ("Par habitant", _link_indicator(entry.per_inhabitant)),
        ("Réserves", "".join(text("p", catalog.warnings[name]) for name in entry.warnings)),
        ("Carte", "" if is_awaited else _link("voir la carte et le classement", map_address(indicator))),
        ("Identifiant", text("code", indicator)),
    ]
    show_head(entry.label, text("p", entry.definition))
    st.html(tag("section", list_terms(rows), class_="t-terms"))


def show_awaited(source: Source) -> None:
    """That an indicator has no figure yet, and whose first file will bring them."""
    st.info(
        plain(
            f"Aucun chiffre n’est encore arrivé : ils viendront, au premier import, de « {source.title} » "
            f"({source.publisher})."
        )
    )


def show_trend(indicator: str, selection: Selection) -> None:
    """The trend of the whole indicator for the chosen territories, where two years of one are known."""
    view = Trend(
        indicators=(indicator,),
        territories=selection.territories,
        years=selection.years,
        per_inhabitant=selection.per_inhabitant,
    )
    content = read_content(view)
    series = content.series
    known = series.frame[series.frame["value"].notna()]
    if not known.groupby("territory")["year"].nunique().gt(1).any():
        return
    show_heading(f"Évolution : {series.name}", content.finding, indicator=indicator, is_section=True)
    show_drawn_trend(content, view, selection, key="indicator")


def show_theme_trend(themes: tuple[str, ...], selection: Selection) -> None:
    """The trend of one of the indicators of the themes that are known over two years for a chosen territory."""
    catalog = load_catalog()
    every = tuple(key for key in catalog.indicators if catalog.theme_of(key) in themes)
    rows = keep_years(cached.read_observations(every, territories=selection.territories, place=""), selection)
    rows = rows[(rows["scope"] == "") & rows["value"].notna() & are_results(rows["status"])]
    pairs = rows[["indicator", "territory"]].astype(str).assign(year=rows["year"])
    years = pairs.groupby(["indicator", "territory"])["year"].nunique().groupby("indicator").max()
    known = [key for key in every if years.get(key, 0) > 1]
    if len(known) > 1:
        labels = {key: catalog.indicators[key].label for key in known}
        chosen = choose(
            st.selectbox,
            "Évolution de",
            "indicateur",
            labels,
            default=known[0],
            what="un indicateur",
            width=420,
        )
        state.look_at(chosen)
        show_trend(chosen, selection)
    elif known:
        show_trend(known[0], selection)


def show_values(indicator: str, selection: Selection) -> None:
    """What is published by territory and year: of whole territories, then of places and of restrictions."""
    rows = keep_years(cached.read_observations((indicator,)), selection)
    is_whole = (rows["place"] == "") & (rows["scope"] == "")
    catalog = load_catalog()
    unit, decimals = catalog.unit_of(indicator).label, catalog.indicators[indicator].decimals
    for kept, title in (
        (rows[is_whole], "Territoires entiers"),
        (rows[~is_whole], "Lieux et périmètres particuliers"),
    ):
        if len(kept):
            st.header(f"{title}, en {unit}", anchor=False)
            st.html(matrix_markup(kept, selection, decimals=decimals, label=f"{title} : valeurs par année"))
    if rows.empty:
        st.info(
            f"Aucun chiffre n’est publié de {selection.years[0]} à {selection.years[1]} ; élargissez les années "
            "ci-dessus."
        )
