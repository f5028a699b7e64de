"""What a column of a file may be, in words: a role of its own, or what all its values are of."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.catalog import Catalog
from loaders.own.reading.understood import IGNORED, PLAIN_ROLES, Header
from loaders.reading.surroundings import read_territories
from pages.words.french import STATUS_LABELS

LABELS = {
    "territory": "Code du territoire",
    "territory_name": "Nom du territoire",
    "indicator": "Indicateur",
    "year": "Année",
    "value": "Valeur",
    "unit": "Unité",
    "status": "Statut",
    "scope": "Périmètre",
    "stage": "Stade",
    "place": "Lieu",
    "note": "Remarque",
    IGNORED: "Laissée de côté",
}
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
NONE = {"": "Dit par aucune colonne"}


def label_role(role: str, catalog: Catalog) -> str:
    """A role in words: « Valeurs : Tonnage collecté, 2021 » for 'indicator:waste.collected|year:2021'."""
    if role in LABELS:
        return LABELS[role]
    said = []
    for part in role.split("|"):
        name, _, of = part.partition(":")
        match name:
            case "indicator":
                said.append(catalog.indicators[of].label if of in catalog.indicators else of)
            case "territory":
                table = read_territories()
                said.append(str(table.at[of, "short"]) if of in table.index else of)
            case "scope":
                said.append(catalog.scope_label(of))
            case "status":
                said.append(STATUS_LABELS.get(of, of))
            case _:
                said.append(of or name)
    return f"Valeurs : {', '.join(said)}"


def list_roles(header: Header, catalog: Catalog) -> Mapping[str, str]:
    """The roles that a column may be given, with their words: its own, then the plain ones, a year, the indicators."""
    found = dict.fromkeys([header.role, *PLAIN_ROLES])
    found |= {f"year:{match}": None for match in YEAR.findall(header.name)}
    found |= {f"indicator:{key}": None for key in catalog.indicators}
    return {role: label_role(role, catalog) for role in found}


def list_indicators(catalog: Catalog) -> Mapping[str, str]:
    """The indicators by id, each with its theme: « Déchets · Tonnage collecté (t) »."""
    return {
        key: f"{catalog.themes[catalog.theme_of(key)].label} · {entry.label} ({catalog.units[entry.unit].symbol})"
        for key, entry in catalog.indicators.items()
    }
