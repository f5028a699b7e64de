"""The page « Remarques »: no trace of it without the right; with it, a word and another value, as words alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from loaders import store
from loaders.own.database.opening import open_database
from loaders.own.memory import find_remarked
from loaders.own.memory.spans import Thing
from loaders.own.proposals import list_proposals, refuse
from loaders.settings import PASSWORD as SETTING
from pages.files.jobs import Job
from pages.server import panel
from pages.views.help import list_menu
from pages.views.paths import list_paths
from pages.widgets.importing import changing
from pages.widgets.importing.held import Work
from pages.widgets.remarks import saying
from tests.app.conftest import PASSWORD
from tests.app.opening import read_markup, read_page, visit
from tests.app.test_importing import NAME, answer_apart, give
from tests.unit.server.test_history import read

FIGURE, HOSTILE = "3113f03816", "<img src=x onerror=alert(1)> =1+1"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What is asked of a process apart, which does nothing, and a database of its own."""
    monkeypatch.setenv("TERRIL_DATABASE", f"sqlite:///{tmp_path / 'own.sqlite'}")
    return answer_apart(monkeypatch, "fait")


def enter() -> AppTest:
    return give(visit("remarques", sur=FIGURE), PASSWORD)


def press(app: AppTest, label: str) -> AppTest:
    app = next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_without_the_right_there_is_no_trace_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert "Page inconnue" in read_page(visit("remarques", sur=FIGURE))
    assert "/remarques" not in list_paths() and "/remarques" not in list_menu()
    assert panel.said_markup(FIGURE) == ""


@pytest.mark.usefixtures("right", "asked")
def test_the_panel_leads_there_and_the_page_asks_for_the_password_first() -> None:
    assert f"/remarques?sur={FIGURE}" in read(f"/chiffre/{FIGURE}")
    app = visit("remarques", sur=FIGURE)
    assert "156 402 t" in read_page(app).replace("\u202f", " ").replace("\u00a0", " ")
    assert not app.text_area and "Proposer cette valeur" not in {button.label for button in app.button}


@pytest.mark.usefixtures("right")
def test_a_remark_is_asked_for_under_the_name_given(asked: list[tuple[str, dict[str, Any]]]) -> None:
    app = enter()
    app.text_area(key=saying.WORDS).set_value(f"  {HOSTILE}\n")
    app = press(app, "Publier la remarque")
    app.session_state["changing"].done.result(timeout=30)
    ((what, words),) = asked
    assert (what, words["author"], words["words"], words["thing"].year) == ("remark", NAME, HOSTILE, "2021")
    assert app.text_area(key=saying.WORDS).value == ""


@pytest.mark.usefixtures("right")
def test_a_remark_made_while_another_is_being_published_stays_in_its_field(
    asked: list[tuple[str, dict[str, Any]]],
) -> None:
    app, first = enter(), Work(Job("Remarque", changing.SAYING, "", failed=""))
    app.session_state[changing.KEY] = first
    app.text_area(key=saying.WORDS).set_value("La seconde.")
    app = press(app, "Publier la remarque")
    assert [one.value for one in app.warning] == [
        "Remarque\u202f: pas encore, un autre changement se faisait. Recommencez une fois qu’il est fait."
    ]
    assert (app.text_area(key=saying.WORDS).value, asked) == ("La seconde.", [])
    first.job.is_done = True
    app = press(app, "Publier la remarque")
    app.session_state[changing.KEY].done.result(timeout=30)
    assert [words["words"] for _, words in asked] == ["La seconde."] and not app.warning


@pytest.mark.usefixtures("right")
def test_no_words_are_said_and_nothing_is_asked_for(asked: list[tuple[str, dict[str, Any]]]) -> None:
    app = press(enter(), "Publier la remarque")
    assert app.error[0].value.startswith("Dites votre remarque, en 500 caractères au plus") and asked == []


@pytest.mark.usefixtures("right")
def test_of_what_is_tied_to_a_secret_no_number_is_asked_for(asked: list[tuple[str, dict[str, Any]]]) -> None:
    of_vacant = store.load_observations(["housing.vacant_dwellings"], territories=["246200364"])
    app = give(visit("remarques", sur=str(of_vacant["id"].iloc[-1])), PASSWORD)
    app.text_area(key=saying.WORDS).set_value("Il y en a 17.")
    app = press(app, "Publier la remarque")
    assert app.error[0].value.startswith("Cet indicateur est lié à des chiffres confidentiels") and asked == []
    assert app.text_area(key=saying.WORDS).value == "Il y en a 17."


@pytest.mark.usefixtures("right", "asked")
def test_a_proposal_waits_as_words_and_is_refused_with_one() -> None:
    app = enter()
    app.text_input(key=saying.VALUE).set_value("157 000")
    app.text_input(key=saying.SOURCE).set_value(HOSTILE)
    app = press(app, "Proposer cette valeur")
    (one,) = list_proposals(open_database())
    assert (one.value, one.source, one.author) == ("157000", HOSTILE, NAME)
    assert "<img" not in read_markup(app) and "Propositions à décider (1)" in [head.value for head in app.header]
    app = press(app, "Refuser")
    assert app.error[0].value.startswith("Dites pourquoi vous refusez")
    app.text_input(key="answer-1").set_value("Sans pesée")
    app = press(app, "Refuser")
    (one,) = list_proposals(open_database())
    assert (one.state, one.answer) == ("refused", "Sans pesée")


