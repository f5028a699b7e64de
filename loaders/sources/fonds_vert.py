"""DGALN, Fonds vert: every project funded in a year, one row per project, with the amount engaged and no cost.

Two forms: that of 2023 (`siren`), and that of 2024 and later (`siret_beneficiaire`). Traps: codes that are the word
NULL; a SIREN written 216206672.0, or a SIRET in its place; no year in any column; a project is located at its
beneficiary's seat, sometimes under the code of a commune that merged, sometimes nowhere; the département is the
publisher's, not always that of the commune; a dossier may have two rows. The list of 2023 is complete, biodiversity
included, whose projects have a list apart since 2024.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.helpers.projects import ZERO_MEASURES as MEASURES
from loaders.sources.helpers.projects import add_zeros, describe_sum
from loaders.sources.shape import Listed, list_on_data_gouv
from loaders.tabular.faults import Reading, SourceFormatError, YearUnknownError, join_some
from loaders.tabular.reader import Form, read_table
from loaders.tabular.table import Table
from loaders.territories.area import Area, read_groupings, read_syndicates
from loaders.territories.perimeters import (
    describe_codes,
    find_vintage,
    list_communes,
    read_memberships,
    read_successors,
)

SOURCE = "dgaln-fonds-vert-2023"
SINCE_2024 = "dgaln-fonds-vert"
FIRST = 2023
SCOPE = "fund=fonds_vert"
NO_PROJECT = "Aucun projet dont la commune est bénéficiaire, dans une liste complète, biodiversité {0}"
NO_PLACED = "Aucun projet, dans une liste complète, biodiversité {0}"
NO_OWN = "Aucun projet de l'EPCI lui-même, dans une liste complète, biodiversité {0}"
COMMON = ["nom_region", "code_departement", "code_commune", "numero_dossier_ds", "montant_engage"]
OF_2023 = Form(
    [*COMMON, "siren"],
    optional=["beneficiary", "nom_du_projet"],
    others={"nom_beneficiaire_principal": "beneficiary"},
    name="2023",
)
LATER = Form(
    [*COMMON, "siren"],
    optional=["beneficiary", "nom_du_projet"],
    others={"siret_beneficiaire": "siren", "raison_sociale_beneficiaire": "beneficiary"},
    name="later",
)


DATASET = "fonds-vert-liste-des-projets-subventionnes"
# The lists of biodiversity apart have neither commune nor beneficiary.
LISTS = r"^(?!.*(?:biodiv|113)).*fonds[-_]?vert.*?(?<!\d)(20\d\d)(?!\d).*\.csv$"


def fetch(area: Area, years: range) -> Sequence[Listed]:
    """One list a year since the first."""
    return [list_on_data_gouv(DATASET, LISTS, "fonds-vert-{year}.csv", years)]


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per project: year, locator, region, departement, commune ("" where NULL), siren (nine digits, "" where it
    is unknown), name, object, amount (euros); both names are "" where the file has none.

    A row that is wholly the same as another is read once. Raises YearUnknownError where neither the columns nor the
    name of the file nor `reading` say the year.
    """
    table = read_table(path, (OF_2023, LATER), reading)
    groups = table.find_twice()
    for first, *others in groups:
        table.remark(f"{table.name_rows(others)} : identique à la {table.name_rows([first])}, comptée une fois.")
    table = table.keep(~table.marks.duplicated())
    frame = table.frame
    rows = pd.DataFrame({
        "year": _find_year(table, path),
        "locator": "dossier " + frame["numero_dossier_ds"],
        "region": frame["nom_region"],
        "departement": table.read_departements("code_departement"),
        "commune": table.read_communes("code_commune", may_be_blank=True),
        "siren": table.read_sirens("siren", may_be_unknown=True),
        "amount": table.read_numbers("montant_engage", is_required=True, is_signed=True, what="montant"),
        "name": frame.get("beneficiary", ""),
        "object": frame.get("nom_du_projet", ""),
    })  # fmt: skip
    table.stop_on_faults()
    return rows


