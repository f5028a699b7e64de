"""The content of a view: its very rows, its words, its charts, who has no place; pages and files are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal, Protocol

import pandas as pd

from geo.versions import tell_past
from loaders.catalog import load_catalog
from loaders.reading.series import Series
from pages.views.composed import explain_composed, list_composed
from pages.views.data.geography import MapLevel, find_border, read_codes
from pages.views.data.remarked import describe_remarks, list_remarked
from pages.views.denominators import describe_denominators
from pages.views.maps.drawn import Maps
from pages.views.marks import Chart, sign_remarked
from pages.views.record import split_headlines
from pages.views.selection import Selection
from pages.views.tables import describe_rows
from pages.words.french import join_words, shorten_list
from pages.words.sources import source_texts
from pages.words.uses import describe_polarity

# What a view is drawn as: cards, maps, charts, small charts side by side, or a table.
Form = Literal["cards", "maps", "charts", "small charts", "table"]


class Kind(Protocol):
    """What every kind of view has; one module of pages.views.kinds for each."""

    LABEL: ClassVar[str]

    @property
    def form(self) -> Form:
        """What it is drawn as."""

    @property
    def kind(self) -> str:
        """The word that stands for it in a file or an address."""

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators, each `id` or `id@scope`."""

    @property
    def territories(self) -> tuple[str, ...]:
        """The territories chosen."""

    def read(self) -> Content:
        """What it shows. Raises ViewError."""

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """Its charts in plain terms; () where it is drawn otherwise."""

    def list_maps(self, content: Content) -> Maps:
        """Its maps, none where it has none. Raises ViewError where no classes can be made."""

    def list_lost(self, content: Content) -> list[str]:
        """What no mark can show and why, in sentences."""

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """The sentence that each of its drawings is titled with, "" where none is honest; () where it tells none."""


@dataclass(frozen=True)
class Content:
    """What a view shows. `rows` are observations, one line per value shown, in the columns of the store with `unit`.

    (Of financing plans and grants they are lines of grants.) `panels` hold one series per indicator, all the years of
    the view: `rows` are those of them that are on the view. `year` is the year shown where the view is of one year,
    `level` that of the territories of its map. `among` are the territories that a view of a level compares, where they
    are not all those of its map. `words` name the statuses of rows that name their territories themselves, `parts` the
    two columns of rows that are parts of bars.
    """

    view: Kind
    selection: Selection
    title: str
    subtitle: str
    panels: tuple[Series, ...]
    rows: pd.DataFrame
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    filters: str
    address: str
    year: int | None = None
    level: MapLevel | None = None
    among: tuple[str, ...] = ()
    words: Mapping[str, str] | None = None
    parts: tuple[str, str] | None = None
    is_index: bool = False

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the view in plain terms, made once."""
        return sign_remarked(self.view.list_charts(self), list_remarked(self.rows))

    @cached_property
    def maps(self) -> Maps:
        """The maps of the view, made once. Raises ViewError where no classes can be made."""
        return self.view.list_maps(self)

    @cached_property
    def lost(self) -> tuple[str, ...]:
        """What no mark of the view can show, and why: missing, confidential and not applicable are told apart."""
        return tuple(self.view.list_lost(self))

    @cached_property
    def findings(self) -> tuple[str, ...]:
        """A finding for each drawing of the view, "" where none can be told: see pages.views.findings."""
        return self.view.tell_findings(self)

    @property
    def finding(self) -> str:
        """The sentence that the view is titled with, "" where none can be told, or where it has several drawings."""
        return self.findings[0] if len(self.findings) == 1 else ""

    @property
    def heading(self) -> tuple[str, str]:
        """What the view is titled with and the line under it: its finding over its subject, or its subject alone."""
        subject = f"{self.title} · {self.subtitle}"
        return (self.finding, subject) if self.finding else (self.title, self.subtitle)

    @property
    def form(self) -> Form:
        """What the view is drawn as."""
        return self.view.form

    @property
    def is_of_grants(self) -> bool:
        """Whether its rows are lines of grants."""
        return "montant" in self.rows

    @property
    def series(self) -> Series:
        """The first panel."""
        return self.panels[0]

    @property
    def headlines(self) -> list[tuple[str, str]]:
        """The indicators, each with the scope that it is restricted to."""
        return split_headlines(self.view.indicators)

    @property
    def decimals(self) -> dict[str, int]:
        """The decimals of the values of each indicator; those of an index are of its chart alone."""
        known = load_catalog().indicators
        return {p.indicator: known[p.indicator].decimals if self.is_index else p.decimals for p in self.panels}

    @property
    def border(self) -> str:
        """The name of the territory whose border its maps draw."""
        return self.selection.name(find_border(self.view.territories))

    @property
    def codes(self) -> tuple[str, ...]:
        """The territories that it compares: those named, or all of its map; none where it has none."""
        return self.among or (read_codes(self.level, self.selection.departements) if self.level else ())

    @property
    def source_line(self) -> str:
        """« Source : … » in words."""
        return f"Source : {' ; '.join(self.sources)}." if self.sources else "Source : aucune donnée."

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of what the view asks for."""
        return "value" in self.rows and not self.rows["value"].notna().any()

    def describe(self) -> pd.DataFrame:
        """The rows in words, as tables and files write them."""
        if self.words:
            labels = {panel.indicator: panel.short for panel in self.panels}
            said = {"status": self.rows["status"].map(self.words), "indicator": self.rows["indicator"].map(labels)}
            return self.rows.assign(**said)
        return describe_rows(self.rows, self.selection) if self.panels else self.rows


