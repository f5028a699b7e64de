"""The page « Importer »: no trace of it without the right; with it, the way from the password to what is published."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from loaders.own.password import SETTING, hash_password
from pages.draw.markup.help import help_markup
from pages.server.rights import DOOR
from pages.server.search import search
from pages.server.search.guides import list_guides
from pages.views.help import list_menu, read_help
from pages.views.paths import list_paths
from pages.widgets.importing import entering
from tests.app.opening import read_markup, read_page, visit

PASSWORD, NAME = "un mot de passe d’essai", "Service déchets"
HASH = hash_password(PASSWORD)


@pytest.fixture
def right(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that lets somebody write."""
    monkeypatch.setenv(SETTING, HASH)
    monkeypatch.setattr(DOOR, "_wrong", [])


def enter(password: str = PASSWORD, *, name: str = NAME) -> AppTest:
    """The page, once a name and a password have been given."""
    return give(visit("importer"), password, name=name)


def give(app: AppTest, password: str, *, name: str = NAME) -> AppTest:
    app.text_input(key=entering.NAME).set_value(name)
    app.text_input(key=entering.PASSWORD).set_value(password)
    return next(button for button in app.button if button.label == "Entrer").click().run()


@pytest.mark.parametrize("setting", ["", "un mot de passe en clair"])
def test_without_the_right_there_is_no_trace_of_it(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, setting)
    app = visit("importer")
    assert not app.exception and not app.text_input
    assert "Page inconnue" in read_page(app)
    assert "/importer" not in list_paths() and "/importer" not in list_menu() and "/importer" not in read_help().pages
    assert "/importer" not in {guide.id for guide in list_guides()}
    for page in (visit("aide"), visit("methode"), visit("mentions-legales")):
        assert "/importer" not in read_markup(page) and "fourni par" not in read_page(page)
    found = search("importer les chiffres du service", "PMA")["results"]
    assert not [one for one in found if "importer" in one["href"]]


@pytest.mark.usefixtures("right")
def test_with_the_right_it_is_in_the_menu_the_search_help_and_method() -> None:
    assert "/importer" in list_paths() and list_menu()["/importer"] == "Importer"
    assert "Comment ajouter les chiffres de notre service" in help_markup(read_help())
    assert "/importer" in {guide.id for guide in list_guides()}
    assert 'href="/importer"' in read_markup(visit("methode"))
    assert "il garde le nom saisi" in read_page(visit("mentions-legales"))


@pytest.mark.usefixtures("right")
def test_the_page_asks_for_the_password_and_shows_nothing_else_before() -> None:
    app = visit("importer")
    assert [field.label for field in app.text_input] == ["Fourni par", "Mot de passe de l’installation"]
    assert not app.expander and not app.get("file_uploader")


@pytest.mark.usefixtures("right")
def test_who_gives_it_is_let_in_under_a_name_and_out_again() -> None:
    app = enter(name="Service <b>déchets</b>")
    assert not app.exception
    assert any("Vous publiez sous le nom" in said.value for said in app.caption)
    assert "<b>" not in "".join(said.value for said in app.caption).replace("\\<b\\>", "")
    assert PASSWORD not in repr(app.session_state)
    out = app.button(key="leave").click().run()
    assert [field.label for field in out.text_input] == ["Fourni par", "Mot de passe de l’installation"]


@pytest.mark.usefixtures("right")
def test_ten_wrong_passwords_and_the_right_one_is_not_heard() -> None:
    app = enter("faux")
    for _ in range(9):
        assert app.error[0].value == "Ce mot de passe n’est pas celui de cette installation."
        app = give(app, "faux encore")
    app = give(app, PASSWORD)
    assert app.error[0].value.startswith("Trop de mots de passe faux.") and app.text_input
