"""The portrait of a territory: what is known of it by theme, its place among its peers, its grants, its communes."""

import streamlit as st

from loaders.reading.composed.resolving import find_row
from loaders.reading.former import find_former
from loaders.reading.surroundings import normalise_code
from pages.draw.markup.alerts import alerts_markup
from pages.draw.markup.before_after import before_after_markup
from pages.draw.markup.former import former_markup
from pages.draw.markup.portrait import head_markup, portrait_markup, way_on_markup
from pages.draw.markup.standing import standing_markup
from pages.views.data import cached
from pages.views.selection import label_territories, label_territory
from pages.widgets import state
from pages.widgets.choosing import choose, choose_maybe
from pages.widgets.layout import name_page, place_head, show_head
from pages.widgets.selection import current_selection
from pages.widgets.territory import portrait_files
from pages.widgets.territory.handout import offer_handout_of_territory
from pages.widgets.territory.standing import choose_group

selection = current_selection()
labels = dict(label_territories(selection.table))

first = next(iter(selection.territories), selection.home)
if state.has_moved("code", first):
    state.forget("code")
wanted = state.read("code") or ()
asked = normalise_code(wanted[-1] if wanted else "")
row = find_row(asked)
is_known = not asked or row is not None
is_gone = not is_known or (row is not None and bool(row["successor"]))
former = find_former(asked) if is_gone else None
if former is not None and not is_known:
    asked, is_known = former.successors[0], True
if asked and is_known:
    state.hold("code", (asked,))
    labels.setdefault(asked, label_territory(asked))

with st.container(horizontal=is_known, vertical_alignment="bottom", gap="small"):
    if is_known:
        code = choose(st.selectbox, "Territoire", "code", labels, default=first, what="un territoire")
        found = cached.read_portrait(code)
        name_page(str(found.row["name"]), "Territoire")
        group = choose_group(code)
        portrait_files.show_files(found, selection)
    else:
        what = "un territoire"
        choose_maybe(st.selectbox, "Territoire", "code", labels, what=what, index=None, placeholder="Choisir…")
        state.show("code", wanted)
if former is not None:
    st.html(former_markup(former))
if is_known:
    place_head(head_markup(found))
    offer_handout_of_territory(code)
    st.html(portrait_files.foot_style(found))
    compared = before_after_markup(found) + standing_markup(found, group)
    address = portrait_files.read_address(code)
    st.html(portrait_markup(found, address=address, compared=compared, watched=alerts_markup(code)))
else:
    show_head("Territoire inconnu")
    st.html(way_on_markup(selection.name(selection.home), selection.home))
