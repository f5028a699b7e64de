"""A scatter: two indicators of one year, a dot for each territory of a level or of named peers."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import model_validator

from loaders.catalog import Use
from pages.views.content import Content, Form
from pages.views.data.geography import MapLevel
from pages.views.findings.places import tell_quarter
from pages.views.kinds.among_peers import Among, check_peers, read_one_year
from pages.views.kinds.base import Base
from pages.views.lost import describe_unplaced
from pages.views.marks import Chart, Line, Mark, write_mark
from pages.views.reading import known_rows, read_scatter
from pages.views.record import USUAL_YEARS, Code, Divisor, PeerKind, Year, Years, check_measure, check_years
from pages.views.slots import assign_slots


class Scatter(Base):
    """The first indicator across, the second up; `peers` are those of `reference`."""

    LABEL: ClassVar[str] = "Nuage de points"
    FORM: ClassVar[Form] = "charts"
    USE: ClassVar[Use | None] = "compare"

    kind: Literal["scatter"] = "scatter"
    level: MapLevel = "epci"
    years: Years = USUAL_YEARS
    year: Year | None = None
    per_inhabitant: bool = False
    measure: Divisor = ""
    peers: PeerKind = ""
    reference: Code | None = None

    @model_validator(mode="after")
    def _check(self) -> Scatter:
        check_years(self.years)
        if len(self.indicators) < 2:
            raise ValueError("un nuage de points a deux indicateurs")
        check_measure("nuage de points", self.measure, per_inhabitant=self.per_inhabitant)
        check_peers("nuage de points", self.peers, self.reference)
        return self

    def read(self) -> Content:
        """The values of the year asked for, or of the latest known of both."""
        return read_one_year(self, page_view="nuage", describe=_describe_pair)

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """One chart, a line of one mark for each territory that has both values."""
        across, up = content.panels[:2]
        known = [known_rows(panel) for panel in (across, up)]
        one, two = (rows[rows["year"] == content.year].set_index("territory") for rows in known)
        lines, slots = [], assign_slots(content.selection.territories)
        codes = [str(code) for code in two.index if code in one.index]
        names = content.selection.tell_apart(codes)
        for code in codes:
            a, b = one.loc[code], two.loc[code]
            said = " ; ".join(
                f"{write_mark(row['value'], str(row['status']), panel.unit, panel.decimals)}, {panel.name}"
                for row, panel in ((a, across), (b, up))
            )
            worst = str(b["status"]) if str(b["status"]) != "normal" else str(a["status"])
            mark = Mark(float(a["value"]), float(b["value"]), said, worst, str(b["id"]))
            is_own = code in slots
            lines.append(Line(names[code], (mark,), is_own, slots.get(code, 0), is_other=not is_own))
        title = f"{up.name} selon {across.name}, {content.year}"
        chart = Chart("scatter", title, up.unit, up.title, up.decimals, tuple(lines), x_axis=across.title)
        return (replace(chart, is_from_zero=False),)

    def list_lost(self, content: Content) -> list[str]:
        """Who has no place."""
        return describe_unplaced(content)

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """On which side of both medians the territory to situate stands."""
        return tell_quarter(content, self.reference)


def _describe_pair(found: Among, year: int) -> tuple[str, ...]:
    across, up = found.panels[:2]
    return (read_scatter(across, up, year, found.chosen, found.comparison.phrase),)
