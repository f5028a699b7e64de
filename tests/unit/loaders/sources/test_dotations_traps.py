"""Each trap of the lists of DETR and DSIL, on small synthetic ones: every name and number below is invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from loaders.sources import dotations
from loaders.tabular.faults import Reading, SourceFormatError
from tests.small_files import AREA, SEATS, members_of, value_of, write

DOTATIONS_HEADER = "exercice,id_projet,dotation,echelon,code_beneficiaire,epci_siren_2019,cout,subvention\n"
DOTATIONS_MEMBERS = members_of(
    ("900000001", "62", "62901", "1"), ("900000002", "62", "62902", "2"), ("900000002", "62", "80903", "3")
)
DOTATIONS_ROWS = (
    "2019,P1,DETR,commune,62901,900000001,200,50.5\n"
    "2019,P2,DETR,epci,900000001,900000001,100,20\n"
    "2019,P3,DETR,syndicat,256200999,,80,40\n"
    "2019,P4,DSID,conseil_departemental,62,,900,450\n"
)


@pytest.fixture
def synthetic_dotations(tmp_path: Path) -> pd.DataFrame:
    path = write(tmp_path, "synthétique.csv", DOTATIONS_HEADER + DOTATIONS_ROWS)
    figures = dotations.observations(
        dotations.read(path), AREA, members=DOTATIONS_MEMBERS, seats=SEATS, successors={"62900": "62901"}
    )
    return figures[figures["indicator"].eq("subsidies.received_amount")].set_index(["territory", "scope"])


def test_an_epci_counts_itself_and_its_communes_but_no_syndicate(synthetic_dotations: pd.DataFrame) -> None:
    parts = ["fund=detr", "fund=detr;recipient=epci", "fund=detr;recipient=communes"]
    assert [synthetic_dotations.loc[("900000001", part), "value"] for part in parts] == [70.5, 20, 50.5]


def test_the_département_s_total_has_its_syndicates_and_not_the_dsid(synthetic_dotations: pd.DataFrame) -> None:
    assert synthetic_dotations.loc[("D62", "fund=detr"), "value"] == 110.5


def test_a_list_of_one_département_says_nothing_of_the_others_of_the_installation(tmp_path: Path) -> None:
    path = write(tmp_path, "synthétique.csv", DOTATIONS_HEADER + DOTATIONS_ROWS)
    members = pd.concat([DOTATIONS_MEMBERS, members_of(("900000003", "59", "59903", "4"))])
    both = replace(AREA, departements=("62", "59"))
    figures = dotations.observations(dotations.read(path), both, members=members, seats=SEATS, successors={})
    assert not {"59903", "900000003", "D59"} & set(figures["territory"])
    with pytest.raises(SourceFormatError, match=r"départements de l'installation \(59\) ; elle en a de 62"):
        dotations.observations(dotations.read(path), replace(AREA, departements=("59",)), members=members)


def test_a_list_of_two_départements_gives_each_its_total_and_its_zeros(tmp_path: Path) -> None:
    rows = DOTATIONS_ROWS + "2019,P5,DSID,conseil_departemental,59,,9,4\n2019,P6,DETR,commune,59904,900000003,9,7.5\n"
    path = write(tmp_path, "synthétique.csv", DOTATIONS_HEADER + rows)
    north = members_of(("900000003", "59", "59903", "4"), ("900000003", "59", "59904", "5"))
    both, members = replace(AREA, departements=("62", "59")), pd.concat([DOTATIONS_MEMBERS, north])
    figures = dotations.observations(dotations.read(path), both, members=members, seats=SEATS, successors={})
    values = [
        value_of(figures, "subsidies.received_amount", code, 2019, "fund=detr") for code in ("D62", "D59", "59903")
    ]
    assert values == [110.5, 7.5, 0]
    note = figures.loc[figures["territory"].eq("D59"), "note"].iloc[0]
    assert note == "Un seul projet des communes, EPCI et syndicats du Nord"


def test_a_syndicate_of_no_known_département_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "synthétique.csv", DOTATIONS_HEADER + DOTATIONS_ROWS)
    with pytest.raises(SourceFormatError, match=r"syndicats 256200999 inconnus\. Déclarez-les dans syndicates\.csv"):
        dotations.observations(dotations.read(path), AREA, members=DOTATIONS_MEMBERS, seats={}, successors={})


def test_a_syndicate_is_a_territory_of_its_own(synthetic_dotations: pd.DataFrame) -> None:
    assert synthetic_dotations.loc[("256200999", "fund=detr"), "value"] == 40


def test_zero_of_an_epci_partly_outside_the_list_says_so(synthetic_dotations: pd.DataFrame) -> None:
    row = synthetic_dotations.loc[("900000002", "fund=detr")]
    assert row["value"] == 0 and row["note"].endswith("projets du Pas-de-Calais seulement")


def test_a_commune_of_the_département_without_project_has_zero(synthetic_dotations: pd.DataFrame) -> None:
    row = synthetic_dotations.loc[("62902", "fund=detr")]
    assert row[["value", "status", "published", "note"]].tolist() == [
        0,
        "normal",
        "",
        "Aucun projet dans la liste, complète pour le département",
    ]


def test_a_commune_of_another_département_without_project_has_no_row(synthetic_dotations: pd.DataFrame) -> None:
    assert ("80903", "fund=detr") not in synthetic_dotations.index


def test_a_commune_without_project_has_no_cost(tmp_path: Path) -> None:
    path = write(tmp_path, "synthétique.csv", DOTATIONS_HEADER + DOTATIONS_ROWS)
    figures = dotations.observations(dotations.read(path), AREA, members=DOTATIONS_MEMBERS, seats=SEATS, successors={})
    indicators = set(figures.loc[figures["territory"].eq("62902"), "indicator"])
    assert indicators == {"subsidies.received_amount", "subsidies.received_projects"}


def test_projects_of_a_merged_commune_are_added_to_its_successor_s(tmp_path: Path) -> None:
    rows = DOTATIONS_ROWS + "2019,P5,DETR,commune,62900,900000001,300,60\n"
    path = write(tmp_path, "synthétique.csv", DOTATIONS_HEADER + rows)
    figures = dotations.observations(
        dotations.read(path), AREA, members=DOTATIONS_MEMBERS, seats=SEATS, successors={"62900": "62901"}
    ).query("territory == '62901'")
    assert dict(zip(figures["indicator"], figures["value"], strict=True)) == {
        "subsidies.received_amount": 110.5,
        "subsidies.received_cost": 500,
        "subsidies.received_projects": 2,
    }
    assert set(figures["note"]) == {"Somme de 2 projets, sous les codes 62900, 62901"}


LISTED_HEADER = (
    "exercice;dispositif;programme;beneficiaire_type;beneficiaire_siren;beneficiaire_dep;beneficiaire_nom;"
    "beneficiaire_code_insee;intitule;cou_ht;subvention;taux\n"
)
LISTED_ROWS = (
    '2020;DETR;0119;Commune;216209010;062;VILLE;62901;"Toiture ; école";200,5;50,25;30,00\n'
    "2020;DSIL Exceptionnelle;0119;EPCI;900000001;062;CC;;Siège;100;20;40,00\n"
    "2020;DSIL;0119;EPCI;900000001;062;CC;;Siège;100;3;40,00\n"
    "2020;DSID;0119;Département;226200012;062;DEPARTEMENT;;Collège;900;450;37,50\n"
    "2020;DETR;0119;Syndicat;256200888;062;SYNDICAT;;Déchèterie;80;40;30,00\n"
    "2020;DETR;0119;Commune;210100046;001;AUTRE;01004;Voirie;10;3;30,00\n"
)


PETR = "\n2020;DETR;0119;PETR;200000008;062;PETR;;Piste;10;7;30,00\n"


def read_listed(folder: Path, rows: str, reading: Reading | None = None) -> pd.DataFrame:
    path = write(folder, "dgcl-liste-2020.csv", LISTED_HEADER + rows, "utf-8-sig")
    frame = dotations.read(path, reading)
    return dotations.observations(frame, AREA, members=DOTATIONS_MEMBERS, seats=SEATS, successors={})


def test_a_list_of_the_dgcl_is_read_by_siren_and_a_special_dsil_is_a_dsil(tmp_path: Path) -> None:
    figures = read_listed(tmp_path, LISTED_ROWS)
    rows = figures[figures["indicator"].eq("subsidies.received_amount")].set_index(["territory", "scope"])
    assert rows.loc[("900000001", "fund=dsil"), ["value", "note"]].tolist() == [
        23,
        "Somme de 2 projets de l'EPCI et des communes de son périmètre de 2022, hors syndicats, "
        "dont 1 de DSIL Exceptionnelle",
    ]
    assert rows.loc[("900000001", "fund=detr"), "value"] == 50.25
    assert rows.loc[("62902", "fund=dsil"), "value"] == 0
    assert rows.loc[("D62", "fund=detr"), "value"] == 90.25
    assert ("D01", "fund=detr") not in rows.index and ("256200888", "fund=detr") not in rows.index


@pytest.mark.parametrize(
    ("kind", "siren", "echelon"),
    [
        ("Communes", "216209010", "commune"),
        ("Communauté de communes", "900000001", "epci"),
        ("Métropole", "900000001", "epci"),
        ("", "216209010", "commune"),
        ("Collectivité", "226200012", "conseil_departemental"),
        ("PETR", "200000008", "PETR"),
    ],
)
def test_a_beneficiary_is_known_by_its_label_or_its_siren(kind: str, siren: str, echelon: str, tmp_path: Path) -> None:
    row = f"2020;DETR;0119;{kind};{siren};062;VILLE;62901;Toiture;1;1;1\n"
    frame = dotations.read(write(tmp_path, "dgcl-liste-2020.csv", LISTED_HEADER + row))
    assert frame["echelon"].tolist() == [echelon]


def test_what_a_list_holds_and_terril_does_not_count_is_said(tmp_path: Path) -> None:
    reading = Reading()
    read_listed(tmp_path, LISTED_ROWS + LISTED_ROWS.splitlines()[0] + PETR, reading)
    assert reading.remarks == [
        "dgcl-liste-2020.csv : lignes 2, 8 identiques, comptées chacune : retirez celles qui sont de trop.",
        "dgcl-liste-2020.csv : 1 projet, 450,00 €, de « DSID » : laissés, seules la DETR et la DSIL sont comptées.",
        "dgcl-liste-2020.csv : 1 projet, 7,00 €, dont le bénéficiaire est « PETR » : laissés.",
    ]


def test_a_list_that_is_complete_for_no_département_gives_its_communes_alone(tmp_path: Path) -> None:
    rows = "2019,P1,DETR,commune,62901,900000001,200,50.5\n2019,P2,DETR,commune,62901,900000001,0,-5\n"
    frame = dotations.read(write(tmp_path, "synthétique.csv", DOTATIONS_HEADER + rows))
    figures = dotations.observations(frame, AREA, members=DOTATIONS_MEMBERS, seats=SEATS, successors={})
    amounts = figures[figures["indicator"].eq("subsidies.received_amount")]
    assert amounts[["territory", "value", "note"]].values.tolist() == [
        ["62901", 45.5, "Somme de 2 projets, dans une liste qui n'est pas complète pour le département"]
    ]


@pytest.mark.parametrize("code", ["2.46E+08", "2,46E+08", "24620036"])
def test_a_siren_that_a_spreadsheet_has_damaged_is_refused(code: str, tmp_path: Path) -> None:
    rows = f'2019,P1,DETR,epci,"{code}",900000001,200,50.5\n'
    with pytest.raises(SourceFormatError, match="ligne 2, colonne « code_beneficiaire » : .* SIREN de neuf chiffres"):
        dotations.read(write(tmp_path, "synthétique.csv", DOTATIONS_HEADER + rows))


def test_a_project_listed_twice_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "synthétique.csv", DOTATIONS_HEADER + DOTATIONS_ROWS + DOTATIONS_ROWS)
    with pytest.raises(SourceFormatError, match="projet P1 a déjà une ligne, ligne 2"):
        dotations.read(path)
