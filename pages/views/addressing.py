"""The addresses of the pages that show a view again or lead to another, in the words of the state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loaders.catalog import load_catalog
from pages.views.data.geography import MapLevel
from pages.views.record import Divisor, PeerKind, split_headlines
from pages.views.selection import Selection
from pages.views.state.fields import ABSOLUTE, DIVISORS, PER_INHABITANT, write_years
from pages.views.state.spelling import write_address
from pages.views.theme_pages import OTHERS, find_page
from pages.words.paths import COMPARE, MAPS

Fields = Mapping[str, Iterable[object]]


def _select(selection: Selection) -> dict[str, Iterable[object]]:
    """The fields of the frame: territories, years, measure."""
    return {
        "territoires": [code for code in selection.territories if code in selection.table.index],
        "annees": [write_years(selection.years)],
        "mesure": [PER_INHABITANT if selection.per_inhabitant else ABSOLUTE],
    }


def address_theme(
    indicators: tuple[str, ...],
    selection: Selection | None = None,
    *,
    level: MapLevel | None = None,
    year: int | None = None,
    settings: Mapping[str, str] | None = None,
    own: Fields | None = None,
) -> str:
    """The page of the theme of an indicator, with what its controls hold; `settings` are those of its map.

    `own` are the fields of one section alone. Without a selection the reader keeps his own.
    """
    theme = load_catalog().theme_of(indicators[0].partition("@")[0])
    ((indicator, restriction),) = split_headlines(indicators[:1])
    fields = _name_theme(theme) | {
        "indicateur": [indicator],
        "perimetre": [restriction],
        **_give("niveau", level),
        **{name: [value] for name, value in (settings or {}).items()},
        **_give("annee", year),
        **(own or {}),
    }
    return _write(find_page(theme), fields, selection)


def address_comparison(
    indicators: Iterable[str],
    selection: Selection | None = None,
    *,
    view: str = "lignes",
    measure: Divisor = "",
    own: Fields | None = None,
    peers: PeerKind = "",
    reference: str | None = None,
    year: int | None = None,
) -> str:
    """The page that compares, in one of its views; `own` are the fields of that view alone."""
    fields: dict[str, Iterable[object]] = {"indicateurs": list(indicators), "vue": [view], **(own or {})}
    if measure:
        fields["rapport"] = [DIVISORS[measure]]
    if peers and selection is not None:
        fields |= {"reference": [reference or selection.territories[0]], "pairs": [peers]}
    return _write(COMPARE, fields | _give("annee", year), selection)


def address_map(
    indicators: tuple[str, ...],
    selection: Selection,
    *,
    map_kind: str,
    level: MapLevel,
    own: Fields | None = None,
    year: int | None = None,
) -> str:
    """The page of maps, with a kind of map and what its controls hold."""
    named = {name: [item] for name, item in zip(("indicateur", "avec"), indicators, strict=False)}
    fields: dict[str, Iterable[object]] = {
        "carte": [map_kind],
        "niveau": [level],
        **named,
        **(own or {}),
        **_give("annee", year),
    }
    return _write(MAPS, fields, selection)


def _name_theme(theme: str) -> dict[str, Iterable[object]]:
    return {"theme": [theme]} if find_page(theme) == OTHERS else {}


def _give(name: str, word: object | None) -> dict[str, Iterable[object]]:
    return {} if word is None else {name: [word]}


def _write(path: str, fields: Fields, selection: Selection | None) -> str:
    return write_address(path, {**(_select(selection) if selection else {}), **fields})
