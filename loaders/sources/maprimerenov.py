"""MaPrimeRénov': files validated by year and département, as differences of the monthly totals of the Baromètre.

Two series, never chained: that of Anah (April 2020 to October 2022), and that of the DITP (IND-292, December 2022
onwards), on another base. Traps: both are cumulative, though the first says the contrary; files are neither dwellings
nor euros; a year of which the last months lack is partial; in the second a month is dated from its first day and meant
at its end, the first total stands in indic_vi, the others in indic_va, and indic_vc and indic_ta are a target and a
rate; its first total is of no year. No open series goes below the département.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import ask_nobody as fetch
from loaders.sources.shape import list_no_parts as list_parts
from loaders.tabular.faults import Reading, SourceFormatError, join_some
from loaders.tabular.reader import Form, read_table
from loaders.tabular.table import Table
from loaders.territories.area import Area
from loaders.vocabulary import MONTHS

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "anah-barometre"
DITP = "ditp-barometre"
INDICATOR = "housing.maprimerenov_files"
OF_ANAH = Form(["id_indicateur", "code_departement", "date", "valeur"], name=SOURCE)
OF_DITP = Form(["indic_id", "enforce_zone_id", "metric_enforce_date", "maille", "indic_vi", "indic_va"], name=DITP)
KEPT = {SOURCE: ("id_indicateur", "nb-maprimerenov-valides"), DITP: ("indic_id", "IND-292")}
LAST = 12


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per département and month: source, departement, year, month, total (files validated since the start)."""
    table = read_table(path, (OF_ANAH, OF_DITP), reading)
    column, wanted = KEPT[table.form]
    is_wanted = table.frame[column].eq(wanted)
    if not is_wanted.any():
        found = join_some([f"« {name} »" for name in table.frame[column].unique()])
        raise SourceFormatError(
            f"{path.name}, colonne « {column} » : aucune ligne « {wanted} », trouvé {found}. "
            "Prenez la série des dossiers validés de MaPrimeRénov’."
        )
    table = table.keep(is_wanted)
    if table.form == DITP:
        table = table.keep(table.frame["maille"].eq("DEPT"))
    day = "date" if table.form == SOURCE else "metric_enforce_date"
    rows = pd.DataFrame({
        "source": table.form,
        "departement": _read_departements(table),
        "year": table.frame[day].str[:4],
        "month": table.frame[day].str[5:7],
        "total": _read_totals(table),
        "file": path.stem,
    })  # fmt: skip
    for row in rows.index[~table.frame[day].str.fullmatch(r"20\d\d-(0[1-9]|1[0-2])-\d\d")]:
        table.fault(day, row, f"« {table.frame[day][row]} » n’est pas une date comme 2022-12-31")
    table.stop_on_faults()
    rows = rows.astype({"year": "int64", "month": "int64"})
    table.refuse_twice(day, rows["departement"], rows["year"] * 100 + rows["month"], what="département et par mois")
    _refuse_falls(table, rows)
    table.stop_on_faults()
    return rows


def _read_departements(table: Table) -> pd.Series:
    if table.form == DITP:
        table.frame["enforce_zone_id"] = table.frame["enforce_zone_id"].str.removeprefix("D")
        return table.read_departements("enforce_zone_id")
    return table.read_departements("code_departement")


def _read_totals(table: Table) -> pd.Series:
    if table.form == SOURCE:
        return table.read_numbers("valeur", is_required=True, what="nombre de dossiers")
    first, others = (table.read_numbers(name, what="nombre de dossiers") for name in ("indic_vi", "indic_va"))
    return others.fillna(first)


def _refuse_falls(table: Table, rows: pd.DataFrame) -> None:
    """A total since the start that falls is none: the file has changed its way of counting."""
    ordered = rows.sort_values(["departement", "year", "month"])
    falls = ordered.groupby("departement")["total"].diff().lt(0)
    for row in ordered.index[falls]:
        column = "valeur" if table.form == SOURCE else "indic_va"
        table.fault(column, row, "ce cumul est plus petit que celui du mois d’avant : la série n’en est plus un")


def observations(frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """Files validated in each year, by département of the area's regions, and by region where all of them are there.

    A year is the difference of two totals of one series: that of its last month and that of the December before, or all
    of it in the first year of the programme. The first year of another series has no December before, thus no figure.
    """
    inside = frame[frame["departement"].isin(list(area.regions)) & frame["total"].notna()]
    rows = inside.assign(territory="D" + inside["departement"])
    every = pd.concat([rows, area.gather_regions(inside, ["source", "file", "year", "month"])])
    totals = every.groupby(["source", "file", "territory", "year", "month"], as_index=False)["total"].sum()
    last = totals.sort_values("month").drop_duplicates(["source", "territory", "year"], keep="last")
    ends = last[last["month"].eq(LAST)].assign(year=last["year"] + 1).rename(columns={"total": "before"})
    years = last.merge(ends[["source", "territory", "year", "before"]], how="left")
    years["first"] = years.groupby(["source", "territory"])["year"].transform("min")
    is_start = years["source"].eq(SOURCE) & years["year"].eq(years["first"])
    years["before"] = years["before"].mask(is_start, 0)
    years = years[years["before"].notna()]
    is_partial = years["month"].lt(LAST)
    until = years["month"].map(lambda month: MONTHS[month - 1])
    note = "Cumul à fin " + until + " " + years["year"].astype(str) + " (" + years["total"].map("{:.0f}".format) + ")"
    note += (", moins celui de décembre " + (years["year"] - 1).astype(str)).where(years["before"].gt(0), "")
    note += (" ; janvier à " + until + " seulement").where(is_partial, "")
    # The base of the second series is not that of the first.
    is_other = years["source"].eq(DITP) & years["year"].eq(years["first"] + 1)
    figures = years.assign(
        value=years["total"] - years["before"],
        status=is_partial.map({True: "partial", False: "normal"}),
        note=note,
        break_before=is_other.map({True: "1", False: ""}),
    )
    return make_figures(figures, lines=figures["file"] + ", " + figures["territory"], indicator=INDICATOR, unit="files")
