"""The page Aide: its answers are found by the search, its pictures drawn, its faults refused."""

import re
from pathlib import Path

import pytest

from loaders.catalog import CATALOG
from loaders.yaml_files import CatalogError
from pages.draw.markup.help import help_markup
from pages.server.search import search
from pages.views.help import list_menu, read_help
from pages.views.help.pictures import LABELS, lay_picture

HELP = read_help()


@pytest.mark.parametrize("key", HELP.answers)
def test_each_answer_is_found_by_its_question(key: str) -> None:
    first = search(HELP.answers[key].question, "PMA")["results"][0]
    assert (first["kind"], first["href"]) == ("help", f"/aide?sujet={key}")


@pytest.mark.parametrize("mark", HELP.marks)
def test_each_mark_is_found_by_its_name(mark: str) -> None:
    found = search(mark, "PMA")["results"]
    assert ("help", "/aide?sujet=marques") in [(result["kind"], result["href"]) for result in found]


@pytest.mark.parametrize("path", list_menu())
def test_each_page_of_the_menu_is_found_by_its_title(path: str) -> None:
    found = search(list_menu()[path], "PMA")["results"]
    assert ("page", path) in [(result["kind"], result["href"]) for result in found]


def test_the_answer_of_the_address_comes_first() -> None:
    heads = re.findall(r'<h2 id="([^"]+)">', help_markup(HELP, "excel"))
    assert heads[0] == "excel" and sorted(heads) == sorted([*HELP.answers, "marques", "inconnu"])
    assert re.findall(r'<h2 id="([^"]+)">', help_markup(HELP, "<b>"))[0] == next(iter(HELP.answers))


def test_each_picture_is_used_and_said() -> None:
    used = {answer.picture for answer in HELP.answers.values() if answer.picture}
    markup = help_markup(HELP)
    assert used == set(LABELS)
    assert all(f'aria-label="{label}"' in markup for label in LABELS.values())


def test_the_picture_of_a_course_has_a_hollow_mark_a_link_and_a_break() -> None:
    marks = lay_picture("lines").marks
    assert any(getattr(mark, "fill", "") == "paper" and hasattr(mark, "symbol") for mark in marks)
    assert sum(bool(getattr(mark, "dash", ())) for mark in marks) >= 2


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        (
            "leads_to: [/controles, /methode]",
            "leads_to: [/rien]",
            "answers.contradiction : la page « /rien » n'existe pas",
        ),
        ("  /france: [", "  /frances: [", "la page « /france » manque dans pages"),
        ("picture: aims", "picture: aimes", "answers.objectif.picture"),
        ("question: Où sont", "questoin: Où sont", "answers.objectif.questoin"),
    ],
)
def test_a_fault_is_refused(right: str, wrong: str, sentence: str, tmp_path: Path) -> None:
    text = (CATALOG / "help.yaml").read_text(encoding="utf-8")
    (tmp_path / "help.yaml").write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        read_help(tmp_path)
    assert "help.yaml" in str(caught.value) and sentence in str(caught.value)
