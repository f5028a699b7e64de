"""Caisse des Dépôts: the share of social dwellings of each commune, as the law SRU counts them.

Traps: neither a column nor the address says the year, and the address always gives the last one: somebody has to say
it, and no name of a file does, since an export is named by the day of its download; a rate comes without its two
terms, so that neither an EPCI nor a commune made of several since has one.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import ask_nobody as fetch
from loaders.sources.shape import list_no_parts as list_parts
from loaders.tabular.faults import Reading, YearUnknownError
from loaders.tabular.reader import Form, read_table
from loaders.territories.area import Area
from loaders.territories.perimeters import read_successors

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "cdc-sru"
INDICATOR = "housing.social_share"
COMMUNE, RATE = "Code Commune", "Taux de logements sociaux (%)"
WHOLE = 100
NO_RATE = "Pas de taux de la commune réunie depuis : "


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per commune: commune, year, published, value (NaN where blank), status ("" beside a number).

    Raises YearUnknownError where nobody has said the year.
    """
    table = read_table(path, Form([COMMUNE, RATE]), reading)
    communes = table.read_communes(COMMUNE)
    table.refuse_twice(COMMUNE, communes, what="commune")
    rates = table.read_amounts(RATE, what="taux")
    for row in rates.index[rates["value"].gt(WHOLE)]:
        table.fault(RATE, row, f"« {table.frame[RATE][row]} » dépasse 100 %")
    table.stop_on_faults()
    if table.reading.year is None:
        raise YearUnknownError(
            f"{path.name} : rien dans ce fichier ne dit l’année de ses taux. Lisez-la sur la page de l’éditeur "
            "et donnez-la avec --year. "
        )
    printed = table.frame[RATE].where(rates["value"].notna(), "")
    return rates.assign(commune=communes, year=table.reading.year, published=printed)


def observations(frame: pd.DataFrame, area: Area, *, successors: dict[str, str] | None = None) -> pd.DataFrame:
    """The rate of each commune of the area; none of one that is made of others since, and none of an EPCI."""
    successors = read_successors() if successors is None else successors
    rows = frame.assign(territory=frame["commune"].replace(successors))
    rows = rows[area.holds(rows["territory"])]
    communes = rows.groupby(["territory", "year"], as_index=False).agg(
        value=("value", "first"),
        status=("status", "first"),
        published=("published", "first"),
        codes=("commune", lambda codes: ", ".join(sorted(codes))),
    )
    is_made = communes["codes"].ne(communes["territory"])
    figures = communes.assign(
        value=communes["value"].mask(is_made),
        published=communes["published"].mask(is_made, ""),
        status=communes["status"].replace("", "normal").mask(is_made, "missing"),
        note=(NO_RATE + communes["codes"]).where(is_made, ""),
    )
    return make_figures(
        figures, source=SOURCE, indicator=INDICATOR, unit="percent", section=RATE, lines=figures["codes"]
    )
