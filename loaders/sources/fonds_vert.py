"""DGALN, Fonds vert: every project funded in 2023, one row per project, with the amount engaged and no cost.

Traps: codes that are the word NULL; a SIREN written 216206672.0, or a SIRET in its place; the year stands in the name
of the file alone; a project is located at its beneficiary's seat, sometimes under the code of a commune that merged,
sometimes nowhere; the département is the publisher's, not always that of the commune. The list of 2023 is complete,
biodiversity included, whose projects have a list apart since 2024.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.dotations import ZERO_MEASURES as MEASURES
from loaders.sources.dotations import add_zeros, describe_sum
from loaders.sources.publisher_files import SourceFormatError, parse_numbers, read_delimited
from loaders.territories.area import Area, read_groupings, read_syndicates
from loaders.territories.perimeters import describe_codes, list_communes, read_memberships, read_successors

SOURCE = "dgaln-fonds-vert-2023"
SCOPE = "fund=fonds_vert"
VINTAGE = 2024
NO_PROJECT = "Aucun projet dont la commune est bénéficiaire, dans une liste complète, biodiversité comprise"
NO_PLACED = "Aucun projet, dans une liste complète, biodiversité comprise"
NO_OWN = "Aucun projet de l'EPCI lui-même, dans une liste complète, biodiversité comprise"
NAMES = {"nom_beneficiaire_principal": "name", "nom_du_projet": "object"}
COLUMNS = ["nom_region", "code_departement", "code_commune", "numero_dossier_ds", "siren", "montant_engage"]


def read(path: Path) -> pd.DataFrame:
    """One row per project: year, locator, region, departement, commune ('' where NULL), siren (9 digits), name, object,
    amount (euros); both names are "" where the file has none.
    """
    found = re.search(r"(20\d\d)", path.stem)
    if found is None:
        raise SourceFormatError(
            f"{path.name} : l'année est attendue dans le nom du fichier, comme fonds_vert_2023.csv."
        )
    frame = read_delimited(path, COLUMNS, separator=",")
    return pd.DataFrame({
        "year": int(found[1]),
        "locator": "dossier " + frame["numero_dossier_ds"],
        "region": frame["nom_region"],
        "departement": frame["code_departement"],
        "commune": frame["code_commune"].replace("NULL", ""),
        "siren": frame["siren"].str.replace(r"\.0$", "", regex=True).str[:9],
        "amount": parse_numbers(frame["montant_engage"], path.name),
        **{name: frame.get(column, "") for column, name in NAMES.items()},
    })  # fmt: skip


def _sum_projects(projects: pd.DataFrame, note: str, scope: str = SCOPE) -> pd.DataFrame:
    """Amount and number of projects by territory and year, one row per measure, with a note."""
    sums = projects.groupby(["territory", "year"]).agg(**{
        "subsidies.received_amount": ("amount", "sum"), "subsidies.received_projects": ("amount", "size"),
    })  # fmt: skip
    sums = sums.round(2).assign(projects=sums["subsidies.received_projects"]).reset_index()
    long = sums.melt(["territory", "year", "projects"], list(MEASURES), var_name="indicator", value_name="value")
    return long.assign(unit=long["indicator"].map(MEASURES), scope=scope, note=describe_sum(long["projects"]) + note)


def _sum_departements(projects: pd.DataFrame) -> pd.DataFrame:
    """Sums by the département that the publisher gives, noting those located in it but given to another."""
    sums = _sum_projects(projects.assign(territory=projects["departement"]), ", département indiqué par le producteur")
    own = "D" + projects["commune"].str[:2]
    elsewhere = own[projects["commune"].ne("") & own.ne(projects["departement"])].value_counts()
    counts = sums["territory"].map(elsewhere).fillna(0).astype(int)
    warning = " ; il en rattache ailleurs " + counts.astype(str) + " situés dans une commune de ce département"
    return sums.assign(note=sums["note"] + warning.where(counts > 0, ""))


def _sum_by_commune(
    projects: pd.DataFrame, area: Area, members: pd.DataFrame, successors: dict[str, str]
) -> pd.DataFrame:
    """Sums by commune of the area today that is a beneficiary, with 0 for those that the list does not name."""
    rows = projects[projects["recipient"].eq("communes") & area.holds(projects["territory"])]
    sums = _sum_projects(rows, ", commune bénéficiaire")
    sums["note"] += describe_codes(rows, sums, ["territory", "year"])
    today = list_communes(members, area.departements, successors)
    return add_zeros(sums, projects, territories=today, measures=MEASURES, note=NO_PROJECT)


def _sum_by_epci(projects: pd.DataFrame, epcis: Iterable[str]) -> pd.DataFrame:
    """Sums by EPCI of all beneficiaries, then of the EPCI itself; 0 for those of `epcis` that have none."""
    placed = projects[projects["epci"].ne("")].assign(territory=projects["epci"])
    sums = _sum_projects(placed, ", tous bénéficiaires, au lieu indiqué (souvent le siège du bénéficiaire)")
    nowhere = placed.groupby("territory")["is_unplaced"].sum()
    counts = sums["territory"].map(nowhere).fillna(0).astype(int)
    sums["note"] += (" ; dont " + counts.astype(str) + " de l'EPCI lui-même, sans lieu indiqué").where(counts > 0, "")
    alone = _sum_projects(projects[projects["recipient"].eq("epci")], " de l'EPCI lui-même", SCOPE + ";recipient=epci")
    alone = add_zeros(
        alone, projects.assign(scope=SCOPE + ";recipient=epci"), territories=epcis, measures=MEASURES, note=NO_OWN
    )
    sums = add_zeros(sums, projects, territories=epcis, measures=MEASURES, note=NO_PLACED)
    return pd.concat([alone, sums], ignore_index=True)


def list_parts(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, successors: dict[str, str] | None = None
) -> pd.DataFrame:
    """One row per project of the regions of the area, in the columns of loaders.pipeline.parts, with `former`.

    `territory` is the beneficiary where it is a commune (under its code of today), an EPCI or a syndicate of the
    catalogue; `departement` is the publisher's; `epci` is the beneficiary where it is one, else that of the commune;
    `is_unplaced` says that the publisher's commune is not in it.
    """
    members = read_memberships(VINTAGE) if members is None else members
    successors = read_successors() if successors is None else successors
    frame = frame[frame["region"].isin(area.region_names)]
    current = frame["commune"].where(frame["commune"].isin(members["commune"]), frame["commune"].replace(successors))
    located = current.map(members.set_index("commune")["epci"]).fillna("")
    former = frame["siren"].map(members.set_index("siren")["commune"]).fillna("")
    own = frame["siren"].where(frame["siren"].isin(members["epci"]), "")
    codes = {siren: siren for siren in read_syndicates()} | read_groupings()
    syndicate = frame["siren"].map(codes).where(frame["departement"].isin(area.departements)).fillna("")
    return frame.assign(
        source=SOURCE,
        scope=SCOPE,
        former=former,
        recipient=former.ne("").map({True: "communes", False: ""}).mask(own.ne(""), "epci"),
        territory=former.replace(successors) + own + syndicate,
        epci=own.where(own.ne(""), located),
        is_unplaced=own.ne("") & own.ne(located),
        departement="D" + frame["departement"],
        code=frame["siren"],
        **{"subsidies.received_amount": frame["amount"], "subsidies.received_projects": 1.0},
    )


def observations(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, successors: dict[str, str] | None = None
) -> pd.DataFrame:
    """Amount and number of projects of a commune, EPCI or syndicate, and of all located in an EPCI or département.

    Syndicates are those that the catalogue knows by their SIREN. The list is complete: a commune or an EPCI of the area
    that it does not name received 0. What an EPCI counts of its own is in its total, wherever it is located.
    """
    members = read_memberships(VINTAGE) if members is None else members
    successors = read_successors() if successors is None else successors
    projects = list_parts(frame, area, members=members, successors=successors)
    others = projects[projects["territory"].ne("") & projects["recipient"].eq("")]
    epcis = members.loc[area.holds(members["commune"]), "epci"].unique()
    figures = [
        _sum_by_commune(projects, area, members, successors),
        _sum_projects(others, ", syndicat bénéficiaire"),
        _sum_by_epci(projects, epcis),
        _sum_departements(projects),
    ]
    rows = pd.concat(figures, ignore_index=True)
    return make_figures(rows, source=SOURCE, lines=rows["territory"], section="Fonds vert " + rows["year"].astype(str))
