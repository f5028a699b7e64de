"""Every page runs whatever the reader chose, and says in a sentence what it cannot show."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.opening import (
    PAGES,
    THEME_PAGES,
    TITLES,
    find_cards,
    open_page,
    read_charts,
    read_head,
    read_maps,
    read_markup,
    read_page,
    read_places,
    read_words,
)

AVONDANCE = "62066"  # a commune of which nothing is published on waste or water, and that has had no dwelling
TWELVE = (
    "PMA",
    "246200364",
    "200072460",
    "246200299",
    "200033579",
    "200090751",
    "246200729",
    "200069037",
    "D62",
    "D59",
    "62498",
    "62041",
)


def failures(app: AppTest) -> list[str]:
    """What went wrong on a page."""
    return [element.value for element in app.exception]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_its_title_and_the_home_territory(page: str) -> None:
    app = open_page(page)
    title, context = read_head(app)
    assert failures(app) == []
    assert title == TITLES[page]
    if page != "overview":
        assert read_places(app) == ["Pôle de l'Artois", "Lens-Liévin", "Béthune-Bruay", "Hénin-Carvin"]
        assert context[-1].startswith("d’après ")


@pytest.mark.parametrize("page", THEME_PAGES)
def test_a_theme_page_has_cards_a_map_a_trend_and_tables(page: str) -> None:
    app = open_page(page)
    assert len(find_cards(app)) == 3
    assert [drawn["values"].split("/")[1] for drawn in read_maps(app)] == ["valeurs"]
    assert "Évolution" in read_page(app)
    assert len(app.expander) >= 3


@pytest.mark.parametrize("page", ["overview", "waste", "housing", "subsidies"])
def test_a_page_whose_territories_are_known_over_years_draws_their_trend(page: str) -> None:
    assert f"chart-trend-{page}" in read_charts(open_page(page))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_any_territory_asks_for_one(page: str) -> None:
    app = open_page(page, territories=())
    assert failures(app) == []
    if page != "overview":
        assert read_places(app) == ["aucun territoire choisi"]
    assert find_cards(app) == {}
    if page != "method":
        assert "Choisissez au moins un territoire" in " ".join(element.value for element in app.info)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_for_a_commune_without_data_runs(page: str) -> None:
    app = open_page(page, territories=(AVONDANCE,))
    assert failures(app) == []
    assert read_head(app)[0] == "Avondance" if page == "overview" else read_places(app) == ["Avondance"]


@pytest.mark.parametrize(("page", "count"), [("waste", 3), ("water", 3)])
def test_no_card_is_empty_and_what_has_no_data_is_one_folded_line(page: str, count: int) -> None:
    app = open_page(page, territories=(AVONDANCE,))
    assert find_cards(app) == {}
    assert f"{count}\u00a0chiffres principaux sans donnée" in read_page(app)


def test_a_true_zero_is_a_zero_in_its_card() -> None:
    words = find_cards(open_page("housing", territories=(AVONDANCE,)))
    assert any("0\u00a0logement" in said for said in words.values())


@pytest.mark.parametrize("page", ["waste", "water"])
def test_the_trend_of_a_commune_without_data_is_a_sentence(page: str) -> None:
    app = open_page(page, territories=(AVONDANCE,))
    said = [element.value for element in app.info if "n’est publiée pour Avondance entre 2009 et 2026" in element.value]
    assert len(said) == 1
    assert f"chart-trend-{page}" not in read_charts(app)


def test_what_is_missing_on_the_overview_is_a_word_and_not_a_zero() -> None:
    words = read_page(open_page("overview", territories=(AVONDANCE,), opened="missing-overview"))
    territory, *cells = words.partition("Thème\n")[2].splitlines()[:9]
    said = {theme.partition(" (")[0]: known for theme, known in zip(cells[::2], cells[1::2], strict=True)}
    assert territory == "Avondance"
    assert [said[theme] for theme in ("Déchets", "Eau potable")] == ["aucun"] * 2


@pytest.mark.parametrize("page", PAGES)
def test_a_page_with_twelve_territories_names_four_and_counts_the_others(page: str) -> None:
    app = open_page(page, territories=TWELVE)
    assert failures(app) == []
    if page != "overview":
        assert read_places(app) == ["Pôle de l'Artois", "Lens-Liévin", "Béthune-Bruay", "Hénin-Carvin", "8 autres"]


def test_a_card_of_twelve_territories_accounts_for_each() -> None:
    markup = read_markup(open_page("housing", territories=TWELVE))
    for card in re.findall(r'<article class="t-card">(.*?)</article>', markup, re.S):
        words = read_words(card).replace("\u00a0", " ")
        shown = card.count('class="t-line')
        others = [line for line in words.splitlines() if line.startswith("et ") and "autres territoires" in line]
        more = int(others[0].split()[1]) if others else 0
        missing = [line for line in words.splitlines() if line.startswith("Sans donnée : ")]
        named = missing[0].removeprefix("Sans donnée : ").replace(" et ", ", ").split(", ") if missing else []
        absent = sum(int(name.split()[0]) if name.endswith(" autres") else 1 for name in named)
        assert shown + more + absent == 12


@pytest.mark.parametrize("page", PAGES)
def test_a_page_per_inhabitant_runs_and_says_so(page: str) -> None:
    app = open_page(page, per_inhabitant=True)
    assert failures(app) == []
    for drawn in read_maps(app):
        assert "/habitant/" in drawn["values"]
        assert "hab" in drawn["unit"]
        assert drawn["symbol"] == "fill"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("years", [(2026, 2026), (2010, 2010)])
def test_a_page_of_a_year_with_hardly_any_data_runs(page: str, years: tuple[int, int]) -> None:
    assert failures(open_page(page, years=years)) == []


@pytest.mark.parametrize("page", ["overview", *THEME_PAGES])
def test_a_year_without_any_data_is_a_sentence(page: str) -> None:
    app = open_page(page, years=(2026, 2026))
    said = [element.value for element in app.info]
    assert any("n’est publiée pour Pôle de l'Artois" in text and "entre 2026 et 2026" in text for text in said)
    assert "Aucun territoire de ce niveau n’a de donnée pour ce choix." in read_page(app)
    assert [drawn["years"] for drawn in read_maps(app)] == [[]]
    assert f"chart-trend-{page}" not in read_charts(app)


@pytest.mark.parametrize("page", PAGES)
def test_the_years_of_a_title_never_run_backwards(page: str) -> None:
    context = read_head(open_page(page, years=(2026, 2026)))[1]
    spans = [part.split("–") for part in context if part.replace("–", "").isdigit()]
    assert all(span == sorted(span) for span in spans)


def test_streams_without_any_tonnage_are_a_sentence() -> None:
    said = [element.value for element in open_page("waste", years=(2026, 2026)).info]
    assert "Aucun tonnage par flux de 2026 à 2026 ; élargissez les années ci-dessus." in said


def test_a_single_year_draws_no_trend_and_says_which() -> None:
    app = open_page("waste", territories=("246200364",), years=(2021, 2021))
    assert "Une seule année est " in " ".join(element.value for element in app.info)
