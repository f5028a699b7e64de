"""The route of assistants: the Model Context Protocol over HTTP, without sessions; each request has its whole answer.

Streamable HTTP of the specification of 2025-06-18: a POST holds one message of JSON-RPC 2.0, and its answer is JSON. A
page of another site may not ask in the place of its reader: its Origin is refused, as the specification wants.
"""

from __future__ import annotations

import json
import logging
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.server.answers import find_base, read_body
from pages.server.api.formats import write_json
from pages.server.api.limits import LIMITER
from pages.server.api.problems import ProblemError
from pages.server.assistant.tools import CAVEAT, TOOLS, call_tool
from pages.words.paths import ASSISTANT
from pages.words.version import VERSION

VERSIONS = ("2025-06-18", "2025-03-26", "2024-11-05")
PARSE, INVALID, UNKNOWN, WRONG, FAILED = -32700, -32600, -32601, -32602, -32603
log = logging.getLogger(__name__)
LONGEST = 100_000


def _say(status: int, body: Any) -> Response:
    return Response(write_json(body), status, media_type="application/json", headers={"Cache-Control": "no-store"})


def _fail(id_: Any, code: int, said: str, status: int = 200) -> Response:
    return _say(status, {"jsonrpc": "2.0", "id": id_, "error": {"code": code, "message": said}})


def _answer(method: str, asked: dict[str, Any], base: str) -> dict[str, Any]:
    """What a method answers. Raises LookupError for one that is not known, ProblemError for what it does not take."""
    if method == "initialize":
        wanted = asked.get("protocolVersion")
        return {
            "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
            "capabilities": {"tools": {"listChanged": False}},
            "serverInfo": {"name": "terril", "title": "Terril", "version": VERSION},
            "instructions": f"Indicateurs territoriaux français. {CAVEAT}",
        }
    if method == "ping":
        return {}
    if method == "tools/list":
        return {"tools": [tool.describe() for tool in TOOLS.values()]}
    if method == "tools/call":
        try:
            found = call_tool(str(asked.get("name", "")), asked.get("arguments") or {}, base)
        except ProblemError as problem:
            if problem.kind == "unknown" and str(asked.get("name", "")) not in TOOLS:
                raise
            return {"content": [{"type": "text", "text": problem.detail}], "isError": True}
        text = write_json(found).decode()
        return {"content": [{"type": "text", "text": text}], "structuredContent": found, "isError": False}
    raise LookupError(method)


async def serve(request: Request) -> Response:
    """One message."""
    if request.method != "POST":
        return Response(status_code=405, headers={"Allow": "POST"})
    origin = request.headers.get("origin", "")
    if origin and urlsplit(origin).netloc != request.url.netloc:
        return _fail(None, INVALID, "Cette origine ne peut pas demander ici.", 403)
    body = await read_body(request, LONGEST)
    if len(body) > LONGEST:
        return _fail(None, INVALID, "Message trop long.", 413)
    try:
        LIMITER.count(request.client.host if request.client else None)
        message = json.loads(body)
    except ProblemError as problem:
        return Response(status_code=429, headers=dict(problem.headers))
    except (ValueError, RecursionError):
        return _fail(None, PARSE, "Un message JSON-RPC 2.0 est attendu.", 400)
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0" or not isinstance(message.get("method"), str):
        return _fail(None, INVALID, "Un message JSON-RPC 2.0 est attendu.", 400)
    if "id" not in message:
        return Response(status_code=202)
    id_, asked = message["id"], message.get("params") or {}
    if not isinstance(asked, dict):
        return _fail(id_, WRONG, "« params » est un objet.")
    try:
        base = find_base(request)
        found = await run_in_threadpool(_answer, message["method"], asked, base)
    except LookupError as error:
        return _fail(id_, UNKNOWN, f"Méthode inconnue : {str(error)[:80]}")
    except ProblemError as problem:
        return _fail(id_, WRONG, problem.detail)
    except Exception:  # an assistant gets a sentence, the log gets the trace
        log.exception("tool of an assistant")
        return _fail(id_, FAILED, "Terril n’a pas pu faire cette réponse ; la faute est au journal du serveur.")
    return _say(200, {"jsonrpc": "2.0", "id": id_, "result": found})


routes = [Route(ASSISTANT, serve, methods=["GET", "POST", "DELETE"])]
