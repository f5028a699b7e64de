"""Compare: a few territories and a few indicators, drawn in the way that answers the question asked."""

import streamlit as st

from pages.views.compared.selection import read_comparison
from pages.widgets.compare.selection import choose_items
from pages.widgets.compare.views import VIEWS, choose_view, show_data
from pages.widgets.dossier.compared import offer_comparison
from pages.widgets.layout import show_title
from pages.widgets.scope import current_scope

scope = current_scope()
head = st.container()
items, measure = choose_items(scope)
comparison = read_comparison(items, scope, measure)
with head:
    show_title("Comparer", scope, tuple(dict.fromkeys(item.partition(".")[0] for item in items)))
if not scope.territories:
    st.info("Choisissez au moins un territoire ci-dessus : douze au plus se comparent.")
elif not items:
    st.info("Choisissez au moins un indicateur ci-dessus : six au plus se comparent.")
else:
    view, controls = choose_view(comparison)
    drawn = view.show(comparison, controls)
    offer_comparison(comparison, next(key for key, one in VIEWS.items() if one is view), drawn)
    show_data(comparison, drawn)
