"""French typography: narrow no-break spaces, commas, true minus signs, euros in millions."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.statuses import STATUSES
from pages.words.french import (
    STATUS_LABELS,
    format_change,
    format_count,
    format_number,
    format_points,
    format_rank,
    format_value,
    join_words,
    set_spaces,
)

# Spelt out: U+202F narrow no-break space, U+00A0 no-break space, U+2212 minus.


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (156402, 0, "156\u202f402"),
        (11_870_353, 0, "11\u202f870\u202f353"),
        (642.9, 1, "642,9"),
        (999, 0, "999"),
        (1000, 0, "1\u202f000"),
        (-1234.5, 1, "\u22121\u202f234,5"),
        (0, 0, "0"),
        (0, 2, "0,00"),
        (-0.04, 1, "0,0"),
        (None, 0, "n.d."),
        (math.nan, 1, "n.d."),
    ],
)
def test_a_number_is_written_as_the_french_do(value: float | None, decimals: int, text: str) -> None:
    assert format_number(value, decimals) == text


def test_missing_and_zero_are_never_alike() -> None:
    assert format_value(None, "t") == format_value(math.nan, "€") == "n.d."
    assert format_value(0, "t") == "0\u00a0t"


@given(st.floats(-1e12, 1e12), st.integers(0, 3))
def test_a_number_can_be_read_back(value: float, decimals: int) -> None:
    text = format_number(value, decimals)
    assert not set(text) & set(" .-")
    read = float(text.replace("\u202f", "").replace("\u2212", "-").replace(",", "."))
    assert read == pytest.approx(value, abs=0.5 * 10**-decimals + 1e-3)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "published", "text"),
    [
        (156402, "t", 0, "156 402 tonnes", "156\u202f402\u00a0t"),
        (642.9, "kg/hab.", 1, "", "642,9\u00a0kg/hab."),
        (3_800_000, "€", 0, "3,8 M€", "3,8\u00a0M€"),
        (7_630_000, "€", 0, "7,63\u00a0M€", "7,63\u00a0M€"),
        (7_600_000, "€", 0, "7,6M€", "7,6\u00a0M€"),
        (8_504_587, "€", 0, "8 504 587 €", "8\u202f504\u202f587\u00a0€"),
        (1_911_844.29, "€", 0, "", "1\u202f911\u202f844\u00a0€"),
        (12.5, "€", 0, "", "12,50\u00a0€"),
        (-3, "%", 0, "", "\u22123\u00a0%"),
        (3_800_000, "m³", 0, "3,8 M€", "3\u202f800\u202f000\u00a0m³"),
    ],
)
def test_a_value_stands_with_its_unit(value: float, unit: str, decimals: int, published: str, text: str) -> None:
    assert format_value(value, unit, decimals, published=published) == text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (12_365 / 144_037, "+\u00a08,6\u00a0%"),
        (-0.25, "\u2212\u00a025,0\u00a0%"),
        (0.0, "0,0\u00a0%"),
        (-0.0004, "0,0\u00a0%"),
        (12.345, "+\u00a01\u202f234,5\u00a0%"),
    ],
)
def test_a_change_has_its_sign(change: float, text: str) -> None:
    assert format_change(change) == text


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (4.0, "+\u00a04,0\u00a0points"),
        (-1.5, "\u2212\u00a01,5\u00a0point"),
        (2, "+\u00a02,0\u00a0points"),
        (0.01, "0,0\u00a0point"),
    ],
)
def test_the_change_of_a_share_is_in_points(points: float, text: str) -> None:
    assert format_points(points) == text


def test_a_rank() -> None:
    assert (format_rank(1, 7), format_rank(2, 7), format_rank(21, 887)) == ("1er sur 7", "2e sur 7", "21e sur 887")


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0\u00a0territoire"),
        (1, "1\u00a0territoire"),
        (2, "2\u00a0territoires"),
        (1887, "1\u202f887\u00a0territoires"),
    ],
)
def test_a_count_agrees_with_its_noun(count: int, text: str) -> None:
    assert format_count(count, "territoire") == text


def test_an_irregular_plural_is_given() -> None:
    assert format_count(3, "territoire connu", "territoires connus") == "3\u00a0territoires connus"


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_words_are_joined(words: list[str], text: str) -> None:
    assert join_words(words) == text


def test_every_status_has_words_of_its_own() -> None:
    assert len(set(STATUS_LABELS.values())) == len(STATUS_LABELS)
    assert list(STATUS_LABELS) == list(STATUSES)


def test_a_sign_never_stands_alone_at_the_head_of_a_line() -> None:
    said = "Voir « status » : zéro ; absent ! Vraiment ?"
    assert set_spaces(said) == "Voir «\u202fstatus\u202f»\u00a0: zéro\u202f; absent\u202f! Vraiment\u202f?"
