"""The one read API: typed functions over DuckDB on the Parquet files, one cursor per call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from geo.kept import TABLES, keep
from geo.versions import find_version, name_version
from loaders.serving import tell_version
from loaders.statuses import BESIDE
from loaders.tables import DATA, SERVED, Tables

# What a count of what is known leaves out.
UNSAID = ["missing", *BESIDE]
# By what observations may be ordered, and how: categories by their words.
NUMBERED = ("year", "period", "value", "revision")
SORTED = {
    name: name if name in NUMBERED else f"{name}::VARCHAR"
    for name in ("indicator", "scope", "territory", *NUMBERED, "source", "level", "status")
}
# Those read where they lie: of these, few rows are asked at a time, or all of them once.
VIEWS = {"observations": "VIEW every_observation", "parts": "VIEW parts", "territories": "VIEW territories"}


@keep(TABLES)
def _connection(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database over the Parquet files of `folder`, small tables in memory; it may only be read, and only there."""
    # One thread a question: it takes less of a processor and of memory than two, and readers ask side by side.
    connection = duckdb.connect(config={"threads": 1})
    for name in SERVED:
        path = str(folder / f"{name}.parquet").replace("'", "''")
        kind = VIEWS.get(name, f"TABLE {name}")
        connection.execute(f"CREATE {kind} AS SELECT * FROM read_parquet('{path}')")  # noqa: S608 own path
    connection.execute(
        "CREATE VIEW observations AS SELECT * EXCLUDE (is_current) FROM every_observation WHERE is_current"
    )
    connection.execute("SET allowed_directories = $folders", {"folders": [str(folder)]})
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection


def _find_folder() -> Path:
    version = find_version()
    return DATA if version is None else version.folder


def _query(sql: str, parameters: dict[str, object], folder: Path | None = None) -> pd.DataFrame:
    """Run one parameterised query on a cursor of its own: one connection shared by threads would fail.

    Without a folder, on the tables of the version that is held.
    """
    with _connection(_find_folder() if folder is None else folder).cursor() as cursor:
        # By way of Arrow, which pandas takes as it is: twice as fast as its own way there, in half the memory.
        return _to_frame(cursor.sql(sql, params=parameters).to_arrow_table())


def _to_frame(table: pa.Table) -> pd.DataFrame:
    """A table for pandas; whole numbers stay whole where some are missing."""
    frame = table.to_pandas()
    for name, column in zip(table.column_names, table.columns, strict=True):
        if pa.types.is_integer(column.type) and column.null_count:
            frame[name] = column.to_pandas(types_mapper={column.type: pd.Int64Dtype()}.get)
    return frame


def _where(years: tuple[int, int] | None = None, **filters: Sequence[str] | None) -> tuple[str, dict[str, object]]:
    """A WHERE clause, which Parquet's statistics can serve, and its parameters; a filter of None is left out."""
    clauses, parameters = ["true"], dict[str, object]()
    if years is not None:
        clauses, parameters = ["year BETWEEN $first AND $last"], {"first": years[0], "last": years[1]}
    for column, wanted in filters.items():
        if wanted is not None:
            values = {f"{column}_{n}": str(item) for n, item in enumerate(wanted)}
            clauses.append(f"{column} IN ({', '.join(f'${name}' for name in values)})" if values else "false")
            parameters |= values
    return " AND ".join(clauses), parameters


def load_observations(
    indicators: Sequence[str] | None,
    *,
    territories: Sequence[str] | None = None,
    levels: Sequence[str] | None = None,
    years: tuple[int, int] | None = None,
    scopes: Sequence[str] | None = None,
    statuses: Sequence[str] | None = None,
    place: str | None = "",
) -> pd.DataFrame:
    """Observations in the columns of the design, sorted by indicator, scope, territory and year.

    `indicators=None` takes all; `years` are the first and the last; `place=None` takes those of every site, "" only
    whole territories. Where several sources publish the same thing, all rows come back: see loaders.preference.
    """
    where, parameters = _where(
        years, indicator=indicators, territory=territories, level=levels, scope=scopes, status=statuses
    )
    if place is not None:
        where += " AND place = $place"
        parameters["place"] = place
    order = "indicator::VARCHAR, scope, territory::VARCHAR, year, period, source::VARCHAR"
    return _query(f"SELECT * FROM observations WHERE {where} ORDER BY {order}", parameters)  # noqa: S608 own columns


