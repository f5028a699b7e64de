"""The pages of a source, of an indicator and of the other themes: by address, and where the address is wrong."""

import pytest
from streamlit.testing.v1 import AppTest

from loaders.catalog import ROOT, load_catalog
from tests.app.opening import read_markup, read_page, read_words

OTHERS = [key for key, theme in load_catalog().themes.items() if theme.page == "themes"]


def visit(page: str, **parameters: str) -> AppTest:
    """A page opened by its address."""
    app = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=30).run()
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page(f"{page}.py").run()
    assert not app.exception
    return app


def test_the_list_of_sources_names_each_with_its_licence() -> None:
    words = " ".join(read_page(visit("source")).split())
    for source in load_catalog().sources.values():
        assert " ".join(source.title.split()) in words
        assert source.licence in words


def test_a_source_says_what_it_is_what_it_covers_and_shows_all_its_figures() -> None:
    app = visit("source", id="000-call-2021")
    words = read_page(app)
    assert "Communauté d'agglomération de Lens-Liévin" in words
    assert "Ce qu’elle couvre" in words
    assert "Ressources humaines" in words
    assert "156\u202f402" in words


@pytest.mark.parametrize("page", ["source", "indicator", "themes"])
def test_an_unknown_id_in_an_address_gets_a_sentence_and_a_way_on(page: str) -> None:
    app = visit(page, **{"theme" if page == "themes" else "id": "<b>rien</b>"})
    (warning,) = app.warning
    assert "n’existe pas ici : « <b>rien</b> »" in warning.value
    assert "Choisissez dans la liste" in warning.value
    assert app.selectbox


def test_an_indicator_says_how_it_is_counted() -> None:
    words = read_words(read_markup(visit("indicator", id="waste.collected")))
    assert load_catalog().indicators["waste.collected"].definition in words
    assert "une baisse est favorable" in words


@pytest.mark.parametrize("theme", OTHERS)
def test_every_other_theme_opens_with_its_figures(theme: str) -> None:
    app = visit("themes", theme=theme)
    assert load_catalog().themes[theme].label in read_page(app)
    assert "Tous les chiffres publiés" in read_page(app)
    assert "t-figure" in read_markup(app)
