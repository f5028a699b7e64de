"""What a map receives: classes fixed over the years, values and statuses that tell zero from missing, addresses."""

import gzip
import itertools
import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.requests import Request
from starlette.responses import Response

from loaders.reading.series import Series, load_series
from pages.draw.browser.scripts import MAPS, join_style
from pages.draw.values import build_values, values_url
from pages.server.values import serve_values
from pages.views.data.geography import find_departements, read_codes
from pages.views.data.table import tabulate
from pages.views.maps.data import class_labels, map_data
from pages.views.palette import DARK, LIGHT
from pages.words.french import STATUS_LABELS
from tests.synthetic import make_observations, make_series

LENS = "246200364"
OURS = find_departements()
VALUELESS = ("missing", "confidential", "not_applicable")


def data_of(series: Series, **changes: Any) -> dict[str, Any]:
    """What the browser gets for a series."""
    usual = {"geometry": "/g.json", "values": "/v.json", "year": None, "selected": (), "symbol": "fill"}
    return map_data(series, **{**usual, **changes})


def many(*years: int) -> Series:
    """Synthetic values of twenty territories, ten times as large each year."""
    rows = [
        {"territory": f"T{n:02}", "year": y, "value": 10**k * (n + 1)} for k, y in enumerate(years) for n in range(20)
    ]
    return make_series(rows)


# Classes and words


def test_a_colour_means_the_same_in_every_year() -> None:
    series = many(2019, 2020, 2021)
    shown = [data_of(series, year=year) for year in (2019, 2020, 2021)]
    assert shown[0]["breaks"] == shown[1]["breaks"] == shown[2]["breaks"]
    assert shown[0]["labels"] == shown[2]["labels"]
    assert shown[0]["breaks"][-1] == 2000
    assert [entry["year"] for entry in shown] == [2019, 2020, 2021]


def test_breaks_part_the_values_of_all_years_evenly() -> None:
    series = make_series([{"territory": f"T{n}", "year": 2020 + n % 2, "value": n} for n in range(1, 101)])
    breaks = data_of(series)["breaks"]
    counts = [sum(low < n <= high for n in range(1, 101)) for low, high in zip([0, *breaks], breaks, strict=False)]
    assert counts == [20, 20, 20, 20, 20]
    assert len(breaks) == len(LIGHT.shades) == len(DARK.shades)


def test_circles_are_scaled_on_the_largest_value_of_all_years() -> None:
    assert data_of(many(2020, 2021), symbol="circle", year=2020)["breaks"] == [200]


def test_a_year_that_is_not_known_becomes_the_last_one_that_is() -> None:
    series = make_series([{"year": 2019}, {"year": 2020}, {"year": 2021, "value": None, "status": "missing"}])
    data = data_of(series, year=2021)
    assert (data["years"], data["year"]) == ([2019, 2020], 2020)


def test_a_map_without_any_value_is_empty_and_not_an_error() -> None:
    data = data_of(make_series([{"value": None, "status": "missing"}]), year=2021)
    assert (data["years"], data["year"], data["breaks"], data["labels"]) == ([], None, [], [])


def test_classes_are_said_in_french_with_the_unit_on_the_first() -> None:
    labels = class_labels([10.0, 1500.0, 1500.0], 0.0, 1, "kg/hab.")
    assert [label.replace("\u00a0", " ") for label in labels] == [
        "0,0 – 10,0 kg/hab.",
        "10,0 – 1\u202f500,0",
        "1\u202f500,0",
    ]


def test_every_status_has_its_word_on_the_map() -> None:
    assert data_of(many(2021))["words"].items() >= STATUS_LABELS.items()


@pytest.mark.parametrize("place", [".areas path", ".legend i"])
def test_missing_confidential_and_not_applicable_never_look_the_same(place: str) -> None:
    style = join_style(MAPS / "map.css")
    looks = [
        re.search(rf"{re.escape(place)}\.{status} {{ (?:fill|background): ([^;]+);", style) for status in VALUELESS
    ]
    assert all(looks)
    colors = {look.group(1) for look in looks if look}
    assert len(colors) == 3
    assert not [color for color in colors if re.fullmatch(r"var\(--q\d\)", color)]


def test_palettes_go_evenly_from_one_end_to_the_other() -> None:
    def lightness(color: str) -> float:
        return sum(weight * int(color[n : n + 2], 16) for weight, n in ((0.3, 1), (0.6, 3), (0.1, 5)))

    light, dark = ([lightness(color) for color in palette.shades] for palette in (LIGHT, DARK))
    assert light == sorted(light, reverse=True)
    assert dark == sorted(dark)
    assert min(abs(a - b) for shades in (light, dark) for a, b in itertools.pairwise(shades)) > 12


# Values


def test_zero_missing_and_confidential_are_told_apart() -> None:
    frame = make_observations(
        [
            {"territory": "A", "year": 2020, "value": 0},
            {"territory": "A", "year": 2021, "value": 2.5},
            {"territory": "B", "year": 2020, "value": None, "status": "missing"},
            {"territory": "B", "year": 2021, "value": 3, "status": "provisional"},
            {"territory": "C", "year": 2020, "value": None, "status": "confidential"},
            {"territory": "C", "year": 2021, "value": None, "status": "not_applicable"},
        ]
    )
    table = tabulate(frame)
    assert table["years"] == [2020, 2021]
    assert table["values"] == {"A": [0, 2.5], "B": [None, 3]}
    assert table["statuses"] == {
        "B": {2020: "missing", 2021: "provisional"},
        "C": {2020: "confidential", 2021: "not_applicable"},
    }


