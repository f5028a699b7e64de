"""The interface for programs: figures with their statuses, pages, forms, errors and headers, as it documents them."""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest

from pages.server.api.answers import write_cursor
from pages.server.api.limits import Limiter
from pages.server.api.openapi import build_openapi, fill_example
from pages.server.api.problems import ProblemError
from pages.server.api.resources import RESOURCES
from tests.corpus.routes import ask

API, LENS = "/api/v1", "246200364"


def read(address: str) -> dict[str, Any]:
    """The JSON of an answer."""
    status, _, body = ask(f"{API}/{address}")
    assert status == 200, body
    return dict(json.loads(body))


def refuse(address: str) -> dict[str, Any]:
    """The JSON of a problem."""
    status, headers, body = ask(f"{API}/{address}")
    problem = dict(json.loads(body))
    assert (problem["status"], headers["content-type"]) == (status, "application/problem+json")
    return problem


def test_a_figure_has_its_status_its_source_and_the_words_printed_there() -> None:
    (row,) = read(f"observations?indicator=waste.collected&territory={LENS}&year=2021")["rows"]
    assert (row["value"], row["unit"], row["status"]) == (156402.0, "t", "normal")
    assert (row["source"], row["locator"]) == ("000-call-2021", "4159;4173")
    assert (row["section"], row["published"]) == ("Gestion des déchets", "156 402 tonnes")


def test_an_estimate_stands_beside_what_is_printed_and_a_series_says_which_stands() -> None:
    both = read(f"observations?indicator=waste.collected&territory={LENS}&year=2020")["rows"]
    (one,) = read(f"series?indicator=waste.collected&territory={LENS}&year=2020")["rows"]
    assert {row["status"] for row in both} == {"estimated", "normal"}
    assert (one["value"], one["status"]) == (144037.0, "estimated")


def test_a_series_per_inhabitant_says_its_denominator_and_where_the_method_changes() -> None:
    """144 037 t for 242 238 inhabitants are divided here; the 642,9 kg of 2021 are printed: of another method."""
    found = read(f"series?indicator=waste.collected&territory={LENS}&measure=inhabitant")
    divided, printed = found["rows"]
    assert (round(divided["value"], 1), found["unit"], divided["denominator_year"]) == (594.6, "kg/hab.", 2020)
    assert (printed["value"], printed["denominator_year"], printed["published"]) == (642.9, None, "642,9 kilos")
    assert printed["break_before"] and not divided["break_before"]


def test_what_is_missing_is_null_with_its_status_and_never_zero() -> None:
    rows = read("observations?status=missing&limit=50")["rows"]
    assert len(rows) == 50 and {row["value"] for row in rows} == {None}
    zeros = read("observations?indicator=housing.authorised&level=commune&year=2022&sort=value&limit=1")["rows"]
    assert (zeros[0]["value"], zeros[0]["status"]) == (0.0, "normal")


def test_what_is_confidential_has_neither_value_nor_printed_words() -> None:
    rows = read("observations?status=confidential&limit=10000")["rows"]
    assert len(rows) > 1000
    assert {(row["value"], row["published"]) for row in rows} == {(None, "")}


def test_ranks_say_how_many_are_known_and_of_how_many_inhabitants() -> None:
    found = read("ranks?indicator=subsidies.received_amount&scope=fund%3Ddetr&year=2019&per_inhabitant=true")
    first = found["rows"][0]
    assert (first["name"], first["rank"], round(first["value"], 2)) == ("Sud-Artois", 1, 39.83)
    assert (found["coverage"]["known"], found["coverage"]["of"]) == (19, 20)
    assert 0.9 < found["coverage"]["population_share"] < 1


def test_the_latest_value_has_its_change_or_why_it_has_none() -> None:
    """457 after 364 is + 25,5 %: see the answers of the search."""
    (row,) = read("latest?indicator=housing.started&territory=200033579")["rows"]
    assert (row["year"], row["value"], round(row["change"], 3)) == (2024, 457.0, 0.255)
    (single,) = read("latest?indicator=waste.collected&territory=200072460")["rows"]
    assert (single["change"], single["change_since"], single["change_obstacle"]) == (
        None,
        None,
        "une seule année connue",
    )


