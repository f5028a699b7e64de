"""An indicator as a card, a view or an address names it: whole, or restricted to a scope."""

from __future__ import annotations

from dataclasses import dataclass


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
