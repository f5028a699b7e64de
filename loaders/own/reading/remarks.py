"""What is to be said of a table beside its cells: columns left, headers that do not fit, percentages kept as parts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from loaders.catalog import Catalog
from loaders.own.reading import messages
from loaders.own.reading.coded import Report
from loaders.own.reading.files.grid import Grid
from loaders.own.reading.header_words import POSTCODE, Words, fold
from loaders.own.reading.layout import Layout
from loaders.own.reading.swapped import find_swapped
from loaders.own.reading.understood import IGNORED, Mapping
from loaders.own.reading.years import is_month
from loaders.tabular.cells import read_amount
from loaders.tabular.faults import join_some

PERCENT = "percent"
LONGEST = 40
# What a column may be by what its cells are alone.
OF_CELLS = {
    "territory": "des codes de territoires",
    "territory_name": "des noms de territoires",
    "year": "des années",
    "indicator": "des indicateurs",
}


def is_readable(layout: Layout, grid: Grid, report: Report, words: Words) -> bool:
    """Whether a table can be read: its columns are what they say, and there are values; else it is said why not."""
    if swapped := find_swapped(layout, grid, words):
        first, second = swapped
        told = f"la colonne « {first.name} » a ce que « {second.name} » devrait avoir, et l’inverse"
        advice = "Remettez les en-têtes au-dessus de leurs colonnes, ou échangez leurs rôles."
        report.say("swapped_columns", told, advice=advice, is_error=True)
        return False
    last, width = layout.first + layout.depth - 1, len(grid.frame.columns)
    if grid.widths is not None and grid.widths[last] != width:
        told = f"l’en-tête a {grid.widths[last]} cellules, les lignes {width}"
        report.say("ragged", told, advice=messages.RAGGED_HEADER, is_error=True, row=int(grid.rows[last]))
        return False
    if not layout.values:
        names = [column.name for column in layout.columns if column.name]
        expected, advice = messages.ASKED["value"]
        report.say("missing_value", expected, join_some(names, 8), advice=advice, is_error=True)
    return bool(layout.values)


def suggest(dimension: str, layout: Layout, words: Words) -> str:
    """What may be meant where no column says the indicator or the territory."""
    near: list[str] = []
    if dimension == "indicator":
        near = [one for column in layout.values for one in words.suggest_indicators(column.name, 1)]
    elif dimension == "territory":
        near = [f"{one.label} ({one.code})" for title in layout.titles for one in words.places.propose(title)]
    return f"proches : {join_some(list(dict.fromkeys(near)), 3)}" if near else ""


def remark_columns(layout: Layout, grid: Grid, given: Mapping, report: Report, words: Words) -> None:
    """Say which columns are left that nobody said to leave, and that a postcode is none of the codes of a commune."""
    below = grid.head()[layout.first + layout.depth :]
    has_codes = bool(layout.list_roles("territory"))
    for column in layout.columns:
        if column.name in given.roles:
            continue
        if column.role == IGNORED and fold(column.name) in POSTCODE and not has_codes:
            told = "un code Insee est attendu, un code postal n’en est pas un"
            advice = "Plusieurs communes ont le même : donnez le code Insee."
            report.say_column("postcode", column, told, advice=advice, is_error=True)
        elif column.role == IGNORED and _has_numbers(below, column.place):
            advice = "Dites de quel indicateur elle a les valeurs, si elle est à lire."
            report.say_column(
                "ignored_column", column, "laissée, car elle ne fait que situer les autres", advice=advice
            )
        elif column.role in OF_CELLS and " / " not in column.name and not words.read_header(column.name):
            told = f"lue comme {OF_CELLS[column.role]}, d’après ses cellules : son en-tête ne dit rien de connu"
            report.say_column("role_from_cells", column, told, advice="Changez son rôle s’il est autre.")
        elif is_month(column.name):
            report.say_column("month", column, messages.MONTH.expected, advice=messages.MONTH.advice, is_error=True)
        elif not column.items and (cell := next((row[column.place] for row in below if row[column.place]), "")):
            near = words.suggest_indicators(column.name, 2) if column.has_header else []
            said = f"Si elle a des valeurs, dites de quel indicateur : {', '.join(near)} ?" if near else ""
            told = (
                "laissée, car son en-tête ne dit rien de connu"
                if column.has_header
                else "laissée, car elle n’a pas d’en-tête"
            )
            advice = said or "Dites son rôle si elle est à lire."
            report.say_column("ignored_column", column, told, cell[:LONGEST], advice=advice)


def _has_numbers(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether the cells of a column are numbers."""
    cells = [row[place] for row in rows if row[place]]
    amounts = [read_amount(cell) for cell in cells]
    return bool(cells) and all(amount is not None for amount in amounts)


def remark_shares(figures: pd.DataFrame, catalog: Catalog, report: Report) -> None:
    """Say where percentages look like the parts of one that a spreadsheet keeps of them."""
    for key in [key for key in figures["indicator"].unique() if catalog.indicators[key].unit == PERCENT]:
        values = pd.to_numeric(figures.loc[figures["indicator"].eq(key), "value"]).dropna()
        if len(values) and values.abs().le(1).all() and values.ne(0).any():
            told = f"« {catalog.indicators[key].label} » est en pour cent, et toutes ses valeurs sont entre 0 et 1"
            found = f"{values.iloc[0]:g}".replace(".", ",")
            report.say("share", told, found, advice="Si 0,45 veut dire 45 %, multipliez la colonne par 100.")


def remark_blank(count: int, report: Report) -> None:
    """Say how many cells have no value."""
    if count:
        told = "1 cellule sans valeur, laissée" if count == 1 else f"{count} cellules sans valeur, laissées"
        report.say("blank", f"{told} : ni zéro, ni donnée")
