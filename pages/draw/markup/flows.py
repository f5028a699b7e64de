"""Financing plans as flows from funders to projects, and as a list for a screen too narrow to draw them."""

from __future__ import annotations

import pandas as pd

from pages.draw.svg import paint_markup
from pages.views.layout.flows import Flow, lay_flows
from pages.words.french import format_value
from pages.words.markup import tag, text

# Pixels of the least width that they are drawn in; points of their words.
WIDE, FONT, PIXELS = 620, 10.0, 96
DRAWN = (
    "Flux des financeurs, à gauche, vers les projets, à droite. Le tableau donne chaque montant ; flèches pour lire."
)


def draw_flows(flows: pd.DataFrame) -> str:
    """The drawing: `flows` has the columns nomAttribuant, projet, montant (euros), id, that of its figure or ""."""
    given = [
        Flow(str(row.nomAttribuant), str(row.projet), float(row.montant), format_value(row.montant, "€"), str(row.id))
        for row in flows[flows["montant"] > 0].itertuples()
    ]
    scene = lay_flows(given, WIDE / PIXELS, FONT, lambda value: format_value(value, "€"))
    return tag("div", paint_markup(scene, label=DRAWN, kind="flows"), class_="t-plot")


def flows_markup(flows: pd.DataFrame) -> str:
    """The list: `flows` has the columns nomAttribuant, projet, montant (euros); the largest project and part first."""
    totals = flows.groupby("projet")["montant"].sum().sort_values(ascending=False)
    parts = []
    for project, total in totals.items():
        own = flows[flows["projet"] == project].sort_values("montant", ascending=False)
        lines = [
            tag("li", text("span", str(row.nomAttribuant)) + text("b", format_value(float(row.montant), "€")))
            for row in own.itertuples()
        ]
        head = f"{project}\u00a0: {format_value(float(total), '€')}"
        parts.append(text("h3", head) + tag("ul", "".join(lines)))
    return tag("section", "".join(parts), class_="t-flows", aria_label="Financeurs de chaque projet")
