"""Figures of an indicator by territory and year: each leads to its origin, a hole is not a zero."""

import re

import pandas as pd

from pages.draw.markup import matrix
from pages.draw.markup.matrix import matrix_markup
from pages.views.selection import Selection
from tests.synthetic import make_observations

LENS, BETHUNE, ARRAS = "246200364", "200072460", "200033579"
TABLE = pd.DataFrame(
    {"short": ["Arras", "Béthune-Bruay", "Lens-Liévin"], "level": "epci"}, index=[ARRAS, BETHUNE, LENS]
)
SCOPE = Selection((LENS,), (2009, 2026), False, ("D62",), "PMA", 2025, TABLE)


def read_lines(rows: list[dict[str, object]], decimals: int = 0) -> list[list[str]]:
    """The text of each cell of each line of the table."""
    markup = matrix_markup(make_observations(rows), SCOPE, decimals=decimals, label="essai")
    lines = re.findall(r"<tr>.*?</tr>", markup)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", line)] for line in lines]


def test_the_chosen_territory_comes_first_and_a_year_without_figure_is_a_dash() -> None:
    assert read_lines(
        [
            {"territory": ARRAS, "year": 2020, "period": "2020", "value": 0.0},
            {"territory": LENS, "year": 2021, "period": "2021", "value": 156402.0},
        ]
    ) == [
        ["Territoire", "2020", "2021"],
        ["Lens-Liévin", "–", "156\u202f402"],
        ["Arras", "0", "–"],
    ]


def test_a_value_that_is_not_final_says_so_and_a_missing_one_is_a_word() -> None:
    rows = [
        {"territory": LENS, "year": 2020, "period": "2020", "value": 12.0, "status": "provisional"},
        {"territory": LENS, "year": 2021, "period": "2021", "value": None, "status": "confidential"},
    ]
    assert read_lines(rows)[1] == ["Lens-Liévin", "12 provisoire", "confidentiel"]


def test_two_values_published_for_a_year_are_both_written_with_their_periods() -> None:
    rows = [
        {"territory": LENS, "year": 2021, "period": "2021", "value": 12.0},
        {"territory": LENS, "year": 2021, "period": "2019-2021", "value": 30.0},
    ]
    assert read_lines(rows)[1] == ["Lens-Liévin", "12302019-2021"]


def test_places_and_restrictions_have_lines_and_columns_of_their_own() -> None:
    rows = [
        {"territory": LENS, "scope": "stream=glass", "year": 2021, "period": "2021", "value": 1.0},
        {"territory": LENS, "place": "Pinchonvalles", "year": 2021, "period": "2021", "value": 2.0},
    ]
    assert read_lines(rows) == [
        ["Territoire", "Lieu", "Périmètre", "2021"],
        ["Lens-Liévin", "", "Verre", "1"],
        ["Lens-Liévin", "Pinchonvalles", "", "2"],
    ]


def test_a_small_value_is_never_rounded_to_zero() -> None:
    rows = [
        {"territory": LENS, "year": 2020, "period": "2020", "value": 0.34},
        {"territory": LENS, "year": 2021, "period": "2021", "value": 0.0},
    ]
    assert read_lines(rows)[1] == ["Lens-Liévin", "0,34", "0"]


def test_a_value_leads_to_its_origin_and_a_name_to_its_portrait() -> None:
    rows = make_observations([{"territory": LENS, "year": 2021, "period": "2021", "value": 1.0}]).assign(id="abc123")
    markup = matrix_markup(rows, SCOPE, decimals=0, label="essai")
    assert 'href="#chiffre-abc123"' in markup
    assert f'href="/territoire?code={LENS}"' in markup


def test_lines_beyond_the_most_are_counted() -> None:
    rows = [
        {"territory": LENS, "place": f"lieu {n:03}", "year": 2021, "period": "2021", "value": 1.0}
        for n in range(matrix.MOST_LINES + 2)
    ]
    markup = matrix_markup(make_observations(rows), SCOPE, decimals=0, label="essai")
    assert markup.count("<tr>") == matrix.MOST_LINES + 1
    assert "2\u00a0lignes de plus dans le fichier." in markup
