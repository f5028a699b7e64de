"""Grants: six financing plans whose lines make up their cost, and rows refused with file, line and column."""

from pathlib import Path

import pandas as pd
import pytest

from loaders.catalog import load_catalog
from loaders.pipeline.figures import FiguresError
from loaders.pipeline.grants import COLUMNS, read_grants
from loaders.store import load_grants
from tests.synthetic import read_catalog, write_rows

ACHICOURT = "Piscine François Ménard à Achicourt"
# Number of lines and total cost of each plan, as the deliberation prints them.
PLANS = {
    "Chambre froide de la Banque alimentaire à Carvin": (7, 466_328.46),
    "Maison du numérique et de l'innovation du Calaisis": (3, 40_168.00),
    ACHICOURT: (7, 8_504_587.00),
    "Salle des sports Georges Carpentier à Courcelles-lès-Lens": (7, 3_631_424.79),
    "Stade Jesse Owens à Angres": (5, 873_358.00),
    "Tour d'escalade du parc Marcel Cabiddu à Wingles": (6, 223_325.00),
}
GRANT = {
    "source": "report",
    "lines": "12",
    "published": "250 000 €",
    "value": "250000",
    "stage": "awarded",
    "nomAttribuant": "Financeur synthétique",
    "nomBeneficiaire": "Bénéficiaire synthétique",
    "projet": "Projet synthétique",
    "coutProjet": "1000000",
    "commune": "62004",
    "year": "2024",
    "period": "2024",
    "status": "normal",
}


def write_grants(folder: Path, *changes: dict[str, str]) -> Path:
    """Write a synthetic grants file, a row for each change."""
    write_rows(folder / "grants-synthétique.csv", [GRANT | change for change in changes], COLUMNS)
    return folder


@pytest.mark.parametrize("project", PLANS)
def test_a_financing_plan_makes_up_its_cost_within_a_cent(project: str) -> None:
    lines = load_grants(stages=["planned"]).query("projet == @project")
    count, cost = PLANS[project]
    assert len(lines) == count
    assert set(lines["coutProjet"]) == {cost}
    assert lines["montant"].sum() == pytest.approx(cost, abs=0.0101)


def test_there_are_six_plans() -> None:
    assert set(load_grants(stages=["planned"])["projet"]) == set(PLANS)


def test_the_cent_that_the_plan_of_carvin_lacks_is_said() -> None:
    lines = load_grants(stages=["planned"]).query("projet.str.contains('Carvin')")
    assert round(lines["montant"].sum(), 2) == 466_328.45
    assert lines["note"].str.contains("466 328,45 €, un centime de moins").all()


def test_achicourt_has_seven_funders() -> None:
    lines = load_grants(stages=["planned"]).query("projet == @ACHICOURT")
    found = list(zip(lines["nomAttribuant"], lines["dispositifAide"], lines["montant"], strict=True))
    assert found == [
        ("Communauté urbaine d'Arras", "Autofinancement", 4_904_587),
        ("Département du Pas-de-Calais", "Politique sportive départementale", 1_000_000),
        ("Région Hauts-de-France", "", 850_000),
        ("État", "FNADT", 700_000),
        ("Agence nationale du sport", "", 500_000),
        ("État", "DSIL", 300_000),
        ("Département du Pas-de-Calais", "Fonds d'innovation territorial (FIT)", 250_000),
    ]


def test_the_six_awards_of_the_deliberation_make_up_its_920_000_euros() -> None:
    awards = load_grants(stages=["awarded"]).query("source == '003-cd62-fit-2024'")
    assert set(PLANS) <= set(awards["projet"])
    of_plans = awards[awards["projet"].isin(PLANS)]
    assert (len(of_plans), of_plans["montant"].sum()) == (6, 920_000)


def test_a_grant_keeps_where_and_how_it_was_printed() -> None:
    award = load_grants(stages=["awarded"]).query("projet == @ACHICOURT").iloc[0]
    assert (award["published"], award["locator"], award["montant"]) == ("250 000 €", "90-91", 250_000)
    assert (award["idBeneficiaire"], award["commune"], award["epci"]) == ("200033579", "62004", "200033579")


def test_every_grant_names_its_beneficiary_and_a_known_source() -> None:
    grants = load_grants()
    assert (grants["nomBeneficiaire"].str.strip() != "").all()
    assert set(grants["source"]) <= set(load_catalog().sources)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("source", "rumour"),
        ("lines", ""),
        ("stage", "promised"),
        ("status", "final"),
        ("nomBeneficiaire", ""),
        ("value", "-1"),
        ("value", "nan"),
        ("value", "250 000"),
        ("coutProjet", "environ 1 M€"),
        ("commune", "99999"),
        ("epci", "123456789"),
        ("year", "1989"),
        ("year", "2101"),
    ],
)
def test_a_wrong_cell_is_refused(column: str, value: str, tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path / "catalog")
    with pytest.raises(FiguresError) as caught:
        read_grants(write_grants(tmp_path, {"objet": "premier"}, {column: value}), catalog, {"62004", "200033579"})
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.column, fault.found) == ("grants-synthétique.csv", 3, column, value)
    assert fault.expected


def test_a_grant_written_twice_is_refused(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path / "catalog")
    with pytest.raises(FiguresError, match="ligne 3"):
        read_grants(write_grants(tmp_path, {}, {}), catalog, {"62004"})


def test_a_grant_without_project_cost_has_none(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path / "catalog")
    grants = read_grants(write_grants(tmp_path, {"coutProjet": ""}, {"objet": "second"}), catalog, {"62004"})
    assert grants["montant"].tolist() == [250_000, 250_000]
    assert pd.isna(grants["coutProjet"].iloc[0])
    assert grants["coutProjet"].iloc[1] == 1_000_000
