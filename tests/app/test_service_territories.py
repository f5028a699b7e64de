"""The territories of the service in the dialog that composes: saved, opened by address, taken up by two, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from loaders.own.database.opening import open_database
from loaders.own.password import hash_password
from loaders.own.shelf import TERRITORIES, Draft, Saved
from loaders.settings import PASSWORD as SETTING
from pages.server.rights import DOOR
from pages.server.territories import routes
from pages.widgets.importing import entering
from tests.app.opening import read_chosen, read_query, visit

LENS, HENIN, ARRAS = "246200364", "246200299", "200033579"
GOHELLE = f"compose.{HENIN}.{LENS}.Gohelle"
PASSWORD = "un mot de passe d’essai"
HASH = hash_password(PASSWORD)


@pytest.fixture(autouse=True)
def base(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation that lets somebody write, with a database of its own."""
    monkeypatch.setenv(SETTING, HASH)
    monkeypatch.setenv("TERRIL_DATABASE", f"sqlite:///{tmp_path / 'own.sqlite'}")
    monkeypatch.setattr(DOOR, "_wrong", [])


def share(code: str = GOHELLE, *, title: str = "Gohelle") -> Saved:
    return TERRITORIES.create(open_database(), Draft(title, code), author="Paul")


def list_saved() -> list[Saved]:
    return TERRITORIES.list_newest(open_database())


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def show_dialog() -> None:
    """What is in the dialog, without it: a test reruns the whole page, which closes one."""
    import streamlit as st

    from pages.views.record import USUAL_YEARS
    from pages.views.selection import make_selection
    from pages.widgets.picker import composing

    selection = make_selection(tuple(st.session_state["chosen"]), USUAL_YEARS)
    if composing.MEMBERS not in st.session_state:
        composing._begin(selection)
    composing._show.__wrapped__(selection, lambda codes: None)  # type: ignore[attr-defined]


def open_dialog(*territories: str) -> AppTest:
    app = AppTest.from_function(show_dialog, default_timeout=30)
    app.session_state["chosen"] = territories
    return app.run()


def enter(app: AppTest, name: str = "Anne") -> AppTest:
    app.text_input(key=entering.NAME).set_value(name)
    app.text_input(key=entering.PASSWORD).set_value(PASSWORD)
    return next(button for button in app.button if button.label == "Entrer").click().run()


def list_words(app: AppTest) -> str:
    return " ".join(str(one.value) for one in [*app.caption, *app.success, *app.error, *app.markdown])


def list_keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def test_what_is_composed_is_saved_under_a_short_address_with_who_did() -> None:
    app = enter(open_dialog(LENS, HENIN))
    assert app.button(key="service-new").disabled and "Donnez-lui un nom" in list_words(app)
    app = app.text_input(key="compose-name").set_value("Gohelle").run()
    app = press(app, "service-new")
    (one,) = list_saved()
    assert (one.title, one.record, one.author, one.number) == ("Gohelle", GOHELLE, "Anne", 1)
    assert "Enregistré" in list_words(app)
    app = app.text_input(key="compose-name").set_value("Gohelle élargie").run()
    press(app, "service-save")
    (changed,) = list_saved()
    assert (changed.key, changed.title, changed.number) == (one.key, "Gohelle élargie", 2)


def test_a_short_address_opens_the_newest_version_and_says_whose_it_is() -> None:
    one = share()
    TERRITORIES.save(
        open_database(), one.key, Draft("Artois", f"compose.{ARRAS}.{LENS}.Artois"), base=1, author="Zoé",
        aside=Draft("", ""),
    )  # fmt: skip
    app = visit("themes", territoires=[f"service.{one.key}", HENIN])
    assert read_chosen(app) == [f"compose.{ARRAS}.{LENS}.Artois", HENIN]
    assert read_query(app)["territoires"] == [f"compose.{ARRAS}.{LENS}.Artois", HENIN]
    assert any("« Artois »" in one.value.replace("\u202f", " ") and "version 2, enregistrée par Zoé le" in one.value
               for one in app.info)  # fmt: skip


@pytest.mark.parametrize("word", ["service.zzzzzzzzzz", "service.aaaa"])
def test_a_short_address_of_nothing_is_said(word: str) -> None:
    share()
    app = visit("themes", territoires=[word, LENS])
    assert read_chosen(app) == [LENS]
    assert any("n’est pas celle d’un territoire du service" in one.value for one in app.warning)


