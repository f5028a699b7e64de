"""What answers have alike: how long one may be kept, and where it is given."""

from __future__ import annotations

from starlette.requests import Request

FOREVER = "public, max-age=31536000, immutable"


def find_base(request: Request) -> str:
    """The address of this installation, as the reader came to it: no slash at its end."""
    return str(request.base_url).rstrip("/")
