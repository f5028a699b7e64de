"""France: all communes on one map, one EPCI seen close, and the same figures as a table."""

import streamlit as st

from pages.draw.markup import france
from pages.files.links import files_markup
from pages.views.france import figures, table
from pages.views.kinds.france_map import make_france_map
from pages.widgets.addressed import choose_by_id
from pages.widgets.dossier.offering import offer_view
from pages.widgets.maps import national as maps_national
from pages.widgets.maps import national_table
from pages.widgets.selection import current_selection
from pages.words.markup import tag, text

selection = current_selection()
epcis = figures.read_epcis()

st.html(tag("header", text("h1", "France") + text("p", table.describe_page()), class_="t-head"))
is_known = st.query_params.get("epci", "") in {"", *epcis.index}
with st.container(horizontal=is_known, vertical_alignment="bottom", gap="small"):
    measure = choose_by_id(
        "Chiffre",
        list(figures.MEASURES),
        lambda key: figures.MEASURES[key].label,
        parameter="chiffre",
        default=next(iter(figures.MEASURES)),
        unknown="L’adresse demande un chiffre que cette carte n’a pas",
    )
    epci = choose_by_id(
        "Aller à un EPCI",
        list(epcis.index),
        lambda code: f"{epcis.at[code, 'name']} · {code}",
        parameter="epci",
        default=None,
        unknown=f"L’adresse demande un EPCI qui n’existe pas au 1er janvier {figures.VINTAGE}",
    )


def go_to(code: str) -> None:
    """Put in the address the EPCI that was asked for on the map."""
    if code in epcis.index:
        st.query_params["epci"] = code


if measure is not None:
    maps_national.show_national(measure, epci, key="national", on_epci=go_to)
    view = make_france_map(measure, epci)
    st.html(france.notes_markup(measure, epci, files_markup(view)))
    offer_view(view, key="france")
    national_table.show_national_table(measure, epci, selection)
