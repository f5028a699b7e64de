"""Lists of grants of the SCDL are understood whole, and each cell that is wrong is named; all of them are synthetic."""

from __future__ import annotations

import datetime as dt

import pytest

from loaders.catalog import load_catalog
from loaders.own.reading.places import read_places
from loaders.own.reading.reader import understand
from loaders.own.reading.scdl.places import Place, find_place
from loaders.own.reading.understood import Understanding
from loaders.pipeline.grants import COLUMNS, SCDL
from tests.office_files import book, document, parquet, sheet
from tests.samples import SAMPLES
from tests.service.grant_lists import ETALAB, TO_EPCI, TO_LENS, list_rows, write_list

TODAY = dt.date(2026, 11, 26)
LENS, COMMUNE_LENS = "246200364", "62498"


def read(content: bytes) -> Understanding:
    return understand(content, "subventions.csv", load_catalog(), today=TODAY)


def tell(found: Understanding) -> set[tuple[str, int, str, str]]:
    """Where each error is and what is found there."""
    return {(one.column, one.row, one.letter, one.found) for one in found.errors}


def make_parquet() -> bytes:
    head, *rows = list_rows({"montant": "1000"}, TO_LENS)
    return parquet(**{name: list(cells) for name, cells in zip(head, zip(*rows, strict=True), strict=True)})


@pytest.mark.parametrize(
    "content",
    [
        write_list({"montant": "1000"}, TO_LENS),
        write_list({"montant": "1 000,00 €"}, TO_LENS, delimiter=";"),
        sheet(*list_rows({"montant": "1000"}, TO_LENS)),
        document(list_rows({"montant": "1000"}, TO_LENS)),
        make_parquet(),
        write_list({"montant": "1\u202f000,00"}, TO_LENS, columns=ETALAB, delimiter=";"),
    ],
    ids=["csv", "semicolons", "xlsx", "ods", "parquet", "etalab"],
)
def test_a_list_comes_in_right_in_each_form(content: bytes) -> None:
    found = read(content)
    assert found.errors == () and list(found.grants) == COLUMNS and found.figures.empty
    kept = ["lines", "value", "stage", "nomBeneficiaire", "idBeneficiaire", "commune", "epci", "year"]
    assert found.grants[kept].to_numpy().tolist() == [
        ["2", "1000", "awarded", "Association synthétique", "10000000000008", "", "", "2024"],
        ["3", "1000", "awarded", "Commune synthétique", "21620498200018", COMMUNE_LENS, LENS, "2024"],
    ]
    assert found.grants["note"].iloc[0].startswith("Convention du 15 mars 2024 ; décision S-1 ; aide en numéraire ; ")
    assert found.summary[0] == "Une liste de subventions (SCDL) : 2 subventions, 1 attribuant, 2024."


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12 365,40", "12365.4"),
        ("12\u00a0365,40\u00a0€", "12365.4"),
        ("22000.80", "22000.8"),
        ("2,5 k€", "2500"),
        ("0", "0"),
        ("99786.57 euros", "99786.57"),
    ],
)
def test_an_amount_is_read_as_it_is_written(written: str, value: str) -> None:
    found = read(write_list({"montant": written}))
    assert found.errors == ()
    assert found.grants[["value", "published"]].to_numpy().tolist() == [[value, written]]


@pytest.mark.parametrize(
    ("column", "written", "expected"),
    [
        ("montant", "-500", "un montant positif ou nul est attendu"),
        ("montant", "", "un montant en euros est attendu, la cellule est vide"),
        ("montant", "mille", "un montant en euros est attendu"),
        ("montant", "nd", "un montant en euros est attendu"),
        ("montant", "500 tonnes", "un montant en euros est attendu"),
        ("montant", "#REF!", "un nombre est attendu, la formule de cette cellule échoue"),
        ("dateConvention", "2024-02-30", "une date est attendue"),
        ("dateConvention", "2024", "une date est attendue"),
        ("dateConvention", "2026-11-27", "une date passée est attendue"),
        ("dateConvention", "", "la date de la convention est attendue"),
        ("nomAttribuant", "", "qui attribue la subvention est attendu"),
        ("nomBeneficiaire", "", "le nom du bénéficiaire est attendu"),
        ("objet", "", "l’objet de la subvention est attendu"),
        ("idBeneficiaire", "2.16205E+13", "un SIRET entier est attendu"),
        ("idBeneficiaire", "1234", "un SIRET de 14 chiffres est attendu"),
        ("idAttribuant", "SIRET", "un SIRET de 14 chiffres est attendu"),
    ],
)
def test_a_cell_in_error_is_named_and_the_rest_is_kept(column: str, written: str, expected: str) -> None:
    found = read(write_list(TO_LENS, {column: written}, TO_EPCI))
    (error,) = found.errors
    letter = "ABCDEFGHIJKLMNOP"[SCDL.index(column)]
    assert (error.row, error.column, error.letter, error.found) == (3, column, letter, written)
    assert error.expected.startswith(expected) and error.advice.endswith((".", "zéros."))
    assert (found.rows_in_error, found.grants["lines"].tolist()) == (1, ["2", "4"])


