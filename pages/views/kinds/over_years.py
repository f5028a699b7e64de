"""What the views of a few territories over the years read alike."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.reading.series import Series
from pages.views.data.panels import read_panel
from pages.views.record import Divisor, split_headlines
from pages.views.selection import Selection, predecessors


def read_panels(
    indicators: Sequence[str], territories: tuple[str, ...], selection: Selection, measure: Divisor = ""
) -> tuple[Series, ...]:
    """A series per indicator for a few territories, over the years of a selection and in a measure."""
    return tuple(
        read_panel(headline, territories, selection.years, selection.per_inhabitant, measure)
        for headline in split_headlines(indicators)
    )


def read_with_predecessors(
    indicators: Sequence[str], selection: Selection, measure: Divisor = ""
) -> tuple[Series, ...]:
    """The same for the territories of a selection and those that they took the place of."""
    return read_panels(indicators, selection.territories + predecessors(selection.territories), selection, measure)
