"""What publishing would change: how many values are new, changed, gone or behind an official one; what looks odd."""

from __future__ import annotations

import streamlit as st

from loaders.catalog import Catalog
from loaders.own.granted import GrantsSeen
from loaders.own.looking import Seen
from loaders.reading.surroundings import read_territories
from pages.draw.markup.granted import there_markup
from pages.draw.markup.importing import changes_markup, findings_markup
from pages.words.french import format_count, format_number, set_spaces
from pages.words.markup import text

WORDS = {
    "new": ("nouvelle", "nouvelles"),
    "changed": ("changée", "changées"),
    "same": ("inchangée", "inchangées"),
    "removed": ("ôtée", "ôtées"),
}


def show_changes(seen: Seen, catalog: Catalog) -> None:
    """The counts, then the values that change, go or stand behind another; those that are only new are folded."""
    st.header("4. Ce qui changerait", anchor=False)
    if seen.granted is not None:
        _show_grants(seen.granted)
        return
    said = [f"{format_number(count)} {WORDS[outcome][count > 1]}" for outcome, count in seen.outcomes.items() if count]
    hidden = ""
    if seen.hidden:
        hidden = (
            f" {format_count(seen.hidden, 'valeur a', 'valeurs ont')} déjà un chiffre officiel : il reste devant, et "
            "le vôtre se lit parmi les autres valeurs publiées."
        )
    told = set_spaces(f"Valeurs : {', '.join(said) or 'aucune'}.{hidden}")
    st.html(text("p", told, class_="t-understood"))
    names = read_territories()["short"].astype(str).to_dict()
    moved = seen.cells[seen.cells["outcome"].isin(["changed", "removed"]) | seen.cells["is_hidden"]]
    if not moved.empty:
        st.html(changes_markup(moved, catalog, names, title="Ce qui changerait, valeur par valeur", count=seen.moved))
    fresh = seen.cells[seen.cells["outcome"].eq("new") & ~seen.cells["is_hidden"]]
    if not fresh.empty:
        with st.expander(f"Les nouvelles valeurs ({format_number(seen.outcomes['new'])})", key="new-values"):
            st.html(changes_markup(fresh, catalog, names, title="Les nouvelles valeurs", count=seen.outcomes["new"]))
    if seen.odd:
        st.header(f"Ce qui surprend ({len(seen.odd)})", anchor=False)
        st.caption("Rien n’empêche de le publier : regardez la cellule, puis décidez.")
        st.html(findings_markup(seen.odd, title="Ce qui surprend", is_wrong=False))


def _show_grants(granted: GrantsSeen) -> None:
    """How many grants are new, there already or gone; those that are there, or may be, one by one."""
    counts = granted.outcomes
    said = [
        f"{format_number(counts[outcome])} {WORDS[name][counts[outcome] > 1]}"
        for outcome, name in (("new", "new"), ("removed", "removed"))
        if counts[outcome]
    ]
    there = ""
    if counts["there"]:
        told = format_count(counts["there"], "est déjà là et ne compte", "sont déjà là et ne comptent")
        there = f" {told} qu’une fois."
    if counts["near"]:
        told = format_count(counts["near"], "nouvelle ressemble", "nouvelles ressemblent")
        there += f" {told} à une autre (mêmes attribuant, bénéficiaire, montant et année, autre objet) : à vérifier."
    st.html(
        text("p", set_spaces(f"Subventions : {', '.join(said) or 'aucune nouvelle'}.{there}"), class_="t-understood")
    )
    if not granted.cells.empty:
        count = counts["there"] + counts["near"]
        st.html(there_markup(granted.cells, title="Ce qui est déjà là, ou peut-être", count=count))
