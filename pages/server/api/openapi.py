"""The description of the interface in OpenAPI 3.1, made of the models of its parameters and of its rows."""

from __future__ import annotations

from typing import Any

from loaders.catalog import load_catalog
from pages.server.api.formats import FORMS, GEOMETRY, SDMX
from pages.server.api.limits import LIMITER
from pages.server.api.problems import KINDS
from pages.server.api.queries import Query
from pages.server.api.resources import RESOURCES, Resource
from pages.words.paths import API, API_V1
from pages.words.version import VERSION

PROBLEM = "application/problem+json"
# A path has no line break: the server refuses one before the interface is asked.
NO_BREAK = r"^[^\x00-\x1f\x7f-\x9f/\u2028\u2029]{1,200}$"


def build_openapi() -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, Any] = {API_V1: {"get": _describe_entry()}}
    for one in RESOURCES.values():
        if one.read:
            paths[f"{API_V1}/{one.name}"] = {"get": _describe(one, "")}
        if one.read_one:
            paths[f"{API_V1}/{one.name}/{{id}}"] = {"get": _describe(one, "id")}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Terril",
            "version": VERSION,
            "summary": "Indicateurs territoriaux, chacun avec sa source et son statut",
            "description": f"En lecture seule. {LIMITER.most} demandes par minute ; {API} montre comment s’en servir.",
            "license": {"name": "Celle de chaque source", "url": f"{API_V1}/sources"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": {**{one.rows.__name__: one.rows.model_json_schema() for one in RESOURCES.values() if one.rows}}
            | {"Problem": PROBLEM_SCHEMA},
            "responses": {name: _describe_problem(*said) for name, said in KINDS.items()},
        },
    }


PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "errors", "en"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "expected", "expected_en", "found"],
                "additionalProperties": {"type": "string"},
            },
        },
        "en": {
            "type": "object",
            "required": ["title", "detail"],
            "properties": {"title": {"type": "string"}, "detail": {"type": "string"}},
        },
    },
}


def _describe_entry() -> dict[str, Any]:
    body = {"application/json": {"schema": {"type": "object"}}}
    return {
        "operationId": "entry",
        "summary": "Les ressources, leurs formes et leurs limites",
        "responses": {"200": {"description": "L’entrée de l’interface", "content": body}, "429": _refer("rate")},
    }


def _refer(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{name}"}


def _describe_problem(status: int, title: str, title_en: str) -> dict[str, Any]:
    return {
        "description": f"{title} ({title_en})",
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _describe(one: Resource, key: str) -> dict[str, Any]:
    """The operation that reads a resource, or one of it."""
    query = Query if key and not one.is_geographic else one.query
    parameters = list_parameters(query)
    if key:
        spelt = {"type": "string", "pattern": NO_BREAK}
        named = {"name": key, "in": "path", "required": True, "description": one.one, "schema": spelt}
        parameters = [named, *parameters]
    return {
        "operationId": f"{one.name}_one" if key else one.name,
        "summary": f"{one.title} : {one.one}" if key else one.title,
        "description": one.summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": one.title, "content": _describe_content(one, key)},
            "304": {"description": "Inchangé depuis l’ETag donné"},
            "400": _refer("parameter"),
            "404": _refer("unknown"),
            "406": _refer("form"),
            "410": _refer("cursor"),
            "422": _refer("refused"),
            "429": _refer("rate"),
        },
    }


def _describe_content(one: Resource, key: str) -> dict[str, Any]:
    if one.is_geographic and key:
        return {form.mime: {"schema": {"type": "object"}} for form in GEOMETRY.values()}
    if one.rows is None:
        return {"application/json": {"schema": {"type": "array" if one.name != "views" and not key else "object"}}}
    # A choice of fields leaves some of the columns out: none is required.
    row = {"$ref": f"#/components/schemas/{one.rows.__name__}"}
    schema: dict[str, Any] = {
        "type": "object",
        "required": ["meta", "rows"],
        "properties": {
            "meta": {"type": "object"},
            "rows": {"type": "array", "items": row if "fields" not in one.query.model_fields else {"type": "object"}},
        },
    }
    content: dict[str, Any] = {"application/json": {"schema": schema}}
    others = [form for name, form in FORMS.items() if name != "json"] + ([SDMX] if one.has_sdmx else [])
    return content | {form.mime.partition(";")[0]: {} for form in others}


def list_parameters(query: type[Query]) -> list[dict[str, Any]]:
    """The parameters of a model; one of several values is repeated, or has commas between them."""
    schema = query.model_json_schema()
    required, found = set(schema.get("required", ())), []
    for name, described in schema.get("properties", {}).items():
        plain = dict(described)
        said = plain.pop("description", "")
        plain.pop("title", None)
        one: dict[str, Any] = {"name": name, "in": "query", "description": said, "schema": plain}
        if name in required:
            one["required"] = True
        if plain.get("type") == "array":
            one |= {"style": "form", "explode": name == "scope"}
        found.append(one)
    return found


def fill_example(one: Resource) -> str:
    """The address of an example, at home; the entry of the resource where it has none."""
    asked = one.example.replace("%EPCI%", load_catalog().home_members[0])
    return f"{API_V1}/{one.name}?{asked}" if asked else f"{API_V1}/{one.name}"
