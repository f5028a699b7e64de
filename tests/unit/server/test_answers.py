"""The search answers what is asked in a few words, from the figures of the tables; what it does not know, it says.

The values expected are those that the sources print, and quotients of them worked out by hand.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from pages.server.search import search

HOME = "PMA"
# The question, the first line and the beginning of its detail.
ANSWERED = [
    ("déchets lens 2021", "156 402 t", "CA de Lens-Liévin · 2021 · + 8,6 % sur 2020"),
    ("2021 LENS-LIEVIN déchet", "156 402 t", "CA de Lens-Liévin · 2021"),
    ("poubelles ca de lens-liévin en 2020", "144 037 t", "CA de Lens-Liévin · 2020 · estimé"),
    ("quel est le tonnage de déchets de la CALL en 2021 ?", "156 402 t", "CA de Lens-Liévin · 2021"),
    ("déchets par habitant lens-liévin 2021", "642,9 kg/hab.", "CA de Lens-Liévin · 2021"),
    ("déchets béthune-bruay 2022", "190 110 t", "CA de Béthune-Bruay, Artois-Lys Romane · 2022 · provisoire"),
    ("déchets sevadec 2021", "110 000 t", "Syndicat d’élimination et de valorisation des déchets du Calaisis"),
    # 1 084 717,44 € for 27 232 inhabitants; 458 683,93 € for 27 349 the year before: 39,83 after 16,77.
    ("detr par habitant 2019", "CC du Sud-Artois : 39,83 €/hab.", "2019 · + 137,5 % sur 2018 · 1er sur 19"),
    (
        "qui a reçu le plus de detr en 2019",
        "CA de Béthune-Bruay, Artois-Lys Romane : 2 087 177 €",
        "2019 · − 4,2 % sur 2018",
    ),
    ("detr par commune 2019", "Beaurains : 531 864 €", "2019 · pas d’évolution : valeur de départ nulle · 1er sur 887"),
    ("fonds vert 2023", "CU d’Arras : 6 141 793 €", "2023 · 1er sur 20"),
    ("dsil arras 2018", "2 125 505 €", "CU d’Arras · 2018"),
    ("évolution logements commencés arras", "457 logements", "CU d’Arras · 2024 · provisoire · + 25,5 % sur 2023"),
    ("logements commencés CA d’Arras 2022", "877 logements", "CU d’Arras · 2022 · + 26,4 % sur 2021"),
    ("permis de construire 62498 2020", "274 logements", "Lens · 2020 · + 14,6 % sur 2019"),
    ("population liévin 2019", "30 112 hab.", "Liévin · 2019 · − 1,0 % sur 2018"),
    ("revenu médian Liévin 2018", "16 380 €/UC", "Liévin · 2018 · + 4,6 % sur 2016"),
    ("budget lens-liévin 2021", "198,5 M€", "CA de Lens-Liévin · 2021"),
    ("prix de l'eau boulonnais 2019", "1,90 €/m³", "CA du Boulonnais · 2019"),
    ("fuites d’eau boulonnais 2022", "19,0 %", "CA du Boulonnais · 2022"),
    (
        "demandes de logement social lens-liévin 2021",
        "11 122 demandes",
        "CA de Lens-Liévin · 12/2021 · + 4,4 % sur 2020",
    ),
    ("objectif déchets par habitant hauts-de-france 2030", "527,0 kg/hab.", "Hauts-de-France · 2030 · objectif"),
]
# What Terril does not know, what it says of it, and what it gives instead.
UNKNOWN = [
    ("prix de l'eau béthune", "Béthune : sans donnée.", "1,90 €/m³"),
    ("déchets lens 2019", "CA de Lens-Liévin, 2019 : sans donnée. Terril connaît ici 2020-2021.", "144 037 t"),
    ("logements commencés lens 2025", "Lens, 2025 : sans donnée. Terril connaît ici 2013-2024.", "76 logements"),
    ("revenu liévin 2017", "Terril connaît ici 2014-2016 et 2018-2019.", "15 662 €/UC"),
    ("population lens 2030", "Terril connaît ici 2006-2023.", "32 920 hab."),
    ("taux de valorisation des déchets smav 2019", "2019 : sans donnée. Terril connaît ici 2018.", "80 %"),
    ("teom arras 2021", "CU d’Arras : sans donnée.", "15 800 000 €"),
    ("déchets licornes 2021", "« licornes » n’est ni un indicateur, ni un territoire", "CA de Lens-Liévin : 156 402 t"),
    ("déchets france 2021", "« france » n’est ni un indicateur, ni un territoire", "CA de Lens-Liévin : 156 402 t"),
    ("déchets 97801 2021", "Saint-Martin (Antilles) : Collectivité d’outre-mer", "156 402 t"),
    ("prix de l’eau paris 2e 2019", "Paris : sans donnée.", "1,90 €/m³"),
    (
        "objectif logements commencés lens",
        "aucun objectif, prévision ni seuil n’est connu",
        "Tous les chiffres de cet indicateur",
    ),
]


def ask(query: str) -> dict[str, Any]:
    """The answer to a question."""
    found = search(query, HOME)["answer"]
    assert found is not None, query
    return found


def plain(text: str) -> str:
    """A text without the spaces of French typography."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(("query", "label", "detail"), ANSWERED)
