"""The screen, the legend, the picture and the slide of a map put each territory into the same class, in every year.

With TERRIL_PROOF=1, of every indicator that a map can show.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest
from starlette.requests import Request

from geo.classes import Method, find_breaks
from loaders.reading.series import Series
from pages.draw.values import read_pairs, series_url
from pages.files.presentation.maps import list_drawings
from pages.server.values import serve_values
from pages.views.contents import read_content
from pages.views.data.geography import LEVELS, MapLevel, find_departements, read_codes
from pages.views.france import sent
from pages.views.kinds.change_map import ChangeMap
from pages.views.kinds.crossed_map import CrossedMap
from pages.views.kinds.france_map import FranceMap
from pages.views.kinds.level_map import LevelMap
from pages.views.kinds.year_maps import YearMaps
from pages.views.layout.maps.plan import Plan, make_plans
from pages.views.maps.data import BY_DEFAULT, choose_symbol, read_bounds
from pages.views.maps.reference import Bounds
from pages.views.record import ViewError
from tests.proof import IS_PROOF

AUTHORISED, POPULATION, WASTE = "housing.authorised", "population.municipal", "waste.collected"
EVERY = (2009, 2026)
METHODS: tuple[Method, ...] = (
    "quantiles", "fisher_jenks", "equal_interval", "standard_deviation", "head_tail", "own",
)  # fmt: skip
Classes = dict[str, int]


def fetch(series: Series, bounds: Bounds, level: MapLevel) -> dict[str, Any]:
    """What the browser is answered at the address of the values of a map."""
    parts = urlsplit(series_url(series, bounds, level=level, departements=find_departements()))
    _, _, asked, measure, name = parts.path.split("/")
    scope = {"type": "http", "method": "GET", "path": parts.path, "query_string": parts.query.encode(), "headers": []}
    params = {
        "ground": asked,
        "measure": measure,
        "indicator": name.removesuffix(".json"),
    }
    answer = serve_values(Request({**scope, "server": ("localhost", 80), "path_params": params}))
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(gzip.decompress(bytes(answer.body)))
    return found


def list_sent(table: dict[str, Any], year: int | str | None, level: MapLevel) -> Classes:
    """The class of each territory drawn, in a year, as map.js reads it."""
    if year not in table["years"]:
        return {}
    column = table["years"].index(year)
    numbers = table.get("classes", {})
    found = {code: numbers[code][column] for code in read_codes(level, find_departements()) if code in numbers}
    assert all((digit == "-") == (table["values"][code][column] is None) for code, digit in found.items())
    return {code: int(digit) for code, digit in found.items() if digit != "-"}


def list_of_plan(plan: Plan) -> Classes:
    """The class of each territory of the picture; the legend counts the same."""
    found = {code: plan.class_of(code) for code in plan.values if code in plan.ground.shapes}
    assert plan.classes == Counter(found.values())
    return found


def list_exact(series: Series, year: int, bounds: Bounds, level: MapLevel) -> Classes:
    """The class of each exact value, counted apart: how many bounds but the last are below it."""
    rows = series.frame[(series.frame["year"] == year) & series.frame["value"].notna()]
    bounds = bounds if isinstance(bounds, tuple) else tuple(find_breaks(rows["value"], bounds))
    values = zip(rows["territory"].astype(str), rows["value"], strict=True)
    return {
        code: sum(bound < value for bound in bounds[:-1])
        for code, value in values
        if code in read_codes(level, find_departements())
    }


def choose_own(series: Series) -> tuple[float, ...]:
    """Bounds of a reader: two values that are there, exactly, so that a value stands on a bound."""
    known = np.unique(series.frame["value"].dropna())
    return tuple(float(known[len(known) * n // 3]) for n in (1, 2))


def check_level_map(
    item: str, level: MapLevel, method: Method, *, years: tuple[int, ...] = (), **fields: Any
) -> dict[int, Counter[int]]:
    """Compare the classes of every year of a map of a level; those of the picture come back, counted."""
    view = LevelMap(indicators=(item,), level=level, years=EVERY, symbol="fill", **fields)
    series = read_content(view).series
    if not series.frame["value"].notna().any():
        return {}
    chosen = {"breaks": choose_own(series)} if method == "own" else {"method": method}
    view = view.model_copy(update=chosen)
    bounds = read_bounds(series, view.map_classes, "fill", view.find_reference(series))
    page = fetch(series, bounds, level)
    found = {}
    for year in years or read_content(view).maps.each[0]["years"]:
        content = read_content(view.model_copy(update={"year": year}))
        (plan,), (drawing,) = make_plans(content), list_drawings(content)
        found[year] = Counter(list_of_plan(plan).values())
        sent = list_sent(page, year, level)
        assert sent == list_of_plan(plan) == list_sent(drawing["table"], year, level), (item, level, method, year)
        assert sent == list_exact(series, year, bounds, level)
    return found


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("item", "per_inhabitant"), [(AUTHORISED, True), (AUTHORISED, False), (WASTE, True)])
def test_a_map_of_epcis_has_the_same_classes_everywhere_in_every_year(
    item: str, per_inhabitant: bool, method: Method
) -> None:
    assert check_level_map(item, "epci", method, per_inhabitant=per_inhabitant)


@pytest.mark.parametrize("level", ["commune", "departement"])
@pytest.mark.parametrize("method", METHODS)
def test_a_map_of_communes_or_departements_has_the_same_classes_everywhere(level: MapLevel, method: Method) -> None:
    assert check_level_map(AUTHORISED, level, method, per_inhabitant=True)


@pytest.mark.parametrize("method", METHODS)
def test_a_map_with_classes_of_its_year_has_them_everywhere(method: Method) -> None:
    assert check_level_map(AUTHORISED, "epci", method, per_inhabitant=True, reference="year")


def test_a_map_in_two_hues_has_the_same_classes_everywhere() -> None:
    assert check_level_map(AUTHORISED, "epci", "quantiles", per_inhabitant=True, middle=4.0)


def test_natural_breaks_of_housing_in_2024_are_those_of_exact_values() -> None:
    # Rounded to four decimals, the highest of them fell into the fifth class on the screen.
    found = check_level_map(AUTHORISED, "epci", "fisher_jenks", per_inhabitant=True, years=(2024,))
    assert [found[2024][n] for n in range(5)] == [8, 7, 2, 3, 0]


@pytest.mark.parametrize(("item", "per_inhabitant"), [(AUTHORISED, True), (WASTE, True)])
def test_small_maps_of_years_have_the_same_classes_everywhere(item: str, per_inhabitant: bool) -> None:
    check_year_maps(item, "epci", per_inhabitant=per_inhabitant)


def check_year_maps(item: str, level: MapLevel, *, per_inhabitant: bool) -> None:
    """Compare the classes of the small maps of an indicator."""
    content = read_content(YearMaps(indicators=(item,), level=level, years=EVERY, per_inhabitant=per_inhabitant))
    plans, series = make_plans(content), content.series
    if not plans or plans[0].is_circles:
        return
    bounds = read_bounds(series, BY_DEFAULT, choose_symbol(series))
    page, (drawing,) = fetch(series, bounds, level), list_drawings(content)
    for plan in plans:
        sent, year = list_sent(page, plan.data["year"], level), plan.data["year"]
        assert sent == list_of_plan(plan) == list_sent(drawing["common"]["table"], year, level), (item, level, year)
        assert sent == list_exact(series, year, bounds, level)


@pytest.mark.parametrize("level", ["commune", "epci"])
@pytest.mark.parametrize("years", [(2013, 2014), (2015, 2021), (2020, 2024)])
def test_a_map_of_changes_has_the_same_classes_everywhere(years: tuple[int, int], level: MapLevel) -> None:
    assert check_plain(ChangeMap(indicators=(AUTHORISED,), level=level, years=years))


@pytest.mark.parametrize("year", [2019, 2021, 2022])
def test_a_map_of_two_indicators_has_the_same_classes_everywhere(year: int) -> None:
    assert check_plain(CrossedMap(indicators=(AUTHORISED, POPULATION), year=year, per_inhabitant=True))


def check_plain(view: ChangeMap | CrossedMap) -> Classes:
    """Compare the classes of a map whose values the page is sent with it."""
    content = read_content(view)
    (data,), (plan,) = content.maps.each, make_plans(content)
    sent = list_sent(data["table"], data["year"], view.level)
    assert sent == list_of_plan(plan)
    assert set(sent.values()) <= set(range(len(data["breaks"])))
    return sent


def test_a_change_is_classed_on_its_exact_value() -> None:
    content = read_content(ChangeMap(indicators=(AUTHORISED,), years=(2015, 2021), per_inhabitant=True))
    (plan,), changes = make_plans(content), content.rows.dropna(subset=["change"]).set_index("territory")["change"]
    falls = {code for code, n in plan.numbers.items() if n < sum(bound < 0 for bound in plan.data["breaks"])}
    assert falls == {code for code, change in changes.items() if change < 0}


@pytest.mark.parametrize("view", [FranceMap(), FranceMap(measure="km2")])
def test_the_map_of_france_has_the_same_classes_everywhere(view: FranceMap) -> None:
    (plan,) = make_plans(read_content(view))
    body = gzip.decompress(sent.build_values(view.figure)[1])
    many = len(body) // 6
    values, numbers = np.frombuffer(body, "<f4", many), np.frombuffer(body, "u1", many, 5 * many)
    assert ((numbers == 255) == np.isnan(values)).all()
    assert np.bincount(numbers[numbers < 255]).tolist() == [plan.classes[n] for n in sorted(plan.classes)]
    exact = [sum(bound < float(value) for bound in plan.data["breaks"][:-1]) for value in values[numbers < 255]]
    assert exact == numbers[numbers < 255].tolist()


def list_everything() -> Iterator[tuple[str, MapLevel, bool]]:
    """Every indicator and restriction, of every level, as it is and per inhabitant."""
    for (indicator, scope), level, per_inhabitant in product(sorted(read_pairs()), LEVELS, (False, True)):
        yield (f"{indicator}@{scope}" if scope else indicator), level, per_inhabitant


@pytest.mark.skipif(not IS_PROOF, reason="TERRIL_PROOF=1")
@pytest.mark.parametrize(("item", "level", "per_inhabitant"), [*list_everything()] if IS_PROOF else [])
def test_every_map_has_the_same_classes_everywhere(item: str, level: MapLevel, per_inhabitant: bool) -> None:
    for method in METHODS:
        check_level_map(item, level, method, per_inhabitant=per_inhabitant)
    try:
        check_year_maps(item, level, per_inhabitant=per_inhabitant)
        check_plain(ChangeMap(indicators=(item,), level=level, years=(2015, 2021), per_inhabitant=per_inhabitant))
    except ViewError:
        return
