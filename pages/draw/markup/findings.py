"""What is told of a territory, as a list: each finding with its line, its rank, its source and the way to its chart."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from loaders.catalog import load_catalog
from loaders.reading.surroundings import read_territories, split_codes
from pages.draw.markup.portrait import name_level
from pages.draw.markup.sparkline import draw_sparkline
from pages.views.findings.told import Told
from pages.words.french import format_count, join_words
from pages.words.markup import figure_link, remark_sign, source_link, tag, territory_link, text


def head_markup(row: pd.Series) -> str:
    """The name of a territory, what it is and where, and the way to its portrait."""
    table, code = read_territories(), str(row["code"])
    where = [str(table.at[one, "name"]) for one in split_codes(row["departements"]) if one != code]
    communes = int((table["epci"].eq(code) & table["level"].eq("commune")).sum())
    said = [name_level(row), format_count(communes, "commune") if communes else "", join_words(where)]
    line = text("span", " · ".join(part for part in said if part) + " · ") + territory_link("Tout son portrait", code)
    return tag("header", text("h1", str(row["name"])) + tag("p", line), class_="t-head")


def findings_markup(told: Sequence[Told]) -> str:
    """The findings in the order of reading aloud; the sentence that nothing is told where there is none."""
    if not told:
        return text("p", "Aucun chiffre n’est publié pour ce territoire dans les sources reprises.", class_="t-missing")
    return tag("ol", "".join(_item(one) for one in told), class_="t-findings", aria_label="Ce qu’il faut savoir")


def _item(told: Told) -> str:
    line = draw_sparkline(told.values)
    foot = [_write_source(told), text("span", told.rank) if told.rank else "", _write_way(told)]
    head = tag("div", text("b", told.subject) + line, class_="head")
    return tag(
        "li",
        head + tag("p", escape(told.sentence) + remark_sign(told.note)) + tag("small", " · ".join(filter(None, foot))),
    )


def _write_source(told: Told) -> str:
    """Who says so: the line where it was printed, then the document."""
    source = load_catalog().sources.get(told.source)
    if source is None:
        return text("span", told.credit)
    origin = figure_link("Origine du chiffre", told.figure)
    return (
        f"{origin} · {source_link(source.title, told.source)}"
        if told.figure
        else source_link(source.title, told.source)
    )


def _write_way(told: Told) -> str:
    if not told.address:
        return ""
    said = (
        "Voir les contradictions"
        if told.kind == "contradicts"
        else "Voir le graphique"
        if told.view
        else "Voir la carte"
    )
    return text("a", said, href=told.address, target="_self")
