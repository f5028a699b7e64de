"""The publishers' real files, read again: golden numbers worked out from them, and the committed figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders.catalog import ROOT
from loaders.pipeline.figures_csv import write_figures
from loaders.sources import (
    filosofi,
    population,
    population_cogugaison,
    population_insee,
)
from loaders.sources.registry import FIGURE_SOURCES
from loaders.statistics.ratios import compute_per_inhabitant
from loaders.territories.area import read_area
from loaders.territories.perimeters import (
    MEMBERSHIPS,
    list_communes,
    read_memberships,
    read_successors,
    write_memberships,
)
from tests.samples import SAMPLES
from tests.small_files import value_of

AREA = read_area()
FILES = {
    "decheteries": "publishers/waste/sinoe_tonnage_decheterie_par_type_dept_hdf.csv",
    "maprimerenov": "publishers/renovation/barometre_maprimerenov_valides_departements_2020_2022.csv",
    "filosofi": "publishers/income",
    "dotations": "dotations/detr_dsil_62_2018_2019.csv",
    "fonds_vert": "fonds_vert/fonds_vert_2023_source.csv",
    "isdnd": "isdnd/isdnd_tonnage_annee.json",
    "lovac": "publishers/housing/lovac_2025_communes_hdf.csv",
    "politique_ville": "publishers/subsidies",
    "population_cogugaison": "publishers/context/cogugaison_population_communes_hdf_1968_2024.csv",
    "population_insee": "publishers/context/etalab_population_communes_hdf_2022_2023.csv",
    "sinoe": "sinoe/SINOE04_DestinationDmaParTypeTraitement.csv",
    "sitadel": "sitadel/sitadel.json.gz",
}
EPCI = "epci"
POPULATIONS = [population, population_cogugaison, population_insee]
real_files = pytest.mark.skipif(
    not SAMPLES.exists(), reason="Les fichiers des producteurs ne sont pas à côté du dépôt : rien à comparer."
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """The figures that each loader makes of its real file; the DGCL's whole files, and extracts for other years."""
    years = tmp_path_factory.mktemp("epci")
    extracts = (SAMPLES / f"publishers/context/epcicom{year}_hdf.csv" for year in (2020, 2021, 2023))
    for path in [*(SAMPLES / EPCI).iterdir(), *extracts]:
        (years / path.name).symlink_to(path)
    figures = {}
    for name, file in {**FILES, "population": years}.items():
        source = FIGURE_SOURCES[name]
        figures[name] = source.observations(source.read(SAMPLES / file), AREA)
    return figures


# Real files


