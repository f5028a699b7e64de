"""Which communes of one vintage make up those of the next: found by code or neighbourhood, proven by population."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import geopandas as gpd
import pandas as pd

from geo.packages import Package
from geo.populations import count_inhabitants

LAND_TOLERANCE = 1e-9  # share of a commune's area within which its parts must cover it


@dataclass(frozen=True)
class Proof:
    """One change of commune: the parts of `whole`, how they were found, and their populations against the whole's."""

    whole: str
    name: str
    parts: tuple[str, ...]
    found_by: str
    populations: tuple[int | None, ...]
    expected: int | None

    @property
    def is_proven(self) -> bool:
        """Whether the populations of the parts add up to that of the whole."""
        return None not in (*self.populations, self.expected) and sum(filter(None, self.populations)) == self.expected

    def __str__(self) -> str:
        parts, populations = " + ".join(self.parts), " + ".join(map(_spell, self.populations))
        verdict = "prouvé" if self.is_proven else "NON PROUVÉ, le lien des codes est gardé"
        return (
            f"{self.whole} {self.name} = {parts} ({self.found_by}) ; "
            f"habitants {populations} pour {_spell(self.expected)} attendus : {verdict}"
        )


@dataclass(frozen=True)
class Lineage:
    """The smallest pieces of land that both vintages are made of.

    parts: geometry, code_old and code_new, by a code of its own; merges and splits: what was proven, or not.
    """

    parts: gpd.GeoDataFrame
    merges: tuple[Proof, ...]
    splits: tuple[Proof, ...]


def trace_lineage(old: Package, new: Package) -> Lineage:
    """Cut the land of `old` into parts that each belong to one commune of `old` and to one of `new`.

    A commune that vanished belongs to the commune of which it is a delegated part in `new`; without such a link, to the
    neighbour whose population grew by exactly its own. A commune that appeared within one that persists takes the
    contour it had as a delegated part in `old`. Raises ValueError for a commune whose land cannot be found.
    """
    vanished = sorted(set(old.communes.index) - set(new.communes.index))
    appeared = sorted(set(new.communes.index) - set(old.communes.index))
    parents: dict[str, str] = new.delegated["parent"].to_dict()
    linked = {code: parents[code] for code in vanished if code in parents}
    orphans = [code for code in vanished if code not in linked]
    found = find_by_population(old.communes, new.communes, orphans, linked)
    if lost := sorted(set(orphans) - set(found)):
        raise ValueError(
            f"communes disparues sans commune d'accueil : {_list_names(lost, old)}. Une part déléguée ou une voisine "
            "dont la population a crû d'autant était attendue ; déclarez leur rattachement."
        )
    origins: dict[str, str] = old.delegated["parent"].to_dict()
    split = {code: origins[code] for code in appeared if origins.get(code) in new.communes.index}
    if lost := sorted(set(appeared) - set(split) - set(linked.values())):
        raise ValueError(
            f"communes nouvelles sans contour : {_list_names(lost, new)}. Une commune déléguée du millésime précédent "
            "était attendue ; déclarez leur origine."
        )
    parts = old.communes[["geometry"]].assign(code_old=old.communes.index)
    parts["code_new"] = [(linked | found).get(code, code) for code in parts.index]
    pieces = old.delegated[old.delegated["parent"].isin(list(split.values()))]
    pieces = pieces[["geometry"]].assign(code_old=pieces["parent"], code_new=pieces.index)
    _check_land(old, pieces)
    parts = pd.concat([parts.drop(index=sorted(set(split.values()))), pieces]).sort_index()
    return Lineage(
        gpd.GeoDataFrame(parts, geometry="geometry", crs=4326),
        tuple(_prove_merges(old, new, parts, set(found))),
        tuple(_prove_splits(old, new, pieces)),
    )


def find_by_population(
    old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, orphans: list[str], linked: dict[str, str]
) -> dict[str, str]:
    """Link each vanished commune to the one neighbour of its département that grew by the population of its new parts.

    `linked` are the links already known, whose growth is explained. A commune that grew is linked only if exactly one
    set of its neighbours among the orphans explains the growth; an orphan claimed twice is left out.
    """
    before, after = count_inhabitants(old), count_inhabitants(new)
    growth = {code: (after[code] or 0) - (before.get(code) or 0) for code in after if code in before}
    for code, whole in linked.items():
        growth[whole] = growth.get(whole, 0) - (before[code] or 0)
    lost = old.loc[orphans]
    claims: dict[str, list[str]] = {orphan: [] for orphan in orphans}
    for code, gain in growth.items():
        if gain <= 0 or code not in before:
            continue
        is_near = lost.intersects(old.geometry[code]) & (lost["departement"] == old["departement"][code])
        sets = [s for s in _list_subsets(lost.index[is_near]) if sum(before[orphan] or 0 for orphan in s) == gain]
        for orphan in sets[0] if len(sets) == 1 else ():
            claims[orphan].append(code)
    return {orphan: codes[0] for orphan, codes in claims.items() if len(codes) == 1}


def _prove_merges(old: Package, new: Package, parts: pd.DataFrame, found: set[str]) -> Iterable[Proof]:
    merged = parts[parts["code_old"] == parts.index]
    for whole, group in merged.groupby("code_new"):
        if len(group) > 1 or group.index[0] != whole:
            means = "voisinage et population" if found & set(group.index) else "commune déléguée"
            yield _prove(str(whole), new, tuple(group.index), means, count_inhabitants(old.communes))


def _prove_splits(old: Package, new: Package, pieces: pd.DataFrame) -> Iterable[Proof]:
    for whole, group in pieces.groupby("code_old"):
        yield _prove(str(whole), old, tuple(group.index), "communes rétablies", count_inhabitants(new.communes))


def _prove(whole: str, package: Package, parts: tuple[str, ...], found_by: str, counts: dict[str, int | None]) -> Proof:
    expected = count_inhabitants(package.communes.loc[[whole]])[whole]
    return Proof(whole, _name(whole, package), parts, found_by, tuple(counts.get(code) for code in parts), expected)


def _check_land(old: Package, pieces: pd.DataFrame) -> None:
    for whole, group in pieces.groupby("code_old"):
        contour = old.communes.loc[whole, "geometry"]
        gap = contour.symmetric_difference(gpd.GeoSeries(group["geometry"]).union_all()).area / contour.area
        if gap > LAND_TOLERANCE:
            raise ValueError(
                f"{whole} : les contours de {', '.join(group.index)} devaient le couvrir exactement, "
                f"l'écart est de {gap:.2%} de sa surface. Corrigez les contours des communes déléguées."
            )


def _list_subsets(codes: pd.Index) -> Iterable[tuple[str, ...]]:
    return (subset for size in range(1, len(codes) + 1) for subset in combinations(codes, size))


def _list_names(codes: list[str], package: Package) -> str:
    return ", ".join(f"{code} {_name(code, package)}" for code in codes)


def _name(code: str, package: Package) -> str:
    return str(package.communes["name"][code])


def _spell(count: int | None) -> str:
    return "inconnu" if count is None else str(count)
