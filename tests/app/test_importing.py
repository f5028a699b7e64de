"""The page « Importer »: no trace of it without the right; with it, the way from the password to what is published."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from concurrent.futures import wait
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from loaders.own.apart import ANSWER, ASKED
from loaders.own.indicators import IndicatorDraft
from loaders.settings import PASSWORD as SETTING
from pages.draw.markup.help import help_markup
from pages.files.progress import Progress
from pages.server.rights import DOOR
from pages.server.search import search
from pages.server.search.guides import list_guides
from pages.views.help import list_menu, read_help
from pages.views.paths import list_paths
from pages.widgets.importing import entering
from tests.app.conftest import PASSWORD
from tests.app.opening import read_markup, read_page, read_words, visit

NAME = "Service déchets"


def answer_apart(monkeypatch: pytest.MonkeyPatch, answer: object) -> list[tuple[str, dict[str, Any]]]:
    """What is asked from here on of a process apart, which does nothing and answers always the same."""
    asked: list[tuple[str, dict[str, Any]]] = []

    def note(module: str, words: Sequence[str], progress: Progress) -> None:
        asked.append(pickle.loads((Path(words[0]) / ASKED).read_bytes()))
        (Path(words[0]) / ANSWER).write_bytes(pickle.dumps(answer))

    monkeypatch.setattr("pages.widgets.importing.held.run_apart", note)
    return asked


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


HEAD = "Code;Territoire;Année;Indicateur;Valeur;Unité"
GOOD = [
    "246200364;CA de Lens-Liévin;2022;housing.aid_files;102;dossiers",
    "200072460;CA de Béthune-Bruay;2022;housing.aid_files;112;dossiers",
]
WRONG = [
    "246200364;CA de Lens-Liévin;20221;housing.aid_files;12;dossiers",
    "200033579;CU d'Arras;2022;housing.aid_files;douze;dossiers",
]


def drop(rows: Sequence[str], name: str = "suivi.csv") -> AppTest:
    """The page once a file has been dropped and read."""
    return drop_file("\n".join([HEAD, *rows]).encode(), name)


def drop_file(content: bytes, name: str) -> AppTest:
    """The same of the bytes of a file."""
    app = enter()
    app.get("file_uploader")[0].set_value((name, content, "text/csv"))
    app.run()
    wait([app.session_state["importing"].work.done], timeout=60)
    return app.run()


def name_field(app: AppTest, name: str) -> str:
    return str(app.session_state["importing"].name_field(name))


def list_buttons(app: AppTest) -> dict[str, bool]:
    """The buttons that decide, and whether each may be pressed."""
    keys = ("publish", "publish-rest", "cancel-import")
    return {button.label: not button.disabled for button in app.button if button.key in keys}


@pytest.mark.usefixtures("base")
def test_before_a_file_there_is_a_template_a_place_for_it_and_what_is_published() -> None:
    app = enter()
    assert not app.exception
    assert [head.value for head in app.header] == ["1. Un modèle", "2. Votre fichier", "Publications (0)"]
    assert "50\u00a0Mo et un million de lignes" in app.get("file_uploader")[0].label
    assert list_buttons(app) == {}


@pytest.mark.usefixtures("base")
def test_a_file_that_is_right_is_told_in_figures_and_may_be_published() -> None:
    app = drop(GOOD)
    assert not app.exception
    said = read_page(app)
    assert "2 valeurs de 1 indicateur" in said.replace("\u00a0", " ") and "Valeurs\u00a0: 2 nouvelles." in said
    assert "À corriger" not in said
    assert list_buttons(app) == {"Publier": True, "Annuler": True}
    assert app.text_input(key="publication-title").value == "suivi"


@pytest.mark.usefixtures("base")
def test_a_file_that_is_half_wrong_says_each_error_at_its_cell_and_offers_the_rest() -> None:
    app = drop([*GOOD, *WRONG])
    table = read_markup(app).partition('aria-label="À corriger"')[2].partition("</table>")[0]
    rows = [read_words(row).splitlines() for row in table.split("<tr>")[2:]]
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("Ligne 4", "C · Année", "20221"),
        ("Ligne 5", "E · Valeur", "douze"),
    ]
    assert list_buttons(app) == {
        "Publier": False,
        "Publier sans les lignes en erreur (2\u00a0valeurs)": True,
        "Annuler": True,
    }
    app = app.button(key="cancel-import").click().run()
    assert "importing" not in app.session_state and list_buttons(app) == {}


@pytest.mark.usefixtures("base")
def test_a_file_that_is_all_wrong_can_only_be_let_go() -> None:
    app = drop(WRONG)
    assert "À corriger (2)" in [head.value for head in app.header]
    assert list_buttons(app) == {"Annuler": True}
    assert not app.exception


@pytest.mark.usefixtures("base")
def test_a_name_without_code_is_proposed_and_taken_once_it_is_confirmed() -> None:
    app = drop([*GOOD, ";Lens;2022;housing.aid_files;12;dossiers"])
    assert not list_buttons(app)["Publier"] and "Noms à confirmer (1)" in [head.value for head in app.header]
    assert app.selectbox(key=name_field(app, "name-0")).options[1].startswith("Lens")
    app = next(button for button in app.button if button.label == "Confirmer et relire").click().run()
    wait([app.session_state["importing"].work.done], timeout=60)
    assert list_buttons(app.run()) == {"Publier": True, "Annuler": True}


@pytest.mark.usefixtures("base")
def test_a_right_that_has_ended_does_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    app = drop(GOOD)
    monkeypatch.setattr(DOOR, "renew", lambda right: None)
    app = app.button(key="publish").click().run()
    assert not app.exception and "importing" not in app.session_state
    assert app.error[0].value.startswith("Plus rien n’a été fait pendant 30")


@pytest.mark.usefixtures("right")
def test_a_database_that_is_away_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.sqlite").write_bytes(b"rien d'une base" * 100)
    monkeypatch.setenv("TERRIL_DATABASE", f"sqlite:///{tmp_path / 'own.sqlite'}")
    app = enter()
    assert not app.exception and "n’est pas une base de Terril" in app.error[0].value


@pytest.mark.usefixtures("base")
def test_the_template_is_of_what_is_chosen_with_the_territories_of_the_installation() -> None:
    app = enter()
    app.session_state["template"] = True
    app = app.run()
    assert "Choisissez au moins un indicateur et une année." in [said.value for said in app.caption]
    app.multiselect(key="template-indicators").set_value(["waste.collected"])
    app = app.multiselect(key="template-years").set_value([2023, 2024]).run()
    assert "8\u00a0cases à remplir ; ce qui reste vide n’est pas publié." in [said.value for said in app.caption]


@pytest.mark.usefixtures("right")
def test_an_indicator_is_declared_in_the_words_of_the_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERRIL_DATABASE", f"sqlite:///{tmp_path / 'own.sqlite'}")
    asked = answer_apart(monkeypatch, "waste.own_composteurs")
    app = enter()
    app.session_state["declare"] = True
    app = app.run()
    app = next(button for button in app.button if button.label == "Déclarer l’indicateur").click().run()
    assert app.error[0].value.startswith("Donnez un libellé, une unité et une définition") and not asked
    app.text_input(key="new-label").set_value("  Composteurs\u00a0 distribués ")
    app.text_area(key="new-definition").set_value("Composteurs remis dans l’année.")
    app.selectbox(key="new-unit").set_value("composters")
    app = next(button for button in app.button if button.label == "Déclarer l’indicateur").click().run()
    wait([app.session_state["changing"].done], timeout=30)
    ((what, words),) = asked
    draft = IndicatorDraft.model_validate(words["draft"])
    assert (what, words["author"], draft.label) == ("declare", NAME, "Composteurs distribués")
    assert (draft.key, draft.unit, draft.is_comparable) == (
        "waste.own_composteurs_distribues", "composters", True,
    )  # fmt: skip
    assert app.run().success[0].value.startswith("Déclaration de l’indicateur : c’est fait.")


@pytest.mark.usefixtures("base")
def test_a_column_whose_role_is_corrected_is_read_anew_and_the_next_file_has_fields_of_its_own() -> None:
    app = drop(GOOD)
    app.session_state["correct"] = True
    app = app.run()
    app.selectbox(key=name_field(app, "role-3")).set_value("ignored")
    app.selectbox(key=name_field(app, "indicator")).set_value("housing.local_aid_amount")
    app.text_input(key=name_field(app, "unit")).set_value("€")
    app.selectbox(key=name_field(app, "role-5")).set_value("ignored")
    app = next(button for button in app.button if button.label == "Relire avec ces choix").click().run()
    wait([app.session_state["importing"].work.done], timeout=60)
    app = app.run()
    assert app.session_state["importing"].seen.counts["indicator"].tolist() == ["housing.local_aid_amount"]
    app.get("file_uploader")[0].set_value(("autre.csv", "\n".join([HEAD, *GOOD]).encode(), "text/csv"))
    app = app.run()
    wait([app.session_state["importing"].work.done], timeout=60)
    app.session_state["correct"] = True
    app = app.run()
    assert app.selectbox(key=name_field(app, "role-3")).value == "indicator"
    assert app.text_input(key="publication-title").value == "autre"


@pytest.mark.usefixtures("base")
def test_a_file_of_which_nothing_is_read_opens_on_what_corrects_it() -> None:
    app = drop(GOOD)
    app.get("file_uploader")[0].set_value(("sans.csv", b"Code INSEE;2022\n62498;12\n", "text/csv"))
    app = app.run()
    wait([app.session_state["importing"].work.done], timeout=60)
    app = app.run()
    assert app.session_state["importing"].seen.counts.empty
    app.selectbox(key=name_field(app, "indicator")).set_value("housing.local_aid_amount")
    app = next(button for button in app.button if button.label == "Relire avec ces choix").click().run()
    wait([app.session_state["importing"].work.done], timeout=60)
    app = app.run()
    assert app.session_state["importing"].seen.counts["indicator"].tolist() == ["housing.local_aid_amount"]
    assert not [field for field in app.selectbox if field.label == "Indicateur"]
