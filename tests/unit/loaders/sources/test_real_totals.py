"""Real files of what came in by EPCI, commune and département: the totals that they are known to make."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

from loaders.catalog import ROOT
from loaders.sources import maprimerenov, politique_ville
from loaders.sources.registry import FIGURE_SOURCES
from loaders.territories.area import read_area
from tests.samples import SAMPLES
from tests.small_files import value_of
from tests.unit.loaders.sources.test_sources import FILES, real_files

AREA = read_area()


@cache
def read_real(name: str) -> pd.DataFrame:
    """The figures of the real file of a source."""
    source = FIGURE_SOURCES[name]
    return source.observations(source.read(SAMPLES / FILES[name]), AREA)


@real_files
@pytest.mark.parametrize(
    ("territory", "euros"),
    [
        ("246200364", [258_375.78, 301_077.30, 276_302, 248_113.03]),
        ("246200299", [198_750.60, 401_436.40, 425_080, 406_003.14]),
        # CV221, of the EPCI of Béthune of 2015, makes 198 750.60, 260 933.66, 276 302 and 225 557.30; CV223 the rest.
        ("200072460", [218_625.66, 301_077.30, 318_810, 270_668.76]),
    ],
)
def test_grants_for_adulte_relais_go_to_the_epci_of_today(territory: str, euros: list[float]) -> None:
    name = "subsidies.adulte_relais_amount"
    found = [value_of(read_real("politique_ville"), name, territory, year) for year in range(2020, 2024)]
    assert found == pytest.approx(euros)


@real_files
def test_contracts_of_the_epci_of_2015_make_what_the_list_gives_them() -> None:
    rows = politique_ville.read(SAMPLES / FILES["politique_ville"])
    own = rows[rows["scheme"].eq("adulte_relais") & rows["contract"].eq("CV221")]
    assert own.groupby("year")["amount"].sum().tolist() == pytest.approx([198_750.6, 260_933.66, 276_302, 225_557.3])


@real_files
@pytest.mark.parametrize(
    ("territory", "every", "vacant", "long", "status"),
    [
        ("246200364", 66_657, 4_992, 2_835, "partial"),
        ("246200299", 36_486, 2_140, 1_152, "normal"),
        ("200072460", 87_932, 6_095, 2_860, "partial"),
    ],
)
def test_vacant_dwellings_of_an_epci_are_at_least_those_of_its_communes_that_are_not_secret(
    territory: str, every: int, vacant: int, long: int, status: str
) -> None:
    rows = read_real("lovac").query("territory == @territory").set_index("indicator")
    names = ["housing.private_dwellings", "housing.vacant_dwellings", "housing.long_vacant_dwellings"]
    assert rows.loc[names, "value"].tolist() == [every, vacant, long]
    assert set(rows["status"]) == {status}


@real_files
def test_secret_communes_of_vacant_dwellings_are_as_many_as_in_the_file() -> None:
    rows = read_real("lovac").query("indicator == 'housing.vacant_dwellings' and status == 'confidential'")
    assert len(rows) == 381
    note = (
        read_real("lovac").query("indicator == 'housing.vacant_dwellings' and territory == '246200364'")["note"].item()
    )
    assert note.startswith("Au moins : somme de 33 communes sur 36") and note.endswith("3 sous le secret")


@real_files
@pytest.mark.parametrize(("year", "tonnes"), [(2009, 249_521), (2017, 411_884), (2021, 363_555)])
def test_what_the_déchèteries_of_the_pas_de_calais_take_in_is_a_part_of_its_waste(year: int, tonnes: int) -> None:
    own = value_of(read_real("decheteries"), "waste.drop_off_collected", "D62", year)
    assert own == pytest.approx(tonnes, abs=0.5)
    assert own < value_of(read_real("sinoe"), "waste.collected", "D62", year)


@real_files
def test_files_of_maprimerenov_by_year_are_differences_of_the_first_series() -> None:
    rows = maprimerenov.read(SAMPLES / FILES["maprimerenov"])
    figures = maprimerenov.observations(rows, AREA).query("territory == 'D62'").set_index("year")
    assert figures["value"].to_dict() == {2020: 6_154, 2021: 23_625, 2022: 14_532}
    assert figures["status"].to_dict() == {2020: "normal", 2021: "normal", 2022: "partial"}


@real_files
def test_the_second_series_is_read_and_none_of_it_is_shipped() -> None:
    path = SAMPLES / "publishers/renovation/ditp_ind292_maprimerenov_dossiers_valides_cumul_2022_2024.csv"
    figures = maprimerenov.observations(maprimerenov.read(path), AREA).query("territory == 'D62'").set_index("year")
    assert figures["value"].to_dict() == {2023: 16_737, 2024: 6_344}
    shipped = (ROOT / "data" / "figures" / "maprimerenov.csv").read_text(encoding="utf-8")
    assert maprimerenov.DITP not in shipped
