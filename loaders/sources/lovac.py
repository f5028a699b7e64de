"""Cerema and DGALN, LOVAC: private dwellings, those vacant and those vacant for over two years, by commune.

Two forms: the publisher's (CODGEO_25, pp_vacant_25), whose columns say their years, and that of logements-vacants
(code_insee, nb_log_vacant), whose name says the year. Traps: private stock alone; dwellings are those of a year, the
vacant those of 1 January of the next; « s », or in the second form a blank, is a secret, cell by cell, so that the
three sums of an EPCI lack other communes; rates that come along are not read; names have lost their accents.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from geo.boundaries import read_attributes
from loaders.catalog import load_catalog
from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import ask_nobody as fetch
from loaders.sources.shape import list_no_parts as list_parts
from loaders.statistics.groups import THRESHOLD
from loaders.tabular.cells import CONFIDENTIAL
from loaders.tabular.faults import Reading, YearUnknownError
from loaders.tabular.reader import Form, read_table
from loaders.tabular.table import Table
from loaders.territories.area import Area
from loaders.territories.perimeters import find_vintage, read_memberships, read_successors

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "dgaln-lovac"
YEARS = range(19, 40)
TOTAL, VACANT, LONG = "housing.private_dwellings", "housing.vacant_dwellings", "housing.long_vacant_dwellings"
SHARE = "housing.vacant_share"
COLUMNS = {TOTAL: "total", VACANT: "vacant", LONG: "vacant_2ans"}
PERCENT = 100
SHARE_OF = "vacants ÷ ensemble"
DERIVED = Form(
    ["code_insee", *COLUMNS.values()],
    others={"nb_log_prive": "total", "nb_log_vacant": "vacant", "nb_log_vacant_2ans": "vacant_2ans"},
    name="derived",
)


def _name_form(year: int) -> Form:
    """The publisher's form of the vacant dwellings of a year: '25' of 2025, beside all dwellings of the year before."""
    named = {
        f"CODGEO_{year}": "code_insee",
        f"pp_total_{year - 1}": "total",
        f"pp_vacant_{year}": "vacant",
        f"pp_vacant_plus_2ans_{year}": "vacant_2ans",
    }
    return Form(DERIVED.columns, others=named, name=str(2000 + year))


