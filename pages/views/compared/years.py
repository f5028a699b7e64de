"""The years in which the series of a comparison are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loaders.reading.series import Series
from pages.views.reading import known_rows


def known_years(series: Sequence[Series]) -> list[int]:
    """The years in which some value is known, results alone."""
    return sorted({int(year) for one in series for year in known_rows(one)["year"]})


def best_years(series: Sequence[Series]) -> list[int]:
    """The years in which the most of the series are known."""
    counts = Counter(year for one in series for year in known_years([one]))
    return sorted(year for year, count in counts.items() if count == max(counts.values()))
