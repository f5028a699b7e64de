"""Compare: a few territories and a few indicators, drawn in the way that answers the question asked."""

import streamlit as st

from pages.views.compared.comparison import read_comparison, read_items
from pages.widgets.compare.items import choose_items
from pages.widgets.compare.ways import choose_way, offer, show_data
from pages.widgets.layout import show_title
from pages.widgets.selection import current_selection

selection = current_selection()
items, measure = choose_items(selection)
comparison = read_comparison(items, selection, measure)
show_title("Comparer", selection, tuple(dict.fromkeys(item.partition(".")[0] for item in items)))
if not selection.territories:
    st.info("Choisissez au moins un territoire ci-dessus : douze au plus se comparent.")
elif not items:
    first, last = selection.years
    is_any_known = bool(read_items(selection.territories, selection.years)[0])
    st.info(
        "Choisissez au moins un indicateur ci-dessus : six au plus se comparent."
        if is_any_known
        else f"Aucun chiffre n’est publié pour ce choix de {first} à {last}. Ajoutez un territoire ci-dessus."
    )
else:
    way, controls = choose_way(comparison)
    drawn = way.draw(comparison, controls)
    if drawn is None:
        show_data(comparison, comparison.frame)
    else:
        if not drawn.rows.empty:
            offer(way, drawn.view)
        show_data(comparison, drawn.rows, drawn.filters)
