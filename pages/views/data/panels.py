"""The series of a few territories, read once for the page that shows them and for the content of its view."""

from __future__ import annotations

from geo.kept import SERIES, keep
from loaders.reading.series import Series
from pages.views.compared.measure import apply_measure
from pages.views.data import cached
from pages.views.record import Divisor, Years
from pages.views.selection import make_selection


@keep(SERIES)
def read_panel(
    headline: tuple[str, str], territories: tuple[str, ...], years: Years, per_inhabitant: bool, measure: Divisor
) -> Series:
    """The series of an indicator and its scope for a few territories, over some years and in a measure."""
    level = make_selection(territories, years).level
    every = cached.read_several(*headline, {code: level(code) for code in territories}, per_inhabitant)
    series = every.restrict(territories, years)
    return apply_measure(series, measure) if measure else series
