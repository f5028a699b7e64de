"""Each trap of populations and incomes by census, on small synthetic files: every name and number below is invented."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders.sources import filosofi, population, population_cogugaison, population_insee
from loaders.tabular.faults import SourceFormatError
from loaders.territories.cog import Cog, Move, make_cog
from tests.small_files import AREA, value_of, write

PARTS = {"62900": "Petite", "62901": "Grande"}
MUNICIPAL = "population.municipal"
MEMBERS = pd.DataFrame(
    [("900000001", "62901", "2025"), ("900000001", "62902", "2025"), ("900000002", "62903", "2019")],
    columns=["epci", "commune", "vintage"],
)
EXTRACT = "dept,siren,raison_sociale,nb_membres,total_pop_mun,dep_com,insee,siren_membre,pmun_2021\n"


@pytest.fixture
def cog() -> Cog:
    """Three communes, the first of which took 62900 in on 1 January 2016."""
    moves = [Move("2016-01-01", "merged", code, "62901", name, "Grande") for code, name in PARTS.items()]
    return make_cog(moves, {"62901": 150, "62902": 20, "62903": 7}, 2025)


def read_tables(folder: Path, *rows: str) -> pd.DataFrame:
    text = "ANNEE_COG,CODGEO,LIBGEO,POP\n" + "".join(f"{row}\n" for row in rows)
    return population_cogugaison.read(write(folder, "synthétique.csv", text))


def test_the_year_is_that_of_the_census_two_years_before_the_geography(tmp_path: Path, cog: Cog) -> None:
    frame = read_tables(tmp_path, "2017,62901,Grande,150", "2017,62902,Autre,20", "2017,62903,Seule,7")
    figures = population_cogugaison.observations(frame, AREA, members=MEMBERS, cog=cog).set_index("territory")
    assert figures.loc["62902", ["year", "period", "published", "lines"]].tolist() == [
        2015,
        "2015",
        "20",
        "COG2017_insee, 62902, en vigueur au 1er janvier 2018",
    ]


def test_censuses_of_the_last_century_and_those_that_the_dgcl_gives_are_left_out(tmp_path: Path) -> None:
    frame = read_tables(
        tmp_path, "1999,62902,Autre,1", "2008,62902,Autre,2", "2017,62902,Autre,3", "2018,62902,Autre,4"
    )
    assert frame[["year", "value"]].values.tolist() == [[2006, 2], [2015, 3]]


def test_communes_that_merged_are_added_and_their_epci_is_on_its_perimeter_of_today(tmp_path: Path, cog: Cog) -> None:
    frame = read_tables(
        tmp_path, "2008,62900,Petite,40", "2008,62901,Grande,110", "2008,62902,Autre,20", "2008,62903,Seule,7"
    )
    figures = population_cogugaison.observations(frame, AREA, members=MEMBERS, cog=cog).set_index("territory")
    columns = ["value", "published", "note"]
    assert figures.loc["62901", columns].tolist() == [
        150,
        "",
        "Somme des codes 62900, 62901 ; 62900 réunie dans 62901 (Grande) le 01/01/2016",
    ]
    assert figures.loc["900000001", columns].tolist() == [170, "", "Somme de 2 communes, périmètre de 2025"]
    assert figures.loc["900000002", columns].tolist() == [7, "", "Une seule commune, périmètre de 2019"]
    assert figures.loc["D62", columns].tolist() == [177, "", "Somme de 3 communes, dans leurs limites de 2025"]


def test_no_sum_is_made_where_a_commune_is_not_in_the_table(tmp_path: Path, cog: Cog) -> None:
    frame = read_tables(tmp_path, "2017,62901,Grande,150", "2017,62903,Seule,7")
    figures = population_cogugaison.observations(frame, AREA, members=MEMBERS, cog=cog)
    assert set(figures["territory"]) == {"62901", "62903", "900000002"}


def test_insee_s_last_census_alone_is_read_and_an_epci_that_ended_has_no_sum(tmp_path: Path, cog: Cog) -> None:
    rows = ["2022,5.0.0,62901,40", *(f"2023,6.0.0,{code},{value}" for code, value in cog.populations.items())]
    path = write(tmp_path, "synthétique.csv", "\n".join(["annee_recensement,version_paquet,code,population", *rows]))
    figures = population_insee.observations(population_insee.read(path), AREA, members=MEMBERS, cog=cog)
    assert set(figures["year"]) == {2023} and "900000002" not in set(figures["territory"])
    assert value_of(figures, MUNICIPAL, "900000001", 2023) == 170


def test_an_extract_may_cut_an_epci_whose_printed_total_stays(tmp_path: Path) -> None:
    rows = "62,900000001,CC synthétique,2,150,62,62901,1,110\n"
    path = write(tmp_path, "epcicom2021_hdf.csv", EXTRACT + rows)
    figures = population.observations(population.read(path), AREA, successors={})
    assert value_of(figures, MUNICIPAL, "900000001", 2018) == 150
    with pytest.raises(SourceFormatError, match="900000001 n’est pas la somme de ses communes"):
        population.read(write(tmp_path, "epcicom2021.csv", EXTRACT + rows))


def test_an_epci_created_since_is_summed_before_on_the_perimeter_of_the_last_file(tmp_path: Path) -> None:
    rows = "62,{0},CC synthétique,2,150,62,62901,1,110\n62,{0},CC synthétique,2,150,62,62902,2,40\n"
    write(tmp_path, "epcicom2020.csv", EXTRACT.replace("2021", "2020") + rows.format("900000008"))
    write(tmp_path, "epcicom2021.csv", EXTRACT + rows.format("900000009"))
    figures = population.observations(population.read(tmp_path), AREA, successors={})
    new = figures[figures["territory"].eq("900000009")].set_index("year")
    assert new.loc[2017, ["value", "published", "note", "break_before"]].tolist() == [
        150,
        "",
        "Somme de 2 communes, périmètre de 2021",
        "",
    ]
    assert new.loc[2018, "break_before"] == ""


def write_incomes(folder: Path, year: int, level: str, *rows: str) -> None:
    header = f"CODGEO;LIBGEO;NBMEN{year % 100};Q2{year % 100}\n"
    write(folder, f"FILO{year}_DISP_{level}.csv", header + "".join(f"{row}\n" for row in rows), "utf-8-sig")


def test_households_are_added_where_communes_merged_and_medians_are_not(tmp_path: Path, cog: Cog) -> None:
    write_incomes(tmp_path, 2014, "COM", "62900;Petite;40,0;15000,5", "62901;Grande;60,0;18000", "62902;Autre;9;")
    figures = filosofi.observations(filosofi.read(tmp_path), AREA, members=MEMBERS, cog=cog)
    rows = figures.set_index(["territory", "indicator"])
    assert rows.loc[("62901", filosofi.HOUSEHOLDS), ["value", "published", "status"]].tolist() == [100, "", "normal"]
    assert rows.loc[("62901", filosofi.MEDIAN), "status"] == "missing"
    assert rows.loc[("62902", filosofi.MEDIAN), "status"] == "missing"
    assert rows.loc[("62902", filosofi.HOUSEHOLDS), "published"] == "9"


def test_a_median_of_after_the_merger_is_that_of_the_commune(tmp_path: Path, cog: Cog) -> None:
    write_incomes(tmp_path, 2015, "COM", "62901;Grande;100,0;17000,5")
    figures = filosofi.observations(filosofi.read(tmp_path), AREA, members=MEMBERS, cog=cog)
    assert value_of(figures, filosofi.MEDIAN, "62901", 2015) == 17000.5


def test_an_epci_whose_communes_have_other_households_breaks_until_it_is_on_its_perimeter(
    tmp_path: Path, cog: Cog
) -> None:
    for year, total in ((2016, 100), (2017, 105), (2018, 120), (2019, 120)):
        if year != 2017:
            write_incomes(tmp_path, year, "COM", "62901;Grande;100;1", "62902;Autre;20;1")
        write_incomes(tmp_path, year, "EPCI", f"900000001;CC synthétique;{total};1")
    figures = filosofi.observations(filosofi.read(tmp_path), AREA, members=MEMBERS, cog=cog)
    rows = figures[figures["territory"].eq("900000001") & figures["indicator"].eq(filosofi.HOUSEHOLDS)]
    assert rows.set_index("year")["break_before"].to_dict() == {2016: "", 2017: "1", 2018: "1", 2019: ""}


def test_a_file_of_epcis_alone_is_read(tmp_path: Path, cog: Cog) -> None:
    write_incomes(tmp_path, 2019, "EPCI", "900000001;CC synthétique;120;17000")
    figures = filosofi.observations(filosofi.read(tmp_path), AREA, members=MEMBERS, cog=cog)
    assert value_of(figures, filosofi.MEDIAN, "900000001", 2019) == 17000 and len(figures) == 2


def test_a_file_of_incomes_without_its_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match="un nom comme FILO2019_DISP_COM.csv est attendu"):
        filosofi.read(write(tmp_path, "revenus.csv", "CODGEO;NBMEN19;Q219\n"))
