"""How long an answer may be kept."""

from __future__ import annotations

FOREVER = "public, max-age=31536000, immutable"
