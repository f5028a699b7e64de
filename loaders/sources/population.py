"""DGCL: the communes of each EPCI on 1 January with their legal populations.

Files: epcicomYYYY.xlsx, and perimetre-epci-a-fp_YYYY.csv since 2025; an extract of départements is epcicomYYYY_….csv.
Traps: the year of a file is that in which its populations come into force, three years after their census, whose year
is theirs; the SIREN is an integer in the workbook; the file of 2025 is in cp1252, with '15 156' and a last line of
semicolons; communes that merged are listed apart until they did, so that their populations are added; an extract may
cut an EPCI at its border. `python -m loaders.sources.population FOLDER` adds the years of a folder to memberships.csv,
before any other import where the deployment has gained a département.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd

from geo.boundaries import read_attributes
from loaders.catalog import load_catalog
from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import ask_nobody
from loaders.tabular.faults import Fault, Reading, SourceFormatError, join_some
from loaders.tabular.reader import Form, read_table
from loaders.territories.area import Area, find_departement, read_area
from loaders.territories.perimeters import (
    add_memberships,
    list_followed,
    read_every_perimeter,
    read_last_perimeters,
    read_successors,
)

SOURCE = "dgcl-epcicom"
fetch = ask_nobody
FILES = ("epcicom20*.*", "perimetre-epci-a-fp_20*.*")
IN_FORCE = 3
COLUMNS = ["dept", "siren", "raison_sociale", "total_pop_mun", "dep_com", "insee", "siren_membre"]
PRINTED = [f"pmun_{year}" for year in range(2010, 2100)]
FORM = Form(COLUMNS, optional=["nb_membres", *PRINTED])
# The DGCL lists the communes of an EPCI alone: a few islands of the country are in none.
SHARE_OF_COMMUNES = 0.9


def _read_vintage(path: Path, reading: Reading) -> pd.DataFrame:
    """One year of memberships, the sum of each EPCI's communes, where all are there, checked against its total."""
    table = read_table(path, FORM, reading)
    given = [name for name in PRINTED if name in table.frame]
    named = re.search(r"(?<!\d)(20\d\d)(?!\d)", path.stem)
    if len(given) != 1 or (named is not None and given[0] != f"pmun_{named[1]}"):
        wanted = f"pmun_{named[1]}, l’année du nom du fichier" if named else "une seule colonne pmun_AAAA"
        raise SourceFormatError(
            f"{path.name} : {wanted}, est attendue ; trouvées {join_some(given, 10) or 'aucune pmun_AAAA'}. "
            "Reprenez le fichier de l’éditeur, sous son nom."
        )
    printed, vintage = given[0], int(given[0][-4:])
    frame = table.frame
    members = pd.DataFrame({
        "dept": table.read_departements("dept"),
        "siren": table.read_sirens("siren"),
        "raison_sociale": frame["raison_sociale"],
        "total_pop_mun": frame["total_pop_mun"],
        "dep_com": table.read_departements("dep_com"),
        "insee": table.read_communes("insee"),
        "siren_membre": frame["siren_membre"],
        "population": table.read_numbers(printed, is_required=True, what="nombre d’habitants"),
        "total": table.read_numbers("total_pop_mun", is_required=True, what="nombre d’habitants"),
        "printed": frame[printed],
    })  # fmt: skip
    table.refuse_twice("insee", members["insee"], what="commune")
    counts = None
    if "nb_membres" in frame:
        counts = table.read_numbers("nb_membres", what="nombre de communes")
    table.stop_on_faults()
    members = members.astype({"population": "int64"})
    _check_totals(members, counts, path, reading)
    file = path.stem[: named.end()] if named else f"{path.stem} ({vintage})"
    return members.assign(vintage=vintage, file=file)


