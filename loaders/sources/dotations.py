"""DGCL: projects funded by the DETR and the DSIL, one row per project, with its cost and its grant.

Traps: `code_beneficiaire` is the INSEE code of a commune, the SIREN of an EPCI or syndicate, or a département's number;
syndicates have no EPCI; the EPCI of a commune is that of the perimeter of 2019; the DSID goes to the département alone;
a commune that merged since has its old code. A list that holds the projects of a département itself is complete for it:
whom it does not name received 0; of another département it holds but some EPCIs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.publisher_files import SourceFormatError, parse_numbers, read_delimited
from loaders.territories.area import Area, find_departement, of_departements, read_syndicates
from loaders.territories.perimeters import describe_codes, list_communes, read_memberships, read_successors

SOURCE = "dgcl-dotations"
VINTAGE = 2019
FUNDS = {"DETR": "fund=detr", "DSIL": "fund=dsil"}
MEASURES = {
    "subsidies.received_amount": "EUR",
    "subsidies.received_cost": "EUR",
    "subsidies.received_projects": "projects",
}
ZERO_MEASURES = {name: MEASURES[name] for name in ("subsidies.received_amount", "subsidies.received_projects")}
NO_PROJECT = "Aucun projet dans la liste, complète pour le département"
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


def add_zeros(
    sums: pd.DataFrame, projects: pd.DataFrame, *, territories: Iterable[str], measures: dict[str, str], note: str
) -> pd.DataFrame:
    """`sums`, and zeros of `measures` (indicator: unit) for the `territories` that a complete list does not name.

    One zero for each territory, each year and scope of `projects`, and each measure that `sums` has not.
    """
    keys = ["territory", "year", "scope", "indicator"]
    values = [sorted(territories), projects["year"].unique(), projects["scope"].unique(), list(measures)]
    absent = pd.MultiIndex.from_product(values, names=keys).difference(pd.MultiIndex.from_frame(sums[keys]))
    zeros = absent.to_frame(index=False).assign(value=0.0, note=note)
    return pd.concat([sums, zeros.assign(unit=zeros["indicator"].map(measures))], ignore_index=True)


def _sum_by_epci(projects: pd.DataFrame, area: Area, members: pd.DataFrame) -> pd.DataFrame:
    """Sums by EPCI of 2019, saying where the list does not cover all the départements of an EPCI."""
    own = projects[projects["epci_siren_2019"].ne("")]
    sums = sum_projects(own.assign(territory=own["epci_siren_2019"]), KEYS)
    sums["note"] = (
        describe_sum(sums["projects"]) + " de l'EPCI et des communes de son périmètre de 2019, hors syndicats"
    )
    inside = members.loc[area.holds(members["commune"]), "epci"].unique()
    sums = add_zeros(sums, projects, territories=inside, measures=MEASURES, note=NO_PROJECT)
    covered = set(find_departement(projects.loc[projects["echelon"].eq("commune"), "territory"]))
    places = find_departement(members["commune"]).groupby(members["epci"]).agg(set)
    partly = {epci: own & covered for epci, own in places.items() if own & covered and own - covered}
    notes = {epci: f" ; projets {of_departements(found)} seulement" for epci, found in partly.items()}
    sums["note"] += sums["territory"].map(notes).fillna("")
    return sums


def _sum_by_beneficiary(
    communes: pd.DataFrame, syndicates: pd.DataFrame, area: Area, members: pd.DataFrame, successors: dict[str, str]
) -> pd.DataFrame:
    """Sums by syndicate and by commune of today; amount and number are 0 for a commune that the list does not name."""
    communes = communes.assign(former=communes["territory"], territory=communes["territory"].replace(successors))
    rows = pd.concat([communes, syndicates.assign(former=syndicates["territory"])])
    sums = sum_projects(rows, KEYS)
    sums["note"] = describe_sum(sums["projects"]) + describe_codes(rows, sums, KEYS)
    today = list_communes(members, area.departements, successors)
    return add_zeros(sums, rows, territories=today, measures=ZERO_MEASURES, note=NO_PROJECT)


def _keep_complete(area: Area, frame: pd.DataFrame) -> Area:
    """The départements of the area for which the list is complete. Raises SourceFormatError if there are none."""
    whole = set(frame.loc[frame["echelon"].eq("conseil_departemental"), "code_beneficiaire"])
    kept = tuple(number for number in area.departements if number in whole)
    if not kept:
        raise SourceFormatError(
            f"la liste n'a aucun projet des départements {', '.join(area.departements)} eux-mêmes : elle n'est "
            f"complète que pour {', '.join(sorted(whole)) or 'aucun'}. Prenez celle d'un département de l'installation."
        )
    return replace(area, departements=kept)


def _place_syndicates(syndicates: pd.DataFrame, area: Area, seats: dict[str, str] | None) -> pd.DataFrame:
    """The projects of the syndicates of the area, with the number of their département as `seat`."""
    placed = syndicates.assign(seat=syndicates["territory"].map(read_syndicates() if seats is None else seats))
    unknown = sorted(placed.loc[placed["seat"].isna(), "territory"].unique())
    if unknown:
        raise SourceFormatError(
            f"syndicats {', '.join(unknown[:5])} inconnus. Déclarez-les dans syndicates.csv avec leur département, ou "
            "gardez du fichier les seules lignes de vos départements."
        )
    return placed[placed["seat"].isin(area.departements)]


def observations(
    frame: pd.DataFrame,
    area: Area,
    *,
    members: pd.DataFrame | None = None,
    successors: dict[str, str] | None = None,
    seats: dict[str, str] | None = None,
) -> pd.DataFrame:
    """Amount, cost and number of projects by fund, year and territory: communes, EPCIs, syndicates and départements.

    An EPCI counts its own projects and those of its member communes (perimeter of 2019), without syndicates; the scope
    `recipient=epci` counts its own alone, `recipient=communes` those of the communes. A département counts its
    communes, the EPCIs seated there and its syndicates, whose `seats` are numbers of départements by SIREN. A commune
    counts the projects of those that became it. Raises SourceFormatError for a syndicate without seat.
    """
    members = read_memberships(VINTAGE) if members is None else members
    successors = read_successors() if successors is None else successors
    area = _keep_complete(area, frame)
    frame = frame[frame["dotation"].isin(FUNDS)]
    frame = frame.assign(
        year=frame["exercice"], scope=frame["dotation"].map(FUNDS), territory=frame["code_beneficiaire"]
    )
    communes = frame[frame["echelon"].eq("commune") & area.holds(frame["territory"])]
    communes = communes.assign(seat=find_departement(communes["territory"]))
    syndicates = _place_syndicates(frame[frame["echelon"].eq("syndicat")], area, seats)
    epci = frame[frame["echelon"].eq("epci")]
    seated = epci.assign(seat=epci["territory"].map(dict(zip(members["epci"], members["departement"], strict=True))))
    seated = seated[seated["seat"].isin(area.departements)]
    alone = sum_projects(epci.assign(scope=epci["scope"] + ";recipient=epci"), KEYS)
    alone["note"] = describe_sum(alone["projects"]) + " de l'EPCI lui-même"
    joined = frame[frame["echelon"].eq("commune") & frame["epci_siren_2019"].ne("")]
    joined = joined.assign(territory=joined["epci_siren_2019"], scope=joined["scope"] + ";recipient=communes")
    joined = sum_projects(joined, KEYS)
    joined["note"] = describe_sum(joined["projects"]) + " des communes du périmètre de 2019"
    small = _sum_by_beneficiary(communes, syndicates, area, members, successors)
    own = pd.concat([communes, syndicates, seated])
    total = sum_projects(own.assign(territory="D" + own["seat"]), KEYS)
    names = {f"D{number}": of_departements([number]) for number in area.departements}
    total["note"] = (
        describe_sum(total["projects"]) + " des communes, EPCI et syndicats " + total["territory"].map(names)
    )
    figures = pd.concat([small, _sum_by_epci(frame, area, members), alone, joined, total], ignore_index=True)
    return make_figures(
        figures, source=SOURCE, lines=figures["territory"], section="Projets " + figures["year"].astype(str)
    )
