"""What a handout holds, chosen among the views of a theme or of a territory: what can be told, in turn, then drawn."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace

from geo.kept import CHOICES, NOTICES, keep
from loaders.catalog import Use, load_catalog
from loaders.reading.composed.resolving import find_row
from loaders.statuses import are_results
from pages.views.choice import ENOUGH, default_level, default_year, find_options, first_of
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.data import cached
from pages.views.data.geography import LEVELS, MapLevel, find_departements
from pages.views.findings.of_territory import tell_territory
from pages.views.handout.handout import MOST, Handout, Point
from pages.views.kinds.level_map import LevelMap
from pages.views.kinds.ranking import Ranking
from pages.views.kinds.trend import Trend
from pages.views.record import ViewError, join_headline, split_headlines
from pages.views.selection import make_selection
from pages.views.theme_pages import read_pages
from pages.views.view import View
from pages.words.addresses import territory_address
from pages.words.findings import tell_certainty
from pages.words.french import shorten_list
from pages.words.sentences import quantity, when
from pages.words.sources import source_texts

# How many of the indicators of a theme are read for what they tell: those it puts first, then those best known.
MOST_READ = 12
# Years of a chart that is worth its place.
LONG = 3


@keep(CHOICES)
def make_handout_of_theme(path: str, territories: tuple[str, ...]) -> Handout | None:
    """The handout of the page of a theme for some territories; None for an address that is no theme's."""
    page = read_pages().get(path)
    if page is None or not page.themes:
        return None
    selection = make_selection(territories, (2009, 2026))
    where = shorten_list([selection.name(code) for code in territories], 4)
    return _make(
        page.heading or page.title,
        where,
        path,
        _list_items(page.themes, territories),
        territories,
        page.level,
        page.first,
    )


@keep(NOTICES)
def make_handout_of_territory(code: str, today: dt.date) -> Handout | None:
    """The handout of a territory on a day: what is told of it first; None for an unknown one."""
    row = find_row(code)
    if row is None:
        return None
    known = cached.read_portrait(code).rows
    own = {
        join_headline(str(i), str(s))
        for i, s in known.loc[known["value"].notna(), ["indicator", "scope"]].drop_duplicates().itertuples(index=False)
    }
    # In turn over the themes: no theme takes all the room.
    by_theme = [[item for item in _list_items((theme,), (code,)) if item in own] for theme in load_catalog().themes]
    items = [group[n] for n in range(MOST_READ) for group in by_theme if n < len(group)]
    level: MapLevel = "commune" if row["level"] == "commune" else "epci"
    subtitle = str(row["name"]) if str(row["name"]) != str(row["short"]) else ""
    made = _make(str(row["short"]), subtitle, territory_address(code), items, (code,), level, None)
    told = tell_territory(code, today)
    points = [
        Point(one.sentence, tuple(source_texts([one.source])) or tuple(filter(None, [one.credit]))) for one in told
    ]
    charts = (_read(one.view) for one in told if isinstance(one.view, Trend))
    chart = next((c for c in charts if c is not None and _is_long(c)), made.chart)
    return replace(made, points=(*points, *(p for p in made.points if p not in points))[:MOST], chart=chart)


def _is_long(content: Content) -> bool:
    """Whether a chart has years enough to be worth its place, and a finding."""
    return bool(content.finding) and content.rows["year"].nunique() >= LONG


def _list_items(themes: tuple[str, ...], territories: tuple[str, ...]) -> list[str]:
    """The indicators of some themes: those that they put first, then those that a map can show, whole."""
    headlines = [item for theme in themes for item in load_catalog().themes[theme].headlines]
    options, _ = find_options(themes, find_departements(territories))
    return list(dict.fromkeys([*headlines, *options]))


def _make(
    name: str,
    subtitle: str,
    address: str,
    items: list[str],
    territories: tuple[str, ...],
    level: MapLevel,
    first: str | None,
) -> Handout:
    items = items[:MOST_READ]
    trends = {item: _read(Trend(indicators=(item,), territories=territories)) for item in items}
    ranks = {item: _read(_rank(item, territories, level)) for item in items if _may(item, "rank")}
    drawn = _choose_map(items, territories, level, first)
    points = _choose_points(items, trends, ranks, drawn)
    charts = [content for content in (*trends.values(), *ranks.values()) if content is not None]
    over_years = (content for content in charts if _is_long(content))
    return Handout(name, subtitle, points, drawn, next(over_years, next(iter(charts), None)), address)


