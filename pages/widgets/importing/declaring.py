"""A new indicator, declared by who has figures of it: of the catalogue from then on, like any other."""

from __future__ import annotations

import streamlit as st
from pydantic import ValidationError

from loaders.catalog import Catalog
from loaders.own.indicators import IndicatorDraft
from pages.widgets.dossier.announcing import announce
from pages.widgets.importing import changing
from pages.words.french import format_count
from pages.words.markup import tag, text

FAULT = "declare_fault"
LACKING = "Donnez un libellé, une unité et une définition : trois caractères au moins pour les mots."
KINDS = {
    "flow": "Une quantité de l’année (tonnes collectées, dossiers reçus)",
    "stock": "Un état à une date (logements, agents, kilomètres de réseau)",
    "amount": "Un montant en euros",
    "ratio": "Un taux, un prix, une part",
    "event": "Des événements (réunions, manifestations)",
    "feature": "Une caractéristique (durée, taille, seuil)",
}
POLARITIES = {"neutral": "Ni l’un ni l’autre", "up": "Plus, c’est mieux", "down": "Moins, c’est mieux"}


def show_declaring(catalog: Catalog) -> None:
    """The form, folded, and the indicators declared already."""
    own = {key: catalog.indicators[key] for key in sorted(catalog.declared) if key in catalog.indicators}
    said = f" ({format_count(len(own), 'déclaré')})" if own else ""
    with st.expander(f"Un indicateur que Terril n’a pas{said}", key="declare", on_change="rerun") as folded:
        if not folded.open:
            return
        if own:
            labels = [f"{entry.label} ({catalog.units[entry.unit].symbol})" for entry in own.values()]
            st.html(tag("ul", "".join(text("li", label) for label in labels), class_="t-left-out"))
        with st.form("declaring", border=False):
            _show_fields(catalog)
            st.form_submit_button("Déclarer l’indicateur", on_click=_declare)
        if fault := st.session_state.get(FAULT):
            st.error(fault)


def _show_fields(catalog: Catalog) -> None:
    themes = {key: theme.label for key, theme in catalog.themes.items()}
    units = {key: f"{unit.label} ({unit.symbol})" for key, unit in catalog.units.items()}
    left, right = st.columns(2, gap="small")
    left.text_input("Libellé", key="new-label", max_chars=120, placeholder="Composteurs distribués")
    right.selectbox("Thème", list(themes), format_func=themes.__getitem__, key="new-theme")
    left.selectbox(
        "Unité", list(units), index=None, placeholder="Choisir…", format_func=units.__getitem__, key="new-unit"
    )
    right.selectbox("Ce que c’est", list(KINDS), format_func=KINDS.__getitem__, key="new-kind")
    left.selectbox("Sens", list(POLARITIES), format_func=POLARITIES.__getitem__, key="new-polarity")
    right.number_input("Décimales", 0, 3, 0, key="new-decimals")
    st.text_area(
        "Définition",
        key="new-definition",
        max_chars=1000,
        height=92,
        placeholder="Ce qui est compté, où et quand, et ce qui ne l’est pas.",
    )
    st.checkbox(
        "Ses valeurs se comparent d’un territoire à l’autre (cartes, classements)", value=True, key="new-comparable"
    )


def _declare() -> None:
    state = st.session_state
    draft = {
        "theme": state["new-theme"],
        "label": " ".join(str(state["new-label"]).split()),
        "unit": state["new-unit"],
        "kind": state["new-kind"],
        "polarity": state["new-polarity"],
        "definition": " ".join(str(state["new-definition"]).split()),
        "decimals": int(state["new-decimals"]),
        "is_comparable": bool(state["new-comparable"]),
    }
    try:
        IndicatorDraft.model_validate(draft)
    except ValidationError:
        state[FAULT] = LACKING
        announce(LACKING)
        return
    state.pop(FAULT, None)
    changing.begin("Déclaration de l’indicateur", changing.DECLARING, draft=draft)
