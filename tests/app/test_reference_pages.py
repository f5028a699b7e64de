"""The pages of a source, of an indicator and of the other themes: by address, and where the address is wrong."""

import re
from dataclasses import replace
from urllib.parse import unquote_plus

import pytest
from streamlit.testing.v1 import AppTest

from loaders.catalog import load_catalog
from pages.views.theme_pages import list_others
from tests.app import opening
from tests.app.opening import find_cards, open_page, read_maps, read_markup, read_page, read_words

OTHERS = list_others()


def visit(page: str, **parameters: str) -> AppTest:
    """A page opened by its address."""
    app = opening.visit({"indicator": "indicateur", "checks": "controles"}.get(page, page), **parameters)
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
    assert "n’existe pas ici : « \\<b\\>rien\\</b\\> »" in warning.value, "what was asked is read as words"
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


def read_tables(app: AppTest) -> list[list[list[str]]]:
    """The text of the cells of each table of a page, line by line."""
    tables = re.findall(r'<div [^>]*class="t-table.*?</table>', read_markup(app), re.S)
    lines = [re.findall(r"<tr.*?</tr>", table, re.S) for table in tables]
    return [[[read_words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows] for rows in lines]


def test_the_list_of_sources_leads_to_each_and_says_its_figures_and_years() -> None:
    app = visit("source")
    (head, *rows) = read_tables(app)[0]
    assert head == ["Titre", "Éditeur", "Date", "Licence", "Chiffres", "Années"]
    assert len(rows) == len(load_catalog().sources)
    (sitadel,) = [row for row in rows if row[0].startswith("Sitadel")]
    assert sitadel[4:] == ["23\u202f584", "2013–2025"]
    assert 'href="/source?id=000-call-2021"' in read_markup(app)


def test_the_years_of_a_source_add_up_to_its_figures() -> None:
    (_, *rows) = read_tables(visit("source", id="000-call-2021"))[0]
    for row in rows:
        assert sum(int(cell) for cell in row[2:-1] if cell != "–") == int(row[-1])


def test_a_source_says_what_was_left_out_of_it() -> None:
    headers = [element.value for element in visit("source", id="000-call-2021").header]
    assert "Chiffres laissés de côté" in headers


def test_the_method_leads_to_the_sources() -> None:
    assert 'href="/source"' in read_markup(open_page("method"))


def test_an_indicator_that_is_awaited_is_offered_to_who_has_its_address_alone() -> None:
    label = f"{load_catalog().indicators['water.billed'].label} (Eau potable)"
    offered, asked = (visit("indicator", id=key).selectbox(key="id") for key in ("waste.collected", "water.billed"))
    assert label not in offered.options and asked.value == "water.billed" and label in asked.options


def test_an_indicator_that_is_awaited_says_whose_file_will_bring_its_figures() -> None:
    app = visit("indicator", id="energy.gas_delivered")
    assert [element.value for element in app.info] == [
        "Aucun chiffre n’est encore arrivé : ils viendront, au premier import, de « Consommation annuelle "
        "d'électricité et de gaz par commune » (Agence ORE)."
    ]
    assert "voir la carte" not in read_markup(app) and "Tous les chiffres publiés" not in read_page(app)


def test_an_unknown_indicator_leads_to_the_themes() -> None:
    markup = read_markup(visit("indicator", id="zzz"))
    assert 'href="/dechets"' in markup
    assert all(f'href="/themes?theme={theme}"' in markup for theme in OTHERS)


def test_an_indicator_is_shown_by_territory_and_year_the_whole_apart_from_its_parts() -> None:
    whole, parts = read_tables(visit("indicator", id="waste.collected"))[:2]
    year = whole[0].index("2021")
    assert {row[0]: row[year] for row in whole}["Lens-Liévin"] == "156\u202f402"
    assert "Périmètre" not in whole[0]
    assert "Périmètre" in parts[0]


def test_an_indicator_leads_to_its_map_and_one_without_does_not() -> None:
    with_map = unquote_plus(read_markup(visit("indicator", id="waste.collected")))
    assert 'href="/dechets?indicateur=waste.collected"' in with_map
    assert "voir la carte" not in read_markup(visit("indicator", id="finance.tourist_tax"))


def test_a_ratio_links_its_numerator_and_denominator() -> None:
    catalog = load_catalog()
    key, entry = next((k, e) for k, e in catalog.indicators.items() if e.numerator and e.denominator)
    markup = read_markup(visit("indicator", id=key))
    assert f'href="/indicateur?id={entry.numerator}"' in markup
    assert f'href="/indicateur?id={entry.denominator}"' in markup


def test_the_figures_of_other_territories_are_found_on_the_page_of_a_theme() -> None:
    words = read_page(visit("themes", theme="finance"))
    assert "Lens-Liévin" in words
    assert "198,5\u00a0M€" in words
    assert words.count("Dépenses d'équipement de l'EPCI") == 1


def test_a_theme_with_too_few_territories_says_so_and_draws_no_map() -> None:
    app = visit("themes", theme="finance")
    assert len(find_cards(app)) == 3
    assert read_maps(app) == []
    assert "Trop peu de territoires" in read_page(app)


def test_without_any_other_theme_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = load_catalog()
    kept = {key: theme for key, theme in catalog.themes.items() if key not in OTHERS}
    monkeypatch.setattr("pages.views.theme_pages.load_catalog", lambda: replace(catalog, themes=kept))
    (said,) = visit("themes").info
    assert said.value.startswith("Aucun autre thème")


def test_an_indicator_says_what_it_may_be_used_for() -> None:
    assert "fait propre à son territoire : ni comparé" in read_page(visit("indicator", id="staff.interns"))
    assert "se compare d’un territoire à l’autre, se classe" in read_page(visit("indicator", id="housing.authorised"))
