"""What a reader takes away of a portrait: its rows as files, and its address on each sheet of paper."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from urllib.parse import quote, urlsplit

import streamlit as st

from loaders.catalog import load_catalog
from loaders.reading.composed.code import is_composed
from loaders.reading.portraits import Portrait
from pages.files.portrait import write_french_rows, write_pdf, write_tidy_rows
from pages.views.kinds.cards import Cards
from pages.views.record import MOST_INDICATORS
from pages.views.selection import Selection
from pages.widgets.dossier.offering import offer_view
from pages.words.file_names import plain_name
from pages.words.french import format_number
from pages.words.markup import tag
from pages.words.paths import TERRITORY

FRENCH = "CSV pour tableur : point-virgule, virgule décimale, s’ouvre dans Excel et LibreOffice."
TIDY = "CSV pour logiciel : virgule, point décimal, codes, pour R, Python ou une base de données."


def make_cards_view(found: Portrait) -> Cards | None:
    """The headlines of every theme that are known of a territory, as a view of the dossier; None where none is."""
    rows = found.rows[found.rows["value"].notna()]
    known = set(zip(rows["indicator"].astype(str), rows["scope"].astype(str), strict=True))
    themes = load_catalog().themes.values()
    heads = [entry for theme in themes for entry in theme.headlines if (*entry.partition("@")[::2],) in known]
    if not heads:
        return None
    return Cards(indicators=tuple(heads[:MOST_INDICATORS]), territories=(str(found.row["code"]),))


def show_files(found: Portrait, selection: Selection) -> None:
    """The files, each made once it is asked for."""
    if found.rows.empty:
        return
    code = str(found.row["code"])
    stem = plain_name(str(found.row["short"])) if is_composed(code) else code
    count = len(found.rows)
    files = {
        f"Toutes les lignes ({format_number(count)})": ("", partial(write_french_rows, found, selection), FRENCH),
        "Pour logiciel": ("-brut", partial(write_tidy_rows, found), TIDY),
    }
    for label, (suffix, write, help_) in files.items():
        st.download_button(
            label,
            write,
            key=f"portrait-{code}{suffix}",
            file_name=f"terril-portrait-{stem}{suffix}.csv",
            mime="text/csv",
            on_click="ignore",
            help=help_,
        )
    st.download_button(
        "PDF",
        partial(write_pdf, code, read_address(code).partition(TERRITORY)[0]),
        key=f"portrait-{code}-pdf",
        file_name=f"terril-portrait-{stem}.pdf",
        mime="application/pdf",
        on_click="ignore",
        help="Le portrait sur des pages A4, à imprimer ou à envoyer.",
    )
    if view := make_cards_view(found):
        offer_view(view, key="portrait", label="Chiffres clés au dossier")


def read_address(code: str) -> str:
    """The address of a portrait, without what else the reader chose; "" where the page has none."""
    url = urlsplit(st.context.url or "")
    return f"{url.scheme}://{url.netloc}{url.path}?code={quote(code)}" if url.netloc else ""


def foot_style(found: Portrait, *, today: dt.date | None = None) -> str:
    """The style sheet that writes the address and the date at the foot of each printed page."""
    said = f"{read_address(str(found.row['code']))} · {today or dt.date.today():%d/%m/%Y}"
    safe = re.sub(r"[^\w /:.?=&%·+-]", "", said)
    return tag("style", f'@media print {{ @page {{ @bottom-left {{ content: "{safe}"; font: 8pt sans-serif; }} }} }}')