def test_a_year_without_any_value_is_no_year_of_the_map() -> None:
    frame = make_observations([{"year": 2020}, {"year": 2021, "value": None, "status": "missing"}])
    assert tabulate(frame)["years"] == [2020]


def test_values_are_written_short() -> None:
    frame = make_observations([{"year": 2020, "value": 1 / 3}, {"year": 2021, "value": 156402.0}])
    assert json.dumps(tabulate(frame)["values"]) == '{"A": [0.3333, 156402]}'


def test_a_class_is_that_of_the_exact_value_and_not_of_the_one_that_travels() -> None:
    frame = make_observations([{"year": 2020, "value": 1 / 3}, {"year": 2021, "value": 0.33335}, {"year": 2022}])
    table = tabulate(frame.assign(value=frame["value"].where(frame["year"] < 2022)), (1 / 3, 0.33335))
    assert table["classes"] == {"A": "01"}
    assert tabulate(frame, (0.33334, 1.0))["classes"] == {"A": "011"}


def test_a_year_without_a_value_has_no_class() -> None:
    rows = [{"territory": "A", "year": 2020, "value": 5}, {"territory": "B", "year": 2021, "value": 9}]
    assert tabulate(make_observations(rows), (5.0, 9.0))["classes"] == {"A": "0-", "B": "-1"}


def test_a_map_of_circles_has_no_classes() -> None:
    assert "classes" not in tabulate(make_observations([{"value": 5}]))


def test_the_values_served_are_those_of_the_series() -> None:
    body = json.loads(gzip.decompress(build_values("housing.authorised", "", "epci", "valeur", (), OURS)[1]))
    frame = load_series("housing.authorised", levels=("epci",)).frame
    known = frame[(frame["territory"] == LENS) & frame["value"].notna()].set_index("year")["value"]
    assert dict(zip(body["years"], body["values"][LENS], strict=True)) == known.to_dict()
    assert set(body["values"]) <= set(read_codes("epci", OURS))


def get(address: str) -> Response:
    """The answer to a request for values."""
    parts = urlsplit(address)
    _, _, level, measure, name = parts.path.split("/")
    scope = {"type": "http", "method": "GET", "path": parts.path, "query_string": parts.query.encode(), "headers": []}
    params = {
        "ground": level,
        "measure": measure,
        "indicator": name.removesuffix(".json"),
    }
    return serve_values(Request({**scope, "server": ("localhost", 80), "path_params": params}))


@pytest.mark.parametrize(
    ("indicator", "restriction", "per_inhabitant"),
    [("housing.authorised", "", True), ("subsidies.received_amount", "fund=detr", False)],
)
def test_an_address_of_values_gives_those_values_for_good(
    indicator: str, restriction: str, per_inhabitant: bool
) -> None:
    answer = get(values_url(indicator, restriction, "epci", OURS, per_inhabitant=per_inhabitant))
    measure = "habitant" if per_inhabitant else "valeur"
    assert bytes(answer.body) == build_values(indicator, restriction, "epci", measure, (), OURS)[1]
    assert (answer.headers["content-encoding"], "immutable" in answer.headers["cache-control"]) == ("gzip", True)
    assert len(answer.body) < 50_000


def test_an_address_with_other_bounds_gives_other_classes() -> None:
    tables = []
    for bounds in ((100.0, 2000.0), (100.0, 1 / 3 + 300, 2000.0)):
        answer = get(values_url("housing.authorised", "", "epci", OURS, per_inhabitant=False, bounds=bounds))
        tables.append(json.loads(gzip.decompress(bytes(answer.body))))
    assert tables[0]["values"] == tables[1]["values"]
    assert [set("".join(table["classes"].values())) for table in tables] == [{"0", "1"}, {"0", "1", "2"}]


@pytest.mark.parametrize("bounds", ["2;1", "1;1", "a", "nan", "1;inf", ";".join(map(str, range(10)))])
def test_bounds_that_no_map_has_are_not_found(bounds: str) -> None:
    assert get(f"/valeurs/epci/valeur/housing.authorised.json?&bornes={bounds}&v=0").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/valeurs/epci/valeur/waste.nothing.json",
        "/valeurs/canton/valeur/waste.collected.json",
        "/valeurs/epci/double/waste.collected.json",
    ],
)
def test_values_that_do_not_exist_are_not_found(address: str) -> None:
    answer = get(address)
    assert (answer.status_code, json.loads(bytes(answer.body))) == (404, {"detail": "valeurs inconnues"})


def test_the_values_of_a_fact_are_not_served_and_the_answer_says_why() -> None:
    answer = get("/valeurs/epci/valeur/culture.clea_structures.json")
    assert answer.status_code == 404
    assert "propre à chaque territoire : ses valeurs ne se comparent pas" in json.loads(bytes(answer.body))["detail"]