def page_observations(
    *,
    sort: Sequence[tuple[str, bool]] = (),
    limit: int,
    offset: int = 0,
    indicators: Sequence[str] | None = None,
    territories: Sequence[str] | None = None,
    levels: Sequence[str] | None = None,
    years: tuple[int, int] | None = None,
    scopes: Sequence[str] | None = None,
    statuses: Sequence[str] | None = None,
    sources: Sequence[str] | None = None,
    with_places: bool = False,
) -> tuple[pd.DataFrame, int]:
    """`limit` observations from the one at `offset` on, and how many there are in all; filters as load_observations.

    `sort` are columns, each with whether the highest comes first; then the order is that of load_observations.
    """
    where, parameters = _where(
        years, indicator=indicators, territory=territories, level=levels, scope=scopes, status=statuses, source=sources
    )
    where += "" if with_places else " AND place = ''"
    if unknown := {column for column, _ in sort} - {*SORTED}:
        raise ValueError(f"no order by {', '.join(sorted(unknown))}: {', '.join(SORTED)}")
    first = [f"{SORTED[column]} {'DESC' if is_down else 'ASC'} NULLS LAST" for column, is_down in sort]
    order = ", ".join([*first, *SORTED.values(), "place", "variant", "id"])
    total = int(_query(f"SELECT count(*) AS n FROM observations WHERE {where}", dict(parameters))["n"].iloc[0])  # noqa: S608
    parameters |= {"limit": limit, "offset": offset}
    found = _query(
        f"SELECT * FROM observations WHERE {where} ORDER BY {order} LIMIT $limit OFFSET $offset",  # noqa: S608 own columns
        parameters,
    )
    return found, total


def load_figure(figure: str) -> pd.DataFrame:
    """Every delivery of the figure of an id, the newest first; empty where no figure has it."""
    return _query("SELECT * FROM every_observation WHERE id = $id ORDER BY revision DESC", {"id": figure})


def load_of_source(source: str) -> pd.DataFrame:
    """Every figure that a source prints, other values of the same thing included, the newest delivery of each."""
    return _query(
        "SELECT * FROM every_observation WHERE source = $source QUALIFY revision = max(revision) OVER "
        "(PARTITION BY id) ORDER BY indicator::VARCHAR, scope, territory::VARCHAR, place, year, period, variant",
        {"source": source},
    )


def load_same(indicator: str, territory: str, place: str, scope: str) -> pd.DataFrame:
    """What is published of one thing, all years, sources and values printed, the newest delivery of each."""
    return _query(
        "SELECT * FROM every_observation WHERE indicator = $indicator AND territory = $territory AND place = $place "
        "AND scope = $scope QUALIFY revision = max(revision) OVER (PARTITION BY id) "
        "ORDER BY year, period, source::VARCHAR, variant",
        {"indicator": indicator, "territory": territory, "place": place, "scope": scope},
    )


def load_figures_printing(digits: str) -> pd.DataFrame:
    """What is printed with some digits in it, current observations and grants: id, indicator and warning ("" of a
    grant), scope, territory (who is granted), year, period, status, source, published."""
    return _query(
        "SELECT * FROM (SELECT id, indicator::VARCHAR AS indicator, scope, territory::VARCHAR AS territory, year, "
        "period, status::VARCHAR AS status, source::VARCHAR AS source, published, warning FROM observations UNION ALL "
        "SELECT id, '', objet, nomBeneficiaire, year, period, status, source, published, '' FROM grants) "
        "WHERE contains(regexp_replace(published, '[^0-9]', '', 'g'), $digits) ORDER BY ALL",
        {"digits": digits},
    )


def load_grants(*, stages: Sequence[str] | None = None) -> pd.DataFrame:
    """Grants and lines of financing plans, `montant` and `coutProjet` in euros."""
    where, parameters = _where(stage=stages)
    return _query(f"SELECT * FROM grants WHERE {where} ORDER BY projet, stage, montant DESC", parameters)  # noqa: S608


def load_grant(grant: str) -> pd.DataFrame:
    """The grant or line of a plan of an id, in one row; none where there is no such grant."""
    return _query("SELECT * FROM grants WHERE id = $id", {"id": grant})


def load_parts(source: str, indicator: str, year: int, scope: str) -> pd.DataFrame:
    """The rows of a publisher's list that sums are made of, the largest first: see loaders.pipeline.parts."""
    return _query(
        "SELECT * FROM parts WHERE source = $source AND indicator = $indicator AND year = $year AND scope = $scope "
        "ORDER BY value DESC, locator, commune",
        {"source": source, "indicator": indicator, "year": year, "scope": scope},
    )


def list_counted(indicator: str, year: int, communes: Sequence[str]) -> list[str]:
    """Those of some communes that rows of publishers' lists count in a year."""
    where, parameters = _where((year, year), indicator=[indicator], commune=communes)
    found = _query(f"SELECT DISTINCT commune FROM parts WHERE {where} ORDER BY commune", parameters)  # noqa: S608
    return [str(code) for code in found["commune"]]


