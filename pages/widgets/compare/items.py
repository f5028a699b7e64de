"""The selectors of the indicators of a comparison, only those that hold data offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from loaders.catalog import load_catalog
from loaders.reading.relative import Measure
from pages.views.compared.comparison import label_item, read_items
from pages.views.data import cached
from pages.views.selection import Selection
from pages.widgets.compare.measure import choose_measure
from pages.widgets.selection import read_asked, warn_of_unknown
from pages.words.french import format_count, shorten_list
from pages.words.markup import indicator_link, tag, text

MOST = 6
KEY = "indicateurs"


def _accept_ids(labels: Mapping[str, str]) -> list[str]:
    """Take the indicators that an address names by their ids, or by their labels; those that nobody knows come back."""
    asked = read_asked(KEY).get(KEY, [])
    by_label = {label: item for item, label in labels.items()}
    items = [by_label.get(entry, entry) for entry in asked]
    known = list(dict.fromkeys(item for item in items if item in labels))
    if known and KEY not in st.session_state and (len(known) > MOST or any(entry not in by_label for entry in asked)):
        st.session_state[KEY] = known[:MOST]
    if len(known) > MOST:
        st.warning(f"{MOST} indicateurs au plus à la fois : les {MOST} premiers de l’adresse sont montrés.")
    return [entry for entry in asked if by_label.get(entry, entry) not in labels]


def choose_items(selection: Selection) -> tuple[tuple[str, ...], Measure]:
    """Draw the selectors of indicators, only those that hold data here offered, and of their measure."""
    catalog = load_catalog()
    held, without = read_items(selection.territories, selection.years)
    labels = {item: label_item(catalog, item) for item in (*held, *without)}
    warn_of_unknown(_accept_ids(labels), (), "un indicateur", use="compare")
    by_label = {label: item for item, label in labels.items()}
    asked = [by_label.get(entry, entry) for entry in st.query_params.get_all(KEY)]
    kept = [item for item in (*st.session_state.get(KEY, []), *asked) if item in labels and item not in held]
    with st.container(key="compare-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.multiselect(
            "Indicateurs (six au plus)",
            [*held, *dict.fromkeys(kept)],
            default=None if KEY in st.session_state else held[:1],
            format_func=labels.__getitem__,
            key=KEY,
            bind="query-params",
            max_selections=MOST,
            placeholder="Chercher un indicateur…",
            wrap=True,
        )
        measure = choose_measure(chosen, selection)
        _show_left_out(without, labels, selection)
    return tuple(chosen), measure


def _show_left_out(without: Sequence[str], labels: Mapping[str, str], selection: Selection) -> None:
    """The indicators that cannot be chosen, folded, with for whom they are published."""
    if not without or not selection.territories:
        return
    years = f"de {selection.years[0]} à {selection.years[1]}"
    count = format_count(len(without), "indicateur")
    title = f"Non proposés, car rien n’est publié pour ces territoires {years}"
    with st.popover(f"{count} sans donnée", key="compare-left-out", on_change="rerun", help=title) as folded:
        if not folded.open:
            return
        known = cached.read_known(selection.years)
        known = known[known["is_whole"]]
        items = known["indicator"] + ("@" + known["scope"]).where(known["scope"] != "", "")
        others = known["territory"].groupby(items).unique()
        lines = [
            tag(
                "li",
                indicator_link(labels[item], item.partition("@")[0])
                + text("small", f" publié pour {shorten_list([selection.name(code) for code in others[item]], 2)}"),
            )
            for item in without
        ]
        st.html(text("p", f"{title} :", class_="t-missing") + tag("ul", "".join(lines), class_="t-left-out"))
