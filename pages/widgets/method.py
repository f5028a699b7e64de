"""The method: the way to the sources, the rules, and the indicators with their definitions."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from loaders.catalog import load_catalog
from loaders.store import read_version
from pages.views.data import cached
from pages.views.selection import Selection
from pages.widgets.tables import show_table
from pages.words.french import STATUS_LABELS, format_count, format_number
from pages.words.markup import tag, text
from pages.words.paths import API, IMPORTING, SOURCES
from pages.words.sources import CATALOG
from pages.words.uses import describe_uses
from pages.words.version import MADE_BY


def show_way_to_sources() -> None:
    """Where the sources are listed."""
    count = format_count(len(load_catalog().sources), "source")
    link = text("a", f"les {count}, avec éditeur, date et licence", href=SOURCES, target="_self")
    st.html(tag("div", tag("p", f"Chaque chiffre mène à son origine ; voir {link}."), class_="t-notes"))


def show_version() -> None:
    """Which Terril this is, as its files say it, its licence, and which version of the data the page is made of."""
    st.caption(f"{MADE_BY}, logiciel libre sous licence MIT. Données en version {read_version()}.")


def show_way_to_interface() -> None:
    """Where programs read the figures."""
    link = text("a", "les données par programme", href=API, target="_blank")
    said = f"Tableurs, SIG, sites et logiciels lisent les mêmes chiffres par adresse ; voir {link}."
    st.html(tag("div", tag("p", said), class_="t-notes"))


def show_way_to_import() -> None:
    """Where who has the right to write adds the figures of the office."""
    link = text("a", "Importer", href=IMPORTING, target="_self")
    said = "Les chiffres que le service fournit lui-même disent qui les a fournis, quand et de quel fichier ; voir "
    st.html(tag("div", tag("p", f"{said}{link}."), class_="t-notes"))


def show_rules() -> None:
    """The rules of the design in the readers' words, and what each status means."""
    st.html(
        tag(
            "dl",
            "".join(text("dt", name) + text("dd", rule) for name, rule in load_catalog().rules.items()),
            class_="t-rules",
        )
    )
    st.caption("Statuts : " + ", ".join(STATUS_LABELS.values()) + ".")


def show_indicators_table(selection: Selection) -> None:
    """Every indicator: theme, unit, definition, uses, how many territories and years know it."""
    catalog = load_catalog()
    known = (
        cached.read_coverage()
        .groupby("indicator", observed=True)
        .agg(t=("territories", "sum"), a=("first", "min"), b=("last", "max"))
    )
    rows = pd.DataFrame(
        [
            {
                "Thème": catalog.themes[catalog.theme_of(key)].label,
                "Indicateur": i.label,
                "Unité": catalog.units[i.unit].label,
                "Définition": i.definition,
                "Usages": describe_uses(key),
                "Territoires": int(known["t"].get(key, 0)),
                "Années": f"{known['a'][key]}–{known['b'][key]}" if key in known.index else "",
                "Réserves": " ".join(catalog.warnings[w] for w in i.warnings),
                "Identifiant": key,
            }
            for key, i in ((key, catalog.indicators[key]) for key in cached.list_indicators())
        ]
    )
    _show(rows, title="Indicateurs", selection=selection, key="method-indicators")


def _show(rows: pd.DataFrame, *, title: str, selection: Selection, key: str) -> None:
    st.caption(f"{format_number(len(rows))} lignes.")
    show_table(
        rows,
        lambda raw: raw,
        title=title,
        unit="",
        selection=selection,
        key=key,
        columns=list(rows.columns),
        filters="aucun",
        sources=(CATALOG,),
        opened=True,
    )
