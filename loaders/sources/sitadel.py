"""SDES, Sitadel: dwellings authorised and started, by commune and year (the DiDo CSV, or the compact JSON made of it).

Traps: a blank is not a zero (-1 in the JSON; every start of the last year); types of dwelling overlap with 'Tous
Logements'; each row is in the geography of its own year, so that merged communes stop at the merger. Permits and
declarations of the last months are still to come in: the last year known of each column is provisional. The file lists
the communes that have had a dwelling: of the 870 of the Pas-de-Calais none is at zero over all its years, ten have one,
so that the 24 that are absent are zeros.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd

from geo.boundaries import read_attributes
from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import Asked
from loaders.statistics.groups import THRESHOLD
from loaders.tabular.cells import CONFIDENTIAL
from loaders.tabular.faults import Reading, SourceFormatError, join_some
from loaders.tabular.json_files import load_json
from loaders.tabular.reader import Form, read_table
from loaders.territories.area import Area, find_departement
from loaders.territories.perimeters import read_memberships, read_successors

SOURCE = "sdes-sitadel"
VINTAGE = 2025
ALL_TYPES = "Tous Logements"
ABSENT = "Aucun logement : le fichier ne liste que les communes qui en ont eu un"
INDICATORS = {"LOG_AUT": "housing.authorised", "LOG_COM": "housing.started"}


FORM = Form(["ANNEE", "COMM", "TYPE_LGT", *INDICATORS])
URL = "https://data.statistiques.developpement-durable.gouv.fr/dido/api/v1/datafiles/{0}/csv"
DATAFILE = "9c90a880-4ba0-49b4-b99d-d7dd6c810dd0"


def fetch(area: Area, years: range) -> Sequence[Asked]:
    """All communes and years of the last vintage, which DiDo gives to who names none, all types of dwellings as one.

    All communes, for an EPCI may lie in a département beside.
    """
    wanted = urlencode({"withColumnName": "true", "TYPE_LGT": f"contains:{ALL_TYPES}"})
    return [Asked(f"{URL.format(DATAFILE)}?{wanted}", "sitadel.csv")]


def _read_compact(path: Path) -> pd.DataFrame:
    content = load_json(path)
    try:
        rows = [
            (str(code), int(series["y0"]) + n, float(authorised), float(started))
            for code, series in content["communes"].items()
            for n, (authorised, started) in enumerate(zip(series["a"], series["s"], strict=True))
        ]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise SourceFormatError(
            f"{path.name} : « communes » est attendu, avec y0, a et s pour chacune. "
            "Prenez le CSV que donne DiDo, ou refaites ce fichier."
        ) from None
    frame = pd.DataFrame(rows, columns=["commune", "year", *INDICATORS]).astype({"year": "int64", "commune": "str"})
    for column in INDICATORS:
        frame[column] = frame[column].where(frame[column].ge(0))
        frame[f"{column}_status"] = frame[column].isna().map({True: "missing", False: ""})
    return frame


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per commune of the time and year: commune, year, LOG_AUT, LOG_COM (dwellings, NaN where there is none).

    LOG_AUT_status and LOG_COM_status say why there is none: missing, confidential, or "" beside a number.
    """
    content = path.read_bytes()[:2]
    if content == b"\x1f\x8b" or path.suffix == ".json":
        return _read_compact(path)
    table = read_table(path, FORM, reading)
    is_all = table.frame["TYPE_LGT"].eq(ALL_TYPES)
    if not is_all.any():
        found = join_some([f"« {label} »" for label in table.frame["TYPE_LGT"].unique()]) or "aucune ligne"
        raise SourceFormatError(
            f"{path.name}, colonne « TYPE_LGT » : aucune ligne « {ALL_TYPES} », trouvé {found}. "
            "Demandez à DiDo tous les types de logement, et ne renommez pas les libellés."
        )
    table = table.keep(is_all)
    amounts = {column: table.read_amounts(column, what="nombre de logements") for column in INDICATORS}
    rows = pd.DataFrame({
        "commune": table.read_communes("COMM"),
        "year": table.read_years("ANNEE"),
        **{column: found["value"] for column, found in amounts.items()},
        **{f"{column}_status": found["status"] for column, found in amounts.items()},
    })  # fmt: skip
    table.refuse_twice("COMM", rows["commune"], rows["year"], what="commune et par année")
    table.stop_on_faults()
    return rows


