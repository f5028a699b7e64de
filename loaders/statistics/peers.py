"""Peers of a territory: whom it is fair to compare it with, and the words that name the choice next to a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from loaders.levels import NAMES, OutlinedLevel
from loaders.vocabulary import join_words

Kind = Literal["tous", "forme", "population", "densite", "revenu", "proches"]
# An EPCI has a legal form; départements are too few to be told apart.
KINDS: dict[str, tuple[Kind, ...]] = {
    "epci": ("tous", "forme", "population", "densite", "revenu", "proches"),
    "commune": ("tous", "population", "densite", "revenu", "proches"),
    "departement": ("tous",),
}
NEAREST = 5
# Floors of classes, in inhabitants. Communes: code général des collectivités territoriales, article L. 2334-3.
COMMUNE_FLOORS = (
    0, 500, 1_000, 2_000, 3_500, 5_000, 7_500, 10_000, 15_000, 20_000, 35_000, 50_000, 75_000, 100_000, 200_000
)  # fmt: skip
# EPCIs: the thresholds of the same code, articles L. 5210-1-1 (5 000, 15 000), L. 5216-1 (50 000, a CA),
# L. 5215-1 (250 000, a CU) and L. 5217-1 (400 000, a métropole).
EPCI_FLOORS = (0, 5_000, 15_000, 50_000, 250_000, 400_000)
# Inhabitants per km² of the whole territory; 300 and 1 500 are the thresholds that Eurostat's degree of urbanisation
# sets to cells of 1 km², so that these classes are no substitute for Insee's density grid.
DENSITY_FLOORS = (0, 30, 100, 300, 1_500)
# A rank or a median among fewer tells nothing.
FEWEST_PEERS = 3
FORMS = {
    "CC": "communautés de communes",
    "CA": "communautés d'agglomération",
    "CU": "communautés urbaines",
    "ME": "métropoles",
}


@dataclass(frozen=True)
class Peers:
    """The codes of the others, and `label`, the choice in words; none with the `reason` in French."""

    codes: tuple[str, ...]
    label: str
    reason: str = ""


def find_among(kind: Kind, candidates: pd.DataFrame, code: str, level: OutlinedLevel) -> Peers:
    """The peers of a territory among the candidates of its level, named without saying where they are from.

    `candidates` has one row a territory: code, level, legal_form, population, area_km2, median_income. A territory may
    have peers without being a candidate itself, of the kind `tous` only: the others need to know what it is like.
    """
    if kind == "tous":
        codes = tuple(other for other in candidates["code"] if other != code)
        return Peers(codes, NAMES[level].plural, "" if codes else "aucun autre territoire")
    if kind == "revenu":
        incomes = candidates.set_index("code")[["median_income"]].astype("float64")
        return find_nearest(incomes, code, count=NEAREST, words=("revenu médian",))
    if kind == "proches":
        sizes = candidates.set_index("code")[["population", "area_km2"]].astype("float64")
        sizes = sizes.assign(density=sizes["population"] / sizes["area_km2"]).drop(columns="area_km2")
        return find_nearest(sizes, code, count=NEAREST, words=("population", "densité"))
    find = {"forme": find_same_form, "population": find_same_population, "densite": find_same_density}
    return find[kind](candidates, code)


def find_class(value: float, floors: Sequence[int]) -> int:
    """The number of the class of a value, 0 for the first; a floor belongs to the class that it opens."""
    return int(np.searchsorted(np.asarray(floors), value, side="right")) - 1


def describe_class(number: int, floors: Sequence[int], unit: str) -> str:
    """A class in words: « de 50 000 à moins de 250 000 habitants »."""
    low, high = floors[number], floors[number + 1] if number + 1 < len(floors) else None
    if high is None:
        return f"{_spell(low)} {unit} ou plus"
    return f"de {_spell(low)} à moins de {_spell(high)} {unit}" if low else f"moins de {_spell(high)} {unit}"


def find_same_form(territories: pd.DataFrame, code: str) -> Peers:
    """The EPCIs of the same legal form. `territories` has one row a candidate: code, level, legal_form, population."""
    own = _find(territories, code)
    if own is None or own["legal_form"] not in FORMS:
        return Peers((), "même forme juridique", "forme juridique inconnue")
    form = own["legal_form"]
    return _conclude(territories, code, territories["legal_form"].eq(form), FORMS[form])


def find_same_population(territories: pd.DataFrame, code: str) -> Peers:
    """The territories of the same level in the same class of population, the classes being those of the law."""
    return _find_same_class(territories, code, "population", "habitants")


def find_same_density(territories: pd.DataFrame, code: str) -> Peers:
    """The territories of the same level in the same class of density: `population` ÷ `area_km2`."""
    areas = territories["area_km2"].astype("float64")
    density = (territories["population"].astype("float64") / areas).where(areas.gt(0))
    return _find_same_class(territories.assign(density=density), code, "density", "habitants au km²")


def find_nearest(indicators: pd.DataFrame, code: str, *, count: int, words: Sequence[str]) -> Peers:
    """The `count` territories nearest to one by several indicators; `words` name them, in the order of the columns.

    `indicators` has a row a territory and a column an indicator. Each is standardised over the territories that have
    them all, z = (x − mean) ÷ standard deviation, and the distance is Euclidean, √Σ(z_i − z'_i)², so that each weighs
    the same whatever its unit (L. Kaufman and P. Rousseeuw, « Finding Groups in Data », 1990, chapter 1). Equal
    distances are told apart by the code; an indicator that is the same everywhere tells nothing and adds nothing.
    """
    label = f"les {count} plus proches" if count > 1 else "le territoire le plus proche"
    label = f"{label} par {join_words(words)}"
    known = indicators.astype("float64").replace([np.inf, -np.inf], np.nan).dropna()
    if code not in known.index:
        return Peers((), label, "indicateur inconnu pour ce territoire")
    spread = known.std(ddof=0)
    telling = [column for column in known if spread[column] > 1e-12 * max(1.0, float(known[column].abs().max()))]
    if not telling or count < 1:
        return Peers((), label, "indicateurs sans variation" if count >= 1 else "un territoire au moins est attendu")
    standard = (known[telling] - known[telling].mean()) / spread[telling]
    distances = np.sqrt(((standard - standard.loc[code]) ** 2).sum(axis=1)).drop(code)
    nearest = sorted(distances.index, key=lambda other: (round(float(distances[other]), 12), str(other)))[:count]
    if len(nearest) < count:
        label = f"{label} ({len(nearest)} connu{'s' if len(nearest) > 1 else ''})"
    return Peers(tuple(map(str, nearest)), label, "" if nearest else "aucun autre territoire connu")


def choose_own(territories: pd.DataFrame, code: str, chosen: Sequence[str]) -> Peers:
    """A list of one's own, in its order, without the territory itself; a code that nobody knows is said."""
    known = set(territories["code"])
    codes = tuple(c for c in dict.fromkeys(chosen) if c in known and c != code)
    unknown = [c for c in dict.fromkeys(chosen) if c not in known]
    reason = f"code{'s' if len(unknown) > 1 else ''} inconnu{'s' if len(unknown) > 1 else ''} : {', '.join(unknown)}"
    if codes:
        return Peers(codes, f"liste choisie de {_count(len(codes))}", reason if unknown else "")
    return Peers((), "liste choisie", reason if unknown else "la liste est vide")


def _find(territories: pd.DataFrame, code: str) -> pd.Series | None:
    found = territories[territories["code"].eq(code)]
    return None if found.empty else found.iloc[0]


def _find_same_class(territories: pd.DataFrame, code: str, column: str, unit: str) -> Peers:
    own = _find(territories, code)
    if own is None or pd.isna(own[column]):
        return Peers((), f"même classe de {unit}", f"nombre d'{unit} inconnu")
    floors = _floors_of(column, str(own["level"]))
    number = find_class(float(own[column]), floors)
    same = territories[column].astype("float64").map(lambda v: not pd.isna(v) and find_class(v, floors) == number)
    label = f"{NAMES[own['level']].plural}, {describe_class(number, floors, unit)}"
    return _conclude(territories, code, same & territories["level"].eq(own["level"]), label)


def _floors_of(column: str, level: str) -> tuple[int, ...]:
    if column == "density":
        return DENSITY_FLOORS
    return COMMUNE_FLOORS if level == "commune" else EPCI_FLOORS


def _conclude(territories: pd.DataFrame, code: str, is_peer: pd.Series, label: str) -> Peers:
    codes = tuple(sorted(territories.loc[is_peer & territories["code"].ne(code), "code"]))
    return Peers(codes, label, "" if codes else "aucun autre territoire de cette classe")


def _spell(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _count(number: int) -> str:
    return f"{number} territoire{'s' if number > 1 else ''}"
