"""With whom a comparison is made: the peers of a territory, chosen by their kind and named."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pandas as pd

from geo.kept import CHOICES, keep
from loaders.levels import NAMES
from loaders.reading.composed.code import is_composed
from loaders.reading.composed.peers import find_peer_level
from loaders.reading.group import find_group, make_candidates
from loaders.reading.headline import Headline
from loaders.reading.series import Series
from loaders.statistics import peers
from loaders.statistics.peers import Peers
from pages.views.compared.comparison import Comparison
from pages.views.compared.measure import OFFERED, apply_measure
from pages.views.data import cached
from pages.views.data.geography import LEVELS, MapLevel, read_codes
from pages.views.selection import Selection
from pages.words.peers import OF_A_COMPARISON
from pages.words.sentences import COMPOSED


def kinds_for(level: str) -> dict[str, str]:
    """The kinds of peers that a level has: those of a territory that no map draws are its fellows of the selection,
    those of one that a reader composed the EPCIs that it has no commune of."""
    own = ("tous",) if level == COMPOSED else peers.KINDS.get(level, ())
    return {kind: OF_A_COMPARISON[kind] for kind in (*own, "selection")}


@keep(CHOICES)
def _read_candidates(level: MapLevel, departements: tuple[str, ...]) -> pd.DataFrame:
    """The territories of a level that the map draws: see make_candidates."""
    table = cached.read_territories(departements)
    return make_candidates(table[table["code"].isin(read_codes(level, departements))])


def find_peers(kind: str, reference: str, selection: Selection) -> Peers:
    """The peers of a territory among those of the map, named; `kind` is one of OF_A_COMPARISON."""
    if kind != "selection" and is_composed(reference):
        return find_group("tous", reference)
    if kind == "selection" or selection.level(reference) not in LEVELS:
        table = selection.table.reset_index(drop=True)
        return replace(peers.choose_own(table, reference, selection.territories), label="territoires de la sélection")
    level = cast(MapLevel, selection.level(reference))
    found = peers.find_among(cast(peers.Kind, kind), _read_candidates(level, selection.departements), reference, level)
    where = {"tous": " de la carte", **dict.fromkeys(("proches", "revenu"), f", {NAMES[level].plural} de la carte")}
    return replace(found, label=found.label + where.get(kind, ", sur la carte"))


def read_group(comparison: Comparison, item: str, group: Peers, reference: str) -> Series:
    """The series of an indicator for the territories compared and for the peers."""
    selection, own = comparison.selection, comparison.series[item]
    level = find_peer_level(reference)
    if level not in LEVELS or not group.codes:
        return own
    headline = Headline.parse(item)
    every = cached.read_series(
        headline.indicator,
        levels=(level,),
        scopes=(headline.restriction,),
        per_inhabitant=comparison.measure == "inhabitant",
    )
    others = [code for code in group.codes if code not in comparison.territories]
    around = every.restrict(others, selection.years)
    around = apply_measure(around, comparison.measure) if comparison.measure in OFFERED else around
    return replace(own, frame=pd.concat([own.frame, around.frame], ignore_index=True))
