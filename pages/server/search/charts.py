"""The way from an answer to its chart: the page of its theme where that can show it, or the page of its indicator."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.catalog import load_catalog
from loaders.reading.questions import Question
from pages.views.addressing import address_theme
from pages.views.choice import find_options
from pages.views.data.geography import MapLevel, find_departements
from pages.views.record import USUAL_YEARS, join_headline
from pages.views.selection import make_selection
from pages.views.state.fields import PER_INHABITANT
from pages.words.addresses import indicator_address


def find_chart(
    question: Question, codes: Sequence[str], *, level: MapLevel | None = None, year: int | None = None
) -> str:
    """The address of the chart of an indicator for some territories, those of the reader where there are none."""
    theme = load_catalog().theme_of(question.indicator)
    options, _ = find_options((theme,), find_departements(tuple(codes)))
    selection = make_selection(tuple(codes), USUAL_YEARS, per_inhabitant=question.per_inhabitant)
    is_known = all(code in selection.table.index for code in codes)
    if not is_known or question.scope not in options.get(question.indicator, {}):
        return indicator_address(question.indicator)
    headline = join_headline(question.indicator, question.scope)
    if not codes:
        own = {"mesure": [PER_INHABITANT]} if question.per_inhabitant else {}
        return address_theme((headline,), level=level, year=year, own=own)
    return address_theme((headline,), selection, level=level, year=year)
