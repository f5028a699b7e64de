"""A table typed by hand: names and codes in one column, a level said by a word, faults in the order of the lines."""

from __future__ import annotations

import datetime as dt

from loaders.catalog import load_catalog
from loaders.own.reading.reader import understand
from loaders.own.reading.understood import Understanding

TODAY = dt.date(2026, 11, 26)
ROWS = """Territoire;Indicateur;2021;2022
CA de Lens-Liévin;housing.aid_files;102;s
246200364;housing.aid_dwellings;12;13
200072460;housing.aid_files;112;130
CA de Béthune;housing.aid_files;1o2;1
99999;housing.aid_files;5;6
62498;housing.aid_files;50;51
"""


def read() -> Understanding:
    return understand(ROWS.encode(), "suivi.csv", load_catalog(), today=TODAY)


def test_a_code_among_names_is_that_of_a_territory() -> None:
    figures = read().figures
    assert set(figures["territory"]) == {"200072460", "62498"}


def test_a_word_before_a_name_says_of_which_level_it_is() -> None:
    proposed = {one.written: one.code for one in reversed(read().proposals)}
    assert proposed["CA de Béthune"] == "200072460", "not the commune of that name"


def test_what_is_to_be_mended_comes_in_the_order_of_the_lines() -> None:
    errors = read().errors
    assert [one.row for one in errors] == sorted(one.row for one in errors)
    assert {one.row for one in errors} >= {2, 3, 5, 6}
