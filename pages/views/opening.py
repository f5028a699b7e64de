"""The selection of a view, opened: its territories checked against those known here."""

from __future__ import annotations

from pages.views.record import USUAL_YEARS, ViewError, Years
from pages.views.selection import Selection, make_selection
from pages.words.french import join_words


def open_selection(
    territories: tuple[str, ...], years: Years = USUAL_YEARS, *, per_inhabitant: bool = False
) -> Selection:
    """The selection that a view was taken from. Raises ViewError for a territory that is not known here."""
    selection = make_selection(territories, years, per_inhabitant=per_inhabitant)
    unknown = [code for code in territories if code not in selection.table.index]
    if unknown:
        raise ViewError(f"Territoire inconnu ici : {join_words(unknown)}. Choisissez-le à nouveau.")
    return selection
