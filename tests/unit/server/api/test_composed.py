"""Territories that a reader composed, asked of the interface and of the feed: the figures of pages, or a sentence."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.corpus.routes import ask

LENS, HENIN, ARRAS = "246200364", "246200299", "200033579"
GOHELLE = f"compose.{HENIN}.{LENS}.Gohelle"


def read(resource: str, status: int = 200, **asked: str) -> Any:
    found, _, body = ask(f"/api/v1/{resource}?{urlencode(asked)}")
    assert found == status, body[:400]
    return json.loads(body)


def test_a_series_is_the_sum_that_pages_show() -> None:
    rows = read("series", indicator="housing.started", territory=GOHELLE, year="2021")["rows"]
    # Sitadel, 2021: 618 and 857.
    assert [(row["name"], row["value"], row["level"]) for row in rows] == [("Gohelle", 1475.0, "grouping")]
    assert rows[0]["note"].startswith("Somme de 2 membres sur 2")


def test_it_stands_beside_territories_that_sources_know() -> None:
    both = f"{GOHELLE},{LENS}"
    rows = read("series", indicator="housing.started", territory=both, year="2021")["rows"]
    assert {row["territory"]: row["value"] for row in rows} == {GOHELLE: 1475.0, LENS: 857.0}


def test_the_latest_population_is_that_of_both() -> None:
    (row,) = read("latest", indicator="population.municipal", territory=GOHELLE)["rows"]
    # 242 013 and 125 793 in 2023.
    assert (row["value"], row["year"]) == (367806.0, 2023)


def test_observations_are_its_sums_and_ratios_by_the_same_filters() -> None:
    rows = read("observations", territory=GOHELLE, indicator="housing.started", year="2020-2021")["rows"]
    assert [(row["year"], row["value"]) for row in rows if row["scope"] == ""][-1] == (2021, 1475.0)
    assert {row["year"] for row in rows} == {2020, 2021}
    everything = read("observations", territory=GOHELLE, theme="housing")["rows"]
    assert {row["indicator"].split(".")[0] for row in everything} == {"housing"} and len(everything) > len(rows)


def test_observations_that_are_printed_and_computed_are_asked_for_apart() -> None:
    told = read("observations", 422, territory=f"{GOHELLE},{LENS}", indicator="housing.started")
    assert "demandez-le à part" in told["detail"]


def test_it_is_a_territory_with_its_members_and_its_people() -> None:
    # The people that come with the contours: 241 934 and 125 835.
    (row,) = read("territories", code=GOHELLE)["rows"]
    assert (row["code"], row["short"], row["population"], row["members"]) == (GOHELLE, "Gohelle", 367769, [HENIN, LENS])
    told = read(f"territories/{GOHELLE}")
    assert [one["code"] for one in told["members"]] == [HENIN, LENS]


def test_its_place_is_among_the_epcis_that_it_has_no_commune_of() -> None:
    told = read("peers", indicator="population.municipal", territory=GOHELLE)
    assert "n’ont aucune commune de ce territoire" in told["group"]
    # The most people of the 18 others and itself.
    assert (told["standing"]["rank"]["place"], told["standing"]["rank"]["known"]) == (1, 19)
    assert "tous" in read("peers", 422, indicator="population.municipal", territory=GOHELLE, kind="forme")["detail"]


def test_its_grants_are_those_of_its_members() -> None:
    rows = read("grants", territory=f"compose.{ARRAS}.{LENS}")["rows"]
    each = [read("grants", territory=code)["rows"] for code in (ARRAS, LENS)]
    assert len(rows) == sum(map(len, each)) > 0


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("compose.62498.99999", "Aucun territoire de ce code ou de ce nom : « 99999 »"),
        (f"compose.{LENS}", "Un seul territoire n’en compose pas un autre"),
    ],
)
def test_one_that_nothing_can_be_composed_of_is_said(code: str, said: str) -> None:
    assert said in read("series", 400, indicator="housing.started", territory=code)["detail"]


def test_it_has_a_feed_of_the_sources_of_its_members() -> None:
    status, _, body = ask(f"/nouveautes.atom?{urlencode({'territoire': GOHELLE})}")
    assert status == 200 and "<title>Terril · Gohelle · nouveautés</title>" in body.decode()
    assert "Attendu, non repris : populations légales en vigueur au 1er janvier 2026" in body.decode()
    assert ask(f"/echeances.ics?{urlencode({'territoire': GOHELLE})}")[0] == 200
    assert ask("/nouveautes.atom?territoire=compose.62498.99999")[0] == 400
