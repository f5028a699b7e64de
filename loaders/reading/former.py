"""What became of a commune that is no more: the communes of today that hold it, and since when."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.catalog import load_catalog
from loaders.reading.surroundings import read_territories
from loaders.territories.cog import FIRST_YEAR, Cog, Move, read_cog


@dataclass(frozen=True)
class Former:
    """A commune under a code of before: `successors` are codes of today, several where it was split.

    `year` is that of the movement that ended it, `is_recoded` tells that only its code changed; `note` tells each step.
    """

    code: str
    name: str
    year: int
    successors: tuple[str, ...]
    is_recoded: bool = False
    note: str = ""


def find_former(code: str) -> Former | None:
    """What became of a commune code since 2010; None for one of today, or that was never a commune's."""
    cog = read_cog(load_catalog().deployment.vintage)
    if code in cog.populations or code not in cog.moves:
        return None
    move = _find_end(code, cog)
    route = cog.trace(code, max(FIRST_YEAR, int(move.date[:4]) - 1))
    known = read_territories().index
    successors = tuple(share.code for share in route.shares if share.code in known)
    if not successors:
        return None
    return Former(code, move.name_before, int(move.date[:4]), successors, move.kind == "recoded", route.note)


def _find_end(code: str, cog: Cog) -> Move:
    """The last movement by which a code stopped being a commune's."""
    return max((move for move in cog.moves[code] if move.after != code), key=lambda move: move.date)
