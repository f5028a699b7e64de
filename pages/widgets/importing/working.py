"""Work that is going on apart: where it stands, and the way to stop it; the page is drawn again once it has ended."""

from __future__ import annotations

import streamlit as st

from pages.files.jobs import Job
from pages.widgets.dossier.announcing import announce
from pages.widgets.importing.held import Work
from pages.words.markup import plain

SECONDS = 0.5
# It may have been done just as it was stopped.
STOPPED = "arrêté. Ce qui est publié est dans la liste, plus bas."


@st.fragment(run_every=SECONDS)
def follow(job: Job) -> None:
    """The progress of a job."""
    if job.is_done:
        announce(f"{job.label} : {job.error or 'terminé'}.")
        st.rerun()
    st.progress(min(1.0, job.step / job.steps), f"{job.label} : {plain(job.words)}")
    st.button("Arrêter", on_click=job.cancel, key="stop-import")


def tell_end(work: Work) -> bool:
    """Say why work brought nothing, if it did not; whether it brought something."""
    if work.job.error:
        st.error(plain(work.job.error))
    elif work.answer is None:
        st.info(f"{work.job.label} : {STOPPED}")
    return work.answer is not None and not work.job.error
