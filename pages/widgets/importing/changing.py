"""What else changes the data, one thing at a time: a publication taken back or put back, an indicator declared."""

from __future__ import annotations

import streamlit as st

from pages.files.apart import FAILED
from pages.files.jobs import Job
from pages.widgets.dossier.announcing import announce
from pages.widgets.importing import entering
from pages.widgets.importing.held import Work
from pages.widgets.importing.working import follow, tell_end
from pages.words.french import NARROW

KEY, BUSY = "changing", "changing_busy"
DECLARING, SAYING = "declare", "remark"
# The acts on what is there already.
ON_WHAT_IS = ("withdraw", "reinstate", "accept", "unremark")


def begin(label: str, what: str, **words: object) -> bool:
    """Have it done, by who has the right to; whether it is: while something else is, that is said."""
    right, before = entering.read_right(), read_work()
    if right is None:
        return False
    if before is not None and not before.job.is_done:
        said = f"{label}{NARROW}: pas encore, un autre changement se faisait. Recommencez une fois qu’il est fait."
        st.session_state[BUSY] = said
        announce(said)
        return False
    st.session_state.pop(BUSY, None)
    work = Work(Job(label, what, "", failed=FAILED))
    st.session_state[KEY] = work
    work.begin(what, {"author": right.name, **words})
    return True


def read_work() -> Work | None:
    """What was begun last."""
    work: Work | None = st.session_state.get(KEY)
    return work


def show_work(*acts: str) -> None:
    """Where it stands, or why it brought nothing, where it is one of some acts; what could not be begun meanwhile."""
    work = read_work()
    if work is None or work.job.name not in acts:
        return
    # It stays until something is begun: what it waits for may end at once, and draw the page again.
    if busy := st.session_state.get(BUSY, ""):
        st.warning(busy)
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
