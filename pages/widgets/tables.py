"""The table under each chart: the same rows in French, and its two downloads; made only once it is opened."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.draw.markup.tables import table_markup
from pages.files.csv import write_french_csv, write_tidy_csv
from pages.views.selection import Selection
from pages.views.tables import LABELS, SHOWN, describe_filters, describe_rows, sort_by_indicator
from pages.words.file_names import plain_name
from pages.words.french import format_count
from pages.words.sources import source_texts


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
) -> None:
    """The table of a chart, folded until it is wanted; `describe` puts rows other than observations into words.

    `by_indicator` groups the rows, and those of the files, by indicator in the order of the catalogue.
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
        st.html(table_markup(rows, columns or ["rank", *SHOWN, "break_before"], by_indicator=by_indicator))
        sources = " ; ".join(source_texts(raw["source"])) if "source" in raw else ""
        header = {
            "Indicateur": title,
            "Unité": unit,
            "Filtres": filters or describe_filters(selection),
            "Source": sources,
        }
        listed = columns or [c for c in LABELS if c in rows]
        with st.container(horizontal=True):
            st.download_button(
                "CSV pour tableur",
                write_french_csv(rows[listed].rename(columns=LABELS), header),
                key=f"{key}-csv",
                file_name=f"terril-{plain_name(title)}.csv",
                mime="text/csv",
                on_click="ignore",
                help="Point-virgule, virgule décimale : s’ouvre dans Excel et LibreOffice.",
            )
            st.download_button(
                "CSV pour logiciel",
                write_tidy_csv(raw),
                key=f"{key}-tidy",
                file_name=f"terril-{plain_name(title)}-brut.csv",
                mime="text/csv",
                on_click="ignore",
                help="Virgule, point décimal, codes : pour R, Python ou une base de données.",
            )
