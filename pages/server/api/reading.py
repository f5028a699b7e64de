"""Figures as the pages read them: observations, series, latest values, ranks, peers, with their statuses."""

from __future__ import annotations

from dataclasses import asdict, replace

import pandas as pd

from loaders import store
from loaders.catalog import load_catalog, parse_scope
from loaders.reading.composed.code import is_composed, parse
from loaders.reading.composed.everything import load_everything
from loaders.reading.composed.resolving import find_composed, find_row, read_row, resolve
from loaders.reading.group import find_group, list_kinds
from loaders.reading.latest import latest_of
from loaders.reading.relative import compute_relative, find_obstacle
from loaders.reading.series import Series
from loaders.reading.standing import situate
from loaders.reading.surroundings import normalise_code, read_territories
from pages.server.api.answers import Answer, Page, cut
from pages.server.api.problems import ProblemError, require_known, shorten
from pages.server.api.queries import (
    LatestQuery,
    ObservationsQuery,
    PeersQuery,
    RanksQuery,
    SeriesQuery,
    read_span,
)
from pages.server.api.rows import LatestFigure, Observation, PeerFigure, RankedFigure, SeriesFigure
from pages.views.data import cached
from pages.views.data.geography import find_departements, read_codes
from pages.views.ranking import add_ranks
from pages.words.paths import API_V1
from pages.words.uses import explain_refusal


def read_observations(asked: ObservationsQuery, page: Page) -> Answer:
    """The figures that sources give, by any filter."""
    catalog = load_catalog()
    require_known("indicator", asked.indicator, catalog.indicators, f"{API_V1}/indicators")
    require_known("theme", asked.theme, catalog.themes, f"{API_V1}/indicators")
    of_themes = [key for key in catalog.indicators if catalog.theme_of(key) in asked.theme]
    require_known("source", asked.source, catalog.sources, f"{API_V1}/sources")
    if composed := find_composed(name_territories(asked.territory)):
        return _read_composed(asked, page, tuple(composed), {*asked.indicator, *of_themes})
    rows, total = store.page_observations(
        sort=page.sort,
        limit=page.limit,
        offset=page.offset,
        indicators=[*asked.indicator, *of_themes] or None,
        territories=name_territories(asked.territory) or None,
        levels=asked.level or None,
        years=read_span(asked.year),
        scopes=asked.scope or None,
        statuses=asked.status or None,
        sources=asked.source or None,
        with_places=asked.places,
    )
    return Answer(_dress_observations(rows), total)


def _dress_observations(rows: pd.DataFrame) -> pd.DataFrame:
    catalog = load_catalog()
    catalog_units = {key: catalog.unit_of(key).symbol for key in rows["indicator"].astype(str).unique()}
    labels = {key: catalog.indicators[key].label for key in catalog_units}
    keys = rows["indicator"].astype(str)
    dressed = dress(rows.assign(label=keys.map(labels), unit=keys.map(catalog_units)))
    return dressed[list(Observation.model_fields)]


def _read_composed(asked: ObservationsQuery, page: Page, composed: tuple[str, ...], indicators: set[str]) -> Answer:
    """The sums and ratios of territories that a reader composed, which no source prints, by the same filters."""
    if len(composed) < len(name_territories(asked.territory)):
        raise ProblemError(
            "refused",
            "Un territoire composé n’a que des chiffres calculés : demandez-le à part de ceux que des sources donnent.",
            "A composed territory has computed figures alone: ask for it apart from those that sources give.",
        )
    rows = pd.concat([load_everything(code) for code in composed], ignore_index=True)
    is_wanted = rows["scope"].isin(asked.scope) if asked.scope else ~rows["scope"].isna()
    for name, wanted in (("indicator", indicators), ("level", asked.level), ("status", asked.status)):
        is_wanted &= rows[name].astype(str).isin(wanted) if wanted else True
    if span := read_span(asked.year):
        is_wanted &= rows["year"].between(*span)
    if asked.source:
        own = rows["source"].astype(str).str.split(";")
        is_wanted &= own.map(lambda sources: not {*asked.source}.isdisjoint(sources))
    return cut(_dress_observations(rows[is_wanted]), page)


def read_series(asked: SeriesQuery, page: Page) -> Answer:
    """One figure a territory and year: the one that stands for it, as lines and maps show it."""
    series = load_asked(asked)
    frame = dress_series(series)[list(SeriesFigure.model_fields)]
    return cut(frame, page, unit=series.unit, unit_label=series.unit_label, title=series.title)


