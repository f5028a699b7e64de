"""The addresses of the pages that show a view again, in the words of their controls."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from loaders.catalog import load_catalog
from pages.views.choice import LEVEL_LABELS
from pages.views.compared.comparison import label_item
from pages.views.compared.measure import LABELS as MEASURES
from pages.views.data.geography import MapLevel
from pages.views.maps.choice import KIND_LABELS as MAP_LABELS
from pages.views.record import USUAL_YEARS, Divisor, PeerKind, split_headlines
from pages.views.selection import ABSOLUTE, PER_INHABITANT, Selection, label_territories
from pages.views.theme_pages import OTHERS, find_page
from pages.words.paths import COMPARE, MAPS
from pages.words.peers import OF_A_COMPARISON as PEERS

Query = list[tuple[str, str]]


def list_selection(selection: Selection) -> Query:
    """The parameters of the frame: territories, years, measure."""
    labels = label_territories(selection.table)
    query = [("territoires", labels[code]) for code in selection.territories if code in labels]
    query += [("annees", str(year)) for year in selection.years] if selection.years != USUAL_YEARS else []
    return [*query, ("mesure", PER_INHABITANT if selection.per_inhabitant else ABSOLUTE)]


def address_theme(
    indicators: tuple[str, ...],
    selection: Selection,
    *,
    level: MapLevel | None = None,
    year: int | None = None,
    settings: Mapping[str, str] | None = None,
) -> str:
    """The page of the theme of an indicator, with what its controls hold; `settings` are those of its map."""
    catalog = load_catalog()
    indicator, restriction = split_headlines(indicators)[0]
    path = find_page(catalog.theme_of(indicator))
    query = [("theme", catalog.theme_of(indicator))] if path == OTHERS else []
    query.append(("indicateur", catalog.indicators[indicator].label))
    query += [("perimetre", catalog.scope_label(restriction))] if restriction else []
    query += [("niveau", LEVEL_LABELS[level])] if level else []
    query += list((settings or {}).items())
    query += [("annee", str(year))] if year is not None else []
    return _join(path, list_selection(selection) + query)


def address_comparison(
    indicators: tuple[str, ...],
    selection: Selection,
    *,
    view: str,
    measure: Divisor = "",
    own: Query | None = None,
    peers: PeerKind = "",
    reference: str | None = None,
    year: int | None = None,
) -> str:
    """The page that compares, in one of its views; `own` are the parameters of that view alone."""
    query = [("indicateurs", item) for item in indicators] + [("vue", view)]
    query += [("rapport", MEASURES[measure])] if measure else []
    query += own or []
    if peers:
        situated = reference or selection.territories[0]
        query += [("reference", f"{selection.name(situated)} · {situated}"), ("pairs", PEERS[peers])]
    query += [("en", str(year))] if year is not None else []
    return _join(COMPARE, list_selection(selection) + query)


def address_map(
    indicators: tuple[str, ...],
    selection: Selection,
    *,
    map_kind: str,
    level: MapLevel,
    own: Query | None = None,
    year: int | None = None,
) -> str:
    """The page of maps, with a kind of map and what its controls hold."""
    names = [label_item(load_catalog(), item) for item in indicators]
    query = [("carte", MAP_LABELS[map_kind]), ("echelon", LEVEL_LABELS[level])]
    query += list(zip(("premier", "second"), names, strict=False)) + (own or [])
    query += [("an", str(year))] if year is not None else []
    return _join(MAPS, list_selection(selection) + query)


def _join(path: str, query: Query) -> str:
    return f"{path}?{urlencode(query)}"