def load_withheld() -> pd.DataFrame:
    """What is withheld, older deliveries and other values included: indicator, territory, year, source and locator."""
    return _query(
        "SELECT DISTINCT indicator::VARCHAR AS indicator, territory::VARCHAR AS territory, year, source::VARCHAR AS "
        "source, locator FROM every_observation WHERE status = 'confidential' ORDER BY ALL",
        {},
    )


def load_territories(*, levels: Sequence[str] | None = None, codes: Sequence[str] | None = None) -> pd.DataFrame:
    """Territories: code, level, name, short, departements, epci, population, legal_form, members, successor, note."""
    where, parameters = _where(level=levels, code=codes)
    found = _query(f"SELECT * FROM territories WHERE {where}", parameters)  # noqa: S608
    # Sorted here if ever: of the whole of France the database would take a third of the table's memory more for it.
    return found if found["code"].is_monotonic_increasing else found.sort_values("code", ignore_index=True)


def load_territories_in(departements: Sequence[str], levels: Sequence[str]) -> pd.DataFrame:
    """The territories that lie wholly or partly in one of the départements."""
    where, parameters = _where(level=levels)
    parameters["wanted"] = list(departements)
    inside = "list_has_any(string_split(departements, ';'), $wanted)"
    return _query(f"SELECT * FROM territories WHERE {where} AND {inside} ORDER BY code", parameters)  # noqa: S608


def load_coverage() -> pd.DataFrame:
    """What is known: number of observations, first and last year, by indicator and level."""
    return _query(
        "SELECT indicator, level, count(*) AS observations, count(DISTINCT territory) AS territories, "
        "min(year) AS first, max(year) AS last FROM observations "
        "WHERE NOT list_contains($unsaid, status::VARCHAR) GROUP BY ALL ORDER BY ALL",
        {"unsaid": UNSAID},
    )


def load_coverage_of_territories() -> list[str]:
    """The codes of the territories that have at least one observation."""
    found = _query("SELECT DISTINCT territory::VARCHAR AS code FROM observations ORDER BY code", {})
    return [str(code) for code in found["code"]]


def load_known(years: tuple[int, int]) -> pd.DataFrame:
    """What is known between two years, results alone: territory, indicator, scope, year, and whether of no place in it
    (`is_whole`)."""
    return _query(
        "SELECT DISTINCT territory::VARCHAR AS territory, indicator::VARCHAR AS indicator, scope, year, "
        "place = '' AS is_whole FROM observations WHERE value IS NOT NULL AND year BETWEEN $first AND $last "
        "AND NOT list_contains($beside, status::VARCHAR) ORDER BY ALL",
        {"first": years[0], "last": years[1], "beside": list(BESIDE)},
    )


def load_map_coverage(drawn: Sequence[str] = ()) -> pd.DataFrame:
    """What a map can show: indicator, scope (whole or of one dimension), level, and its best-known year's count of
    `territories`, and of those `drawn`."""
    return _query(
        "WITH years AS (SELECT indicator::VARCHAR AS indicator, scope, level::VARCHAR AS level, year, "
        "count(DISTINCT territory) AS known, "
        "count(DISTINCT territory) FILTER (list_contains($drawn, territory::VARCHAR)) AS known_drawn "
        "FROM observations WHERE place = '' "
        "AND NOT list_contains($unsaid, status::VARCHAR) AND (scope = '' OR contains(scope, '=')) "
        "AND NOT contains(scope, ';') AND level IN ('commune', 'epci', 'departement') GROUP BY ALL) "
        "SELECT indicator, scope, level, max(known) AS territories, max(known_drawn) AS drawn FROM years "
        "GROUP BY ALL ORDER BY ALL",
        {"drawn": list(drawn), "unsaid": UNSAID},
    )


def load_printed() -> Tables:
    """The tables, of observations only those printed, with every delivery and value: what rules look through."""
    observations = _query("SELECT * FROM every_observation WHERE published <> ''", {})
    return Tables(observations, _query("SELECT * FROM grants", {}), _query("SELECT * FROM territories", {}))


def read_version() -> str:
    """A word for the tables that are read: another as soon as one of their values is."""
    return name_version() or tell_version(DATA)


def read_day_of_making() -> dt.datetime:
    """When the tables that are read were made."""
    made = (_find_folder() / "observations.parquet").stat().st_mtime
    return dt.datetime.fromtimestamp(made, dt.UTC).replace(microsecond=0)


def load_source_counts(indicators: Sequence[str] | None = None) -> pd.DataFrame:
    """How many observations each source gives (source, observations, first, last), the most first."""
    where, parameters = _where(indicator=indicators)
    counts = "source::VARCHAR AS source, count(*) AS observations, min(year) AS first, max(year) AS last"
    return _query(
        f"SELECT {counts} FROM observations WHERE {where} GROUP BY ALL ORDER BY observations DESC, source",  # noqa: S608
        parameters,
    )
