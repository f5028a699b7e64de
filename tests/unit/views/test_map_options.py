"""The settings of a map: classes against mapclassify, bounds that a reader writes, palettes, the histogram."""

import mapclassify
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.classes import (
    ClassError,
    Classes,
    Method,
    check_classes,
    compute_breaks,
    count_values,
    find_breaks,
    find_class,
    parse_breaks,
)
from pages.draw.markup.histogram import draw_histogram
from pages.views.maps.data import choose_symbol
from pages.views.maps.palette import choose_colors
from pages.views.maps.style import DEFAULTS, MapStyle, describe_style, parse_settings
from tests.synthetic import make_series

VALUES = np.random.default_rng(62).lognormal(4, 1, 400)
NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)
METHODS: list[Method] = ["quantiles", "fisher_jenks", "equal_interval", "standard_deviation", "head_tail"]
PEERS = {
    "quantiles": lambda v: mapclassify.Quantiles(v, k=6),
    "fisher_jenks": lambda v: mapclassify.FisherJenks(v, k=6),
    "equal_interval": lambda v: mapclassify.EqualInterval(v, k=6),
    "standard_deviation": lambda v: mapclassify.StdMean(v, multiples=[-2, -1, 0, 1, 2]),
    "head_tail": mapclassify.HeadTailBreaks,
}


@pytest.mark.parametrize("method", METHODS)
def test_each_class_holds_as_many_values_as_mapclassify_says(method: Method) -> None:
    breaks = compute_breaks(VALUES, 6, method)
    ours = np.bincount([find_class(v, breaks) for v in VALUES], minlength=len(breaks))
    theirs = [count for count in PEERS[method](VALUES).counts if count]
    assert [count for count in ours.tolist() if count] == theirs


def test_own_bounds_are_those_of_mapclassify() -> None:
    breaks = compute_breaks(VALUES, method="own", own=(20, 60, 150))
    theirs = mapclassify.UserDefined(VALUES, [20, 60, 150])
    assert [sum(find_class(v, breaks) == n for v in VALUES) for n in range(4)] == theirs.counts.tolist()


@given(NUMBERS, st.integers(3, 9), st.sampled_from(METHODS))
def test_every_value_is_in_one_class_and_bounds_rise(values: list[float], count: int, method: Method) -> None:
    breaks = compute_breaks(values, count, method)
    assert breaks == sorted(set(breaks))
    assert breaks[-1] == max(values)
    assert all(v <= breaks[find_class(v, breaks)] for v in values)


@given(NUMBERS, st.floats(-1e6, 1e6), st.integers(3, 9))
def test_no_class_lies_on_both_sides_of_the_middle(values: list[float], middle: float, count: int) -> None:
    breaks = find_breaks(values, Classes("quantiles", count, (), middle))
    low, high = min(values), max(values)
    if low < middle <= high:
        assert middle in breaks
    colors = choose_colors(breaks, middle)
    assert len(colors["light"]) == len(colors["dark"]) == len(breaks)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("10 ; vingt", "« vingt » n’est pas un nombre"),
        ("20 ; 10", "« 10 » vient après 20"),
        ("10 ; 10", "« 10 » vient après 10"),
        ("", "0 trouvé"),
        (" ; ".join(map(str, range(12))), "12 trouvés"),
        ("inf", "n’est pas un nombre fini"),
    ],
)
def test_bounds_out_of_order_get_a_sentence(written: str, said: str) -> None:
    with pytest.raises(ClassError, match=said):
        parse_breaks(written)


def test_bounds_are_read_as_the_french_write_them() -> None:
    assert parse_breaks("10 ; 20,5 ; 1\u202f400") == (10, 20.5, 1400)


@pytest.mark.parametrize(
    ("values", "classes", "said"),
    [
        ([], Classes(), "Aucune valeur n’est connue"),
        ([np.nan, np.nan], Classes(), "Aucune valeur n’est connue"),
        ([5, 5, 5], Classes(), "Toutes les valeurs connues sont égales"),
        ([1, 2, 3], Classes(count=5), "3 valeurs différentes pour 5 classes"),
        ([1, 2, 3], Classes("own", 5, (2, 99)), "1 seuil hors des valeurs"),
    ],
)
def test_what_is_odd_in_the_classes_is_said(values: list[float], classes: Classes, said: str) -> None:
    assert said in check_classes(values, classes)


def test_an_address_is_read_and_what_is_wrong_in_it_is_said_and_left() -> None:
    asked = DEFAULTS | {"methode": "seuils", "seuils": "1 ; 2", "symbole": "aplats", "milieu": "1,5"}
    assert parse_settings(asked) == MapStyle(Classes("own", 5, (1, 2), 1.5), "fill")
    wrong = parse_settings(DEFAULTS | {"methode": "<b>", "classes": "99", "symbole": "x", "milieu": "y"})
    assert wrong.classes == Classes()
    for word in ("Méthode inconnue", "99", "Symbole inconnu", "n’est pas un nombre"):
        assert word in wrong.fault


def test_a_count_in_shades_is_only_where_asked_and_comes_with_a_note() -> None:
    series = make_series([{"territory": t, "value": v} for t, v in zip("ABC", (1, 2, 3), strict=True)])
    assert choose_symbol(series) == "circle"
    assert "Un nombre en aplats" in describe_style(series, MapStyle(symbol="fill"), "les 3 EPCI")
    assert describe_style(series, MapStyle(), "les 3 EPCI") == ""


def test_the_reference_of_the_classes_is_named() -> None:
    series = make_series([{"year": 2019 + n % 3, "value": n} for n in range(9)])
    said = describe_style(series, MapStyle(symbol="fill"), "les 20 EPCI")
    assert said.startswith("Classes : quantiles, sur toutes les valeurs de 2019-2021 et les 20 EPCI.")


def test_the_bars_of_the_histogram_hold_every_value() -> None:
    edges = np.linspace(VALUES.min(), VALUES.max(), 31).tolist()
    assert sum(count_values(VALUES, edges)) == len(VALUES)
    assert "400 valeurs, 5 classes" in draw_histogram(
        VALUES.tolist(), compute_breaks(VALUES), choose_colors(compute_breaks(VALUES))["light"], decimals=0
    )
    assert draw_histogram([3, 3], [3], ["#000000"], decimals=0) == ""
