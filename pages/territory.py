"""The portrait of a territory: what is known of it by theme, its place among its peers, its grants, its communes."""

import streamlit as st

from loaders.reading.former import find_former
from loaders.reading.surroundings import normalise_code, read_territories
from pages.draw.markup.alerts import alerts_markup
from pages.draw.markup.former import former_markup
from pages.draw.markup.portrait import portrait_markup, way_on_markup
from pages.draw.markup.standing import standing_markup
from pages.views.data import cached
from pages.views.selection import label_territories
from pages.widgets import portrait_files
from pages.widgets.addressed import choose_by_id
from pages.widgets.selection import current_selection
from pages.widgets.standing import choose_group

selection = current_selection()
territories = read_territories()
labels = dict(label_territories(selection.table))

asked = normalise_code(st.query_params.get("code", ""))
is_known = not asked or asked in territories.index
is_gone = not is_known or bool(asked and territories.at[asked, "successor"])
former = find_former(asked) if is_gone else None
if former is not None and not is_known:
    asked, is_known = former.successors[0], True
if asked and is_known:
    st.query_params["code"] = asked
    labels.setdefault(asked, f"{territories.at[asked, 'name']} · {asked}")

with st.container(horizontal=is_known, vertical_alignment="bottom", gap="small"):
    code = choose_by_id(
        "Territoire",
        list(labels),
        lambda key: labels.get(key, key),
        parameter="code",
        default=next(iter(selection.territories), selection.home) if is_known else None,
        unknown="L’adresse demande un territoire qui n’existe pas",
    )
    if code is not None:
        found = cached.read_portrait(code)
        group = choose_group(code)
        portrait_files.show_files(found, selection)
if former is not None:
    st.html(former_markup(former))
if code is None:
    st.html(way_on_markup(selection.name(selection.home), selection.home))
else:
    st.html(portrait_files.foot_style(found))
    compared = standing_markup(found, group)
    address = portrait_files.read_address(code)
    st.html(portrait_markup(found, address=address, compared=compared, watched=alerts_markup(code)))
