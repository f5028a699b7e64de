"""The table under the map of all communes."""

from __future__ import annotations

import pandas as pd

from pages.views.france import figures
from pages.views.france.table import SOURCE, list_communes, list_departements, list_words
from pages.views.selection import Selection
from pages.widgets.tables import show_table

COLUMNS = ["territory", "name", "year", "value", "unit", "status"]


def show_national_table(measure: str, epci: str | None, selection: Selection) -> None:
    """The twin of the map, folded, with its two files."""
    shown = figures.MEASURES[measure]
    where = str(figures.read_epcis().at[epci, "name"]) if epci else "départements de France"

    words = list_words(measure)

    def describe(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(year=rows["year"].astype(str), status=rows["status"].map(words))

    show_table(
        list_communes(measure, epci) if epci else list_departements(measure),
        describe,
        title=f"{shown.title}, {where}",
        unit=shown.unit,
        selection=selection,
        key="table-national",
        filters=f"{where} ; contours au 1er janvier {figures.VINTAGE}",
        columns=COLUMNS,
        sources=(SOURCE,),
    )