def test_a_question_is_answered_by_its_figure(query: str, label: str, detail: str) -> None:
    found = ask(query)
    first = found["lines"][0]
    assert found["admitted"] == ""
    assert plain(first["label"]) == label
    assert plain(first["detail"]).startswith(detail)
    assert first["href"].startswith("#chiffre-")
    assert found["sources"]


@pytest.mark.parametrize(("query", "said", "instead"), UNKNOWN)
def test_what_is_not_known_is_said_with_what_is_known(query: str, said: str, instead: str) -> None:
    found = ask(query)
    assert found["admitted"].startswith("Je ne sais pas. ") and found["admitted"].endswith(" Mais voici…")
    assert said in plain(found["admitted"])
    assert plain(found["lines"][0]["label"]) == instead


def test_a_figure_of_the_epci_is_never_taken_for_that_of_the_commune() -> None:
    assert (
        "Terril n’a pas ce chiffre pour la commune Lens : voici celui de son EPCI, CA de Lens-Liévin."
        in ask("déchets lens 2021")["said"]
    )


def test_a_namesake_is_shown_beside() -> None:
    lines = [(plain(line["label"]), plain(line["detail"])) for line in ask("logements commencés arras 2022")["lines"]]
    assert lines[0] == ("877 logements", "CU d’Arras · 2022 · + 26,4 % sur 2021")
    assert lines[1] == ("303 logements", "Arras · 2022 · + 3,1 % sur 2021")


def test_another_legal_form_is_said() -> None:
    said = ask("logements commencés ca d'arras 2022")["said"]
    assert said == ["CU d'Arras : communauté urbaine, et non communauté d’agglomération."]


def test_without_a_year_the_last_one_is_given_and_said() -> None:
    found = ask("habitants lens")
    assert plain(found["lines"][0]["label"]) == "32 920 hab."
    assert "Aucune année n’est demandée : voici la dernière connue." in found["said"]


def test_a_course_says_what_changed_and_shows_it() -> None:
    found = ask("évolution logements commencés arras")
    # 457 after 611: (457 − 611) ÷ 611.
    assert plain(found["said"][0]) == "CU d’Arras : 611 logements en 2013 ; 457 logements en 2024 ; − 25,2 %."
    assert found["picture"]["src"].startswith("data:image/svg+xml;base64,")
    assert found["picture"]["alt"].startswith("Évolution de 2013 à 2024")


def test_a_course_across_a_break_gives_no_change() -> None:
    found = ask("évolution déchets métropole de lille 2009 2019")
    assert plain(found["said"][0]).endswith(
        "663 694 t en 2009 ; 642 251 t en 2019 ; pas d’évolution : rupture de série."
    )


def test_two_territories_have_each_their_line() -> None:
    lines = [plain(line["detail"]) for line in ask("logements commencés lens béthune 2022")["lines"]]
    assert [line.partition(" · ")[0] for line in lines[:2]] == ["Lens", "Béthune"]


def test_a_ranking_says_among_how_many_and_where_the_home_stands() -> None:
    found = ask("detr par habitant 2019")
    assert [plain(said) for said in found["said"]] == ["EPCI de la carte : 19 territoires connus sur 20."]
    # 4 503 708,34 € for 644 471 inhabitants.
    assert plain(found["lines"][3]["label"]) == "Pôle métropolitain de l’Artois : 6,99 €/hab."


def test_neighbours_are_those_that_share_a_border_each_with_its_year() -> None:
    found = ask("déchets de Lens et de ses voisins")
    lines = [(plain(line["label"]), plain(line["detail"])) for line in found["lines"]]
    assert lines[:3] == [
        ("CA de Lens-Liévin : 156 402 t", "2021 · + 8,6 % sur 2020"),
        ("CA de Béthune-Bruay, Artois-Lys Romane : 190 110 t", "2022 · provisoire"),
        ("Métropole Européenne de Lille : 642 251 t", "2019 · − 1,4 % sur 2018"),
    ]
    assert plain(found["said"][2]).startswith("Sans donnée : CA d’Hénin-Carvin, CC Osartis Marquion")
    assert "Rien en 2021, une autre année est donnée, à sa date : " in plain(found["said"][3])
    chart = parse_qs(urlsplit(found["lines"][3]["href"]).query)
    assert set(chart["territoires"]) >= {"246200364", "200093201"}