def _check_totals(members: pd.DataFrame, counts: pd.Series | None, path: Path, reading: Reading) -> None:
    """Each EPCI that is there whole has the total that is printed; one that an extract has cut is said."""
    of_epci = members.groupby("siren")["population"]
    is_whole = pd.Series(True, index=members.index)
    # A file named otherwise than that of the whole country is an extract, which may cut an EPCI.
    if counts is not None and not re.search(r"20\d\d$", path.stem):
        is_whole = of_epci.transform("size").eq(counts)
    cut = sorted(members.loc[~is_whole, "siren"].unique())
    if cut:
        reading.remark(f"{path.name} : EPCI dont toutes les communes n’y sont pas : {join_some(cut)}.")
    wrong = is_whole & members["total"].ne(of_epci.transform("sum"))
    for siren, own in members[wrong].groupby("siren"):
        said = f"le total de l’EPCI {siren} n’est pas la somme de ses communes : {own['total'].iloc[0]:.0f} imprimé"
        found = f"{said}, {own['population'].sum()} additionné"
        reading.fault(Fault(path.name, "", "total_pop_mun", found, "Reprenez le fichier de l’éditeur."))
    reading.stop_on_faults()


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per member commune and year: strings as printed, `vintage`, `population` and `total` as numbers.

    `path` is one file, or a folder that holds one per year.
    """
    files = sorted(file for name in FILES for file in path.glob(name)) if path.is_dir() else [path]
    if not files:
        raise SourceFormatError(f"{path.name} : aucun fichier epcicomAAAA.xlsx ni perimetre-epci-a-fp_AAAA.csv.")
    reading = Reading() if reading is None else reading
    return pd.concat([_read_vintage(file, reading) for file in files], ignore_index=True)


def _of_interest(frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """The rows of the EPCIs of the area, and of the others whose members are kept: neighbours that lists name."""
    own = frame.loc[frame["dep_com"].isin(area.departements), "siren"]
    return frame[frame["siren"].isin({*own, *list_followed()})]


def memberships(frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """The rows of data/catalog/memberships.csv for the EPCIs of the area and its neighbours: one a commune."""
    names = {"siren": "epci", "dept": "departement", "insee": "commune", "siren_membre": "siren"}
    members = _of_interest(frame, area).rename(columns=names)
    return members[["vintage", *names.values()]].sort_values(["vintage", "epci", "commune"], ignore_index=True)


def _sum_mergers(communes: pd.DataFrame, successors: dict[str, str]) -> pd.DataFrame:
    """One row per commune of today and file: as printed, or the sum of the codes that became it."""
    own = communes.assign(territory=communes["insee"].replace(successors))
    sums = own.groupby(["vintage", "file", "territory", "section"], as_index=False).agg(
        value=("value", "sum"),
        published=("printed", "first"),
        formers=("insee", lambda codes: ", ".join(sorted(codes))),
    )
    is_sum = sums["formers"].ne(sums["territory"])
    note = ("Somme des codes " + sums["formers"]).where(is_sum, "")
    return sums.assign(published=sums["published"].where(~is_sum, ""), note=note)


def _describe_perimeters(
    members: pd.DataFrame, known: pd.DataFrame, successors: dict[str, str]
) -> dict[tuple[int, str], tuple[str, str]]:
    """The note of each EPCI and year of a file, and '1' where its communes are not those of the year known before.

    `known` are the perimeters of the years that no file is of: vintage, siren, insee. The years before the first are on
    the perimeter of the last (see `population_cogugaison`). Communes that merged inside an EPCI change nothing: they
    are compared in the codes of today.
    """
    every = pd.concat([members[["vintage", "siren", "insee"]], known[~known["vintage"].isin(members["vintage"])]])
    today = every.assign(insee=every["insee"].replace(successors)).sort_values("vintage", kind="stable")
    told = {}
    for epci, rows in today.groupby("siren"):
        perimeters = {int(year): set(communes) for year, communes in rows.groupby("vintage")["insee"]}
        before = max(perimeters)
        for year, now in perimeters.items():
            note, count = f"Périmètre de {year}", f"{len(now)} commune{'s' if len(now) > 1 else ''}"
            has_changed = now != perimeters[before]
            if has_changed:
                note += f" : {count}, au lieu de {len(perimeters[before])} sur celui de {before}"
            told[year, str(epci)] = note, "1" if has_changed else ""
            before = year
    return told


def _sum_before(frame: pd.DataFrame, members: pd.DataFrame, successors: dict[str, str]) -> pd.DataFrame:
    """The sums of the EPCIs of the last file for the files in which they are not yet, on the perimeter of the last."""
    last = frame["vintage"].max()
    today = frame.assign(insee=frame["insee"].replace(successors))
    now = members.loc[members["vintage"].eq(last), ["siren", "insee"]]
    every = today.drop(columns="siren").merge(now.assign(insee=now["insee"].replace(successors)), on="insee")
    sums = every.groupby(["vintage", "file", "section", "siren"], as_index=False).agg(
        value=("value", "sum"), size=("insee", "nunique")
    )
    told = pd.MultiIndex.from_frame(members[["vintage", "siren"]])
    is_new = ~pd.MultiIndex.from_frame(sums[["vintage", "siren"]]).isin(told)
    is_whole = sums["size"].eq(sums["siren"].map(now["siren"].value_counts()))
    sums["note"] = "Somme de " + sums["size"].astype(str) + f" communes, périmètre de {last}"
    return sums[is_new & is_whole].drop(columns="size").rename(columns={"siren": "territory"})


def _sum_around(frame: pd.DataFrame, area: Area, successors: dict[str, str], wanted: pd.Series) -> pd.DataFrame:
    """The sums of the départements of the area's regions, and of these regions, that a file has the communes of.

    `wanted` is how many communes each département has, by its number.
    """
    region = frame[frame["dep_com"].isin(area.regions)].copy()
    region["today"] = region["insee"].replace(successors)
    named = region.groupby(["vintage", "dep_com"])["today"].transform("nunique")
    region["is_whole"] = named.ge(SHARE_OF_COMMUNES * region["dep_com"].map(wanted).fillna(0))
    departements = region[region["is_whole"]].assign(territory="D" + region["dep_com"])
    region["territory"] = region["dep_com"].map(area.regions)
    numbers = pd.Series(area.regions)
    counts = region[region["is_whole"]].groupby(["vintage", "territory"])["dep_com"].transform("nunique")
    is_whole = counts.eq(region["territory"].map(numbers.value_counts()))
    sums = pd.concat([departements, region[is_whole.reindex(region.index, fill_value=False)]])
    sums = sums.groupby(["vintage", "file", "territory", "section"], as_index=False).agg(
        value=("value", "sum"), size=("value", "size")
    )
    sums["note"] = "Somme de " + sums["size"].astype(str) + " communes"
    return sums


def _count_communes(area: Area) -> pd.Series:
    """How many communes each département of the area's regions has in the contours, by its number."""
    codes = read_attributes("commune", load_catalog().deployment.vintage)["code"]
    return find_departement(codes).value_counts().reindex(list(area.regions), fill_value=0)


