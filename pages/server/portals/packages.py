"""The tables as a data package of Frictionless, and the schema of each: made of the columns of the interface."""

from __future__ import annotations

from typing import Any

from loaders.catalog import load_catalog
from loaders.statuses import STATUSES
from pages.server.api.resources import RESOURCES
from pages.server.api.rows import Row, read_type
from pages.words.paths import API_V1, HOME
from pages.words.version import MADE_BY, VERSION

TYPES: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean", list[str]: "string"}
KEYS = {
    "observations": "id",
    "territories": "code",
    "indicators": "id",
    "sources": "id",
    "grants": "id",
    "statuses": "id",
}
FOREIGN = {"indicator": ("indicators", "id"), "status": ("statuses", "id")}


def build_schema(model: type[Row], *, key: str = "") -> dict[str, Any]:
    """The table schema of a model: an empty cell is no value; what may not be empty is required."""
    fields = []
    for name, column in model.model_fields.items():
        plain, is_nullable = read_type(column.annotation)
        one: dict[str, Any] = {
            "name": name,
            "type": TYPES[plain],
            "title": column.title,
            "description": column.description,
        }
        constraints: dict[str, Any] = {"unique": True} if name == key else {}
        if plain in (int, float, bool) and not is_nullable:
            constraints["required"] = True
        if name == "status":
            constraints["enum"] = list(STATUSES)
        fields.append(one | ({"constraints": constraints} if constraints else {}))
    return {"fields": fields, "missingValues": [""]} | ({"primaryKey": key} if key else {})


def build_package(base: str) -> dict[str, Any]:
    """The data package of the whole; its paths are addresses of the installation at `base`."""
    catalog = load_catalog()
    return {
        "profile": "tabular-data-package",
        "name": "terril",
        "title": "Terril : indicateurs territoriaux",
        "version": VERSION,
        "homepage": base + HOME,
        "contributors": [{"title": MADE_BY, "role": "wrangler"}],
        "licenses": [{"name": "other-open", "title": "Celle de chaque source", "path": f"{base}{API_V1}/sources"}],
        "sources": [
            {"title": f"{one.publisher}, {one.title}"} | ({"path": one.url} if one.url else {})
            for one in catalog.sources.values()
        ],
        "resources": [_describe(name, base) for name in KEYS],
    }


def _describe(name: str, base: str) -> dict[str, Any]:
    one = RESOURCES[name]
    asked = "?places=true" if name == "observations" else ""
    assert one.rows is not None  # noqa: S101  each of them is a table
    return {
        "name": name,
        "title": one.title,
        "description": one.summary,
        "path": f"{base}{API_V1}/{name}.csv{asked}",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": build_schema(one.rows, key=KEYS[name]),
    }
