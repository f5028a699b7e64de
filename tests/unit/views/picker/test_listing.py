"""The territories to choose from: under which heading, in which order, found by what."""

from __future__ import annotations

import gzip
import json

import pandas as pd
import pytest
from starlette.applications import Starlette

from loaders.catalog import load_catalog
from pages.server import territories
from pages.views.picker.listing import build_listing, find_heading, list_territories
from pages.views.selection import label_territories, make_selection
from tests.asked import get

APP = Starlette(routes=territories.routes)
TABLE = make_selection((), (2009, 2026)).table
GROUPS = list_territories(TABLE)
EPCI, COMMUNES, SYNDICATES = "EPCI", "Communes", "Syndicats"


def find(code: str) -> tuple[str, list[str]]:
    """The heading of a territory and its row."""
    return next((name, row) for name, rows in GROUPS.items() for row in rows if row[0] == code)


def test_epcis_come_first_and_syndicates_last() -> None:
    assert list(GROUPS)[:2] == [EPCI, "Groupements"] and list(GROUPS)[-1] == SYNDICATES
    assert list(GROUPS).index(COMMUNES) < list(GROUPS).index(SYNDICATES)


def test_every_territory_that_may_be_chosen_is_there_once() -> None:
    codes = [row[0] for rows in GROUPS.values() for row in rows]
    assert sorted(codes) == sorted(label_territories(TABLE))


@pytest.mark.parametrize(
    ("code", "heading", "name", "detail"),
    [
        ("246200364", EPCI, "Lens-Liévin", "CA · 246200364"),
        ("200033579", EPCI, "Arras", "CU · 200033579"),
        ("62498", COMMUNES, "Lens", "Lens-Liévin · 62498"),
        ("62633", COMMUNES, "Œuf-en-Ternois", "Ternois · 62633"),
        ("PMA", "Groupements", "Pôle de l'Artois", "3\u00a0membres"),
        ("SMAV", SYNDICATES, "SMAV", "3\u00a0membres"),
        ("D62", "Départements et régions", "Pas-de-Calais", "département · 62"),
        ("246201149", "Anciens périmètres", "Calaisis", "246201149"),
    ],
)
def test_a_territory_stands_under_its_heading(code: str, heading: str, name: str, detail: str) -> None:
    assert (find(code)[0], *find(code)[1][1:3]) == (heading, name, detail)


def test_a_territory_is_found_by_its_whole_name_its_codes_and_its_form() -> None:
    assert {"CU", "200033579", "urbaine"} <= set(find("200033579")[1][3].split())
    assert "216204982" in find("62498")[1][3].split()
    assert load_catalog().territories["SMAV"].siren in find("SMAV")[1][3].split()
    assert "62" in find("D62")[1][3].split()


def test_communes_come_with_the_most_people_first_and_epcis_by_name() -> None:
    people = [int(TABLE.at[row[0], "population"]) for row in GROUPS[COMMUNES]]
    assert people == sorted(people, reverse=True)
    names = [row[1] for row in GROUPS[EPCI]]
    assert names.index("Béthune-Bruay") < names.index("Boulonnais") < names.index("Hénin-Carvin")


@pytest.mark.parametrize("name", ["Syndicat mixte du Calaisis", "SIVOM de la Lys", "SIVU des écoles"])
def test_a_syndicate_is_known_by_its_name(name: str) -> None:
    assert find_heading("grouping", name, "") == SYNDICATES
    assert find_heading("grouping", "Pays du Syndicat", "") == "Groupements"


def test_a_territory_without_population_nor_form_is_no_fault() -> None:
    rows = TABLE.loc[["62498"]].assign(population=pd.NA, epci="")
    assert list_territories(rows) == {COMMUNES: [["62498", "Lens", "62498", "62498 216204982"]]}


def test_the_list_is_served_for_good_under_its_hash() -> None:
    address, body = build_listing(("D62",))
    answer = get(APP, address)
    assert answer.status == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert [group["name"] for group in json.loads(answer.text)] == list(GROUPS)
    assert json.loads(gzip.decompress(body)) == json.loads(answer.text)
    assert len(body) < 25_000


@pytest.mark.parametrize("name", ["D62-000000000000.json", "D99-000000000000.json", "x", "D62;DROP-000000000000.json"])
def test_a_list_of_another_version_is_not_found(name: str) -> None:
    answer = get(APP, f"/territoires/{name}")
    assert (answer.status, json.loads(answer.text)) == (404, {"detail": "territoires inconnus : rechargez la page"})
