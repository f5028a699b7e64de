"""What was understood of a list of grants as tables: sums by year and giver, and what is there already."""

from __future__ import annotations

import pandas as pd

from pages.words.french import format_number
from pages.words.markup import heads, source_link, table_region, tag, text
from pages.words.sources import source_texts

MOST = 200
OUTCOMES = {"there": "déjà là", "near": "peut-être déjà là"}


def sums_markup(sums: pd.DataFrame, *, title: str) -> str:
    """A row for each year and giver: `year`, `nomAttribuant`, `count`, `amount` in euros; the total where several."""
    head = heads(
        ("Année", "Attribuant", "Subventions", "Montant (€)"), dict.fromkeys(("Subventions", "Montant (€)"), "num")
    )
    rows = [
        tag("tr", text("th", row.year, scope="row") + text("td", row.giver) + _write(row.number, row.amount))
        for row in sums.rename(columns={"nomAttribuant": "giver", "count": "number"}).head(MOST).itertuples(index=False)
    ]
    if len(sums) > 1:
        whole = text("th", "Ensemble", scope="row") + tag("td") + _write(sums["count"].sum(), sums["amount"].sum())
        rows.append(tag("tr", whole, class_="total"))
    left = len(sums) - MOST
    note = (
        text("p", f"{format_number(left)} autres lignes, comprises dans l’ensemble.", class_="t-missing")
        if left > 0
        else ""
    )
    return table_region(head, rows, label=title, note=note)


def _write(count: int, amount: float) -> str:
    return text("td", format_number(count), class_="num") + text("td", _write_euros(amount), class_="num")


def _write_euros(amount: float) -> str:
    """With its cents, where it has any."""
    return format_number(amount, 2 if round(amount, 2) % 1 else 0)


def there_markup(cells: pd.DataFrame, *, title: str, count: int) -> str:
    """The grants that are there already, or may be: where in the file, which, and by whom they are listed."""
    columns = ("Où", "Attribuant", "Bénéficiaire", "Objet", "Montant (€)", "Année", "Constat", "Déjà dans")
    names = {source: " ; ".join(source_texts([source])) for source in cells["source"].unique()}
    rows = []
    for row in cells.itertuples(index=False):
        other = f"{names[row.source]}, sous l’objet « {row.told} »" if row.outcome == "near" else names[row.source]
        cell = (
            text("th", f"Ligne {row.lines}", scope="row")
            + text("td", row.nomAttribuant)
            + text("td", row.nomBeneficiaire)
        )
        cell += text("td", row.objet) + text("td", _write_euros(row.montant), class_="num")
        cell += text("td", row.year) + text("td", OUTCOMES[row.outcome]) + tag("td", source_link(other, row.source))
        rows.append(tag("tr", cell))
    left = count - len(cells)
    note = text("p", f"{format_number(left)} autres.", class_="t-missing") if left > 0 else ""
    return table_region(heads(columns, {"Montant (€)": "num"}), rows, label=title, note=note)
