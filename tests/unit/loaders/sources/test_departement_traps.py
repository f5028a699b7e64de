"""The traps of what is published by département alone, MaPrimeRénov' and déchèteries: every number is invented."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders.sources import decheteries, maprimerenov
from loaders.tabular.faults import SourceFormatError
from tests.small_files import AREA, value_of, write

FILES = "housing.maprimerenov_files"
ANAH = "id_indicateur,code_departement,date,valeur\n"
DITP = "indic_id,enforce_zone_id,metric_enforce_date,maille,indic_vi,indic_va,indic_vc,indic_ta\n"


def read_files(folder: Path, header: str, *rows: str) -> pd.DataFrame:
    path = write(folder, "synthétique.csv", header + "\n".join(rows) + "\n")
    return maprimerenov.observations(maprimerenov.read(path), AREA)


def tell(months: dict[str, int], place: str = "62") -> list[str]:
    return [f"nb-maprimerenov-valides,{place},{day},{total}.0" for day, total in months.items()]


def test_totals_since_the_start_become_years_and_the_last_is_partial(tmp_path: Path) -> None:
    months = {"2020-04-30": 1, "2020-12-31": 30, "2021-06-30": 50, "2021-12-31": 90, "2022-10-31": 140}
    figures = read_files(tmp_path, ANAH, *tell(months)).set_index("year").sort_index()
    assert figures["value"].to_dict() == {2020: 30, 2021: 60, 2022: 50}
    assert figures["status"].tolist() == ["normal", "normal", "partial"]
    assert figures.loc[2022, "note"] == (
        "Cumul à fin octobre 2022 (140), moins celui de décembre 2021 ; janvier à octobre seulement"
    )


def test_other_indicators_of_the_file_are_left_out(tmp_path: Path) -> None:
    other = "nb-logement-accompagnement,62,2020-12-31,7"
    assert read_files(tmp_path, ANAH, other, *tell({"2020-12-31": 30}))["value"].tolist() == [30]


def test_a_region_has_a_year_where_all_of_its_départements_have_it(tmp_path: Path) -> None:
    both = [*tell({"2020-12-31": 30}), *tell({"2020-12-31": 5}, "59")]
    assert value_of(read_files(tmp_path, ANAH, *both), FILES, "R32", 2020) == 35
    assert "R32" not in set(read_files(tmp_path, ANAH, *both[:1])["territory"])


def test_the_other_series_begins_without_a_figure_and_is_parted_from_the_first(tmp_path: Path) -> None:
    rows = [
        "IND-292,D62,2022-12-01,DEPT,100,,,", "IND-292,D62,2023-12-01,DEPT,,160,,",
        "IND-292,D62,2024-08-01,DEPT,,170,,",
        "IND-292,D62,2026-12-01,DEPT,,,999,17", "IND-292,FRANCE,2023-12-01,NAT,,5000,,",
    ]  # fmt: skip
    figures = read_files(tmp_path, DITP, *rows).set_index("year").sort_index()
    assert figures["value"].to_dict() == {2023: 60, 2024: 10}
    assert figures["break_before"].tolist() == ["1", ""] and set(figures["source"]) == {maprimerenov.DITP}
    assert figures["status"].tolist() == ["normal", "partial"]


@pytest.mark.parametrize(
    ("months", "wrong"),
    [
        ({"2020-04-30": 9, "2020-05-31": 8}, "plus petit que celui du mois d’avant"),
        ({"31/12/2020": 9}, "n’est pas une date comme"),
        ({"2020-04-30": 9, "2020-04-29": 9}, "a déjà une ligne"),
    ],
)
def test_what_is_no_total_since_the_start_is_refused(tmp_path: Path, months: dict[str, int], wrong: str) -> None:
    with pytest.raises(SourceFormatError, match=wrong):
        read_files(tmp_path, ANAH, *tell(months))


def test_a_file_of_another_series_of_the_barometer_is_refused_with_what_it_holds(tmp_path: Path) -> None:
    rows = "id_indicateur,code_departement,date,valeur\nbac-jaune,62,2022-12-31,1470000\n"
    with pytest.raises(SourceFormatError, match="aucune ligne « nb-maprimerenov-valides », trouvé « bac-jaune »"):
        maprimerenov.read(write(tmp_path, "synthétique.csv", rows))


DROP_OFF = "ANNEE,C_DEPT,C_TYP_REG_DECHET,TONNAGE_T\n"


def read_centres(folder: Path, rows: str) -> pd.DataFrame:
    path = write(folder, "synthétique.csv", DROP_OFF + rows)
    return decheteries.observations(decheteries.read(path), AREA)


def test_what_déchèteries_take_in_is_a_figure_of_its_own_and_electronics_are_dangerous_waste(tmp_path: Path) -> None:
    figures = read_centres(tmp_path, "2021,62,02A,10.5\n2021,62,02F,2\n2021,62,02E,4.25\n")
    assert set(figures["indicator"]) == {"waste.drop_off_collected"}
    scopes = figures.set_index("scope")
    assert scopes["value"].to_dict() == {"": 16.75, "stream=hazardous": 12.5, "stream=rubble": 4.25}
    assert scopes.loc["stream=rubble", "published"] == "4.25" and scopes.loc["", "published"] == ""


def test_a_type_without_tonnes_leaves_no_total(tmp_path: Path) -> None:
    figures = read_centres(tmp_path, "2021,62,02A,\n2021,62,02E,4\n").set_index("scope")["status"]
    assert figures.to_dict() == {"": "missing", "stream=hazardous": "missing", "stream=rubble": "normal"}


def test_a_code_that_is_a_destination_elsewhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match="C_TYP_REG_DECHET.*07A"):
        read_centres(tmp_path, "2021,62,07A,1\n")
