"""What a dossier is taken away as; long work shows its progress."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from geo.versions import Version, find_version, holding, name_day
from pages.files.dossier import LABELS, MIMES, choose_writer, name_file
from pages.files.jobs import Job, start
from pages.files.presentation.kept import keep_dossier
from pages.views.dossier import Dossier, write_address, write_dossier
from pages.widgets.dossier.announcing import announce
from pages.widgets.dossier.kept import read_kept
from pages.words.addresses import DAY
from pages.words.french import format_count
from pages.words.markup import plain
from pages.words.paths import PRESENTATION

JOB, MADE_OF, TOKEN, COUNT = "dossier_job", "dossier_made_of", "dossier_token", "dossier_files"
SECONDS = 0.6
# In megabytes.
MOST_TEMPLATE = 30


def read_base() -> str:
    """The address of this installation, as the reader's browser has it; "" where there is none."""
    url = urlsplit(st.context.url or "")
    return f"{url.scheme}://{url.netloc}" if url.netloc else ""


def _begin(form: str, label: str, template: Any, version: Version | None) -> None:
    # As it is now: words typed just before come with the same click.
    dossier = read_kept().dossier
    before = st.session_state.get(JOB)
    if before is not None:
        before.cancel()
    job = Job(label, name_file(dossier, form), MIMES[form])
    st.session_state[JOB], st.session_state[MADE_OF] = job, dossier
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1
    with holding(version or find_version()):
        start(job, choose_writer(form, dossier, read_base(), template.getvalue() if template else None))


def presentation_address(dossier: Dossier, *, is_file: bool = False) -> str:
    """The address of the presentation: the dossier itself where it is short, or else a word that finds it."""
    word = write_address(dossier)
    if word:
        query = {"dossier": word}
    else:
        kept, token = st.session_state.get(TOKEN, (None, ""))
        if kept != dossier:
            token = keep_dossier(dossier)
            st.session_state[TOKEN] = (dossier, token)
        query = {"jeton": token}
    query |= {DAY: name_day()} if name_day() else {}
    return f"{PRESENTATION}?{urlencode(query | ({'fichier': '1'} if is_file else {}))}"


def show_files(dossier: Dossier) -> None:
    """The ways to present a dossier and to take it away."""
    version = find_version() if name_day() else None
    with st.container(key="files", horizontal=True, gap="small"):
        st.link_button("Présenter", presentation_address(dossier), type="primary", key="present")
        for form, label in LABELS.items():
            st.button(
                label,
                key=f"make-{form}",
                on_click=_begin,
                args=(form, label, st.session_state.get("template") if form == "pptx" else None, version),
            )
        with st.popover("Modèle PPTX", key="templates"):
            st.file_uploader(
                f"Le modèle de votre service (.pptx, {MOST_TEMPLATE} Mo au plus), pour les diapositives",
                type="pptx",
                key="template",
                max_upload_size=MOST_TEMPLATE,
            )
        st.link_button(
            "Présentation en un fichier",
            presentation_address(dossier, is_file=True),
            key="present-file",
            help="Une page HTML qui se joue sans réseau, d’une clé USB par exemple.",
        )
        st.download_button(
            "Enregistrer le dossier",
            write_dossier(dossier),
            file_name=name_file(dossier, "json"),
            mime="application/json",
            on_click="ignore",
            key="save",
            help="Un petit fichier à rouvrir ou à envoyer.",
        )
    _show_job(dossier)


@st.fragment
def _show_finished(job: Job) -> None:
    """The file that is there, or why there is none.

    The browser takes it once, by the number of its button (pages/draw/browser/mended.js); the button takes it again.
    """
    if job.error:
        st.error(job.error)
    elif job.is_cancelled:
        st.info(f"{job.label} : arrêté, aucun fichier n’a été fait.")
    else:
        for fault in job.faults:
            st.warning(f"{plain(fault)} Le reste est dans le fichier.")
        st.download_button(
            f"Télécharger à nouveau : {job.name} ({format_count(max(1, len(job.body) // 1000), 'ko', 'ko')})",
            job.body,
            file_name=job.name,
            mime=job.mime,
            on_click="ignore",
            key=f"take-job-{st.session_state[COUNT]}",
        )


@st.fragment(run_every=SECONDS)
def _follow(job: Job) -> None:
    """The progress of a job, and the way to stop it; the page is drawn again once it has ended."""
    if job.is_done:
        announce(f"{job.label} : le fichier est prêt." if not job.error else f"{job.label} : {job.error}")
        st.rerun()
    st.progress(min(1.0, job.step / job.steps), f"{job.label} : {job.step} sur {job.steps}, {plain(job.words)}")
    st.button("Arrêter", on_click=job.cancel, key="cancel-job")


def _show_job(dossier: Dossier) -> None:
    job = st.session_state.get(JOB)
    if job is None:
        return
    (_show_finished if job.is_done else _follow)(job)
    if st.session_state.get(MADE_OF) != dossier:
        st.caption("Ce fichier est celui du dossier avant vos derniers changements.")