def test_a_short_address_says_that_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERRIL_DATABASE", "postgresql+psycopg://terril:secret@127.0.0.1:1/terril")
    app = visit("themes", territoires=["service.abcdefghjk", LENS])
    assert any(one.value.startswith("La base du service ne répond pas") for one in app.warning)


def test_a_reader_sees_them_and_takes_one_up_but_changes_nothing() -> None:
    one = share()
    app = open_dialog(LENS)
    assert "1\u00a0territoire du service" in list_words(app)
    assert {f"take-{one.key}"} <= list_keys(app)
    assert not {f"delete-{one.key}", f"versions-{one.key}", "service-new"} & list_keys(app)
    app = press(app, f"take-{one.key}")
    assert app.text_area(key="compose-members").value == f"Hénin-Carvin · {HENIN}\nLens-Liévin · {LENS}"
    assert app.text_input(key="compose-name").value == "Gohelle"


def test_of_two_officers_at_once_the_second_keeps_hers_beside_and_is_told_of_both() -> None:
    one = share()
    app = press(enter(open_dialog(LENS)), f"take-{one.key}")
    theirs = Draft("Artois", f"compose.{ARRAS}.{LENS}.Artois")
    TERRITORIES.save(open_database(), one.key, theirs, base=1, author="Paul", aside=Draft("", ""))
    app = app.text_input(key="compose-name").set_value("La mienne").run()
    app = press(app, "service-save")
    assert "Paul a enregistré la version 2" in list_words(app) and "Rien n’est perdu" in list_words(app)
    assert {(each.title, each.record) for each in list_saved()} == {
        theirs, ("La mienne (copie par Anne)", f"compose.{HENIN}.{LENS}.La mienne (copie par Anne)"),
    }  # fmt: skip


def test_one_is_taken_back_and_put_back_with_its_address() -> None:
    one = share()
    app = press(enter(open_dialog(LENS)), f"delete-{one.key}")
    assert not list_saved()[0].deleted_by
    app = press(app, f"sure-{one.key}")
    assert list_saved()[0].deleted_by == "Anne"
    reader = visit("themes", territoires=[f"service.{one.key}", LENS])
    assert any("Anne l’a supprimé" in each.value for each in reader.warning)
    press(app, f"back-{one.key}")
    assert read_chosen(visit("themes", territoires=f"service.{one.key}")) == [GOHELLE]


def test_an_installation_without_a_database_and_that_nobody_writes_to_says_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(SETTING)
    monkeypatch.delenv("TERRIL_DATABASE")
    monkeypatch.setattr("pages.widgets.picker.composing.is_there", lambda: False)
    assert "Territoires du service" not in list_words(open_dialog(LENS))


def ask_choices() -> tuple[int, list[list[str]]]:
    answer = TestClient(Starlette(routes=routes)).get("/territoires/service")
    return answer.status_code, answer.json()


def test_those_of_the_service_are_served_to_choose_from() -> None:
    assert ask_choices() == (200, [])
    share("compose.62498.62510.Les deux villes", title="Les deux villes")
    share()
    gone = share(title="Ancienne")
    TERRITORIES.delete(open_database(), gone.key, base=1, author="Paul")
    share("compose.62498.99999.Nulle part", title="Nulle part")
    assert ask_choices() == (
        200,
        [
            [GOHELLE, "Gohelle", "2\u00a0EPCI · par Paul", f"Hénin-Carvin Lens-Liévin {HENIN} {LENS}"],
            [
                "compose.62498.62510.Les deux villes", "Les deux villes", "2\u00a0communes · par Paul",
                "Lens Liévin 62498 62510",
            ],
        ],
    )  # fmt: skip


def test_those_of_a_database_that_is_away_are_told_to_be() -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TERRIL_DATABASE", "postgresql+psycopg://terril:secret@127.0.0.1:1/terril")
        answer = TestClient(Starlette(routes=routes)).get("/territoires/service")
    assert (answer.status_code, answer.json()["detail"].split(" : ")[0]) == (
        503, "La base du service ne répond pas pour l’instant",
    )  # fmt: skip
