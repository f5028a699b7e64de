"""The table of territories: names in short, groupings with the people of their members, references that exist."""

from pathlib import Path

import pandas as pd
import pytest

from loaders.catalog import load_catalog
from loaders.pipeline.territories import abbreviate_name, build_territories, shorten_name
from loaders.store import load_territories
from loaders.yaml_files import CatalogError
from tests.synthetic import CATALOG, read_catalog


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return load_territories().set_index("code")


@pytest.mark.parametrize(
    ("name", "abbreviated", "short"),
    [
        ("Communauté d'agglomération de Lens - Liévin", "CA de Lens-Liévin", "Lens-Liévin"),
        ("CA d'Hénin-Carvin", "CA d'Hénin-Carvin", "Hénin-Carvin"),
        ("CA de Béthune-Bruay, Artois-Lys Romane", "CA de Béthune-Bruay, Artois-Lys Romane", "Béthune-Bruay"),
        ("Communauté urbaine d'Arras", "CU d'Arras", "Arras"),
        ("Communauté de communes du Pays de Lumbres", "CC du Pays de Lumbres", "Pays de Lumbres"),
        ("CC de la Région d'Audruicq", "CC de la Région d'Audruicq", "Région d'Audruicq"),
        ("CA Porte de l'Isère (CAPI)", "CA Porte de l'Isère (CAPI)", "Porte de l'Isère"),
        ("CA Intercommunale du Nord (CINOR)", "CA Intercommunale du Nord (CINOR)", "CINOR"),
        ("Métropole Européenne de Lille", "Métropole Européenne de Lille", "Métropole Européenne de Lille"),
    ],
)
def test_the_name_of_an_epci_in_short(name: str, abbreviated: str, short: str) -> None:
    assert (abbreviate_name(name), shorten_name(name)) == (abbreviated, short)


def test_codes_are_text_that_keeps_its_zeros(table: pd.DataFrame) -> None:
    assert table.at["01001", "name"] == "L'Abergement-Clémenciat"
    assert table.index.str.fullmatch(r"[A-Z0-9]{2,12}").all()
    assert table.index.is_unique


def test_a_grouping_has_the_people_and_the_departements_of_its_members(table: pd.DataFrame) -> None:
    for code in ("PMA", "SMAV", "SYMEVAD", "SEVADEC"):
        members = table.loc[table.at[code, "members"].split(";")]
        assert table.at[code, "population"] == members["population"].sum() > 100_000
        found = {d for joined in members["departements"] for d in joined.split(";")}
        assert set(table.at[code, "departements"].split(";")) == found


def test_an_epci_over_two_departements_is_in_both(table: pd.DataFrame) -> None:
    assert table.at["245900758", "departements"] == "D59;D62"


def test_a_predecessor_is_linked_to_what_took_its_place(table: pd.DataFrame) -> None:
    assert table.at["ARTOISCOMM", "successor"] == "200072460"
    assert table.at["246201149", "successor"] == "200090751"
    assert table.at["246200364", "successor"] == ""


def test_every_reference_of_the_real_catalogue_exists(table: pd.DataFrame) -> None:
    catalog = load_catalog()
    for code, entry in catalog.territories.items():
        wanted = {*entry.members, *([entry.successor] if entry.successor else [])}
        assert wanted <= set(table.index), code
    assert {catalog.deployment.home, *catalog.deployment.departements} <= set(table.index)


@pytest.mark.parametrize(
    ("file", "right", "wrong", "entry"),
    [
        ("territories", "'62041'", "'62999'", "AB"),
        ("territories", "level: grouping", "level: grouping, successor: '62999'", "AB"),
        ("deployment", "home: AB", "home: NOWHERE", "home"),
        ("deployment", "D62", "D999", "departements"),
    ],
)
def test_a_reference_to_an_unknown_territory_is_refused(
    file: str, right: str, wrong: str, entry: str, tmp_path: Path
) -> None:
    text = CATALOG[f"{file}.yaml"].replace(right, wrong)
    with pytest.raises(CatalogError, match=entry) as caught:
        build_territories(read_catalog(tmp_path, **{file: text}), tmp_path)
    assert f"{file}.yaml" in str(caught.value)


def test_a_synthetic_grouping_is_built_from_its_members(tmp_path: Path) -> None:
    built = build_territories(read_catalog(tmp_path), tmp_path).set_index("code")
    assert built.at["AB", "population"] == built.at["62498", "population"] + built.at["62041", "population"]
    assert (built.at["AB", "departements"], built.at["AB", "members"]) == ("D62", "62498;62041")
