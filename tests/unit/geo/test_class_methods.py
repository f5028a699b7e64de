"""Every method of classes against mapclassify's own, and what holds whatever the values are."""

import warnings
from typing import get_args

import mapclassify
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.classes import (
    ClassError,
    Classes,
    Method,
    check_classes,
    compute_breaks,
    count_below,
    count_values,
    find_breaks,
    find_class,
    parse_breaks,
)

VALUES = np.random.default_rng(62).lognormal(4, 1, 240).round(3)
COUNTS = (3, 5, 7, 9)
FINITE = st.floats(-1e6, 1e6, allow_nan=False).map(lambda v: round(v, 3))
MANY = st.lists(FINITE, min_size=1, max_size=60)
CHOSEN = st.sampled_from([m for m in get_args(Method) if m != "own"])


def count_in_classes(values: np.ndarray, breaks: list[float]) -> list[int]:
    """How many values fall into each class, as the map paints them."""
    return np.bincount([find_class(v, breaks) for v in values], minlength=len(breaks)).tolist()


def reference(method: Method, count: int) -> mapclassify.classifiers.MapClassifier:
    """What mapclassify itself makes of the values."""
    half = (count - 2) / 2
    makers = {
        "quantiles": lambda: mapclassify.Quantiles(VALUES, k=count),
        "fisher_jenks": lambda: mapclassify.FisherJenks(VALUES, k=count),
        "equal_interval": lambda: mapclassify.EqualInterval(VALUES, k=count),
        "standard_deviation": lambda: mapclassify.StdMean(VALUES, multiples=[n - half for n in range(count - 1)]),
        "head_tail": lambda: mapclassify.HeadTailBreaks(VALUES),
        "own": lambda: mapclassify.UserDefined(VALUES, bins=[40.0, 90.0]),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return makers[method]()


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("method", get_args(Method))
def test_classes_hold_as_many_values_as_those_of_mapclassify(method: Method, count: int) -> None:
    breaks = find_breaks(VALUES, Classes(method, count, (40.0, 90.0) if method == "own" else ()))
    expected = [n for n in reference(method, count).counts.tolist() if n]
    assert [n for n in count_in_classes(VALUES, breaks) if n] == expected


@settings(max_examples=60, deadline=None)
@given(values=MANY, method=CHOSEN, count=st.integers(3, 9))
def test_each_value_is_in_one_class_and_the_counts_sum_to_n(values: list[float], method: Method, count: int) -> None:
    breaks = compute_breaks(values, count, method)
    assert breaks == sorted(set(breaks))
    assert breaks[-1] == max(values)
    assert sum(count_in_classes(np.array(values), breaks)) == len(values)
    for value in values:
        place = find_class(value, breaks)
        assert value <= breaks[place]
        assert place == 0 or breaks[place - 1] < value


@pytest.mark.parametrize("count", COUNTS)
def test_natural_breaks_are_those_of_mapclassify_where_values_are_equal(count: int) -> None:
    values = np.random.default_rng(count).integers(0, 40, 200).astype(float)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        expected = mapclassify.FisherJenks(values, k=count).bins
    assert compute_breaks(values, count, "fisher_jenks") == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(values=MANY, method=CHOSEN, count=st.integers(3, 9), middle=st.floats(-100, 100, allow_nan=False))
def test_round_a_middle_no_class_holds_values_of_both_sides(
    values: list[float], method: Method, count: int, middle: float
) -> None:
    breaks = find_breaks(values, Classes(method, count, middle=middle))
    assert breaks == sorted(set(breaks))
    below = count_below(breaks, middle)
    for value in values:
        if value != middle:
            assert (find_class(value, breaks) < below) == (value < middle)


@settings(max_examples=60, deadline=None)
@given(values=st.lists(FINITE, min_size=2, max_size=60, unique=True), bins=st.integers(2, 30))
def test_the_bars_of_a_histogram_sum_to_n(values: list[float], bins: int) -> None:
    edges = np.linspace(min(values), max(values), bins + 1)
    if (np.diff(edges) > 0).all():
        assert sum(count_values([*values, np.nan], edges.tolist())) == len(values)


@pytest.mark.parametrize("text", ["", ";", "10 ; dix", "10 ; 10", "20 ; 10", "nan", "1e999", "1;2;3;4;5;6;7;8;9"])
def test_bounds_that_cannot_be_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ClassError, match=r"^[A-ZÀ-Ü«\d].*\.$"):
        parse_breaks(text)


def test_bounds_are_read_as_the_french_write_them() -> None:
    assert parse_breaks(" \u22125,5 ; 10 ; 20,5;1\u202f000 ") == (-5.5, 10.0, 20.5, 1000.0)


def test_natural_breaks_of_ten_thousand_values_are_found() -> None:
    values = np.random.default_rng(59).lognormal(3, 2, 10_000)
    assert len(compute_breaks(values, 9, "fisher_jenks")) == 9


@pytest.mark.parametrize("middle", [None, 0.0])
def test_no_method_makes_more_classes_than_there_are_colours(middle: float | None) -> None:
    tail = np.random.default_rng(1).pareto(0.5, 5000) + 1
    for method in get_args(Method):
        breaks = find_breaks([*tail, *-tail], Classes(method, 9, tuple(range(8)), middle))
        assert 2 < len(breaks) <= 9


@pytest.mark.parametrize(("count", "below"), [(5, 2), (6, 3), (7, 3), (9, 4)])
def test_round_a_middle_the_odd_class_goes_where_there_are_more_values(count: int, below: int) -> None:
    breaks = find_breaks(range(-30, 100), Classes(count=count, middle=0.0))
    assert (len(breaks), count_below(breaks, 0.0)) == (count, below)


def test_own_bounds_are_kept_round_a_middle() -> None:
    assert find_breaks(range(-50, 51), Classes("own", breaks=(-20.0, 10.0), middle=0.0)) == [-20, 0, 10, 50]


@pytest.mark.parametrize(
    ("values", "classes", "said"),
    [
        ([np.nan], Classes(), "Aucune valeur"),
        ([4, 4, 4], Classes(), "égales"),
        ([1, 2, 3], Classes(count=5), "3 valeurs différentes pour 5 classes"),
        ([1, 2, 3], Classes("own", breaks=(2.0, 50.0)), "1 seuil hors des valeurs"),
        (range(20), Classes(), ""),
    ],
)
def test_a_reader_is_told_what_the_values_do_not_allow(values: list[float], classes: Classes, said: str) -> None:
    sentence = check_classes(values, classes)
    assert said in sentence if said else not sentence
