"""What figures are of and come from: territories, indicators, sources, grants, statuses."""

from __future__ import annotations

import pandas as pd

from geo.kept import TABLES, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.reading.alerts import read_calendar
from loaders.reading.composed.resolving import find_composed, find_rows, read_row
from loaders.reading.places import find_territories
from loaders.reading.surroundings import find_members, find_parents, read_territories, split_codes
from loaders.statuses import BESIDE, STATUSES, VALUELESS
from loaders.territories.succession import read_succession
from pages.server.api.answers import Answer, Page, cut
from pages.server.api.problems import require_found, require_known
from pages.server.api.queries import (
    GrantsQuery,
    IndicatorsQuery,
    Query,
    SourcesQuery,
    TerritoriesQuery,
    read_span,
)
from pages.server.api.reading import name_territories
from pages.server.api.rows import Grant, Indicator, Source, StatusName, Territory
from pages.server.api.sdmx import OBS_STATUS, tell_confidentiality
from pages.words.french import STATUS_LABELS
from pages.words.paths import API_V1
from pages.words.uses import describe_uses

MOST_FOUND = 50
LISTED = f"{API_V1}/territories"


def read_territories_of(asked: TerritoriesQuery, page: Page) -> Answer:
    """Territories, those found by a name first to last."""
    table = read_territories()
    require_known("departement", asked.departement, {*table.index[table["level"] == "departement"]}, LISTED)
    if asked.q.strip():
        codes = [place.code for place in find_territories(asked.q, MOST_FOUND) if place.code]
        table = table.loc[[code for code in codes if code in table.index]]
    if asked.code:
        wanted = name_territories(asked.code)
        own = pd.DataFrame(find_rows(find_composed(wanted)))
        table = pd.concat([one for one in (table[table.index.isin(wanted)], own) if len(one)] or [table.head(0)])
    if asked.level:
        table = table[table["level"].isin(asked.level)]
    if asked.epci:
        table = table[table["epci"].isin(asked.epci)]
    if asked.departement:
        within = {*asked.departement}
        table = table[[not within.isdisjoint(split_codes(own)) for own in table["departements"]]]
    found = cut(table, page)
    return Answer(_dress_territories(found.rows), found.total)


def _dress_territories(table: pd.DataFrame) -> pd.DataFrame:
    codes = {"departements", "members"}
    rows = table.assign(
        population=table["population"].astype("Int64"),
        predecessors=[_find_predecessors(code, level) for code, level in zip(table.index, table["level"], strict=True)],
        **{name: table[name].map(split_codes) for name in codes},
    )
    return rows[list(Territory.model_fields)].reset_index(drop=True)


def _find_predecessors(code: str, level: str) -> list[str]:
    """What a territory took the place of: the EPCIs of its communes in the first perimeter known, or those declared."""
    declared = [key for key, entry in load_catalog().territories.items() if entry.successor == code]
    found = [one.epci for one in read_succession(code).predecessors if one.epci != code] if level == "epci" else []
    return list(dict.fromkeys([*declared, *found]))


def read_territory(code: str, asked: Query) -> Answer:
    """One territory, with what it lies in and what it is made of."""
    (own,) = name_territories((code,))
    row = read_row(own)
    columns = ["code", "short", "level"]
    told = {
        "members": find_members(row)[columns].to_dict("records"),
        "parents": find_parents(row)[columns].to_dict("records"),
        "succession": read_succession(own).note if row["level"] == "epci" else "",
    }
    return Answer(_dress_territories(pd.DataFrame([row])), 1, told)


