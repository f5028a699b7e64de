"""A view of any kind from its fields, as the file of a dossier writes them."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from pages.views.view import View

_VIEW: TypeAdapter[View] = TypeAdapter(View)


def make_view(**fields: Any) -> View:
    """The view of its fields. Raises pydantic.ValidationError."""
    return _VIEW.validate_python(fields)
