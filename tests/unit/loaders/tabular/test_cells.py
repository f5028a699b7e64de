"""What the cells of publishers and spreadsheets say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.tabular.cells import (
    Amount,
    Code,
    has_key,
    is_damaged,
    read_amount,
    read_commune,
    read_departement,
    read_siren,
    read_year,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("98575,13", 98575.13),
        ("15 156", 15156),
        ("2\u00a0912", 2912),
        ("36\u202f000,15 €", 36000.15),
        ("€ 12", 12),
        ("1.234.567,5", 1234567.5),
        ("1,234.5", 1234.5),
        ("-5 000,00 ", -5000),
        ("\u22125", -5),
        ("9,85751E+04", 98575.1),
        ("0", 0),
        (".5", 0.5),
    ],
)
def test_a_number_is_read_as_it_is_written(text: str, number: float) -> None:
    assert read_amount(text) == Amount(number)


@pytest.mark.parametrize("text", ["", " ", ".", "NULL", "NC", "nd", "n.d.", "N/A", "NaN"])
def test_what_is_not_given_is_no_zero_and_no_secret(text: str) -> None:
    amount = read_amount(text)
    assert amount is not None and math.isnan(amount.value) and amount.status == "missing"


@pytest.mark.parametrize("text", ["s", "S", "<5", "< 11", "secret"])
def test_a_secret_is_neither_zero_nor_blank(text: str) -> None:
    amount = read_amount(text)
    assert amount is not None and math.isnan(amount.value) and amount.status == "confidential"


@pytest.mark.parametrize("text", ["douze", "-", "12 k", "1,2,3", "31/12/2019", "1e999", "0x10", "1_000", "(5)", "inf"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2021", 2021),
        ("2021.0", 2021),
        ("2021,0", 2021),
        ("31/12/2019", None),
        ("20221", None),
        ("21", None),
        ("", None),
    ],
)
def test_a_year_is_one_of_four_digits(text: str, year: int | None) -> None:
    assert read_year(text) == year


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("62", Code("62")),
        ("062", Code("62")),
        ("62.0", Code("62")),
        ("1", Code("01", was_mended=True)),
        ("2a", Code("2A")),
        ("974", Code("974")),
        ("D62", None),
        ("Total", None),
        ("999", None),
    ],
)
def test_a_département_is_known_by_its_number(text: str, code: Code | None) -> None:
    assert read_departement(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("62498", Code("62498")),
        ("62498.0", Code("62498")),
        ("4045", Code("04045", was_mended=True)),
        ("2a004", Code("2A004")),
        ("6,25E+04", None),
        ("498", None),
        ("2C004", None),
    ],
)
def test_a_commune_has_five_characters_and_may_have_lost_a_zero(text: str, code: Code | None) -> None:
    assert read_commune(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("216204982", Code("216204982")),
        ("216 204 982", Code("216204982")),
        ("216204982.0", Code("216204982")),
        ("21620498200018", Code("216204982")),
        ("", Code("")),
        ("NULL", Code("")),
        ("05580123400017", Code("055801234")),
        ("2,16205E+13", None),
        ("24620036", None),
        ("1234567890", None),
    ],
)
def test_a_siren_has_nine_digits_and_that_of_a_siret_is_its_first_ones(text: str, code: Code | None) -> None:
    assert read_siren(text) == code


def test_zeros_are_put_back_where_the_key_proves_them() -> None:
    assert has_key("005520135") and has_key("55208131766522"), "La Poste’s kind and a real SIRET"
    assert read_siren("5520135") == Code("005520135", was_mended=True)


@pytest.mark.parametrize(
    ("text", "damaged"), [("2,46E+08", True), ("2.46E+08", True), ("246200364", False), ("2E", False)]
)
def test_a_rounded_code_is_named_as_such(text: str, damaged: bool) -> None:
    assert is_damaged(text) is damaged


@given(st.text())
def test_any_cell_is_read_or_refused(text: str) -> None:
    for read in (read_amount, read_year, read_departement, read_commune, read_siren):
        read(text)


@given(st.floats(min_value=-1e12, max_value=1e12).map(lambda number: round(number, 2)))
def test_a_number_written_the_french_way_is_the_same(number: float) -> None:
    written = f"{number:,.2f}".replace(",", "\u202f").replace(".", ",")
    assert read_amount(written) == Amount(number)
