"""The figures that directors know, read on the pages, with their units, years, sources and French typography."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest

from loaders.catalog import load_catalog
from loaders.store import load_coverage, load_observations
from pages.server.panel import write_panel
from pages.views.data.cached import list_indicators
from pages.widgets import tables
from tests.app.opening import find_cards, open_page, read_maps, read_markup, read_page, read_words


def line_of(page: str, card: str, territory: str, *, per_inhabitant: bool = False) -> list[str]:
    """The words of the line of a territory on a card."""
    (found,) = [
        words
        for line in find_lines(page, card, per_inhabitant=per_inhabitant)
        if (words := read_words(line).splitlines())[0] == territory
    ]
    return found


def find_lines(page: str, card: str, *, per_inhabitant: bool = False) -> list[str]:
    """The lines of a card, as markup."""
    return re.findall(r'<div class="t-line.*?</div>', read_card(page, card, per_inhabitant), re.S)


def open_panel(page: str, card: str, territory: str, *, per_inhabitant: bool = False) -> list[str]:
    """The words of the panel that the figure of a territory on a card opens."""
    (line,) = [x for x in find_lines(page, card, per_inhabitant=per_inhabitant) if read_words(x).startswith(territory)]
    (figure,) = re.findall(r'href="#chiffre-([^"]+)"', line)
    markup = write_panel(unquote(figure))
    assert markup is not None
    return read_words(markup).splitlines()


def read_card(page: str, title: str, per_inhabitant: bool) -> str:
    """The markup of a card."""
    markup = read_markup(open_page(page, per_inhabitant=per_inhabitant))
    (card,) = [c for c in re.findall(r"<article.*?</article>", markup, re.S) if read_words(c).splitlines()[0] == title]
    return card


def test_waste_of_lens_lievin_in_2021() -> None:
    line = line_of("waste", "DMA collectés", "Lens-Liévin")
    assert line[:2] == ["Lens-Liévin", "156\u202f402\u00a0t"]
    assert "2021" in line
    assert "+\u00a08,6\u00a0% sur 2020" in line


def test_a_figure_of_a_card_opens_who_printed_it_and_where() -> None:
    words = open_panel("waste", "DMA collectés", "Lens-Liévin")
    assert words[words.index("Éditeur") + 1] == "Communauté d'agglomération de Lens-Liévin"
    assert words[words.index("Document") + 1] == "Rapport d'activités 2021"
    assert words[words.index("Section") + 1] == "Gestion des déchets"
    assert words[words.index("Où") + 1] == "lignes 4159;4173"
    assert words[words.index("Imprimé") + 1] == "156 402 tonnes"
    assert words[words.index("Statut") + 1] == "publié"


def test_a_sum_opens_its_formula_and_its_terms() -> None:
    words = open_panel("subsidies", "Dotations attribuées (DETR)", "Pôle de l'Artois")
    assert words[words.index("Calcul") + 1] == "somme des 3 membres"
    assert words[words.index("Statut") + 1] == "calculé à partir de chiffres publiés"
    assert sum(word.startswith("Dotations attribuées, CA ") for word in words) == 3


def test_an_unknown_figure_has_no_panel() -> None:
    assert write_panel("0000000000") is None
    assert write_panel("waste.collected~PMA~1850~~valeur") is None
    assert write_panel("<script>~x~1~~habitant") is None


def test_waste_of_bethune_bruay_in_2022_is_provisional() -> None:
    line = line_of("waste", "DMA collectés", "Béthune-Bruay")
    assert line[:3] == ["Béthune-Bruay", "190\u202f110\u00a0t", "provisoire"]
    assert "2022" in line


def test_waste_per_inhabitant_is_the_printed_one_and_no_change_is_claimed() -> None:
    line = line_of("waste", "DMA par habitant", "Lens-Liévin", per_inhabitant=True)
    assert line[1] == "642,9\u00a0kg/hab."
    assert not [words for words in line if " sur 2020" in words]
    assert "pas d’évolution : périmètres ou méthodes différents" in line


@pytest.mark.parametrize(
    ("page", "card", "value"),
    [
        ("water", "Eau distribuée", "11\u202f870\u202f353\u00a0m³"),
        ("housing", "Propriétaires aidés", "321\u00a0propriétaires"),
        ("housing", "Aides de l'Anah", "3,8\u00a0M€"),
    ],
)
def test_a_figure_of_lens_lievin_for_2021(page: str, card: str, value: str) -> None:
    line = line_of(page, card, "Lens-Liévin")
    assert line[1] == value
    assert "2021" in line


def test_the_pole_has_no_waste_as_its_members_share_no_year() -> None:
    words = find_cards(open_page("waste"))["DMA collectés"]
    assert "Sans donnée : Pôle de l'Artois et Hénin-Carvin" in words


def test_the_detr_of_the_pole_in_2019_is_a_sum_that_says_so() -> None:
    line = line_of("subsidies", "Dotations attribuées (DETR)", "Pôle de l'Artois")
    assert line[1] == "4\u202f503\u202f708\u00a0€"


def test_the_pool_of_achicourt_has_seven_funders() -> None:
    app = open_page("subsidies")
    (plan,) = re.findall(r'<div class="t-table plan">(.*?)</div>', read_markup(app), re.S)
    assert app.selectbox(key="projet").value == "Piscine François Ménard à Achicourt"
    rows = [read_words(row).splitlines() for row in re.findall(r"<tr.*?</tr>", plan, re.S)]
    assert [(row[0], row[1].replace("\u202f", " ").replace("\u00a0", " ")) for row in rows[1:]] == [
        ("Communauté urbaine d'Arras (Autofinancement)", "4 904 587 €"),
        ("Département du Pas-de-Calais (Politique sportive départementale)", "1 000 000 €"),
        ("Région Hauts-de-France", "850 000 €"),
        ("État (FNADT)", "700 000 €"),
        ("Agence nationale du sport", "500 000 €"),
        ("État (DSIL)", "300 000 €"),
        ("Département du Pas-de-Calais (Fonds d'innovation territorial (FIT))", "250 000 €"),
        ("Coût total, 7\u00a0financements", "8 504 587 €"),
    ]
    assert rows[1][2] == "57,7\u00a0%"


def test_six_projects_have_a_plan() -> None:
    assert len(open_page("subsidies").selectbox(key="projet").options) == 6


def test_a_map_names_its_indicator_its_unit_and_its_years() -> None:
    (drawn,) = read_maps(open_page("housing"))
    assert (drawn["title"], drawn["years"], drawn["year"]) == (
        "Logements autorisés, en logements",
        list(range(2013, 2026)),
        2025,
    )
    assert drawn["selected"] == ["PMA", "246200364", "200072460", "246200299"]


def test_epcis_that_straddle_the_departement_are_named() -> None:
    words = read_page(open_page("housing"))
    assert "Flandre Lys" in words
    assert re.search(r"Flandre Lys.* (déborde|débordent) du département", words)


def test_the_method_names_every_indicator_and_every_rule() -> None:
    words = read_page(open_page("method"))
    catalog = load_catalog()
    listed = list_indicators()
    assert {*load_coverage()["indicator"].astype(str)} <= {*listed}
    for key in listed:
        assert catalog.indicators[key].label in words
        assert key in words
    for name in catalog.rules:
        assert name in words


def test_the_table_that_opens_has_the_rows_of_its_ranking(monkeypatch: pytest.MonkeyPatch) -> None:
    written: dict[str, tuple[pd.DataFrame, dict[str, str]]] = {}
    offer = tables.st.download_button

    def keep(label: str, data: Callable[[], bytes], **options: Any) -> bool:
        if label == "CSV pour tableur":
            rows, header = data.args  # type: ignore[attr-defined]
            written[header["Indicateur"]] = (rows, header)
        return offer(label, data, **options)

    monkeypatch.setattr(tables.st, "download_button", keep)
    app = open_page("housing", opened="table-housing")
    assert [button.label for button in app.get("download_button")] == ["CSV pour tableur", "XLSX", "CSV pour logiciel"]
    rows, header = written["Logements autorisés"]
    (shown,) = re.findall(r'<[^>]*aria-label="[^"]*tableau des données"[^>]*>.*?</table>', read_markup(app), re.S)
    assert shown.count("<tr>") == len(rows) + 1 == 21
    assert header["Unité"] == "logements"
    assert header["Filtres"].startswith("EPCI ; ")
    assert "2025" in header["Filtres"]
    assert "SDES" in header["Source"]
    known = rows.dropna(subset="Valeur")
    assert known["Rang"].tolist() == known["Valeur"].rank(method="min", ascending=False).tolist()


def test_a_figure_that_contradicts_another_says_so() -> None:
    printed = load_observations(["water.network_length"], territories=["200072460"])
    whole = printed[(printed["scope"] == "") & (printed["year"] == 2022)].iloc[0]
    markup = write_panel(str(whole["id"]))
    assert markup is not None
    words = read_words(markup).splitlines()
    assert "850" in words[words.index("Contrôles") + 1]
    assert "1226 km" in words[words.index("Contrôles") + 1]
