"""Agence ORE: electricity and gas that networks deliver to a commune each year, in MWh.

Many rows of a commune, year and kind add up. Traps: a row says how many of its meshes are secret, which its MWh do not
hold: a sum is then at least so much, and a zero, or a blank, wholly secret; a blank without a secret is not given; a
commune without gas has no row of it; codes of arrondissements are those of no commune.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from geo.boundaries import read_attributes
from loaders.catalog import load_catalog
from loaders.pipeline.figures_csv import make_figures
from loaders.sources.shape import Paged, ask_data_fair
from loaders.sources.shape import list_no_parts as list_parts
from loaders.statistics.groups import sum_group
from loaders.tabular.cells import CONFIDENTIAL
from loaders.tabular.faults import Reading, SourceFormatError
from loaders.tabular.json_files import list_queries, read_pages
from loaders.tabular.reader import Form
from loaders.tabular.table import Table
from loaders.territories.area import Area, find_departement
from loaders.territories.perimeters import find_vintage, read_memberships, read_successors

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "agence-ore"
HOST = "opendata.agenceore.fr"
DATASET = "consommation-annuelle-d-electricite-et-gaz-par-commune"
INDICATORS = {"Electricité": "energy.electricity_delivered", "Gaz": "energy.gas_delivered"}
MWH, SECRETS = "conso_totale_mwh", "nombre_de_mailles_secretisees"
COLUMNS = ("annee", "filiere", "code_commune", MWH, SECRETS)
# A page on which no cell is secret, or none is given, lacks the column.
FORM = Form(("annee", "filiere", "code_commune", MWH), optional=(SECRETS,))
KEYS = ["territory", "year", "indicator"]


def fetch(area: Area, years: range) -> Sequence[Paged]:
    """All years of the communes of the EPCIs that lie in the area, by département."""
    members = read_memberships(find_vintage(load_catalog().deployment.vintage))
    own = members[members["epci"].isin(members.loc[area.holds(members["commune"]), "epci"])]
    numbers = sorted({*area.departements, *find_departement(own["commune"])})
    return [
        ask_data_fair(HOST, DATASET, COLUMNS, f"communes/{number}-{{page}}.json", code_departement_eq=number)
        for number in numbers
    ]


def _read_rows(table: Table) -> pd.DataFrame:
    kinds = table.frame["filiere"]
    for row in kinds.index[~kinds.isin(list(INDICATORS))]:
        table.fault("filiere", row, f"« {kinds[row]} » n’est pas l’une des filières {', '.join(INDICATORS)}")
    amounts = table.read_amounts(MWH, what="nombre de MWh")
    given = SECRETS in table.frame
    secrets = table.read_numbers(SECRETS, what="nombre de mailles").fillna(0) if given else 0.0
    return amounts.assign(
        year=table.read_years("annee"),
        commune=table.read_communes("code_commune"),
        kind=kinds,
        secrets=secrets,
    )


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per row of the pages: year, commune, kind, value (MWh, NaN where none), status, secrets (meshes).

    `path` is the folder of the pages.
    """
    reading = Reading() if reading is None else reading
    tables = [table for files in list_queries(path).values() for table in read_pages(files, FORM, reading)]
    if not tables:
        raise SourceFormatError(
            f"{path.name} : un dossier de pages, 62-0001.json, est attendu, et aucune n’a de ligne."
        )
    rows = [_read_rows(table) for table in tables]
    reading.stop_on_faults()
    return pd.concat(rows, ignore_index=True)


