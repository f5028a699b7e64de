"""The Dossier page without a browser: empty, from an address, edited, undone, broken; the offer under each view."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from loaders.catalog import ROOT
from pages.views.dossier import Dossier, Slide, write_address
from pages.views.view import View

TREND = View(kind="trend", indicators=("waste.collected",), territories=("246200364",))


def open_dossier(word: str = "") -> AppTest:
    """The Dossier page, with a dossier in its address or none."""
    app = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=30)
    app.run()
    if word:
        app.query_params["dossier"] = word
    return app.switch_page("slides.py").run()


def press(app: AppTest, key: str) -> AppTest:
    """Press a button."""
    return app.button(key=key).click().run()


def test_an_empty_dossier_says_how_to_fill_it() -> None:
    app = open_dossier()
    assert app.info[0].value.startswith("Ce dossier est vide.")
    assert not app.exception


def test_a_ready_dossier_opens_and_is_undone() -> None:
    app = press(open_dossier(), "ready-0")
    assert app.text_input[0].value == "Les déchets de l’année"
    app = press(app, "undo")
    assert app.info[0].value.startswith("Ce dossier est vide.")
    assert press(app, "redo").text_input[0].value == "Les déchets de l’année"


def test_a_view_is_edited_moved_copied_and_removed() -> None:
    dossier = Dossier(slides=(Slide(view=TREND, title="Un"), Slide(view=TREND, title="Deux")))
    app = open_dossier(write_address(dossier))

    def titles() -> list[str]:
        return [str(field.value) for field in app.text_input if field.label == "Titre"]

    assert titles() == ["Un", "Deux"]
    press(app, "Monter-1")
    assert titles() == ["Deux", "Un"]
    press(app, "Dupliquer-0")
    assert titles() == ["Deux", "Deux", "Un"]
    press(app, "Retirer-1")
    next(field for field in app.text_input if field.value == "Un").set_value("=1+1 <b>").run()
    assert titles() == ["Deux", "=1+1 <b>"]
    press(app, "undo")
    assert titles() == ["Deux", "Un"]
    assert not app.exception


@pytest.mark.parametrize("word", ["x", "cassé", write_address(Dossier(slides=(Slide(view=TREND),)))[:-6]])
def test_a_broken_address_gets_a_sentence_and_changes_nothing(word: str) -> None:
    app = open_dossier(word)
    assert "a pu être coupée" in app.error[0].value
    assert app.info[0].value.startswith("Ce dossier est vide.")
    assert not app.exception


def test_a_view_that_does_not_exist_says_so_and_can_be_removed() -> None:
    wrong = View(kind="trend", indicators=("waste.nothing",))
    app = open_dossier(write_address(Dossier(slides=(Slide(view=wrong),))))
    assert "n’existe pas ici" in app.warning[0].value
    assert press(app, "Retirer-0").info[0].value.startswith("Ce dossier est vide.")


def test_what_a_page_offers_goes_into_the_dossier() -> None:
    app = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=30).run()
    for key in ("add-map-overview", "add-ranking-overview", "add-trend-overview", "add-cards"):
        press(app, key)
    kinds = [slide.view.kind for slide in app.session_state["dossier_kept"].dossier.slides]
    assert kinds == ["map", "ranking", "trend", "cards"]
    body = json.loads(app.session_state["dossier_kept"].dossier.model_dump_json())
    assert body["slides"][0]["view"]["indicators"] == ["housing.authorised"]
