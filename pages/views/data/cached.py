"""What pages read again and again, each cache bounded. What comes back must not be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from geo.kept import CHOICES, FRAMES, OBSERVATIONS, SERIES, TABLES, TERRITORIES, keep, keep_by_frame
from loaders import store
from loaders.catalog import CATALOG, Source, load_catalog
from loaders.importing.awaited import find_awaited
from loaders.reading import latest, left_out, portraits, series, streams
from loaders.reading.composed.code import is_composed
from loaders.reading.composed.peers import stand_among
from loaders.reading.composed.resolving import find_rows
from loaders.statuses import BESIDE
from pages.views.data.geography import LEVELS, MapLevel, read_codes

EVER = (0, 9999)


@keep_by_frame(FRAMES)
def read_year(frame: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """The rows of one year."""
    return frame[frame["year"] == year]


@keep(SERIES)
def read_series(
    indicator: str,
    *,
    territories: tuple[str, ...] | None = None,
    levels: tuple[str, ...] | None = None,
    scopes: tuple[str, ...] | None = ("",),
    per_inhabitant: bool = False,
) -> series.Series:
    """See loaders.reading.series.load_series."""
    return series.load_series(
        indicator, territories=territories, levels=levels, scopes=scopes, per_inhabitant=per_inhabitant
    )


@keep(SERIES)
def read_peers(indicator: str, restriction: str, per_inhabitant: bool, departements: tuple[str, ...]) -> series.Series:
    """The series of the EPCIs of the map, among which a card ranks its territories; of none where it may not."""
    every = series.load_series(indicator, levels=("epci",), scopes=(restriction,), per_inhabitant=per_inhabitant)
    return every.restrict(read_codes("epci", departements) if load_catalog().may(indicator, "rank") else (), EVER)


@keep(CHOICES)
def read_mapped(
    indicator: str,
    restriction: str,
    level: MapLevel,
    per_inhabitant: bool,
    years: tuple[int, int],
    departements: tuple[str, ...],
) -> series.Series:
    """The series that a map of some départements shows: of the territories of a level, from one year to another."""
    every = read_series(indicator, levels=(level,), scopes=(restriction,), per_inhabitant=per_inhabitant)
    return every.restrict(read_codes(level, departements), years)


@keep(SERIES)
def _split_series(
    indicator: str, restriction: str, level: str, per_inhabitant: bool
) -> tuple[series.Series, dict[str, pd.DataFrame]]:
    """The series of a level, and its rows by territory."""
    every = read_series(indicator, scopes=(restriction,), per_inhabitant=per_inhabitant, levels=(level,))
    groups = every.frame.groupby(every.frame["territory"].astype(str), sort=False)
    return every, {str(code): rows.reset_index(drop=True) for code, rows in groups}


@keep(TERRITORIES)
def read_own(indicator: str, restriction: str, territory: str, level: str, per_inhabitant: bool) -> series.Series:
    """The series of one territory; read with all those of its level, for its neighbours are asked for next."""
    if level not in LEVELS:
        every = read_series(indicator, scopes=(restriction,), per_inhabitant=per_inhabitant, territories=(territory,))
        return every.restrict((territory,), EVER)
    every, rows = _split_series(indicator, restriction, level, per_inhabitant)
    return replace(every, frame=rows.get(territory, every.frame.iloc[:0]))


def read_several(
    indicator: str, restriction: str, territories: Mapping[str, str], per_inhabitant: bool
) -> series.Series:
    """The series of a few territories, given with their levels."""
    each = [read_own(indicator, restriction, code, level, per_inhabitant) for code, level in territories.items()]
    if not each:
        return read_series(indicator, territories=(), scopes=(restriction,), per_inhabitant=per_inhabitant)
    frames = [own.frame for own in each if len(own.frame)] or [each[0].frame]
    return replace(each[0], frame=pd.concat(frames, ignore_index=True))


@keep(TERRITORIES)
def read_latest(
    indicator: str,
    restriction: str,
    territory: str,
    level: str,
    years: tuple[int, int],
    per_inhabitant: bool,
    departements: tuple[str, ...],
) -> latest.Latest | None:
    """The latest value of one territory between two years, with its change and its rank in some départements."""
    own = read_own(indicator, restriction, territory, level, per_inhabitant)
    peers = read_peers(indicator, restriction, per_inhabitant, departements).frame
    if is_composed(territory) and len(peers):
        peers = stand_among(peers, own.frame, [territory])
    return latest.latest_of(own, territory, since=years[0], until=years[1], peers=peers)


@keep(OBSERVATIONS)
def read_observations(
    indicators: tuple[str, ...], *, territories: tuple[str, ...] | None = None, place: str | None = None
) -> pd.DataFrame:
    """See loaders.store.load_observations; those of some territories are taken from those of all, read once."""
    if territories is None:
        return store.load_observations(indicators, place=place)
    every = read_observations(indicators, place=place)
    return every[every["territory"].isin(territories)].reset_index(drop=True)


@keep(OBSERVATIONS)
def read_composed(indicators: tuple[str, ...], codes: tuple[str, ...]) -> pd.DataFrame:
    """The sums and ratios of territories that a reader composed, whole and restricted, as observations."""
    each = [series.load_series(name, territories=codes, scopes=None).frame for name in indicators]
    kept = [frame.drop(columns="denominator_year", errors="ignore") for frame in each if len(frame)]
    return pd.concat(kept, ignore_index=True) if kept else store.load_observations((), territories=())


@keep(OBSERVATIONS)
def read_beside(indicator: str) -> pd.DataFrame:
    """What stands beside the results of an indicator (an aim, a plan, a limit, an offer) for whole territories."""
    return store.load_observations((indicator,), statuses=BESIDE)


@keep(CHOICES)
def read_territories(departements: tuple[str, ...]) -> pd.DataFrame:
    """The communes, EPCIs and groupings of some départements, then these and their regions, indexed by code."""
    levels = ["epci", "grouping", "commune"]
    inside = store.load_territories_in(departements, levels)
    around = store.load_territories_in(departements, ["region"])
    neighbours = store.load_territories(levels=["departement"])
    with_data = set(store.load_coverage_of_territories())
    neighbours = neighbours[neighbours["code"].isin({*departements} | with_data)]
    order = {level: n for n, level in enumerate(["grouping", "epci", "departement", "region", "site", "commune"])}
    table = pd.concat([inside, neighbours, around]).drop_duplicates("code")
    table = table[(table["level"] != "grouping") | table["code"].isin(with_data) | (table["members"] != "")]
    extra = store.load_territories(codes=sorted(with_data - set(table["code"])), levels=["epci", "grouping", "site"])
    table = pd.concat([table, extra])
    return table.assign(order=table["level"].map(order)).sort_values(["order", "name"]).set_index("code", drop=False)


@keep(CHOICES)
def read_chosen(departements: tuple[str, ...], composed: tuple[str, ...]) -> pd.DataFrame:
    """The same with those that a reader composed, which stand last."""
    table = read_territories(departements)
    own = pd.DataFrame(find_rows(composed)).astype({"population": "Int64"})
    return pd.concat([table, own.assign(order=len(table)).set_index("code", drop=False)])


@keep(TABLES)
def read_grants(stages: tuple[str, ...] | None = None) -> pd.DataFrame:
    """See loaders.store.load_grants."""
    return store.load_grants(stages=stages)


@keep(TABLES)
def read_coverage() -> pd.DataFrame:
    """See loaders.store.load_coverage."""
    return store.load_coverage()


@keep(CHOICES)
def find_awaited_sources() -> dict[str, Source]:
    """The source that will bring the first figures of each indicator that has none yet."""
    known = set(read_coverage()["indicator"].astype(str))
    return {key: source for key, source in find_awaited(CATALOG).items() if key not in known}


@keep(CHOICES)
def list_indicators(themes: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The indicators of some themes, by default of all, but those whose first figures are awaited."""
    catalog, awaited = load_catalog(), find_awaited_sources()
    return tuple(
        key for key in catalog.indicators if key not in awaited and (not themes or catalog.theme_of(key) in themes)
    )


