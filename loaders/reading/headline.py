"""An indicator as a card, a view or an address names it: whole, or restricted to a scope."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.catalog import load_catalog


@dataclass(frozen=True)
class Headline:
    """An indicator, whole or restricted: « subsidies.received_amount@fund=detr »."""

    indicator: str
    restriction: str

    @classmethod
    def parse(cls, entry: str) -> Headline:
        """Read `indicator` or `indicator@scope`."""
        indicator, _, restriction = entry.partition("@")
        return cls(indicator, restriction)


def find_root(indicator: str) -> str:
    """What an indicator is about: that of a ratio by inhabitant is what it divides."""
    entries = load_catalog().indicators
    of_ratio = {entry.per_inhabitant: key for key, entry in entries.items() if entry.per_inhabitant}
    seen = {indicator}
    while (
        above := of_ratio.get(indicator) or entries[indicator].change_of or entries[indicator].numerator
    ) is not None:
        if above in seen:
            break
        seen.add(above)
        indicator = above
    return indicator
