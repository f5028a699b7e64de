"""What was understood of a file as tables: figures by indicator, what is wrong by cell, what would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from loaders.catalog import Catalog
from loaders.own.reading.understood import IGNORED, Finding, Header
from pages.views.importing.roles import label_role
from pages.views.tables import count_decimals
from pages.words.french import format_change, format_count, format_number, format_signed, join_runs
from pages.words.markup import heads, indicator_link, table_region, tag, text

MOST, REMARK = 200, "Constat"


def counts_markup(counts: pd.DataFrame, catalog: Catalog, *, title: str) -> str:
    """A row for each indicator: `indicator`, `values`, `territories`, `years` (a tuple of texts)."""
    head = heads(("Indicateur", "Unité", "Valeurs", "Territoires", "Années"), {"Valeurs": "num", "Territoires": "num"})
    rows = [
        tag(
            "tr",
            tag("th", indicator_link(catalog.indicators[row.indicator].label, row.indicator), scope="row")
            + text("td", catalog.unit_of(row.indicator).symbol)
            + text("td", format_number(row.values_), class_="num")
            + text("td", format_number(row.territories), class_="num")
            + text("td", ", ".join(join_runs(row.years))),
        )
        for row in counts.rename(columns={"values": "values_"}).itertuples(index=False)
    ]
    return table_region(head, rows, label=title)


def tell_row(finding: Finding) -> str:
    """« 14, 15 et 3 autres »; "" for the file as a whole."""
    if not finding.row:
        return ""
    written = [str(row) for row in finding.rows or (finding.row,)]
    rest = finding.count - len(written)
    return ", ".join(written) + (f" et {format_count(rest, 'autre')}" if finding.rows and rest > 0 else "")


def tell_column(finding: Finding) -> str:
    """« C · Année »."""
    return " · ".join(filter(None, (finding.letter, finding.column)))


def findings_frame(findings: Sequence[Finding]) -> pd.DataFrame:
    """The same as a file has it: one row for each."""
    return pd.DataFrame(
        [
            {
                "Gravité": "erreur" if one.is_error else "à savoir",
                "Feuille": one.sheet,
                "Lignes": tell_row(one),
                "Colonne": tell_column(one),
                "Attendu": one.expected,
                "Trouvé": one.found,
                "Que faire": one.advice,
            }
            for one in findings
        ],
        columns=["Gravité", "Feuille", "Lignes", "Colonne", "Attendu", "Trouvé", "Que faire"],
    )


def _tell_where(rows: str) -> str:
    """« Ligne 14 », « Lignes 14, 15 », « Tout le fichier »."""
    return f"Ligne{'' if rows.isdigit() else 's'} {rows}" if rows else "Tout le fichier"


def findings_markup(findings: Sequence[Finding], *, title: str, is_wrong: bool = True) -> str:
    """What is said of a file, a row for each: where, what is expected, what is found, what to do; no empty column.

    `is_wrong` where something else is expected; what is only to be known is a remark.
    """
    frame = (
        findings_frame(findings[:MOST]).drop(columns="Gravité").rename(columns={} if is_wrong else {"Attendu": REMARK})
    )
    order = ["Lignes", *(name for name in frame if name != "Lignes" and frame[name].any())]
    rows = [
        tag(
            "tr",
            text("th", _tell_where(str(row["Lignes"])), scope="row")
            + "".join(text("td", str(row[name])) for name in order[1:]),
        )
        for row in frame.to_dict("records")
    ]
    note = _tell_rest(len(findings) - MOST, "dans le fichier à télécharger")
    return table_region(heads(["Où", *order[1:]]), rows, label=title, note=note)


def _tell_rest(rest: int, where: str = "") -> str:
    said = f"{format_count(rest, 'autre')} {where}".rstrip()
    return text("p", f"{said}.", class_="t-missing") if rest > 0 else ""


def columns_markup(headers: Sequence[Header], catalog: Catalog) -> str:
    """The columns of the file: the header as written, what it was taken for, what stands in it."""
    rows = [
        tag(
            "tr",
            text("th", " · ".join(filter(None, (one.letter, one.name))), scope="row")
            + text("td", label_role(one.role, catalog), **({"class_": "none"} if one.role == IGNORED else {}))
            + text("td", " ; ".join(one.samples)),
        )
        for one in headers[:MOST]
    ]
    return table_region(heads(("Colonne", "Lue comme", "Exemples")), rows, label="Les colonnes du fichier")


OUTCOMES = {"new": "nouvelle", "changed": "changée", "same": "inchangée", "removed": "ôtée"}


def changes_markup(cells: pd.DataFrame, catalog: Catalog, names: Mapping[str, str], *, title: str, count: int) -> str:
    """Values before and after: `indicator`, `territory`, `period`, `scope`, `before`, `after`, `share`, `official`.

    `count` is how many there are in all.
    """
    has_official = bool(cells["official"].notna().any())
    columns = ["Territoire", "Indicateur", "Année", "Avant", "Après", "Écart", "Effet"]
    columns += ["Chiffre officiel, devant"] if has_official else []
    numeric = dict.fromkeys(["Avant", "Après", "Écart", columns[-1] if has_official else ""], "num")
    rows = []
    for row in cells.itertuples(index=False):
        decimals = catalog.indicators[row.indicator].decimals
        what = ", ".join(filter(None, (catalog.indicators[row.indicator].short, catalog.scope_label(row.scope))))
        numbers = [_write(row.before, decimals), _write(row.after, decimals), _tell_change(row.change, row.share)]
        cell = text("th", names.get(row.territory, row.territory), scope="row") + text("td", what)
        cell += text("td", row.period) + "".join(text("td", said, class_="num") for said in numbers)
        cell += text("td", OUTCOMES[row.outcome])
        cell += text("td", _write(row.official, decimals), class_="num") if has_official else ""
        rows.append(tag("tr", cell))
    return table_region(heads(columns, numeric), rows, label=title, note=_tell_rest(count - len(cells)))


def _write(value: float, decimals: int) -> str:
    return "" if pd.isna(value) else format_number(value, max(decimals, count_decimals(value)))


def _tell_change(change: float, share: float) -> str:
    if pd.isna(change) or change == 0:
        return ""
    return format_signed(change, count_decimals(change)) + ("" if pd.isna(share) else f" ({format_change(share)})")