@real_files
def test_rereading_the_perimeters_gives_the_committed_memberships(tmp_path: Path) -> None:
    write_memberships(population.memberships(population.read(SAMPLES / EPCI), AREA), tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == MEMBERSHIPS.read_bytes()


@real_files
@pytest.mark.parametrize("name", sorted([*FILES, "population"]))
def test_rereading_the_publisher_s_file_gives_the_committed_figures(name: str, real: dict, tmp_path: Path) -> None:
    write_figures(real[name], tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (ROOT / "data" / "figures" / f"{name}.csv").read_bytes()


@real_files
@pytest.mark.parametrize(
    ("territory", "euros"),
    [("200072460", 2087177.16), ("246200364", 1911844.29), ("200033579", 1688930.46), ("246200299", 504686.89)],
)
def test_detr_of_2019_counts_an_epci_and_its_communes(territory: str, euros: float, real: dict) -> None:
    assert value_of(real["dotations"], "subsidies.received_amount", territory, 2019, "fund=detr") == euros


@real_files
def test_the_département_s_dotations_of_2018_are_the_27_5_millions_that_the_prefect_gave(real: dict) -> None:
    scopes = ("fund=detr", "fund=dsil")
    total = sum(value_of(real["dotations"], "subsidies.received_amount", "D62", 2018, scope) for scope in scopes)
    assert total == pytest.approx(27_568_269.33)


@real_files
@pytest.mark.parametrize(
    ("source", "territory", "year", "scope", "euros"),
    [
        ("dotations", "D62", 2018, "fund=detr", 15_315_967),
        ("dotations", "D62", 2019, "fund=dsil", 10_576_112.95),
        ("fonds_vert", "200044030", 2023, "fund=fonds_vert", 553_305.2),
    ],
)
def test_successors_leave_the_totals_as_they_were(
    source: str, territory: str, year: int, scope: str, euros: float, real: dict
) -> None:
    assert value_of(real[source], "subsidies.received_amount", territory, year, scope) == euros


@real_files
def test_the_grant_of_a_merged_commune_is_its_successor_s(real: dict) -> None:
    rows = real["dotations"].query("territory == '62447' and year == 2018 and scope == 'fund=detr'")
    row = rows.set_index("indicator").loc["subsidies.received_amount"]
    assert (row["value"], row["note"]) == (35402.67, "Un seul projet, sous le code 62549")


@real_files
@pytest.mark.parametrize(
    "name", ["population", "population_cogugaison", "filosofi", "dotations", "fonds_vert", "sitadel"]
)
def test_a_merged_commune_has_no_figures_of_its_own(name: str, real: dict) -> None:
    assert not set(real[name]["territory"]) & set(read_successors())


@real_files
@pytest.mark.parametrize(
    ("name", "year", "scope"),
    [(n, y, f"fund={f}") for n, y, f in [
        ("dotations", 2018, "detr"), ("dotations", 2019, "detr"), ("dotations", 2018, "dsil"),
        ("dotations", 2019, "dsil"), ("fonds_vert", 2023, "fonds_vert"),
    ]],
)  # fmt: skip
@pytest.mark.parametrize("indicator", ["subsidies.received_amount", "subsidies.received_projects"])
def test_every_commune_of_2025_has_its_grants_or_a_zero(
    name: str, year: int, scope: str, indicator: str, real: dict
) -> None:
    rows = real[name].query("indicator == @indicator and year == @year and scope == @scope")
    communes = rows[rows["territory"].str.fullmatch(r"62\d{3}")]
    assert sorted(communes["territory"]) == list_communes(read_memberships(2025), AREA.departements, {})
    assert communes["status"].eq("normal").all()


@real_files
def test_the_communes_with_detr_in_2018_are_as_many_as_in_the_list(real: dict) -> None:
    rows = real["dotations"].query("indicator == 'subsidies.received_projects' and year == 2018")
    communes = rows[rows["territory"].str.fullmatch(r"62\d{3}") & rows["scope"].eq("fund=detr")]
    assert communes["value"].gt(0).sum() == 270


@real_files
def test_dwellings_of_a_merged_commune_are_divided_by_the_people_of_all_its_parts(real: dict) -> None:
    authorised = real["sitadel"].query("indicator == 'housing.authorised' and territory == '62447' and year == 2023")
    people = real["population"].query("territory == '62447'")
    ratio = compute_per_inhabitant(authorised, people, factor=1000)
    assert ratio["value"].item() == pytest.approx(1000 * 100 / 4494)


@real_files
def test_an_epci_that_an_exhaustive_list_does_not_name_received_zero(real: dict) -> None:
    assert value_of(real["dotations"], "subsidies.received_amount", "246200844", 2019, "fund=dsil") == 0


@real_files
def test_merged_communes_are_added_before_summing_to_an_epci(real: dict) -> None:
    assert value_of(real["sitadel"], "housing.authorised", "200069037", 2013) == 503


@real_files
def test_starts_of_the_last_year_are_missing_and_not_zero(real: dict) -> None:
    last = real["sitadel"].query("indicator == 'housing.started' and year == 2025")
    assert set(last["status"]) == {"missing"} and last["value"].isna().all()


@real_files
@pytest.mark.parametrize(
    ("indicator", "scope", "tonnes"),
    [
        ("waste.collected", "", 978111.12),
        ("waste.collected_excluding_rubble", "", 905832.31),
        ("waste.collected", "stream=residual;destination=energy", 170909.0),
    ],
)
def test_household_waste_of_pas_de_calais_in_2009(indicator: str, scope: str, tonnes: float, real: dict) -> None:
    assert value_of(real["sinoe"], indicator, "D62", 2009, scope) == tonnes


@real_files
def test_the_streams_of_a_département_add_up_to_its_total(real: dict) -> None:
    rows = real["sinoe"].query("territory == 'D62' and year == 2021 and indicator == 'waste.collected'")
    streams = rows[rows["scope"].str.fullmatch(r"stream=\w+")]
    assert streams["value"].sum() == pytest.approx(rows.loc[rows["scope"].eq(""), "value"].item())


@real_files
@pytest.mark.parametrize(("territory", "euros"), [("D62", 25701052.58), ("246200364", 3578768.36)])
def test_fonds_vert_of_2023_by_place(territory: str, euros: float, real: dict) -> None:
    assert value_of(real["fonds_vert"], "subsidies.received_amount", territory, 2023, "fund=fonds_vert") == euros


@real_files
def test_a_siren_written_as_a_float_is_found_as_a_commune(real: dict) -> None:
    assert "62667" in set(real["fonds_vert"]["territory"])


@real_files
def test_a_landfill_without_tonnage_is_missing_and_its_future_is_left_out(real: dict) -> None:
    site = real["isdnd"].query("territory == 'S0007000463'").set_index("year")
    assert (site.loc[2022, "value"], site.loc[2015, "status"], site.index.max()) == (299508, "missing", 2022)


@real_files
@pytest.mark.parametrize(
    ("territory", "year", "inhabitants"),
    [
        ("200072460", 2022, 275736),
        ("246201149", 2016, 103575),
        ("D62", 2022, 1460184),
        ("62447", 2022, 4494),
        ("62447", 2021, 2222 + 855 + 1061 + 371),
        ("200044030", 2021, 29444),
        ("D62", 2021, 1461441),
        ("246200364", 2017, 241934),
        ("62249", 2018, 7918),
    ],
)
def test_municipal_populations_are_of_the_census_and_not_of_the_file(
    territory: str, year: int, inhabitants: int, real: dict
) -> None:
    assert value_of(real["population"], "population.municipal", territory, year) == inhabitants


@real_files
@pytest.mark.parametrize(
    ("name", "territory", "year", "inhabitants"),
    [
        ("population_cogugaison", "62249", 2008, 5943),
        ("population_cogugaison", "62498", 2015, 30413),
        ("population_cogugaison", "D62", 2006, 1453387),
        ("population_cogugaison", "D62", 2014, 1472589),
        ("population_insee", "62498", 2023, 32920),
        ("population_insee", "D62", 2023, 1457905),
    ],
)
def test_municipal_populations_of_the_censuses_that_the_dgcl_does_not_give(
    name: str, territory: str, year: int, inhabitants: int, real: dict
) -> None:
    assert value_of(real[name], "population.municipal", territory, year) == inhabitants


@real_files
def test_the_populations_of_one_census_are_those_of_every_publisher() -> None:
    dgcl = population.read(SAMPLES / "publishers/context/epcicom2020_hdf.csv").set_index("insee")["population"]
    tables = pd.read_csv(SAMPLES / FILES["population_cogugaison"], dtype={"CODGEO": str})
    table = tables[tables["ANNEE_COG"].eq(2017 + population_cogugaison.AFTER_CENSUS)].set_index("CODGEO")["POP"]
    assert len(dgcl) == 3789 and dgcl.sort_index().tolist() == table.sort_index().tolist()


@real_files
def test_every_commune_and_epci_has_a_population_of_each_census_from_2006_to_2023(real: dict) -> None:
    rows = pd.concat([real[name] for name in ("population", "population_cogugaison", "population_insee")])
    members = read_memberships(2025)
    wanted = {*list_communes(members, AREA.departements, {}), *members["epci"], "D62", "R32"}
    gaps = {}
    for territory, years in rows[rows["territory"].isin(wanted)].groupby("territory")["year"]:
        gaps[territory] = sorted(set(range(2006, 2024)) - set(years))
    assert set(gaps) == wanted
    assert {code: years for code, years in gaps.items() if years} == {}


@real_files
@pytest.mark.parametrize(
    ("territory", "year", "households", "income"),
    [
        ("246200364", 2019, 98637, 17980), ("200072460", 2019, 114793, 19400), ("246200299", 2019, 50526, 18420),
        ("D62", 2014, 593229, 17894),
    ],
)  # fmt: skip
def test_fiscal_households_and_median_incomes(
    territory: str, year: int, households: int, income: float, real: dict
) -> None:
    found = [value_of(real["filosofi"], name, territory, year) for name in filosofi.UNITS]
    assert found == [households, income]


@real_files
def test_a_commune_made_since_has_the_households_of_its_parts_and_no_median(real: dict) -> None:
    rows = real["filosofi"].query("territory == '62447' and year == 2019").set_index("indicator")
    assert rows.loc[filosofi.HOUSEHOLDS, "value"] == 2092
    assert rows.loc[filosofi.MEDIAN, ["status", "note"]].tolist() == [
        "missing",
        "Pas de médiane de la commune réunie depuis : 62447, 62461, 62549, 62743",
    ]