def _may(item: str, use: Use) -> bool:
    return load_catalog().may(item.partition("@")[0], use)


def _rank(item: str, territories: tuple[str, ...], level: MapLevel) -> View:
    return Ranking(indicators=(item,), territories=territories, level=level)


def _read(view: View) -> Content | None:
    """What a view shows, if it has a value."""
    try:
        content = read_content(view)
    except ViewError:
        return None
    return None if content.is_empty else content


Read = Mapping[str, Content | None]


def _choose_points(items: list[str], trends: Read, ranks: Read, drawn: Content | None) -> tuple[Point, ...]:
    """Five sentences: one of each indicator, how it moves and where it stands by turns, then what else is told of them;
    where that is too little, the latest figures."""
    turns = [(trends, ranks) if n % 2 == 0 else (ranks, trends) for n in range(len(items))]
    firsts: list[Content] = []
    others: list[Content] = []
    for item, ways in zip(items, turns, strict=True):
        told = [content for way in ways if (content := way.get(item)) is not None and content.finding]
        firsts, others = [*firsts, *told[:1]], [*others, *told[1:]]
    points = [_tell(content) for content in (*firsts, *others, *([drawn] if drawn and drawn.finding else []))]
    points += [point for item in items if (point := _state(trends.get(item))) is not None]
    return tuple({point.sentence: point for point in points}.values())[:MOST]


def _tell(content: Content) -> Point:
    """The finding of a view, with what it counts where it does not say so: that of a map or of a ranking."""
    said = content.finding
    if content.view.kind in ("map", "ranking"):
        said = f"{content.title}\u00a0: {re.sub('^En ', 'en ', said)}"
    return Point(f"{said.rstrip('.')}.", content.sources)


def _state(content: Content | None) -> Point | None:
    """The latest value of the first territory chosen that has one, where nothing compares it."""
    if content is None or content.finding:
        return None
    for code in content.selection.territories:
        rows = content.rows[(content.rows["territory"].astype(str) == code) & content.rows["value"].notna()]
        rows = rows[are_results(rows["status"])]
        if len(rows):
            row = rows.loc[rows["year"].idxmax()]
            value = quantity(float(row["value"]), content.series)
            sure = tell_certainty({int(row["year"]): str(row["status"])})
            said = f"{content.title}\u00a0: {value} {when(row).lower()} ({content.selection.name(code)}){sure}."
            return Point(said, content.sources)
    return None


def _choose_map(items: list[str], territories: tuple[str, ...], level: MapLevel, first: str | None) -> Content | None:
    """The map of the first indicator that has enough territories at a level, in the year that most are known of."""
    themes = tuple(dict.fromkeys(load_catalog().theme_of(item.partition("@")[0]) for item in items))
    options, sizes = find_options(themes, find_departements(territories))
    if not options:
        return None
    start = [first_of(options, sizes, first)] if first else []
    known = [item for item in dict.fromkeys([*start, *items]) if _list_levels(item, options) and _may(item, "map")]
    # One that the level of the territory has comes before one that another level alone has.
    known.sort(key=lambda item: sizes[_part(item)].get(level, 0) < ENOUGH if item not in start else False)
    for item in known:
        indicator, restriction = _part(item)
        found = _list_levels(item, options)
        chosen = default_level([one for one in LEVELS if one in found], sizes[indicator, restriction], level)
        year = default_year(cached.read_series(indicator, levels=(chosen,), scopes=(restriction,)).frame)
        content = _read(LevelMap(indicators=(item,), territories=territories, level=chosen, year=year))
        if content is not None:
            return content
    return None


def _part(item: str) -> tuple[str, str]:
    return split_headlines((item,))[0]


def _list_levels(item: str, options: Mapping[str, Mapping[str, list[str]]]) -> list[str]:
    """The levels at which a map can show an indicator."""
    indicator, restriction = _part(item)
    return options.get(indicator, {}).get(restriction, [])
