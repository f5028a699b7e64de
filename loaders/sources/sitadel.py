"""SDES, Sitadel: dwellings authorised and started, by commune and year (the DiDo CSV, or the compact JSON made of it).

Traps: a blank is not a zero (-1 in the JSON; every start of the last year); types of dwelling overlap with 'Tous
Logements'; each row is in the geography of its own year, so that merged communes stop at the merger. Permits and
declarations of the last months are still to come in: the last year known of each column is provisional. The file lists
the communes that have had a dwelling: of the 870 of the Pas-de-Calais none is at zero over all its years, ten have one,
so that the 24 that are absent are zeros.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pandas as pd

from geo.boundaries import read_attributes
from loaders.pipeline.figures_csv import make_figures
from loaders.sources.publisher_files import parse_numbers, read_delimited
from loaders.statistics.groups import THRESHOLD
from loaders.territories.area import Area, find_departement
from loaders.territories.perimeters import read_memberships, read_successors

SOURCE = "sdes-sitadel"
VINTAGE = 2025
ALL_TYPES = "Tous Logements"
ABSENT = "Aucun logement : le fichier ne liste que les communes qui en ont eu un"
INDICATORS = {"LOG_AUT": "housing.authorised", "LOG_COM": "housing.started"}


def _read_compact(path: Path) -> pd.DataFrame:
    communes = json.loads(gzip.decompress(path.read_bytes()))["communes"]
    rows = [
        (code, series["y0"] + n, authorised, started)
        for code, series in communes.items()
        for n, (authorised, started) in enumerate(zip(series["a"], series["s"], strict=True))
    ]
    frame = pd.DataFrame(rows, columns=["COMM", "ANNEE", "LOG_AUT", "LOG_COM"])
    return frame.astype(dict.fromkeys(INDICATORS, "float64")).replace(
        {column: {-1.0: float("nan")} for column in INDICATORS}
    )


def read(path: Path) -> pd.DataFrame:
    """One row per commune of the time and year: commune, year, LOG_AUT, LOG_COM (dwellings, NaN where blank)."""
    if path.suffix == ".gz":
        frame = _read_compact(path)
    else:
        frame = read_delimited(path, ["ANNEE", "COMM", "TYPE_LGT", *INDICATORS], separator=";")
        frame = frame[frame["TYPE_LGT"].eq(ALL_TYPES)]
        for column in INDICATORS:
            frame[column] = parse_numbers(frame[column], path.name)
    frame = frame.rename(columns={"COMM": "commune", "ANNEE": "year"})
    return frame[["commune", "year", *INDICATORS]].astype({"year": "int64"}).reset_index(drop=True)


def _sum_by(rows: pd.DataFrame, territory: str, suffix: str, members: pd.Series | None = None) -> pd.DataFrame:
    """Sums by territory, year and column; NaN where every row is blank.

    The note counts the communes with a value, under the codes of their year, and names those that have merged since.
    `members` are the communes of today by territory.
    """
    keys = [territory, "year", "section"]
    sums = rows.groupby(keys)["value"].agg(value=lambda v: v.sum(min_count=1), counted="count")
    sums["status"], sums["share"] = "", ""
    if members is not None:
        _tell_coverage(sums, rows, members)
    gone = rows[rows["former"].ne(rows["commune"]) & rows["value"].notna()]
    merged = gone.groupby(keys)["former"].agg(lambda codes: ", ".join(sorted(set(codes)))).reindex(sums.index)
    sums = sums.assign(merged=merged.fillna("")).reset_index().rename(columns={territory: "territory"})
    note = "Somme de " + sums["counted"].astype(str) + " communes" + sums["share"] + suffix
    note += (" ; dont, réunies à d'autres depuis : " + sums["merged"]).where(sums["merged"].ne(""), "")
    return sums.assign(published="", note=note.where(sums["value"].notna() | sums["share"].ne(""), "")).drop(
        columns=["counted", "merged", "share"]
    )


def _tell_coverage(sums: pd.DataFrame, rows: pd.DataFrame, members: pd.Series) -> None:
    """A sum that lacks communes is partial, and none under 75 % of the communes or of their inhabitants."""
    people = read_attributes("commune", VINTAGE).set_index("code")["population"].astype("float64")
    for key, own in rows[rows["value"].notna()].groupby(sums.index.names)["commune"]:
        whole, known = people.reindex(members[members.index == key[0]]), set(own)
        if known >= set(whole.index):
            continue
        share = float(whole[whole.index.isin(known)].sum() / whole.sum())
        sums.loc[key, "counted"] = len(known)
        # Rounded down: a part is never « 100,0 % ».
        sums.loc[key, "share"] = f" sur {len(whole)}, {int(1000 * share) / 10:.1f} % des habitants".replace(".", ",")
        if min(share, len(known) / len(whole)) >= THRESHOLD:
            sums.loc[key, "status"] = "partial"
        else:
            sums.loc[key, ["status", "value"]] = "missing", float("nan")


def _list_zeros(rows: pd.DataFrame, absent: list[str]) -> pd.DataFrame:
    """The rows of communes that the file leaves out: a zero wherever a column of a year is known."""
    known = rows.loc[rows["value"].notna(), ["year", "section"]].drop_duplicates()
    zeros = known.merge(pd.DataFrame({"commune": absent}), how="cross")
    return zeros.assign(former=zeros["commune"], value=0.0)


def observations(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, successors: dict[str, str] | None = None
) -> pd.DataFrame:
    """Dwellings by commune of the area (predecessors added), by EPCI in the perimeter of 2025, by département."""
    members = read_memberships(VINTAGE) if members is None else members
    successors = read_successors() if successors is None else successors
    own = frame.loc[area.holds(frame["commune"]), "commune"]
    epci = members[members["epci"].isin(members.loc[area.holds(members["commune"]), "epci"])]
    rows = frame.melt(["commune", "year"], list(INDICATORS), var_name="section", value_name="value")
    rows["former"] = rows["commune"]
    rows["commune"] = rows["commune"].replace(successors)
    rows = rows[rows["commune"].isin({*own, *epci["commune"]})]
    rows = pd.concat([rows, _list_zeros(rows, sorted({*epci["commune"]} - {*rows["commune"]}))], ignore_index=True)
    whole = epci.set_index("epci")["commune"]
    by_epci = _sum_by(rows.merge(epci[["epci", "commune"]]), "epci", f", périmètre de {VINTAGE}", whole)
    inside = rows[area.holds(rows["commune"])]
    total = _sum_by(inside.assign(departement="D" + find_departement(inside["commune"])), "departement", "")
    communes = inside.groupby(["commune", "year", "section"]).agg(
        value=("value", lambda v: v.sum(min_count=1)), formers=("former", lambda codes: ", ".join(sorted(codes)))
    )
    communes = communes.reset_index().rename(columns={"commune": "territory"})
    is_sum = communes["formers"].ne(communes["territory"])
    printed = communes["value"].map(lambda value: "" if pd.isna(value) else str(int(value)))
    is_absent = ~communes["territory"].isin(frame["commune"].replace(successors))
    communes["published"] = printed.where(~is_sum & ~is_absent, "")
    communes["note"] = ("Somme des codes " + communes["formers"]).where(is_sum & communes["value"].notna(), "")
    communes["note"] = communes["note"].mask(is_absent, ABSENT)
    figures = pd.concat([communes, by_epci, total], ignore_index=True)
    usual = figures["value"].isna().map({True: "missing", False: "normal"})
    figures["status"] = figures["status"].where(figures["status"].fillna("").ne(""), usual)
    last = figures[figures["value"].notna()].groupby("section")["year"].max()
    is_last = figures["year"].eq(figures["section"].map(last)) & figures["status"].eq("normal")
    figures["status"] = figures["status"].mask(is_last, "provisional")
    figures["indicator"] = figures["section"].map(INDICATORS)
    return make_figures(figures.assign(lines=figures["territory"]), source=SOURCE, unit="dwellings")


def list_parts(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, successors: dict[str, str] | None = None
) -> pd.DataFrame:
    """The rows that figures count and that are none themselves, in the columns of loaders.pipeline.parts.

    They are the codes that became a commune of the area, its own among them, and the communes outside the area of an
    EPCI that lies partly in it.
    """
    members = read_memberships(VINTAGE) if members is None else members
    successors = read_successors() if successors is None else successors
    partly = members[members["epci"].isin(members.loc[area.holds(members["commune"]), "epci"])]
    outside = partly[~area.holds(partly["commune"])].set_index("commune")["epci"]
    today = frame["commune"].replace(successors)
    is_merged = area.holds(frame["commune"]) & today.isin(list(successors.values()))
    rows = frame.assign(
        source=SOURCE,
        locator=frame["commune"],
        territory=today.where(is_merged, ""),
        epci=frame["commune"].map(outside).fillna(""),
        **{name: frame[column] for column, name in INDICATORS.items()},
    )
    return rows[is_merged | rows["epci"].ne("")]
