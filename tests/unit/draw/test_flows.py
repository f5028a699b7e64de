"""Flows as a list: each project with its total, each funder with its amount, the largest first."""

from __future__ import annotations

import re

import pandas as pd

from pages.draw.markup.flows import flows_markup
from pages.words.markup import table_region, tag, text

FLOWS = pd.DataFrame(
    [
        {"nomAttribuant": "Région", "projet": "Stade", "montant": 1000.0},
        {"nomAttribuant": "<b>État</b>", "projet": "Piscine", "montant": 500.0},
        {"nomAttribuant": "Région", "projet": "Piscine", "montant": 2500.0},
    ]
)


def read(markup: str) -> list[str]:
    """The words of the list, in plain spaces."""
    words = re.findall(r">([^<>]+)<", markup)
    return [word.replace("\u202f", " ").replace("\u00a0", " ") for word in words]


def test_the_largest_project_and_its_largest_funder_stand_first() -> None:
    assert read(flows_markup(FLOWS)) == [
        "Piscine : 3 000 €",
        "Région",
        "2 500 €",
        "&lt;b&gt;État&lt;/b&gt;",
        "500 €",
        "Stade : 1 000 €",
        "Région",
        "1 000 €",
    ]


def test_a_stacked_row_knows_the_names_of_its_columns() -> None:
    head = text("th", "Territoire", scope="col") + tag("th", "Part d'<i>eau</i>", class_="num")
    markup = table_region(head, [tag("tr", text("td", "Lens"))], label="Tableau")
    assert "stacked" in markup
    assert "--n1:&#x27;Territoire&#x27;;--n2:&#x27;Part d’eau&#x27;;" in markup


def test_a_table_of_years_is_not_stacked() -> None:
    head = "".join(text("th", str(year)) for year in range(2000, 2013))
    assert "stacked" not in table_region(head, [], label="Tableau")
