"""The selectors of the indicators of a comparison, only those that hold data offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from loaders.catalog import load_catalog
from loaders.reading.relative import Measure
from pages.views.compared.comparison import label_item, read_items
from pages.views.data import cached
from pages.views.selection import Selection
from pages.widgets import state
from pages.widgets.choosing import choose_many, find_known
from pages.widgets.compare.measure import choose_measure
from pages.words.french import format_count, shorten_list
from pages.words.markup import indicator_link, tag, text

MOST = 6
KEY = "indicateurs"


def _find_items(held: Sequence[str], labels: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The indicators compared, and those to begin with: the one seen last on the page of a theme, or the best known.

    One chosen on the page of a theme since the reader left joins those that he left.
    """
    subject = state.read_subject()
    default = [subject] if subject in held else list(held[:1])
    found = find_known(KEY, labels, "un indicateur", use="compare")
    picked = state.read_picked()
    if state.has_moved(KEY, picked) and found and picked in labels and len(found) < MOST:
        found = list(dict.fromkeys([*found, picked]))
    if found is None or (not found and state.read(KEY)):
        return default, default
    if len(found) > MOST:
        state.notes().warning(f"{MOST} indicateurs au plus à la fois : les {MOST} premiers de l’adresse sont montrés.")
    return found[:MOST], default


def choose_items(selection: Selection) -> tuple[tuple[str, ...], Measure]:
    """Draw the selectors of indicators, only those that hold data here offered, and of their measure."""
    catalog = load_catalog()
    held, without = read_items(selection.territories, selection.years)
    labels = {item: label_item(catalog, item) for item in (*held, *without)}
    chosen, default = _find_items(held, labels)
    with st.container(key="compare-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        choose_many(
            "Indicateurs (six au plus)",
            KEY,
            {item: labels[item] for item in (*held, *(item for item in chosen if item not in held))},
            chosen=chosen,
            default=default,
            max_selections=MOST,
            placeholder="Chercher un indicateur…",
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
