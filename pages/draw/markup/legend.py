"""The legend of small charts that have no room for names: a symbol in its colour, and the name."""

from __future__ import annotations

from collections.abc import Sequence

from pages.draw.plotly.charts import COLORS, SYMBOLS, symbol_of
from pages.words.markup import tag, text

# The symbols of pages.draw.plotly.charts, in their order, as characters.
GLYPHS = "●■◆▲▼✚✖★⬟⬢⧓⧗"


def legend_markup(names: Sequence[str]) -> str:
    """One entry per name, in the order of the colours."""
    entries = [
        tag(
            "li",
            text("span", GLYPHS[SYMBOLS.index(symbol_of(n))], style=f"color:{COLORS[n % len(COLORS)]}")
            + text("span", name),
        )
        for n, name in enumerate(names)
    ]
    return tag("ul", "".join(entries), class_="t-legend", aria_label="Légende")
