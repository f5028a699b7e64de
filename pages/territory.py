"""The portrait of a territory: what is known of it by theme, its place among its peers, its grants, its communes."""

import streamlit as st

from loaders.portraits import UnknownTerritoryError
from pages.parts import cached, portrait
from pages.parts.addressed import choose_by_id
from pages.parts.scope import current_scope, label_territories
from pages.parts.tables import show_table

scope = current_scope()
labels = label_territories(scope.table)
asked = st.query_params.get("code", "")
options = [*labels, asked] if asked and cached.is_territory(asked) and asked not in labels else list(labels)
code = choose_by_id(
    "Territoire",
    options,
    lambda key: labels.get(key, key),
    parameter="code",
    default=scope.home,
    unknown="L’adresse demande un territoire qui n’existe pas",
)
try:
    found = cached.read_portrait(code or scope.home)
except UnknownTerritoryError:
    st.warning("Ce territoire n’est pas connu. Choisissez-en un dans la liste ou cherchez-le.")
else:
    st.html(portrait.portrait_markup(found))
    rows = portrait.all_rows(found)
    show_table(
        rows,
        title=f"Portrait, {found.row['name']}",
        unit="voir colonne",
        scope=scope,
        key=f"portrait-{found.row['code']}",
        filters=f"territoire : {found.row['name']} ({found.row['code']})",
    )
