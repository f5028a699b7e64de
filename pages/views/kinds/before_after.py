"""Before and after: two years of each territory among named peers, who moved most first."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any, ClassVar, Literal

import pandas as pd
from pydantic import model_validator

from loaders.catalog import Use
from loaders.reading.series import Series
from pages.views.addressing import address_comparison
from pages.views.charts.bars import MOST_BARS, OTHERS
from pages.views.charts.lines import make_mark
from pages.views.compared.slopes import describe_slopes
from pages.views.content import Content, Form, conclude, join_panels
from pages.views.findings.moves import tell_moves_among
from pages.views.kinds.among_peers import check_peers, read_among
from pages.views.kinds.base import Base
from pages.views.marks import Chart, Line, Mark
from pages.views.opening import open_selection
from pages.views.reading import read_slope
from pages.views.record import USUAL_YEARS, Code, Divisor, PeerKind, Years, check_measure, check_years
from pages.views.slots import assign_slots
from pages.words.french import shorten_list


class BeforeAfter(Base):
    """The two `years` of each territory among the `peers` of `reference`, all of its level unless others are named."""

    LABEL: ClassVar[str] = "Avant et après"
    FORM: ClassVar[Form] = "charts"
    USE: ClassVar[Use | None] = "compare"

    kind: Literal["before_after"] = "before_after"
    years: Years = USUAL_YEARS
    per_inhabitant: bool = False
    measure: Divisor = ""
    peers: PeerKind = "tous"
    reference: Code | None = None

    @model_validator(mode="after")
    def _check(self) -> BeforeAfter:
        check_years(self.years)
        check_measure("avant et après", self.measure, per_inhabitant=self.per_inhabitant)
        check_peers("avant et après", self.peers, self.reference)
        return self

    def read(self) -> Content:
        """The values of the two years of the reference and of its peers."""
        selection = open_selection(self.territories, self.years, per_inhabitant=self.per_inhabitant)
        peers = self.peers or "tous"
        found = read_among(self.indicators, selection, peers=peers, reference=self.reference, measure=self.measure)
        rows = join_panels(found.panels)
        address = address_comparison(
            self.indicators,
            selection,
            view="avant-apres",
            measure=self.measure,
            own={"de": self.years[:1], "a": self.years[1:]},
            peers=peers,
            reference=self.reference,
        )
        return conclude(
            self,
            selection,
            found.panels,
            rows[rows["year"].isin(self.years)],
            address=address,
            where=found.where,
            missing_among=selection.territories,
            notes=tuple(read_slope(panel, found.codes, self.years, found.comparison.phrase) for panel in found.panels),
            among=found.codes,
        )

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """A chart per indicator."""
        return tuple(self._draw(panel, content) for panel in content.panels)

    def list_lost(self, content: Content) -> list[str]:
        """Who has no change and why."""
        chosen = tuple(dict.fromkeys([*content.selection.territories, *content.among]))
        return [said for panel in content.panels if (said := self._say_unmoved(panel, chosen, content))]

    def _say_unmoved(self, panel: Series, codes: tuple[str, ...], content: Content) -> str:
        """« Sans évolution : sans donnée en 2015 (Arras et 3 autres). »: each reason once."""
        slopes = describe_slopes(panel, codes, self.years)
        reasons: dict[str, list[str]] = {}
        for code, reason in zip(slopes["territory"], slopes["reason"], strict=True):
            if reason:
                reasons.setdefault(str(reason), []).append(content.selection.name(str(code)))
        said = "\u00a0; ".join(f"{reason} ({shorten_list(names, 6)})" for reason, names in reasons.items())
        lead = f"{panel.name}, sans évolution" if len(content.panels) > 1 else "Sans évolution"
        return f"{lead}\u00a0: {said}." if said else ""

    def _draw(self, series: Series, content: Content) -> Chart:
        """A row of two marks for each territory: who rose most first, the twenty first and those chosen."""
        chosen = content.selection.territories
        slopes = describe_slopes(series, tuple(dict.fromkeys([*chosen, *content.among])), self.years)
        both = [row for row in slopes.to_dict("records") if row["start"] is not None and row["end"] is not None]
        both.sort(key=lambda row: -_rise(row, series))
        shown = _pick(both, chosen, series)
        slots = assign_slots(chosen)
        names = content.selection.tell_apart([str(row["territory"]) for row in shown])
        pairs = {str(row["territory"]): _pair(row, series, names, self.years) for row in shown}
        lines = [Line(names[code], pairs[code], True, slot) for code, slot in slots.items() if code in pairs]
        others = tuple(mark for code, pair in pairs.items() if code not in slots for mark in pair)
        lines += [Line(OTHERS, others, is_other=True)] if others else []
        first, last = self.years
        more = f"\u00a0; des {len(both)} territoires, ceux qui montent ou baissent le plus et les choisis" * (
            len(shown) < len(both)
        )
        return Chart(
            "dumbbell",
            f"{series.name}, de {first} à {last}",
            series.unit,
            series.unit_label,
            series.decimals,
            tuple(lines),
            tuple(names.values()),
            notes=(f"Petite marque\u00a0: {first}\u00a0; grande\u00a0: {last}, avec l’évolution{more}",),
            is_from_zero=False,
        )

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """Where the move of the territory to situate stands among those of its peers."""
        return tell_moves_among(content, self.years, self.reference)


def _pick(rows: list[dict[Hashable, Any]], chosen: tuple[str, ...], series: Series) -> list[dict[Hashable, Any]]:
    """All rows where they are few; else those chosen, and as many that rise the most as that fall the most."""
    if len(rows) <= MOST_BARS:
        return rows
    compared = [row for row in rows if _rise(row, series) != float("-inf")]
    half = MOST_BARS // 2
    kept = {id(row) for row in (*compared[:half], *compared[max(half, len(compared) - half) :])}
    return [row for row in rows if id(row) in kept or row["territory"] in chosen]


def _rise(row: dict[Hashable, Any], series: Series) -> float:
    """By how much a territory rose: in points for a share, as a ratio else; one whose years do not compare is last."""
    start, end = float(row["start"]["value"]), float(row["end"]["value"])
    if not row["is_joined"] or (start == 0 and series.unit != "%"):
        return float("-inf")
    return end - start if series.unit == "%" else end / start


def _pair(row: dict[Hashable, Any], series: Series, names: dict[str, str], years: Years) -> tuple[Mark, Mark]:
    """The marks of a territory; the second bears its change, or none where nothing may be compared."""
    name = names[str(row["territory"])]
    before, after = (
        replace(make_mark(pd.Series(row[end]), series, name), name=name, when=str(year))
        for end, year in zip(("start", "end"), years, strict=True)
    )
    change = row["change"] or row["reason"]
    said = f"{after.text} ({change})" if change else after.text
    return before, replace(after, text=said, change=change, is_joined=bool(row["is_joined"]))
