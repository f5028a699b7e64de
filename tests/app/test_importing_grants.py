"""The page « Importer » with a list of grants: what it holds by year and giver, what is wrong in it."""

from __future__ import annotations

import pytest

from tests.app.opening import read_markup, read_page, read_words
from tests.app.test_importing import drop_file, list_buttons
from tests.service.grant_lists import TO_LENS, write_list


@pytest.mark.usefixtures("base")
def test_a_list_of_grants_is_told_by_year_and_giver_with_its_errors_and_may_be_published_without_them() -> None:
    app = drop_file(write_list({}, TO_LENS | {"montant": "2500,50"}, {"montant": "-1"}), "subventions.csv")
    assert not app.exception
    said = read_page(app).replace("\u00a0", " ").replace("\u202f", " ")
    assert "2 subventions, 1 attribuant, 2024." in said and "1 a un territoire connu" in said
    assert "Subventions : 2 nouvelles." in said and "un montant positif ou nul est attendu" in said
    table = read_markup(app).partition('aria-label="Ce que contient subventions.csv"')[2].partition("</table>")[0]
    row = read_words(table).replace("\u202f", " ").split()
    assert row[-6:] == ["2024", "Collectivité", "synthétique", "2", "3", "500,50"]
    assert list_buttons(app) == {
        "Publier": False,
        "Publier sans les lignes en erreur (2\u00a0subventions)": True,
        "Annuler": True,
    }
    assert app.selectbox(key="publication-replaces").options == ["Aucune : ces subventions s’ajoutent"]
