"""What is said of the figures of the map of all communes: the tables have the same figures of the communes whose
panels can be opened, and a remark stands there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from geo.kept import CHOICES, keep
from loaders.pipeline.remarks import split_note
from loaders.reading.relative import compute_relative
from loaders.reading.series import POPULATION, load_series
from pages.views.data.remarked import MOST, keep_remarked
from pages.views.france import figures
from pages.words.french import format_count


class Said(NamedTuple):
    """The name of a commune, and what is said of its figure."""

    name: str
    words: str


@keep(CHOICES)
def read_said(measure: str) -> Mapping[str, Said]:
    """What is said, by the code of the commune."""
    series = load_series(POPULATION, levels=("commune",))
    if measure == "densite":
        series = compute_relative(series, "km2")
    rows = keep_remarked(series.frame[series.frame["year"].eq(figures.POPULATION_YEAR)])
    names = figures.read_communes().set_index("code")["name"]
    return {
        str(row.territory): Said(str(names[row.territory]), split_note(str(row.note))[1])
        for row in rows.itertuples()
        if row.territory in names.index
    }


def list_said(measure: str) -> list[str]:
    """« Lens (2017) * Remarque de Anne, le 3 mars 2026 : … », as many as are read: seen close or not, the map is of all
    communes."""
    found = [*read_said(measure).values()]
    told = [f"{said.name} ({figures.POPULATION_YEAR}) {said.words}" for said in found[:MOST]]
    more = len(found) - MOST
    return told + (
        [f"{format_count(more, 'autre remarque', 'autres remarques')} dans le classeur."] if more > 0 else []
    )
