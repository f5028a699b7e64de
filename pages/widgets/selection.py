"""The controls of the frame: territories, years and measure, which hold on every page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from loaders.reading.composed.code import COMMUNE, parse
from loaders.reading.composed.resolving import find_rows, resolve
from pages.server.office.territories import open_short
from pages.views.home import choose_default
from pages.views.record import USUAL_YEARS
from pages.views.selection import FIRST_YEAR, LAST_YEAR, MOST, Selection, label_territories, make_selection
from pages.views.state.fields import ABSOLUTE, MEASURES, PER_INHABITANT, write_years
from pages.widgets import state
from pages.widgets.choosing import choose, find_known
from pages.widgets.home import read_home
from pages.widgets.picker import show_picker
from pages.widgets.picker.composing import offer_composing
from pages.words.markup import plain

SELECTION, REFUSED = "selection", "was_refused"
YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


def show_selection() -> Selection:
    """Draw the controls of the frame and return what they hold."""
    row = st.container(key="selected", horizontal=True, vertical_alignment="bottom", gap="small")
    state.leave_room_for_notes()
    home, wanted = read_home(), _read_wanted()
    labels = label_territories(make_selection(wanted, USUAL_YEARS, home=home).table)
    territories = _find_territories(labels, choose_default(home))
    years = _find_years()
    with row:
        show_picker(make_selection(territories, years, home=home), key="picker", on_choose=set_territories)
        _choose_years(years)
        measure = choose(
            st.segmented_control, "Mesure", "mesure", MEASURES, default=ABSOLUTE, what="une mesure", required=True
        )
        offer_composing(make_selection(territories, years, home=home), on_choose=set_territories)
    selection = make_selection(territories, years, per_inhabitant=measure == PER_INHABITANT, home=home)
    st.session_state[SELECTION] = selection
    return selection


def _read_wanted() -> tuple[str, ...]:
    """The codes that the state holds, those that a reader composed as they are spelled today and those of communes of
    before as those that hold them; what was made of an address is said, or why nothing can be."""
    asked, words = (state.read("territoires") or ())[:MOST], list[str]()
    for asked_for in asked:
        word, opened = asked_for, open_short(asked_for)
        if opened is not None:
            word = opened.code
            (state.notes().info if word else state.notes().warning)(plain(opened.said))
            if not word:
                continue
        spelled = parse(word)
        if spelled is None:
            words += _follow(word)
            continue
        resolved = resolve(spelled.members, spelled.name)
        for note in resolved.notes:
            state.notes().info(plain(note))
        for fault in resolved.faults:
            state.notes().warning(f"Territoire composé de l’adresse : {plain(fault)}")
        words += [resolved.code] if resolved.code else []
    wanted = tuple(dict.fromkeys(words))
    if wanted != asked:
        state.hold("territoires", wanted)
    if asked and not wanted:
        state.forget("territoires")
    return wanted


def _follow(word: str) -> Sequence[str]:
    """What became of a code: a commune that is no more is those of today that hold it, and that is said. An EPCI of
    before has figures of its own."""
    resolved = resolve((word,)) if re.fullmatch(COMMUNE, word) else None
    if resolved is None or not resolved.notes:
        return (word,)
    for note in resolved.notes:
        state.notes().info(plain(note))
    return resolved.members


def _find_territories(labels: Mapping[str, str], usual: Sequence[str]) -> tuple[str, ...]:
    """The territories chosen, the `usual` ones to begin with; those of an address that are wrong are named."""
    default = tuple(code for code in usual if code in labels)[:MOST]
    found = find_known("territoires", labels, "un territoire")
    if st.session_state.pop(REFUSED, False) or len(state.read_asked("territoires")) > MOST:
        state.notes().warning(f"{MOST} territoires au plus à la fois : retirez-en un pour en ajouter un autre.")
    is_wrong = found == [] and bool(state.read("territoires"))
    chosen = default if found is None or is_wrong else tuple(found[:MOST])
    state.show("territoires", chosen, default=default)
    return chosen


def _find_years() -> tuple[int, int]:
    """The first and the last year chosen, all to begin with; those of an address that cannot be are said."""
    word = " ".join(state.read("annees") or ()) or write_years(USUAL_YEARS)
    match = YEARS.fullmatch(word)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        state.notes().warning(
            f"L’adresse demande des années qui ne se lisent pas ici : « {plain(word[:60])} ». De {FIRST_YEAR} à "
            f"{LAST_YEAR} sont possibles, par exemple « 2015-2020 »."
        )
        first, last = USUAL_YEARS
    state.show("annees", (write_years((first, last)),), default=(write_years(USUAL_YEARS),))
    return first, last


def _choose_years(years: tuple[int, int]) -> None:
    state.sync("annees", years)
    st.select_slider(
        "Années",
        list(range(FIRST_YEAR, LAST_YEAR + 1)),
        value=USUAL_YEARS,
        key="annees",
        on_change=state.keep_choice,
        args=("annees", "annees", lambda ends: (write_years(ends),)),
        width=230,
    )


def current_selection() -> Selection:
    """The selection that the frame has drawn for the page now running."""
    selection: Selection = st.session_state[SELECTION]
    return selection


def set_territories(codes: list[str]) -> None:
    """Make these the territories of the selection, as a map asks; more than it can hold are refused and said."""
    known = [str(row["code"]) for row in find_rows(dict.fromkeys(codes))]
    if len(known) > MOST:
        st.session_state[REFUSED] = True
    else:
        state.hold("territoires", known)
