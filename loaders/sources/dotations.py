"""DGCL: projects funded by the DETR and the DSIL, one row per project, with its cost and its grant.

Traps: `code_beneficiaire` is the INSEE code of a commune, the SIREN of an EPCI or syndicate, or a département's number;
syndicates have no EPCI; the EPCI of a commune is that of the perimeter of 2019; the DSID goes to the département alone.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.figures_csv import make_figures
from loaders.perimeters import read_memberships
from loaders.publisher_files import SourceFormatError, parse_numbers, read_delimited

SOURCE = "dgcl-dotations"
HOME = "62"
VINTAGE = 2019
FUNDS = {"DETR": "fund=detr", "DSIL": "fund=dsil"}
MEASURES = {
    "subsidies.received_amount": "EUR",
    "subsidies.received_cost": "EUR",
    "subsidies.received_projects": "projects",
}
KEYS = ["territory", "year", "scope"]
COLUMNS = ["exercice", "id_projet", "dotation", "echelon", "code_beneficiaire", "epci_siren_2019", "cout", "subvention"]


def read(path: Path) -> pd.DataFrame:
    """One row per project: the publisher's columns as text, `exercice` integer, `cout` and `subvention` in euros."""
    frame = read_delimited(path, COLUMNS, separator=",")
    for column in ("cout", "subvention"):
        frame[column] = parse_numbers(frame[column], path.name)
    twice = frame.loc[frame["id_projet"].duplicated(), "id_projet"]
    if len(twice):
        raise SourceFormatError(f"{path.name} : projet {twice.iloc[0]} en double. Une ligne par projet attendue.")
    return frame.astype({"exercice": "int64"})


def sum_projects(projects: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Amount, cost and number of `projects` by `keys`, one row per measure: indicator, value, unit, projects."""
    sums = projects.groupby(keys).agg(**{
        "subsidies.received_amount": ("subvention", "sum"),
        "subsidies.received_cost": ("cout", "sum"),
        "subsidies.received_projects": ("subvention", "size"),
    })  # fmt: skip
    sums = sums.round(2).assign(projects=sums["subsidies.received_projects"])
    long = sums.reset_index().melt([*keys, "projects"], list(MEASURES), var_name="indicator", value_name="value")
    return long.assign(unit=long["indicator"].map(MEASURES))


def describe_sum(counts: pd.Series) -> pd.Series:
    """The note of a sum: « Somme de 5 projets »."""
    return ("Somme de " + counts.astype(str) + " projets").where(counts > 1, "Un seul projet")


def _add_zeros(sums: pd.DataFrame, epci: pd.Series) -> pd.DataFrame:
    """Zeros for each EPCI of Pas-de-Calais that the list, which is exhaustive, does not name for a fund and year."""
    keys = ["territory", "year", "scope", "indicator"]
    values = [sorted(epci.unique()), sums["year"].unique(), sums["scope"].unique(), list(MEASURES)]
    absent = pd.MultiIndex.from_product(values, names=keys).difference(pd.MultiIndex.from_frame(sums[keys]))
    zeros = absent.to_frame(index=False).assign(value=0.0, note="Aucun projet dans la liste, qui est exhaustive")
    return pd.concat([sums, zeros.assign(unit=zeros["indicator"].map(MEASURES))], ignore_index=True)


def _sum_by_epci(projects: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Sums by EPCI of 2019, saying where the list does not cover all the départements of an EPCI."""
    own = projects[projects["epci_siren_2019"].ne("")]
    sums = sum_projects(own.assign(territory=own["epci_siren_2019"]), KEYS)
    sums["note"] = (
        describe_sum(sums["projects"]) + " de l'EPCI et des communes de son périmètre de 2019, hors syndicats"
    )
    sums = _add_zeros(sums, members.loc[members["commune"].str.startswith(HOME), "epci"])
    covered = projects.loc[projects["echelon"].eq("commune"), "territory"].str[:2].unique()
    partly = members.loc[~members["commune"].str[:2].isin(covered), "epci"]
    sums.loc[sums["territory"].isin(partly), "note"] += " ; projets du Pas-de-Calais seulement"
    return sums


def observations(frame: pd.DataFrame, *, members: pd.DataFrame | None = None) -> pd.DataFrame:
    """Amount, cost and number of projects by fund, year and territory: communes, EPCIs, syndicates and D62.

    An EPCI counts its own projects and those of its member communes (perimeter of 2019), without syndicates; the scope
    `recipient=epci` counts its own alone, `recipient=communes` those of the communes. D62 counts its
    communes, the EPCIs seated there and its syndicates.
    """
    members = read_memberships(VINTAGE) if members is None else members
    frame = frame[frame["dotation"].isin(FUNDS)]
    frame = frame.assign(
        year=frame["exercice"], scope=frame["dotation"].map(FUNDS), territory=frame["code_beneficiaire"]
    )
    communes = frame[frame["echelon"].eq("commune") & frame["territory"].str.startswith(HOME)]
    syndicates = frame[frame["echelon"].eq("syndicat")]
    epci = frame[frame["echelon"].eq("epci")]
    seated = epci[epci["territory"].isin(members.loc[members["departement"].eq(HOME), "epci"])]
    alone = sum_projects(epci.assign(scope=epci["scope"] + ";recipient=epci"), KEYS)
    alone["note"] = describe_sum(alone["projects"]) + " de l'EPCI lui-même"
    joined = frame[frame["echelon"].eq("commune") & frame["epci_siren_2019"].ne("")]
    joined = joined.assign(territory=joined["epci_siren_2019"], scope=joined["scope"] + ";recipient=communes")
    joined = sum_projects(joined, KEYS)
    joined["note"] = describe_sum(joined["projects"]) + " des communes du périmètre de 2019"
    small = sum_projects(pd.concat([communes, syndicates]), KEYS)
    small["note"] = describe_sum(small["projects"])
    total = sum_projects(pd.concat([communes, syndicates, seated]).assign(territory="D" + HOME), KEYS)
    total["note"] = describe_sum(total["projects"]) + " des communes, EPCI et syndicats du Pas-de-Calais"
    figures = pd.concat([small, _sum_by_epci(frame, members), alone, joined, total], ignore_index=True)
    return make_figures(
        figures, source=SOURCE, lines=figures["territory"], section="Projets " + figures["year"].astype(str)
    )
