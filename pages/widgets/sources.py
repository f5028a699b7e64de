"""The sources: their list, and of each what it is, what it covers, all its figures and what was left out."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from loaders.catalog import load_catalog
from loaders.importing.register import read_of_source
from loaders.levels import NAMES
from loaders.preference import OFFICE
from pages.draw.markup.tables import MOST_ROWS
from pages.views.data import cached
from pages.views.selection import Selection
from pages.widgets.choosing import choose_maybe
from pages.widgets.layout import show_head
from pages.widgets.projects import show_grants_table
from pages.widgets.tables import show_table
from pages.words.french import format_count, format_number, join_words
from pages.words.markup import heads, list_terms, source_link, table_region, tag, text
from pages.words.paths import SOURCES
from pages.words.sources import CATALOG, obtain_markup, source_texts

# As much of a hash as one compares by eye; the whole is in its title.
SHOWN_OF_HASH = 12
NOTHING_OWN = (
    "Rien de cette publication ne tient lieu de valeur : un autre donne déjà ce qu’elle donne. Un autre montant, "
    "accepté, se lit à côté de celui du document, dans le panneau de la subvention."
)


def show_list(selection: Selection) -> None:
    """Every source: title, publisher, date, licence, number of figures, years."""
    catalog = load_catalog()
    counts = cached.read_source_counts().set_index("source")
    keys = sorted(catalog.sources, key=lambda key: -int(counts["observations"].get(key, 0)))
    show_head("Sources", text("p", f"{format_count(len(keys), 'source')}, de la plus à la moins citée"))
    head = heads(("Titre", "Éditeur", "Date", "Licence", "Chiffres", "Années"), {"Chiffres": "num", "Années": "num"})
    body = [
        tag(
            "tr",
            tag("th", source_link(catalog.sources[key].title, key), scope="row")
            + text("td", catalog.sources[key].publisher)
            + text("td", str(catalog.sources[key].date))
            + text("td", catalog.sources[key].licence)
            + text("td", format_number(int(counts["observations"].get(key, 0))), class_="num")
            + text("td", _write_years(counts, key) or "–", class_="num"),
        )
        for key in keys
    ]
    st.html(table_region(head, body, label="Sources", kind="t-table tall"))
    rows = pd.DataFrame([{"Identifiant": key, **catalog.sources[key].model_dump()} for key in keys])
    names = {"title": "Titre", "publisher": "Éditeur", "date": "Date", "licence": "Licence", "covers": "Couvre"}
    rows = (
        rows.rename(columns=names | {"retrieved": "Consulté", "url": "Adresse", "site": "Site de l’éditeur"})
        .fillna("")
        .astype(str)
    )
    rows["Chiffres"] = [int(counts["observations"].get(key, 0)) for key in keys]
    rows["Années"] = [_write_years(counts, key) for key in keys]
    show_table(
        rows,
        lambda raw: raw,
        title="Sources",
        unit="",
        selection=selection,
        key="sources",
        columns=list(rows),
        filters="aucun",
        sources=(CATALOG,),
    )


def _write_years(counts: pd.DataFrame, source: str) -> str:
    """The first and the last year of the figures of a source; "" where it has none."""
    if source not in counts.index:
        return ""
    first, last = int(counts.at[source, "first"]), int(counts.at[source, "last"])
    return str(first) if first == last else f"{first}–{last}"


def show_source(source: str) -> None:
    """What a source is."""
    entry = load_catalog().sources[source]
    show_head(entry.title, text("p", entry.publisher))
    where = text("a", entry.url, href=entry.url, rel="noopener noreferrer", target="_blank") if entry.url else ""
    rows = [
        ("Éditeur", text("span", entry.publisher)),
        ("Date", text("span", str(entry.date))),
        ("Licence", text("span", entry.licence)),
        ("Couvre", text("span", entry.covers) if entry.covers else ""),
        ("Adresse", where),
        ("L’obtenir", "" if entry.url else obtain_markup([source])),
        ("Consulté le", text("span", f"{entry.retrieved:%d/%m/%Y}") if entry.retrieved else ""),
        ("Identifiant", text("code", source)),
        ("Toutes les sources", text("a", "voir la liste", href=SOURCES, target="_self")),
    ]
    st.html(tag("section", list_terms(rows), class_="t-terms"))


def show_deliveries(source: str) -> None:
    """A row a delivery, the newest first; nothing for a source whose figures were transcribed."""
    rows = read_of_source(source)
    if rows.empty:
        return
    st.header("Livraisons", anchor=False)
    names = ("Fichier", "Reçu le", "Lignes", "Octets", "Empreinte SHA-256", "Adresse")
    head = heads(names, {"Lignes": "num", "Octets": "num"})
    body = [
        tag(
            "tr",
            text("th", row["file"], scope="row")
            + text("td", _write_day(row["retrieved"]))
            + text("td", format_number(int(row["rows"])), class_="num")
            + text("td", format_number(int(row["bytes"])), class_="num")
            + tag("td", text("code", row["sha256"][:SHOWN_OF_HASH], title=row["sha256"]))
            + tag("td", _link(row["address"])),
        )
        for row in rows.to_dict("records")
    ]
    st.html(table_region(head, body, label="Livraisons"))


def _write_day(day: str) -> str:
    return f"{dt.date.fromisoformat(day):%d/%m/%Y}" if day else "date non notée"


def _link(address: str) -> str:
    if not address:
        return text("span", "donné à la main")
    host = urlsplit(address).hostname or address
    return text("a", host, href=address, rel="noopener noreferrer", target="_blank")


def show_coverage(source: str, selection: Selection) -> None:
    """How many figures of each theme and year a source gives, and of how many territories."""
    rows = cached.read_source(source)
    is_own = load_catalog().sources[source].nature == OFFICE
    if rows.empty and is_own and _has_grants(source):
        return
    st.header("Ce qu’elle couvre", anchor=False)
    if rows.empty:
        st.info(NOTHING_OWN if is_own else "Aucun chiffre de cette source n’est repris : elle sert de référence.")
        return
    catalog = load_catalog()
    themes = rows["indicator"].astype(str).map(catalog.theme_of)
    st.html(text("p", _describe_territories(rows), class_="t-missing"))
    table = pd.crosstab(themes, rows["year"])
    territories = rows.groupby(themes)["territory"].nunique()
    head = text("th", "Thème", scope="col") + "".join(
        text("th", str(name), scope="col", class_="num") for name in ("Territoires", *table.columns, "Total")
    )
    body = [
        tag(
            "tr",
            text("th", catalog.themes[theme].label, scope="row")
            + text("td", format_number(int(territories[theme])), class_="num")
            + "".join(
                text("td", format_number(n) if n else "–", class_="num" if n else "num none") for n in table.loc[theme]
            )
            + text("td", format_number(int(table.loc[theme].sum())), class_="num"),
        )
        for theme in catalog.themes
        if theme in table.index
    ]
    st.html(table_region(head, body, label="Nombre de chiffres par thème et par année", kind="t-table tall"))


def _has_grants(source: str) -> bool:
    return bool(cached.read_grants(None)["source"].eq(source).any())


def _describe_territories(rows: pd.DataFrame) -> str:
    """Of how many territories of each level some figures are: « 3 EPCI et 887 communes »."""
    counts = rows.groupby(rows["level"].astype(str))["territory"].nunique()
    said = [format_count(int(counts[k]), name.singular, name.plural) for k, name in NAMES.items() if k in counts]
    return join_words(said) + "."


def show_figures(source: str, selection: Selection) -> None:
    """All the figures and grants of a source, as tables and files."""
    catalog = load_catalog()
    rows = cached.read_source(source)
    if rows.empty and catalog.sources[source].nature == OFFICE:
        _show_grants(source, selection)
        return
    st.header(f"Ses {format_count(len(rows), 'chiffre')}", anchor=False)
    themes = [t for t in catalog.themes if t in set(rows["indicator"].astype(str).map(catalog.theme_of))]
    if len(themes) > 1:
        labels = {theme: catalog.themes[theme].label for theme in themes}
        theme = choose_maybe(st.pills, "Thème", "theme-source", labels, what="un thème")
        if theme is not None:
            rows = rows[rows["indicator"].astype(str).map(catalog.theme_of) == theme]
    title = catalog.sources[source].title
    show_table(
        rows,
        title=title,
        unit="voir colonne",
        selection=selection,
        key=f"source-{source}",
        filters=f"source : {source}",
        opened=len(rows) <= MOST_ROWS,
        by_indicator=True,
    )
    _show_grants(source, selection)


def _show_grants(source: str, selection: Selection) -> None:
    grants = cached.read_grants(None)
    grants = grants[grants["source"] == source]
    if len(grants):
        title = load_catalog().sources[source].title
        st.header(f"Ses {format_count(len(grants), 'subvention')} et lignes de financement", anchor=False)
        show_grants_table(grants, selection, title=f"Subventions, {title}", key=f"grants-{source}")


def show_left_out(source: str, selection: Selection) -> None:
    """What the source prints and Terril leaves out, with the reason."""
    rows = cached.read_left_out()
    rows = rows[rows["source"] == source]
    if rows.empty:
        return
    st.header("Chiffres laissés de côté", anchor=False)
    named = tuple(source_texts([source]))
    rows = rows.drop(columns="source")
    show_rows_left_out(rows, selection, key=f"left-{source}", filters=f"source : {source}", sources=named)


def show_rows_left_out(
    rows: pd.DataFrame,
    selection: Selection,
    *,
    key: str,
    filters: str,
    opened: bool = False,
    sources: tuple[str, ...] = (),
) -> None:
    """What was left out as a table and files."""
    rows = rows.rename(columns={"source": "Source", "lines": "Lignes", "published": "Imprimé", "reason": "Raison"})
    show_table(
        rows,
        lambda raw: raw,
        title="Chiffres laissés de côté",
        unit="",
        selection=selection,
        key=key,
        columns=list(rows),
        filters=filters,
        opened=opened,
        sources=sources,
    )
