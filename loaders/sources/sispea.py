"""OFB, SISPEA: drinking water, collective and non-collective sanitation, service by service, by commune and EPCI.

A service is no territory: what it counts is an EPCI's by the share of its inhabitants who live there, and a ratio of an
EPCI is that of its services, weighted by what it divides. Traps: a service may serve communes of several EPCIs; a
commune several services, of which that with a price, else a yield, else the most inhabitants, speaks for it; one that
only produces serves nobody; the last years are mostly still to be declared.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from geo.boundaries import read_attributes
from loaders.catalog import load_catalog
from loaders.pipeline.figures_csv import make_figures
from loaders.sources.helpers.sispea_files import CODES, DOUBTED, UNCHECKED, read_year
from loaders.sources.helpers.sispea_measures import MEASURES, Measure, list_pieces, measure_services
from loaders.sources.shape import Asked
from loaders.statistics.groups import THRESHOLD
from loaders.statuses import find_least_certain
from loaders.tabular.faults import Reading
from loaders.territories.area import Area, find_departement
from loaders.territories.perimeters import find_vintage, read_memberships, read_successors

SOURCE = "sispea"
FIRST_YEAR = 2009
DOCUMENTS = "https://www.services.eaufrance.fr/documents"
SERVICES, MEMBERS = "openData/SISPEA_FR_{0}_{1}.zip", "serviceMembers/CompositionCommunaleServices_{1}_{0}.zip"
WORDS = {"AEP": "d’eau potable", "AC": "d’assainissement collectif", "ANC": "d’assainissement non collectif"}

# Shares are sums of divisions.
WHOLE = 1 - 1e-9


def fetch(area: Area, years: range) -> Sequence[Asked]:
    """Two files a competence and year, those of a year in one folder, none of the year that is not over.

    The publisher may lack some of them.
    """
    asked = []
    for year in range(max(years.start, FIRST_YEAR), years.stop - 1):
        for competence in CODES:
            for place in (SERVICES, MEMBERS):
                name = place.format(year, competence)
                asked.append(Asked(f"{DOCUMENTS}/{name}", f"{year}/{Path(name).name}", may_lack=True))
    return asked


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """What the services of a year declare and the communes that they serve, as `sispea_files.read_year` gives both."""
    return read_year(path, reading)


def _list_groups(area: Area, members: pd.DataFrame) -> pd.DataFrame:
    """The communes of each EPCI of the area, and of each of its départements: territory, commune."""
    own = members[members["epci"].isin(members.loc[area.holds(members["commune"]), "epci"])]
    communes = read_attributes("commune", load_catalog().deployment.vintage)["code"]
    inside = pd.DataFrame({"commune": communes[area.holds(communes)]})
    inside["territory"] = "D" + find_departement(inside["commune"])
    epcis = own.rename(columns={"epci": "territory"})[["territory", "commune"]].drop_duplicates()
    return pd.concat([epcis, inside[["territory", "commune"]]], ignore_index=True)


def _gather(mine: pd.DataFrame, declared: pd.DataFrame, measure: Measure, absent: pd.Series) -> dict[str, object]:
    """The figure of a territory from the pieces of services in it, and from what the services declare, by service.

    `absent` are the inhabitants of its communes that no piece is of, which lack in it.
    """
    parts = mine.groupby("service")["share"].sum()
    known = declared.loc[declared.index.intersection(parts.index)]
    part, is_counted = parts[known.index], mine["service"].isin(list(known.index))
    people = float(mine["people"].sum() + absent.sum())
    share = float(mine.loc[is_counted, "people"].sum()) / people if people else 0.0
    communes, counted = mine["commune"].nunique() + len(absent), mine.loc[is_counted, "commune"].nunique()
    is_withheld = min(share, counted / communes) < THRESHOLD
    weights = known["weight"] * part if measure.weights else part
    value = (known["value"] * weights).sum()
    if measure.weights and not is_withheld:
        value /= weights.sum()
    is_divided = part.lt(WHOLE) & (len(known) > 1 or not measure.weights)
    is_lacking = counted < communes or share < WHOLE
    is_unchecked = known["worth"].eq(UNCHECKED).any()
    states = {"partial": is_lacking, "estimated": is_divided.any(), "provisional": is_unchecked}
    is_alone = len(known) == 1 and not is_divided.any()
    told = [
        _tell_services(known, len(parts), measure, is_alone=is_alone),
        f"{_count(int(is_divided.sum()), 'partagé')} au prorata des habitants desservis" if is_divided.any() else "",
        f"{counted} communes sur {communes}, {int(1000 * share) / 10:.1f} % des habitants".replace(".", ",")
        if is_lacking
        else "",
        *_tell_worth(known["worth"]),
    ]
    return {
        "value": float("nan") if is_withheld else value,
        "status": "missing" if is_withheld else find_least_certain([name for name, holds in states.items() if holds]),
        "note": " ; ".join(filter(None, told)),
        "published": known["printed"].iloc[0] if is_alone and not is_withheld else "",
        "services": ", ".join(sorted(known.index if len(known) else parts.index, key=int)),
    }


def _tell_services(known: pd.DataFrame, count: int, measure: Measure, *, is_alone: bool) -> str:
    """« Somme de 3 services d’eau potable sur 4 », « Moyenne de 2 services …, pondérée par habitants desservis »."""
    if is_alone:
        return f"Un seul service : {known['name'].iloc[0]}"
    of = f"{_count(len(known), 'service')} {WORDS[measure.competence]}" + (
        f" sur {count}" if len(known) < count else ""
    )
    return f"Moyenne de {of}, pondérée par {measure.by}" if measure.weights else f"Somme de {of}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}"


def _tell_worth(worths: pd.Series) -> list[str]:
    unchecked, doubted = int(worths.eq(UNCHECKED).sum()), int(worths.eq(DOUBTED).sum())
    told = [f"non contrôlé pour {_count(unchecked, 'service')}"] if unchecked else []
    return told + ([f"présomption d’anomalie pour {_count(doubted, 'service')}"] if doubted else [])


def _list_wide(pieces: pd.DataFrame, measures: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """The figures of EPCIs and départements."""
    inhabitants = read_attributes("commune", load_catalog().deployment.vintage).set_index("code")["population"]
    own = groups.merge(pieces, on="commune")
    rows = []
    for indicator, measure in MEASURES.items():
        declared = measures[measures["indicator"].eq(indicator)].set_index("service")
        for territory, mine in own[own["competence"].eq(measure.competence)].groupby("territory"):
            # Every commune has drinking water; not every one is sewered, or lets the EPCI look at its septic tanks.
            communes = groups.loc[groups["territory"].eq(territory), "commune"]
            absent = communes[~communes.isin(mine["commune"])] if measure.competence == "AEP" else communes[:0]
            figure = _gather(mine, declared, measure, absent.map(inhabitants).fillna(0))
            if not measure.is_alone or figure["published"]:
                rows.append({"territory": territory, "indicator": indicator, **figure})
    return pd.DataFrame(rows)


def _list_communes(pieces: pd.DataFrame, measures: pd.DataFrame, area: Area) -> pd.DataFrame:
    """The figures of communes: the ratios of the service that speaks for each; counts of a service of its own alone."""
    scores = measures.assign(
        price=measures["indicator"].str.endswith(".price"), gain=measures["indicator"].eq("water.yield")
    )
    scores = scores.groupby("service")[["price", "gain"]].any()
    ranked = pieces.join(scores, on="service").fillna({"price": False, "gain": False})
    order = ["price", "gain", "people", "service"]
    ranked = ranked.sort_values(order, ascending=[False, False, False, True], kind="stable")
    speaking = ranked[area.holds(ranked["commune"])].drop_duplicates(["competence", "commune"])
    by_service = pieces.groupby(["competence", "service"])["commune"].transform("size")
    by_commune = pieces.groupby(["competence", "commune"])["service"].transform("size")
    speaking = speaking.assign(
        served=by_service[speaking.index], is_own=by_service.eq(1)[speaking.index] & by_commune.eq(1)[speaking.index]
    )
    kinds = pd.DataFrame(
        [(name, entry.competence, bool(entry.weights)) for name, entry in MEASURES.items()],
        columns=["indicator", "competence", "is_ratio"],
    )
    rows = speaking.merge(kinds, on="competence").merge(measures, on=["indicator", "service"])
    rows = rows[rows["is_ratio"] | rows["is_own"]]
    many = rows["served"].astype(str) + rows["served"].gt(1).map({True: " communes", False: " commune"})
    worth = rows["worth"].map({UNCHECKED: " ; non contrôlé", DOUBTED: " ; présomption d’anomalie"}).fillna("")
    return rows.assign(
        note="Service : " + rows["name"] + ", " + many + worth,
        status=rows["worth"].eq(UNCHECKED).map({True: "provisional", False: "normal"}),
    ).rename(columns={"commune": "territory", "printed": "published", "service": "services"})


def _place(
    frame: pd.DataFrame, area: Area, members: pd.DataFrame | None, successors: dict[str, str] | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The pieces of services in communes of today, and the territories of the area that these are in."""
    members = read_memberships(find_vintage(load_catalog().deployment.vintage)) if members is None else members
    successors = read_successors() if successors is None else successors
    groups = _list_groups(area, members.assign(commune=members["commune"].replace(successors)))
    return list_pieces(frame, successors), groups


