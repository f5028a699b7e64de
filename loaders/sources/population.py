"""DGCL: the communes of each EPCI on 1 January with their legal populations.

Files: epcicomYYYY.xlsx, and perimetre-epci-a-fp_YYYY.csv since 2025. Traps: the SIREN is an integer in the workbook;
the file of 2025 is in cp1252, with '15 156' and a last line of semicolons; communes that merged are listed apart until
they did, so that their populations are added. `python -m loaders.sources.population FOLDER` rewrites memberships.csv,
before any other import where the deployment has gained a département.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.publisher_files import SourceFormatError, parse_numbers, read_delimited, require_columns
from loaders.territories.area import Area, read_area
from loaders.territories.perimeters import list_followed, read_successors, write_memberships

SOURCE = "dgcl-epcicom"
COLUMNS = ["dept", "siren", "raison_sociale", "total_pop_mun", "dep_com", "insee", "siren_membre"]


def _read_vintage(path: Path) -> pd.DataFrame:
    """One year of memberships, the sum of each EPCI's communes checked against its printed total."""
    found = re.search(r"(20\d\d)", path.stem)
    if found is None:
        raise SourceFormatError(f"{path.name} : l'année est attendue dans le nom du fichier, comme epcicom2024.xlsx.")
    printed = f"pmun_{found[1]}"
    if path.suffix == ".csv":
        members = read_delimited(path, [*COLUMNS, printed], separator=";")
    else:
        members = pd.read_excel(path, dtype=str, keep_default_na=False)
        require_columns(list(members.columns), [*COLUMNS, printed], path.name)
    members["insee"] = members["insee"].str.zfill(5)
    members["population"] = parse_numbers(members[printed], path.name).astype("int64")
    totals = parse_numbers(members["total_pop_mun"], path.name)
    wrong = members.loc[totals.ne(members.groupby("siren")["population"].transform("sum")), "siren"]
    if len(wrong):
        raise SourceFormatError(f"{path.name} : le total de l'EPCI {wrong.iloc[0]} n'est pas la somme de ses communes.")
    return members[[*COLUMNS, "population"]].assign(vintage=int(found[1]), printed=members[printed])


def read(path: Path) -> pd.DataFrame:
    """One row per member commune of France and year: strings as printed, `vintage` and `population` as integers.

    `path` is one file, or a folder that holds one per year.
    """
    files = sorted(path.glob("*epci*20*.*")) if path.is_dir() else [path]
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
    """One row per commune of today and year: as printed, or the sum of the codes that became it."""
    own = communes.assign(territory=communes["insee"].replace(successors))
    sums = own.groupby(["year", "territory", "section"], as_index=False).agg(
        value=("value", "sum"),
        published=("printed", "first"),
        formers=("insee", lambda codes: ", ".join(sorted(codes))),
    )
    is_sum = sums["formers"].ne(sums["territory"])
    note = ("Somme des codes " + sums["formers"]).where(is_sum, "")
    return sums.assign(published=sums["published"].where(~is_sum, ""), note=note)


def _find_breaks(members: pd.DataFrame, successors: dict[str, str]) -> dict[tuple[int, str], str]:
    """The years and EPCIs whose communes are not those of the year known before, each with the two counts.

    Communes that merged inside an EPCI change nothing: they are compared in the codes of today.
    """
    today = members.assign(insee=members["insee"].replace(successors))
    breaks = {}
    for epci, rows in today.groupby("siren"):
        before: tuple[int, set[str]] | None = None
        for year, communes in rows.groupby("year")["insee"]:
            now = set(communes)
            if before is not None and before[1] != now:
                count = f"{len(now)} commune{'s' if len(now) > 1 else ''} en {year}"
                breaks[int(year), str(epci)] = f"{count}, {len(before[1])} en {before[0]}"
            before = int(year), now
    return breaks


def observations(frame: pd.DataFrame, area: Area, *, successors: dict[str, str] | None = None) -> pd.DataFrame:
    """Municipal populations: communes of the area (predecessors added), its EPCIs whole, départements, regions.

    Each EPCI has the perimeter of its year; where that is not the perimeter of the year before, the series breaks.
    """
    successors = read_successors() if successors is None else successors
    frame = frame.rename(columns={"vintage": "year", "population": "value"})
    section = "pmun_" + frame["year"].astype(str)
    communes = _sum_mergers(frame.assign(section=section)[frame["dep_com"].isin(area.departements)], successors)
    members = _of_interest(frame, area)
    epci = members.rename(columns={"siren": "territory", "total_pop_mun": "published"})
    epci = (
        epci.groupby(["year", "territory", "published"], as_index=False)["value"].sum().assign(section="total_pop_mun")
    )
    breaks = _find_breaks(members, successors)
    epci["note"] = [breaks.get(key, "") for key in zip(epci["year"], epci["territory"], strict=True)]
    epci["break_before"] = epci["note"].ne("").map({True: "1", False: ""})
    region = frame.assign(section=section)[frame["dep_com"].isin(area.regions)]
    sums = pd.concat(
        [region.assign(territory="D" + region["dep_com"]), region.assign(territory=region["dep_com"].map(area.regions))]
    )
    sums = sums.groupby(["year", "territory", "section"], as_index=False).agg(
        value=("value", "sum"), size=("value", "size")
    )
    sums["note"] = "Somme de " + sums["size"].astype(str) + " communes"
    figures = pd.concat([communes, epci, sums], ignore_index=True).fillna(
        {"published": "", "note": "", "break_before": ""}
    )
    lines = figures["year"].astype(str) + ", " + figures["territory"]
    return make_figures(figures, source=SOURCE, lines=lines, indicator="population.municipal", unit="hab")


if __name__ == "__main__":
    write_memberships(memberships(read(Path(sys.argv[1])), read_area()))
