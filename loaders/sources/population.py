"""DGCL: the communes of each EPCI on 1 January with their legal populations.

Files: epcicomYYYY.xlsx, and perimetre-epci-a-fp_YYYY.csv since 2025; an extract of départements is epcicomYYYY_….csv.
Traps: the year of a file is that in which its populations come into force, three years after their census, whose year
is theirs; the SIREN is an integer in the workbook; the file of 2025 is in cp1252, with '15 156' and a last line of
semicolons; communes that merged are listed apart until they did, so that their populations are added; an extract may
cut an EPCI at its border. `python -m loaders.sources.population FOLDER` rewrites memberships.csv, before any other
import where the deployment has gained a département.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.publisher_files import SourceFormatError, parse_numbers, read_delimited, require_columns
from loaders.territories.area import Area, read_area
from loaders.territories.perimeters import list_followed, read_last_perimeters, read_successors, write_memberships

SOURCE = "dgcl-epcicom"
FILES = ("epcicom20*.*", "perimetre-epci-a-fp_20*.*")
IN_FORCE = 3
COLUMNS = ["dept", "siren", "raison_sociale", "total_pop_mun", "dep_com", "insee", "siren_membre"]


def _read_vintage(path: Path) -> pd.DataFrame:
    """One year of memberships, the sum of each EPCI's communes, where all are there, checked against its total."""
    found = re.search(r"(20\d\d)", path.stem)
    if found is None:
        raise SourceFormatError(f"{path.name} : l'année est attendue dans le nom du fichier, comme epcicom2024.xlsx.")
    printed = f"pmun_{found[1]}"
    if path.suffix == ".csv":
        separator = ";" if ";" in path.read_text(encoding="latin-1").partition("\n")[0] else ","
        members = read_delimited(path, [*COLUMNS, printed], separator=separator)
    else:
        members = pd.read_excel(path, dtype=str, keep_default_na=False)
        require_columns(list(members.columns), [*COLUMNS, printed], path.name)
    members["insee"] = members["insee"].str.zfill(5)
    members["population"] = parse_numbers(members[printed], path.name).astype("int64")
    of_epci = members.groupby("siren")["population"]
    is_whole = pd.Series(True, index=members.index)
    if not path.stem.endswith(found[1]):
        require_columns(list(members.columns), ["nb_membres"], path.name)
        is_whole = of_epci.transform("size").eq(parse_numbers(members["nb_membres"], path.name))
    members["total"] = parse_numbers(members["total_pop_mun"], path.name)
    wrong = members.loc[is_whole & members["total"].ne(of_epci.transform("sum")), "siren"]
    if len(wrong):
        raise SourceFormatError(f"{path.name} : le total de l'EPCI {wrong.iloc[0]} n'est pas la somme de ses communes.")
    return members[[*COLUMNS, "population", "total"]].assign(
        vintage=int(found[1]), printed=members[printed], file=path.stem[: found.end()]
    )


def read(path: Path) -> pd.DataFrame:
    """One row per member commune and year: strings as printed, `vintage`, `population` and `total` as numbers.

    `path` is one file, or a folder that holds one per year.
    """
    files = sorted(file for name in FILES for file in path.glob(name)) if path.is_dir() else [path]
    if not files:
        raise SourceFormatError(f"{path.name} : aucun fichier epcicomAAAA.xlsx ni perimetre-epci-a-fp_AAAA.csv.")
    return pd.concat([_read_vintage(file) for file in files], ignore_index=True)


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


def _describe_perimeters(members: pd.DataFrame, successors: dict[str, str]) -> dict[tuple[int, str], tuple[str, str]]:
    """The note of each EPCI and year of a file, and '1' where its communes are not those of the year known before.

    The years before the first file are on the perimeter of the last (see `population_cogugaison`). Communes that merged
    inside an EPCI change nothing: they are compared in the codes of today.
    """
    today = members.assign(insee=members["insee"].replace(successors))
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


def observations(frame: pd.DataFrame, area: Area, *, successors: dict[str, str] | None = None) -> pd.DataFrame:
    """Municipal populations: communes of the area (predecessors added), its EPCIs whole, départements, regions.

    The year is that of the census. Each EPCI has the perimeter of the year in which its population came into force;
    where that is not the perimeter of the census before, the series breaks. Before its creation, it has that of today.
    """
    successors = read_successors() if successors is None else successors
    frame = frame.rename(columns={"population": "value"}).assign(section="pmun_" + frame["vintage"].astype(str))
    communes = _sum_mergers(frame[frame["dep_com"].isin(area.departements)], successors)
    members = _of_interest(frame, area)
    epci = members.drop_duplicates(["vintage", "siren"]).assign(section="total_pop_mun")
    epci = epci[["vintage", "file", "siren", "total_pop_mun", "total", "section"]].set_axis(
        ["vintage", "file", "territory", "published", "value", "section"], axis=1
    )
    told = _describe_perimeters(members, successors)
    keys = zip(epci["vintage"], epci["territory"], strict=True)
    epci[["note", "break_before"]] = [told[key] for key in keys]
    region = frame[frame["dep_com"].isin(area.regions)]
    sums = pd.concat(
        [region.assign(territory="D" + region["dep_com"]), region.assign(territory=region["dep_com"].map(area.regions))]
    )
    sums = sums.groupby(["vintage", "file", "territory", "section"], as_index=False).agg(
        value=("value", "sum"), size=("value", "size")
    )
    sums["note"] = "Somme de " + sums["size"].astype(str) + " communes"
    before = _sum_before(frame, members, successors)
    figures = pd.concat([communes, epci, before, sums], ignore_index=True).fillna(
        {"published": "", "note": "", "break_before": ""}
    )
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
    write_memberships(memberships(read(Path(sys.argv[1])), read_area()))
