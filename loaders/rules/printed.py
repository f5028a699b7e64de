"""What rules compare: the printed figures of the newest deliveries, by indicator, and what a rule says of some."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

import pandas as pd

from loaders.catalog import Catalog
from loaders.rules.rounding import find_tolerance
from loaders.statuses import BESIDE, RESULTS, split_warnings
from loaders.tables import Tables

COMPUTED = "terril"
NARROW, NBSP, MINUS = "\u202f", "\u00a0", "\u2212"
_LINES = re.compile(r"\d{1,5}([-;]\d{1,5})*")
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?: \d{3})+(?!\d)")
_COUNTED = re.compile(r"(\d[\d\s]*?)\s*([^\W\d_]{3,})")


class Row(NamedTuple):
    """A printed figure, in the columns of observations."""

    indicator: str
    territory: str
    place: str
    year: int
    period: str
    value: float
    status: str
    scope: str
    source: str
    locator: str
    published: str
    warning: str
    variant: int
    id: str
    break_before: bool = False

    @property
    def nature(self) -> str:
        """What a figure is: a "result", or what was aimed at, planned, set or offered; only like is compared."""
        return "result" if self.is_result else self.status

    @property
    def is_result(self) -> bool:
        """Whether it is what was counted or measured."""
        return self.status in RESULTS

    @property
    def caveats(self) -> tuple[str, ...]:
        """The ids of its warnings."""
        return tuple(split_warnings(self.warning))


@dataclass(frozen=True)
class Term:
    """One figure of a finding; `id` opens it, be it an observation or a grant."""

    label: str
    value: float
    published: str
    source: str
    locator: str
    id: str


@dataclass(frozen=True)
class Finding:
    """Figures that cannot all be right: `sentence` says what, where, both figures as printed and the gap.

    `where` is the place, the territory and the period in words; `made` is what the terms make, where they are added or
    divided.

    `explained` is the reason that the catalogue gives, "" where nobody has given one. One that was read, and that no
    rule finds, has the day of the reading, `read`, and a `theme` instead of an indicator.
    """

    rule: str
    id: str
    indicator: str
    territory: str
    where: str
    year: int
    sentence: str
    gap: str
    terms: tuple[Term, ...]
    made: str = ""
    explained: str = ""
    theme: str = ""
    read: dt.date | None = None


@dataclass(frozen=True)
class Printed:
    """The figures that can be compared, by indicator, with the grants and the names of territories."""

    catalog: Catalog
    by_indicator: dict[str, list[Row]]
    grants: pd.DataFrame
    names: dict[str, str]

    def rows(self, indicator: str | None) -> list[Row]:
        """The figures of an indicator, other values of the same thing apart."""
        return [row for row in self.by_indicator.get(indicator or "", []) if row.variant == 0]

    def tolerance(self, row: Row) -> float:
        """How far a figure may be from what it was rounded from."""
        return find_tolerance(row.value, row.published, self.catalog.indicators[row.indicator].unit, *row.caveats)

    def symbol(self, indicator: str) -> str:
        """The symbol of the unit of an indicator."""
        return self.catalog.unit_of(indicator).symbol

    def counted(self, rows: Sequence[Row]) -> str:
        """What figures of one indicator count: the word that all print after their number, or else its symbol."""
        words = {_read_word(row) for row in rows}
        word = words.pop() if len(words) == 1 else ""
        return word or self.symbol(rows[0].indicator)

    def label(self, row: Row) -> str:
        """What a figure counts: its scope in words, or its indicator where it is of the whole."""
        return self.catalog.scope_label(row.scope) or self.catalog.indicators[row.indicator].short

    def term(self, row: Row, label: str = "") -> Term:
        """A figure as a term of a finding."""
        return Term(label or self.label(row), row.value, row.published, row.source, row.locator, row.id)

    def subject(self, row: Row, *, scope: bool = True) -> str:
        """What and where a figure is of: « Eau consommée, Béthune-Bruay, 2022 »."""
        what = self.catalog.indicators[row.indicator].short
        restriction = self.catalog.scope_label(row.scope) if scope else ""
        return ", ".join(part for part in (what, restriction, self.where(row)) if part)

    def where(self, row: Row) -> str:
        """Where and when a figure is of: « Béthune-Bruay, 2022 »."""
        name = self.names.get(row.territory, row.territory)
        return ", ".join(part for part in (row.place, name, row.period) if part)

    def finding(self, row: Row, terms: Sequence[Term], *, sentence: str, gap: str, made: str = "") -> Finding:
        """What a rule says of what a figure is of; the rule and the id are given where the rules are run."""
        where = self.where(row)
        said, computed = set_spaces(sentence), set_spaces(made)
        return Finding("", "", row.indicator, row.territory, where, int(row.year), said, gap, tuple(terms), computed)


def read_printed(catalog: Catalog, tables: Tables) -> Printed:
    """The figures that a publisher printed, in their newest delivery; neither computed by Terril nor without value."""
    frame = tables.observations
    frame = frame[
        frame["published"].ne("")
        & frame["value"].notna()
        & frame["source"].ne(COMPUTED)
        & frame["status"].isin([*RESULTS, *BESIDE])
    ]
    frame = frame.sort_values("revision", kind="stable").drop_duplicates("id", keep="last").sort_index()
    by_indicator: dict[str, list[Row]] = defaultdict(list)
    for row in map(Row._make, zip(*(frame[column].tolist() for column in Row._fields), strict=True)):
        by_indicator[row.indicator].append(row)
    territories = tables.territories
    names = dict(zip(territories["code"].tolist(), territories["short"].tolist(), strict=True))
    return Printed(catalog, by_indicator, tables.grants, names)


def group_rows(rows: Sequence[Row], *columns: str) -> Iterator[list[Row]]:
    """Rows alike in the columns, in the order met."""
    groups: dict[object, list[Row]] = defaultdict(list)
    key = attrgetter(*columns)
    for row in rows:
        groups[key(row)].append(row)
    yield from groups.values()


def identify(rule: str, terms: Sequence[Term]) -> str:
    """The id of a finding: the same as long as its rule finds it in the same figures, whatever their values."""
    return "c" + hashlib.sha256("|".join([rule, *sorted(term.id for term in terms)]).encode()).hexdigest()[:9]


def write_number(value: float, symbol: str = "", decimals: int = 2) -> str:
    """A number as French writes it: « 2 076 km », without zeros at its end."""
    size = abs(value)
    text = f"{size:,.{decimals}f}" if not float(size).is_integer() else f"{size:,.0f}"
    if size and not float(text.replace(",", "")):
        text = f"{size:.{1 - math.floor(math.log10(size))}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    written = text.replace(",", NARROW).replace(".", ",")
    if size < 2:
        symbol = re.sub(r"(?!mois)\b([^\W\d_]{3,})s\b", r"\1", symbol)
    return f"{MINUS if value < 0 else ''}{written}{NBSP + symbol if symbol else ''}"


def write_gap(gap: float, symbol: str, decimals: int = 2) -> str:
    """How far two figures are from each other: that of two shares is in points."""
    return write_number(abs(gap), "points" if symbol == "%" else symbol, decimals)


def set_spaces(sentence: str) -> str:
    """A sentence with the no-break spaces of French, where plain ones are typed."""
    sentence = _THOUSANDS.sub(lambda found: found[0].replace(" ", NARROW), sentence)
    sentence = re.sub(r" (?=[;!?])", NARROW, sentence)
    return re.sub(r"(?<=«) | (?=[»:%€])", NBSP, sentence)


def list_lines(locator: str) -> list[int]:
    """The first and last lines that a locator names, in its order; none where it locates otherwise than by lines."""
    return [int(line) for line in re.findall(r"\d+", locator)] if _LINES.fullmatch(locator) else []


def _read_word(row: Row) -> str:
    """« marchés » in « 28 marchés »; "" where more is printed, or less, or a word that scales the number."""
    found = _COUNTED.fullmatch(row.published.strip())
    return found[2] if found and float(re.sub(r"\s", "", found[1])) == row.value else ""


def quote(published: str) -> str:
    """A figure as printed, between French quotation marks."""
    return f"«{NBSP}{published.strip()}{NBSP}»"
