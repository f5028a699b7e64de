"""What a kind of view is where it says nothing else: without charts, without maps, its holes those of its charts."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import SerializerFunctionWrapHandler, model_serializer

from loaders.catalog import Use
from pages.views.content import Content, Form
from pages.views.lost import describe_undrawn
from pages.views.maps.drawn import Maps
from pages.views.marks import Chart
from pages.views.record import Record


class Base(Record):
    """A record that can be drawn: `LABEL` names its kind to a reader, `FORM` is what it is drawn as.

    `USE` is what its indicators must allow between territories.
    """

    LABEL: ClassVar[str]
    FORM: ClassVar[Form]
    USE: ClassVar[Use | None] = None

    @property
    def form(self) -> Form:
        """What it is drawn as."""
        return self.FORM

    @model_serializer(mode="wrap")
    def _write(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Its kind and its indicators are always written: by them a file is known."""
        return {"kind": getattr(self, "kind", ""), "indicators": self.indicators, **write(self)}

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """None."""
        return ()

    def list_maps(self, content: Content) -> Maps:
        """None."""
        return Maps()

    def list_lost(self, content: Content) -> list[str]:
        """The holes of its lines and the parts of its bars that have no length."""
        return describe_undrawn(content)

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """None."""
        return ()
