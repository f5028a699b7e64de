"""What a map shows of each territory: its value or why there is none, and the classes, as the page draws them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from loaders.statuses import VALUELESS
from pages.views.content import Content
from pages.views.data.geography import find_border
from pages.views.france import classes, figures
from pages.views.france.drawn import map_data
from pages.views.kinds.france_map import read_figure
from pages.views.layout.maps.ground import Ground, read_france, read_ground
from pages.views.layout.scene import Hatch
from pages.views.maps.drawn import read_shown
from pages.views.maps.numbers import read_numbers
from pages.views.palette import WHITE
from pages.words.french import format_value

SIGNS: dict[tuple[str, bool], Hatch] = {
    ("minus", False): "minus",
    ("plus", False): "plus",
    ("minus", True): "light minus",
    ("plus", True): "light plus",
}


@dataclass(frozen=True)
class Plan:
    """What is drawn of each territory: its value, its status and the number of its class.

    `data` is what the page would draw the map from.
    """

    ground: Ground
    values: dict[str, float]
    statuses: dict[str, str]
    numbers: dict[str, int]
    data: dict[str, Any]

    @property
    def is_circles(self) -> bool:
        """Whether amounts are discs rather than shades."""
        return bool(self.data["symbol"] == "circle")

    @property
    def largest(self) -> float:
        """The value of the largest disc, or of the last class; 0 where nothing is known."""
        if self.data["symbol"] == "circle" and self.ground.home and "insets" in self.data:
            return max(self.values.values(), default=0.0)
        return float(self.data["breaks"][-1]) if self.data["breaks"] else 0.0

    @property
    def unsure(self) -> str:
        """« provisoire »: what most of its values are, where they are not final."""
        return str(self.data.get("unsure", {}).get(self.data.get("year"), ""))

    @cached_property
    def above(self) -> dict[str, float]:
        """The values beyond the scale of the discs."""
        return {code: value for code, value in self.values.items() if self.is_circles and value > self.largest > 0}

    def name_of(self, code: str) -> str:
        """The name of a territory of the map."""
        return self.ground.shapes[code].name

    def write(self, value: float) -> str:
        """A value with its unit."""
        return format_value(value, str(self.data["unit"]), int(self.data["decimals"]))

    def sign_of(self, n: int) -> Hatch:
        """The sign of a class of changes, dark or light as its shade is light or dark."""
        sign = self.data["signs"][n] if "signs" in self.data else ""
        return SIGNS[sign, self.data["inks"]["light"][n] == WHITE] if sign else ""

    @cached_property
    def remarked(self) -> tuple[str, ...]:
        """The territories whose value shown has a remark."""
        said = self.data.get("table", {}).get("remarked", {})
        return tuple(code for code, years in said.items() if self.data["year"] in years and code in self.ground.shapes)

    @property
    def labels(self) -> list[str]:
        """The classes in words, without the unit, which stands over them."""
        return [str(label).removesuffix(f" {self.data['unit']}").strip() for label in self.data["labels"]]

    @property
    def grid(self) -> dict[str, Any] | None:
        """The names of the cells of two indicators crossed, with those of the axes and of the thirds."""
        return self.data.get("grid")

    @property
    def head(self) -> str:
        """What stands over one map among several."""
        return str(self.data.get("head", ""))

    @property
    def lost(self) -> tuple[str, ...]:
        """The statuses without value that the legend counts: an obstacle to comparing only where there is one."""
        return (*VALUELESS, "not_comparable") if "not_comparable" in self.statuses.values() else VALUELESS

    @cached_property
    def counts(self) -> Counter[str]:
        """How many territories are of each status."""
        return Counter(map(self.status_of, self.ground.shapes))

    @cached_property
    def classes(self) -> Counter[int]:
        """How many territories are in each class."""
        shown = self.values.keys() & self.ground.shapes.keys()
        return Counter(n for code, n in self.numbers.items() if code in shown)

    def class_of(self, code: str) -> int:
        """The class of a territory whose value is known."""
        return self.numbers[code]

    def status_of(self, code: str) -> str:
        """The status of a territory; one that no row speaks of is missing."""
        if code in self.values:
            return self.statuses[code]
        found = self.statuses.get(code, "missing")
        return found if found in self.lost else "missing"

    @property
    def shades(self) -> tuple[str, ...]:
        """The colours of the classes."""
        return tuple(self.data["colors"]["light"])


def make_plans(content: Content) -> list[Plan]:
    """The maps of a view, one or one for each year. Raises ViewError where no classes can be made."""
    if content.level is None:
        return [_plan_france(content)]
    ground, maps = (
        read_ground(
            content.level,
            content.selection.departements,
            find_border(content.view.territories),
            chosen=content.view.territories,
        ),
        content.maps,
    )
    if maps.is_plain:
        return [Plan(ground, *_read_rows(content, ground), read_numbers(maps.each[0]), maps.each[0])]
    return [Plan(ground, *read_shown(data), read_numbers(data), data) for data in maps.each]


def _plan_france(content: Content) -> Plan:
    """All communes of France, or round an EPCI: their values are not the rows, which are those of the table."""
    figure, epci = read_figure(content.view)
    table, communes = figures.read_table(figure), figures.read_communes()["code"].astype(str)
    ground = read_france(epci)
    values = {
        code: float(value)
        for code, value in zip(communes, table.values[-1], strict=True)
        if code in ground.shapes and not np.isnan(value)
    }
    statuses = {
        code: figures.STATUSES[n] for code, n in zip(communes, table.statuses[-1], strict=True) if code in ground.shapes
    }
    numbers = {
        code: int(n) for code, n in zip(communes, classes.read_numbers(figure)[-1], strict=True) if code in values
    }
    return Plan(ground, values, statuses, numbers, map_data(figure, None))


def _read_rows(content: Content, ground: Ground) -> tuple[dict[str, float], dict[str, str]]:
    """The values and the statuses of the rows on the map."""
    rows = content.rows[content.rows["territory"].astype(str).isin(ground.shapes)]
    is_known = rows["value"].notna()
    codes, statuses = rows["territory"].astype(str), rows["status"].astype(str)
    values = {code: float(value) for code, value in zip(codes[is_known], rows["value"][is_known], strict=True)}
    return values, dict(zip(codes, statuses, strict=True))