def _read_perimeters() -> pd.DataFrame:
    """The memberships of the catalogue in the columns of a file: vintage, siren, insee."""
    members = read_every_perimeter().astype({"vintage": "int64"})
    return members[["vintage", "epci", "commune"]].rename(columns={"epci": "siren", "commune": "insee"})


def observations(
    frame: pd.DataFrame,
    area: Area,
    *,
    successors: dict[str, str] | None = None,
    known: pd.DataFrame | None = None,
    communes_of: pd.Series | None = None,
) -> pd.DataFrame:
    """Municipal populations: communes of the area (predecessors added), its EPCIs whole, départements, regions.

    The year is that of the census. Each EPCI has the perimeter of the year in which its population came into force;
    where that is not the perimeter of the census before (of the files, or `known` from the memberships), the series
    breaks. Before its creation, it has that of today. A département or a region has a sum where its communes are there:
    `communes_of` is how many each département has, by its number. Raises SourceFormatError for a file without a
    commune of the area.
    """
    if not frame["dep_com"].isin(area.departements).any():
        found = join_some(sorted(frame["dep_com"].unique()), 10)
        raise SourceFormatError(
            f"aucune commune des départements de l'installation ({', '.join(area.departements)}) ; trouvées celles de "
            f"{found}. Prenez le fichier de la France, ou un extrait qui les a."
        )
    successors = read_successors() if successors is None else successors
    known = _read_perimeters() if known is None else known
    communes_of = _count_communes(area) if communes_of is None else communes_of
    frame = frame.rename(columns={"population": "value"}).assign(section="pmun_" + frame["vintage"].astype(str))
    communes = _sum_mergers(frame[frame["dep_com"].isin(area.departements)], successors)
    members = _of_interest(frame, area)
    epci = members.drop_duplicates(["vintage", "siren"]).assign(section="total_pop_mun")
    epci = epci[["vintage", "file", "siren", "total_pop_mun", "total", "section"]].set_axis(
        ["vintage", "file", "territory", "published", "value", "section"], axis=1
    )
    told = _describe_perimeters(members, known, successors)
    keys = zip(epci["vintage"], epci["territory"], strict=True)
    notes = pd.DataFrame([told[key] for key in keys], columns=["note", "break_before"], index=epci.index)
    epci = epci.join(notes)
    sums = _sum_around(frame, area, successors, communes_of)
    before = _sum_before(frame, members, successors)
    figures = pd.concat([communes, epci, before, sums], ignore_index=True).fillna(
        {"published": "", "note": "", "break_before": ""}
    )
    # A file that gives no sum leaves its column of years without a type.
    figures["vintage"] = figures["vintage"].astype("int64")
    figures["year"] = figures["vintage"] - IN_FORCE
    lines = (
        figures["file"] + ", " + figures["territory"] + ", en vigueur au 1er janvier " + figures["vintage"].astype(str)
    )
    return make_figures(figures, source=SOURCE, lines=lines, indicator="population.municipal", unit="hab")


def list_parts(frame: pd.DataFrame, area: Area, *, successors: dict[str, str] | None = None) -> pd.DataFrame:
    """The communes that figures count and that have none themselves, in the columns of loaders.pipeline.parts.

    They are those of the départements around the area, and the codes that became a commune of the area.
    """
    successors = read_successors() if successors is None else successors
    today = frame["insee"].replace(successors)
    inside = frame["dep_com"].isin(area.departements)
    is_merged = inside & today.isin(list(successors.values()))
    perimeters = read_last_perimeters().sort_values("vintage").drop_duplicates("commune", keep="last")
    epci = today.map(perimeters.set_index("commune")["epci"]).fillna("")
    rows = frame.assign(
        source=SOURCE,
        locator=frame["vintage"].astype(str) + ", " + frame["insee"],
        year=frame["vintage"] - IN_FORCE,
        territory=today.where(is_merged, ""),
        epci=epci.where(~inside, ""),
        departement=("D" + frame["dep_com"]).where(~inside, ""),
        commune=frame["insee"],
        **{"population.municipal": frame["population"]},
    )
    return rows[is_merged | (frame["dep_com"].isin(area.regions) & ~inside)]


if __name__ == "__main__":
    try:
        add_memberships(memberships(read(Path(sys.argv[1])), read_area()))
    except SourceFormatError as error:
        sys.exit(str(error))