def join_panels(panels: tuple[Series, ...]) -> pd.DataFrame:
    """The rows of all panels, each with the unit that it is shown in."""
    frames = [panel.frame.assign(unit=panel.unit) for panel in panels]
    kept = [frame for frame in frames if len(frame)] or frames[:1]
    return pd.concat(kept, ignore_index=True)


def choose_year(known: list[set[int]], asked: int | None) -> int | None:
    """The year asked for, or the latest that is among the years known of all the panels, or else of one of them."""
    return asked if asked is not None else max(set.intersection(*known) or set.union(*known), default=None)


def list_known_years(panels: tuple[Series, ...]) -> list[set[int]]:
    """The years with a value of each panel."""
    return [set(panel.frame.loc[panel.frame["value"].notna(), "year"].astype(int)) for panel in panels]


def conclude(
    view: Kind,
    selection: Selection,
    panels: tuple[Series, ...],
    rows: pd.DataFrame,
    *,
    address: str,
    year: int | None = None,
    level: MapLevel | None = None,
    missing_among: tuple[str, ...] = (),
    title: str = "",
    where: str = "",
    when: str = "",
    remark: str = "",
    notes: tuple[str, ...] = (),
    among: tuple[str, ...] = (),
    parts: tuple[str, str] | None = None,
    is_index: bool = False,
) -> Content:
    """The words of a view round its rows; the `remark` stands beside the year."""
    catalog = load_catalog()
    where = where or shorten_list([selection.name(code) for code in selection.territories], 4)
    units = list(dict.fromkeys(panel.unit_label for panel in panels))
    when = when or (str(year) if year else f"{selection.years[0]}-{selection.years[1]}")
    known = set(rows.loc[rows["value"].notna(), "territory"].astype(str))
    absent = [selection.name(code) for code in missing_among if code not in known]
    headlines = split_headlines(view.indicators)
    caveats = [catalog.warnings[name] for i, _ in headlines for name in catalog.indicators[i].warnings]
    said = [
        tell_past(),
        f"Sans donnée : {join_words(absent)}." if absent else "",
        *notes,
        *list_composed(view.territories, selection),
        *explain_composed([indicator for indicator, _ in headlines], rows, selection),
        describe_denominators(rows),
        *describe_remarks(rows, selection),
        *dict.fromkeys(caveats),
    ]
    chosen = ", ".join(selection.name(code) for code in selection.territories) or "tous"
    filters = f"territoires : {chosen} ; {f'année : {when}' if when == str(year) else f'années : {when}'}"
    filters += f" ; {where}" if among else ""
    favourable = describe_polarity(panels[0].indicator) if len(panels) == 1 and not parts else ""
    return Content(
        view,
        selection,
        title or name_panels(panels),
        " · ".join(filter(None, (where, f"{when}, {remark}" if remark else when, join_words(units[:3]), favourable))),
        panels,
        rows.reset_index(drop=True),
        tuple(note for note in said if note),
        tuple(source_texts(rows["source"].astype(str).unique())),
        filters,
        address,
        year,
        level,
        among,
        parts=parts,
        is_index=is_index,
    )


def name_panels(panels: tuple[Series, ...]) -> str:
    """« Logements autorisés et Logements commencés », shortened beyond three."""
    return shorten_list([panel.name for panel in panels], 3)
