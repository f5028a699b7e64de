"""Maps of more than one thing: nine cells in words, a change with its reasons, small maps on one scale."""

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.bivariate import CELLS, Thirds, find_cell, find_thirds, name_cell
from geo.classes import ClassError, find_class
from loaders.contrast import parse_color
from loaders.reading.series import Series
from pages.draw.values import series_url
from pages.views.maps.changed import change_data, compute_changes
from pages.views.maps.crossed import cross_data
from pages.views.maps.repeated import Panel, join_series, repeat_data
from pages.views.palette import LIGHT, THEMES
from tests.synthetic import make_series

NAMES = {f"T{n}": f"Territoire {n}" for n in range(12)}
STATES: dict[str, dict[str, object]] = {
    "value": {"value": 12.0},
    "zero": {"value": 0.0},
    "missing": {"value": None, "status": "missing"},
    "confidential": {"value": None, "status": "confidential"},
    "not applicable": {"value": None, "status": "not_applicable"},
}


def make(values: dict[str, float], *, year: int = 2021, **changes: object) -> Series:
    """A synthetic series of one year."""
    return make_series([{"territory": code, "year": year, "value": v} | changes for code, v in values.items()])


def make_pairs(*rows: dict[str, object]) -> Series:
    """A synthetic series of T0 in 2015 and 2021, changed by `rows`, one per year."""
    usual: list[dict[str, object]] = [
        {"territory": "T0", "year": 2015, "value": 10.0},
        {"territory": "T0", "year": 2021, "value": 12.0},
    ]
    changes = [*rows, {}, {}]
    return make_series([{**row, **changes[n]} for n, row in enumerate(usual)])


def cross(first: Series, second: Series, year: int = 2021) -> dict[str, Any]:
    """What the browser gets for two series."""
    return cross_data(first, second, year=year, codes=NAMES, geometry="/g.json", selected=())


def change(series: Series) -> dict[str, Any]:
    """What the browser gets for the change from 2015 to 2021."""
    changes = compute_changes(series, 2015, 2021, ["T0"])
    return change_data(series, 2015, 2021, changes, codes={"T0": "Territoire 0"}, geometry="/g.json", selected=())


# Two indicators crossed


def test_thirds_hold_as_many_values() -> None:
    thirds = find_thirds(range(1, 10), "A")
    assert [find_cell(v, 0, [thirds, Thirds(1, 2)]) for v in range(1, 10)] == [0, 0, 0, 1, 1, 1, 2, 2, 2]


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=50, unique=True), st.floats(-1e6, 1e6))
def test_every_pair_has_one_cell_of_the_nine(values: list[float], value: float) -> None:
    thirds = find_thirds(values, "A")
    assert find_cell(value, value, [thirds, thirds]) in (0, 4, 8)
    assert 0 <= find_cell(value, -value, [thirds, thirds]) < CELLS


def test_a_cell_is_said_in_words() -> None:
    assert name_cell(2, ("Déchets", "Logements")) == "Déchets : tiers haut ; Logements : tiers bas"
    assert len({name_cell(n, ("A", "B")) for n in range(CELLS)}) == CELLS


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([np.nan], "aucune valeur n’est connue"),
        ([4, 4, 4], "toutes les valeurs connues sont égales"),
        ([4, 5], "2 valeurs différentes pour 3 tiers"),
        ([0] * 9 + [1, 2, 3], "plus d’un tiers des 12 valeurs sont égales"),
    ],
)
def test_values_that_make_no_thirds_are_said(values: list[float], said: str) -> None:
    with pytest.raises(ClassError, match=said):
        find_thirds(values, "Déchets")


def test_the_cells_of_a_year_are_those_of_the_thirds_of_all_years() -> None:
    rising = {f"T{n}": float(n) for n in range(12)}
    both = [make(rising, year=2020), make({code: v + 100 for code, v in rising.items()}, year=2021)]
    series = replace(both[0], frame=join_series([Panel("", one, 2020) for one in both]).frame)
    found = [{cell for (cell,) in cross(series, series, y)["table"]["values"].values()} for y in (2020, 2021)]
    assert found == [{0, 4}, {4, 8}]


def test_a_territory_without_one_of_the_two_values_says_which() -> None:
    full = {f"T{n}": float(n) for n in range(12)}
    data = cross(make(full), make({code: v for code, v in full.items() if code != "T3"}))
    assert "T3" not in data["table"]["values"]
    assert data["reasons"] == {"Territoire 3": "sans donnée pour « Collecte »"}
    assert data["table"]["statuses"] == {"T3": {2021: "missing"}}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_nine_shades_differ_for_colour_blind_readers_too(theme: str) -> None:
    # Machado, Oliveira and Fernandes 2009, full severity: what protanopes and deuteranopes see.
    blind = (
        np.eye(3),
        np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
        np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    )
    linear = np.array([parse_color(color) for color in THEMES[theme].crossed]) ** 2.2
    for seen in blind:
        shades = np.clip(linear @ seen.T, 0, 1) ** (1 / 2.2)
        distances = [float(np.linalg.norm(a - b)) for a, b in itertools.combinations(shades, 2)]
        assert min(distances) > 0.15


