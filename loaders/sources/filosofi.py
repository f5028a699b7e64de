"""Insee, Filosofi: fiscal households and median disposable income by commune, EPCI and département.

Files: FILOAAAA_DISP_COM…, _EPCI and _DEP, in one folder. Traps: the names of columns carry the year (NBMEN19, Q219),
and their order changes; counts of 2015 have a decimal; each file is in the geography of the year after; the smallest
communes are in no file; those of 2017 may lack altogether.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from loaders.catalog import load_catalog
from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import ask_nobody, list_no_parts
from loaders.tabular.faults import Reading, SourceFormatError
from loaders.tabular.reader import Form, read_table
from loaders.territories import passage
from loaders.territories.area import Area
from loaders.territories.cog import Cog, read_cog
from loaders.territories.passage import carry_counts
from loaders.territories.perimeters import read_last_perimeters

SOURCE = "insee-filosofi"
fetch = ask_nobody
list_parts = list_no_parts
AFTER_INCOME = 1
HOUSEHOLDS, MEDIAN = "population.fiscal_households", "population.median_income"
UNITS = {HOUSEHOLDS: "households", MEDIAN: "EUR_per_cu"}
NO_MEDIAN = "Pas de médiane de la commune réunie depuis : {0}"


def _read_file(path: Path, reading: Reading) -> pd.DataFrame:
    found = re.fullmatch(r"FILO(20\d\d)_DISP_(COM|EPCI|DEP).*", path.stem)
    if found is None:
        raise SourceFormatError(f"{path.name} : un nom comme FILO2019_DISP_COM.csv est attendu, avec l'année.")
    columns = {HOUSEHOLDS: f"NBMEN{found[1][2:]}", MEDIAN: f"Q2{found[1][2:]}"}
    table = read_table(path, Form(["CODGEO", *columns.values()]), reading)
    readers = {"COM": table.read_communes, "EPCI": table.read_sirens, "DEP": table.read_departements}
    codes = readers[found[2]]("CODGEO")
    table.refuse_twice("CODGEO", codes, what="territoire")
    tables = []
    for indicator, column in columns.items():
        amounts = table.read_amounts(column)
        rows = amounts.assign(territory=codes, indicator=indicator, section=column, published=table.frame[column])
        tables.append(rows)
    table.stop_on_faults()
    rows = pd.concat(tables, ignore_index=True)
    return rows.assign(year=int(found[1]), level=found[2], file=path.stem[: found.end(2)])


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per territory, year and indicator: level (COM, EPCI or DEP), published, value (NaN where blank), file.

    `status` is missing or confidential where there is no value, "" beside one. `path` is a file, or a folder of them.
    """
    files = sorted(path.glob("FILO20*_DISP_*.csv")) if path.is_dir() else [path]
    if not files:
        raise SourceFormatError(f"{path.name} : aucun fichier FILOAAAA_DISP_COM.csv, _EPCI.csv ni _DEP.csv.")
    reading = Reading() if reading is None else reading
    return pd.concat([_read_file(file, reading) for file in files], ignore_index=True)


def _carry_communes(rows: pd.DataFrame, cog: Cog) -> pd.DataFrame:
    """Communes of today: households of those that merged are added; a median of several is not known."""
    if rows.empty:
        return rows
    tables = []
    for (year, indicator), given in rows.groupby(["year", "indicator"]):
        carried = carry_counts(given.assign(year=int(year) + AFTER_INCOME), cog)
        carried = carried[carried["territory"].isin(list(cog.populations))]
        if indicator == MEDIAN:
            parts = carried["territory"].map(
                lambda code, then=int(year): passage.list_parts(code, then + AFTER_INCOME, cog)
            )
            is_made = parts.map(len).gt(1)
            carried["note"] = carried["note"].mask(is_made, parts.map(lambda codes: NO_MEDIAN.format(", ".join(codes))))
            carried.loc[is_made, ["value", "status"]] = [float("nan"), "missing"]
        tables.append(carried.assign(year=int(year)))
    carried = pd.concat(tables, ignore_index=True)
    is_sum = carried["note"].str.contains("Somme des codes") | carried["value"].isna()
    return carried.assign(published=carried["published"].mask(is_sum, ""), status=carried["status"].astype(str))


def _find_breaks(epci: pd.DataFrame, communes: pd.DataFrame, members: pd.DataFrame) -> set[tuple[str, int]]:
    """The EPCIs and years that are not known to be on the perimeter of the year before.

    Insee's households of an EPCI are the exact sum of those of its communes: it is on another perimeter than that of
    `members` where those of the latter are more, or are all published and make another sum. A year without communes
    stands between two others. Two years on perimeters other than that one may be on two.
    """
    households = communes.loc[communes["indicator"].eq(HOUSEHOLDS), ["territory", "year", "value"]]
    present = members.merge(households[["year"]].drop_duplicates(), how="cross")
    present = present.merge(households, how="left", left_on=["commune", "year"], right_on=["territory", "year"])
    sums = present.groupby(["epci", "year"])["value"].agg(total="sum", is_whole=lambda values: values.notna().all())
    rows = epci[epci["indicator"].eq(HOUSEHOLDS)].rename(columns={"territory": "epci"})
    known = rows.set_index(["epci", "year"])[["value"]].sort_index().join(sums)
    is_other = known["total"].gt(known["value"]) | (known["is_whole"].eq(True) & known["total"].ne(known["value"]))
    state = is_other.astype("float64").where(known["total"].notna()).groupby(level="epci")
    before = state.ffill().groupby(level="epci").shift()
    return set(known.index[before.eq(1) | (before.notna() & state.bfill().eq(1))])


def observations(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, cog: Cog | None = None
) -> pd.DataFrame:
    """Fiscal households and median incomes: communes of the area, EPCIs of `members`, départements of its regions."""
    cog = read_cog(load_catalog().deployment.vintage) if cog is None else cog
    members = read_last_perimeters() if members is None else members
    rows = frame.assign(status=frame["status"].where(frame["status"].ne(""), "normal"), note="", break_before="")
    communes = _carry_communes(rows[rows["level"].eq("COM")], cog)
    epci = rows[rows["level"].eq("EPCI") & rows["territory"].isin(members["epci"])]
    geography = (epci["year"] + AFTER_INCOME).astype(str)
    breaks = _find_breaks(epci, communes, members)
    has_changed = pd.Series([key in breaks for key in zip(epci["territory"], epci["year"], strict=True)], epci.index)
    notes = (
        "Périmètre de "
        + geography
        + has_changed.map({True: " ; rien ne dit que celui d'avant soit le même", False: ""})
    )
    epci = epci.assign(note=notes, break_before=has_changed.map({True: "1", False: ""}))
    departements = rows[rows["level"].eq("DEP") & rows["territory"].isin(area.regions)]
    departements = departements.assign(territory="D" + departements["territory"])
    figures = pd.concat([communes[area.holds(communes["territory"])], epci, departements], ignore_index=True)
    lines = figures["file"] + ", " + figures["territory"]
    return make_figures(figures, source=SOURCE, lines=lines, unit=figures["indicator"].map(UNITS))
