"""What a file was understood to hold, and all that is wrong in it, at once; nothing of it is written yet."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from loaders.catalog import Catalog
from loaders.own.looking import Seen
from loaders.own.reading.understood import Finding
from pages.draw.markup.granted import sums_markup
from pages.draw.markup.importing import counts_markup, findings_frame, findings_markup
from pages.files.csv import write_french_csv
from pages.words.file_names import plain_name
from pages.words.french import format_count
from pages.words.markup import plain, text


def show_understood(seen: Seen, catalog: Catalog) -> None:
    """The sentences, and a row for each indicator."""
    understood = seen.understanding
    said = understood.summary or ("Rien n’a pu être lu de ce fichier.",)
    st.html("".join(text("p", sentence, class_="t-understood") for sentence in said))
    if not seen.counts.empty:
        st.html(counts_markup(seen.counts, catalog, title=f"Ce que contient {understood.name}"))
    if seen.granted is not None:
        st.html(sums_markup(seen.granted.sums, title=f"Ce que contient {understood.name}"))


def show_findings(seen: Seen) -> None:
    """The errors, all of them at once, then what is only to be known; both in one file."""
    understood = seen.understanding
    errors, warnings = understood.errors, understood.warnings
    if errors:
        st.header(f"À corriger ({len(errors)})", anchor=False)
        if rows := understood.rows_in_error:
            st.caption(f"{format_count(rows, 'ligne ne serait pas publiée', 'lignes ne seraient pas publiées')}.")
        st.html(findings_markup(errors, title="À corriger"))
    if warnings:
        with st.expander(f"À savoir ({len(warnings)})", key="warnings", expanded=not errors):
            st.html(findings_markup(warnings, title="À savoir", is_wrong=False))
    if understood.findings:
        _offer_file(understood.name, understood.findings)


def _offer_file(name: str, findings: Sequence[Finding]) -> None:
    header = {"Fichier": name, "Constats": str(len(findings))}
    st.download_button(
        "Télécharger cette liste (CSV)",
        lambda: write_french_csv(findings_frame(findings), header),
        file_name=f"terril-a-corriger-{plain_name(name, 'fichier')}.csv",
        mime="text/csv",
        on_click="ignore",
        key="findings-file",
    )


def tell_unreadable(findings: Sequence[Finding]) -> None:
    """Why nothing of a file could be read."""
    for one in findings:
        st.error(plain(one.sentence))