@keep(TABLES)
def list_indicators() -> pd.DataFrame:
    """Every indicator, with how many figures are known of it."""
    catalog, known = load_catalog(), store.load_coverage()
    counts = known.groupby(known["indicator"].astype(str)).agg(
        observations=("observations", "sum"), first=("first", "min"), last=("last", "max")
    )
    rows = [
        {
            "id": key,
            "theme": catalog.theme_of(key),
            "label": entry.label,
            "short": entry.short,
            "unit": catalog.unit_of(key).symbol,
            "unit_label": catalog.unit_of(key).label,
            "kind": entry.kind,
            "polarity": entry.polarity,
            "decimals": entry.decimals,
            "uses": list(entry.uses),
            "definition": entry.definition,
            "observations": int(counts["observations"].get(key, 0)),
            "first_year": counts["first"].get(key),
            "last_year": counts["last"].get(key),
        }
        for key, entry in catalog.indicators.items()
    ]
    return pd.DataFrame(rows, columns=list(Indicator.model_fields))


def read_indicators(asked: IndicatorsQuery, page: Page) -> Answer:
    """The indicators of some themes, or all."""
    require_known("theme", asked.theme, load_catalog().themes, f"{API_V1}/indicators")
    every = list_indicators()
    return cut(every[every["theme"].isin(asked.theme)] if asked.theme else every, page)


def read_indicator(key: str, asked: Query) -> Answer:
    """One indicator with its scopes, its warnings and what it is made of."""
    catalog = load_catalog()
    require_found(key, catalog.indicators, f"{API_V1}/indicators")
    entry = catalog.indicators[key]
    scopes = sorted(store.load_observations([key], place=None)["scope"].astype(str).unique())
    told = {
        "uses_in_words": describe_uses(key),
        "scopes": [{"scope": scope, "label": catalog.scope_label(scope)} for scope in scopes],
        "warnings": [catalog.warnings[name] for name in entry.warnings],
        "catalogue": entry.model_dump(mode="json", exclude_none=True),
    }
    every = list_indicators()
    return Answer(every[every["id"] == key], 1, told)


@keep(TABLES)
def list_sources() -> pd.DataFrame:
    """Every source, with how many figures it gives and what is due next."""
    catalog, calendar = load_catalog(), read_calendar()
    counts = store.load_source_counts().set_index("source")
    rows = []
    for key, entry in catalog.sources.items():
        due = calendar.get(key)
        rows.append(
            {
                "id": key,
                **{name: getattr(entry, name) or "" for name in ("title", "publisher", "nature", "licence", "covers")},
                "date": str(entry.date),
                "url": entry.url or "",
                "site": entry.site or "",
                "observations": int(counts["observations"].get(key, 0)),
                "first_year": counts["first"].get(key),
                "last_year": counts["last"].get(key),
                "due": str(due.due) if due and due.due else "",
                "due_about": (due.about or due.none or "") if due else "",
            }
        )
    return pd.DataFrame(rows, columns=list(Source.model_fields))


def read_sources(asked: SourcesQuery, page: Page) -> Answer:
    """The sources."""
    return cut(list_sources(), page)


def read_source(key: str, asked: Query) -> Answer:
    """One source."""
    require_found(key, load_catalog().sources, f"{API_V1}/sources")
    every = list_sources()
    return Answer(every[every["id"] == key], 1)


def read_grants(asked: GrantsQuery, page: Page) -> Answer:
    """Grants and lines of financing plans; two stages of one project are never to be added up."""
    rows = store.load_grants(stages=asked.stage or None)
    if asked.territory:
        named = name_territories(asked.territory)
        codes = {*named, *(member for members in find_composed(named).values() for member in members)}
        rows = rows[rows["epci"].isin(codes) | rows["commune"].isin(codes)]
    if span := read_span(asked.year):
        rows = rows[rows["year"].between(*span)]
    return cut(rows[list(Grant.model_fields)], page)


def read_statuses(asked: Query, page: Page) -> Answer:
    """The statuses of figures."""
    rows = [
        {
            "id": status,
            "label": STATUS_LABELS[status],
            "has_value": status not in VALUELESS,
            "is_result": status not in (*VALUELESS, *BESIDE),
            "sdmx_status": OBS_STATUS[status],
            "sdmx_confidentiality": tell_confidentiality(status),
        }
        for status in STATUSES
    ]
    return cut(pd.DataFrame(rows, columns=list(StatusName.model_fields)), page)
