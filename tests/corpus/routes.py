"""What the server answers, as facts: status, type, headers, the body as what it holds."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import re
from functools import cache
from typing import Any
from urllib.parse import unquote

import pandas as pd

from tests.corpus import reach
from tests.corpus.facts import Facts, cut, flatten, hash_bytes
from tests.corpus.files import list_table, read_presentation, read_workbook
from tests.corpus.markup import read_markup, read_svg
from tests.corpus.route_cases import Request

HEADERS = ("content-type", "content-disposition", "content-encoding", "cache-control", "location")
HOST = "terril.test"
# What follows from every byte of the tables, and says nothing of what is shown.
CURSOR = re.compile(rb"cursor=[\w-]+")


@cache
def _server() -> Any:
    return reach.make_server()


def ask(
    address: str,
    body: bytes | None = None,
    *,
    method: str = "",
    headers: dict[str, str] | None = None,
    server: Any = None,
) -> tuple[int, dict[str, str], bytes]:
    """The answer to a request, of the routes alone or of a server round them: its status, its headers and its body."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "method": method or ("GET" if body is None else "POST"),
        "scheme": "http",
        "http_version": "1.1",
        "server": (HOST, 80),
        "root_path": "",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", HOST.encode()), *((n.encode(), v.encode()) for n, v in (headers or {}).items())],
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body or b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run((server or _server())(scope, receive, send))
    given = {key.decode().lower(): value.decode() for key, value in sent[0]["headers"]}
    return sent[0]["status"], given, b"".join(part.get("body", b"") for part in sent[1:])


def describe_answer(request: Request) -> str:
    """A request and its answer."""
    facts = Facts()
    facts.head("asked")
    facts.say("method", "GET" if request.body is None else "POST")
    facts.say("address", request.address)
    address = reach.complete_address(request.address) if reach.VERSION in request.address else request.address
    status, headers, body = ask(address, request.body)
    facts.head("answer")
    facts.say("status", status)
    for name in HEADERS:
        if name in headers:
            facts.say(name, headers[name])
    if headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    if request.path.startswith(("/api", "/mcp", "/sante")) and "json" in headers["content-type"]:
        body = CURSOR.sub(b"cursor=%CURSOR%", body.replace(reach.read_version().encode(), reach.VERSION.encode()))
    facts.list(_read(headers.get("content-type", ""), body, is_hashed=request.is_hashed), 200)
    return facts.write()


def _read(kind: str, body: bytes, *, is_hashed: bool) -> list[str]:
    """A body as what it holds; a picture in dots, and what is only geometry, by its hash or its kind."""
    if is_hashed and len(body) > 500:
        return [f"hash: {hash_bytes(body)}"]
    if "svg" in kind:
        return read_svg(body)
    if "json" in kind:
        return cut(flatten(_without_shapes(json.loads(body))))
    if "html" in kind:
        is_presentation = b'id="data">' in body
        return read_presentation(body) if is_presentation else read_markup(body.decode())
    if "spreadsheet" in kind:
        return read_workbook(body, 20)
    if "parquet" in kind:
        rows = pd.read_parquet(io.BytesIO(body))
        return cut(list_table(rows.drop(columns="geometry", errors="ignore")), 20)
    if kind.startswith("image/png"):
        return [f"picture: {int.from_bytes(body[16:20])} x {int.from_bytes(body[20:24])} dots"]
    if kind.startswith("text/"):
        return body.decode().split("\n")
    return [f"body: {'some' if body else 'none'}"]


def _without_shapes(data: Any) -> Any:
    """GeoJSON without its coordinates."""
    if isinstance(data, dict) and "features" in data:
        return data | {"features": [feature["properties"] for feature in data["features"]]}
    return data
