"""The address of the page that shows a view again."""

from __future__ import annotations

from urllib.parse import urlencode

from loaders.catalog import load_catalog
from loaders.reading.relative import WORDINGS
from pages.views.choice import LEVEL_LABELS
from pages.views.compared.peers import KINDS as PEERS
from pages.views.compared.selection import label_item
from pages.views.maps import choice
from pages.views.maps.style import MapStyle, list_settings
from pages.views.paths import PATHS, map_address
from pages.views.scope import ABSOLUTE, PER_INHABITANT, Scope, label_territories
from pages.views.view import OF_A_LEVEL, Kind, View

# The view of the page that compares, by the kind that stands for it in a dossier.
COMPARED: dict[Kind, str] = {
    "trend": "lignes",
    "multiples": "multiples",
    "movement": "classement",
    "slope": "pente",
    "dots": "pairs",
    "scatter": "nuage",
    "cards": "tableau",
}
Query = list[tuple[str, str]]


def make_address(view: View, scope: Scope, year: int | None = None) -> str:
    """The address, without its host, of the page that shows a view again."""
    labels = label_territories(scope.table)
    query: Query = [("territoires", labels[code]) for code in view.territories if code in labels]
    query += [("annees", str(y)) for y in view.years] if view.years != (2009, 2026) else []
    query += [("mesure", PER_INHABITANT if view.per_inhabitant else ABSOLUTE)]
    if view.kind in ("maps", "change", "crossed"):
        return _join("/cartes", query + _list_of_maps(view, year))
    if _is_compared(view):
        return _join("/comparer", query + _list_of_comparison(view, scope, year))
    path, own = _list_of_theme(view, year)
    return _join(path, query + own)


def _join(path: str, query: Query) -> str:
    return f"{path}?{urlencode(query)}"


def _is_compared(view: View) -> bool:
    """Whether only the page that compares shows such a view."""
    if view.kind in ("cards", "trend"):
        is_together = view.kind == "trend" and len(view.indicators) > 1
        return bool(view.measure) or view.base is not None or is_together
    return view.kind in COMPARED


def _list_of_maps(view: View, year: int | None) -> Query:
    catalog = load_catalog()
    kinds = {"maps": "annees", "change": "evolution", "crossed": "croisement"}
    names = [label_item(catalog, item) for item in view.indicators]
    query = [("carte", choice.KIND_LABELS[kinds[view.kind]]), ("echelon", LEVEL_LABELS[view.level])]
    query += list(zip(("premier", "second"), names, strict=False))
    if view.kind == "change":
        query += list(zip(("de", "vers"), map(str, view.years), strict=True))
    query += [("ans", str(one)) for one in view.shown]
    return query + ([("an", str(year))] if year is not None else [])


def _list_of_comparison(view: View, scope: Scope, year: int | None) -> Query:
    query = [("indicateurs", item) for item in view.indicators] + [("vue", COMPARED[view.kind])]
    query += [("rapport", WORDINGS[view.measure].label)] if view.measure else []
    query += [("base", f"Indice 100 en {view.base}")] if view.base is not None else []
    query += list(zip(("de", "a"), map(str, view.years), strict=True)) if view.kind == "slope" else []
    if view.peers:
        reference = view.reference or view.territories[0]
        query += [("reference", f"{scope.name(reference)} · {reference}"), ("pairs", PEERS[view.peers])]
    return query + ([("en", str(year))] if year is not None else [])


def _list_of_theme(view: View, year: int | None) -> tuple[str, Query]:
    catalog = load_catalog()
    indicator, restriction = view.headlines()[0]
    page = catalog.themes[catalog.theme_of(indicator)].page
    path = (map_address(indicator) or PATHS[page]).partition("?")[0]
    query = [("theme", catalog.theme_of(indicator))] if page == "themes" else []
    query.append(("indicateur", catalog.indicators[indicator].label))
    if restriction:
        query.append(("perimetre", catalog.scope_label(restriction)))
    if view.kind in OF_A_LEVEL:
        query.append(("niveau", LEVEL_LABELS[view.level]))
    if view.kind == "map":
        query += list(list_settings(MapStyle(view.map_classes, view.symbol)).items())
    return path, query + ([("annee", str(year))] if year is not None else [])