@keep(TABLES)
def read_known(years: tuple[int, int]) -> pd.DataFrame:
    """See loaders.store.load_known."""
    return store.load_known(years)


@keep(CHOICES)
def read_map_coverage(departements: tuple[str, ...]) -> pd.DataFrame:
    """See loaders.store.load_map_coverage, of what may be mapped; `drawn` are those that the map of a level draws."""
    coverage = store.load_map_coverage([code for level in LEVELS for code in read_codes(level, departements)])
    return coverage[coverage["indicator"].map(lambda key: load_catalog().may(key, "map")).astype(bool)]


@keep(SERIES)
def read_portrait(code: str) -> portraits.Portrait:
    """See loaders.reading.portraits.load_portrait."""
    return portraits.load_portrait(code)


def is_comparable(theme: str, least: int, departements: tuple[str, ...]) -> bool:
    """Whether a map of the theme would have at least that many territories in some year."""
    coverage = read_map_coverage(departements)
    return bool((coverage["drawn"][coverage["indicator"].map(load_catalog().theme_of) == theme] >= least).any())


@keep(CHOICES)
def read_publishers(themes: tuple[str, ...]) -> list[str]:
    """Who published the figures of the themes, those with the most figures first."""
    catalog = load_catalog()
    counts = store.load_source_counts([i for i in catalog.indicators if catalog.theme_of(i) in themes])
    return list(dict.fromkeys(catalog.sources[key].publisher for key in counts["source"]))


@keep(CHOICES)
def read_span(themes: tuple[str, ...]) -> tuple[int, int]:
    """The first and the last year in which a figure of the themes is known; zeros where there is none."""
    coverage = read_coverage()
    known = coverage[coverage["indicator"].astype(str).map(load_catalog().theme_of).isin(themes)]
    return (int(known["first"].min()), int(known["last"].max())) if len(known) else (0, 0)


@keep(TABLES)
def read_source_counts() -> pd.DataFrame:
    """See loaders.store.load_source_counts."""
    return store.load_source_counts()


@keep(TABLES)
def read_source(source: str) -> pd.DataFrame:
    """See loaders.store.load_of_source."""
    return store.load_of_source(source)


@keep(TABLES)
def read_left_out() -> pd.DataFrame:
    """See loaders.reading.left_out.list_left_out."""
    return left_out.list_left_out()


@keep(TABLES)
def read_cells(departement: str) -> pd.DataFrame:
    """See loaders.reading.streams.load_cells."""
    return streams.load_cells(departement)


@keep(CHOICES)
def read_ratios(year: int, departements: tuple[str, ...]) -> pd.DataFrame:
    """See loaders.reading.streams.load_ratios."""
    return streams.load_ratios(year, departements)
