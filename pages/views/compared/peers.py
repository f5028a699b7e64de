"""With whom a comparison is made: the peers of a territory, chosen by their kind and named."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import cast, get_args

import pandas as pd

from geo.boundaries import read_attributes
from loaders.reading.headline import Headline
from loaders.reading.series import Series
from loaders.statistics import peers
from loaders.statistics.peers import Peers
from pages.views.compared.measure import OFFERED, apply_measure
from pages.views.compared.selection import Comparison
from pages.views.data import cached
from pages.views.data.geography import MapLevel, read_codes
from pages.views.scope import Scope

NEAREST = 5
NOUNS = {"epci": "EPCI", "commune": "communes", "departement": "départements"}
KINDS = {
    "tous": "Tous ceux de la carte",
    "forme": "Même forme juridique",
    "population": "Même classe de population",
    "densite": "Même classe de densité",
    "proches": f"Les {NEAREST} plus proches",
    "selection": "La sélection seule",
}


def kinds_for(level: str) -> dict[str, str]:
    """The kinds of peers that a level has: those of a territory that no map draws are its fellows of the selection."""
    if level not in get_args(MapLevel):
        return {"selection": KINDS["selection"]}
    left_out = {"commune": {"forme"}, "departement": {"forme", "population", "densite", "proches"}}.get(level, set())
    return {kind: label for kind, label in KINDS.items() if kind not in left_out}


@lru_cache(maxsize=32)
def _read_candidates(level: MapLevel, vintage: int, departements: tuple[str, ...]) -> pd.DataFrame:
    """The territories of a level that the map draws: code, level, legal_form, population, area_km2."""
    table = cached.read_territories(departements)
    areas = read_attributes(level, vintage).set_index("code")["area_km2"]
    inside = table[table["code"].isin(read_codes(level))][["code", "level", "legal_form", "population"]]
    return inside.assign(area_km2=inside["code"].map(areas)).reset_index(drop=True)


def find_peers(kind: str, reference: str, scope: Scope) -> Peers:
    """The peers of a territory among those of the map, named; `kind` is one of KINDS."""
    level = scope.level(reference)
    if kind == "selection" or level not in get_args(MapLevel):
        table = scope.table.reset_index(drop=True)
        return replace(peers.choose_own(table, reference, scope.territories), label="territoires de la sélection")
    candidates = _read_candidates(cast(MapLevel, level), scope.vintage, scope.departements)
    noun = NOUNS[level]
    if kind == "tous":
        codes = tuple(code for code in candidates["code"] if code != reference)
        return Peers(codes, f"{noun} de la carte", "" if codes else "aucun autre territoire")
    if kind == "proches":
        measured = candidates.set_index("code")
        by = pd.DataFrame(
            {
                "population": measured["population"].astype("float64"),
                "density": measured["population"].astype("float64") / measured["area_km2"],
            }
        )
        found = peers.find_nearest(by, reference, count=NEAREST, words=("population", "densité"))
        return replace(found, label=f"{found.label}, {noun} de la carte")
    find = {"forme": peers.find_same_form, "population": peers.find_same_population, "densite": peers.find_same_density}
    found = find[kind](candidates, reference)
    return replace(found, label=f"{found.label}, sur la carte")


def read_group(comparison: Comparison, item: str, group: Peers, reference: str) -> Series:
    """The series of an indicator for the territories compared and for the peers."""
    scope, own = comparison.scope, comparison.series[item]
    level = scope.level(reference)
    if level not in get_args(MapLevel) or not group.codes:
        return own
    headline = Headline.parse(item)
    every = cached.read_series(
        headline.indicator,
        levels=(level,),
        scopes=(headline.restriction,),
        per_inhabitant=comparison.measure == "inhabitant",
    )
    others = [code for code in group.codes if code not in comparison.territories]
    around = every.restrict(others, scope.years)
    around = apply_measure(around, comparison.measure) if comparison.measure in OFFERED else around
    return replace(own, frame=pd.concat([own.frame, around.frame], ignore_index=True))
