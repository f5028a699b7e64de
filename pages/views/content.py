"""The content of a view: the very rows it shows, its words, its sources and its address; every file is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.catalog import load_catalog
from loaders.reading.series import Series
from pages.views.address import make_address
from pages.views.choice import LEVEL_LABELS
from pages.views.denominators import describe_denominators
from pages.views.scope import Scope
from pages.views.tables import describe_rows
from pages.views.view import KIND_LABELS, OF_A_LEVEL, View
from pages.words.french import join_words, shorten_list
from pages.words.sources import source_texts


@dataclass(frozen=True)
class Content:
    """What a view shows. `rows` are observations, one line per value shown, in the columns of the store with `unit`.

    (Of financing plans they are lines of grants.) `panels` hold one series per indicator, all the years of the view:
    `rows` are those of them that are on the view. `year` is the year shown where the view is of one year.
    `among` are the territories that a view of a level compares, where they are not all those of its map.
    `words` name the statuses of rows that name their territories themselves.
    """

    view: View
    scope: Scope
    title: str
    subtitle: str
    panels: tuple[Series, ...]
    rows: pd.DataFrame
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    filters: str
    address: str
    year: int | None = None
    among: tuple[str, ...] = ()
    words: Mapping[str, str] | None = None

    @property
    def series(self) -> Series:
        """The first panel."""
        return self.panels[0]

    @property
    def decimals(self) -> dict[str, int]:
        """The decimals of the values of each indicator; those of an index are of its chart alone."""
        catalog = load_catalog()
        is_index = self.view.base is not None
        return {p.indicator: catalog.indicators[p.indicator].decimals if is_index else p.decimals for p in self.panels}

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
        return describe_rows(self.rows, self.scope) if self.panels else self.rows


def join_panels(panels: tuple[Series, ...]) -> pd.DataFrame:
    """The rows of all panels, each with the unit that it is shown in."""
    frames = [panel.frame.assign(unit=panel.unit) for panel in panels]
    kept = [frame for frame in frames if len(frame)] or frames[:1]
    return pd.concat(kept, ignore_index=True)


def choose_year(known: list[set[int]], asked: int | None) -> int | None:
    """The year asked for, or the latest that is among the years known of all the panels, or else of one of them."""
    return asked if asked is not None else max(set.intersection(*known) or set.union(*known), default=None)


def conclude(
    view: View,
    scope: Scope,
    panels: tuple[Series, ...],
    rows: pd.DataFrame,
    *,
    year: int | None = None,
    missing_among: tuple[str, ...] = (),
    title: str = "",
    where: str = "",
    when: str = "",
    notes: tuple[str, ...] = (),
    among: tuple[str, ...] = (),
) -> Content:
    """The words of a view round its rows."""
    catalog = load_catalog()
    names = shorten_list([p.name for p in panels], 3)
    own = names if view.kind not in ("streams", "neighbours") else f"{names} : {KIND_LABELS[view.kind].lower()}"
    who = shorten_list([scope.name(c) for c in view.territories], 4)
    where = where or (LEVEL_LABELS[view.level] if view.kind in OF_A_LEVEL else who)
    units = list(dict.fromkeys(p.unit_label for p in panels))
    when = when or (str(year) if year else f"{view.years[0]}-{view.years[1]}")
    known = set(rows.loc[rows["value"].notna(), "territory"].astype(str))
    absent = [scope.name(code) for code in missing_among if code not in known]
    caveats = [catalog.warnings[w] for i, _ in view.headlines() for w in catalog.indicators[i].warnings]
    said = [
        f"Sans donnée : {join_words(absent)}." if absent else "",
        *notes,
        describe_denominators(rows),
        *dict.fromkeys(caveats),
    ]
    chosen = ", ".join(scope.name(c) for c in view.territories) or "tous"
    filters = f"territoires : {chosen} ; {f'année : {when}' if when == str(year) else f'années : {when}'}"
    filters += f" ; {where}" if among else ""
    return Content(
        view,
        scope,
        title or own,
        " · ".join(part for part in (where, when, join_words(units[:3])) if part),
        panels,
        rows.reset_index(drop=True),
        tuple(note for note in said if note),
        tuple(source_texts(rows["source"].astype(str).unique())),
        filters,
        make_address(view, scope, year),
        year,
        among,
    )
