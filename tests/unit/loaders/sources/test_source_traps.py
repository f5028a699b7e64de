"""Each trap of the publishers' files, on small synthetic ones: every name and number below is invented."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pandas as pd
import pytest

from loaders.sources import isdnd, population, sinoe, sitadel
from loaders.tabular.faults import SourceFormatError
from tests.small_files import AREA, members_of, value_of, write

SINOE_HEADER = "ANNEE,C_DEPT,C_TYP_REG_DECHET,C_TYP_REG_SERVICE,TONNAGE_DMA\n"


def test_rubble_is_left_out_of_one_total_and_kept_in_the_other(tmp_path: Path) -> None:
    path = write(tmp_path, "synthétique.csv", SINOE_HEADER + '2021,62,07A,02B,"10,5"\n2021,62,07B,02F,"4,25"\n')
    figures = sinoe.observations(sinoe.read(path), AREA)
    totals = [value_of(figures, "waste.collected" + end, "D62", 2021) for end in ("", "_excluding_rubble")]
    assert totals == [14.75, 10.5]


def test_a_printed_tonnage_is_kept_as_printed_and_a_sum_says_its_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "synthétique.csv", SINOE_HEADER + '2021,62,07A,02B,"10,5"\n2021,62,07A,02D,"4,25"\n')
    figures = sinoe.observations(sinoe.read(path), AREA).query("territory == 'D62'").set_index("scope")
    assert figures.loc["stream=residual;destination=energy", "published"] == "10,5"
    assert figures.loc["stream=residual", ["published", "note"]].tolist() == ["", "Somme de 2 lignes"]


def test_an_unknown_kind_of_waste_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "synthétique.csv", SINOE_HEADER + "2021,62,08X,02B,1\n")
    with pytest.raises(SourceFormatError, match="C_TYP_REG_DECHET.*08X"):
        sinoe.read(path)


SITADEL_MEMBERS = members_of(("900000001", "62", "62901", "1"), ("900000001", "62", "62902", "2"))
SITADEL_HEADER = '"ANNEE";"COMM";"TYPE_LGT";"LOG_AUT";"LOG_COM"\n'


def read_sitadel(folder: Path, rows: str) -> pd.DataFrame:
    path = write(folder, "synthétique.csv", SITADEL_HEADER + rows)
    return sitadel.observations(sitadel.read(path), AREA, members=SITADEL_MEMBERS, successors={"62900": "62901"})


def test_types_of_dwelling_are_not_added_to_all_dwellings(tmp_path: Path) -> None:
    rows = '"2020";"62901";"Tous Logements";10;8\n"2020";"62901";"Collectif";6;5\n'
    assert value_of(read_sitadel(tmp_path, rows), "housing.authorised", "62901", 2020) == 10


def test_a_blank_start_is_missing_in_a_commune_and_in_its_epci(tmp_path: Path) -> None:
    figures = read_sitadel(tmp_path, '"2025";"62901";"Tous Logements";5;\n"2025";"62902";"Tous Logements";0;\n')
    started = figures.query("indicator == 'housing.started'").set_index("territory")["status"].to_dict()
    assert started == {"62901": "missing", "62902": "missing", "900000001": "missing", "D62": "missing"}


def test_a_predecessor_is_added_to_its_successor_which_then_prints_nothing(tmp_path: Path) -> None:
    figures = read_sitadel(tmp_path, '"2013";"62900";"Tous Logements";9;1\n"2013";"62901";"Tous Logements";24;2\n')
    row = figures.query("territory == '62901' and indicator == 'housing.authorised'").iloc[0]
    assert (row["value"], row["published"], row["note"]) == (33, "", "Somme des codes 62900, 62901")


def test_minus_one_in_the_compact_form_is_a_blank(tmp_path: Path) -> None:
    content = json.dumps({"meta": "synthétique", "communes": {"62901": {"y0": 2024, "a": [3, 0], "s": [2, -1]}}})
    (tmp_path / "synthétique.json.gz").write_bytes(gzip.compress(content.encode()))
    assert sitadel.read(tmp_path / "synthétique.json.gz")["LOG_COM"].isna().tolist() == [False, True]


def read_four(folder: Path, *named: str) -> pd.DataFrame:
    codes = ("62901", "62902", "62903", "62904")
    rows = "".join(f'"2025";"{code}";"Tous Logements";5;\n' for code in named)
    members = members_of(*(("900000001", "62", code, code) for code in codes))
    path = write(folder, "synthétique.csv", SITADEL_HEADER + rows)
    return sitadel.observations(sitadel.read(path), AREA, members=members, successors={})


def test_a_list_of_some_communes_has_neither_zero_nor_sum(tmp_path: Path) -> None:
    assert set(read_four(tmp_path, "62901", "62903")["territory"]) == {"62901", "62903"}


def test_a_secret_is_no_blank_and_what_is_not_given_neither(tmp_path: Path) -> None:
    rows = '"2024";"62901";"Tous Logements";s;<5\n"2024";"62902";"Tous Logements";nd;\n'
    figures = read_sitadel(tmp_path, rows).set_index(["territory", "indicator"])["status"]
    assert figures["62901"].to_dict() == {"housing.authorised": "confidential", "housing.started": "confidential"}
    assert figures["62902"].to_dict() == {"housing.authorised": "missing", "housing.started": "missing"}


def test_a_file_without_all_dwellings_is_refused_with_the_labels_found(tmp_path: Path) -> None:
    with pytest.raises(
        SourceFormatError, match="aucune ligne « Tous Logements », trouvé « Tous logements », « Total »"
    ):
        read_sitadel(tmp_path, '"2024";"62901";"Tous logements";1;1\n"2024";"62902";"Total";1;1\n')


def test_a_commune_that_the_list_leaves_out_is_a_zero_where_a_column_is_known(tmp_path: Path) -> None:
    figures = read_four(tmp_path, "62901", "62903", "62904").query("territory == '62902'")
    assert figures["value"].tolist() == [0]
    assert figures[["indicator", "published"]].values.tolist() == [["housing.authorised", ""]]
    assert figures["note"].str.startswith("Aucun logement").all()


@pytest.mark.parametrize(
    ("blank", "status", "value"),
    # Without Harnes 89 % of the inhabitants are left, without Lens 72 %.
    [("62413", "partial", 6), ("62498", "missing", None)],
)
def test_a_sum_that_lacks_a_commune_is_partial_or_withheld_by_inhabitants(
    tmp_path: Path, blank: str, status: str, value: float | None
) -> None:
    codes = ("62413", "62498", "62510", "62427", "62250")
    rows = "".join(f'"2024";"{code}";"Tous Logements";{"" if code == blank else 1.5};1\n' for code in codes)
    path = write(tmp_path, "synthétique.csv", SITADEL_HEADER + rows)
    members = members_of(*(("900000001", "62", code, f"21{code}00") for code in codes))
    figures = sitadel.observations(sitadel.read(path), AREA, members=members, successors={})
    row = figures.query("territory == '900000001' and indicator == 'housing.authorised'").iloc[0]
    assert row["status"] == status
    assert pd.isna(row["value"]) if value is None else row["value"] == value
    assert row["note"].startswith("Somme de 4 communes sur 5, ") and "% des habitants" in row["note"]


def test_a_site_s_number_gets_its_zeros_back_and_years_to_come_are_left_out(tmp_path: Path) -> None:
    site = {"aiot": 7000999, "name": "ISDND synthétique", "departement": 62, "lng": 2.0, "lat": 50.0}
    years = [{"annee": 2021.0, "tonnage": 10}, {"annee": 2022.0, "tonnage": 0}, {"annee": 2030.0, "tonnage": None}]
    path = write(tmp_path, "synthétique.json", json.dumps([site | year for year in years]))
    figures = isdnd.observations(isdnd.read(path), AREA)
    assert figures[["territory", "year", "published"]].values.tolist() == [
        ["S0007000999", 2021, "10"],
        ["S0007000999", 2022, "0"],
    ]


PERIMETER_HEADER = "dept;siren;raison_sociale;total_pop_mun;dep_com;insee;siren_membre;pmun_2025\r\n"


def test_thousands_with_a_space_and_a_last_line_of_semicolons_are_read(tmp_path: Path) -> None:
    rows = (
        "62;900000001;CC synthétique;15 156;62;62901;1;15 000\r\n62;900000001;CC synthétique;15 156;62;62902;2;156\r\n"
    )
    path = write(tmp_path, "perimetre-epci-a-fp_2025.csv", PERIMETER_HEADER + rows + ";;;;;;;\r\n", "cp1252")
    figures = population.observations(population.read(path), AREA).set_index("territory")
    assert figures.loc[["62901", "900000001"], ["value", "published"]].values.tolist() == [
        [15000, "15 000"],
        [15156, "15 156"],
    ]


def test_an_epci_whose_communes_do_not_add_up_is_refused(tmp_path: Path) -> None:
    rows = "62;900000001;CC synthétique;999;62;62901;1;15 000\r\n"
    with pytest.raises(SourceFormatError, match="900000001 n’est pas la somme de ses communes"):
        population.read(write(tmp_path, "perimetre-epci-a-fp_2025.csv", PERIMETER_HEADER + rows))


def test_a_merged_commune_s_people_are_its_successor_s_and_its_epci_stays_as_printed(tmp_path: Path) -> None:
    rows = "62;900000001;CC synthétique;150;62;62900;1;40\r\n62;900000001;CC synthétique;150;62;62901;2;110\r\n"
    path = write(tmp_path, "perimetre-epci-a-fp_2025.csv", PERIMETER_HEADER + rows)
    communes = pd.Series({"62": 1, "59": 9})
    figures = population.observations(
        population.read(path), AREA, successors={"62900": "62901"}, communes_of=communes
    ).set_index("territory")
    assert "R32" not in figures.index
    columns = ["value", "published", "note"]
    assert "62900" not in figures.index
    assert figures.loc["62901", columns].tolist() == [150, "", "Somme des codes 62900, 62901"]
    assert figures.loc["900000001", columns].tolist() == [150, "150", "Périmètre de 2025"]
    assert figures.loc["D62", columns].tolist() == [150, "", "Somme de 2 communes"]


def test_an_epci_that_loses_a_commune_breaks_and_one_whose_communes_merge_does_not(tmp_path: Path) -> None:
    kept = "62;900000001;CC synthétique;{0};62;62901;2;{0}\r\n"
    before = "62;900000001;CC synthétique;150;62;62900;1;40\r\n62;900000001;CC synthétique;150;62;62901;2;110\r\n"
    write(tmp_path, "perimetre-epci-a-fp_2024.csv", PERIMETER_HEADER.replace("2025", "2024") + before)
    write(tmp_path, "perimetre-epci-a-fp_2025.csv", PERIMETER_HEADER + kept.format(110))
    read = population.read(tmp_path)
    left = population.observations(read, AREA, successors={}).query("territory == '900000001'").set_index("year")
    assert left.loc[2022, ["break_before", "note"]].tolist() == [
        "1",
        "Périmètre de 2025 : 1 commune, au lieu de 2 sur celui de 2024",
    ]
    assert left.loc[2021, "note"] == "Périmètre de 2024 : 2 communes, au lieu de 1 sur celui de 2025"
    merged = population.observations(read, AREA, successors={"62900": "62901"}).query("territory == '900000001'")
    assert merged["break_before"].tolist() == ["", ""]


def test_a_year_of_perimeters_alone_is_held_against_those_of_the_memberships(tmp_path: Path) -> None:
    path = write(tmp_path, "perimetre-epci-a-fp_2025.csv", PERIMETER_HEADER + "62;900000001;CC;9;62;62901;1;9\r\n")
    known = pd.DataFrame({"vintage": [2024, 2024], "siren": "900000001", "insee": ["62901", "62902"]})
    figures = population.observations(population.read(path), AREA, successors={}, known=known).set_index("territory")
    assert figures.loc["900000001", ["break_before", "note"]].tolist() == [
        "1",
        "Périmètre de 2025 : 1 commune, au lieu de 2 sur celui de 2024",
    ]


def test_an_extract_of_some_communes_has_no_sum_of_a_département(tmp_path: Path) -> None:
    path = write(tmp_path, "perimetre-epci-a-fp_2025.csv", PERIMETER_HEADER + "62;900000001;CC;9;62;62901;1;9\r\n")
    figures = population.observations(population.read(path), AREA, successors={})
    assert set(figures["territory"]) == {"62901", "900000001"}
