"""The page of a territory, by its address."""

import pytest

from tests.app.opening import read_markup, read_page
from tests.app.test_reference_pages import visit


@pytest.mark.parametrize("code", ["246200364", "PMA", "62498", "62066", "D62", "75056"])
def test_a_territory_opens_by_its_code(code: str) -> None:
    app = visit("territory", code=code)
    assert not app.warning
    assert "t-portrait" in read_markup(app)


def test_without_a_code_the_home_territory_opens() -> None:
    assert "Pôle métropolitain de l'Artois" in read_page(visit("territory"))


def test_an_unknown_code_gets_a_sentence_and_the_home_territory() -> None:
    app = visit("territory", code="99999")
    (warning,) = app.warning
    assert "« 99999 »" in warning.value
    assert "Pôle métropolitain de l'Artois" in read_page(app)


def test_all_the_figures_of_a_territory_can_be_taken_away() -> None:
    app = visit("territory", code="246200364")
    assert any("Tableau des données" in expander.label for expander in app.expander)
