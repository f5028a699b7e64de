"""The territories to choose from, as the browser fetches them: compressed, under an address that holds their hash."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from geo.kept import CHOICES, keep
from loaders.catalog import load_catalog
from loaders.levels import FORMS, NAMES
from loaders.reading.search import split_words
from loaders.territories.perimeters import read_memberships
from pages.views.data import cached
from pages.words.french import format_count
from pages.words.paths import BASE

PREFIX = f"{BASE}/territoires"
# The words that the name of a syndicate begins with, in full or as the law shortens them.
SYNDICATE = re.compile(r"(syndicat|sivu|sivom|sivos)\b", re.IGNORECASE)
FORMER, SYNDICATES, AROUND = "Anciens périmètres", "Syndicats", "Départements et régions"
# Whom a director looks for first comes first; syndicates, which few figures are of, last.
ORDER = (
    NAMES["epci"].heading,
    NAMES["grouping"].heading,
    AROUND,
    NAMES["commune"].heading,
    FORMER,
    NAMES["site"].heading,
    SYNDICATES,
)


def find_heading(level: str, name: str, successor: str) -> str:
    """The heading that a territory stands under."""
    if successor:
        return FORMER
    if level == "grouping" and SYNDICATE.match(name):
        return SYNDICATES
    return AROUND if level in ("departement", "region") else NAMES[level].heading


def describe_territory(row: Any, short: Callable[[str], str]) -> str:
    """What tells a territory from its namesakes: « CA · 246200364 », « Lens-Liévin · 62498 »; `short` names an EPCI."""
    if row.level == "commune":
        parts = [short(row.epci), row.code]
    elif row.level == "epci":
        parts = [row.legal_form, row.code if row.code.isdigit() else ""]
    elif row.members:
        parts = [format_count(len(row.members.split(";")), "membre")]
    else:
        parts = [NAMES[row.level].singular, row.code.removeprefix("D") if row.level == "departement" else ""]
    return " · ".join(filter(None, parts))


def _find_words(row: Any, sirens: dict[str, str]) -> str:
    """What else a territory is found by: its whole name, its codes, its form."""
    declared = load_catalog().territories.get(row.code)
    codes = [row.code, row.code.removeprefix("D"), sirens.get(row.code, ""), (declared and declared.siren) or ""]
    form = f"{row.legal_form} {FORMS.get(row.legal_form, '')}"
    return " ".join(dict.fromkeys(" ".join([row.name if row.name != row.short else "", *codes, form]).split()))


def list_territories(table: pd.DataFrame) -> dict[str, list[list[str]]]:
    """The rows under each heading, in ORDER: code, name, what tells it from its namesakes, what else it is found by.

    Communes come with the most people first, the others by name; a name is that of `label_territories` without code.
    """
    members = read_memberships(load_catalog().deployment.vintage)
    sirens = dict(zip(members["commune"], members["siren"], strict=True))
    names = dict(zip(table["code"], table["short"], strict=True))
    found: dict[str, list[tuple[Any, list[str]]]] = {heading: [] for heading in ORDER}
    for row in table.itertuples(index=False):
        heading = find_heading(row.level, row.name, row.successor)
        people = 0 if pd.isna(row.population) else int(row.population)
        place = (-people, row.short) if row.level == "commune" else tuple(split_words(row.short))
        detail = describe_territory(row, lambda code: str(names.get(code, "")))
        found[heading].append((place, [row.code, row.short, detail, _find_words(row, sirens)]))
    return {heading: [row for _, row in sorted(rows)] for heading, rows in found.items() if rows}


@keep(CHOICES)
def build_listing(departements: tuple[str, ...]) -> tuple[str, bytes]:
    """The address of the territories to choose from round some départements, and their compressed JSON.

    Raises ValueError where nothing is known there.
    """
    groups = list_territories(cached.read_territories(departements))
    if not groups:
        raise ValueError(f"aucun territoire de {', '.join(departements)}")
    groups_sent = [{"name": name, "rows": rows} for name, rows in groups.items()]
    body = json.dumps(groups_sent, ensure_ascii=False, separators=(",", ":")).encode()
    digest = hashlib.sha256(body).hexdigest()[:12]
    return f"{PREFIX}/{'+'.join(departements)}-{digest}.json", gzip.compress(body, 9, mtime=0)