def test_peers_have_an_average_with_its_coverage() -> None:
    found = read("peers?indicator=housing.authorised&territory=200033579")
    assert found["average"]["known"] == found["average"]["members"] == 20
    assert found["standing"]["rank"]["known"] == 20 and len(found["rows"]) == 20


def test_a_territory_has_what_it_came_from_and_is_made_of() -> None:
    found = read("territories/200072460")
    assert len(found["members"]) == 100
    assert found["rows"][0]["predecessors"][0] == "ARTOISCOMM"
    assert [one["code"] for one in found["parents"]] == ["D62", "PMA"]


def test_pages_by_cursor_are_the_whole_in_its_order() -> None:
    whole = [row["id"] for row in read("observations?indicator=waste.collected&limit=10000")["rows"]]
    seen, address = [], f"{API}/observations?indicator=waste.collected&limit=500"
    while address:
        found = json.loads(ask(address)[2])
        seen += [row["id"] for row in found["rows"]]
        address = found["meta"]["next"]
    assert seen == whole and len(whole) == len(set(whole)) == found["meta"]["total"] > 1000


def test_a_cursor_of_other_tables_is_gone_and_one_made_up_is_refused() -> None:
    assert refuse("observations?cursor=WzEsICJ4Il0")["status"] == 410
    assert refuse("observations?cursor=rien")["errors"][0]["where"] == "cursor"
    assert ask(f"{API}/observations?cursor={write_cursor(5)}")[0] == 200


def test_rows_are_sorted_and_have_the_columns_asked_for() -> None:
    rows = read("observations?indicator=waste.collected&sort=-value&fields=territory,value&limit=3")["rows"]
    assert [list(row) for row in rows] == [["territory", "value"]] * 3
    assert rows == sorted(rows, key=lambda row: -row["value"])


def test_an_answer_not_changed_is_not_sent_again() -> None:
    address = f"{API}/observations.csv?indicator=waste.collected"
    _, headers, _ = ask(address)
    status, again, body = ask(address, headers={"if-none-match": headers["etag"]})
    assert (status, body, again["etag"]) == (304, b"", headers["etag"])
    assert ask(f"{address}&year=2021")[1]["etag"] != headers["etag"]


def test_other_sites_may_read_and_nobody_may_write() -> None:
    assert ask(f"{API}/statuses")[1]["access-control-allow-origin"] == "*"
    assert ask(f"{API}/statuses", method="OPTIONS")[0] == 204
    status, headers, body = ask(f"{API}/observations", method="POST")
    assert (status, headers["allow"], json.loads(body)["title"]) == (
        405,
        "GET, HEAD, OPTIONS",
        "L’interface se lit, elle ne s’écrit pas",
    )


@pytest.mark.parametrize(
    ("accepted", "kind"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/html, application/vnd.apache.parquet;q=0.9, */*;q=0.1", "application/vnd.apache.parquet"),
        ("*/*", "application/json"),
        ("application/json;q=0, text/*", "text/csv; charset=utf-8"),
    ],
)
def test_the_form_is_the_one_that_a_reader_prefers(accepted: str, kind: str) -> None:
    assert ask(f"{API}/statuses", headers={"accept": accepted})[1]["content-type"] == kind


@pytest.mark.parametrize(
    ("address", "status", "where", "said"),
    [
        ("observations?annee=2021", 400, "annee", "l’un des paramètres fields, sort"),
        ("observations?level=ville", 400, "level", "l’un de commune, epci"),
        ("observations?year=21", 400, "year", "une année, « 2021 »"),
        ("observations?year=2021-2020", 400, "year", "une première année avant la dernière"),
        ("observations.json?limit=10001", 400, "limit", "10000 lignes au plus en JSON"),
        ("series?indicator=waste.colected&territory=PMA", 400, "indicator", "un identifiant de /api/v1/indicators"),
        ("series?territory=PMA", 400, "indicator", "une valeur"),
        ("rien", 404, "path", "l’une des ressources observations"),
        ("indicators/waste.nope", 404, "indicators", "un identifiant de /api/v1/indicators"),
        ("geometry/epci.csv", 406, "form", "l’une des formes geojson, topojson"),
    ],
)
def test_a_problem_says_where_what_was_expected_and_found(address: str, status: int, where: str, said: str) -> None:
    problem = refuse(address)
    fault = problem["errors"][0]
    assert (problem["status"], fault["where"]) == (status, where) and fault["expected"].startswith(said)
    assert problem["detail"] and problem["en"]["detail"] and problem["en"]["detail"] != problem["detail"]


