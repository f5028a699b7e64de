"""DGCL: grants of the DETR and the DSIL by fund, year and territory; their files are read by `dotations_files`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.helpers.dotations_files import FUNDS, RECIPIENTS, fetch, read
from loaders.sources.helpers.projects import MEASURES, ZERO_MEASURES, add_zeros, describe_sum, sum_projects
from loaders.tabular.faults import SourceFormatError, join_some
from loaders.territories.area import Area, find_departement, of_departements, read_syndicates
from loaders.territories.perimeters import (
    describe_codes,
    find_vintage,
    list_communes,
    read_memberships,
    read_successors,
)

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "dgcl-dotations"
NO_PROJECT = "Aucun projet dans la liste, complète pour le département"
NOT_WHOLE = ", dans une liste qui n'est pas complète pour le département"
KEYS = ["territory", "year", "scope"]


@dataclass(frozen=True)
class _Places:
    """The perimeters of a year, the communes of today by former code, and the départements of syndicates by SIREN."""

    vintage: int
    members: pd.DataFrame
    successors: dict[str, str]
    seats: dict[str, str]


def _find_places(
    year: int, members: pd.DataFrame | None, successors: dict[str, str] | None, seats: dict[str, str] | None
) -> _Places:
    vintage = find_vintage(year)
    return _Places(
        vintage,
        read_memberships(vintage) if members is None else members,
        read_successors() if successors is None else successors,
        read_syndicates() if seats is None else seats,
    )


def _sum_by_epci(rows: pd.DataFrame, area: Area, places: _Places) -> pd.DataFrame:
    """Sums by EPCI of a perimeter, saying where the list does not cover all the départements of an EPCI."""
    sums = sum_projects(rows.assign(territory=rows["epci"]), KEYS)
    whose = f" de l'EPCI et des communes de son périmètre de {places.vintage}, hors syndicats"
    sums["note"] = describe_sum(sums["projects"]) + whose + _tell_labels(rows, sums, "epci")
    inside = places.members.loc[area.holds(places.members["commune"]), "epci"].unique()
    sums = add_zeros(sums, rows, territories=inside, measures=MEASURES, note=NO_PROJECT)
    covered = set(find_departement(rows.loc[rows["recipient"].eq("communes"), "commune"]))
    lands = find_departement(places.members["commune"]).groupby(places.members["epci"]).agg(set)
    partly = {epci: own & covered for epci, own in lands.items() if own & covered and own - covered}
    notes = {epci: f" ; projets {of_departements(found)} seulement" for epci, found in partly.items()}
    sums["note"] += sums["territory"].map(notes).fillna("")
    return sums


def _sum_by_recipient(rows: pd.DataFrame, recipient: str, whose: str, seated: Iterable[str]) -> pd.DataFrame:
    """Sums by EPCI of the projects of one kind of recipient, 0 for the EPCIs `seated` in the area without any."""
    every = rows.assign(territory=rows["epci"], scope=rows["scope"] + ";recipient=" + recipient)
    own = every[every["recipient"].eq(recipient)]
    sums = sum_projects(own, KEYS)
    sums["note"] = describe_sum(sums["projects"]) + whose
    return add_zeros(sums, every, territories=seated, measures=ZERO_MEASURES, note=NO_PROJECT)


def _sum_by_beneficiary(rows: pd.DataFrame, listed: pd.DataFrame, today: Iterable[str], note: str = "") -> pd.DataFrame:
    """Sums by syndicate and by commune, of `rows`; amount and number are 0 for a commune of `today` in none of them.

    `listed` are all the projects of a list, whose funds and years the zeros are of.
    """
    rows = rows[rows["territory"].ne("")]
    sums = sum_projects(rows, KEYS)
    told = describe_codes(rows, sums, KEYS) + _tell_labels(rows, sums, "territory")
    sums["note"] = describe_sum(sums["projects"]) + told + note
    return add_zeros(sums, listed, territories=today, measures=ZERO_MEASURES, note=NO_PROJECT)


def _tell_labels(rows: pd.DataFrame, sums: pd.DataFrame, territory: str) -> pd.Series:
    """The end of the note of each sum: « , dont 2 de DSIL Exceptionnelle » where it counts a fund of that name."""
    others = rows[rows["label"].ne(rows["fund"])]
    if others.empty:
        return pd.Series("", index=sums.index)
    counts = others.groupby([territory, "year", "scope", "label"]).size()
    told: dict[tuple[object, ...], str] = {}
    for (place, year, scope, label), count in counts.items():
        told[place, year, scope] = told.get((place, year, scope), "") + f", dont {count} de {label}"
    keys = sums[KEYS].itertuples(index=False, name=None)
    return pd.Series([told.get(tuple(key), "") for key in keys], index=sums.index)


def _find_complete(area: Area, frame: pd.DataFrame) -> Area:
    """The départements of the area for which the list is complete; it may be for none of them."""
    whole = {number for numbers in frame["whole"].unique() for number in numbers.split(";")}
    return replace(area, departements=tuple(number for number in area.departements if number in whole))


def _find_seats(rows: pd.DataFrame, places: _Places) -> pd.Series:
    """The number of the département of each beneficiary: the list's, else that of its seat, "" where none is known.

    Raises SourceFormatError for a syndicate of which neither says it.
    """
    known = dict(zip(places.members["epci"], places.members["departement"], strict=True)) | places.seats
    found = rows["code"].map(known).mask(rows["seat"].ne(""), rows["seat"])
    unknown = sorted(rows.loc[rows["echelon"].eq("syndicat") & found.isna(), "code"].unique())
    if unknown:
        raise SourceFormatError(
            f"syndicats {join_some(unknown)} inconnus. Déclarez-les dans syndicates.csv avec leur département, ou "
            "gardez du fichier les seules lignes de vos départements."
        )
    is_commune = rows["echelon"].eq("commune") & rows["code"].ne("")
    return found.mask(is_commune, find_departement(rows["code"])).fillna("")


def _list_projects(frame: pd.DataFrame, area: Area, places: _Places) -> pd.DataFrame:
    """The rows of `list_parts` for the projects of one year, in a list that is complete for an area."""
    rows = frame[frame["fund"].isin(FUNDS) & frame["echelon"].isin(RECIPIENTS)]
    seat = _find_seats(rows, places)
    inside = seat.isin(area.departements)
    is_listed, is_syndicate = rows["seat"].ne(""), rows["echelon"].eq("syndicat")
    of_communes = places.members.drop_duplicates("commune").set_index("commune")["epci"]
    own = rows["epci"].where(rows["epci"].isin(places.members["epci"]), "")
    found = rows["code"].map(of_communes).fillna("").where(rows["echelon"].eq("commune"), own)
    rows = rows.assign(
        source=SOURCE,
        scope=rows["fund"].map(FUNDS),
        recipient=rows["echelon"].map(RECIPIENTS),
        former=rows["code"],
        territory=rows["code"]
        .replace(places.successors)
        .mask(is_listed & is_syndicate & ~rows["code"].isin(list(places.seats)), ""),
        epci=found.where(is_listed, rows["epci"]).mask(is_syndicate, ""),
        departement=("D" + seat).where(inside, ""),
        commune=rows["code"].where(rows["echelon"].eq("commune"), ""),
    )
    return rows[inside | rows["epci"].ne("")].assign(**{
        "subsidies.received_amount": rows["amount"],
        "subsidies.received_cost": rows["cost"],
        "subsidies.received_projects": 1.0,
    })  # fmt: skip


def _list_named(frame: pd.DataFrame, area: Area, places: _Places) -> pd.DataFrame:
    """The same of communes and syndicates of an area, in a list of one year that is complete for no part of it."""
    is_known = frame["echelon"].eq("commune") | (
        frame["echelon"].eq("syndicat") & frame["code"].isin(list(places.seats))
    )
    rows = _list_projects(frame[is_known], area, places)
    return rows[rows["departement"].ne("")].assign(epci="", departement="")


def list_parts(
    frame: pd.DataFrame,
    area: Area,
    *,
    members: pd.DataFrame | None = None,
    successors: dict[str, str] | None = None,
    seats: dict[str, str] | None = None,
) -> pd.DataFrame:
    """One row per project that a figure counts, in the columns of loaders.pipeline.parts, with `former` and `projects`.

    `territory` is the beneficiary under its code of today ("" for a syndicate that the catalogue does not know), `epci`
    that of the perimeter (none for a syndicate), `departement` that of the seat, where it is in the area. Of a list
    that is complete for no département of the area, the communes and syndicates of the area alone. Raises
    SourceFormatError for a syndicate without seat, and where no project is of the area.
    """
    tables = []
    for year, own in frame.groupby("year"):
        complete, places = _find_complete(area, own), _find_places(int(str(year)), members, successors, seats)
        is_whole = bool(complete.departements)
        tables.append(_list_projects(own, complete, places) if is_whole else _list_named(own, area, places))
    return _require_rows(pd.concat(tables, ignore_index=True), frame, area)


def _require_rows(rows: pd.DataFrame, frame: pd.DataFrame, area: Area) -> pd.DataFrame:
    """The same rows. Raises SourceFormatError where there are none, with the départements that the list is of."""
    if rows.empty:
        communes = find_departement(frame.loc[frame["echelon"].eq("commune"), "code"])
        found = sorted({*communes, *frame["seat"], *";".join(frame["whole"].unique()).split(";")} - {""})
        raise SourceFormatError(
            f"la liste n'a aucun projet des départements de l'installation ({', '.join(area.departements)}) ; elle en "
            f"a de {join_some(found, 10) or 'aucun'}. Prenez celle d'un département de l'installation."
        )
    return rows


def _observe_year(frame: pd.DataFrame, whole_area: Area, places: _Places) -> pd.DataFrame:
    """The figures of one year, without their source."""
    area = _find_complete(whole_area, frame)
    if not area.departements:
        named = _require_rows(_list_named(frame, whole_area, places), frame, whole_area)
        return _sum_by_beneficiary(named, named, (), NOT_WHOLE)
    rows = _list_projects(frame, area, places)
    own = rows[rows["departement"].ne("")]
    of_epci = rows[rows["epci"].ne("")]
    seated = places.members.loc[places.members["departement"].isin(area.departements), "epci"].unique()
    total = sum_projects(own.assign(territory=own["departement"]), KEYS)
    names = {f"D{number}": of_departements([number]) for number in area.departements}
    whose = " des communes, EPCI et syndicats " + total["territory"].map(names)
    total["note"] = describe_sum(total["projects"]) + whose + _tell_labels(own, total, "departement")
    today = list_communes(places.members, area.departements, places.successors)
    figures = [
        _sum_by_beneficiary(own[own["recipient"].ne("epci")], rows, today),
        _sum_by_epci(of_epci, area, places),
        _sum_by_recipient(of_epci, "epci", " de l'EPCI lui-même", seated),
        _sum_by_recipient(of_epci, "communes", f" des communes du périmètre de {places.vintage}", seated),
        total,
    ]
    return pd.concat(figures, ignore_index=True)


def observations(
    frame: pd.DataFrame,
    area: Area,
    *,
    members: pd.DataFrame | None = None,
    successors: dict[str, str] | None = None,
    seats: dict[str, str] | None = None,
) -> pd.DataFrame:
    """Amount, cost and number of projects by fund, year and territory: communes, EPCIs, syndicates and départements.

    An EPCI counts its own projects and those of its member communes (of the first perimeter known from that year on),
    without syndicates; the scope `recipient=epci` counts its own alone, `recipient=communes` those of the communes. A
    département counts its communes, the EPCIs seated there and its syndicates, whose `seats` are numbers of
    départements by SIREN. A commune counts the projects of those that became it. Where the list is complete for no
    département of the area, only communes and syndicates are counted, and none has a zero. Raises SourceFormatError
    for a syndicate without seat, and for a year without a project in the area.
    """
    tables = [
        _observe_year(own, area, _find_places(int(str(year)), members, successors, seats))
        for year, own in frame.groupby("year")
    ]
    rows = pd.concat(tables, ignore_index=True)
    return make_figures(rows, source=SOURCE, lines=rows["territory"], section="Projets " + rows["year"].astype(str))
