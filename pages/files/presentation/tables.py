"""The table of a view, in the columns that a room can read; the page keeps as many rows as have room."""

from __future__ import annotations

from pages.views.content import Content
from pages.views.rows import NUMBERS, write_rows
from pages.words.french import STATUS_LABELS
from pages.words.markup import tag, text

MOST_ROWS = 40
FEW_COLUMNS = frozenset(
    {"Rang", "Territoire", "Indicateur", "Périmètre", "Période", "Valeur", "Unité", "Statut"}
    | {"Projet", "Bénéficiaire", "Dispositif", "Montant"}
)


def write_table(content: Content) -> str:
    """The first rows of a view; those left out are counted under them."""
    rows = write_rows(content)
    kept = [column for column in rows.columns if column in FEW_COLUMNS and column != "Unité"]
    if "Unité" in rows and "Valeur" in rows:
        lost = rows["Valeur"].isin(list(STATUS_LABELS.values()))
        rows["Valeur"] = rows["Valeur"].where(lost, rows["Valeur"] + "\u00a0" + rows["Unité"])
    if "Statut" in kept and (rows["Statut"] == STATUS_LABELS["normal"]).all():
        kept.remove("Statut")
    kinds = {c: {"class_": "num"} if c in NUMBERS else {} for c in kept}
    head = tag("tr", "".join(text("th", c, scope="col", **kinds[c]) for c in kept))
    body = [
        tag("tr", "".join(text("td", str(row[c]), **kinds[c]) for c in kept))
        for row in rows[kept].head(MOST_ROWS).to_dict("records")
    ]
    table = tag("table", tag("thead", head) + tag("tbody", "".join(body)))
    more = text("p", "", class_="more")
    return tag("div", table + more, class_="table", data_rows=str(len(rows)))
