"""Communes that are no more lead to those of today: the real movements of Insee."""

import re

import pytest

from loaders.reading.former import Former, find_former
from pages.draw.markup.former import former_markup


@pytest.mark.parametrize(
    ("code", "successor", "year"),
    [("62210", "62154", 2019), ("62294", "62295", 2017), ("62431", "62471", 2016), ("62461", "62447", 2025)],
)
def test_a_commune_that_merged_leads_to_the_one_that_holds_it(code: str, successor: str, year: int) -> None:
    found = find_former(code)
    assert found is not None
    assert (found.successors, found.year) == ((successor,), year)


@pytest.mark.parametrize("code", ["62154", "99999", "246200364", ""])
def test_a_commune_of_today_or_of_never_is_no_former_one(code: str) -> None:
    assert find_former(code) is None


def test_the_sentence_names_both_and_links_to_the_present_one() -> None:
    markup = former_markup(find_former("62210"))
    assert re.sub(r"<[^>]+>", "", markup) == "Canteleux (62210) a rejoint Bonnières en 2019."
    assert 'href="/territoire?code=62154"' in markup


def test_a_split_names_each_part_and_a_new_code_says_so() -> None:
    split = former_markup(Former("62000", "Ancienne", 2020, ("62154", "62498")))
    assert "partagée en 2020" in split and split.count("href=") == 2
    assert "changé de code en 2020" in former_markup(Former("62000", "Ancienne", 2020, ("62154",), is_recoded=True))
