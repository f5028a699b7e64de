"""The table of a view, in the columns that a room can read; the page keeps as many rows as have room."""

from __future__ import annotations

from pages.views.content import Content
from pages.views.rows import NUMBERS, write_rows
from pages.words.french import STATUS_LABELS
from pages.words.markup import heads, table, tag, text

MOST_ROWS = 40
FEW_COLUMNS = frozenset(
    {"Rang", "Territoire", "Indicateur", "Périmètre", "Période", "Valeur", "Unité", "Statut"}
    | {"Projet", "Bénéficiaire", "Dispositif", "Montant"}
)
# What a row is about, the first of them that a table has.
NAMING = ("Territoire", "Projet", "Bénéficiaire")


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
    named = next((column for column in NAMING if column in kept), kept[0])
    body = [
        tag("tr", "".join(_write_cell(str(row[c]), kinds[c], is_name=c == named) for c in kept))
        for row in rows[kept].head(MOST_ROWS).to_dict("records")
    ]
    head = heads(kept, {c: "num" for c in kept if c in NUMBERS})
    more = text("p", "", class_="more")
    return tag("div", table(head, body, label=content.title) + more, class_="table", data_rows=str(len(rows)))


def _write_cell(words: str, kind: dict[str, str], *, is_name: bool) -> str:
    return text("th", words, scope="row", **kind) if is_name else text("td", words, **kind)