def _sum_communes(rows: pd.DataFrame) -> pd.DataFrame:
    """MWh of each commune of today, year and kind; `status` and `note` say what is not in them."""
    # A zero beside a secret is what is left where all is secret.
    hidden = rows["status"].eq(CONFIDENTIAL) | (rows["secrets"].gt(0) & rows["value"].fillna(0).eq(0))
    rows = rows.assign(value=rows["value"].mask(hidden), hidden=hidden, absent=rows["value"].isna() & ~hidden)
    sums = rows.groupby(KEYS).agg(
        value=("value", lambda values: values.sum(min_count=1)),
        counted=("value", "size"),
        secrets=("secrets", "sum"),
        hidden=("hidden", "sum"),
        absent=("absent", "sum"),
        codes=("commune", lambda codes: ", ".join(sorted(set(codes)))),
    )
    sums = sums.reset_index()
    is_secret = sums["secrets"].gt(0) | sums["hidden"].gt(0)
    is_nothing = sums["value"].isna() | (is_secret & sums["value"].eq(0))
    status = (is_secret | sums["absent"].gt(0)).map({True: "partial", False: "normal"})
    status = status.mask(is_nothing, is_secret.map({True: CONFIDENTIAL, False: "missing"}))
    told = "Somme de " + sums["counted"].astype(str) + " lignes"
    told += (", des codes " + sums["codes"]).where(sums["codes"].ne(sums["territory"]), "")
    told += (" ; au moins : " + sums["secrets"].astype(int).astype(str) + " mailles sous le secret").where(
        is_secret, ""
    )
    told += (" ; " + sums["absent"].astype(str) + " sans donnée").where(sums["absent"].gt(0), "")
    return sums.assign(value=sums["value"].mask(is_nothing).round(3), status=status, note=told)


def _sum_groups(communes: pd.DataFrame, groups: dict[str, tuple[list[str], str]], people: pd.Series) -> pd.DataFrame:
    """Sums over the members of each group, with its note: at least so much where one is secret, or has no row at all.

    A commune that has a row of another kind that year has none of this one, and is no part of the sum.
    """
    rows = []
    named = communes.groupby("year")["territory"].agg(set)
    for (year, indicator), own in communes.groupby(["year", "indicator"]):
        of = own.set_index("territory")
        without = pd.Series("not_applicable", index=sorted(named[year] - set(of.index)))
        statuses = pd.concat([of["status"].replace(CONFIDENTIAL, "missing"), without])
        values = of["value"].reindex(statuses.index)
        for group, (members, suffix) in groups.items():
            mine = of[of.index.isin(members)]
            if mine.empty:
                continue
            found = sum_group(values, statuses, members, people)
            is_least = found.value is not None and (mine["status"].ne("normal").any() or found.known < found.members)
            note = ("Au moins : somme de " if is_least else "Somme de ") + f"{found.known} communes"
            if found.known < found.members and found.population_coverage is not None:
                share = f"{int(1000 * found.population_coverage) / 10:.1f}".replace(".", ",")
                note += f" sur {found.members}, {share} % des habitants"
            if others := len(members) - found.members:
                note += f" ; {others} autres n’en ont pas"
            note += suffix + (f" ; {secret} mailles sous le secret" if (secret := int(mine["secrets"].sum())) else "")
            value = float("nan") if found.value is None else round(found.value, 3)
            status = "missing" if found.value is None else "partial" if is_least else "normal"
            rows.append((group, year, indicator, value, status, note))
    return pd.DataFrame(rows, columns=[*KEYS, "value", "status", "note"])


def observations(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, successors: dict[str, str] | None = None
) -> pd.DataFrame:
    """MWh of the communes of the area, of their EPCIs in their perimeter of today, and of the départements.

    A sum is of three quarters of the communes and inhabitants at least; a commune without any row is not known.
    """
    vintage = find_vintage(load_catalog().deployment.vintage)
    members = read_memberships(vintage) if members is None else members
    successors = read_successors() if successors is None else successors
    members = members.assign(commune=members["commune"].replace(successors))
    table = read_attributes("commune", load_catalog().deployment.vintage).set_index("code")
    rows = frame.assign(territory=frame["commune"].replace(successors), indicator=frame["kind"].map(INDICATORS))
    communes = _sum_communes(rows[rows["territory"].isin(table.index)])
    groups: dict[str, tuple[list[str], str]] = {}
    for epci, own in members.groupby("epci"):
        if area.holds(own["commune"]).any():
            groups[str(epci)] = list(own["commune"].drop_duplicates()), f", périmètre de {vintage}"
    inside = pd.Series(table.index[area.holds(pd.Series(table.index)).to_numpy()], dtype="str")
    groups |= {f"D{number}": (list(own), "") for number, own in inside.groupby(find_departement(inside))}
    wide = _sum_groups(communes, groups, table["population"].astype("float64"))
    figures = pd.concat([communes[area.holds(communes["territory"])], wide], ignore_index=True)
    lines = figures["year"].astype(str) + ", " + figures["territory"]
    return make_figures(figures, source=SOURCE, lines=lines, section=MWH, unit="MWh")
