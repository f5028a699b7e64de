"""The controls of the shared selection, kept across pages and in the address."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from loaders.catalog import Use
from loaders.reading.surroundings import read_territories
from pages.views.data import cached
from pages.views.data.geography import find_known
from pages.views.home import choose_default
from pages.views.selection import (
    ABSOLUTE,
    FIRST_YEAR,
    LAST_YEAR,
    MOST,
    PER_INHABITANT,
    Selection,
    label_territories,
    make_selection,
)
from pages.widgets.home import read_home
from pages.words.markup import plain
from pages.words.uses import explain_asked

ARRIVED, PATH, REFUSED = "has_arrived", "path", "was_refused"


def read_asked(*keys: str) -> dict[str, list[str]]:
    """What the address of a first visit asks for, before the widgets drop what they do not know."""
    if st.session_state.get(ARRIVED):
        return {}
    return {key: [text for text in st.query_params.get_all(key) if text] for key in keys}


def warn_of_unknown(asked: Collection[str], known: Collection[str], what: str, *, use: Use | None = None) -> None:
    """Name what an address asks for and does not exist here; of indicators, say which may not be put to a `use`."""
    unknown = [text for text in asked if text not in known]
    if use is not None:
        refused = {text: explain_asked(text, use) for text in unknown}
        for said in dict.fromkeys(filter(None, refused.values())):
            st.info(said)
        unknown = [text for text in unknown if not refused[text]]
    if unknown:
        names = ", ".join(f"« {plain(text[:60])} »" for text in unknown[:5])
        st.warning(f"L’adresse demande {what} qui n’existe pas ici : {names}. Choisissez dans la liste.")


def _accept_codes(labels: Mapping[str, str]) -> None:
    """Take the territories that an address names by their code alone, or by a label since reworded."""
    asked = st.query_params.get_all("territoires")
    if "territoires" in st.session_state or all(text in labels.values() for text in asked):
        return
    by_label = {label: code for code, label in labels.items()}
    codes = [by_label.get(text, text.rpartition("·")[2].strip()) for text in asked]
    known = [code for code in codes if code in labels]
    if known:
        st.session_state["territoires"] = list(dict.fromkeys(known))[:MOST]


def _warn_of_too_many() -> None:
    if st.session_state.pop(REFUSED, False) or len(read_asked("territoires").get("territoires", [])) > MOST:
        st.warning(f"{MOST} territoires au plus à la fois : retirez-en un pour en ajouter un autre.")


def show_selection() -> Selection:
    """Draw the controls of the frame and return what they hold."""
    home = read_home()
    asked = [text.rpartition("·")[2].strip() for text in read_asked("territoires").get("territoires", [])]
    chosen = st.session_state.get("territoires", [])
    labels = label_territories(cached.read_territories(find_known((home, *asked[:MOST], *chosen))))
    warn_of_unknown(asked, {*labels, *labels.values()}, "un territoire")
    _accept_codes(labels)
    _warn_of_too_many()
    with st.container(key="selected", horizontal=True, vertical_alignment="bottom", gap="small"):
        territories = st.multiselect(
            "Territoires (nom ou code)",
            list(labels),
            default=[c for c in choose_default(home) if c in labels][:MOST],
            format_func=labels.__getitem__,
            key="territoires",
            bind="query-params",
            max_selections=MOST,
            wrap=True,
            placeholder="Chercher une commune, un EPCI, un code…",
        )
        years = st.select_slider(
            "Années",
            list(range(FIRST_YEAR, LAST_YEAR + 1)),
            value=(FIRST_YEAR, LAST_YEAR),
            key="annees",
            bind="query-params",
            width=230,
        )
        unit = st.segmented_control(
            "Mesure", [ABSOLUTE, PER_INHABITANT], default=ABSOLUTE, required=True, key="mesure", bind="query-params"
        )
    return make_selection(
        tuple(territories), (int(years[0]), int(years[1])), per_inhabitant=unit == PER_INHABITANT, home=home
    )


def current_selection() -> Selection:
    """The selection that the frame has drawn for the page now running."""
    selection: Selection = st.session_state["selection"]
    return selection


def current_path() -> str:
    """The address of the page now running, without what it asks for: « /dechets »."""
    return str(st.session_state[PATH])


def set_territories(codes: list[str]) -> None:
    """Make these the territories of the selection, as a map asks; more than it can hold are refused and said."""
    known = [code for code in dict.fromkeys(codes) if code in read_territories().index]
    if len(known) > MOST:
        st.session_state[REFUSED] = True
    else:
        st.session_state["territoires"] = known
