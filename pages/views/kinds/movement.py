"""The movement of ranks: the place of each territory over the years, among those of the view or among named peers."""

from __future__ import annotations

from typing import ClassVar, Literal

import pandas as pd
from pydantic import model_validator

from loaders.catalog import Use
from loaders.reading.series import Series
from loaders.statuses import VALUELESS
from pages.views.addressing import address_comparison
from pages.views.charts.lines import order_codes
from pages.views.compared.ranked import describe_unranked, keep_level
from pages.views.compared.ranks import rank_years
from pages.views.content import Content, Form, conclude, join_panels
from pages.views.findings.places import tell_movements
from pages.views.kinds.among_peers import check_peers, read_among
from pages.views.kinds.base import Base
from pages.views.kinds.over_years import read_with_predecessors
from pages.views.marks import Chart, Line, Mark
from pages.views.opening import open_selection
from pages.views.reading import read_ranks
from pages.views.record import USUAL_YEARS, Code, Divisor, PeerKind, Years, check_measure, check_years
from pages.views.selection import Selection
from pages.views.slots import assign_slots
from pages.words.french import STATUS_LABELS, join_runs, shorten_list

# Of a larger group only those chosen are drawn.
MOST_LANES = 40


class Movement(Base):
    """Ranks over the years; `peers` are those of `reference`."""

    LABEL: ClassVar[str] = "Rangs"
    FORM: ClassVar[Form] = "charts"
    USE: ClassVar[Use | None] = "rank"

    kind: Literal["movement"] = "movement"
    years: Years = USUAL_YEARS
    per_inhabitant: bool = False
    measure: Divisor = ""
    peers: PeerKind = ""
    reference: Code | None = None

    @model_validator(mode="after")
    def _check(self) -> Movement:
        check_years(self.years)
        check_measure("rangs", self.measure, per_inhabitant=self.per_inhabitant)
        check_peers("rangs", self.peers, self.reference)
        return self

    def read(self) -> Content:
        """The ranks among named peers, or the values of the territories chosen where there are none."""
        selection = open_selection(self.territories, self.years, per_inhabitant=self.per_inhabitant)
        if not self.peers:
            panels = read_with_predecessors(self.indicators, selection, self.measure)
            return conclude(
                self,
                selection,
                panels,
                join_panels(panels),
                address=self._locate(selection),
                missing_among=selection.territories,
            )
        return self._read_among(selection)

    def _read_among(self, selection: Selection) -> Content:
        found = read_among(self.indicators, selection, peers=self.peers, reference=self.reference, measure=self.measure)
        panels = tuple(keep_level(panel, found.reference, found.comparison) for panel in found.panels)
        ranks = [rank_years(panel) for panel in panels]
        rows = pd.concat([own.assign(unit=one.unit) for own, one in zip(ranks, panels, strict=True)])
        what = f"territoires ({found.group.label})"
        notes = [read_ranks(own, found.chosen, found.comparison.phrase, what=what) for own in ranks]
        notes += [describe_unranked(own, one, found.comparison) for own, one in zip(ranks, panels, strict=True)]
        return conclude(
            self,
            selection,
            panels,
            rows.drop(columns="broken"),
            address=self._locate(selection),
            where=found.where,
            missing_among=selection.territories,
            notes=tuple(notes),
            among=found.codes,
        )

    def _locate(self, selection: Selection) -> str:
        return address_comparison(
            self.indicators,
            selection,
            view="classement",
            measure=self.measure,
            peers=self.peers,
            reference=self.reference,
        )

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """A chart of ranks per indicator, 1 for the highest value of those known in each year kept."""
        return tuple(_draw_ranks(series, content) for series in content.panels)

    def list_lost(self, content: Content) -> list[str]:
        """Who has no rank in which years, by reason."""
        return [sentence for panel in content.panels for sentence in _describe_years(panel, content)]

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """From which rank to which the first territory ranked goes."""
        return tell_movements(content)


def _draw_ranks(series: Series, content: Content) -> Chart:
    ranked = rank_years(series)
    chosen, lines = content.selection.territories, []
    codes = order_codes(series, content)
    # Of a large group, only those chosen are drawn: their ranks are among all of it.
    slots = assign_slots(chosen if content.among else codes)
    drawn = codes if len(codes) <= MOST_LANES else chosen
    names = content.selection.tell_apart(drawn)
    for code in drawn:
        own = ranked[ranked["territory"].astype(str) == code].sort_values("year")
        marks = tuple(
            Mark(
                int(row.year),
                float(row.rank),
                f"{int(row.rank)}",
                str(row.status),
                str(row.id),
                bool(row.year - before == 1 and not row.broken),
                bool(row.broken),
            )
            for row, before in zip(own.itertuples(), own["year"].shift(), strict=True)
        )
        if marks:
            slot, is_other = slots.get(code, 0), bool(content.among) and code not in slots
            lines.append(Line(names[code], marks, code in chosen[:1], slot, is_other))
    axis = "rang, 1 pour la plus grande valeur"
    return Chart("line", f"Rang : {series.name}", "", axis, 0, tuple(lines), is_inverted=True)


def _describe_years(panel: Series, content: Content) -> list[str]:
    frame = panel.frame[panel.frame["value"].isna() & panel.frame["status"].astype(str).isin(VALUELESS)]
    said = []
    for status, rows in frame.groupby(frame["status"].astype(str)):
        who = [
            f"{content.selection.name(str(code))} ({shorten_list(join_runs([str(y) for y in sorted(own['year'])]), 6)})"
            for code, own in rows.groupby(rows["territory"].astype(str))
        ]
        said.append(f"{STATUS_LABELS[str(status)].capitalize()} : {shorten_list(who, 12)}.")
    return said
