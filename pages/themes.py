"""Any other theme: its main figures, its map where enough territories are known, its trend, all its figures."""

import streamlit as st

from loaders.catalog import load_catalog
from pages.views.data import cached
from pages.widgets import all_figures, explorer, indicators
from pages.widgets.addressed import choose_by_id
from pages.widgets.cards import show_theme_cards
from pages.widgets.choice import choose
from pages.widgets.layout import show_title
from pages.widgets.scope import current_scope

scope = current_scope()
catalog = load_catalog()
others = [key for key, entry in catalog.themes.items() if entry.page == "themes"]

theme = choose_by_id(
    "Thème",
    others,
    lambda key: catalog.themes[key].label,
    parameter="theme",
    default=next(iter(others), None),
    unknown="L’adresse demande un thème qui n’existe pas ici",
)
if theme is None:
    st.info("Aucun autre thème : chacun a sa page dans le menu.")
else:
    show_title(catalog.themes[theme].label, scope, (theme,))
    st.caption(catalog.themes[theme].description)
    show_theme_cards((theme,), scope)
    choice = choose((theme,), scope) if cached.is_comparable(theme) else None
    if choice is not None:
        explorer.show_map_and_ranking(choice, scope, key=theme)
        explorer.show_trend(choice, scope, key=theme)
    else:
        st.caption("Trop peu de territoires publient ces chiffres la même année pour en faire une carte.")
        indicators.show_theme_trend(theme, scope)
    all_figures.show_figures_of(
        tuple(key for key in catalog.indicators if catalog.theme_of(key) == theme),
        scope,
        key=f"all-{theme}",
        title=catalog.themes[theme].label,
        opened=True,
    )