@pytest.mark.usefixtures("right", "asked")
def test_a_comment_and_an_objective_wait_as_words() -> None:
    app = enter()
    app.text_area(key=saying.COMMENT).set_value(f"  {HOSTILE}\n")
    app = press(app, "Proposer ce commentaire")
    app.text_input(key=saying.AIM).set_value("120 000")
    app.text_input(key=saying.DUE).set_value("2030")
    app.text_input(key=saying.AIM_SOURCE).set_value("Délibération")
    app = press(app, "Proposer cet objectif")
    aim, comment = list_proposals(open_database())
    assert (comment.status, comment.words, comment.author, comment.thing.year) == ("comment", HOSTILE, NAME, "2021")
    assert (aim.status, aim.value, aim.thing.year, aim.thing.is_beside) == ("objective", "120000", "2030", True)
    said = read_page(app)
    assert "commentaire de l’année" in said and "objectif, " in said and "<img" not in read_markup(app)
    assert "Propositions à décider (2)" in [head.value for head in app.header]


@pytest.mark.usefixtures("right", "asked")
def test_a_due_year_that_is_none_is_said_and_what_was_typed_stays() -> None:
    app = enter()
    app.text_input(key=saying.AIM).set_value("120 000")
    app.text_input(key=saying.DUE).set_value("tôt")
    app = press(app, "Proposer cet objectif")
    assert app.error[0].value.startswith("« tôt » n’est pas une échéance")
    assert app.text_input(key=saying.AIM).value == "120 000" and list_proposals(open_database()) == []


@pytest.mark.usefixtures("right", "asked")
def test_who_decides_second_is_told() -> None:
    app = enter()
    app.text_input(key=saying.VALUE).set_value("157 000")
    app.text_input(key=saying.SOURCE).set_value("Registre")
    app = press(app, "Proposer cette valeur")
    refuse(open_database(), 1, author="Paul", answer="Sans pesée")
    app.text_input(key="answer-1").set_value("Non")
    app = press(app, "Refuser")
    assert "Paul l’a déjà refusée, en disant" in app.error[0].value


@pytest.mark.usefixtures("right", "asked")
@pytest.mark.parametrize("figure", ["rien", "<b>", "waste.collected~D62~1991~~habitant", "a~b~c~d~e", "g000000000"])
def test_a_figure_that_is_none_is_said(figure: str) -> None:
    app = give(visit("remarques", sur=figure), PASSWORD)
    assert not app.exception and "Ce chiffre n’est plus là" in app.warning[0].value


@pytest.mark.usefixtures("right")
def test_of_a_computed_figure_a_word_is_said_and_its_terms_are_where_a_value_is_proposed(
    asked: list[tuple[str, dict[str, Any]]],
) -> None:
    app = give(visit("remarques", sur="housing.authorised~PMA~2024~~valeur"), PASSWORD)
    said = read_markup(app)
    assert "Ce chiffre est calculé" in said and "somme des" in said
    assert "Logements autorisés, CA de Lens-Liévin, 2024" in said and "/remarques?sur=" in said
    labels = {button.label for button in app.button}
    assert "Proposer ce commentaire" in labels and not labels & {"Proposer cette valeur", "Proposer cet objectif"}
    app.text_area(key=saying.WORDS).set_value("Une commune a changé de méthode.")
    app = press(app, "Publier la remarque")
    app.session_state["changing"].done.result(timeout=30)
    ((_, words),) = asked
    assert words["thing"] == Thing("housing.authorised", "PMA", "", "2024", "~valeur", "", is_beside=False)


@pytest.mark.usefixtures("right")
def test_of_a_grant_a_word_is_said_and_another_amount_is_proposed(asked: list[tuple[str, dict[str, Any]]]) -> None:
    grant = str(store.load_grants()["id"].iloc[0])
    line = find_remarked(grant).place
    app = give(visit("remarques", sur=grant), PASSWORD)
    labels = {button.label for button in app.button}
    assert "Subvention " in read_page(app) and "Proposer cet objectif" not in labels
    app.text_input(key=saying.VALUE).set_value("12 000,75 €")
    app.text_input(key=saying.SOURCE).set_value(HOSTILE)
    app = press(app, "Proposer cette valeur")
    (one,) = list_proposals(open_database())
    assert (one.thing.indicator, one.thing.place, one.value, one.source) == ("grant", line, "12000.75", HOSTILE)
    assert "12 001 €" in read_page(app).replace("\u202f", " ").replace("\u00a0", " ") and "<img" not in read_markup(app)
    app.text_area(key=saying.WORDS).set_value("Versée en deux fois.")
    app = press(app, "Publier la remarque")
    app.session_state["changing"].done.result(timeout=30)
    ((_, words),) = asked
    assert (words["thing"].indicator, words["thing"].place) == ("grant", line)