def read_latest(asked: LatestQuery, page: Page) -> Answer:
    """The last known figure of each territory with its change, as cards show it."""
    series = load_asked(asked)
    until = (read_span(asked.year) or cached.EVER)[1]
    dressed = dress_series(series)
    own = dressed.set_index(["territory", "year"], drop=False)
    found = []
    for code, frame in series.frame.groupby(series.frame["territory"].astype(str), sort=True):
        last = latest_of(replace(series, frame=frame), str(code), since=0, until=until)
        if last is not None:
            row = own.loc[(str(code), last.year)].to_dict()
            change = last.change
            is_known = change.value is not None
            found.append(
                row
                | {
                    "change": change.value,
                    "change_points": change.points if is_known else None,
                    "change_since": change.base_year if is_known else None,
                    "change_obstacle": change.reason,
                }
            )
    columns = list(LatestFigure.model_fields)
    rows = pd.DataFrame(found, columns=columns)
    return cut(rows, page, unit=series.unit, unit_label=series.unit_label, title=series.title)


def read_ranks(asked: RanksQuery, page: Page) -> Answer:
    """Every territory of a level in one year with its rank, as a ranking shows it, and who has none."""
    series = _load_level(asked.indicator, asked.scope, asked.level, asked.per_inhabitant)
    refuse("rank", asked.indicator)
    wanted = asked.departement or find_departements()
    require_known("departement", asked.departement, {*read_codes_of("departement")}, f"{API_V1}/territories")
    codes = read_codes(asked.level, tuple(sorted(wanted)))
    shown = series.restrict(codes, cached.EVER)
    known = shown.frame[shown.frame["value"].notna()]
    year = asked.year if asked.year is not None else int(known["year"].max()) if len(known) else None
    of_year = replace(shown, frame=shown.frame[shown.frame["year"].eq(year)])
    ranked = add_ranks(dress_series(of_year))[list(RankedFigure.model_fields)]
    have = int(ranked["value"].notna().sum())
    people = read_territories()["population"].astype("float64").reindex(list(codes))
    own = people.reindex(ranked.loc[ranked["value"].notna(), "territory"])
    share = float(own.sum() / people.sum()) if people.notna().all() and people.sum() > 0 else None
    coverage = {"known": have, "of": len(codes), "population_share": share}
    return cut(ranked, page, year=year, level=asked.level, coverage=coverage, unit=series.unit, title=series.title)


def read_peers(asked: PeersQuery, page: Page) -> Answer:
    """A territory among its peers: who they are, how they are spread, its place, their average with its coverage."""
    require_indicator(asked.indicator, asked.scope)
    (code,) = name_territories((asked.territory,))
    refuse("compare", asked.indicator)
    level = str(read_row(code)["level"])
    possible = ("tous",) if is_composed(code) else tuple(kind for kind in list_kinds(level) if kind != "liste")
    if asked.kind not in possible:
        kinds = ", ".join(possible) or "aucun"
        raise ProblemError(
            "refused",
            f"Ce territoire n’a pas de pairs de la sorte « {asked.kind} » ; sortes possibles : {kinds}.",
            f"This territory has no peers of the kind “{asked.kind}”; possible kinds: {kinds}.",
        )
    group = find_group(asked.kind, code)
    found = situate(asked.indicator, asked.scope, code, group)
    if found is None:
        return cut(pd.DataFrame(columns=list(PeerFigure.model_fields)), page, reason="sans donnée pour ce territoire")
    rows = [
        {
            "territory": one.code,
            "name": str(read_row(one.code)["short"]),
            "value": one.value,
            "status": one.status,
            "id": one.id,
        }
        for one in found.members
    ]
    told = {
        "year": found.year,
        "period": found.period,
        "unit": found.series.unit,
        "title": found.series.title,
        "group": group.label,
        "distribution": asdict(found.distribution),
        "standing": asdict(found.standing),
        "average": asdict(found.average),
        "reason": found.reason,
    }
    return cut(pd.DataFrame(rows, columns=list(PeerFigure.model_fields)), page, **told)


