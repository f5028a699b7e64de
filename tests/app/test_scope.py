"""The shared scope: read from the address, kept from page to page, unknown territories said."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from loaders.catalog import ROOT
from pages.views.data.cached import read_territories
from pages.views.dossier import parse_address
from pages.widgets import state
from pages.widgets.selection import REFUSED, set_territories
from pages.words.markup import plain
from tests.app.opening import THEME_PAGES, open_page, read_chosen, read_head, read_markup, read_page, read_places, visit

LENS, ARRAS = "246200364", "200033579"
HOME = ["PMA", LENS, "200072460", "246200299"]


def open_address(**parameters: str | list[str]) -> AppTest:
    """The overview under an address with parameters."""
    app = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=30)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def test_the_home_territory_and_its_members_are_chosen_to_begin_with() -> None:
    app = open_address()
    assert read_chosen(app) == HOME
    assert app.select_slider(key="annees").value == (2009, 2026)


def test_the_territories_of_an_address_are_chosen() -> None:
    app = open_address(territoires=["Arras (CU) · 200033579", "Lens · 62498"])
    assert read_chosen(app) == [ARRAS, "62498"]
    assert [element.value for element in app.warning] == []
    assert read_head(app)[0] == "CU d'Arras"


@pytest.mark.parametrize("wanted", ["Atlantide", "99999", "Arras (CU)", "<script>alert(1)</script>"])
def test_an_unknown_territory_of_an_address_gets_a_sentence(wanted: str) -> None:
    app = open_address(territoires=wanted)
    (warning,) = [element.value for element in app.warning]
    assert warning.startswith("L’adresse demande un territoire ")
    assert f"« {plain(wanted)} »" in warning
    assert read_chosen(app) == HOME
    assert not app.exception


def test_the_known_territories_of_an_address_stay_beside_an_unknown_one() -> None:
    app = open_address(territoires=["Arras (CU) · 200033579", "Atlantide"])
    assert read_chosen(app) == [ARRAS]
    assert "« Atlantide »" in app.warning[0].value
    assert "Arras" not in app.warning[0].value


def test_a_long_unknown_text_is_cut() -> None:
    assert len(open_address(territoires="x" * 5000).warning[0].value) < 200


def test_years_and_measure_of_an_address_are_chosen() -> None:
    app = open_address(annees=["2015", "2020"], mesure="Par habitant")
    scope = app.session_state["selection"]
    assert (scope.years, scope.per_inhabitant) == ((2015, 2020), True)


@pytest.mark.parametrize(
    ("path", "field", "word", "said"),
    [
        ("logement", "seuils", "abc", "« abc » n’est pas un nombre. Écrivez les seuils ainsi : 10 ; 20,5 ; 40."),
        ("logement", "methode", "<b>", "Méthode inconnue : « \\<b\\> »."),
        ("logement", "classes", "9" * 40, "De 3 à 9 classes sont possibles, non « 9999999999 »."),
        ("logement", "bornes", "hier", "Classes d’une année ou de toutes attendues, non « hier »."),
        ("dechets", "tendance", "zz", "L’adresse demande pour « Tendance » une réponse qui n’existe pas ici : « zz »."),
        ("aide", "sujet", "zz", "L’adresse demande un sujet qui n’existe pas ici : « zz »."),
    ],
)
def test_what_an_address_asks_and_is_not_understood_is_said_once_and_is_gone(
    path: str, field: str, word: str, said: str
) -> None:
    app = visit(path, **{field: [word, word]})
    (warning,) = [element.value for element in app.warning]
    assert said in warning
    assert field not in app.query_params
    assert not app.exception


def test_bounds_that_do_not_read_leave_no_method_without_bounds() -> None:
    app = visit("logement", methode="seuils", seuils="abc")
    assert len(app.warning) == 1
    assert "methode" not in app.query_params


@pytest.mark.parametrize("page", THEME_PAGES)
def test_the_scope_follows_from_page_to_page(page: str) -> None:
    app = open_page(page, territories=(ARRAS,), years=(2013, 2024), per_inhabitant=True)
    scope = app.session_state["selection"]
    assert (scope.territories, scope.years, scope.per_inhabitant) == ((ARRAS,), (2013, 2024), True)
    assert read_places(app) == ["Arras"]


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A synthetic session in which Lens-Liévin is chosen."""
    session: dict[str, object] = {}
    monkeypatch.setattr(state.st, "session_state", session)
    state.hold("territoires", [LENS])
    return session


@pytest.mark.usefixtures("session")
def test_a_map_sets_the_territories_and_drops_what_nobody_knows() -> None:
    set_territories([LENS, ARRAS, "99999", ARRAS])
    assert state.read("territoires") == (LENS, ARRAS)


def test_a_thirteenth_territory_is_refused_and_said(session: dict[str, object]) -> None:
    table = read_territories(("D62",))
    set_territories([str(code) for code in table.index[:13]])
    assert state.read("territoires") == (LENS,)
    assert session[REFUSED] is True


def test_a_theme_of_which_nothing_is_known_here_says_so_and_where_to_go_on() -> None:
    app = visit("dechets", territoires=["200040715", "243800604"])
    said = read_page(app)
    assert "Aucun chiffre de ce thème n’est repris pour Grenoble-Alpes-Métropole et Porte de l'Isère." in said
    assert "Ces chiffres sont ceux du Pas-de-Calais et de ses environs. De Grenoble-Alpes-Métropole" in said
    assert 'href="/france"' in read_markup(app)
    assert "Fiche de séance" not in said


def test_a_commune_of_before_in_an_address_is_the_one_that_holds_it_and_is_said() -> None:
    app = open_address(territoires=["62549", ARRAS])
    assert read_chosen(app) == ["62447", ARRAS] and not app.warning
    assert app.info[0].value == "Marconne (62549) n’existe plus : Hesdin-la-Forêt (62447) en tient lieu."


def test_a_past_day_in_the_address_of_a_page_of_todays_figures_is_said() -> None:
    app = open_address(territoires=ARRAS, au="2026-03-15")
    assert app.info[0].value.startswith("Cette page montre les chiffres d’aujourd’hui, quel que soit le jour")
    way = r"\[Les mêmes vues au 15/03/2026\]\(/dossier\?dossier=([^&]+)&au=([^)]+)&territoires=200033579\)"
    word, day = re.findall(way, app.info[0].value)[0]
    led_to = parse_address(word)
    assert (day, led_to.title) == ("2026-03-15", "Vue d’ensemble")
    assert {view.territories for view in (slide.view for slide in led_to.slides)} == {(ARRAS,)}


def test_a_day_that_is_none_in_the_address_of_a_page_is_said_and_leads_nowhere() -> None:
    app = open_address(territoires=ARRAS, au="15/03/2026")
    assert "n’est pas une date" in app.info[0].value and "](" not in app.info[0].value