def test_a_word_almost_right_is_told_its_nearest() -> None:
    assert refuse("indicators?theme=housin")["errors"][0]["nearest"] == "housing"


def test_what_has_no_meaning_is_refused_with_its_reason() -> None:
    assert "ensemble" in refuse(f"series?indicator=waste.collected&territory={LENS}&measure=share")["detail"]
    assert refuse("peers?indicator=waste.collected&territory=PMA")["status"] == 422


def test_a_reader_in_a_hurry_waits_until_the_minute_is_over() -> None:
    now = [0.0]
    limiter = Limiter(2, clock=lambda: now[0])
    limiter.count("a"), limiter.count("a"), limiter.count("b"), limiter.count(None)
    now[0] = 15.0
    with pytest.raises(ProblemError) as refused:
        limiter.count("a")
    assert (refused.value.status, refused.value.headers["Retry-After"]) == (429, "45")
    now[0] = 60.0
    limiter.count("a")


@pytest.mark.parametrize("name", [name for name, one in RESOURCES.items() if one.read])
def test_the_example_of_each_resource_answers_in_the_columns_described(name: str) -> None:
    one = RESOURCES[name]
    status, _, body = ask(fill_example(one))
    found = json.loads(body)
    assert status == 200 and found
    if one.rows:
        described = build_openapi()["components"]["schemas"][one.rows.__name__]["properties"]
        assert found["rows"] and list(found["rows"][0]) == list(described)


def test_every_parameter_of_every_resource_is_described_in_french() -> None:
    for path, operations in build_openapi()["paths"].items():
        for parameter in operations["get"].get("parameters", ()):
            assert len(parameter["description"]) > 5, (path, parameter["name"])


def test_the_geometry_is_read_by_gdal() -> None:
    import geopandas as gpd

    _, headers, body = ask(f"{API}/geometry/epci?departement=D62")
    outlines = gpd.read_file(io.BytesIO(body), engine="pyogrio")
    assert headers["content-type"] == "application/geo+json"
    assert len(outlines) == 20 and outlines.crs == 4326 and outlines.geometry.is_valid.all()


def test_a_spreadsheet_has_french_heads_commas_and_codes_that_keep_their_zeros() -> None:
    _, _, body = ask(f"{API}/observations.fr.csv?indicator=waste.collected&year=2021&level=departement")
    lines = body.decode("utf-8-sig").splitlines()
    assert lines[0].startswith('"Identifiant";') and ";328139,23;" in body.decode()
    commune = ask(f"{API}/territories.fr.csv?code=01304")[2].decode("utf-8-sig")
    assert commune.splitlines()[1].startswith('"INSEE 01304";')


def test_a_view_by_its_word_has_its_record_and_its_rows() -> None:
    from pages.views.view import parse_word, write_word
    from tests.make_view import make_view

    view = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS,))
    found = read(f"views/{write_word(view)}")
    assert parse_word(urlsplit(found["files"]["csv"]).query.removeprefix("v=")) == view
    assert found["record"]["kind"] == "trend" and 156402.0 in [row["value"] for row in found["rows"]]
    assert refuse("views/rien")["status"] == 404


def test_a_dossier_is_the_record_that_the_page_opens_again() -> None:
    from pages.views.dossier import Dossier

    found = read("dossiers/les-dechets-de-l-annee")
    assert Dossier.model_validate(found).title == "Les déchets de l’année"


def test_parquet_has_types_and_what_stands_beside_the_rows() -> None:
    import pyarrow.parquet as pq

    _, _, body = ask(f"{API}/ranks.parquet?indicator=housing.authorised&level=epci&year=2022")
    table = pq.read_table(io.BytesIO(body))
    assert str(table.schema.field("value").type) == "double" and str(table.schema.field("territory").type) == "string"
    assert json.loads(table.schema.metadata[b"terril"])["coverage"]["known"] == 20
    empty = pd.read_parquet(
        io.BytesIO(ask(f"{API}/observations.parquet?status=confidential&indicator=waste.collected")[2])
    )
    assert len(empty) == 0 and empty["year"].dtype == "int64"
