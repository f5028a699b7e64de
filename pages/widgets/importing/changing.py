"""What else changes the data, one thing at a time: a publication taken back or put back, an indicator declared."""

from __future__ import annotations

import streamlit as st

from pages.files.apart import FAILED
from pages.files.jobs import Job
from pages.widgets.importing import entering
from pages.widgets.importing.held import Work
from pages.widgets.importing.working import follow, tell_end

KEY, DECLARING = "changing", "declare"


def begin(label: str, what: str, **words: object) -> None:
    """Have it done, by who has the right to and while nothing else is."""
    right, before = entering.read_right(), read_work()
    if right is None or (before is not None and not before.job.is_done):
        return
    work = Work(Job(label, what, "", failed=FAILED))
    st.session_state[KEY] = work
    work.begin(what, {"author": right.name, **words})


def read_work() -> Work | None:
    """What was begun last."""
    work: Work | None = st.session_state.get(KEY)
    return work


def show_work(*, is_declaration: bool) -> None:
    """Where it stands, or why it brought nothing: that of a declaration, or of a publication."""
    work = read_work()
    if work is None or (work.job.name == DECLARING) != is_declaration:
        return
    if not work.job.is_done:
        follow(work.job)
    elif tell_end(work):
        st.success(f"{work.job.label} : c’est fait.")


def has_just_ended() -> bool:
    """Whether it has ended since this was last asked: what was compared with the data is to be compared anew."""
    work = read_work()
    if work is None or work.is_noticed or not work.job.is_done:
        return False
    work.is_noticed = True
    return True
