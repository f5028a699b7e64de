"""Flows as a list, for a screen too narrow to draw them: each project with its funders and what they give."""

from __future__ import annotations

import pandas as pd

from pages.words.french import format_value
from pages.words.markup import tag, text


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