def test_a_row_said_twice_is_an_error_that_says_where_the_first_is() -> None:
    found = read(write_list({"referenceDecision": "A"}, {"referenceDecision": "B"}, {"referenceDecision": "A"}))
    assert tell(found) == {("", 4, "", "la même qu’à la ligne 2")}
    assert found.grants["lines"].tolist() == ["2", "3"]


def test_a_row_that_is_cut_is_an_error() -> None:
    found = read(write_list({}, {}) + b"Collectivit\xc3\xa9,1\n")
    assert {error.row for error in found.errors} == {4} and len(found.grants) == 2


def test_what_starts_like_a_formula_stays_the_text_that_it_is() -> None:
    formula = '=HYPERLINK("https://exemple.invalid")'
    found = read(write_list({"nomBeneficiaire": formula}))
    assert found.grants["nomBeneficiaire"].tolist() == [formula]


def test_a_column_that_is_missing_is_said_by_its_name_and_nothing_is_read() -> None:
    found = read(write_list({}, columns=tuple(name for name in SCDL if name != "montant")))
    assert [error.expected for error in found.errors] == ["la colonne « montant » est attendue"]
    assert found.grants.empty and not found.is_readable


def test_what_is_beside_the_schema_is_said_and_kept_out() -> None:
    head, row = list_rows({"nature": "prêt"})
    total = ["TOTAL", *[""] * 7, "1000", *[""] * 7]
    found = read(book({"Notice": [["À lire"]], "Liste": [[*head, "Canton"], [*row, "Nord"], [*total, ""]]}))
    assert found.errors == () and found.grants["section"].tolist() == ["Liste"]
    said = {one.kind: one.found for one in found.warnings}
    assert said == {"other_columns": "Canton", "several_sheets": "Notice", "scdl_asked": "prêt"}


@pytest.mark.parametrize(
    ("column", "written", "is_asked"),
    [
        ("nature", "aide en numéraire;aide en nature", True),
        ("nature", "aide en nature;aide en numéraire", True),
        ("datesPeriodeVersement", "2017-12-14_2018-12-14", True),
        ("datesPeriodeVersement", "14/12/2017", False),
        ("pourcentageSubvention", "0.8", True),
        ("pourcentageSubvention", "80", False),
        ("rnaBeneficiaire", "W333216789", True),
        ("rnaBeneficiaire", "333216789", False),
        ("notificationUE", "oui", True),
    ],
)
def test_what_the_schema_asks_beside_is_said_where_it_is_otherwise_and_kept(
    column: str, written: str, is_asked: bool
) -> None:
    found = read(write_list({column: written}))
    assert found.errors == () and found.grants["value"].tolist() == ["1000"]
    assert [one.found for one in found.warnings] == ([] if is_asked else [written])


def test_a_person_without_siret_has_a_grant_of_no_territory() -> None:
    found = read(write_list({"nomBeneficiaire": "Personne synthétique", "idBeneficiaire": ""}))
    assert found.errors == ()
    assert found.grants[["value", "commune", "epci"]].to_numpy().tolist() == [["1000", "", ""]]


@pytest.mark.skipif(not SAMPLES.exists(), reason="Les fichiers des producteurs ne sont pas à côté du dépôt.")
@pytest.mark.parametrize(
    ("file", "count", "euros"), [("exemple_valide.csv", 29, 2_821_393.50), ("etalab_ancien_format.csv", 2, 27_501)]
)
def test_the_examples_of_the_standard_come_in_whole(file: str, count: int, euros: float) -> None:
    found = read((SAMPLES / "scdl" / file).read_bytes())
    assert found.errors == () and found.warnings == () and len(found.grants) == count
    assert found.grants["value"].astype(float).sum() == pytest.approx(euros)


def test_the_headers_of_a_list_are_known_in_any_order_and_case_under_a_title() -> None:
    head, row = list_rows({})
    written = [["Subventions synthétiques"], ["NOM_ATTRIBUANT", *reversed(head[1:])], [row[0], *reversed(row[1:])]]
    found = read(sheet(*written))
    assert found.grants[["lines", "value", "nomBeneficiaire"]].to_numpy().tolist() == [
        ["3", "1000", "Association synthétique"]
    ]


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("24620036400013", Place("", LENS)),
        ("246200364", Place("", LENS)),
        ("21620498200018", Place(COMMUNE_LENS, LENS)),
        ("210600045", Place("06004", "240600585")),
        ("212000046", Place("2A004", "242010056")),
        ("216204983", Place()),
        ("219740115", Place()),
        ("10000000000008", Place()),
        ("", Place()),
    ],
    ids=[
        "siret of an EPCI",
        "its siren",
        "commune",
        "another département",
        "Corsica",
        "key",
        "overseas",
        "other",
        "none",
    ],
)
def test_the_place_of_a_beneficiary_is_known_by_its_number_or_left_empty(number: str, place: Place) -> None:
    assert find_place(number, read_places(load_catalog())) == place