def observations(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, successors: dict[str, str] | None = None
) -> pd.DataFrame:
    """Water and sanitation of the EPCIs of the area in their perimeter of today, of its départements and communes.

    A sum or a mean says how many services and communes it is of, and is not given under 75 % of these or of their
    inhabitants. Of a competence that the files lack there is no figure.
    """
    pieces, groups = _place(frame, area, members, successors)
    measures, vintage = measure_services(frame), find_vintage(load_catalog().deployment.vintage)
    wide = _list_wide(pieces, measures, groups)
    is_epci = wide["territory"].str.fullmatch(r"\d{9}")
    wide["note"] += is_epci.map({True: f" ; périmètre de {vintage}", False: ""})
    figures = pd.concat([wide, _list_communes(pieces, measures, area)], ignore_index=True)
    figures["year"] = int(frame["year"].iloc[0])
    section = figures["indicator"].map({name: measure.section for name, measure in MEASURES.items()})
    unit = figures["indicator"].map({name: measure.unit for name, measure in MEASURES.items()})
    return make_figures(figures, source=SOURCE, lines="service " + figures["services"], section=section, unit=unit)


def list_parts(
    frame: pd.DataFrame, area: Area, *, members: pd.DataFrame | None = None, successors: dict[str, str] | None = None
) -> pd.DataFrame:
    """What each service counts in each commune of the area's EPCIs and départements, by its share of inhabitants."""
    pieces, groups = _place(frame, area, members, successors)
    measures = measure_services(frame)
    counts = measures[measures["indicator"].isin([name for name, entry in MEASURES.items() if not entry.weights])]
    wide = counts.pivot(index="service", columns="indicator", values="value")
    epci = groups[~groups["territory"].str.startswith("D")].set_index("commune")["territory"]
    rows = pieces[pieces["commune"].isin(groups["commune"])].join(wide, on="service")
    rows = rows[rows[list(wide)].notna().any(axis=1)]
    for indicator in wide:
        is_own = rows["competence"].eq(MEASURES[str(indicator)].competence)
        rows[indicator] = (rows[indicator] * rows["share"]).where(is_own)
    part = (1000 * rows["share"]).astype(int).div(10).map("{:.1f} % des habitants du service".format)
    is_inside = area.holds(rows["commune"])
    return rows.assign(
        source=SOURCE,
        locator="service " + rows["service"],
        year=int(frame["year"].iloc[0]),
        epci=rows["commune"].map(epci).fillna(""),
        departement=("D" + find_departement(rows["commune"])).where(is_inside, ""),
        name=rows["service"].map(measures.drop_duplicates("service").set_index("service")["name"]),
        code=rows["service"],
        object=part.str.replace(".", ",").where(rows["share"].lt(WHOLE), ""),
    )
