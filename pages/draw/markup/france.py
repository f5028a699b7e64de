"""The source line of the map of all communes."""

from __future__ import annotations

from pages.views.france.remarked import list_said
from pages.views.france.table import SOURCE, list_notes
from pages.words.markup import tag, territory_link, text


def notes_markup(measure: str, epci: str | None, foot: str) -> str:
    """The source line of the map and what its figures are, then the links in `foot`."""
    first, *rest = list_notes(measure)
    lines = [text("p", line) for line in (*list_said(measure), f"Source : {SOURCE}. {first}", *rest)]
    if epci is not None:
        lines.append(tag("p", territory_link("Fiche de l’EPCI", epci)))
    return tag("div", "".join(lines) + foot, class_="t-notes")