def _sum_by(rows: pd.DataFrame, territory: str, suffix: str, members: pd.Series | None = None) -> pd.DataFrame:
    """Sums by territory, year and column; NaN where every row is blank.

    The note counts the communes with a value, under the codes of their year, and names those that have merged since.
    `members` are the communes of today by territory.
    """
    keys = [territory, "year", "section"]
    sums = rows.groupby(keys)["value"].agg(value=lambda v: v.sum(min_count=1), counted="count")
    sums["status"], sums["share"] = "", ""
    secret = rows.assign(is_secret=rows["status"].eq(CONFIDENTIAL)).groupby(keys)["is_secret"].sum()
    sums.loc[secret.gt(0), "status"] = "partial"
    sums["secret"] = (" ; " + secret.astype("str") + " sous le secret").where(secret.gt(0), "")
    if members is not None:
        _tell_coverage(sums, rows, members)
    gone = rows[rows["former"].ne(rows["commune"]) & rows["value"].notna()]
    merged = gone.groupby(keys)["former"].agg(lambda codes: ", ".join(sorted(set(codes)))).reindex(sums.index)
    sums = sums.assign(merged=merged.fillna("")).reset_index().rename(columns={territory: "territory"})
    note = "Somme de " + sums["counted"].astype(str) + " communes" + sums["share"] + suffix + sums["secret"]
    note += (" ; dont, réunies à d'autres depuis : " + sums["merged"]).where(sums["merged"].ne(""), "")
    return sums.assign(published="", note=note.where(sums["value"].notna() | sums["share"].ne(""), "")).drop(
        columns=["counted", "merged", "share", "secret"]
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


def _list_zeros(rows: pd.DataFrame, absent: list[str], covered: pd.MultiIndex) -> pd.DataFrame:
    """The rows of communes that the file leaves out: a zero wherever a column of a year is known and covered."""
    known = rows.loc[rows["value"].notna(), ["year", "section"]].drop_duplicates()
    zeros = known.merge(pd.DataFrame({"commune": absent}, dtype="str"), how="cross")
    zeros = zeros[_are_covered(zeros, covered)]
    return zeros.assign(former=zeros["commune"], value=0.0, status="")


def _find_covered(rows: pd.DataFrame, communes: Collection[str]) -> pd.MultiIndex:
    """The départements and years of which the file names three quarters of `communes` or more: it is complete there."""
    whole = find_departement(pd.Series(sorted(communes), dtype="str")).value_counts()
    named = rows.loc[rows["commune"].isin(list(communes)), ["commune", "year"]].drop_duplicates()
    counts = named.groupby([find_departement(named["commune"]), "year"]).size()
    shares = counts / counts.index.get_level_values(0).map(whole)
    return pd.MultiIndex.from_tuples([key for key, share in shares.items() if share >= THRESHOLD] or [("", 0)])


def _are_covered(rows: pd.DataFrame, covered: pd.MultiIndex) -> pd.Series:
    keys = pd.MultiIndex.from_arrays([find_departement(rows["commune"]), rows["year"]])
    return pd.Series(keys.isin(covered), index=rows.index, dtype="bool")


def _keep_whole(rows: pd.DataFrame, covered: pd.MultiIndex, members: pd.Series) -> pd.DataFrame:
    """The rows of the EPCIs that the file covers in a year, or names every commune of; `members` are theirs by EPCI."""
    is_covered = _are_covered(rows, covered).groupby([rows["epci"], rows["year"]]).transform("all")
    named = rows.groupby(["epci", "year"])["commune"].transform("nunique")
    return rows[is_covered | named.eq(rows["epci"].map(members.index.value_counts()))]


def observations(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, successors: dict[str, str] | None = None
) -> pd.DataFrame:
    """Dwellings by commune of the area (predecessors added), by EPCI in the perimeter of 2025, by département.

    A sum, and the zeros of communes that the file leaves out, are of the départements and years that it covers alone.
    Raises SourceFormatError for a file without a commune of the area.
    """
    members = read_memberships(VINTAGE) if members is None else members
    successors = read_successors() if successors is None else successors
    own = frame.loc[area.holds(frame["commune"]), "commune"]
    epci = members[members["epci"].isin(members.loc[area.holds(members["commune"]), "epci"])]
    rows = frame.melt(["commune", "year"], list(INDICATORS), var_name="section", value_name="value")
    statuses = [f"{column}_status" for column in INDICATORS]
    rows["status"] = frame.melt(["commune", "year"], statuses, value_name="status")["status"]
    rows["former"] = rows["commune"]
    rows["commune"] = rows["commune"].replace(successors)
    rows = rows[rows["commune"].isin({*own, *epci["commune"]})]
    if rows.empty:
        found = sorted(set(find_departement(frame["commune"])))
        raise SourceFormatError(
            f"aucune commune des départements de l'installation ({', '.join(area.departements)}) ; trouvées celles de "
            f"{join_some(found, 10)}. Demandez à DiDo les communes de vos départements, ou toutes."
        )
    covered = _find_covered(rows, {*epci["commune"]})
    absent = sorted({*epci["commune"]} - {*rows["commune"]})
    rows = pd.concat([rows, _list_zeros(rows, absent, covered)], ignore_index=True)
    whole = epci.set_index("epci")["commune"]
    of_epci = _keep_whole(rows.merge(epci[["epci", "commune"]]), covered, whole)
    by_epci = _sum_by(of_epci, "epci", f", périmètre de {VINTAGE}", whole)
    inside = rows[area.holds(rows["commune"])]
    counted = inside[_are_covered(inside, covered)]
    total = _sum_by(counted.assign(departement="D" + find_departement(counted["commune"])), "departement", "")
    communes = inside.groupby(["commune", "year", "section"]).agg(
        value=("value", lambda v: v.sum(min_count=1)),
        formers=("former", lambda codes: ", ".join(sorted(codes))),
        is_secret=("status", lambda statuses: statuses.eq(CONFIDENTIAL).any()),
    )
    communes = communes.reset_index().rename(columns={"commune": "territory"})
    communes["value"] = communes["value"].mask(communes["is_secret"])
    communes["status"] = communes["is_secret"].map({True: CONFIDENTIAL, False: ""})
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
