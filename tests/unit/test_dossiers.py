"""The reader's dossier: each change can be undone; the ready ones are true; a job says what happens to it."""

import asyncio
import re
from pathlib import Path

import pytest
from starlette.requests import Request

from loaders import store
from pages.exports.route import serve_file, view_address
from pages.exports.stamp import Progress
from pages.parts.dossiers import kept
from pages.parts.dossiers.editor import FOLDER
from pages.parts.dossiers.files import choose_writer, name_file
from pages.parts.dossiers.jobs import Job
from pages.views.dossier import MOST_SLIDES, Dossier, Slide, parse_dossier, prepare
from pages.views.view import View, parse_word, write_word

LENS = "246200364"
ONE = View(kind="trend", indicators=("waste.collected",), territories=(LENS,))
TWO = View(kind="map", indicators=("housing.authorised",), year=2021)
READY = sorted(FOLDER.glob("*.json"))


def make_dossier(*views: View) -> Dossier:
    """A dossier of a few views."""
    return Dossier(title="Essai", slides=tuple(Slide(view=view) for view in views))


def ask(form: str, word: str) -> tuple[int, bytes, str]:
    """What the route of files answers: status, body and disposition."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/vue/{form}",
        "path_params": {"form": form},
        "query_string": f"v={word}".encode(),
        "headers": [(b"host", b"terril.example")],
        "server": ("terril.example", 80),
        "scheme": "http",
    }
    answer = asyncio.run(serve_file(Request(scope)))
    return answer.status_code, bytes(answer.body), answer.headers.get("content-disposition", "")


def test_a_change_is_undone_and_done_again() -> None:
    empty = kept.Kept()
    full = empty.change(kept.add_slide(empty.dossier, ONE), "ajout")
    assert full.undo().dossier == empty.dossier
    assert full.undo().redo().dossier == full.dossier
    assert full.undo().undo().dossier == empty.dossier


def test_a_new_change_forgets_what_was_undone() -> None:
    first = kept.Kept().change(make_dossier(ONE), "un").undo().change(make_dossier(TWO), "deux")
    assert first.redo() == first


def test_the_steps_that_can_be_undone_are_bounded() -> None:
    held = kept.Kept()
    for n in range(kept.MOST_STEPS + 20):
        held = held.change(Dossier(title=f"T{n}"), "titre")
    assert len(held.past) == kept.MOST_STEPS


def test_slides_move_are_copied_and_removed() -> None:
    dossier = make_dossier(ONE, TWO)
    assert [s.view for s in kept.move_slide(dossier, 1, -1).slides] == [TWO, ONE]
    assert kept.move_slide(dossier, 0, -1) == dossier
    assert [s.view for s in kept.copy_slide(dossier, 0).slides] == [ONE, ONE, TWO]
    assert [s.view for s in kept.remove_slide(dossier, 0).slides] == [TWO]
    assert kept.edit_slide(dossier, 1, comment="Mot").slides[1].comment == "Mot"


def test_a_full_dossier_takes_no_more() -> None:
    full = make_dossier(*[ONE] * MOST_SLIDES)
    assert kept.add_slide(full, TWO) == full
    assert kept.copy_slide(full, 0) == full


def test_a_view_comes_back_from_its_word() -> None:
    assert parse_word(write_word(TWO)) == TWO


@pytest.mark.parametrize("path", READY, ids=lambda path: path.stem)
def test_every_view_of_a_ready_dossier_has_data(path: Path) -> None:
    for found in prepare(parse_dossier(path.read_bytes())):
        assert found.content is not None, found.fault
        assert not found.content.is_empty


def test_three_dossiers_come_with_terril() -> None:
    assert len(READY) == 3


@pytest.mark.parametrize("path", READY, ids=lambda path: path.stem)
def test_every_large_figure_of_a_ready_comment_is_in_the_data(path: Path) -> None:
    values = {round(v) for v in store.load_observations(None, place=None)["value"].dropna()}
    grants = store.load_grants()
    values |= {round(v) for column in ("montant", "coutProjet") for v in grants[column].dropna()}
    for slide in parse_dossier(path.read_bytes()).slides:
        for written in re.findall(r"\d{1,3}(?:\u202f\d{3})+", slide.comment + slide.notes):
            assert int(written.replace("\u202f", "")) in values, written


def test_a_file_of_a_view_is_served_with_its_name() -> None:
    status, body, place = ask("png", write_word(TWO))
    assert (status, body[:4]) == (200, b"\x89PNG")
    assert 'filename="terril-logements-autorises.png"' in place


@pytest.mark.parametrize(
    ("form", "word", "status", "said"),
    [
        ("exe", write_word(TWO), 404, "Terril n’écrit pas de fichier"),
        ("png", "cassé", 400, "L’adresse ne contient pas une vue entière"),
        ("png", write_word(TWO)[:-9], 400, "L’adresse ne contient pas une vue entière"),
        ("gpkg", write_word(ONE), 400, "Seule une carte a des contours"),
        ("svg", write_word(View(kind="trend", indicators=("waste.nothing",))), 400, "n’existe pas ici"),
    ],
)
def test_a_file_that_cannot_be_made_gets_a_page_that_says_why(form: str, word: str, status: int, said: str) -> None:
    found, body, _ = ask(form, word)
    assert found == status
    assert said in body.decode()


def test_the_address_of_a_file_holds_its_view() -> None:
    assert parse_word(view_address(ONE, "svg").partition("v=")[2]) == ONE


@pytest.mark.parametrize(("form", "start"), [("pptx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK"), ("zip", b"PK")])
def test_a_job_makes_a_file_step_by_step(form: str, start: bytes) -> None:
    job = Job("Fichier", name_file(make_dossier(), form), "")
    job.run(choose_writer(form, make_dossier(ONE, TWO), "", None))
    assert job.is_done
    assert not job.error
    assert job.body.startswith(start)


def test_a_job_that_is_cancelled_stops_at_its_next_step() -> None:
    job = Job("Fichier", "f", "")
    seen = []

    def write(progress: Progress) -> tuple[bytes, list[str]]:
        for step in range(5):
            progress(step, 5, "vue")
            seen.append(step)
            if step == 1:
                job.cancel()
        return b"whole", []

    job.run(write)
    assert (seen, job.body, job.is_done) == ([0, 1], b"", True)


def test_a_job_that_fails_says_so_and_ends() -> None:
    def write(progress: Progress) -> tuple[bytes, list[str]]:
        raise RuntimeError("panne synthétique")

    job = Job("Fichier", "f", "")
    job.run(write)
    assert job.is_done
    assert job.error.startswith("Le fichier n’a pas pu être fait")


def test_the_view_that_fails_is_named_and_the_rest_is_delivered() -> None:
    wrong = View(kind="trend", indicators=("waste.nothing",))
    for form in ("pptx", "pdf", "xlsx", "zip"):
        job = Job("Fichier", "f", "")
        job.run(choose_writer(form, make_dossier(wrong, ONE), "", None))
        assert job.body
        assert len(job.faults) == 1
        assert "Vue 1" in job.faults[0]
