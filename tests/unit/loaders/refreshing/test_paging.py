"""Hosts that give rows page by page, or whole beside a count: to the end, or a sentence and nothing written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loaders.csv_files import read_text_csv
from loaders.importing.register import read_register
from loaders.refreshing.command import RefreshError, Wish, refresh
from loaders.sources import agence_ore, ofgl, sinoe_collectivites
from loaders.sources.sinoe_collectivites import ACTORS, OUTLETS, SERVED, SETS, WASTE
from tests.publishers import Answer, House, cut, hang_up, in_turn, missing, status, whole
from tests.publishers.rows import EXPORT, Row, locate_lines, serve_export, serve_lines
from tests.small_files import hash_files

CALL = "246200364"
POWER = locate_lines(agence_ore.HOST, agence_ore.DATASET)
TOWNS = ("62498", "62413", "62510", "62427", "62250")


def make_power(*, years: range = range(2020, 2023)) -> list[Row]:
    """MWh of five communes: 15 rows, the last without a value."""
    rows: list[Row] = [
        {
            "annee": str(year), "filiere": "Electricité", "code_commune": commune, "code_departement": "62",
            "conso_totale_mwh": 100.5, "nombre_de_mailles_secretisees": 0,
        }
        for year in years
        for commune in TOWNS
    ]  # fmt: skip
    return [*rows[:-1], {**rows[-1], "conso_totale_mwh": None, "nombre_de_mailles_secretisees": 2}]


def serve_power(house: House, rows: list[Row], **how: Any) -> None:
    serve_lines(house, agence_ore.HOST, agence_ore.DATASET, rows, **how)


def run(data: Path, house: House, name: str, said: list[str] | None = None) -> str:
    told = [] if said is None else said
    return refresh(Wish([name]), data, None, say=told.append, client=house.make_client(), build=lambda *_: None)


def refuse(data: Path, house: House, name: str) -> str:
    """What a refresh says that changes nothing."""
    before = hash_files(data)
    with pytest.raises(RefreshError) as caught:
        run(data, house, name)
    left = {path: mark for path, mark in hash_files(data).items() if not path.startswith("incoming")}
    assert left == {path: mark for path, mark in before.items() if not path.startswith("incoming")}
    told = str(caught.value)
    assert told.startswith(f"{name} : ") and told.endswith("Rien de nouveau : rien n’est écrit.")
    assert not re.search(r"Error|Exception|errno|httpx|Traceback", told)
    return told


def list_pages(data: Path) -> list[str]:
    folder = data / "incoming" / "agence_ore" / "communes"
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("62-"))


def test_pages_are_followed_to_the_end_and_make_one_delivery(house: House, data: Path) -> None:
    serve_power(house, make_power(), size=4)
    assert run(data, house, "agence_ore").startswith("agence_ore : écrit.")
    assert list_pages(data) == [f"62-000{n}.json" for n in range(1, 5)]
    figures = read_text_csv(data / "figures" / "agence_ore.csv")
    lens = figures[figures["territory"].eq("62498")].set_index("year")["value"]
    assert lens.to_dict() == {"2020": "100.5", "2021": "100.5", "2022": "100.5"}
    last = figures[figures["territory"].eq("62250") & figures["year"].eq("2022")].iloc[0]
    assert (last["status"], last["value"]) == ("confidential", "")
    (entry,) = read_register(data, "agence_ore").to_dict("records")
    assert (entry["file"], entry["rows"], entry["licence"]) == ("communes", "15", "Licence Ouverte 2.0")
    assert "agence-ore:" in (data / "catalog" / "sources.yaml").read_text(encoding="utf-8")


def test_pages_that_have_not_changed_are_not_given_again_and_those_left_over_go(house: House, data: Path) -> None:
    serve_power(house, make_power(), size=4)
    run(data, house, "agence_ore")
    house.asked.clear()
    said: list[str] = []
    assert run(data, house, "agence_ore", said) == "Rien de nouveau : rien n’est écrit."
    assert "agence_ore : communes est déjà pris, rien de nouveau." in said
    assert house.asked and all("If-None-Match" in headers for _, headers in house.asked)
    serve_power(house, make_power(), size=8)
    run(data, house, "agence_ore")
    assert list_pages(data) == ["62-0001.json", "62-0002.json"]


def test_a_full_last_page_is_followed_by_an_empty_one(house: House, data: Path) -> None:
    serve_power(house, make_power(), size=5)
    run(data, house, "agence_ore")
    assert len(list_pages(data)) == 4
    assert json.loads((data / "incoming/agence_ore/communes/62-0004.json").read_text())["results"] == []


def repeat_next(page: dict[str, Any]) -> None:
    if "next" in page:
        page["next"] = re.sub(r"after=\d+", "after=4", page["next"])


PAGES: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "a next that was read": (repeat_next, "62-0002.json : la page dite suivante a déjà été lue, après 2 pages"),
    "no next": (lambda page: page.pop("next", None), "62-0001.json et ses suites : 15 lignes annoncées, 4 données"),
    "rows that are lost": (lambda page: page.update(results=page["results"][1:]), "15 lignes annoncées, 11 données"),
    "no rows": (lambda page: page.pop("results"), "une page JSON de lignes, « results », est attendue"),
    "words for rows": (lambda page: page.update(results=["a"], next=None), "une page JSON de lignes, « results »"),
    "a next that is a number": (lambda page: page.update(next=7), "une page JSON de lignes, « results », est attendue"),
    "a next at a stranger's": (
        lambda page: page.update(next="https://exemple.org/lines"), "« exemple.org » n’est pas l’un des éditeurs",
    ),
    "a column renamed in the rows": (
        lambda page: [row.update(conso=row.pop("conso_totale_mwh", 1)) for row in page["results"]],
        "62-0001.json : colonnes attendues conso_totale_mwh ; trouvées annee, filiere",
    ),
    "another kind": (lambda page: [row.update(filiere="Bois") for row in page["results"]], "« Bois » n’est pas l’une"),
    "words for MWh": (
        lambda page: [row.update(conso_totale_mwh="beaucoup") for row in page["results"]],
        "62-0001.json, entrée 1, colonne « conso_totale_mwh » : « beaucoup » n’est pas un nombre de MWh",
    ),
    "less than nothing": (
        lambda page: [row.update(conso_totale_mwh=-3) for row in page["results"]], "« -3 » est négatif"
    ),
    "a code damaged": (
        lambda page: [row.update(code_commune="6,2E+04") for row in page["results"]], "Un tableur a arrondi ce code"
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", PAGES)
def test_pages_that_do_not_hold_end_in_a_sentence(fault: str, house: House, data: Path) -> None:
    spoil, said = PAGES[fault]
    serve_power(house, make_power(), size=4, spoil=spoil)
    told = refuse(data, house, "agence_ore")
    assert re.search(said, told), told


def test_a_column_that_the_dataset_no_longer_has_is_refused_by_the_host(house: House, data: Path) -> None:
    serve_power(house, [{**row, "conso_totale_mwh": 1} for row in make_power()])
    rows = [{name: cell for name, cell in row.items() if name != "filiere"} for row in make_power()]
    serve_power(house, rows)
    assert "une colonne y a peut-être changé de nom (réponse 400)" in refuse(data, house, "agence_ore")


def test_a_list_without_end_is_not_followed(house: House, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.refreshing.paging.MOST_PAGES", 5)
    serve_power(house, make_power(), size=1)
    assert "plus de 5 pages à la suite" in refuse(data, house, "agence_ore")


HOST_FAULTS: dict[str, tuple[Answer, str]] = {
    "a server in failure": (status(500), "le serveur de l’éditeur est en panne .réponse 500., 3 fois de suite"),
    "too many requests": (status(429, Retry_After="1"), "l’éditeur demande de ralentir .réponse 429."),
    "nothing there": (missing, "l’éditeur n’a plus rien à cette adresse"),
    "not a word": (hang_up, "la réponse est coupée|la liaison avec l’éditeur s’est rompue"),
    "cut": (cut(b'{"total": 1, "results": []}'), "coupée avant sa fin"),
    "no byte": (whole(b""), "la réponse est vide"),
    "a page of the web": (whole(b"<!DOCTYPE html><html>Maintenance</html>"), "une page web est donnée à la place"),
    "another encoding": (whole('{"results": "é"}'.encode("utf-16")), "une page JSON|colonnes attendues"),
    "half a page": (whole(b'{"total": 1, "results": ['), "une page JSON|colonnes attendues"),
}
PATHS = {
    "agence_ore": POWER,
    "sinoe_collectivites": locate_lines(sinoe_collectivites.HOST, SETS[WASTE].dataset),
    "ofgl": f"{EXPORT}/exports/csv",
}


def serve_all(house: House) -> None:
    """What the three hosts give, well."""
    serve_power(house, make_power())
    serve_export(house, make_accounts())
    for kind, rows in make_actors().items():
        serve_lines(house, sinoe_collectivites.HOST, SETS[kind].dataset, rows, size=3)


def make_accounts() -> list[Row]:
    return [
        {"exer": year, "siren": CALL, "agregat": name, "montant": -5.5 if name == "Epargne brute" else 1000}
        for year in (2022, 2023)
        for name in ofgl.INDICATORS
    ]


def make_actors() -> dict[str, list[Row]]:
    """An actor that serves one commune of an EPCI alone: no total of it is known."""
    own: dict[str, Any] = {"annee": 2021, "code_acteur": "53"}
    return {
        SERVED: [{**own, "code_commune": "62498", "libelle_acteur": "Synthétique", "libelle_service": "Collecte"}],
        WASTE: [{**own, SETS[WASTE].label: "Encombrants", SETS[WASTE].amount: 9.5}] * 4,
        OUTLETS: [{**own, SETS[OUTLETS].label: "Stockage", SETS[OUTLETS].amount: 9.5}],
        ACTORS: [{**own, "pop_adh_coll": 900}],
    }


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("fault", HOST_FAULTS)
def test_what_a_host_does_ends_in_a_sentence(name: str, fault: str, house: House, data: Path) -> None:
    answer, said = HOST_FAULTS[fault]
    serve_all(house)
    house.answers[PATHS[name]] = answer
    told = refuse(data, house, name)
    assert re.search(said, told), told


def test_what_has_failed_once_comes_at_the_next_try(house: House, data: Path) -> None:
    serve_all(house)
    house.answers[POWER] = in_turn(status(503), house.answers[POWER])
    assert run(data, house, "agence_ore").startswith("agence_ore : écrit.")


def test_accounts_come_with_the_count_of_their_rows(house: House, data: Path) -> None:
    serve_all(house)
    assert run(data, house, "ofgl").startswith("ofgl : écrit.")
    figures = read_text_csv(data / "figures" / "ofgl.csv").set_index(["indicator", "year"])["value"]
    assert figures["finance.gross_savings", "2023"] == "-5.5" and len(figures) == 10
    serve_export(house, make_accounts() * 2, given=10)
    assert "20 lignes annoncées, 10 données : l’export est coupé" in refuse(data, house, "ofgl")


def test_an_epci_whose_actor_leaves_communes_out_says_so(house: House, data: Path) -> None:
    serve_all(house)
    assert run(data, house, "sinoe_collectivites").startswith("sinoe_collectivites : écrit.")
    (figure,) = read_text_csv(data / "figures" / "sinoe_collectivites.csv").to_dict("records")
    assert (figure["territory"], figure["status"], figure["value"]) == (CALL, "missing", "")
    assert figure["note"].startswith("Communes que ne sert aucun acteur qui déclare des tonnes : 62001, 62003, ")
