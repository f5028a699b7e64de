"""The traps of the lists of posts of the politique de la ville: every name and number below is invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from loaders.catalog import Territory, load_catalog
from loaders.sources import politique_ville
from loaders.sources.politique_ville import find_epci_of_today
from loaders.tabular.faults import SourceFormatError
from tests.small_files import AREA, value_of, write

POSTS = "id_poste,code_tiers,raison_sociale,annee,montant,code_cv,insee_dep\n"
ONE = "P1,21620001600010,ASSOCIATION SYNTHÉTIQUE,2020,100.5,CV219,62\n"
AMOUNT, COUNT = "subsidies.adulte_relais_amount", "subsidies.adulte_relais_posts"


def read_posts(folder: Path, relais: str, fonjep: str = "") -> pd.DataFrame:
    """The figures of lists of posts, with contracts of Lens-Liévin, Béthune-Bruay (two) and the Nord."""
    contracts = "codgeo,code_cv,insee_dep\n246200364,CV219,62\n200044055,CV221,62\n246200802,CV223,62\n59350,CV165,59\n"
    write(folder, "contrats_ville.csv", contracts)
    write(folder, "adulte-relais.csv", POSTS + relais)
    write(folder, "postes-fonjep.csv", POSTS + fonjep)
    return politique_ville.observations(politique_ville.read(folder), AREA)


def test_two_contracts_of_2015_are_of_one_epci_of_today(tmp_path: Path) -> None:
    rows = "P1,,A,2020,100,CV221,62\nP2,,A,2020,20.5,CV223,62\n"
    figures = read_posts(tmp_path, rows)
    assert value_of(figures, AMOUNT, "200072460", 2020) == 120.5
    row = figures[figures["indicator"].eq(AMOUNT) & figures["territory"].eq("200072460")].iloc[0]
    assert row["note"] == "Somme de 2 postes, contrats de ville CV221, CV223"


def test_the_commune_of_a_contract_is_in_its_epci_of_today_and_an_epci_that_lasts_is_itself() -> None:
    found = find_epci_of_today(pd.Series(["59350", "246200364", "999999999"]), load_catalog())
    assert found.tolist() == ["200093201", "246200364", ""]


def test_a_successor_that_was_succeeded_is_followed_to_the_end() -> None:
    between = {"900000001": Territory(name="a", level="epci", successor="900000002")}
    between["900000002"] = Territory(name="b", level="epci", successor="246200364")
    catalog = replace(load_catalog(), territories=between)
    assert find_epci_of_today(pd.Series(["900000001"]), catalog).tolist() == ["246200364"]


def test_a_post_without_contract_is_in_its_département_alone_and_both_say_so(tmp_path: Path) -> None:
    figures = read_posts(tmp_path, ONE + "P2,,A,2020,7,,62\n")
    rows = figures[figures["indicator"].eq(AMOUNT)].set_index("territory")[["value", "note"]]
    assert rows.loc["246200364"].tolist() == [
        100.5,
        "Un seul poste, contrat de ville CV219 ; sans 1 du département, hors de tout contrat",
    ]
    assert rows.loc["D62"].tolist() == [107.5, "Somme de 2 postes, dont 1 hors de tout contrat de ville"]


def test_an_epci_with_a_contract_that_the_list_does_not_name_has_zero_and_one_without_none_to_have(
    tmp_path: Path,
) -> None:
    figures = read_posts(tmp_path, ONE).query("indicator == @COUNT").set_index("territory")
    assert figures.loc["200072460", ["value", "status"]].tolist() == [0, "normal"]
    assert figures.loc["246201016", "status"] == "not_applicable" and pd.isna(figures.loc["246201016", "value"])


def test_a_year_or_a_list_without_a_row_of_the_département_gives_no_zero(tmp_path: Path) -> None:
    figures = read_posts(tmp_path, ONE + "P9,,A,2021,3,CV165,59\n")
    inside = figures[figures["territory"].isin(["246200364", "200072460"])]
    assert set(inside["year"]) == {2020} and not inside["indicator"].str.contains("fonjep").any()


def test_a_name_in_the_place_of_a_siret_is_kept_as_unknown_and_a_region_needs_all_its_départements(
    tmp_path: Path,
) -> None:
    both = ONE + "P2,ASSOCIATION,ASSOCIATION,2020,1,CV165,59\n"
    assert value_of(read_posts(tmp_path, both), AMOUNT, "R32", 2020) == 101.5
    assert "R32" not in set(read_posts(tmp_path, ONE)["territory"])
    rows = politique_ville.read(write_again(tmp_path, both))
    assert rows.loc[rows["post"].eq("P2"), "code"].item() == ""


def write_again(folder: Path, relais: str) -> Path:
    write(folder, "adulte-relais.csv", POSTS + relais)
    return folder


def test_the_parts_of_an_epci_are_its_posts_and_make_its_sum(tmp_path: Path) -> None:
    read_posts(tmp_path, ONE + "P2,,B,2020,2,CV219,62\n")
    parts = politique_ville.list_parts(politique_ville.read(tmp_path), AREA)
    own = parts[parts["epci"].eq("246200364")]
    assert own[AMOUNT].sum() == 102.5 and own["locator"].tolist() == ["poste P1", "poste P2"]


@pytest.mark.parametrize(
    ("relais", "wrong"),
    [
        ("P1,,A,2020,1,CV999,62\n", "« CV999 » n’est d’aucun contrat de ville"),
        (ONE + ONE, "a déjà une ligne"),
        ("P1,,A,2020,s,CV219,62\n", "« s » ne donne pas de montant"),
    ],
)
def test_what_is_wrong_with_a_list_is_said(tmp_path: Path, relais: str, wrong: str) -> None:
    with pytest.raises(SourceFormatError, match=wrong):
        read_posts(tmp_path, relais)


def test_a_folder_without_the_contracts_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "adulte-relais.csv", POSTS + ONE)
    with pytest.raises(SourceFormatError, match="contrats_ville.*aucun trouvé"):
        politique_ville.read(tmp_path)
