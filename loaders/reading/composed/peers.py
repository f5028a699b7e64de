"""Among whom a territory that a reader composes has a place: the EPCIs that share no commune with it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from loaders.reading.composed.code import is_composed
from loaders.reading.composed.resolving import find_composed, read_row
from loaders.reading.surroundings import read_territories


def find_peer_level(code: str) -> str:
    """The level of those whom a territory is compared with: its own, EPCIs for one that a reader composed."""
    return "epci" if is_composed(code) else str(read_row(code)["level"])


def find_overlapped(code: str) -> frozenset[str]:
    """The EPCIs of which a composed territory has a commune at least: it would take their place, wholly or partly."""
    members = find_composed([code]).get(code, ())
    around = read_territories()["epci"].reindex(members)
    return frozenset(str(around.get(member) or member) for member in members)


def stand_among(
    rows: pd.DataFrame, own: pd.DataFrame, codes: Sequence[str], *, kept: Sequence[str] = ()
) -> pd.DataFrame:
    """The rows of EPCIs with those of some composed territories (`codes`, rows in `own`) in the place of those that
    they overlap, but for those that are `kept`; both have a column territory."""
    left_out = frozenset[str]().union(*map(find_overlapped, codes)) - {*kept}
    frames = [rows[~rows["territory"].isin(left_out)], own[own["territory"].isin(codes)]]
    return pd.concat([frame for frame in frames if len(frame)] or [rows.head(0)], ignore_index=True)