def _find_year(table: Table, path: Path) -> int:
    """The year of the vacant dwellings: that of the columns, else what was asked, else the one of the file's name."""
    if table.form != DERIVED.name:
        return int(table.form)
    named = sorted({int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", path.stem)})
    asked = table.reading.year
    if asked is None and len(named) != 1:
        raise YearUnknownError(f"{path.name} : l’année du fichier n’est ni dans ses colonnes ni dans son nom. ")
    return named[0] if asked is None else asked


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per commune and indicator: commune, indicator, year, section, published, value, status.

    `value` is NaN where `status` is confidential or missing; beside a number it is "". The year of TOTAL is the one
    before that of the others.
    """
    table = read_table(path, (DERIVED, *map(_name_form, YEARS)), reading)
    communes, year = table.read_communes("code_insee"), _find_year(table, path)
    table.refuse_twice("code_insee", communes, what="commune")
    tables = []
    for indicator, column in COLUMNS.items():
        amounts = table.read_amounts(column, what="nombre de logements")
        if table.form == DERIVED.name:
            amounts["status"] = amounts["status"].replace("missing", CONFIDENTIAL)
        known = year - 1 if indicator == TOTAL else year
        printed = table.frame[column].where(amounts["value"].notna(), "")
        rows = amounts.assign(commune=communes, indicator=indicator, year=known, published=printed)
        tables.append(rows.assign(section=_name_column(table.form, column, year)))
    table.stop_on_faults()
    return pd.concat(tables, ignore_index=True)


def _name_column(form: str, column: str, year: int) -> str:
    """The column as the file has it."""
    wanted = DERIVED.others if form == DERIVED.name else _name_form(year % 100).others
    return next(given for given, name in wanted.items() if name == column)


def _make_communes(rows: pd.DataFrame) -> pd.DataFrame:
    """Communes of today: those that merged are added, a sum with a secret is one; and their shares, not divided."""
    found = rows.groupby(["territory", "indicator", "year", "section"]).agg(
        value=("value", lambda values: values.sum(skipna=False)),
        published=("published", "first"),
        status=("status", "max"),
        is_secret=("status", lambda statuses: statuses.eq(CONFIDENTIAL).any()),
        codes=("commune", lambda codes: ", ".join(sorted(codes))),
    )
    found = found.reset_index()
    is_sum = found["codes"].ne(found["territory"])
    found["status"] = found["status"].where(found["status"].ne(""), "normal").mask(found["is_secret"], CONFIDENTIAL)
    found["published"] = found["published"].where(~is_sum, "")
    found["note"] = ("Somme des codes " + found["codes"]).where(is_sum, "")
    return pd.concat([found.assign(base=float("nan")), _pair(found)], ignore_index=True)


def _pair(communes: pd.DataFrame) -> pd.DataFrame:
    """What the share of each commune is made of: its vacant dwellings and, as `base`, all, where both are known."""
    columns = ["territory", "value", "status"]
    vacant = communes[communes["indicator"].eq(VACANT)]
    every = communes.loc[communes["indicator"].eq(TOTAL), columns].rename(columns={"value": "base"})
    pairs = vacant.merge(every, on="territory", suffixes=("", "_of_all"))
    is_secret = pairs["status"].eq(CONFIDENTIAL) | pairs["status_of_all"].eq(CONFIDENTIAL)
    is_known = pairs["value"].notna() & pairs["base"].gt(0)
    status = is_known.map({True: "normal", False: "missing"}).mask(is_secret, CONFIDENTIAL)
    return pairs.assign(
        indicator=SHARE,
        section=SHARE_OF,
        published="",
        status=status,
        note="",
        value=pairs["value"].where(is_known),
        base=pairs["base"].where(is_known),
    ).drop(columns="status_of_all")


def _divide(figures: pd.DataFrame) -> pd.DataFrame:
    """The same with the shares in per cent of their base."""
    is_share = figures["indicator"].eq(SHARE)
    return figures.assign(
        value=figures["value"].mask(is_share, PERCENT * figures["value"] / figures["base"]),
        unit=is_share.map({True: "percent", False: "dwellings"}),
    )


def _sum_by_epci(communes: pd.DataFrame, members: pd.DataFrame, vintage: int) -> pd.DataFrame:
    """Sums of what is not secret: at least so many, with how many communes of how many and their share of the people.

    None under 75 % of the inhabitants. The communes are of the perimeter of `vintage`.
    """
    people = read_attributes("commune", load_catalog().deployment.vintage).set_index("code")["population"]
    keys = ["indicator", "year", "section"]
    every = members.merge(communes[keys].drop_duplicates(), how="cross")
    every = every.merge(communes, how="left", left_on=["commune", *keys], right_on=["territory", *keys])
    every["people"] = every["commune"].map(people).astype("float64")
    every["counted"] = every["people"].where(every["value"].notna())
    every["is_secret"] = every["status"].eq(CONFIDENTIAL)
    by_epci = every.groupby(["epci", *keys])
    sums = by_epci[["value", "base", "counted", "people"]].sum()
    sums["known"], sums["secret"] = by_epci["value"].count(), by_epci["is_secret"].sum()
    sums["members"] = by_epci.size()
    sums = sums.reset_index().rename(columns={"epci": "territory"})
    is_whole, share = sums["known"].eq(sums["members"]), sums["counted"] / sums["people"]
    status = is_whole.map({True: "normal", False: "partial"}).where(share.ge(THRESHOLD), "missing")
    return sums.assign(
        value=sums["value"].where(share.ge(THRESHOLD)),
        status=status,
        published="",
        note=_tell_sum(sums, share, vintage),
    )


def _tell_sum(sums: pd.DataFrame, share: pd.Series, vintage: int) -> pd.Series:
    """« Au moins : somme de 33 communes sur 36, 98,2 % des habitants, périmètre de 2025 ; 3 sous le secret »."""
    is_whole = sums["known"].eq(sums["members"])
    first = sums["indicator"].eq(SHARE).map({True: "Part sur ", False: "Somme de "})
    least = sums["indicator"].eq(SHARE).map({True: "Part sur ", False: "Au moins : somme de "})
    told = share.map(lambda part: f", {int(1000 * part) / 10:.1f} % des habitants".replace(".", ","))
    note = first.where(is_whole, least) + sums["known"].astype(str) + " communes"
    note += (" sur " + sums["members"].astype(str) + told).where(~is_whole, "") + f", périmètre de {vintage}"
    return note + (" ; " + sums["secret"].astype(str) + " sous le secret").where(sums["secret"].gt(0), "")


def observations(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, successors: dict[str, str] | None = None
) -> pd.DataFrame:
    """Dwellings by commune of the area, secret ones said so, and by EPCI as the sum of those that are not; shares.

    A share is computed where both of its terms are known, on the communes of which they are.

    No sum of a département: too many of its communes are secret.
    """
    vintage = find_vintage(int(frame["year"].max()))
    members = read_memberships(vintage) if members is None else members
    successors = read_successors() if successors is None else successors
    own = members[members["epci"].isin(members.loc[area.holds(members["commune"]), "epci"])]
    own = own.assign(commune=own["commune"].replace(successors))[["epci", "commune"]].drop_duplicates()
    rows = frame.assign(territory=frame["commune"].replace(successors))
    communes = _make_communes(rows[rows["territory"].isin(list(own["commune"])) | area.holds(rows["territory"])])
    by_epci = _sum_by_epci(communes, own, vintage)
    inside = communes[area.holds(communes["territory"])]
    figures = _divide(pd.concat([inside, by_epci], ignore_index=True))
    return make_figures(figures, source=SOURCE, lines=figures["territory"])
