"""What a reader can search for: territories, indicators, projects, beneficiaries and sources, found by their words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.kept import TABLES, keep
from loaders import store
from loaders.catalog import Catalog, Source, load_catalog
from loaders.levels import FORMS, NAMES
from loaders.territories.perimeters import read_memberships
from loaders.vocabulary import list_words

Kind = Literal["territory", "indicator", "project", "beneficiary", "source", "page", "help"]
# Fewer letters are looked for at the beginning of words only.
SHORTEST_PART = 3
# Of entries found equally well, the heaviest come first. A territory adds its inhabitants / 10⁸, always below one;
# only those elsewhere in France weigh less than a former one.
HOME, PAGE, INDICATOR, HELP, PROJECT, BENEFICIARY, SOURCE, EMPTY_INDICATOR, FORMER = 90, 85, 60, 55, 50, 45, 40, 35, 30
INSIDE = {"epci": 80, "grouping": 80, "departement": 75, "region": 75, "country": 75, "commune": 70, "site": 65}
ELSEWHERE = {"departement": 20, "epci": 15, "grouping": 15, "site": 12, "commune": 10}
# How well an entry is found, the best first: whole words before their beginnings, so that « DETR » is not « détruits ».
# Elsewhere in France a name does not go before a word of the deployment's own entries: « parc » is the projects in a
# park before the commune of Parcé.
EXACT, FIRST, IN_LABEL, IN_TEXT, FIRST_ELSEWHERE, IN_LABEL_ELSEWHERE, BEGUN = range(7)
INSIDE_A_WORD = 2 * BEGUN
# A word is whole in the plural too.
END = "[sx]? "


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find: `detail` tells it from its namesakes, `codes` and `words` are what else it is found by.

    `id` is that of the source or indicator, or the code of the territory, a beneficiary's too where it is one; "" for
    what has none.
    """

    kind: Kind
    label: str
    detail: str
    id: str
    weight: float
    codes: str = ""
    words: str = ""


@dataclass(frozen=True)
class Index:
    """The entries with their kinds and their normalised texts, each beginning and ending with a space."""

    entries: tuple[Entry, ...]
    kinds: np.ndarray
    labels: pa.Array
    codes: pa.Array
    texts: pa.Array
    weights: np.ndarray


def split_words(text: str) -> list[str]:
    """The words of a text, see list_words; only digits are one code: « 246 200 364 » is ['246200364']."""
    words = list_words(text)
    return ["".join(words)] if len(words) > 1 and all(word.isdigit() for word in words) else words


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _weigh(row: Any, catalog: Catalog) -> float:
    """The weight of a territory: the deployment's before those elsewhere, the most people before the fewest."""
    people = 0.0 if pd.isna(row.population) else float(row.population) / 1e8
    if row.code == catalog.deployment.home:
        return HOME + people
    if row.successor:
        return FORMER + people
    is_inside = bool(set(row.departements.split(";")) & set(catalog.deployment.departements))
    return (INSIDE if is_inside or row.code in catalog.territories else ELSEWHERE)[row.level] + people


def _list_territories(table: pd.DataFrame, catalog: Catalog, sirens: dict[str, str]) -> Iterator[Entry]:
    """Every territory of France and of the catalogue; `sirens` by INSEE code where they are known."""
    names, called = dict(zip(table["code"], table["name"], strict=True)), catalog.vocabulary.territories
    for row in table.itertuples(index=False):
        declared = catalog.territories.get(row.code)
        code = row.code.removeprefix("D") if row.level == "departement" else row.code
        within = [
            names.get(d, d) for d in row.departements.split(";") if d and row.level not in ("departement", "region")
        ]
        what = FORMS.get(row.legal_form, NAMES[row.level].title)
        if row.successor:
            until = f" jusqu’en {declared.until}" if declared else ""
            what = f"{NAMES[row.level].former}{until}, puis {names[row.successor]}"
        official = code if re.fullmatch(r"\d[\dAB]\d*", code) else ""
        yield Entry(
            "territory",
            row.short,
            _join(what, names.get(row.epci, ""), ", ".join(within), official),
            row.code,
            _weigh(row, catalog),
            codes=f"{code} {sirens.get(row.code, '')}",
            words=" ".join([*((row.name, what) if row.name != row.short else ()), *called.get(row.code, ())]),
        )


def _list_indicators(catalog: Catalog) -> Iterator[Entry]:
    """The indicators of the catalogue; `detail` says their theme and unit, and where nothing is known yet."""
    known = set(store.load_coverage()["indicator"].astype(str))
    called: dict[str, list[str]] = {}
    for headline, texts in catalog.vocabulary.indicators.items():
        called.setdefault(headline.partition("@")[0], []).extend(texts)
    for key, indicator in catalog.indicators.items():
        unit = catalog.unit_of(key)
        theme = catalog.themes[catalog.theme_of(key)].label
        yield Entry(
            "indicator",
            indicator.label,
            _join(theme, unit.label, "" if key in known else "sans donnée"),
            key,
            INDICATOR if key in known else EMPTY_INDICATOR,
            words=" ".join(
                [indicator.short, unit.label, unit.symbol, theme, indicator.definition, *called.get(key, ())]
            ),
        )


