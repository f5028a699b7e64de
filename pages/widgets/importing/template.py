"""An empty file to fill: the indicators and years that one chooses, the territories of the installation."""

from __future__ import annotations

import datetime as dt
from functools import partial

import streamlit as st

from loaders.catalog import Catalog
from loaders.own.reading.templates import make_renovation_template, make_template, make_template_csv
from pages.files.links import FORMS
from pages.views.importing.roles import list_indicators
from pages.views.importing.template import label_place, list_places, list_years
from pages.words.french import format_count

INDICATORS, PLACES, YEARS = "template-indicators", "template-places", "template-years"
MOST_INDICATORS = 20


def show_template(catalog: Catalog) -> None:
    """The choice of what the file is for, the file in two forms, and one for the follow-up of renovations."""
    today, labels, places = dt.date.today(), list_indicators(catalog), list_places(catalog)
    with st.container(key="template-choice", horizontal=True, gap="small", vertical_alignment="bottom"):
        indicators = st.multiselect(
            "Indicateurs",
            list(labels),
            format_func=labels.__getitem__,
            key=INDICATORS,
            max_selections=MOST_INDICATORS,
            placeholder="Choisir…",
            width=460,
        )
        word = st.selectbox(
            "Territoires",
            list(places),
            format_func=lambda one: label_place(one, places[one], catalog),
            key=PLACES,
            width=360,
        )
        years = st.multiselect(
            "Années", list_years(today), default=[today.year - 1], key=YEARS, placeholder="Choisir…", width=240
        )
    territories = places[word]
    chosen = (catalog, tuple(indicators), territories, tuple(sorted(years)))
    is_empty = not indicators or not years
    if is_empty:
        st.caption("Choisissez au moins un indicateur et une année.")
    else:
        rows = len(indicators) * len(territories) * len(years)
        st.caption(f"{format_count(rows, 'case')} à remplir ; ce qui reste vide n’est pas publié.")
    with st.container(horizontal=True, gap="small"):
        for label, form, make in (("Modèle XLSX", "xlsx", make_template), ("Modèle CSV", "csv", make_template_csv)):
            st.download_button(
                label,
                partial(make, *chosen) if not is_empty else b"",
                file_name=f"terril-modele.{form}",
                mime=FORMS[form].mime,
                on_click="ignore",
                disabled=is_empty,
                key=f"template-{form}",
            )
        st.download_button(
            "Suivi de la rénovation (XLSX)",
            partial(make_renovation_template, catalog, territories, tuple(sorted(years))),
            file_name="terril-renovation.xlsx",
            mime=FORMS["xlsx"].mime,
            on_click="ignore",
            disabled=not years,
            key="template-renovation",
            help="Territoire, année, dispositif, stade, dossiers, logements, aides, travaux. Des dispositifs qui se "
            "recouvrent ne s’additionnent jamais.",
        )
