"""What the charts of a comparison share: the colour and the symbol of a territory, hollow where not final."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.draw.plotly.charts import COLORS, symbol_of
from pages.draw.plotly.trend import HOLLOW

FAINT = "rgba(128,136,148,0.55)"
INK = "rgba(128,136,148,0.9)"


def color_of(n: int) -> str:
    """The colour of the nth territory chosen."""
    return COLORS[n % len(COLORS)]


def mark(n: int | None, status: str, *, size: int = 9) -> dict[str, Any]:
    """The marker of the nth territory chosen, or of one that is only there to compare with (`n` None)."""
    if n is None:
        return {
            "size": size - 2,
            "symbol": "circle-open" if status in HOLLOW else "circle",
            "color": FAINT,
            "line": {"width": 1.5, "color": INK},
        }
    return {
        "size": size + 1,
        "symbol": symbol_of(n) + ("-open" if status in HOLLOW else ""),
        "color": color_of(n),
        "line": {"width": 2, "color": color_of(n)},
    }


def number(territories: tuple[str, ...]) -> Mapping[str, int]:
    """The place of each territory chosen, which gives it its colour and symbol on every chart."""
    return {code: n for n, code in enumerate(territories)}


def spread_labels(places: list[float], *, step: float) -> list[float]:
    """The places of labels moved apart so that none is nearer than `step` to the next; the order is kept.

    Each run of labels too near one another is centred on the mean of what it labels.
    """
    order = sorted(range(len(places)), key=lambda n: (places[n], n))
    runs: list[list[int]] = []
    centres: list[float] = []
    for n in order:
        runs.append([n])
        centres.append(places[n])
        while len(runs) > 1 and centres[-1] - centres[-2] < step * (len(runs[-1]) + len(runs[-2])) / 2:
            merged = runs[-2] + runs[-1]
            mean = sum(places[k] for k in merged) / len(merged)
            runs[-2:], centres[-2:] = [merged], [mean]
    moved = [0.0] * len(places)
    for run, centre in zip(runs, centres, strict=True):
        for k, n in enumerate(run):
            moved[n] = centre + step * (k - (len(run) - 1) / 2)
    return moved
