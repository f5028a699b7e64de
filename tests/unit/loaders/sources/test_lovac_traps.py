"""The traps of LOVAC: every number below is invented, the communes are those of the home département."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders.sources import lovac
from loaders.tabular.faults import SourceFormatError, YearUnknownError
from tests.small_files import AREA, members_of, value_of, write

DERIVED = "code_insee,nom,nb_log_prive,nb_log_vacant,nb_log_vacant_2ans,taux_vacance\n"
OFFICIAL = "CODGEO_25;LIBGEO_25;pp_total_24;pp_vacant_25;pp_vacant_plus_2ans_25\n"
EPCI = "246200364"
# Lens has 28 % of the inhabitants of these five, Harnes 11 %.
CODES = ("62413", "62498", "62510", "62427", "62250")
MEMBERS = members_of(*((EPCI, "62", code, f"21{code}00") for code in CODES))


def read_rows(folder: Path, rows: str, header: str = DERIVED, name: str = "lovac_2025_synthétique.csv") -> pd.DataFrame:
    frame = lovac.read(write(folder, name, header + rows))
    return lovac.observations(frame, AREA, members=MEMBERS, successors={})


def read_all_but(folder: Path, secret: str) -> pd.DataFrame:
    given = "".join(f"{code},X,{'' if code == secret else 200},10,5,99\n" for code in CODES)
    return read_rows(folder, given)


def test_dwellings_are_of_the_year_before_the_vacant_and_rates_that_come_along_are_not_read(tmp_path: Path) -> None:
    figures = read_all_but(tmp_path, "")
    assert value_of(figures, "housing.private_dwellings", "62413", 2024) == 200
    assert value_of(figures, "housing.vacant_dwellings", "62413", 2025) == 10
    assert value_of(figures, "housing.vacant_share", "62413", 2025) == 5


def test_a_secret_commune_is_confidential_and_its_epci_at_least_the_others(tmp_path: Path) -> None:
    figures = read_all_but(tmp_path, "62413").query("year == 2024").set_index("territory")
    assert figures.loc["62413", ["status", "published"]].tolist() == ["confidential", ""]
    assert pd.isna(figures.loc["62413", "value"])
    assert figures.loc[EPCI, ["value", "status"]].tolist() == [800, "partial"]
    assert figures.loc[EPCI, "note"].startswith("Au moins : somme de 4 communes sur 5, 8")
    assert figures.loc[EPCI, "note"].endswith(" sous le secret") and "D62" not in figures.index


def test_a_share_is_of_the_communes_of_which_both_numbers_are_known(tmp_path: Path) -> None:
    figures = read_all_but(tmp_path, "62413").query("indicator == 'housing.vacant_share'").set_index("territory")
    assert figures.loc["62413", "status"] == "confidential"
    assert figures.loc[EPCI, ["value", "status"]].tolist() == [5, "partial"]
    assert figures.loc[EPCI, "note"].startswith("Part sur 4 communes sur 5, 8")


def test_an_epci_of_which_a_quarter_of_the_people_is_secret_has_no_sum(tmp_path: Path) -> None:
    row = read_all_but(tmp_path, "62498").query("territory == @EPCI and year == 2024").iloc[0]
    assert row["status"] == "missing" and pd.isna(row["value"])


def test_in_the_publisher_s_form_s_is_a_secret_and_a_blank_is_not_given(tmp_path: Path) -> None:
    rows = "62413;Harnes;s;12;\n62498;Lens;900;90;s\n"
    figures = read_rows(tmp_path, rows, OFFICIAL, "lovac.csv").set_index(["territory", "indicator"])["status"]
    assert figures["62413"].to_dict() == {
        "housing.private_dwellings": "confidential", "housing.vacant_dwellings": "normal",
        "housing.long_vacant_dwellings": "missing", "housing.vacant_share": "confidential",
    }  # fmt: skip
    assert figures["62498", "housing.long_vacant_dwellings"] == "confidential"


def test_a_zero_is_a_zero(tmp_path: Path) -> None:
    assert value_of(read_rows(tmp_path, "62413,X,90,0,0,0\n"), "housing.vacant_dwellings", "62413", 2025) == 0


def test_communes_that_merged_are_added_and_one_secret_makes_their_sum_one(tmp_path: Path) -> None:
    path = write(tmp_path, "lovac_2025.csv", DERIVED + "62413,X,90,20,9,1\n62900,Y,10,,3,1\n")
    figures = lovac.observations(lovac.read(path), AREA, members=MEMBERS, successors={"62900": "62413"})
    own = figures.query("territory == '62413'").set_index("indicator")
    assert own.loc["housing.private_dwellings", ["value", "published", "note"]].tolist() == [
        100, "", "Somme des codes 62413, 62900",
    ]  # fmt: skip
    assert own.loc["housing.vacant_dwellings", "status"] == "confidential"


def test_a_file_that_does_not_say_its_year_asks_for_it(tmp_path: Path) -> None:
    with pytest.raises(YearUnknownError, match="ni dans ses colonnes ni dans son nom"):
        read_rows(tmp_path, "62413,X,90,20,9,1\n", name="lovac.csv")


def test_a_commune_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match="62413 a déjà une ligne"):
        read_rows(tmp_path, "62413,X,90,20,9,1\n62413,X,91,20,9,1\n")
