"""What an import would change, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from loaders.importing.compare import SHARE_OF_CHANGE, Comparison
from loaders.importing.delivery import Delivery
from loaders.levels import NAMES
from loaders.pipeline.figures_csv import format_number
from loaders.rules.printed import write_number
from loaders.tabular.faults import join_some, shorten

COLUMNS = {
    "added": "ajoutés",
    "changed": "changés",
    "moved": f"dont > {SHARE_OF_CHANGE:.0%}".replace("%", " %"),
    "zeroed": "devenus nuls",
    "lost": "perdus",
    "same": "inchangés",
}
LOSSES = {
    "lost": ("connu ne le serait plus", "connus ne le seraient plus"),
    "zeroed": ("deviendrait nul", "deviendraient nuls"),
    "joined": ("perdrait la rupture qui le précède", "perdraient la rupture qui les précède"),
    "moved": ("changerait de plus de 10 %", "changeraient de plus de 10 %"),
}
MOST_EXAMPLES = 8
MOST_TERRITORIES = 12
MOST_LEAPS = 3


def describe_delivery(delivery: Delivery, levels: pd.Series) -> list[str]:
    """What a delivery gives and changes, a line each; `levels` are those of the territories, by code."""
    if delivery.figures.empty:
        return [f"{delivery.name} : {delivery.rows_added} lignes ajoutées, {delivery.rows_lost} perdues."]
    figures = delivery.figures
    given = f"{_count(len(figures))} de {_count_territories(figures, levels)}"
    lines = [f"{delivery.name} : la livraison donne {given}."]
    lines += _lay_table(delivery.comparison)
    for outcome, words in (
        ("lost", "Perdus"),
        ("zeroed", "Devenus nuls"),
        ("joined", "Sans leur rupture"),
        ("moved", "Les plus changés"),
    ):
        lines += _list_examples(delivery.comparison, outcome, words)
    return lines


def describe_losses(delivery: Delivery) -> str:
    """Why somebody has to agree: « 12 chiffres connus ne le seraient plus, 3 changeraient de plus de 10 % »."""
    if delivery.rows_lost:
        return f"{delivery.rows_lost} ligne{'s' if delivery.rows_lost > 1 else ''} de moins qu’avant"
    told = []
    if delivery.is_short:
        told.append(f"Le fichier n’a que {delivery.rows} lignes, {delivery.rows_before} la dernière fois")
    for leap in delivery.leaps[:MOST_LEAPS]:
        scope = f" ({leap.scope})" if leap.scope else ""
        label, times = delivery.catalog.indicators[leap.indicator].label, write_number(leap.ratio, decimals=1)
        told.append(f"« {label} »{scope} vaudrait en {leap.year} {times} fois {leap.before}")
    for outcome, (one, several) in LOSSES.items():
        if count := delivery.comparison.count(outcome):
            told.append(f"{_count(count)} {several if count > 1 else one}")
    return ", ".join(told)


def _count_territories(figures: pd.DataFrame, levels: pd.Series) -> str:
    """« 3 communes (62065, 62427, 62498), 1 EPCI (246200364) »."""
    codes = pd.Series(sorted(figures["territory"].unique()), dtype="str")
    told = []
    by_level = dict(list(codes.groupby(codes.map(levels).fillna("site").to_numpy())))
    for level, name in NAMES.items():
        own = by_level.get(level, [])
        if not len(own):
            continue
        word = name.plural if len(own) > 1 else name.singular
        told.append(f"{len(own)} {word}" + (f" ({', '.join(own)})" if len(own) <= MOST_TERRITORIES else ""))
    return ", ".join(told)


def _lay_table(comparison: Comparison) -> Iterator[str]:
    """The outcomes by year, in columns; a figure that moved is one that changed, and one reworded keeps its value."""
    counts = comparison.figures.groupby(["year", "outcome"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=[*COLUMNS, "reworded", "joined"], fill_value=0)
    counts["changed"] += counts["moved"] + counts["joined"]
    counts["same"] += counts["reworded"]
    widths = {name: max(len(label), 7) for name, label in COLUMNS.items()}
    yield "  année  " + "  ".join(label.rjust(widths[name]) for name, label in COLUMNS.items())
    for year, row in counts.iterrows():
        yield f"  {year}   " + "  ".join(str(row[name]).rjust(widths[name]) for name in COLUMNS)


def _list_examples(comparison: Comparison, outcome: str, words: str) -> Iterator[str]:
    rows = comparison.figures[comparison.figures["outcome"].eq(outcome)]
    if rows.empty:
        return
    rows = rows.assign(by=(rows["after"].fillna(0) - rows["before"].fillna(0)).abs()).sort_values("by", ascending=False)
    yield f"{words}, par année et territoire :"
    for year, own in rows.groupby("year"):
        codes = sorted(own["territory"].unique())
        yield f"  {year} : {_count(len(own))} de {join_some(codes, MOST_TERRITORIES)}"
    sentences = [
        f"  {row['indicator']}, {row['territory']}, {row['year']}"
        + (f", {row['scope']}" if row["scope"] else "")
        + f" : {_write(row['before'])} → {_write(row['after'])}"
        for row in rows.to_dict("records")
    ]
    yield from shorten(sentences, MOST_EXAMPLES)


def _count(figures: int) -> str:
    return f"{figures} chiffre{'s' if figures > 1 else ''}"


def _write(value: float) -> str:
    return format_number(value).replace(".", ",") or "rien"