def test_neighbours_are_ranked_among_themselves_and_never_with_the_pole_they_make() -> None:
    lines = [(plain(line["label"]), plain(line["detail"])) for line in ask("detr 2019 voisins")["lines"]]
    assert lines[0] == ("Pôle métropolitain de l’Artois : 4 503 708 €", "2019 · + 1,8 % sur 2018")
    first = ("CA de Béthune-Bruay, Artois-Lys Romane : 2 087 177 €", "2019 · − 4,2 % sur 2018 · 1er sur 11")
    assert lines[1] == first


def test_neighbours_without_a_figure_are_said_to_have_none() -> None:
    said = plain(ask("prix de l'eau voisins béthune")["admitted"])
    assert (
        said == "Je ne sais pas. Béthune et ses voisins n’ont aucun chiffre de « Prix de l’eau potable ». Mais voici…"
    )


def test_neighbours_of_a_territory_alone_are_a_list() -> None:
    found = search("voisins de la CU d'Arras", HOME)["results"]
    assert found[0]["detail"].endswith("200033579")
    assert {each["label"] for each in found} >= {"Lens-Liévin", "Osartis Marquion", "Sud-Artois"}


@pytest.mark.parametrize("query", ["156402", "156 402", "156\u202f402 t", " 156402 tonnes"])
def test_a_number_finds_the_figure_that_prints_it_and_who_printed_it(query: str) -> None:
    found = ask(query)
    assert [line["label"] for line in found["lines"]] == ["156 402 tonnes"]
    assert plain(found["lines"][0]["detail"]) == "CA de Lens-Liévin · 2021 · Déchets ménagers et assimilés collectés"
    assert found["lines"][0]["href"] == "#chiffre-3113f03816"
    assert found["sources"][0].endswith("Rapport d'activités 2021")


def test_a_number_with_a_unit_is_not_that_of_another() -> None:
    assert {plain(line["label"]).replace(" ", "") for line in ask("5 000 €")["lines"]} == {"5000€"}


@pytest.mark.parametrize("query", ["2021", "62498", "12", "156403", "15640"])
def test_a_year_a_code_and_a_part_of_a_number_are_no_figure(query: str) -> None:
    assert search(query, HOME)["answer"] is None


def test_an_answer_leads_to_its_chart_with_its_territory_and_year() -> None:
    chart = ask("logements commencés arras 2022")["lines"][2]
    address = urlsplit(chart["href"])
    assert chart["label"] == "Voir la courbe, la carte et le tableau"
    assert address.path == "/logement" and "200033579" in parse_qs(address.query)["territoires"][0]
    ranking = urlsplit(ask("detr par habitant 2019")["lines"][-1]["href"])
    assert (ranking.path, parse_qs(ranking.query)["annee"]) == ("/subventions", ["2019"])


@pytest.mark.parametrize("query", ["lens", "population", "déchets collectés", "piscine", "", "contradiction", "2021"])
def test_a_word_alone_is_no_question(query: str) -> None:
    assert search(query, HOME)["answer"] is None


def test_a_project_found_by_all_its_words_is_not_hidden_behind_what_is_half_understood() -> None:
    assert search("reconstruction piscine achicourt", HOME)["answer"] is None


@pytest.mark.parametrize(
    ("query", "kind", "label"),
    [
        ("contradiction", "page", "Contrôles"),
        ("excel", "help", "Comment emporter des chiffres dans un tableur ?"),
        ("objectif", "help", "Où sont les objectifs ?"),
        ("réunion", "page", "Dossier"),
        ("méthode", "page", "Méthode"),
        ("marque creuse", "help", "Marque creuse"),
        ("aide", "page", "Aide"),
        ("75101", "territory", "Paris"),
        ("Lyon 3e", "territory", "Lyon"),
        ("97801", "territory", "Saint-Martin (Antilles)"),
        ("CA d'Arras", "territory", "Arras"),
    ],
)
def test_pages_help_and_places_of_another_name_come_first(query: str, kind: str, label: str) -> None:
    first = search(query, HOME)["results"][0]
    assert (first["kind"], first["label"]) == (kind, label)


def test_a_place_unknown_here_leads_to_what_terril_does_not_know() -> None:
    first = search("97801", HOME)["results"][0]
    assert first["href"] == "/aide?sujet=inconnu"
    assert first["detail"].startswith("Collectivité d’outre-mer")


def test_a_word_spelt_almost_so_is_corrected_and_said() -> None:
    found = search("logemnts commencés", HOME)
    assert found["results"][0]["label"] == "Logements commencés"
    assert (
        found["said"]
        == "Je ne sais pas ce que veut dire «\u202flogemnts commencés\u202f», mais voici ce qui s’en approche."
    )


def test_what_nothing_comes_near_has_a_way_on() -> None:
    found = search("qqzxk", HOME)
    assert (found["answer"], found["results"]) == (None, [])
    assert found["said"].startswith("Aucun résultat pour «\u202fqqzxk\u202f». Vérifiez l’orthographe")
