"""The page « Importer » in words: roles of columns, places of a template, and tables in which a cell stays a cell."""

from __future__ import annotations

import math

import pandas as pd

from loaders.catalog import load_catalog
from loaders.own.reading.understood import PLAIN_ROLES, Finding, Header
from pages.draw.markup.importing import changes_markup, findings_frame, findings_markup
from pages.views.importing.roles import LABELS, label_role, list_roles
from pages.views.importing.template import label_place, list_places

CATALOG = load_catalog()
LENS = "246200364"


def test_every_role_has_words_of_its_own() -> None:
    assert set(LABELS) == set(PLAIN_ROLES) and len(set(LABELS.values())) == len(LABELS)


def test_what_all_values_of_a_column_are_of_is_said() -> None:
    role = f"indicator:housing.aid_files|year:2021|territory:{LENS}|status:provisional"
    said = "Valeurs : Dossiers d'aide à l'habitat validés, 2021, Lens-Liévin, provisoire"
    assert label_role(role, CATALOG) == said
    assert label_role("indicator:<b>", CATALOG) == "Valeurs : <b>"


def test_a_column_may_be_given_its_own_role_the_year_in_its_name_or_an_indicator() -> None:
    roles = list_roles(Header("Tonnes 2021", "C", "indicator:waste.collected|year:2021"), CATALOG)
    assert next(iter(roles)) == "indicator:waste.collected|year:2021"
    assert roles["year:2021"] == "Valeurs : 2021" and "year:2022" not in roles
    assert "indicator:housing.aid_files" in roles and set(PLAIN_ROLES) < set(roles)


def test_a_template_may_have_the_home_its_members_its_communes_or_all() -> None:
    places = list_places(CATALOG)
    assert places["maison"] == ("PMA", LENS, "200072460", "246200299")
    assert set(places["communes"]) < set(places["toutes"]) and len(places["toutes"]) == 887
    assert label_place("maison", places["maison"], CATALOG) == "Pôle de l'Artois et ses membres (4\u00a0lignes)"


def test_a_cell_that_is_found_stays_words_and_a_column_without_any_is_left_out() -> None:
    wrong = Finding("number", True, row=3, letter="E", expected="un nombre", found="<b>=1+1</b>", advice="Écrivez-le.")
    markup = findings_markup([wrong], title="À corriger")
    assert "&lt;b&gt;=1+1&lt;/b&gt;" in markup and "Feuille" not in markup and ">Ligne 3<" in markup
    remark = findings_markup([Finding("odd", False, expected="dix fois plus")], title="À savoir", is_wrong=False)
    assert ">Constat<" in remark and "Attendu" not in remark and ">Tout le fichier<" in remark


def test_rows_that_have_the_same_fault_are_counted() -> None:
    frame = findings_frame([Finding("year", True, row=2, rows=(2, 3, 4), count=12, found="1515")])
    assert frame["Lignes"].tolist() == ["2, 3, 4 et 9\u00a0autres"]


def test_a_change_says_before_after_and_by_how_much() -> None:
    cell = {"indicator": "housing.aid_files", "territory": LENS, "period": "2022", "scope": "", "before": 100.0,
            "after": 120.0, "change": 20.0, "share": 0.2, "official": math.nan, "outcome": "changed"}  # fmt: skip
    markup = changes_markup(pd.DataFrame([cell]), CATALOG, {LENS: "Lens-Liévin"}, title="Ce qui changerait", count=3)
    cells = [part.partition("<")[0] for part in markup.partition("<tbody>")[2].split('class="num">')[1:]]
    assert cells == ["100", "120", "+\u00a020 (+\u00a020,0\u00a0%)"]
    assert "officiel" not in markup and "2\u00a0autres." in markup
