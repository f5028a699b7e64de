"""What the views of territories among their peers read alike: the group that is named, its series, its notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from loaders.reading.relative import Measure
from loaders.reading.series import Series
from loaders.statistics.peers import Peers
from pages.views.addressing import address_comparison
from pages.views.compared.comparison import Comparison, read_comparison
from pages.views.compared.peers import find_peers, read_group
from pages.views.compared.years import known_years
from pages.views.content import Content, Kind, choose_year, conclude, join_panels
from pages.views.data.geography import MapLevel
from pages.views.kinds.of_a_level import name_level, read_of_a_year
from pages.views.opening import open_selection
from pages.views.record import Divisor, PeerKind, ViewError, Years
from pages.views.selection import Selection


@dataclass(frozen=True)
class Among:
    """The territories chosen among the peers of `reference`: the comparison, the group, a series per indicator."""

    comparison: Comparison
    group: Peers
    reference: str
    panels: tuple[Series, ...]

    @property
    def where(self) -> str:
        """« Lens-Liévin, parmi : EPCI de la carte »."""
        names = ", ".join(self.comparison.selection.name(code) for code in self.comparison.selection.territories)
        return f"{names}, parmi : {self.group.label}" if self.group.codes else names

    @property
    def codes(self) -> tuple[str, ...]:
        """The reference, then its peers."""
        return tuple(dict.fromkeys([self.reference, *self.group.codes]))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The reference, then the territories compared."""
        return tuple(dict.fromkeys([self.reference, *self.comparison.territories]))


def read_among(
    indicators: tuple[str, ...], selection: Selection, *, peers: PeerKind, reference: str | None, measure: Divisor
) -> Among:
    """Raises ViewError where the territory to situate is not among those chosen."""
    situated = reference or next(iter(selection.territories), "")
    if situated not in selection.territories:
        raise ViewError("Le territoire à situer n’est pas parmi ceux de la vue. Choisissez-le à nouveau.")
    usual: Measure = "inhabitant" if selection.per_inhabitant else "value"
    comparison = read_comparison(indicators, selection, measure or usual)
    group = find_peers(peers, situated, selection)
    panels = tuple(read_group(comparison, item, group, situated) for item in indicators)
    return Among(comparison, group, situated, panels)


class OneYear(Kind, Protocol):
    """A view of territories in one year: all of a level, or those chosen among the peers of one."""

    @property
    def level(self) -> MapLevel:
        """The level of its map."""

    @property
    def years(self) -> Years:
        """The years selected."""

    @property
    def year(self) -> int | None:
        """The year asked for, None for the latest."""

    @property
    def per_inhabitant(self) -> bool:
        """Whether values are per inhabitant."""

    @property
    def measure(self) -> Divisor:
        """What they are divided by, "" for nothing."""

    @property
    def peers(self) -> PeerKind:
        """Among whom, "" for all of the level."""

    @property
    def reference(self) -> str | None:
        """The territory to situate."""


def read_one_year(view: OneYear, *, page_view: str, describe: Callable[[Among, int], tuple[str, ...]]) -> Content:
    """The values of the year asked for, or of the latest; `describe` says what is read of those among peers.

    `page_view` is what the page of comparisons calls the view. Raises ViewError: see `read_among`.
    """
    selection = open_selection(view.territories, view.years, per_inhabitant=view.per_inhabitant)
    locate = partial(
        address_comparison,
        view.indicators,
        selection,
        view=page_view,
        measure=view.measure,
        peers=view.peers,
        reference=view.reference,
    )
    if not view.peers:
        all_of = read_of_a_year(view.indicators, selection, view.level, view.year, view.measure)
        return conclude(
            view,
            selection,
            all_of.panels,
            all_of.rows,
            address=locate(year=all_of.year),
            year=all_of.year,
            level=view.level,
            where=name_level(view.level),
        )
    found = read_among(view.indicators, selection, peers=view.peers, reference=view.reference, measure=view.measure)
    year = choose_year([set(known_years([panel])) for panel in found.panels], view.year)
    rows = join_panels(found.panels)
    return conclude(
        view,
        selection,
        found.panels,
        rows[rows["year"] == year],
        address=locate(year=year),
        year=year,
        level=view.level,
        where=found.where,
        missing_among=selection.territories,
        notes=() if year is None else describe(found, year),
        among=found.codes,
    )


def check_peers(label: str, peers: PeerKind, reference: str | None) -> None:
    """Raise ValueError where a territory is to be situated among nobody."""
    if reference is not None and not peers:
        raise ValueError(f"{label} : reference n’y a pas de sens")
