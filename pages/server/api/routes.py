"""The routes of the interface: what is asked, in which form, how often; the answer with its headers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loaders import store
from pages.server.api.answers import Answer, Page, read_cursor, read_fields, read_sort, write_cursor
from pages.server.api.formats import FORMS, GEOMETRY, SDMX, Form, clean, make_table, write_json, write_table
from pages.server.api.limits import LIMITER
from pages.server.api.openapi import build_openapi, fill_example
from pages.server.api.problems import Fault, ProblemError, describe_faults
from pages.server.api.queries import Query, read_query
from pages.server.api.resources import RESOURCES, Resource
from pages.server.api.serving import FRESH, METHODS, guard
from pages.words.paths import API, API_V1
from pages.words.version import MADE_BY, VERSION

# Forms that some resources have.
OTHERS = {**GEOMETRY, "sdmx.csv": SDMX}


@dataclass(frozen=True)
class Asked:
    """What an address asks for: a resource, the key of one of it, the form."""

    resource: Resource
    key: str
    form: str


def _split_form(name: str) -> tuple[str, str]:
    """« observations.fr.csv » is observations as fr.csv; what ends in no form has none."""
    for form in sorted([*FORMS, *OTHERS], key=len, reverse=True):
        if name.endswith(f".{form}") and len(name) > len(form) + 1:
            return name.removesuffix(f".{form}"), form
    return name, ""


def _choose_form(accepted: str, resource: Resource, key: str) -> str:
    """The form that a reader prefers among those of a resource. Raises ProblemError where there is none."""
    possible = list_forms(resource, key)
    wanted = []
    for n, part in enumerate(accepted.split(",")[:20]):
        kind, _, rest = part.strip().partition(";")
        try:
            weight = float(rest.partition("q=")[2].split(";")[0] or 1)
        except ValueError:
            weight = 0.0
        wanted.append((-weight, n, kind.strip().lower()))
    for weight, _, kind in sorted(wanted):
        for form in possible if weight < 0 else ():
            mime = _find_form(form).mime.partition(";")[0]
            if kind in (mime, "*/*", "") or (kind.endswith("/*") and mime.startswith(kind[:-1])):
                return form
    raise _refuse_form(accepted, possible)


def _refuse_form(found: str, possible: list[str]) -> ProblemError:
    listed = ", ".join(possible)
    fault = Fault("form", f"l’une des formes {listed}", f"one of the forms {listed}", found[:80])
    said = describe_faults((fault,))
    return ProblemError("form", said.detail, said.detail_en, (fault,))


def _find_form(form: str) -> Form:
    return OTHERS.get(form) or FORMS[form]


def list_forms(resource: Resource, key: str = "") -> list[str]:
    """The forms of a resource, or of one of it; the first is the usual one."""
    if resource.is_geographic and key:
        return [*GEOMETRY]
    return [*FORMS, *(["sdmx.csv"] if resource.has_sdmx else [])] if resource.rows else ["json"]


def read_asked(path: str, accepted: str) -> Asked:
    """What the address under /api/v1/ asks for. Raises ProblemError where there is nothing."""
    name, _, key = path.partition("/")
    last, form = _split_form(key or name)
    name, key = (name, last) if key else (last, "")
    resource = RESOURCES.get(name)
    if resource is None or (resource.read_one if key else resource.read) is None:
        listed = ", ".join(RESOURCES)
        fault = Fault("path", f"l’une des ressources {listed}", f"one of the resources {listed}", path[:80])
        said = describe_faults((fault,))
        raise ProblemError("unknown", said.detail, said.detail_en, (fault,))
    if form and form not in list_forms(resource, key):
        raise _refuse_form(form, list_forms(resource, key))
    return Asked(resource, key, form or _choose_form(accepted or "*/*", resource, key))


def _make_tag(request: Request, asked: Asked) -> str:
    """What the bytes of an answer follow from: the tables, the code, the address and the form."""
    said = (
        f"{store.read_version()} {VERSION} {request.url.path} {asked.form} {sorted(request.query_params.multi_items())}"
    )
    return f'W/"{hashlib.sha256(said.encode()).hexdigest()[:20]}"'


def _answer(asked: Asked, items: list[tuple[str, str]], path: str) -> Response:
    """The answer to one request."""
    resource, form = asked.resource, _find_form(asked.form)
    query = read_query(Query if asked.key and not resource.is_geographic else resource.query, items)
    if asked.key:
        assert resource.read_one is not None  # noqa: S101  read_asked found it
        forms = (asked.form,) if resource.is_geographic else ()
        found, page = resource.read_one(asked.key, query, *forms), Page(1)
    else:
        assert resource.read is not None  # noqa: S101  read_asked found it
        page = _read_page(query, resource, form)
        found = resource.read(query, page)
    if isinstance(found.whole, bytes):
        return Response(found.whole, media_type=form.mime)
    if resource.rows is None or found.whole is not None:
        return Response(write_json(clean(found.whole)), media_type=form.mime)
    # SDMX has its own columns, and needs all of ours.
    chosen = () if asked.form == "sdmx.csv" else getattr(query, "fields", ())
    fields = read_fields(chosen, resource.rows)
    following = _find_next(found, page, items, path)
    meta = {
        "title": resource.title,
        "count": len(found.rows),
        "total": found.total,
        "next": following or None,
        "version": store.read_version(),
        "made_by": MADE_BY,
        "licence": f"celle de chaque source : {API_V1}/sources",
        "documentation": API,
    }
    table = make_table(found.rows, resource.rows, fields)
    body = write_table(table, asked.form, resource.rows, meta, found.told)
    headers = {"X-Total-Count": str(found.total)}
    if following:
        headers["Link"] = f'<{following}>; rel="next"'
    return Response(body, media_type=form.mime, headers=headers)


def _read_page(query: Any, resource: Resource, form: Form) -> Page:
    if resource.rows is None:
        return Page(form.usual)
    limit = getattr(query, "limit", None) or form.usual
    if limit > form.most:
        fault = Fault("limit", f"{form.most} lignes au plus en {form.label}", f"at most {form.most} rows", str(limit))
        raise describe_faults((fault,))
    sort = read_sort(query.sort, resource.rows, resource.sorted_by)
    return Page(limit, read_cursor(query.cursor), sort)


def _find_next(found: Answer, page: Page, items: list[tuple[str, str]], path: str) -> str:
    """The address of the page that follows; "" after the last."""
    end = page.offset + len(found.rows)
    if not len(found.rows) or end >= found.total:
        return ""
    kept = [(name, value) for name, value in items if name != "cursor"]
    return f"{path}?{urlencode([*kept, ('cursor', write_cursor(end))])}"


def list_entry() -> dict[str, Any]:
    """What stands at the entry: the resources, their forms and their limits."""
    return {
        "title": "Terril",
        "made_by": MADE_BY,
        "version": store.read_version(),
        "documentation": API,
        "openapi": f"{API_V1}/openapi.json",
        "requests_a_minute": LIMITER.most,
        "rows": {name: {"usual": form.usual, "most": form.most} for name, form in FORMS.items()},
        "resources": [
            {
                "name": one.name,
                "summary": one.summary,
                "address": f"{API_V1}/{one.name}" + ("" if one.read else "/{id}"),
                "forms": list_forms(one, "" if one.read else "?"),
                "example": fill_example(one),
            }
            for one in RESOURCES.values()
        ],
    }


def _serve_static(path: str) -> Response | None:
    if path == "":
        return Response(write_json(list_entry()), media_type="application/json")
    if path == "openapi.json":
        return Response(write_json(build_openapi()), media_type="application/vnd.oai.openapi+json;version=3.1")
    return None


async def serve(request: Request) -> Response:
    """Whatever is asked under /api/v1."""
    return await guard(request, _serve_path)


def _serve_path(request: Request) -> Response:
    path = request.path_params.get("rest", "").strip("/")
    if (found := _serve_static(path)) is not None:
        found.headers["Cache-Control"] = FRESH
        return found
    asked = read_asked(path, request.headers.get("accept", ""))
    mark = {"ETag": _make_tag(request, asked), "Cache-Control": FRESH}
    if mark["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=mark)
    response = _answer(asked, request.query_params.multi_items(), request.url.path)
    response.headers.update(mark)
    return response


routes = [
    Route(API_V1, serve, methods=METHODS),
    Route(API_V1 + "/{rest:path}", serve, methods=METHODS),
]
