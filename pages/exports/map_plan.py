"""What a map shows of each territory: its value or why there is none, and the classes, drawn from every year."""

from __future__ import annotations

from dataclasses import dataclass

from geo.classes import find_breaks, find_class
from pages.exports.ground import Ground, read_ground
from pages.parts import cached
from pages.parts.map import choose_symbol, class_labels
from pages.views.content import Content

LOST = ("missing", "confidential", "not_applicable")


@dataclass(frozen=True)
class Plan:
    """What is drawn of each territory: its value, its status, its class where it has one."""

    ground: Ground
    values: dict[str, float]
    statuses: dict[str, str]
    breaks: list[float]
    labels: list[str]
    method: str
    is_circles: bool
    largest: float

    def class_of(self, code: str) -> int:
        """The class of a territory whose value is known."""
        return find_class(self.values[code], self.breaks)


def make_plan(content: Content) -> Plan:
    """The values of the year, and classes drawn from all years as the page draws them."""
    series, view = content.series, content.view
    every = cached.read_series(
        series.indicator, levels=(view.level,), scopes=(view.headlines()[0][1],), per_inhabitant=view.per_inhabitant
    )
    ground = read_ground(view.level)
    frame = every.frame[every.frame["territory"].astype(str).isin(ground.shapes)]
    known = frame["value"].dropna()
    rows = content.rows[content.rows["territory"].astype(str).isin(ground.shapes)]
    is_known = rows["value"].notna()
    codes, statuses = rows["territory"].astype(str), rows["status"].astype(str)
    values = {code: float(value) for code, value in zip(codes[is_known], rows["value"][is_known], strict=True)}
    classes = view.map_classes
    breaks = find_breaks(known, classes)
    labels = (
        [label.strip() for label in class_labels(breaks, float(known.min()), series.decimals, "")] if breaks else []
    )
    return Plan(
        ground,
        values,
        dict(zip(codes, statuses, strict=True)),
        breaks,
        labels,
        classes.method,
        choose_symbol(series, view.symbol) == "circle",
        float(known.max()) if len(known) else 0.0,
    )


def status_of(plan: Plan, code: str) -> str:
    """The status of a territory; one that no row speaks of is missing."""
    if code in plan.values:
        return plan.statuses[code]
    found = plan.statuses.get(code, "missing")
    return found if found in LOST else "missing"
