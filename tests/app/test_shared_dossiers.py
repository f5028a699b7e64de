"""The dossiers of the service on their page: shared, opened by address, taken up by two at once, deleted, put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.own.database.opening import open_database
from loaders.own.password import hash_password
from loaders.own.shelf import DOSSIERS, Draft, Saved
from loaders.settings import PASSWORD as SETTING
from pages.server.rights import DOOR
from pages.views.dossier import Dossier, Slide, write_address
from pages.views.dossier.shared import read_record, write_record
from pages.widgets.dossier.kept import KEY
from pages.widgets.importing import entering
from tests.app.opening import read_markup, read_page, visit
from tests.app.test_slides import WASTE, click

PASSWORD, NAME = "un mot de passe d’essai", "Anne"
HASH = hash_password(PASSWORD)
BUREAU = Dossier(title="Bureau <b>", slides=(Slide(view=WASTE),))


@pytest.fixture
def right(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation that lets somebody write, with a database of its own."""
    monkeypatch.setenv(SETTING, HASH)
    monkeypatch.setenv("TERRIL_DATABASE", f"sqlite:///{tmp_path / 'own.sqlite'}")
    monkeypatch.setattr(DOOR, "_wrong", [])


def enter(app: AppTest, name: str = NAME) -> AppTest:
    """The page once the password has been given in its part of the service."""
    app.session_state["shared"] = True
    app = app.run()
    app.text_input(key=entering.NAME).set_value(name)
    app.text_input(key=entering.PASSWORD).set_value(PASSWORD)
    return next(button for button in app.button if button.label == "Entrer").click().run()


def open_bureau(name: str = NAME) -> AppTest:
    return enter(visit("dossier", dossier=write_address(BUREAU)), name)


def list_shared() -> list[Saved]:
    return DOSSIERS.list_newest(open_database())


def share() -> Saved:
    draft = Draft(BUREAU.title, write_record(BUREAU))
    return DOSSIERS.create(open_database(), draft, author="Paul")


def read_dossier_of(app: AppTest) -> Dossier:
    return app.session_state[KEY].dossier


def test_without_the_right_to_write_there_is_no_trace_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    app = visit("dossier")
    assert "Dossiers du service" not in read_page(app) and not app.expander


@pytest.mark.usefixtures("right")
def test_the_list_and_the_ways_to_save_ask_for_the_password() -> None:
    share()
    app = visit("dossier", dossier=write_address(BUREAU))
    app.session_state["shared"] = True
    app = app.run()
    assert [field.label for field in app.text_input if field.key in (entering.NAME, entering.PASSWORD)] == [
        "Fourni par",
        "Mot de passe de l’installation",
    ]
    assert not [button for button in app.button if str(button.key).startswith(("shared", "take-", "delete-"))]
    assert "partage=" not in read_markup(app)


@pytest.mark.usefixtures("right")
def test_a_dossier_is_shared_under_a_short_address_and_changed_there() -> None:
    app = click(open_bureau(), "shared-new")
    (one,) = list_shared()
    assert (one.title, one.author, one.number) == ("Bureau <b>", NAME, 1)
    assert read_record(one.record) == BUREAU
    assert app.query_params["partage"] == one.key and "dossier" not in app.query_params
    assert "Bureau <b>" not in read_markup(app)
    app.text_input(key="words-title").set_value("Bureau du 3 décembre").run()
    assert app.query_params["partage"] == f"{one.key}.1" and app.query_params["dossier"]
    app = click(app, "shared-save")
    changed = DOSSIERS.read(open_database(), one.key)
    assert (changed.title, changed.number) == ("Bureau du 3 décembre", 2)
    assert app.query_params["partage"] == one.key


@pytest.mark.usefixtures("right")
def test_a_reader_opens_it_by_its_address_and_sees_who_saved_it() -> None:
    one = share()
    app = visit("dossier", partage=one.key)
    assert not app.exception and read_dossier_of(app) == BUREAU
    assert any("version 1, enregistrée par Paul le" in said.value for said in app.caption)
    assert app.query_params["partage"] == one.key and "dossier" not in app.query_params
    assert "celle du dossier partagé" in read_page(app)
    assert not [button for button in app.button if str(button.key).startswith("shared-")]


