"""The table under each chart: the same rows in French, and its two downloads; made only once it is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from pages.draw.markup.tables import table_markup
from pages.files.csv import write_french_csv, write_tidy_csv
from pages.files.links import FORMS
from pages.files.workbook import write_rows_workbook
from pages.views.selection import Selection
from pages.views.tables import LABELS, SHOWN, describe_filters, describe_rows, sort_by_indicator
from pages.words.file_names import plain_name
from pages.words.french import format_count
from pages.words.sources import source_texts

COMPUTED, OF_EACH = "calcul de Terril", "celle que dit chaque ligne"
HELP = {
    "CSV pour tableur": "Point-virgule, virgule décimale : s’ouvre dans Excel et LibreOffice. Les codes y sont nommés "
    "(« INSEE 01304 »), sans quoi un tableur leur ôterait leur zéro.",
    "XLSX": "Un tableau pour Excel et LibreOffice : les codes y sont des textes, les nombres des nombres.",
    "CSV pour logiciel": "Virgule, point décimal, codes : pour R, Python ou une base de données.",
}


def show_table(
    raw: pd.DataFrame,
    describe: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
    *,
    title: str,
    unit: str,
    selection: Selection,
    key: str,
    filters: str = "",
    columns: list[str] | None = None,
    opened: bool = False,
    by_indicator: bool = False,
    sources: Sequence[str] = (),
) -> None:
    """The table of a chart, folded until it is wanted; `describe` puts rows other than observations into words.

    `by_indicator` groups the rows, and those of the files, by indicator in the order of the catalogue; `sources`, in
    words, are those of rows that name none.
    """
    label = f"Tableau des données ({format_count(len(raw), 'ligne')})"
    with st.expander(label, key=key, expanded=opened, on_change="rerun") as folded:
        if not folded.open:
            return
        if raw.empty:
            st.write("Aucune ligne pour ce choix.")
            return
        raw = sort_by_indicator(raw) if by_indicator else raw
        rows = describe(raw) if describe else describe_rows(raw, selection)
        used = columns or ["rank", *SHOWN, "break_before"]
        whole = f"{title} ({filters})" if filters else title
        st.html(table_markup(rows, used, title=whole, by_indicator=by_indicator))
        named = source_texts(raw["source"]) if "source" in raw else sources
        apart = OF_EACH if LABELS["source"] in rows else COMPUTED
        header = {
            "Indicateur": title,
            "Unité": unit,
            "Filtres": filters or describe_filters(selection),
            "Source": " ; ".join(named) or apart,
        }
        listed = columns or [c for c in LABELS if c in rows]
        french = rows[listed].rename(columns=LABELS)
        files: dict[str, tuple[str, Callable[[], bytes]]] = {
            "CSV pour tableur": (".csv", partial(write_french_csv, french, header)),
            "XLSX": (".xlsx", partial(write_rows_workbook, french, title, header)),
            "CSV pour logiciel": ("-brut.csv", partial(write_tidy_csv, raw)),
        }
        with st.container(horizontal=True):
            for label, (end, write) in files.items():
                st.download_button(
                    label,
                    write,
                    key=f"{key}-{label[-3:]}",
                    file_name=f"terril-{plain_name(title)}{end}",
                    mime=FORMS[end[-4:].strip(".")].mime,
                    on_click="ignore",
                    help=HELP[label],
                )
