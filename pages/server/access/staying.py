"""The cookie by which who has given the password is known again after a reload, or in another tab.

A page cannot set one that no script reads: it is given a ticket, which its script changes here for the cookie, once.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.server.answers import read_body
from pages.server.rights import DOOR
from pages.words.paths import HOME, STAYING

COOKIE, MOST = "terril_agent", 100


async def receive_ticket(request: Request) -> Response:
    """204, with the cookie for a ticket of ours; the same without it for any other, which learns nothing."""
    body = await read_body(request, MOST)
    answer = Response(status_code=204, headers={"Cache-Control": "no-store"})
    if token := DOOR.take_ticket(body.decode("ascii", "replace")):
        is_secure = request.url.scheme == "https"
        # It goes with the browser's session, and means nothing once the right has ended.
        answer.set_cookie(COOKIE, token, path=HOME, httponly=True, samesite="strict", secure=is_secure)
    return answer


routes = [Route(STAYING, receive_ticket, methods=["POST"])]
