"""What answers have alike: how long one may be kept, where it is given, and how much is read of what is sent."""

from __future__ import annotations

from starlette.requests import Request

FOREVER = "public, max-age=31536000, immutable"


def find_base(request: Request) -> str:
    """The address of this installation, as the reader came to it: no slash at its end."""
    return str(request.base_url).rstrip("/")


async def read_body(request: Request, most: int) -> bytes:
    """What was sent, as far as `most` bytes: where it is longer, so is what is returned, and the rest is not read."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > most:
            break
    return body
