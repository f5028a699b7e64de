"""The dialog in which a reader composes a territory: codes pasted, those chosen on the map, an EPCI taken apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from loaders.own.database.named import is_there
from loaders.own.password import may_write
from loaders.reading.composed.code import MOST_NAMED, is_composed, parse
from loaders.reading.composed.resolving import (
    Resolved,
    describe_members,
    find_row,
    name_members,
    resolve,
    split_written,
)
from loaders.reading.series import POPULATION
from loaders.reading.surroundings import find_members, read_territories
from pages.views.data import cached
from pages.views.selection import MOST, Selection
from pages.words.french import format_number
from pages.words.markup import plain

TITLE = "Composer un territoire"
MEMBERS, NAME = "compose-members", "compose-name"
# The territory of the service that the fields were filled from.
TAKEN = "compose-taken"
WHAT = (
    "Des communes et des EPCI comptés ensemble, chacun une fois. Le territoire tient dans l’adresse de la page : qui "
    "la reçoit voit les mêmes chiffres."
)
HELP = (
    "Un code ou un nom par ligne, ou une liste collée d’un tableur. Au début, les territoires choisis : un clic sur la "
    "carte en ajoute."
)
Choose = Callable[[list[str]], None]
# Who is not shown beside the territory that he is in, where a selection has no room for all.
MOST_BESIDE = MOST - 1


def offer_composing(selection: Selection, *, on_choose: Choose) -> None:
    """Draw the button that opens the dialog; what is composed there comes back as calls with the codes to choose."""
    if st.button(TITLE, key="compose", type="tertiary", icon=":material/join:"):
        _begin(selection)
        _show(selection, on_choose)


def _begin(selection: Selection) -> None:
    """The fields hold the first composed territory chosen, to change it, or else those chosen."""
    composed = next((code for code in selection.territories if is_composed(code)), "")
    spelled = parse(composed)
    codes = [*spelled.members] if spelled else [code for code in selection.territories if _may_be_in(code)]
    _fill(codes, spelled.name if spelled else "")
    st.session_state.pop(TAKEN, None)


def _fill(members: Sequence[str], name: str) -> None:
    st.session_state[MEMBERS], st.session_state[NAME] = _write(members), name


def _may_be_in(code: str) -> bool:
    row = find_row(code)
    return row is not None and (row["level"] in ("commune", "epci") or bool(row["members"]))


def _write(codes: Sequence[str]) -> str:
    """A line each, as what is written is read: « Lens-Liévin · 246200364 »."""
    return "\n".join(f"{row['short']} · {code}" for code in codes if (row := find_row(code)) is not None)


@st.dialog(TITLE, width="large")
def _show(selection: Selection, on_choose: Choose) -> None:
    st.caption(WHAT)
    st.text_area("Membres", key=MEMBERS, height=180, help=HELP, placeholder="62498\n62427\nHénin-Carvin")
    st.text_input("Nom (facultatif)", key=NAME, max_chars=MOST_NAMED)
    found = resolve(split_written(st.session_state[MEMBERS]), st.session_state[NAME])
    for note in found.notes:
        st.info(plain(note))
    for fault in found.faults:
        st.warning(plain(fault))
    if found.code:
        st.markdown(f"**{plain(_name(found))}** : {plain(_describe(found))}")
    has_epci = (read_territories()["level"].reindex(found.members) == "epci").any()
    with st.container(horizontal=True, gap="small"):
        is_alone = st.button("Le montrer seul", key="compose-alone", type="primary", disabled=not found.code)
        is_added = st.button("L’ajouter à la sélection", key="compose-added", disabled=not found.code)
        is_compared = st.button("Avant et après", key="compose-before", disabled=not found.code)
        st.button(
            "Remplacer les EPCI par leurs communes",
            key="compose-apart",
            disabled=not has_epci,
            on_click=_take_apart,
            args=(found.members,),
        )
    if may_write() or is_there():
        # Read here: who has no database does without what reads it.
        from pages.widgets.service.territories import show_territories

        show_territories(found, fill=_fill)
    if is_alone:
        on_choose([found.code])
    if is_added:
        on_choose([*_drop_composed(selection.territories, found), found.code])
    if is_compared:
        on_choose([found.code, *_largest(found.members)])
        st.switch_page("territory.py")
    if is_alone or is_added:
        st.rerun()


def _name(found: Resolved) -> str:
    return found.name or name_members(found.members)


def _describe(found: Resolved) -> str:
    """« 2 EPCI, 367 806 habitants en 2023 »."""
    people = cached.read_own(POPULATION, "", found.code, "grouping", False).frame
    known = people[people["value"].notna()].sort_values("year")
    said = [f"{format_number(row.value)} habitants en {row.year}" for row in known.tail(1).itertuples()]
    return ", ".join([describe_members(found.members), *said])


def _take_apart(members: Sequence[str]) -> None:
    """Write the communes of each EPCI in its place."""
    table = read_territories()
    each = [
        [*find_members(table.loc[code])["code"]] if table.at[code, "level"] == "epci" else [code] for code in members
    ]
    st.session_state[MEMBERS] = _write([code for codes in each for code in codes])


def _drop_composed(territories: Sequence[str], found: Resolved) -> list[str]:
    """Those chosen without what the new territory was begun from: one composed of the same members, named anew."""
    return [code for code in territories if (spelled := parse(code)) is None or spelled.members != found.members]


def _largest(members: Sequence[str]) -> list[str]:
    """The members with the most people, as many as are shown beside the whole."""
    own = read_territories().loc[list(members)].sort_values("population", ascending=False, kind="stable")
    return [str(code) for code in own["code"]][:MOST_BESIDE]
