"""What the reader chose: which territories, which years, absolute or per inhabitant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from geo.kept import FRAMES, keep_by_frame
from loaders.catalog import load_catalog
from loaders.levels import NAMES
from loaders.reading.composed.code import is_composed
from loaders.reading.composed.resolving import find_composed, find_row
from loaders.reading.surroundings import split_codes
from pages.views.data import cached
from pages.views.data.geography import find_departements, find_known
from pages.words.sentences import of

FIRST_YEAR, LAST_YEAR = 2009, 2026
MOST = 12
# Levels whose name tells two territories of one name apart.
TOLD_BY_LEVEL = ("commune", "departement", "region", "grouping")


@keep_by_frame(FRAMES)
def _read_column(table: pd.DataFrame, name: str) -> dict[str, str]:
    """What a column of the territories says of each code."""
    return {str(code): said for code, said in table[name].astype(str).items()}


@dataclass(frozen=True)
class Selection:
    """What the reader chose. `territories` are codes in the order chosen, `years` the first and the last shown.

    `departements` are those that its maps draw, which follow from the territories; `table` holds the territories that
    may be chosen beside them, `home` is the reader's.
    """

    territories: tuple[str, ...]
    years: tuple[int, int]
    per_inhabitant: bool
    departements: tuple[str, ...]
    home: str
    vintage: int
    table: pd.DataFrame

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions known to Terril that its maps lie in, whose aims hold there."""
        regions = self.table[self.table["level"] == "region"]
        return tuple(
            regions.index[[not {*split_codes(own)}.isdisjoint(self.departements) for own in regions["departements"]]]
        )

    @property
    def members(self) -> tuple[str, ...]:
        """The territories chosen and the members of those that are groupings."""
        inside = (m for code in self.territories for m in str(self.table["members"].get(code, "")).split(";") if m)
        return tuple(dict.fromkeys([*self.territories, *inside]))

    def level(self, code: str) -> str:
        """The level of a territory: commune, epci, grouping…"""
        return _read_column(self.table, "level").get(code, "")

    def name(self, code: str) -> str:
        """The short name of a territory."""
        return _read_column(self.table, "short").get(code, code)

    def tell_apart(self, codes: Sequence[str]) -> dict[str, str]:
        """The short names of territories shown together, with what each is where two are alike: « Arras (commune) »."""
        names = {code: self.name(code) for code in codes}
        shorts = list(names.values())
        return {code: self._detail(code) if shorts.count(name) > 1 else name for code, name in names.items()}

    def _detail(self, code: str) -> str:
        form, level = str(self.table["legal_form"].get(code, "")), self.level(code)
        return f"{self.name(code)} ({form or (NAMES[level].singular if level in TOLD_BY_LEVEL else code)})"


def make_selection(
    territories: tuple[str, ...], years: tuple[int, int], *, per_inhabitant: bool = False, home: str = ""
) -> Selection:
    """Some territories of France; `home` is the reader's, "" for that of the deployment."""
    deployment = load_catalog().deployment
    own = home or deployment.home
    known, composed = find_known((*territories, own)), tuple(find_composed(territories))
    return Selection(
        territories,
        years,
        per_inhabitant,
        find_departements(territories),
        own,
        deployment.vintage,
        cached.read_chosen(known, composed) if composed else cached.read_territories(known),
    )


@keep_by_frame(FRAMES)
def label_territories(table: pd.DataFrame) -> Mapping[str, str]:
    """What the selector shows and searches: the name and the code, so that no two are alike; of one that a reader
    composed, whose code is a list, what it is."""
    forms = table["legal_form"].where(table["level"] == "epci", "").map(lambda form: f" ({form})" if form else "")
    named = zip(table["code"], table["short"], forms, strict=True)
    return MappingProxyType({str(c): f"{short}{form} · {end_label(str(c))}" for c, short, form in named})


def end_label(code: str) -> str:
    """What tells a territory from its namesakes in a list: its code, or of one that a reader composed what it is."""
    return "territoire composé" if is_composed(code) else code


def label_territory(code: str) -> str:
    """The same for any territory known, of its whole name."""
    row = find_row(code)
    return code if row is None else f"{row['name']} · {end_label(code)}"


def predecessors(territories: tuple[str, ...]) -> tuple[str, ...]:
    """The territories that those of a tuple took the place of."""
    declared = load_catalog().territories
    return tuple(code for code, entry in declared.items() if entry.successor in territories and code not in territories)


def list_members(selection: Selection) -> tuple[str, ...]:
    """The territories of a selection, those that they took the place of, their members and their communes."""
    communes = selection.table.index[selection.table["epci"].isin(selection.members)]
    wanted = selection.territories + predecessors(selection.territories)
    return tuple(dict.fromkeys([*wanted, *selection.members, *communes]))


def successions(territories: tuple[str, ...], selection: Selection) -> dict[int, str]:
    """The first year after each predecessor drawn, with its name: what came before is not comparable."""
    declared = load_catalog().territories
    ended = [(code, declared[code].until) for code in territories if code in declared and declared[code].successor]
    return {until + 1: f"fin {of(selection.name(code))}" for code, until in ended if until}


def describe_predecessors(codes: Iterable[str]) -> str:
    """« Artois Comm., jusqu'en 2016 : périmètre antérieur, … » for each that has ended of some territories."""
    declared = load_catalog().territories
    ended = (declared[code] for code in sorted(set(codes) & set(declared)))
    return " ".join(
        f"{entry.name}, jusqu’en {entry.until} : périmètre antérieur, {entry.note or 'non comparable'}"
        for entry in ended
        if entry.successor and entry.until
    )


def keep_years(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows of the years of the selection; a slider at its end bounds nothing, since aims lie beyond it."""
    first = 0 if selection.years[0] == FIRST_YEAR else selection.years[0]
    last = 9999 if selection.years[1] == LAST_YEAR else selection.years[1]
    return rows[rows["year"].between(first, last)]
