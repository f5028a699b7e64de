"""The portrait of a territory: what is known of it by theme, its place among its peers, its grants, its communes."""

import streamlit as st

from loaders.surroundings import normalise_code, read_territories
from pages.parts import cached, portrait_files
from pages.parts.addressed import choose_by_id
from pages.parts.portrait import portrait_markup, way_on_markup
from pages.parts.scope import current_scope, label_territories

scope = current_scope()
territories = read_territories()
labels = label_territories(scope.table)

asked = normalise_code(st.query_params.get("code", ""))
is_known = not asked or asked in territories.index
if asked and is_known:
    st.query_params["code"] = asked
    labels.setdefault(asked, f"{territories.at[asked, 'name']} · {asked}")

with st.container(horizontal=is_known, vertical_alignment="bottom", gap="small"):
    code = choose_by_id(
        "Territoire",
        list(labels),
        lambda key: labels.get(key, key),
        parameter="code",
        default=scope.home if is_known else None,
        unknown="L’adresse demande un territoire qui n’existe pas",
    )
    if code is not None:
        found = cached.read_portrait(code)
        portrait_files.show_files(found, scope)
if code is None:
    st.html(way_on_markup(scope.name(scope.home), scope.home))
else:
    st.html(portrait_files.foot_style(found))
    st.html(portrait_markup(found, address=portrait_files.read_address(code)))