def load_asked(asked: SeriesQuery) -> Series:
    """The series of a query, between its years. Raises ProblemError for what cannot be read so."""
    require_indicator(asked.indicator, asked.scope)
    if bool(asked.territory) == (asked.level is not None):
        raise ProblemError(
            "parameter",
            "« territory » ou « level » attendu, l’un des deux : des territoires, ou tous ceux d’un niveau.",
            "“territory” or “level” expected, one of both: some territories, or all those of a level.",
        )
    if obstacle := find_obstacle(asked.indicator, asked.scope, asked.measure):
        raise ProblemError("refused", f"{obstacle}.", f"The measure “{asked.measure}” has no meaning here.")
    years = read_span(asked.year) or cached.EVER
    is_per = asked.measure == "inhabitant"
    if asked.level is not None:
        every = _load_level(asked.indicator, asked.scope, asked.level, is_per)
        codes = list_codes(asked.level, asked.departement)
    else:
        codes = name_territories(asked.territory)
        every = cached.read_series(asked.indicator, territories=codes, scopes=(asked.scope,), per_inhabitant=is_per)
    own = every.restrict(codes, years)
    return own if asked.measure in ("value", "inhabitant") else compute_relative(own, asked.measure)


def _load_level(indicator: str, scope: str, level: str, per_inhabitant: bool) -> Series:
    require_indicator(indicator, scope)
    return cached.read_series(indicator, levels=(level,), scopes=(scope,), per_inhabitant=per_inhabitant)


def list_codes(level: str, departements: tuple[str, ...]) -> tuple[str, ...]:
    """The territories of a level, those of some départements alone where any are named."""
    require_known("departement", departements, {*read_codes_of("departement")}, f"{API_V1}/territories")
    if not departements:
        return read_codes_of(level)
    return tuple(store.load_territories_in(departements, [level])["code"])


def read_codes_of(level: str) -> tuple[str, ...]:
    """The codes of a level."""
    table = read_territories()
    return tuple(table.index[table["level"] == level])


def require_indicator(indicator: str, scope: str) -> None:
    """Raise ProblemError for an indicator, or a dimension of its scope, that the catalogue does not have."""
    catalog = load_catalog()
    require_known("indicator", (indicator,), catalog.indicators, f"{API_V1}/indicators")
    for dimension, member in parse_scope(scope).items() if "=" in scope else ():
        known = catalog.dimensions[dimension].members if dimension in catalog.dimensions else {}
        listed = f"{API_V1}/indicators/{{id}}"
        require_known("scope", (f"{dimension}={member}",), {f"{dimension}={one}" for one in known}, listed)


def refuse(use: str, indicator: str) -> None:
    """Raise ProblemError where an indicator may not be used so between territories."""
    if refusal := explain_refusal(indicator, use):  # type: ignore[arg-type]
        raise ProblemError("refused", refusal, f"“{indicator}” may not be used so ({use}) between territories.")


def name_territories(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes as territories write them. Raises ProblemError for one that is nobody's."""
    found = tuple(dict.fromkeys(_spell_today(code) if is_composed(code) else normalise_code(code) for code in codes))
    printed = tuple(code for code in found if not is_composed(code))
    require_known("territory", printed, {*read_territories().index}, f"{API_V1}/territories")
    return found


def _spell_today(code: str) -> str:
    """A territory that a reader composed as pages spell it today. Raises ProblemError where nothing is composed so."""
    spelled = parse(code)
    resolved = resolve(spelled.members, spelled.name) if spelled is not None else None
    if resolved is None or resolved.faults:
        said = " ".join(resolved.faults) if resolved is not None else code
        raise ProblemError("parameter", f"territory : {said}", f"territory: nothing is composed so: {shorten(code)}")
    return resolved.code


def dress_series(series: Series) -> pd.DataFrame:
    """The rows of a series in the columns of SeriesFigure."""
    frame = series.frame.assign(label=series.label, unit=series.unit, indicator=series.indicator)
    if "denominator_year" not in frame:
        frame = frame.assign(denominator_year=pd.array([pd.NA] * len(frame), dtype="Int64"))
    return dress(frame).sort_values(["territory", "year"], kind="stable", ignore_index=True)


def dress(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the names of their territories and scopes."""
    catalog, codes = load_catalog(), rows["territory"].astype(str)
    names = {code: str(row["short"]) for code in codes.unique() if (row := find_row(code)) is not None}
    scopes = {scope: catalog.scope_label(scope) for scope in rows["scope"].astype(str).unique()}
    return rows.assign(
        territory=codes, name=codes.map(names).fillna(codes), scope_label=rows["scope"].astype(str).map(scopes)
    )
