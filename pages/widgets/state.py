"""The owner of the state: reads it from the address and the session, and writes the address, once a run.

A run begins from the address where the reader comes by it: a first visit, a link, Back or Forward. It begins from the
session where he chose something, or turned to another page by the menu. The controls that it draws say what they show,
and that alone is in the address at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.server.inside import came_by_history
from pages.views.state.record import Place, State
from pages.views.state.spelling import Words, read_address, write_query
from pages.words.paths import BASE, name_page

KEY = "state"


class Run:
    """A reader's state and the run that shows it: where it is, what the address asked for, what it has shown."""

    def __init__(self) -> None:
        self.state = State()
        self.place = Place()
        self.asked: dict[str, Words] | None = None
        self.has_come = False
        self.told: frozenset[str] = frozenset()
        self.shown: dict[str, Words] = {}
        self.drawn: set[str] = set()
        self.drawn_before: set[str] = set()
        self.has_picked = False
        self.spot: DeltaGenerator | None = None
        self.notes: DeltaGenerator | None = None

    def begin(self, path: str) -> None:
        """Begin the run of a page, from the address if the reader comes by one."""
        self.drawn_before = self.drawn if path == self.place.path else set()
        self.place, self.shown, self.drawn = Place(path), {}, set()
        self.spot = self.notes = None
        if self.has_come and self.asked is not None:
            self.state = self.state.arrive(self.place, self.asked)


def _run() -> Run:
    run: Run = st.session_state.setdefault(KEY, Run())
    return run


def arrive() -> None:
    """Read the address, if the reader comes by it; what it says is asked until a run has shown it whole."""
    is_visit = KEY not in st.session_state
    run, query = _run(), {name: st.query_params.get_all(name) for name in st.query_params}
    run.has_come = is_visit or came_by_history(get_script_run_ctx())
    run.told = frozenset(query) if is_visit else run.told
    run.asked = read_address(query) if run.has_come else run.asked


def begin(path: str) -> None:
    """Begin the run of a page."""
    _run().begin(path)


def finish() -> None:
    """Write in the address what the run has shown."""
    run = _run()
    query = write_query(run.shown)
    if list(query.items()) != [(name, st.query_params.get_all(name)) for name in st.query_params]:
        st.query_params.from_dict(query)
    run.asked, run.has_picked, run.spot, run.notes = None, False, None, None


def read_path() -> str:
    """The path of the address that the browser shows, one of our pages or not; that of the overview where none is."""
    path = name_page(urlsplit(st.context.url or "").path)
    return f"{BASE}/{path.replace('/', '-')}"


def current_path() -> str:
    """The address of the page now running, without what it asks for: « /dechets »."""
    return _run().place.path


def leave_room_for_notes() -> None:
    """Say where on the page stands what is said of its address."""
    _run().spot = st.empty()


def notes() -> DeltaGenerator:
    """The place for what is said of the address, which takes no room while nothing is."""
    run = _run()
    run.notes = run.notes or (run.spot or st).container()
    return run.notes


def turn_to_theme(theme: str) -> None:
    """The theme that the page shows from here on, where it can show several."""
    run = _run()
    run.place = Place(run.place.path, theme)
    if run.has_come and run.asked is not None:
        run.state = run.state.arrive(run.place, run.asked)


def read(name: str) -> Words | None:
    """The words of a field; None where it is at its default."""
    run = _run()
    return run.state.read(run.place, name)


def read_asked(name: str) -> Words:
    """What the address by which the reader has just come says of a field."""
    return (_run().asked or {}).get(name, ())


def is_told(name: str) -> bool:
    """Whether the address that a visit began with names a field of the frame, or the reader has chosen it since."""
    run = _run()
    return name in run.told or run.state.read(Place(), name) is not None


def hold(name: str, words: Iterable[str]) -> None:
    """Hold what the reader has just chosen, or what stands for what the address asks; called before it is shown."""
    run = _run()
    found = tuple(words)
    run.state = run.state.hold(run.place, name, found)
    if run.asked is not None and name in run.asked:
        run.asked = {**run.asked, name: found}
    run.has_picked |= name in ("indicateur", "perimetre")


def show(name: str, words: Iterable[str], *, default: Iterable[str] | None = None) -> None:
    """Say what a control shows: it goes into the address, and is held unless it is the `default` here."""
    run, found = _run(), tuple(words)
    run.shown[name] = found
    is_default = default is not None and found == tuple(default)
    run.state = run.state.hold(run.place, name, None if is_default else found)


def sync(key: str, value: Any) -> None:
    """Give a widget its value before it is drawn, where it has not that value already.

    Where the reader comes by an address it is given anew: a run left half way may have told the browser another.
    """
    run = _run()
    if run.has_come or key not in run.drawn_before or st.session_state.get(key) != value:
        st.session_state[key] = value
    run.drawn.add(key)


def keep_choice(name: str, key: str, spell: Callable[[Any], Iterable[str]]) -> None:
    """Hold what a widget was changed to: its callback."""
    hold(name, spell(st.session_state[key]))


def look_at(item: str) -> None:
    """Say that the page of a theme shows this indicator."""
    run = _run()
    run.state = run.state.look_at(item, is_picked=run.has_picked)


def read_subject() -> str:
    """The indicator seen last on the page of a theme; "" where none was."""
    return _run().state.subject


def read_picked() -> str:
    """The indicator chosen last on the page of a theme; "" where none was."""
    return _run().state.picked


def has_moved(name: str, subject: str) -> bool:
    """Whether the reader has come back to a field with another subject than he left it with.

    What an address asks for is wanted whatever the subject is.
    """
    run = _run()
    moved = not run.has_come and run.state.has_moved(run.place, name, subject)
    run.state = run.state.tie(run.place, name, subject)
    return moved


def forget(name: str) -> None:
    """Put a field back to its default."""
    run = _run()
    run.state = run.state.hold(run.place, name, None)
