"""Findings of where a territory stands in a year: its place, its distance to a median, the extremes of a map."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from loaders.levels import NAMES
from loaders.reading.composed.resolving import find_composed
from loaders.reading.series import Series
from loaders.statistics.distribution import locate
from loaders.statistics.groups import THRESHOLD
from pages.views.compared.ranks import rank_years
from pages.views.content import Content
from pages.views.findings.moves import find_who
from pages.views.ranking import rank_rows
from pages.views.reading import known_rows, say_gap
from pages.words.findings import (
    begin,
    count_known,
    name_inside,
    tell_certainty,
    tell_certainty_of_many,
    tell_place,
    write_bare,
)
from pages.words.french import NBSP, STATUS_LABELS
from pages.words.sentences import COMPOSED, quantity

FEWEST = 3
# A place that more of those known share, as all who have nothing do, is none.
MOST_TIED = 0.25


def tell_ranks(content: Content) -> tuple[str, ...]:
    """Of each ranking, the place of the first territory chosen, or who is first."""
    return tuple(_tell_rank(panel, content) for panel in content.panels)


def _tell_rank(series: Series, content: Content) -> str:
    ranked = rank_rows(series.frame[series.frame["year"] == content.year])
    if len(ranked) < FEWEST or ranked["value"].nunique() < 2 or content.level is None:
        return ""
    places = dict(zip(ranked["territory"].astype(str), ranked["rank"].astype(int), strict=True))
    code = next((code for code in content.selection.territories if code in places), "")
    if not code and (ranked["rank"] == 1).sum() > 1:
        return ""
    code = code or str(ranked["territory"].iloc[0])
    tied = list(places.values()).count(places[code])
    if tied > max(1, MOST_TIED * len(places)):
        return ""
    row = ranked[ranked["territory"].astype(str) == code].iloc[0]
    among = count_known(len(ranked), len(content.codes), COMPOSED if find_composed(content.among) else content.level)
    said = tell_place(find_who(content, code), places[code], among, is_tied=tied > 1)
    return f"{said} en {content.year}, avec {_say(row, series)}"


def _say(row: pd.Series, series: Series) -> str:
    """A value and what it is where it is not final."""
    status = str(row["status"])
    return quantity(float(row["value"]), series) + (f" ({STATUS_LABELS[status]})" if status != "normal" else "")


def tell_spread(content: Content) -> tuple[str, ...]:
    """Of each map, from what to what its values go, and who has the highest."""
    return tuple(_tell_spread(panel, content) for panel in content.panels)


def _tell_spread(series: Series, content: Content) -> str:
    rows = known_rows(series)
    rows = rows[rows["year"] == content.year]
    if len(rows) < FEWEST or rows["value"].nunique() < 2 or content.level is None:
        return ""
    total = len(content.codes)
    low, high = float(rows["value"].min()), float(rows["value"].max())
    span = f"de {write_bare(low, series)} à {quantity(high, series)}"
    among = "" if len(rows) == total else f" pour {count_known(len(rows), total, content.level)} sur {total}"
    return (
        f"En {content.year}, {span}{among}{_tell_head(rows, series, content)}{tell_certainty_of_many(rows['status'])}"
    )


def _tell_head(rows: pd.DataFrame, series: Series, content: Content) -> str:
    """« : Lens en tête », where nobody else has a value that reads the same."""
    first, second, *_ = rows.sort_values("value", ascending=False)["value"]
    if quantity(float(first), series) == quantity(float(second), series):
        return ""
    return f"{NBSP}: {find_who(content, str(rows.loc[rows['value'].idxmax(), 'territory'])).words} en tête"


def tell_heads(content: Content) -> tuple[str, ...]:
    """Of a map for each year, who has the highest value from the first to the last."""
    series, level = content.series, content.level
    known = known_rows(series)
    years = sorted({int(year) for year in content.rows["year"]} & {int(year) for year in known["year"]})
    heads = [_find_head(known[known["year"] == year]) for year in years]
    if len(heads) < 2 or not all(heads) or level is None:
        return ("",)
    names = [find_who(content, code).words for code in heads]
    of_known = f"des {NAMES[level].known}"
    sure = tell_certainty_of_many(known.loc[known["year"].isin(years), "status"].astype(str))
    if len(set(heads)) == 1:
        return (begin(f"{names[0]}, en tête {of_known} chaque année montrée, de {years[0]} à {years[-1]}{sure}"),)
    if heads[0] == heads[-1]:
        return ("",)
    ends = f"{names[0]} en {years[0]}, {names[-1]} en {years[-1]}"
    return (f"En tête {of_known}{NBSP}: {ends}{sure}",)


def _find_head(rows: pd.DataFrame) -> str:
    highest = rows[rows["value"] == rows["value"].max()]
    return str(highest["territory"].iloc[0]) if len(highest) == 1 and len(rows) >= FEWEST else ""


def tell_gaps(content: Content, reference: str | None) -> tuple[str, ...]:
    """Of each panel, how far the territory to situate stands from the median of its peers."""
    return tuple(_tell_gap(panel, content, reference) for panel in content.panels)


def _tell_gap(series: Series, content: Content, reference: str | None) -> str:
    members = content.codes
    values = _read_values(series, content, members)
    lead = reference or next((code for code in content.selection.territories if code in values.dropna().index), "")
    standing = locate(values, lead)
    if not _has_median(values) or standing.gap is None or content.year is None:
        return ""
    median, own = float(values.median()), float(values[lead])
    rows = known_rows(series)
    row = rows[(rows["year"] == content.year) & (rows["territory"].astype(str) == lead)].iloc[0]
    sure = tell_certainty({content.year: str(row["status"])})
    peers = "de ses pairs" if content.among else f"des {NAMES[content.level].known}" if content.level else ""
    if quantity(own, series) == quantity(median, series, is_middle=True):
        far = f"comme la médiane {peers}"
    else:
        far = f"{say_gap(standing, median, series)} la médiane {peers}"
    return begin(f"{find_who(content, lead).words} : {name_inside(series)}, {far} en {content.year}{sure}")


def _read_values(series: Series, content: Content, members: tuple[str, ...]) -> pd.Series:
    """The known values of the year, by territory, of those who are compared."""
    rows = known_rows(series)
    rows = rows[rows["year"] == content.year]
    values: pd.Series = rows.set_index(rows["territory"].astype(str))["value"]
    return values.reindex(list(dict.fromkeys(members)))


def _has_median(values: pd.Series) -> bool:
    known = int(values.notna().sum())
    return known >= FEWEST and known >= THRESHOLD * len(values)


def tell_quarter(content: Content, reference: str | None) -> tuple[str, ...]:
    """Of a scatter, on which side of both medians the territory to situate stands."""
    across, up = content.panels[:2]
    members = content.codes
    both = pd.DataFrame({panel: _read_values(series, content, members) for panel, series in enumerate((across, up))})
    lead = reference or next((code for code in content.selection.territories if code in both.dropna().index), "")
    if lead not in both.dropna().index or not all(_has_median(both[panel]) for panel in both):
        return ("",)
    sides = []
    for panel, series in enumerate((across, up)):
        own, median = float(both.at[lead, panel]), float(both[panel].median())
        if quantity(own, series) == quantity(median, series, is_middle=True):
            return ("",)
        sides.append("au-dessus" if own > median else "au-dessous")
    one, other = sides
    where = f"{one} de la médiane pour les deux"
    if one != other:
        where = f"{one} de la médiane pour {name_inside(across)}, {other} pour {name_inside(up)}"
    who = find_who(content, lead)
    sure = tell_certainty_of_many(_list_statuses(content, {lead}))
    return (f"En {content.year}, {who.words}{' est' if who.takes_verb else ','} {where}{sure}",)


def _list_statuses(content: Content, codes: Collection[str]) -> list[str]:
    """The statuses of the values of the year of some territories, in every panel."""
    frames = [known_rows(panel) for panel in content.panels]
    kept = [rows[(rows["year"] == content.year) & rows["territory"].astype(str).isin(codes)] for rows in frames]
    return [str(status) for rows in kept for status in rows["status"]]


def tell_corner(content: Content, cells: dict[str, int]) -> tuple[str, ...]:
    """Of two indicators crossed, how many territories are in the high third of both; `cells` are those of the map."""
    if len(cells) < FEWEST or content.level is None:
        return ("",)
    name, high = NAMES[content.level], sum(cell == max(range(9)) for cell in cells.values())
    total = count_known(len(cells), len(content.codes), content.level)
    one = "une" if name.is_feminine else "un"
    count = {0: "auc" + one, 1: one}.get(high, str(high))
    verb = "n’est" if not high else "est" if high == 1 else "sont"
    sure = tell_certainty_of_many(_list_statuses(content, cells))
    return (f"En {content.year}, {count} des {total} {verb} dans le tiers haut des deux indicateurs{sure}",)


def tell_movements(content: Content) -> tuple[str, ...]:
    """Of each panel, from which rank to which the first territory ranked goes, among those known every year shown."""
    return tuple(_tell_movement(panel, content) for panel in content.panels)


def _tell_movement(series: Series, content: Content) -> str:
    ranks = rank_years(series)
    codes = set(ranks["territory"].astype(str))
    lead = next((code for code in content.selection.territories if code in codes), None)
    if lead is None or ranks["year"].nunique() < 2 or len(codes) < FEWEST:
        return ""
    own = ranks[ranks["territory"].astype(str) == lead].sort_values("year")
    if own["broken"].iloc[1:].any():
        return ""
    (first, start), (last, end) = ((int(own["year"].iloc[n]), int(own["rank"].iloc[n])) for n in (0, -1))
    statuses = {int(row.year): str(row.status) for row in own.itertuples() if row.year in (first, last)}
    who, sure = find_who(content, lead), tell_certainty(statuses)
    rank = [f"{n}{'er' if n == 1 else 'e'}" for n in (start, end)]
    if start == end:
        return begin(f"{who.words} : {rank[1]} rang sur {len(codes)} en {first} comme en {last}{sure}")
    moved = f"du {rank[0]} au {rank[1]} rang sur {len(codes)} entre {first} et {last}"
    return begin(f"{who.words} passe {moved}" if who.takes_verb else f"{who.words} : {moved}") + sure
