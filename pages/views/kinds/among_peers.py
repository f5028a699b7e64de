"""What the views of territories among their peers read alike: the group that is named, its series, its notes."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.reading.relative import Measure
from loaders.reading.series import Series
from loaders.statistics.peers import Peers
from pages.views.compared.comparison import Comparison, read_comparison
from pages.views.compared.peers import find_peers, read_group
from pages.views.record import Divisor, PeerKind, ViewError
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


def check_peers(label: str, peers: PeerKind, reference: str | None) -> None:
    """Raise ValueError where a territory is to be situated among nobody."""
    if reference is not None and not peers:
        raise ValueError(f"{label} : reference n’y a pas de sens")
