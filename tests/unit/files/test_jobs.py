"""Long work in the background: its steps, its end, its faults, and how it is stopped."""

from __future__ import annotations

from concurrent.futures import wait

from pages.files.jobs import Job, start
from pages.files.progress import Progress
from pages.views.dossier import (
    parse_dossier,
)
from pages.views.ready import list_ready
from tests.make_view import make_view

LENS, BETHUNE = "246200364", "200072460"
WASTE = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE))
MAP = make_view(kind="map", indicators=("housing.authorised",), level="epci", year=2024)
UNKNOWN = make_view(kind="trend", indicators=("nothing.here",))
READY = {title: parse_dossier(body) for title, body in list_ready().items()}


def test_a_job_says_its_steps_and_hands_over_its_file_and_its_faults() -> None:
    job, seen = Job("PDF", "a.pdf", "application/pdf"), []

    def write(progress: Progress) -> tuple[bytes, list[str]]:
        progress(1, 2, "carte des déchets")
        seen.append((job.step, job.steps, job.words))
        return b"%PDF", ["Vue 2 : inconnue."]

    wait([start(job, write)], timeout=10)
    assert seen == [(1, 2, "carte des déchets")]
    assert (job.is_done, job.body, job.faults, job.error) == (True, b"%PDF", ["Vue 2 : inconnue."], "")


def test_a_job_stops_at_its_next_step_and_leaves_the_others() -> None:
    mine, other = Job("PDF", "a.pdf", ""), Job("PDF", "b.pdf", "")

    def write(progress: Progress) -> tuple[bytes, list[str]]:
        mine.cancel()
        progress(1, 2, "suite")
        return b"fait", []

    wait([start(other, write), start(mine, write)], timeout=10)
    assert mine.is_done and mine.is_cancelled and not mine.body and not mine.error
    assert other.body == b"fait" and not other.is_cancelled


def test_a_job_that_breaks_says_so_in_words() -> None:
    job = Job("PDF", "a.pdf", "")

    def write(progress: Progress) -> tuple[bytes, list[str]]:
        raise KeyError("secret")

    wait([start(job, write)], timeout=10)
    assert job.is_done and "secret" not in job.error and "recommencez" in job.error
