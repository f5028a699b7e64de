"""The perimeter of an EPCI from one year to another: its predecessors, and the communes that came and went."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.kept import SERIES, keep
from loaders.territories.cog import Cog, read_cog
from loaders.territories.perimeters import read_memberships

FIRST, LAST = 2019, 2025


@dataclass(frozen=True)
class Predecessor:
    """An EPCI of before: how many of its `communes` are in the one of after."""

    epci: str
    kept: int
    communes: int


@dataclass(frozen=True)
class Succession:
    """An EPCI of `after` and those that it comes from in `before`, the one that gave it most inhabitants first.

    `communes_before` and `communes_after` are counts in the codes of their years; `gained` and `lost` are codes of the
    contours, against the first predecessor. Nothing with a reason in French where the perimeter is unknown.
    """

    epci: str
    before: int
    after: int
    predecessors: tuple[Predecessor, ...] = ()
    communes_before: int = 0
    communes_after: int = 0
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_same_perimeter(self) -> bool:
        """Whether the same land is under it, whatever its SIREN: only then are its two years comparable."""
        return bool(self.predecessors) and not self.gained and not self.lost

    @property
    def note(self) -> str:
        """What changed, in words; "" where neither the perimeter nor the SIREN did."""
        if not self.predecessors:
            return self.reason
        first = self.predecessors[0].epci
        told = [f"SIREN {first} devenu {self.epci}"] if first != self.epci else []
        if not self.is_same_perimeter:
            told.append(f"{self.communes_before} communes en {self.before}, {self.communes_after} en {self.after}")
        if self.gained:
            told.append(f"entrées : {', '.join(self.gained)}")
        if self.lost:
            told.append(f"sorties : {', '.join(self.lost)}")
        return " ; ".join(told)


@keep(SERIES)
def read_succession(epci: str) -> Succession:
    """What an EPCI of the last perimeter known comes from in the first: see `compare_perimeters`."""
    return compare_perimeters(epci, read_memberships(FIRST), read_memberships(LAST), (FIRST, LAST), read_cog(LAST))


def compare_perimeters(
    epci: str, before: pd.DataFrame, after: pd.DataFrame, years: tuple[int, int], cog: Cog
) -> Succession:
    """What an EPCI of the second year comes from in the first.

    Both frames are memberships of 1 January (columns epci, commune); communes are compared in the codes of the COG, so
    that a merger inside an EPCI changes nothing. A commune that was split counts with each of its parts.
    """
    now = _carry(after.loc[after["epci"].eq(epci), "commune"], years[1], cog)
    if not now:
        return Succession(epci, *years, reason=f"périmètre de {epci} inconnu en {years[1]}")
    former = {
        str(code): _carry(group, years[0], cog) for code, group in before.groupby("epci", observed=True)["commune"]
    }
    sources = {code: communes for code, communes in former.items() if communes & now}
    if not sources:
        return Succession(epci, *years, reason=f"aucun EPCI de {years[0]} connu sur ce périmètre")

    def weigh(code: str) -> tuple[int, int, str]:
        shared = sources[code] & now
        return -sum(cog.populations.get(commune) or 0 for commune in shared), -len(shared), code

    ordered = sorted(sources, key=weigh)
    first = sources[ordered[0]]
    return Succession(
        epci,
        *years,
        tuple(Predecessor(code, len(sources[code] & now), len(sources[code])) for code in ordered),
        int(before["epci"].eq(ordered[0]).sum()),
        int(after["epci"].eq(epci).sum()),
        tuple(sorted(now - first)),
        tuple(sorted(first - now)),
    )


def _carry(communes: pd.Series, year: int, cog: Cog) -> frozenset[str]:
    return frozenset(share.code for commune in communes for share in cog.trace(str(commune), year).shares)
