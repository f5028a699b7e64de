"""Composing a territory: the dialog, and an address that holds one, whole, wrong or out of date."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.app.opening import read_chosen, read_markup, read_query, visit

LENS, HENIN, ARRAS = "246200364", "246200299", "200033579"
TWO = f"compose.{HENIN}.{LENS}"
USUAL = ["PMA", LENS, "200072460", HENIN]


def open_dialog(*territories: str) -> AppTest:
    """The dialog over the page of housing, with these territories chosen."""
    app = visit("logement", territoires=list(territories))
    return app.button(key="compose").click().run()


def test_the_dialog_begins_with_those_chosen() -> None:
    app = open_dialog(LENS, HENIN)
    assert app.text_area(key="compose-members").value == f"Lens-Liévin · {LENS}\nHénin-Carvin · {HENIN}"
    assert "2\u00a0EPCI, 367\u202f806 habitants en 2023" in " ".join(one.value for one in app.markdown)
    assert not app.exception


def test_the_dialog_of_a_composed_territory_changes_it() -> None:
    app = open_dialog(f"{TWO}.Gohelle")
    assert app.text_area(key="compose-members").value == f"Hénin-Carvin · {HENIN}\nLens-Liévin · {LENS}"
    assert app.text_input(key="compose-name").value == "Gohelle"


def test_an_address_with_a_composed_territory_shows_it() -> None:
    app = visit("logement", territoires=[f"{TWO}.Gohelle", LENS], indicateur="housing.started")
    assert read_chosen(app) == [f"{TWO}.Gohelle", LENS]
    assert read_query(app)["territoires"] == [f"{TWO}.Gohelle", LENS]
    assert not app.exception
    assert not app.warning


def test_an_address_that_composes_otherwise_is_written_as_today_and_said() -> None:
    app = visit("logement", territoires=f"compose.{LENS}.{HENIN}.62498.62807")
    assert read_query(app)["territoires"] == [f"compose.{HENIN}.{LENS}.62757"]
    said = [one.value for one in app.info]
    assert "Tatinghem (62807) n’existe plus : Saint-Martin-lez-Tatinghem (62757) en tient lieu." in said
    assert "Dans Lens-Liévin, qui les compte déjà : Lens (62498)." in said


def test_an_address_that_composes_of_a_code_of_nobody_says_so_and_shows_the_usual() -> None:
    app = visit("logement", territoires="compose.62498.99999")
    assert read_chosen(app) == USUAL
    (warning,) = [one.value for one in app.warning]
    assert warning.startswith("Territoire composé de l’adresse : Aucun territoire de ce code ou de ce nom : « 99999 ».")


def test_markup_in_the_name_of_an_address_is_no_territory_and_no_markup() -> None:
    app = visit("logement", territoires=f"{TWO}.<img src=x>")
    assert read_chosen(app) == USUAL
    assert "<img src=x>" not in read_markup(app)
    assert not app.exception


def test_the_portrait_shows_before_and_after() -> None:
    app = visit("territoire", territoires=f"compose.{LENS}.62041", code=f"compose.{LENS}.62041")
    markup = read_markup(app)
    assert "Avant et après" in markup
    # 242 013 and 42 875 in 2023.
    assert "242\u202f013\u00a0hab." in markup
    assert "284\u202f888\u00a0hab." in markup
    assert "Les communes ajoutées quitteraient la CU d" in markup
    assert not app.exception