def _list_grants(territories: Collection[str], communes: dict[str, str]) -> Iterator[Entry]:
    """The projects and the beneficiaries of grants; `communes` are INSEE codes by SIREN."""
    grants = store.load_grants()
    for project, own in grants[grants["projet"] != ""].groupby("projet"):
        who = own["nomBeneficiaire"].unique()
        said = pd.unique(own[["objet", "dispositifAide", "nomBeneficiaire"]].to_numpy().ravel())
        detail = _join(who[0] if len(who) == 1 else f"{len(who)}\u00a0bénéficiaires", _span(own["year"]))
        yield Entry("project", str(project), detail, "", PROJECT, words=" ".join(said))
    for name, own in grants.groupby("nomBeneficiaire"):
        codes, projects = own["idBeneficiaire"].unique(), own["projet"].nunique()
        known = [code for code in (communes.get(code, code) for code in codes) if code in territories]
        detail = _join(f"{projects}\u00a0{'projet' if projects < 2 else 'projets'}", _span(own["year"]))
        yield Entry("beneficiary", str(name), detail, known[0] if known else "", BENEFICIARY, codes=" ".join(codes))


def _span(years: pd.Series) -> str:
    first, last = int(years.min()), int(years.max())
    return str(first) if first == last else f"{first}–{last}"


def _source_entry(key: str, source: Source) -> Entry:
    detail = _join(source.publisher, str(source.date))
    words = f"{source.publisher} {source.covers or ''} {key}"
    return Entry("source", source.title, detail, key, SOURCE, words=words)


def list_entries() -> list[Entry]:
    """All that can be found in the catalogue and the tables."""
    catalog = load_catalog()
    members = read_memberships(catalog.deployment.vintage)
    sirens = dict(zip(members["commune"], members["siren"], strict=True))
    communes = {siren: commune for commune, siren in sirens.items()}
    table = store.load_territories()
    return [
        *_list_territories(table, catalog, sirens),
        *_list_indicators(catalog),
        *_list_grants(frozenset(table["code"]), communes),
        *(_source_entry(key, source) for key, source in catalog.sources.items()),
    ]


@keep(TABLES)
def build_index() -> Index:
    """The index of all entries, made once."""
    return index_entries(tuple(list_entries()))


@keep(TABLES)
def index_entries(entries: tuple[Entry, ...]) -> Index:
    """The index of some entries."""
    labels = [f" {' '.join(split_words(entry.label))} " for entry in entries]
    codes = [f" {entry.codes.casefold()} " for entry in entries]
    words = [f" {' '.join(split_words(entry.words))} " for entry in entries]
    texts = ["".join(parts) for parts in zip(labels, codes, words, strict=True)]
    kinds, weights = np.array([entry.kind for entry in entries]), np.array([entry.weight for entry in entries])
    return Index(entries, kinds, pa.array(labels), pa.array(codes), pa.array(texts), weights)


def _has(texts: pa.Array, part: str) -> np.ndarray:
    return np.asarray(pc.match_substring(texts, part).to_numpy(zero_copy_only=False))


def _hold(texts: pa.Array, patterns: list[str]) -> np.ndarray:
    """Whether each text holds all of some patterns."""
    found = [pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False) for pattern in patterns]
    return np.asarray(np.logical_and.reduce(found))


def _rank_words(labels: pa.Array, texts: pa.Array, words: list[str], end: str, is_elsewhere: np.ndarray) -> np.ndarray:
    """How well words, which hold nothing but letters and digits, are found, each followed by the pattern `end`."""
    each = [f" {word}{end}" for word in words]
    return np.select(
        [_hold(labels, ["^ " + f"{END}".join(words) + end]), _hold(labels, each), _hold(texts, each)],
        [
            np.where(is_elsewhere, FIRST_ELSEWHERE, FIRST),
            np.where(is_elsewhere, IN_LABEL_ELSEWHERE, IN_LABEL),
            np.full(len(labels), IN_TEXT),
        ],
        BEGUN,
    )


def find(query: str, limit: int = 12, *, kind: Kind | None = None, guides: tuple[Entry, ...] = ()) -> list[Entry]:
    """The entries that hold every word of the query, the best found first, then the heaviest; at most `limit`.

    Only those of a `kind` where one is given; `guides` are found among those of the catalogue and the tables.
    """
    words = split_words(query)
    if not words:
        return []
    found = _rank(build_index(), words, limit, kind)
    if guides:
        found += _rank(index_entries(guides), words, limit, kind)
    found.sort(key=lambda each: each[:2])
    return [entry for _, _, entry in found[:limit]]


def _rank(index: Index, words: list[str], limit: int, kind: Kind | None) -> list[tuple[int, float, Entry]]:
    """The entries of an index that hold every word, each with how well it is found and its weight, the best first."""
    rows = np.arange(len(index.entries)) if kind is None else np.flatnonzero(index.kinds == kind)
    for word in sorted(words, key=len, reverse=True):
        part = word if len(word) >= SHORTEST_PART else f" {word}"
        rows = rows[_has(index.texts.take(pa.array(rows)), part)]
    labels, codes, texts = (array.take(pa.array(rows)) for array in (index.labels, index.codes, index.texts))
    weights, whole = index.weights[rows], " ".join(words)
    is_elsewhere = weights < FORMER
    # Two letters are in all texts: they are rather what a reader begins to type.
    end = END if max(map(len, words)) >= SHORTEST_PART else ""
    whole_words = _rank_words(labels, texts, words, end, is_elsewhere)
    begun = BEGUN + _rank_words(labels, texts, words, "", is_elsewhere)
    is_exact = _has(codes, f" {whole} ") | pc.equal(labels, f" {whole} ").to_numpy(zero_copy_only=False)
    ranks = np.where(is_exact, EXACT, np.where(whole_words < BEGUN, whole_words, begun))
    order = np.lexsort((-weights, ranks))[:limit]
    return [(int(ranks[n]), -float(weights[n]), index.entries[rows[n]]) for n in order]