def _find_year(table: Table, path: Path) -> int:
    """The year of a list: its columns are those of 2023 alone, else what was asked, else the one year of its name."""
    asked, named = table.reading.year, sorted({int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", path.stem)})
    if table.form == OF_2023.name:
        if asked not in (None, FIRST):
            raise SourceFormatError(f"{path.name} : année {asked} demandée, ses colonnes sont celles de {FIRST}.")
        if named and FIRST not in named:
            table.remark(f"année {FIRST}, d’après ses colonnes, et non {join_some([str(year) for year in named])}.")
        return FIRST
    later = [year for year in ([asked] if asked is not None else named) if year > FIRST]
    if len(later) != 1:
        found = (
            f"année {asked} demandée" if asked is not None else f"son nom dit {join_some([*map(str, named)]) or 'rien'}"
        )
        raise YearUnknownError(
            f"{path.name} : l’année de la liste est attendue, {FIRST + 1} ou après d’après ses colonnes ; {found}. "
            "Dites-la avec --year."
        )
    table.remark(f"année {later[0]}.")
    return later[0]


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
    return add_zeros(sums, projects, territories=today, measures=MEASURES, note=_note(NO_PROJECT, projects))


def _note(words: str, projects: pd.DataFrame) -> str:
    return words.format("comprise" if projects["year"].eq(FIRST).all() else "non comprise")


def _sum_by_epci(projects: pd.DataFrame, epcis: Iterable[str]) -> pd.DataFrame:
    """Sums by EPCI of all beneficiaries, then of the EPCI itself; 0 for those of `epcis` that have none."""
    placed = projects[projects["epci"].ne("")].assign(territory=projects["epci"])
    sums = _sum_projects(placed, ", tous bénéficiaires, au lieu indiqué (souvent le siège du bénéficiaire)")
    nowhere = placed.groupby("territory")["is_unplaced"].sum()
    counts = sums["territory"].map(nowhere).fillna(0).astype(int)
    sums["note"] += (" ; dont " + counts.astype(str) + " de l'EPCI lui-même, sans lieu indiqué").where(counts > 0, "")
    alone = _sum_projects(projects[projects["recipient"].eq("epci")], " de l'EPCI lui-même", SCOPE + ";recipient=epci")
    own = projects.assign(scope=SCOPE + ";recipient=epci")
    alone = add_zeros(alone, own, territories=epcis, measures=MEASURES, note=_note(NO_OWN, projects))
    sums = add_zeros(sums, projects, territories=epcis, measures=MEASURES, note=_note(NO_PLACED, projects))
    return pd.concat([alone, sums], ignore_index=True)


def list_parts(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, successors: dict[str, str] | None = None
) -> pd.DataFrame:
    """One row per project of the regions of the area, in the columns of loaders.pipeline.parts, with `former`.

    `territory` is the beneficiary where it is a commune (under its code of today), an EPCI or a syndicate of the
    catalogue; `departement` is the publisher's; `epci` is the beneficiary where it is one, else that of the commune;
    `is_unplaced` says that the publisher's commune is not in it.
    """
    members = read_memberships(find_vintage(int(frame["year"].iloc[0]))) if members is None else members
    successors = read_successors() if successors is None else successors
    frame = frame[frame["region"].isin(area.region_names)]
    current = frame["commune"].where(frame["commune"].isin(members["commune"]), frame["commune"].replace(successors))
    located = current.map(members.set_index("commune")["epci"]).fillna("")
    former = frame["siren"].map(members.set_index("siren")["commune"]).fillna("")
    own = frame["siren"].where(frame["siren"].isin(members["epci"]), "")
    codes = {siren: siren for siren in read_syndicates()} | read_groupings()
    syndicate = frame["siren"].map(codes).where(frame["departement"].isin(area.departements)).fillna("")
    return frame.assign(
        source=_name_source(frame),
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


def _name_source(frame: pd.DataFrame) -> str:
    return SOURCE if frame["year"].eq(FIRST).all() else SINCE_2024


def observations(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, successors: dict[str, str] | None = None
) -> pd.DataFrame:
    """Amount and number of projects of a commune, EPCI or syndicate, and of all located in an EPCI or département.

    Syndicates are those that the catalogue knows by their SIREN. The list is complete for each département that it has
    a row of: a commune or an EPCI there that it does not name received 0. What an EPCI counts of its own is in its
    total, wherever it is located. Raises SourceFormatError for a list without a row of the area.
    """
    members = read_memberships(find_vintage(int(frame["year"].iloc[0]))) if members is None else members
    successors = read_successors() if successors is None else successors
    covered = set(frame["departement"])
    kept = tuple(number for number in area.departements if number in covered)
    if not kept:
        raise SourceFormatError(
            f"la liste n'a aucun projet des départements de l'installation ({', '.join(area.departements)}) ; elle en "
            f"a de {join_some(sorted(covered), 10) or 'aucun'}. Prenez la liste entière."
        )
    area = replace(area, departements=kept)
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
    return make_figures(
        rows, source=_name_source(frame), lines=rows["territory"], section="Fonds vert " + rows["year"].astype(str)
    )
