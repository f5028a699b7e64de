"""A handout: what it says, what it draws and where that comes from; paper and slides are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from pages.views.content import Content

MOST = 5
NOTHING = "Aucun constat ne peut être tiré des chiffres repris ici."


@dataclass(frozen=True)
class Point:
    """A finding: a sentence that ends with a full stop, and who says so in words."""

    sentence: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Handout:
    """A handout under the name of what it is of; `points` are five at most, `address` is the page that it comes from.

    `map` and `chart` are None where nothing can be drawn.
    """

    name: str
    subtitle: str
    points: tuple[Point, ...]
    map: Content | None
    chart: Content | None
    address: str

    @property
    def sources(self) -> tuple[str, ...]:
        """Those of its findings, of its map and of its chart, each once."""
        drawn = [content.sources for content in (self.map, self.chart) if content is not None]
        return tuple(dict.fromkeys(said for given in (*(p.sources for p in self.points), *drawn) for said in given))
