"""Findings of a territory: what deserves to be told of it, each in a sentence that can be read aloud."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import cast

import pandas as pd

from geo.kept import NOTICES, keep
from loaders.reading.composed.code import is_composed
from loaders.reading.composed.peers import find_peer_level
from loaders.reading.composed.resolving import read_row
from loaders.reading.facts import Fact, list_facts
from loaders.reading.group import find_group
from loaders.reading.portraits import Value
from loaders.reading.series import Series
from loaders.reading.standing import Situation
from loaders.rules.printed import Finding
from loaders.statistics.points import Point
from pages.views.addressing import address_comparison
from pages.views.data import cached
from pages.views.data.geography import MapLevel
from pages.views.findings.of_contours import tell_contours
from pages.views.findings.told import Told, find_who, name_in_sentence, say_where
from pages.views.home import choose_default
from pages.views.kinds.ranking import Ranking
from pages.views.kinds.trend import Trend
from pages.views.record import join_headline
from pages.views.selection import make_selection
from pages.views.view import View
from pages.words.findings import begin, count_known, name_inside, tell_certainty, tell_move
from pages.words.french import NBSP, format_number, format_rank
from pages.words.paths import CHECKS
from pages.words.sentences import COMPOSED, of, quantity, state

EVER = (2009, 2026)


@keep(NOTICES)
def tell_territory(code: str, today: dt.date) -> tuple[Told, ...]:
    """What is told of a territory in the order of reading aloud: five to eight findings where as much is known."""
    found, group = cached.read_portrait(code), find_group("tous", code)
    told = tuple(told for fact in list_facts(found, group, today) if (told := _tell(fact, code)) is not None)
    return told if any(one.kind == "size" for one in told) else (*tell_contours(found.row), *told)


def _tell(fact: Fact, code: str) -> Told | None:
    """A fact in words; None where the values as they are printed do not bear it."""
    if fact.contradiction is not None:
        return _tell_contradiction(fact.contradiction, code)
    sentence = _SENTENCES[fact.kind](fact, code)
    if not sentence or fact.series is None:
        return None
    item = join_headline(fact.indicator, fact.scope)
    row = _find_row(fact.series.frame, code, fact.year)
    view = _make_view(fact, item, code)
    return Told(
        fact.kind,
        begin(fact.series.name),
        _close(sentence),
        code,
        fact.indicator,
        fact.year,
        _list_values(fact.series.frame, code),
        _write_rank(fact.situation) if fact.situation else "",
        "" if row is None else str(row["id"]),
        "" if row is None else str(row["source"]).partition(";")[0],
        address=_locate(fact, item, code),
        view=view,
    )


def _tell_contradiction(finding: Finding, code: str) -> Told:
    """What cannot all be right, with the first of its figures and the page that has them all."""
    return Told(
        "contradicts",
        f"Contradiction{NBSP}: {finding.where}" if finding.where else "Contradiction",
        _close(f"Deux passages publiés ne peuvent être vrais ensemble{NBSP}: {_inside(finding.sentence)}"),
        code,
        finding.indicator,
        finding.year,
        figure=finding.terms[0].id,
        source=finding.terms[0].source,
        address=CHECKS,
    )


def _close(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _inside(sentence: str) -> str:
    """A sentence after a colon."""
    return sentence if sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]


def _find_row(frame: pd.DataFrame, code: str, year: int) -> Mapping[str, object] | None:
    rows = frame[(frame["territory"].astype(str) == code) & (frame["year"] == year) & frame["value"].notna()]
    return None if rows.empty else dict(rows.iloc[-1])


def _list_values(frame: pd.DataFrame, code: str) -> tuple[Value, ...]:
    """The series of a territory as its line is drawn."""
    rows = frame[frame["territory"].astype(str) == code].sort_values("year")
    return tuple(
        Value(
            int(row["year"]),
            str(row["period"]),
            None if pd.isna(row["value"]) or row["status"] == "confidential" else float(row["value"]),
            str(row["status"]),
            bool(row["break_before"]),
            str(row["published"]),
            str(row["source"]),
            str(row["id"]),
            note=str(row["note"]),
        )
        for _, row in rows.iterrows()
    )


def _write_rank(situation: Situation) -> str:
    rank = situation.standing.rank
    return f"{format_rank(rank.place, rank.known)} connus" if rank is not None else ""


def _make_view(fact: Fact, item: str, code: str) -> View | None:
    """The chart that shows a fact: the ranking of a place, or else the trend of the territory and those beside it."""
    level = find_peer_level(code)
    if fact.kind == "stands" and fact.situation is not None and level in ("epci", "commune", "departement"):
        return Ranking(
            indicators=(item,),
            territories=(code,),
            level=cast(MapLevel, level),
            year=fact.year,
            per_inhabitant=fact.situation.series.per_inhabitant,
        )
    return Trend(indicators=(item,), territories=_list_beside(code))


def _list_beside(code: str) -> tuple[str, ...]:
    if is_composed(code):
        return (code,)
    return choose_default(code) if read_row(code)["level"] in ("epci", "grouping") else (code,)


def _locate(fact: Fact, item: str, code: str) -> str:
    per_inhabitant = fact.kind == "stands" and fact.situation is not None and fact.situation.series.per_inhabitant
    selection = make_selection(_list_beside(code), EVER, per_inhabitant=per_inhabitant)
    if fact.kind == "stands":
        return address_comparison((item,), selection, view="classement", year=fact.year)
    return address_comparison((item,), selection, view="lignes")


def _tell_pair(pair: tuple[Point, Point], series: Series, code: str) -> str:
    first, last = pair
    ends = ((first.year, float(first.value or 0.0)), (last.year, float(last.value or 0.0)))
    return tell_move(find_who(code), series, ends, {point.year: point.status for point in pair})


def _tell_change(fact: Fact, code: str) -> str:
    """How much it changed, and the value that it came to."""
    if fact.pair is None or fact.series is None:
        return ""
    said = _tell_pair(fact.pair, fact.series, code)
    value = quantity(float(fact.pair[1].value or 0.0), fact.series)
    return said if not said or value in said else f"{said}, pour atteindre {value}"


def _tell_new(fact: Fact, code: str) -> str:
    """The newest value, and what it is where it is not final."""
    row = None if fact.series is None else _find_row(fact.series.frame, code, fact.year)
    if row is None or fact.series is None:
        return ""
    said = quantity(float(str(row["value"])), fact.series)
    sure = tell_certainty({fact.year: str(row["status"])})
    whose = of(name_in_sentence(code))
    return f"Dernier chiffre connu {whose}, {fact.year}{NBSP}: {name_inside(fact.series)}, {said}{sure}"


def _tell_size(fact: Fact, code: str) -> str:
    """« En 2023, Lens-Liévin compte 242 000 habitants, 2e des 20 EPCI du Pas-de-Calais, 1,2 % de moins qu’en 2018 »."""
    row = None if fact.series is None else _find_row(fact.series.frame, code, fact.year)
    if row is None or fact.series is None:
        return ""
    value = quantity(float(str(row["value"])), fact.series).replace(f"{NBSP}hab.", f"{NBSP}habitants")
    said = f"En {fact.year}, {name_in_sentence(code)} compte {value}"
    said += _place_by_size(fact.situation, code)
    if fact.pair is not None:
        first, last = (float(point.value or 0.0) for point in fact.pair)
        rate = round(100 * (last - first) / first, 1) if first else 0.0
        way = "de plus" if rate > 0 else "de moins"
        more = f"{format_number(abs(rate), 1)}{NBSP}% {way} qu’" if rate else "à peu près autant qu’"
        said += f"{NBSP}: {more}en {fact.pair[0].year}"
    return said + tell_certainty({fact.year: str(row["status"])})


def _place_by_size(situation: Situation | None, code: str) -> str:
    """« , 2e des 20 EPCI du Pas-de-Calais »: its place by population among those of its level."""
    rank = situation.standing.rank if situation is not None else None
    if rank is None or situation is None or situation.standing.tied:
        return ""
    level = COMPOSED if is_composed(code) else find_peer_level(code)
    among = count_known(rank.known, situation.distribution.members, level)
    return f", {format_rank(rank.place, 0).split(' ')[0]} des {among}{say_where(code)}"


def _tell_place(fact: Fact, code: str) -> str:
    """« En 2021, Lens-Liévin collecte 642,9 kg par habitant, 2e valeur la plus haute des 19 EPCI connus … »."""
    s = fact.situation
    if s is None or s.standing.rank is None or s.own.value is None:
        return ""
    place, known = s.standing.rank.place, s.standing.rank.known
    is_high = place <= (known + 1) / 2
    n = place if is_high else known + 1 - place
    rank = ("" if n == 1 else f"{n}e ") + f"valeur la plus {'haute' if is_high else 'basse'}"
    level = COMPOSED if is_composed(code) else find_peer_level(code)
    among = count_known(known, s.distribution.members, level)
    row = {"territory": code, "value": s.own.value, "status": s.own.status}
    said = state(row, s.series, name_in_sentence)
    label = "" if s.series.restriction == "" else f" ({s.series.restriction})"
    median = ""
    if s.distribution.median is not None:
        middle = quantity(s.distribution.median, s.series, is_middle=True)
        median = f" ; la médiane est de {middle}"
    return f"En {fact.year}, {said}{label}{NBSP}: {rank} des {among}{say_where(code)}{median}"


def _tell_aim(fact: Fact, code: str) -> str:
    """Beyond or behind the path to an objective, and whose it is."""
    if fact.aim is None or fact.distance is None or fact.series is None or fact.distance.gap is None:
        return ""
    row = _find_row(fact.series.frame, code, fact.year)
    if row is None:
        return ""
    gap = quantity(abs(fact.distance.gap), fact.series)
    side = "au-dessus" if fact.distance.gap > 0 else "au-dessous"
    due, goal = fact.aim.path.goals[-1]
    owner = "" if fact.aim.owner == code else f" {of(_owner(fact.aim.owner))}"
    expected = quantity(float(fact.distance.expected or 0.0), fact.series)
    kept = "" if fact.distance.is_kept else ", en retard"
    value = quantity(float(str(row["value"])), fact.series)
    sure = tell_certainty({fact.year: str(row["status"])})
    return (
        f"En {fact.year}, {name_in_sentence(code)} est à {value}, {gap} {side} de la trajectoire{owner} "
        f"({expected}){kept}{NBSP}: l’objectif est de {quantity(goal, fact.series)} en {due}{sure}"
    )


def _owner(code: str) -> str:
    row = read_row(code)
    return f"la région {row['short']}" if row["level"] == "region" else str(row["name"])


_SENTENCES = {
    "size": _tell_size,
    "changed": _tell_change,
    "stands": _tell_place,
    "aim": _tell_aim,
    "new": _tell_new,
}
