"""What the views of every territory of a level in one year read alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from geo.kept import OBSERVATIONS, keep
from loaders.reading.composed.peers import stand_among
from loaders.reading.composed.resolving import find_composed
from loaders.reading.series import Series
from pages.views.choice import LEVEL_LABELS
from pages.views.compared.measure import apply_measure
from pages.views.content import choose_year, join_panels, list_known_years
from pages.views.data import cached
from pages.views.data.geography import MapLevel
from pages.views.record import Divisor, split_headlines
from pages.views.selection import Selection


@dataclass(frozen=True)
class OfAYear:
    """The series of a level, the year shown and its rows."""

    panels: tuple[Series, ...]
    year: int | None
    rows: pd.DataFrame


def read_of_a_year(
    indicators: Sequence[str], selection: Selection, level: MapLevel, asked: int | None, measure: Divisor = ""
) -> OfAYear:
    """Every territory of a level over the years selected, and the rows of the year asked for, or of the latest."""
    return _read_year(
        tuple(indicators),
        level,
        selection.per_inhabitant,
        selection.years,
        asked,
        measure,
        selection.departements,
    )


@keep(OBSERVATIONS)
def _read_year(
    indicators: tuple[str, ...],
    level: MapLevel,
    per_inhabitant: bool,
    years: tuple[int, int],
    asked: int | None,
    measure: Divisor,
    departements: tuple[str, ...],
) -> OfAYear:
    """The same for whatever territories are selected, so that one more is not to be read again."""
    panels = []
    for headline in split_headlines(indicators):
        series = cached.read_mapped(*headline, level, per_inhabitant, years, departements)
        panels.append(apply_measure(series, measure) if measure else series)
    year = choose_year(list_known_years(tuple(panels)), asked)
    rows = join_panels(tuple(panels))
    return OfAYear(tuple(panels), year, rows[rows["year"] == year])


def put_among(found: OfAYear, indicators: Sequence[str], selection: Selection) -> OfAYear:
    """EPCIs with the territories that a reader composed and chose, in the place of those of which they have a commune
    and that are not chosen themselves."""
    codes = [*find_composed(selection.territories)]
    panels = []
    for headline, panel in zip(split_headlines(indicators), found.panels, strict=True):
        each = [cached.read_own(*headline, code, "grouping", selection.per_inhabitant) for code in codes]
        own = pd.concat([one.restrict(codes, selection.years).frame for one in each], ignore_index=True)
        panels.append(replace(panel, frame=stand_among(panel.frame, own, codes, kept=selection.territories)))
    rows = join_panels(tuple(panels))
    return OfAYear(tuple(panels), found.year, rows[rows["year"] == found.year])


def read_every(indicators: Sequence[str], selection: Selection, level: MapLevel) -> tuple[Series, ...]:
    """The series of a level in all years: the classes of maps are made on them."""
    return tuple(
        cached.read_mapped(*one, level, selection.per_inhabitant, cached.EVER, selection.departements)
        for one in split_headlines(indicators)
    )


def name_level(level: MapLevel) -> str:
    """« Communes »: where a view of a level is."""
    return LEVEL_LABELS[level]
