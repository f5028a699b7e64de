"""The compare page: every view from its address, every reading note, every choice without data said."""

import pytest
from streamlit.testing.v1 import AppTest

from loaders.catalog import ROOT
from tests.app.opening import choose_territories, read_charts, read_markup, read_page, read_words, turn_to, visit

LENS, BETHUNE, HENIN, ARRAS = "246200364", "200072460", "246200299", "200033579"
FOUR = (LENS, BETHUNE, HENIN, ARRAS)
AUTHORISED, STARTED, DETR = "housing.authorised", "housing.started", "subsidies.received_amount@fund=detr"
VIEWS = ["lignes", "multiples", "classement", "pente", "avant-apres", "pairs", "nuage", "tableau"]


def open_compare(*indicators: str, territories: tuple[str, ...] = FOUR, **parameters: str) -> AppTest:
    """The page under an address, as it is on a first visit."""
    named: dict[str, list[str]] = {"indicateurs": list(indicators)} if indicators else {}
    return visit("comparer", territoires=list(territories), **named, **parameters)


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_drawn_from_its_address_with_its_source_and_table(view: str) -> None:
    app = open_compare(AUTHORISED, STARTED, vue=view)
    assert not app.exception and not app.warning and not app.info
    page = read_page(app)
    assert "Source :" in page and "Sitadel" in page
    assert 't-reading">' in read_markup(app)
    assert any(box.label.startswith("Tableau des données (") for box in app.expander)
    assert len(read_charts(app)) == {"multiples": 8, "nuage": 1, "tableau": 0}.get(view, 2)


def test_the_note_of_the_first_territory_is_that_of_the_publisher() -> None:
    said = read_page(open_compare("waste.collected", territories=(LENS,)))
    assert "En 2021, la CA de Lens-Liévin collecte 156\u202f402\u00a0t, soit 8,6\u00a0% de plus qu’en 2020." in said


def test_a_label_and_an_id_choose_the_same_indicators() -> None:
    by_id, by_label = open_compare(AUTHORISED, STARTED), open_compare("Logements autorisés", "Logements commencés")
    chosen = [app.multiselect(key="indicateurs").value for app in (by_id, by_label)]
    assert chosen == [[AUTHORISED, STARTED]] * 2


def test_unknown_choices_of_an_address_are_said_and_the_known_ones_kept() -> None:
    app = open_compare("waste.nope", AUTHORISED, vue="camembert", base="1515")
    said = " ".join(warning.value for warning in app.warning)
    assert all(f"« {wrong} »" in said for wrong in ("waste.nope", "camembert", "1515"))
    assert app.multiselect(key="indicateurs").value == [AUTHORISED]
    assert not app.exception


def test_a_fact_asked_for_is_said_and_not_compared() -> None:
    app = open_compare("staff.interns", AUTHORISED)
    assert [box.value for box in app.info] == [
        "« Stagiaires école accueillis » est propre à chaque territoire : ses valeurs ne se comparent pas."
    ]
    assert app.multiselect(key="indicateurs").value == [AUTHORISED]
    assert not app.warning and not app.exception


def test_seven_indicators_are_too_many_and_it_is_said() -> None:
    known = open_compare().multiselect(key="indicateurs").options[:7]
    app = open_compare(*known)
    assert len(app.multiselect(key="indicateurs").value) == 6
    assert "6 indicateurs au plus" in app.warning[0].value


def test_indicators_without_data_are_not_offered_and_say_who_has_some() -> None:
    app = open_compare(AUTHORISED, territories=(ARRAS,))
    offered = app.multiselect(key="indicateurs").options
    assert "Logements autorisés" in offered and len(offered) == len(set(offered))
    app.session_state["compare-left-out"] = True
    said = read_words(read_markup(app.run()))
    assert "rien n’est publié pour ces territoires de 2009 à 2026" in said
    assert "publié pour" in said


def test_an_indicator_asked_for_without_data_gets_a_sentence() -> None:
    app = open_compare("waste.collected_per_inhabitant", territories=("62041",))
    assert any("Aucune valeur de « DMA par habitant »" in box.value for box in app.info)
    assert not read_charts(app) and not app.exception


@pytest.mark.parametrize(("view", "words"), [("nuage", "deux indicateurs"), ("pente", "deux années")])
def test_a_view_that_cannot_be_drawn_says_what_it_lacks(view: str, words: str) -> None:
    app = open_compare("subsidies.received_amount@fund=fonds_vert", vue=view)
    assert any(words in box.value for box in app.info)


def test_views_that_cannot_be_drawn_are_not_offered() -> None:
    app = open_compare("subsidies.received_amount@fund=fonds_vert")
    (caption,) = [element.value for element in app.caption if "Pas pour ce choix" in element.value]
    assert all(name in caption for name in ("Nuage", "Pente", "Classement"))


def test_two_units_never_share_a_scale() -> None:
    app = open_compare(AUTHORISED, DETR, vue="multiples", par="Indicateur")
    assert any("Les unités diffèrent" in element.value for element in app.caption)


def test_one_territory_has_its_indicators_on_one_axis_only_as_indices() -> None:
    values = open_compare(AUTHORISED, DETR, territories=(LENS,))
    index = open_compare(AUTHORISED, DETR, territories=(LENS,), base="Indice 100 en 2018")
    assert len(read_charts(values)) == 2 and len(read_charts(index)) == 1


def test_the_peers_are_named_where_they_are_compared_with() -> None:
    page = read_page(open_compare(AUTHORISED, vue="pairs", pairs="Même forme juridique"))
    assert "communautés d’agglomération" in page or "communautés d'agglomération" in page
    assert "connus sur" in page and "médiane" in page


def test_twelve_territories_of_two_levels_are_compared() -> None:
    others = ("200069482", "200044048", "246201016", "246200729", "200069029", "200072478", "200090751", "62498")
    for view in VIEWS:
        assert not open_compare(AUTHORISED, STARTED, territories=FOUR + others, vue=view).exception


def test_all_indicators_switch_to_one_measure_and_those_that_cannot_say_why() -> None:
    app = open_compare(AUTHORISED, "finance.payment_delay", territories=(LENS, BETHUNE, HENIN), rapport="Par km²")
    page = read_page(app)
    assert "logement par km²" in page and "un ratio n’est pas divisé une seconde fois" in page
    assert not app.exception


def test_no_territory_is_a_way_on() -> None:
    app = open_compare(AUTHORISED)
    choose_territories(app, [])
    app.run()
    assert any("Choisissez au moins un territoire" in box.value for box in app.info)
    assert not app.exception


def test_a_trend_of_a_theme_page_leads_to_the_same_comparison() -> None:
    app = turn_to(AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=30).run(), "housing")
    assert 'href="/comparer?indicateurs=housing.authorised"' in read_markup(app)
    assert 't-reading">' in read_markup(app)
