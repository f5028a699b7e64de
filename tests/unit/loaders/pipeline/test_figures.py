"""Figures files: what cannot be taken is refused with file, line, expected and found."""

from pathlib import Path

import pytest

from loaders.catalog import load_catalog
from loaders.pipeline.figures import (
    COLUMNS,
    OPTIONAL,
    Fault,
    FiguresError,
    check_row,
    identify,
    read_figures,
    read_rows,
)
from tests.synthetic import FIGURE, read_catalog, write_rows

TERRITORIES = {"62498", "62041", "246200364"}


def faults_of(folder: Path, *rows: dict[str, str], file: str = "synthétique.csv") -> list[Fault]:
    """What is wrong with rows, as the loader tells it."""
    catalog = read_catalog(folder / "catalog")
    write_rows(folder / file, [FIGURE | row for row in rows])
    with pytest.raises(FiguresError) as caught:
        read_figures(folder, catalog, TERRITORIES)
    return caught.value.faults


@pytest.mark.parametrize(
    ("change", "column", "expected", "found"),
    [
        ({"indicator": "waste.colected"}, "indicator", "un indicateur du catalogue", "waste.colected"),
        ({"territory": "62999"}, "territory", "un territoire connu", "62999"),
        ({"territory": "2041"}, "territory", "un territoire connu", "2041"),
        ({"source": ""}, "source", "une source de sources.yaml", ""),
        ({"source": "rumour"}, "source", "une source de sources.yaml", "rumour"),
        ({"lines": ""}, "lines", "l'endroit où le chiffre est imprimé", ""),
        ({"value": "-3"}, "value", "une quantité positive ou nulle", "-3"),
        ({"value": "1 200"}, "value", "un nombre écrit avec un point décimal", "1 200"),
        ({"value": "12,5"}, "value", "un nombre écrit avec un point décimal", "12,5"),
        ({"value": "nan"}, "value", "un nombre écrit avec un point décimal", "nan"),
        ({"value": ""}, "value", "un nombre écrit avec un point décimal", ""),
        ({"status": "missing"}, "value", "aucune valeur pour le statut missing", "1200"),
        ({"status": "final"}, "status", "un statut parmi", "final"),
        ({"year": "1989"}, "year", "une année entre 1990 et 2100", "1989"),
        ({"year": "2101"}, "year", "une année entre 1990 et 2100", "2101"),
        ({"year": "20221"}, "year", "une année entre 1990 et 2100", "20221"),
        ({"year": "vers 2021"}, "year", "une année entre 1990 et 2100", "vers 2021"),
        ({"unit": "kg"}, "unit", "l'unité de l'indicateur, t", "kg"),
        ({"break_before": "oui"}, "break_before", "1 ou rien", "oui"),
        ({"scope": "flux=glass"}, "scope", "une dimension du catalogue", "flux"),
        ({"scope": "stream=paper"}, "scope", "un membre de la dimension stream", "paper"),
    ],
)
def test_a_wrong_cell_is_refused(
    change: dict[str, str], column: str, expected: str, found: str, tmp_path: Path
) -> None:
    (fault,) = faults_of(tmp_path, {"year": "2020", "period": "2020"}, change)
    assert (fault.file, fault.line, fault.column, fault.found) == ("synthétique.csv", 3, column, found)
    assert fault.expected.startswith(expected)


def test_a_fault_is_a_sentence_with_file_line_expected_and_found(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, {"year": "20221"})
    assert str(fault) == (
        "synthétique.csv, ligne 2, colonne « year » : une année entre 1990 et 2100 ; trouvé « 20221 »."
    )


@pytest.mark.parametrize("year", ["1990", "2100"])
def test_the_bounds_of_the_years_are_taken(year: str, tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path / "catalog")
    write_rows(tmp_path / "synthétique.csv", [FIGURE | {"year": year, "period": year}])
    assert read_figures(tmp_path, catalog, TERRITORIES)["year"].tolist() == [year]


def test_a_ratio_may_be_negative_and_a_tonnage_may_be_zero(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path / "catalog")
    ratio = FIGURE | {"indicator": "waste.balance", "unit": "kg", "value": "-2.5"}
    write_rows(tmp_path / "synthétique.csv", [ratio, FIGURE | {"value": "0"}])
    assert read_figures(tmp_path, catalog, TERRITORIES)["value"].tolist() == ["-2.5", "0"]