# Change


@pytest.mark.parametrize(
    ("rows", "status", "reason"),
    [
        (({}, {"break_before": True}), "not_comparable", "rupture de série"),
        (({"value": 0.0}, {}), "not_comparable", "valeur de départ nulle"),
        (({"scope": "a"}, {}), "not_comparable", "périmètres ou méthodes différents"),
        (({"value": None, "status": "missing"}, {}), "missing", "sans donnée en 2015"),
        (({}, {"value": None, "status": "confidential"}), "confidential", "confidentiel en 2021"),
        (({}, {"value": None, "status": "not_applicable"}), "not_applicable", "sans objet en 2021"),
        (({}, {"status": "objective"}), "missing", "sans donnée en 2021"),
    ],
)
def test_a_change_that_may_not_be_computed_says_why(
    rows: tuple[dict[str, object], ...], status: str, reason: str
) -> None:
    data = change(make_pairs(*rows))
    assert data["table"]["values"] == {}
    assert data["table"]["statuses"] == {"T0": {"2015-2021": status}}
    assert data["reasons"] == {"Territoire 0": reason}


def test_a_change_is_in_per_cent_of_the_first_year() -> None:
    data = change(make_pairs())
    assert data["table"]["values"] == {"T0": [20.0]}
    assert "de 10\u00a0t en 2015 à 12\u00a0t en 2021" in data["texts"]["T0"]


def test_a_share_changes_in_points() -> None:
    data = change(replace(make_pairs(), unit="%"))
    assert (data["table"]["values"], data["unit"]) == ({"T0": [2.0]}, "points")


def test_a_change_from_an_estimated_value_is_marked() -> None:
    assert change(make_pairs({"status": "estimated"}))["table"]["statuses"] == {"T0": {"2015-2021": "estimated"}}


def test_falls_nothing_and_rises_never_share_a_class_or_a_hue() -> None:
    ends = {"T0": 5.0, "T1": 8.0, "T2": 10.0, "T3": 10.0, "T4": 15.0, "T5": 30.0}
    rows = [{"territory": c, "year": y, "value": v} for c, e in ends.items() for y, v in ((2015, 10.0), (2021, e))]
    series = make_series(rows)
    changes = compute_changes(series, 2015, 2021, list(NAMES))
    data = change_data(series, 2015, 2021, changes, codes=NAMES, geometry="/g.json", selected=())
    classes = {code: find_class(v, data["breaks"]) for code, (v,) in data["table"]["values"].items()}
    assert classes == {"T0": 0, "T1": 1, "T2": 2, "T3": 2, "T4": 3, "T5": 4}
    light = data["colors"]["light"]
    assert (light[0], light[2], light[4]) == (LIGHT.falls[0], LIGHT.still, LIGHT.rises[1])
    assert data["labels"][2] == "inchangé"
    assert len(data["labels"]) == len(data["breaks"]) == len(light) == len(data["colors"]["dark"])


# Small maps


def test_small_maps_have_the_same_classes_made_on_all_years() -> None:
    rows = [
        {"territory": f"T{n}", "year": y, "value": (n + 1) * f, "indicator": "housing.authorised"}
        for n in range(10)
        for y, f in ((2020, 1), (2021, 10))
    ]
    series = replace(make_series(rows), indicator="housing.authorised", per_inhabitant=True)
    panels = [Panel(str(year), series, year) for year in (2020, 2021)]
    address = partial(series_url, level="epci", departements=("D62",))
    data = repeat_data(panels, address=address, geometry="/g.json", selected=())
    assert data["common"]["breaks"][-1] == 100
    assert [(panel["head"], panel["years"]) for panel in data["panels"]] == [("2020", [2020]), ("2021", [2021])]
    assert all("breaks" not in panel for panel in data["panels"])


def test_two_units_never_share_a_scale_of_small_maps() -> None:
    panels = [Panel("A", make({"T0": 1.0}), 2021), Panel("B", replace(make({"T0": 1.0}), unit="kg"), 2021)]
    with pytest.raises(ClassError, match="2 trouvées : kg et t"):
        join_series(panels)


# Five renderings


def _cross(state: str) -> dict[str, Any]:
    full = {f"T{n}": float(n) for n in range(12)}
    rows = [{"territory": code, "value": v} | (STATES[state] if code == "T1" else {}) for code, v in full.items()]
    return cross(make(full), make_series(rows))


def _change(state: str) -> dict[str, Any]:
    return change(make_pairs({}, STATES[state]))


@pytest.mark.parametrize("build", [_cross, _change])
def test_value_zero_missing_confidential_and_not_applicable_never_look_the_same(
    build: Callable[[str], dict[str, Any]],
) -> None:
    looks = {json.dumps([data["table"], data["texts"], data["reasons"]], default=str) for data in map(build, STATES)}
    assert len(looks) == 5
