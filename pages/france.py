"""France: all communes on one map, one EPCI seen close, and the same figures as a table."""

import streamlit as st

from pages.draw.markup import france
from pages.files.links import files_markup
from pages.views.france import figures, table
from pages.views.kinds.france_map import make_france_map
from pages.widgets import state
from pages.widgets.choosing import choose, choose_maybe
from pages.widgets.dossier.offering import offer_view
from pages.widgets.layout import show_head
from pages.widgets.maps import national as maps_national
from pages.widgets.maps import national_table
from pages.widgets.selection import current_selection
from pages.words.markup import text

selection = current_selection()
epcis = figures.read_epcis()

show_head("France", text("p", table.describe_page()))
with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
    shown = {key: one.label for key, one in figures.MEASURES.items()}
    measure = choose(st.selectbox, "Chiffre", "chiffre", shown, default=next(iter(shown)), what="un chiffre")
    names = {code: f"{name} · {code}" for code, name in epcis["name"].items()}
    epci = choose_maybe(
        st.selectbox, "Aller à un EPCI", "epci", names, what="un EPCI", index=None, placeholder="Choisir…"
    )


def go_to(code: str) -> None:
    """Go to the EPCI that was asked for on the map."""
    if code in epcis.index:
        state.hold("epci", (code,))


maps_national.show_national(measure, epci, key="national", on_epci=go_to)
view = make_france_map(measure, epci)
st.html(france.notes_markup(measure, epci, files_markup(view)))
offer_view(view, key="france")
national_table.show_national_table(measure, epci, selection)
