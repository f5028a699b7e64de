"""What every answer to a program has: open to other sites, limited in rate, and a problem in JSON for what fails."""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from pages.server.api.formats import write_json
from pages.server.api.limits import LIMITER
from pages.server.api.problems import ProblemError

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
PROBLEM = "application/problem+json"
# Whoever reads may: nothing here is anybody's own, and no cookie is read.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match, Range",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, X-Total-Count",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept",
}
FRESH = "public, max-age=300"
log = logging.getLogger(__name__)


async def guard(request: Request, read: Callable[[Request], Response]) -> Response:
    """What `read` answers, made in a thread, or a problem; never a trace."""
    try:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**OPEN, "Access-Control-Max-Age": "86400"})
        if request.method not in ("GET", "HEAD"):
            raise ProblemError(
                "method",
                f"GET attendu, {request.method} trouvé : rien ne s’écrit par cette interface.",
                f"GET expected, {request.method} found: nothing is written by this interface.",
                headers={"Allow": "GET, HEAD, OPTIONS"},
            )
        LIMITER.count(request.client.host if request.client else None)
        response = await run_in_threadpool(read, request)
    except ProblemError as problem:
        response = _write_problem(problem, request)
    except Exception:  # a reader gets a sentence, the log gets the trace
        log.exception("answer of the interface")
        failed = ProblemError(
            "failed",
            "Terril n’a pas pu faire cette réponse ; la faute est au journal du serveur.",
            "Terril could not make this answer; the fault is in the log of the server.",
        )
        response = _write_problem(failed, request)
    response.headers.update(OPEN)
    return response


def _write_problem(problem: ProblemError, request: Request) -> Response:
    body = write_json(problem.describe(request.url.path))
    return Response(body, problem.status, {**problem.headers, "Cache-Control": "no-store"}, media_type=PROBLEM)
