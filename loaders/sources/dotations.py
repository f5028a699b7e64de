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
RECIPIENTS = {"commune": "communes", "epci": "epci", "syndicat": "syndicates"}
NAMES = ["nom_beneficiaire", "description"]
COLUMNS = ["exercice", "id_projet", "dotation", "echelon", "code_beneficiaire", "epci_siren_2019", "cout", "subvention"]


def read(path: Path) -> pd.DataFrame:
    """One row per project: the publisher's columns as text, `exercice` integer, `cout` and `subvention` in euros.

    The names of the beneficiary and of the project are "" where the file has none.
    """
    frame = read_delimited(path, COLUMNS, separator=",")
    frame = frame.assign(**{name: "" for name in NAMES if name not in frame})
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


def _sum_by_epci(rows: pd.DataFrame, area: Area, members: pd.DataFrame) -> pd.DataFrame:
    """Sums by EPCI of 2019, saying where the list does not cover all the départements of an EPCI."""
    sums = sum_projects(rows.assign(territory=rows["epci"]), KEYS)
    sums["note"] = (
        describe_sum(sums["projects"]) + " de l'EPCI et des communes de son périmètre de 2019, hors syndicats"
    )
    inside = members.loc[area.holds(members["commune"]), "epci"].unique()
    sums = add_zeros(sums, rows, territories=inside, measures=MEASURES, note=NO_PROJECT)
    covered = set(find_departement(rows.loc[rows["recipient"].eq("communes"), "territory"]))
    places = find_departement(members["commune"]).groupby(members["epci"]).agg(set)
    partly = {epci: own & covered for epci, own in places.items() if own & covered and own - covered}
    notes = {epci: f" ; projets {of_departements(found)} seulement" for epci, found in partly.items()}
    sums["note"] += sums["territory"].map(notes).fillna("")
    return sums


def _sum_by_recipient(rows: pd.DataFrame, recipient: str, whose: str, seated: Iterable[str]) -> pd.DataFrame:
    """Sums by EPCI of the projects of one kind of recipient, 0 for the EPCIs `seated` in the area without any."""
    rows = rows[rows["recipient"].eq(recipient)]
    rows = rows.assign(territory=rows["epci"], scope=rows["scope"] + ";recipient=" + recipient)
    sums = sum_projects(rows, KEYS)
    sums["note"] = describe_sum(sums["projects"]) + whose
    return add_zeros(sums, rows, territories=seated, measures=ZERO_MEASURES, note=NO_PROJECT)


def _sum_by_beneficiary(
    rows: pd.DataFrame, area: Area, members: pd.DataFrame, successors: dict[str, str]
) -> pd.DataFrame:
    """Sums by syndicate and by commune of today; amount and number are 0 for a commune that the list does not name."""
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


def _find_seats(rows: pd.DataFrame, members: pd.DataFrame, seats: dict[str, str] | None) -> pd.Series:
    """The number of the département where each beneficiary has its seat. Raises SourceFormatError for a syndicate."""
    known = dict(zip(members["epci"], members["departement"], strict=True))
    known |= read_syndicates() if seats is None else seats
    found = rows["code_beneficiaire"].map(known)
    unknown = sorted(rows.loc[rows["echelon"].eq("syndicat") & found.isna(), "code_beneficiaire"].unique())
    if unknown:
        raise SourceFormatError(
            f"syndicats {', '.join(unknown[:5])} inconnus. Déclarez-les dans syndicates.csv avec leur département, ou "
            "gardez du fichier les seules lignes de vos départements."
        )
    return found.where(rows["echelon"].ne("commune"), find_departement(rows["code_beneficiaire"])).fillna("")


def list_parts(
    frame: pd.DataFrame,
    area: Area,
    *,
    members: pd.DataFrame | None = None,
    successors: dict[str, str] | None = None,
    seats: dict[str, str] | None = None,
) -> pd.DataFrame:
    """One row per project that a figure counts, in the columns of loaders.pipeline.parts, with `former` and `projects`.

    `territory` is the beneficiary under its code of today, `epci` that of 2019 (none for a syndicate), `departement`
    that of the seat, where it is in the area. Raises SourceFormatError for a syndicate without seat.
    """
    members = read_memberships(VINTAGE) if members is None else members
    successors = read_successors() if successors is None else successors
    area = _keep_complete(area, frame)
    rows = frame[frame["dotation"].isin(FUNDS) & frame["echelon"].isin(RECIPIENTS)]
    seat = _find_seats(rows, members, seats)
    inside = seat.isin(area.departements)
    rows = rows.assign(
        source=SOURCE,
        locator=rows["id_projet"],
        year=rows["exercice"],
        scope=rows["dotation"].map(FUNDS),
        recipient=rows["echelon"].map(RECIPIENTS),
        former=rows["code_beneficiaire"],
        territory=rows["code_beneficiaire"].replace(successors),
        epci=rows["epci_siren_2019"].where(rows["echelon"].ne("syndicat"), ""),
        departement=("D" + seat).where(inside, ""),
        name=rows["nom_beneficiaire"],
        code=rows["code_beneficiaire"],
        commune=rows["code_beneficiaire"].where(rows["echelon"].eq("commune"), ""),
        object=rows["description"],
    )
    return rows[inside | rows["epci"].ne("")].assign(**{
        "subsidies.received_amount": rows["subvention"],
        "subsidies.received_cost": rows["cout"],
        "subsidies.received_projects": 1.0,
    })  # fmt: skip


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
    rows = list_parts(frame, area, members=members, successors=successors, seats=seats)
    own = rows[rows["departement"].ne("")]
    of_epci = rows[rows["epci"].ne("")]
    seated = members.loc[members["departement"].isin(area.departements), "epci"].unique()
    total = sum_projects(own.assign(territory=own["departement"]), KEYS)
    names = {f"D{number}": of_departements([number]) for number in area.departements}
    total["note"] = (
        describe_sum(total["projects"]) + " des communes, EPCI et syndicats " + total["territory"].map(names)
    )
    figures = [
        _sum_by_beneficiary(own[own["recipient"].ne("epci")], area, members, successors),
        _sum_by_epci(of_epci, area, members),
        _sum_by_recipient(of_epci, "epci", " de l'EPCI lui-même", seated),
        _sum_by_recipient(of_epci, "communes", " des communes du périmètre de 2019", seated),
        total,
    ]
    rows = pd.concat(figures, ignore_index=True)
    return make_figures(rows, source=SOURCE, lines=rows["territory"], section="Projets " + rows["year"].astype(str))
