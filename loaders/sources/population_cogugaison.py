"""COGugaison: the municipal populations of the censuses of 2006 to 2015, by commune in the geography of their year.

A package's tables COGAAAA_insee in one CSV, under ODbL: its figures stay in a file of their own. Traps: the year of a
table is that of its geography, two years after its census; the tables of 1968 to 1999 are of the census itself, those
after 2017 are read from the DGCL, and the last ones repeat a census.

`python -m loaders.sources.population_cogugaison FOLDER` reads the package's tables table_supracom_AAAA, a CSV a year,
for the EPCI of each commune before the DGCL's lists, into data/catalog/memberships_cogugaison.csv.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd

from loaders.catalog import load_catalog
from loaders.pipeline.figures_csv import make_figures
from loaders.sources.population import IN_FORCE
from loaders.sources.shape import ask_nobody as fetch
from loaders.sources.shape import list_no_parts as list_parts
from loaders.tabular.faults import Reading, SourceFormatError
from loaders.tabular.reader import Form, read_table
from loaders.territories.area import Area, find_departement, read_area
from loaders.territories.cog import FIRST_YEAR, Cog, read_cog
from loaders.territories.passage import carry_counts
from loaders.territories.perimeters import FORMER, read_last_perimeters, write_memberships

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "cogugaison-population"
CENSUSES = (2006, 2015)
AFTER_CENSUS = 2
SUMMED = ["year", "territory", "section", "told"]


FORM = Form(["ANNEE_COG", "CODGEO", "POP"])
MEMBERS = Form(["CODGEO", "EPCI"])
# Later years are read from the DGCL; a commune of no EPCI has a code of letters alone.
LAST_MEMBERS, ALONE = 2018, "ZZZZZZZZZ"


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per commune of the time and census: territory, geography and year as integers, value, published, file."""
    table = read_table(path, FORM, reading)
    # Tables of the last century are of a census each, before the years that figures have.
    table = table.keep(~table.frame["ANNEE_COG"].str.fullmatch(r"1[89]\d{2}"))
    geography = table.read_years("ANNEE_COG")
    populations = pd.DataFrame({
        "territory": table.read_communes("CODGEO"),
        "geography": geography,
        "value": table.read_numbers("POP", is_required=True, what="nombre d’habitants"),
        "published": table.frame["POP"],
        "file": "COG" + geography.astype(str) + "_insee",
        "year": geography - AFTER_CENSUS,
    })  # fmt: skip
    table.refuse_twice("CODGEO", populations["territory"], geography, what="commune et par géographie")
    table.stop_on_faults()
    return populations[populations["year"].between(*CENSUSES)].reset_index(drop=True)


def _list_groups(area: Area, members: pd.DataFrame, cog: Cog) -> pd.DataFrame:
    """Every territory of which a sum is made, with each of its communes, and what the note says of its limits."""
    epci = members.rename(columns={"epci": "territory"}).assign(told=", périmètre de " + members["vintage"])
    codes = pd.DataFrame({"commune": list(cog.populations), "told": f", dans leurs limites de {cog.vintage}"})
    numbers = find_departement(codes["commune"])
    inside = codes[numbers.isin(area.regions)].assign(number=numbers)
    return pd.concat(
        [
            epci,
            inside.assign(territory="D" + inside["number"]),
            inside.assign(territory=inside["number"].map(area.regions)),
        ]
    )[["territory", "commune", "told"]]


def make_populations(
    communes: pd.DataFrame, area: Area, members: pd.DataFrame, cog: Cog, *, source: str
) -> pd.DataFrame:
    """Figures of the communes of the area, of the EPCIs of `members`, of départements and regions.

    `communes` are of the COG's vintage: territory, year (of the census), value, status, published, note, section and
    file. A sum is made where every commune of the territory has a value, so that none looks like a fall.
    """
    joined = communes.rename(columns={"territory": "commune"})
    years = joined[["year", "section", "file"]].drop_duplicates()
    every = (
        _list_groups(area, members, cog)
        .merge(years, how="cross")
        .merge(joined[["commune", "year", "value"]], how="left", on=["commune", "year"])
    )
    sums = every.groupby([*SUMMED, "file"], as_index=False).agg(
        value=("value", lambda values: values.sum(skipna=False)), size=("commune", "size")
    )
    counted = ("Somme de " + sums["size"].astype(str) + " communes").mask(sums["size"].eq(1), "Une seule commune")
    sums["note"] = counted + sums["told"]
    sums = sums.dropna(subset="value").assign(published="", status="normal")
    figures = pd.concat([communes[area.holds(communes["territory"])], sums], ignore_index=True)
    in_force = (figures["year"] + IN_FORCE).astype(str)
    lines = figures["file"] + ", " + figures["territory"] + ", en vigueur au 1er janvier " + in_force
    return make_figures(figures, source=source, lines=lines, indicator="population.municipal", unit="hab")


def observations(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, cog: Cog | None = None
) -> pd.DataFrame:
    """Municipal populations of the communes of today (those that merged are added), EPCIs, départements and regions.

    Every EPCI is on its last known perimeter, the same for all these years. The geographies before the first that the
    COG follows are taken as that one.
    """
    cog = read_cog(load_catalog().deployment.vintage) if cog is None else cog
    members = read_last_perimeters() if members is None else members
    rows = frame.assign(
        census=frame["year"], year=frame["geography"].clip(lower=FIRST_YEAR), status="normal", note="", section="POP"
    )
    lists = [carry_counts(rows[rows["census"].eq(census)], cog) for census in sorted(set(rows["census"]))]
    carried = pd.concat(lists, ignore_index=True)
    carried = carried[carried["territory"].isin(list(cog.populations))].assign(year=carried["census"])
    is_printed = carried["value"].eq(pd.to_numeric(carried["published"]))
    carried["published"] = carried["published"].where(is_printed, "")
    return make_populations(carried, area, members, cog, source=SOURCE)


def read_members(folder: Path, area: Area) -> pd.DataFrame:
    """The communes of each EPCI that has one in the area, of its year's codes: vintage, epci, commune, as text.

    Raises SourceFormatError for a folder without table and for what is wrong in one.
    """
    years = {path: re.search(r"20\d\d", path.stem) for path in sorted(folder.glob("*appartenance_20*.csv"))}
    found = []
    for path, year in years.items():
        if year is None or int(year[0]) > LAST_MEMBERS:
            continue
        table = read_table(path, MEMBERS, Reading())
        table = table.keep(table.frame["EPCI"].ne(ALONE))
        rows = pd.DataFrame({"epci": table.read_sirens("EPCI"), "commune": table.read_communes("CODGEO")})
        table.refuse_twice("CODGEO", rows["commune"], what="commune")
        table.stop_on_faults()
        own = rows.loc[area.holds(rows["commune"]), "epci"]
        found.append(rows[rows["epci"].isin(own)].assign(vintage=year[0])[["vintage", "epci", "commune"]])
    if not found:
        raise SourceFormatError(f"{folder.name} : aucune table d’appartenance d’une année jusqu’à {LAST_MEMBERS}.")
    return pd.concat(found).sort_values(["vintage", "epci", "commune"], ignore_index=True)


if __name__ == "__main__":
    try:
        write_memberships(read_members(Path(sys.argv[1]), read_area()), FORMER)
    except SourceFormatError as error:
        sys.exit(str(error))