@pytest.mark.usefixtures("right")
def test_an_address_with_changes_gives_them_back_and_knows_the_version_they_began_from() -> None:
    one = share()
    changed = BUREAU.model_copy(update={"subtitle": "le 3 décembre"})
    app = enter(visit("dossier", partage=f"{one.key}.1", dossier=write_address(changed)))
    assert read_dossier_of(app) == changed
    click(app, "shared-save")
    assert read_record(DOSSIERS.read(open_database(), one.key).record) == changed


@pytest.mark.usefixtures("right")
def test_of_two_officers_at_once_the_second_keeps_hers_as_a_copy_and_is_told_of_both() -> None:
    one = share()
    app = enter(visit("dossier", partage=one.key))
    app.text_input(key="words-title").set_value("Le mien").run()
    theirs = BUREAU.model_copy(update={"title": "Le sien"})
    DOSSIERS.save(
        open_database(), one.key, Draft("Le sien", write_record(theirs)), base=1, author="Paul", aside=Draft("", "")
    )
    app = app.run()
    assert any("Paul a enregistré la version 2" in said.value for said in app.info)
    app = click(app, "shared-save")
    said = app.success[0].value
    assert "Paul a enregistré la version 2" in said and "alors que vous aviez pris la version 1" in said
    assert "Rien n’est perdu" in said and "Le mien (copie par Anne)" in said.replace("\\", "")
    assert {read_record(each.record).title for each in list_shared()} == {"Le sien", "Le mien (copie par Anne)"}
    assert read_dossier_of(app).title == "Le mien (copie par Anne)"


@pytest.mark.usefixtures("right")
def test_a_deletion_asks_first_and_is_undone() -> None:
    one = share()
    app = enter(visit("dossier"))
    app = click(app, f"delete-{one.key}")
    assert not list_shared()[0].deleted_by
    app = click(app, f"sure-{one.key}")
    assert list_shared()[0].deleted_by == NAME
    reader = visit("dossier", partage=one.key)
    assert "a été supprimé par le service" in reader.error[0].value and not read_dossier_of(reader).slides
    click(app, f"back-{one.key}")
    assert not list_shared()[0].deleted_by
    assert read_dossier_of(visit("dossier", partage=one.key)) == BUREAU


@pytest.mark.usefixtures("right")
def test_an_earlier_version_is_taken_up_and_saved_as_the_newest() -> None:
    one = share()
    theirs = BUREAU.model_copy(update={"title": "Le sien"})
    DOSSIERS.save(
        open_database(), one.key, Draft("Le sien", write_record(theirs)), base=1, author="Paul", aside=Draft("", "")
    )
    app = click(enter(visit("dossier")), f"versions-{one.key}")
    app = click(app, f"take-{one.key}-1")
    assert read_dossier_of(app) == BUREAU
    click(app, "shared-save")
    now = DOSSIERS.read(open_database(), one.key)
    assert (now.number, read_record(now.record)) == (3, BUREAU)


@pytest.mark.usefixtures("right")
def test_another_dossier_in_its_place_is_that_of_nobody() -> None:
    one = share()
    app = click(enter(visit("dossier", partage=one.key)), "empty")
    assert "partage" not in app.query_params
    assert "shared-save" not in {button.key for button in app.button}


@pytest.mark.usefixtures("right")
@pytest.mark.parametrize("word", ["zzzzzzzzzz", "x", "<b>", "a.b.c", "1" * 300])
def test_an_address_of_none_is_said(word: str) -> None:
    share()
    app = visit("dossier", partage=word)
    assert not app.exception and "elle a pu être coupée" in app.error[0].value


@pytest.mark.usefixtures("right")
def test_a_right_that_has_ended_saves_nothing_and_keeps_the_dossier(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_bureau()
    monkeypatch.setattr(DOOR, "renew", lambda right: None)
    app = click(app, "shared-new")
    assert list_shared() == [] and read_dossier_of(app) == BUREAU
    assert "le dossier reste ici" in app.error[0].value


@pytest.mark.usefixtures("right")
def test_a_database_that_is_away_is_said_without_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERRIL_DATABASE", "postgresql+psycopg://terril:secret@127.0.0.1:1/terril")
    app = visit("dossier", partage="abcdefghjk")
    assert not app.exception and app.error[0].value.startswith("La base du service ne répond pas")