def test_a_key_met_twice_is_refused_with_the_place_of_the_first(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, {}, {"year": "2020", "period": "2020"}, {"value": "1300", "lines": "99"})
    assert (fault.line, fault.column) == (4, "clé")
    assert fault.expected == "une clé nouvelle (déjà en synthétique.csv, ligne 2)"
    assert fault.found.startswith("waste.collected / 62498")


def test_a_key_is_unique_over_all_files(tmp_path: Path) -> None:
    write_rows(tmp_path / "annexe.csv", [FIGURE])
    (fault,) = faults_of(tmp_path, {})
    assert (fault.file, fault.expected) == ("synthétique.csv", "une clé nouvelle (déjà en annexe.csv, ligne 2)")


def test_a_target_stands_beside_the_result_of_its_period(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path / "catalog")
    write_rows(tmp_path / "synthétique.csv", [FIGURE, FIGURE | {"status": "objective", "value": "900"}])
    assert read_figures(tmp_path, catalog, TERRITORIES)["status"].tolist() == ["normal", "objective"]


def test_every_fault_of_every_file_is_said_at_once(tmp_path: Path) -> None:
    write_rows(tmp_path / "annexe.csv", [FIGURE | {"territory": "62041", "unit": "kg"}])
    faults = faults_of(tmp_path, {"year": "1900", "value": "-1"}, {"indicator": "waste.colected"})
    assert [(fault.file, fault.line, fault.column) for fault in faults] == [
        ("annexe.csv", 2, "unit"),
        ("synthétique.csv", 2, "year"),
        ("synthétique.csv", 2, "value"),
        ("synthétique.csv", 3, "indicator"),
    ]


def test_a_wrong_header_is_refused_with_both_headers(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "synthétique.csv", [], [*COLUMNS[:-1], "remarque"])
    with pytest.raises(FiguresError) as caught:
        list(read_rows(path, COLUMNS))
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.column) == ("synthétique.csv", 1, "en-tête")
    assert (fault.expected, fault.found) == (",".join(COLUMNS), ",".join([*COLUMNS[:-1], "remarque"]))


@pytest.mark.parametrize("cells", [12, 18])
def test_a_row_with_too_few_or_too_many_cells_says_how_many_it_has(cells: int, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "synthétique.csv", [])
    with path.open("a", encoding="utf-8") as file:
        file.write(",".join(["x"] * cells) + "\n")
    with pytest.raises(FiguresError) as caught:
        list(read_rows(path, COLUMNS))
    (fault,) = caught.value.faults
    assert (fault.line, fault.expected, fault.found) == (2, "15 cellules", str(cells))


def test_a_scope_cut_short_is_refused_with_its_line(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, {"scope": "stream=glass;green"})
    assert (fault.line, fault.column) == (2, "scope")


def test_a_byte_order_mark_and_outer_spaces_are_not_part_of_a_cell(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path / "catalog")
    path = write_rows(tmp_path / "synthétique.csv", [FIGURE | {"territory": " 62498 "}])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_figures(tmp_path, catalog, TERRITORIES)["territory"].tolist() == ["62498"]


def test_a_cell_over_two_lines_is_told_by_the_last_of_them(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, {"note": "une note\nsynthétique"}, {"year": "1900", "period": "1900"})
    assert fault.line == 4


@pytest.mark.parametrize(("column", "found"), [("warning", "rumour"), ("variant", "un"), ("revision", "-1")])
def test_a_wrong_cell_of_a_column_that_may_be_absent_is_refused(column: str, found: str, tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path / "catalog")
    write_rows(tmp_path / "synthétique.csv", [FIGURE | {column: found}], [*COLUMNS, *OPTIONAL])
    with pytest.raises(FiguresError) as caught:
        read_figures(tmp_path, catalog, TERRITORIES)
    (fault,) = caught.value.faults
    assert (fault.column, fault.found) == (column, found)


def test_the_id_of_a_figure_does_not_hang_on_its_value_nor_on_its_delivery() -> None:
    row = dict.fromkeys([*COLUMNS, *OPTIONAL], "") | FIGURE
    assert identify(row) == identify(row | {"value": "7", "revision": "2"})
    assert identify(row) != identify(row | {"variant": "1"})


def test_a_legal_population_is_no_secret() -> None:
    people = FIGURE | {"indicator": "population.municipal", "status": "confidential", "value": ""}
    faults = list(check_row(dict.fromkeys([*COLUMNS, *OPTIONAL], "") | people, load_catalog(), TERRITORIES))
    assert ("status", "un autre : un décret authentifie chaque année les populations légales", "confidential") in faults
