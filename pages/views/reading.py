"""Reading notes: what a chart shows, in plain French made from its data; "" where an input is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import pandas as pd

from geo.kept import FRAMES, keep_by_frame
from loaders.levels import NAMES, OUTLINED
from loaders.reading.rows import list_rows
from loaders.reading.series import Series, points_of
from loaders.statistics.changes import Change, compute_change, compute_change_between
from loaders.statistics.distribution import Standing, describe_distribution, locate
from loaders.statistics.groups import THRESHOLD
from loaders.statistics.points import keep_known
from loaders.statistics.ranks import rank_values
from loaders.statuses import BESIDE
from pages.views.data import cached
from pages.words.french import NBSP, format_count, format_number, join_words
from pages.words.sentences import Name, compare, of, quantity, state, when

SAID = ("territory", "level", "year", "period", "value", "status")
UNSAID = {"confidential", *BESIDE}


def known_rows(series: Series) -> pd.DataFrame:
    """The rows of a series that hold a value that is no secret and a result, by year."""
    return series.frame[_is_known(series.frame)].sort_values("year")


def _is_known(frame: pd.DataFrame) -> pd.Series:
    return frame["value"].notna() & ~frame["status"].astype(str).isin(UNSAID)


def _first_known(rows: pd.DataFrame, territories: Sequence[str]) -> str | None:
    known = set(rows["territory"].astype(str))
    return next((code for code in territories if code in known), None)


def _sentences(*parts: str) -> str:
    """Sentences from their parts: a capital, a full stop, the empty ones left out."""
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts if part)


def read_trend(series: Series, territories: Sequence[str], name: Name) -> str:
    """The latest value of the first territory that has one, its change, and who is highest and lowest that year."""
    rows = _list_known(series.frame)
    codes = {row["territory"] for row in rows}
    lead = next((code for code in territories if code in codes), None)
    if lead is None:
        return ""
    own = series.frame[series.frame["territory"] == lead]
    last = [row for row in rows if row["territory"] == lead][-1]
    change = compute_change([p for p in points_of(own) if p.status not in BESIDE])
    compared = compare(change, series, f"en {change.base_year}") if change.base_year else ""
    said = f"{when(last)}, {state(last, series, name)}" + (f", {compared}" if compared else "")
    same = [row for row in rows if row["year"] == last["year"] and row["territory"] in territories]
    return _sentences(said, _read_extremes(same, series, name))


def _list_known(frame: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """The rows of `known_rows`, as plain rows of what a sentence says."""
    rows = (row for row in list_rows(frame, SAID) if row["status"] not in UNSAID and not pd.isna(row["value"]))
    return sorted(rows, key=itemgetter("year"))


def _read_extremes(rows: list[dict[Hashable, Any]], series: Series, name: Name) -> str:
    """Who is highest and lowest, among territories of one level: a grouping is above its members by its nature."""
    counts = Counter(row["level"] for row in rows)
    level = counts.most_common(1)[0][0] if rows else ""
    rows = [row for row in rows if row["level"] == level]
    if len(rows) < 2:
        return ""
    known = NAMES[level].known if level in OUTLINED else "territoires connus"
    who = f"{len(rows)} {known} cette année-là"
    values = [row["value"] for row in rows]
    if len(set(values)) == 1:
        return f"les {who} ont la même valeur"
    high, low = max(rows, key=itemgetter("value")), min(rows, key=itemgetter("value"))
    if values.count(high["value"]) > 1 or values.count(low["value"]) > 1:
        return ""
    return (
        f"la valeur la plus haute des {who} est celle {of(name(str(high['territory'])))} "
        f"({quantity(float(high['value']), series)}), la plus basse celle {of(name(str(low['territory'])))} "
        f"({quantity(float(low['value']), series)})"
    )


def read_ranking(series: Series, year: int | None, chosen: Collection[str], name: Name, *, total: int) -> str:
    """Who is first in a year, the median of those known, and the place of the first chosen territory known."""
    if year is None:
        return ""
    ranking = _rank_known(cached.read_year(series.frame, year))
    known = len(ranking.places)
    if known < 2:
        return ""
    first = ranking.first
    said = f"{when(first)}, {state(first, series, name)}" if first is not None else ""
    if said:
        said += f", la valeur la plus haute des {known} territoires connus sur {total}"
    is_covered = known >= THRESHOLD * total
    median = ""
    if ranking.median is not None and is_covered:
        median = f"la médiane est de {quantity(ranking.median, series, is_middle=True)}"
    code = next((code for code in chosen if ranking.places.get(code, 1) > 1), None)
    place = f"{name(code)} est au {ordinal(ranking.places[code])}{NBSP}rang" if code is not None else ""
    return _sentences(said, median, place)


class Ranking(NamedTuple):
    """Who is alone in the first place of a year, the median, and the place of each territory known."""

    first: pd.Series | None
    median: float | None
    places: Mapping[str, int]


@keep_by_frame(FRAMES)
def _rank_known(frame: pd.DataFrame) -> Ranking:
    rows = frame[_is_known(frame)]
    ranks = rank_values(rows["value"])
    first = rows[ranks == 1]
    places = dict(zip(rows["territory"].astype(str), ranks.astype(int).tolist(), strict=True))
    return Ranking(first.iloc[0] if len(first) == 1 else None, describe_distribution(rows["value"]).median, places)


def ordinal(rank: int) -> str:
    """« 1er », « 2e »."""
    return f"{rank}{'er' if rank == 1 else 'e'}"


def read_slope(series: Series, territories: Sequence[str], years: tuple[int, int], name: Name) -> str:
    """From what to what the first territory known in both years goes, and how many rise and fall."""
    first, last = years
    changes: dict[str, Change] = {}
    ends: dict[str, tuple[float, float]] = {}
    for code in territories:
        points = points_of(series.frame[series.frame["territory"] == code])
        at = {p.year: p.value for p in keep_known(points) if p.status not in BESIDE}
        start, end = at.get(first), at.get(last)
        if start is not None and end is not None:
            changes[code], ends[code] = compute_change_between(points, first, last), (start, end)
    if not ends:
        return ""
    comparable = {code: change for code, change in changes.items() if change.value is not None}
    lead = next(iter(comparable or ends))
    start, end = ends[lead]
    if lead in comparable:
        compared = compare(changes[lead], series, f"en {first}")
        said = f"de {first} à {last}, {name(lead)} passe de {quantity(start, series)} à {quantity(end, series)}"
        said += ", sans changement" if compared.startswith("comme") else f", {compared.removesuffix(f' qu’en {first}')}"
    else:
        compared = compare(changes[lead], series, f"en {first}")
        said = f"en {last}, {name(lead)} est à {quantity(end, series)}, {compared}"
    moved = [change.points for change in comparable.values()]
    counted = ""
    if len(moved) > 1:
        ways = {"augmente": sum(m > 0 for m in moved), "diminue": sum(m < 0 for m in moved)}
        parts = [f"{count} {_plural(count, verb)}" for verb, count in ways.items() if count]
        counted = f"sur {len(moved)} territoires comparables, {join_words(parts) or 'aucun ne change'}"
    return _sentences(said, counted)


def _plural(count: int, verb: str) -> str:
    return f"{verb}nt" if count > 1 else verb


def read_scatter(x: Series, y: Series, year: int, chosen: Sequence[str], name: Name) -> str:
    """How many territories have both values in a year, and both values of the first chosen one that has them."""
    across, up = (known_rows(one)[lambda rows: rows["year"] == year].set_index("territory") for one in (x, y))
    both = [str(code) for code in across.index if code in up.index]
    if not both:
        return ""
    if len(both) == 1:
        said = f"en {year}, un seul territoire a les deux valeurs"
    else:
        said = f"en {year}, {len(both)} territoires ont les deux valeurs"
    lead = next((code for code in chosen if code in both), None)
    own = ""
    if lead is not None:
        own = (
            f"{name(lead)} : {quantity(float(across.at[lead, 'value']), x)} ({x.name}) et "
            f"{quantity(float(up.at[lead, 'value']), y)} ({y.name})"
        )
    caution = "que deux indicateurs aillent ensemble ne dit pas que l’un cause l’autre" if len(both) > 2 else ""
    return _sentences(said, own, caution)


def read_dots(series: Series, year: int, chosen: Sequence[str], peers: Sequence[str], label: str, name: Name) -> str:
    """How far the first chosen territory stands from the median of its peers, who are named and counted."""
    rows = known_rows(series)
    rows = rows[rows["year"] == year]
    lead = _first_known(rows, chosen)
    if lead is None:
        return ""
    row = rows[rows["territory"] == lead].iloc[0]
    said = f"{when(row)}, {state(row, series, name)}"
    members = list(dict.fromkeys([lead, *peers]))
    values = rows.set_index(rows["territory"].astype(str))["value"].reindex(members)
    known = int(values.notna().sum())
    group = f"{label}, {known} connu{'s' if known > 1 else ''} sur {len(members)}, ce territoire compris"
    if known < THRESHOLD * len(members) or known < 3:
        reason = (
            "moins de 75\u00a0% sont connus" if known < THRESHOLD * len(members) else "trois valeurs sont attendues"
        )
        return _sentences(said, f"pas de médiane ({group}) : {reason}")
    standing = locate(values, lead)
    median = float(values.median())
    if standing.gap is None or standing.rank is None:
        return _sentences(said)
    middle = f"la médiane ({quantity(median, series, is_middle=True)}) de son groupe ({group})"
    if standing.gap == 0:
        return _sentences(f"{said}, comme {middle}")
    return _sentences(f"{said}, soit {say_gap(standing, median, series)} {middle}")


def say_gap(standing: Standing, median: float, series: Series) -> str:
    """« 8,6 % au-dessus de », « 4,0 points au-dessous de », « 3,2 fois »: how far a value is from a median."""
    gap, relative = standing.gap or 0.0, standing.relative_gap
    if series.unit != "%" and relative is not None and relative > 1:
        return f"{format_number((median + gap) / median, 1)} fois"
    if series.unit == "%":
        far = f"{format_number(abs(gap), 1)}{NBSP}{'point' if abs(gap) < 2 else 'points'}"
    elif relative is None:
        far = quantity(abs(gap), series)
    else:
        far = f"{format_number(abs(relative) * 100, 1)}{NBSP}%"
    return f"{far} {'au-dessus de' if gap > 0 else 'au-dessous de'}"


def read_ranks(ranks: pd.DataFrame, chosen: Sequence[str], name: Name, *, what: str) -> str:
    """The movement of the first chosen territory ranked; `ranks` has territory, year, rank and broken; `what` says whom
    it is ranked among: « EPCI »."""
    lead = _first_known(ranks, chosen)
    if lead is None or ranks["year"].nunique() < 2:
        return ""
    own = ranks[ranks["territory"] == lead].sort_values("year")
    known = int(ranks.groupby("year").size().iloc[0])
    first, last = own.iloc[0], own.iloc[-1]
    if own["broken"].iloc[1:].any():
        return _sentences(
            f"en {int(last['year'])}, {name(lead)} est au {ordinal(int(last['rank']))}{NBSP}rang sur {known} {what}, "
            "sans comparaison possible (rupture de série)"
        )
    start, end = int(first["rank"]), int(last["rank"])
    among = f"des {known} {what} connus chaque année affichée"
    if start == end:
        years = f"en {int(first['year'])} comme en {int(last['year'])}"
        return _sentences(f"{years}, {name(lead)} est au {ordinal(end)}{NBSP}rang {among}")
    return _sentences(
        f"de {int(first['year'])} à {int(last['year'])}, {name(lead)} passe du {ordinal(start)} au "
        f"{ordinal(end)}{NBSP}rang {among}"
    )


def read_table(series: Mapping[str, Series], territories: Sequence[str]) -> str:
    """How many of the crossings of a territory and an indicator hold a value."""
    known = sum(len(set(known_rows(one)["territory"].astype(str)) & set(territories)) for one in series.values())
    total = len(series) * len(territories)
    if not total or not known:
        return ""
    if known == total:
        return _sentences("chaque territoire a une valeur au moins pour chaque indicateur")
    crossings = format_count(total, "croisement")
    have = "a une valeur au moins" if known == 1 else "ont une valeur au moins"
    return _sentences(
        f"sur {crossings} d’un territoire et d’un indicateur, {known} {have} ; les autres n’en ont pas, "
        "ce qui n’est pas zéro"
    )
