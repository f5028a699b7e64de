"""Each trap of the lists of the Fonds vert, on small synthetic ones: every name and number below is invented."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders.sources import fonds_vert
from loaders.tabular.faults import Reading, SourceFormatError, YearUnknownError
from loaders.territories.area import read_groupings
from tests.small_files import AREA, members_of, write

FONDS_VERT_HEADER = "nom_region,code_departement,code_commune,numero_dossier_ds,siren,montant_engage\n"
FONDS_VERT_MEMBERS = members_of(("900000001", "62", "62900", "216209000"), ("900000001", "62", "62901", "216209010"))


def read_fonds_vert(folder: Path, rows: str) -> pd.DataFrame:
    path = write(folder, "synthétique_2023.csv", FONDS_VERT_HEADER + rows)
    figures = fonds_vert.observations(
        fonds_vert.read(path), AREA, members=FONDS_VERT_MEMBERS, successors={"62900": "62901"}
    )
    return figures[figures["indicator"].eq("subsidies.received_amount")].set_index(["territory", "scope"])["value"]


@pytest.mark.parametrize("siren", ["216209010", "216209010.0", "21620901000017"])
def test_a_commune_is_known_by_its_siren_however_written(siren: str, tmp_path: Path) -> None:
    values = read_fonds_vert(tmp_path, f"Hauts-de-France,62,62901,1,{siren},100\n")
    assert values[("62901", "fund=fonds_vert")] == 100


def test_a_project_of_an_epci_without_commune_is_in_its_total(tmp_path: Path) -> None:
    values = read_fonds_vert(tmp_path, "Hauts-de-France,62,NULL,1,900000001,100\n")
    assert values.to_dict() == {
        ("D62", "fund=fonds_vert"): 100,
        ("900000001", "fund=fonds_vert"): 100,
        ("900000001", "fund=fonds_vert;recipient=epci"): 100,
        ("62901", "fund=fonds_vert"): 0,
    }


def test_a_project_of_another_beneficiary_without_commune_is_in_no_epci(tmp_path: Path) -> None:
    values = read_fonds_vert(tmp_path, "Hauts-de-France,62,NULL,1,1,100\n")
    assert (values["D62", "fund=fonds_vert"], values["900000001", "fund=fonds_vert"]) == (100, 0)


def test_merged_beneficiaries_are_added_under_their_successor(tmp_path: Path) -> None:
    rows = "Hauts-de-France,62,62901,1,216209010,100\nHauts-de-France,62,62900,2,216209000,7\n"
    values = read_fonds_vert(tmp_path, rows)
    assert values.xs("fund=fonds_vert", level="scope").to_dict() == {"62901": 107, "900000001": 107, "D62": 107}


def test_a_project_under_the_code_of_a_merged_commune_is_found(tmp_path: Path) -> None:
    assert read_fonds_vert(tmp_path, "Hauts-de-France,62,62900,1,1,100\n")[("900000001", "fund=fonds_vert")] == 100


def test_a_project_of_another_region_is_not_counted_at_its_beneficiary_s_seat(tmp_path: Path) -> None:
    rows = "Bourgogne-Franche-Comté,39,62901,1,1,100\nHauts-de-France,62,62901,2,1,7\n"
    assert read_fonds_vert(tmp_path, rows)[("900000001", "fund=fonds_vert")] == 7


def test_a_grouping_is_known_by_the_siren_that_the_catalogue_gives_it(tmp_path: Path) -> None:
    siren, code = next(iter(read_groupings().items()))
    values = read_fonds_vert(tmp_path, f"Hauts-de-France,62,NULL,1,{siren},100\n")
    assert values[(code, "fund=fonds_vert")] == 100


@pytest.mark.parametrize("name", ["synthétique.csv", "20240115-fonds-vert-2023.csv", "fonds_vert_2025.csv"])
def test_the_columns_of_2023_tell_the_year_whatever_the_name_of_the_file(name: str, tmp_path: Path) -> None:
    path = write(tmp_path, name, FONDS_VERT_HEADER + "Hauts-de-France,62,62901,1,216209010,100\n")
    assert fonds_vert.read(path)["year"].tolist() == [2023]


LATER_HEADER = FONDS_VERT_HEADER.replace("siren", "siret_beneficiaire")
LATER_ROW = 'Hauts-de-France,62,62901,1,21620901000017,"60\u202f000,50"\n'


@pytest.mark.parametrize(("name", "year"), [("fonds-vert-2024.csv", 2024), ("20260115-fonds-vert-2025.csv", 2025)])
def test_the_year_of_a_later_list_is_that_which_stands_alone_in_its_name(name: str, year: int, tmp_path: Path) -> None:
    rows = fonds_vert.read(write(tmp_path, name, LATER_HEADER + LATER_ROW))
    assert rows[["year", "siren", "amount"]].values.tolist() == [[year, "216209010", 60000.5]]


@pytest.mark.parametrize("name", ["liste.csv", "fonds-vert-2024-2025.csv", "fonds-vert-2023.csv"])
def test_the_year_of_a_later_list_that_nothing_tells_is_asked(name: str, tmp_path: Path) -> None:
    path = write(tmp_path, name, LATER_HEADER + LATER_ROW)
    with pytest.raises(YearUnknownError, match="2024 ou après d’après ses colonnes"):
        fonds_vert.read(path)
    assert fonds_vert.read(path, Reading(year=2025))["year"].tolist() == [2025]


def test_a_later_list_is_of_another_source_and_its_zeros_leave_biodiversity_out(tmp_path: Path) -> None:
    rows = fonds_vert.read(write(tmp_path, "fonds-vert-2024.csv", LATER_HEADER + LATER_ROW))
    figures = fonds_vert.observations(rows, AREA, members=FONDS_VERT_MEMBERS, successors={})
    assert set(figures["source"]) == {"dgaln-fonds-vert"}
    zero = figures.query("territory == '62900'").iloc[0]
    assert zero["value"] == 0 and zero["note"].endswith("dans une liste complète, biodiversité non comprise")


def test_a_list_of_another_département_gives_no_zero(tmp_path: Path) -> None:
    path = write(tmp_path, "fonds-vert-2024.csv", LATER_HEADER + LATER_ROW.replace(",62,62901", ",59,59901"))
    with pytest.raises(
        SourceFormatError, match=r"aucun projet des départements de l'installation \(62\) ; elle en a de 59"
    ):
        fonds_vert.observations(fonds_vert.read(path), AREA, members=FONDS_VERT_MEMBERS, successors={})


def test_the_same_row_twice_is_counted_once_and_said(tmp_path: Path) -> None:
    reading = Reading()
    rows = fonds_vert.read(write(tmp_path, "fonds-vert-2024.csv", LATER_HEADER + 2 * LATER_ROW), reading)
    assert len(rows) == 1
    assert "fonds-vert-2024.csv : ligne 3 : identique à la ligne 2, comptée une fois." in reading.remarks
