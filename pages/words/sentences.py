"""Words of a sentence on figures: a territory with its article, a value with its unit, a change; French typography."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeAlias

import pandas as pd

from loaders.catalog import load_catalog
from loaders.reading.composed.code import is_composed
from loaders.reading.series import Series
from loaders.statistics.changes import Change
from pages.words.french import NBSP, format_number, format_value, middle_decimals

Name = Callable[[str], str]
Row: TypeAlias = Mapping[Hashable, Any] | pd.Series
# What stands for a level where a sentence names a territory that a reader composed.
COMPOSED = "composed"
FEMININE = re.compile(r"(CA|CC|CU|Communauté|Métropole|Région)\b")
MASCULINE = re.compile(r"(Syndicat|SIVU|Pôle|Bassin|Parc|Pays)\b")
UNCERTAIN = {"provisional": "valeur provisoire", "estimated": "valeur estimée", "partial": "somme partielle"}
PER = {"hab.": "habitant", "t": "tonne", "ménage": "ménage fiscal", "UC": "unité de consommation"}
YEAR = re.compile(r"\d{4}(-\d{4})?")
DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


def place_words(name: str, level: str) -> str:
    """A territory as a sentence names it: « la CA de Lens-Liévin », « le département « Somme » », « Lens »."""
    name = name.replace("'", "’")
    if level == COMPOSED:
        return f"l’ensemble «{NBSP}{name}{NBSP}»"
    if level == "departement":
        return f"le département «{NBSP}{name}{NBSP}»"
    if level == "region":
        return f"la région {name}"
    if FEMININE.match(name):
        return f"la {name[:1].lower() + name[1:] if name[:2].istitle() else name}"
    if MASCULINE.match(name):
        return f"le {name[:1].lower() + name[1:] if name[:2].istitle() else name}"
    return name


def name_from(table: pd.DataFrame) -> Name:
    """How sentences name the territories of a table indexed by code, with `name` and `level`."""

    def name(code: str) -> str:
        if code not in table.index:
            return code
        return place_words(str(table.at[code, "name"]), COMPOSED if is_composed(code) else str(table.at[code, "level"]))

    return name


def of(words: str) -> str:
    """« de la CA… », « du syndicat… », « d’Arras », « du Touquet », « des Attaques »."""
    for article, contracted in (("le ", "du "), ("les ", "des ")):
        if words.lower().startswith(article):
            return contracted + words[len(article) :]
    return f"d’{words}" if words[:1].lower() in "aâàeéèêiîoôuyh" else f"de {words}"


def quantity(value: float, series: Series, *, is_middle: bool = False) -> str:
    """A value as a sentence says it: « 642,9 kg par habitant »; one that `is_middle` is a median."""
    decimals = middle_decimals(value, series.decimals) if is_middle else series.decimals
    return spell_unit(format_value(value, series.unit, decimals))


def spell_unit(written: str) -> str:
    """What a unit is divided by, in words: « 642,9 kg/hab. » is « 642,9 kg par habitant »."""
    written = re.sub(r"/(1\u202f000\u00a0)hab\.$", r" pour \1habitants", written)
    written = re.sub(r"/(1\u202f000\u00a0ménages)$", r" pour \1 fiscaux", written)
    return re.sub(r"/(hab\.|km²|t|ménage|UC)$", lambda unit: f" par {PER.get(unit[1], unit[1])}", written)


def when(row: Row) -> str:
    """« En 2021 », « En 2020-2021 », « Au 31/12/2021 »."""
    period = str(row.get("period") or "")
    if DATE.fullmatch(period):
        return f"Au {period}"
    return f"En {period if YEAR.fullmatch(period) else int(row['year'])}"


def verb_of(series: Series) -> str:
    """What a territory does with the figures of a series: the verb declared, « compte » what is counted, « est à »."""
    if "(" in series.unit or "%" in series.unit:
        return "est à"
    return declared_verb(series) or ("est à" if "/" in series.unit or "€" in series.unit else "compte")


def declared_verb(series: Series) -> str:
    """The verb of the catalogue, "" where it declares none."""
    entry = load_catalog().indicators.get(series.indicator)
    return (entry.verb if entry else None) or ""


def state(row: Row, series: Series, name: Name) -> str:
    """« la CA de Lens-Liévin collecte 642,9 kg par habitant (valeur provisoire) »."""
    status = str(row["status"])
    remark = f" ({UNCERTAIN[status]})" if status in UNCERTAIN else ""
    return f"{name(str(row['territory']))} {verb_of(series)} {quantity(float(row['value']), series)}{remark}"


def compare(change: Change, series: Series, versus: str) -> str:
    """« soit 8,6 % de plus qu’en 2020 »; `versus` is what follows « que » or « avec »: « en 2020 »."""
    if change.value is None:
        reason = change.reason.replace("'", "’")
        return f"sans comparaison possible avec {versus.removeprefix('en ')} ({reason})" if reason else ""
    points = series.unit == "%"
    amount = change.points if points else change.value * 100
    if not amount:
        return f"comme {versus}"
    if not round(abs(amount), 1):
        return f"à peu près comme {versus}"
    unit = f"{NBSP}{'point' if abs(amount) < 2 else 'points'}" if points else f"{NBSP}%"
    return f"soit {format_number(abs(amount), 1)}{unit} de {'plus' if amount > 0 else 'moins'} qu’{versus}"
