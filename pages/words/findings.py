"""The sentence that a chart is titled with: who moved and by how much, who stands where; "" where none is honest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loaders.catalog import load_catalog
from loaders.levels import NAMES, LevelName
from loaders.reading.series import Series
from loaders.statuses import UNCERTAIN
from pages.words.french import NBSP, STATUS_LABELS, format_number, format_value, join_words
from pages.words.sentences import declared_verb, of, place_words, quantity, spell_unit

# Levels whose names lack the article that a verb would ask for: they stand before a colon or a comma.
WITHOUT_ARTICLE = frozenset({"departement", "region", "country", "site"})
# A unit that is a word, and is said after « de »: « 8,6 % de logements de plus ».
COUNTED = re.compile(r"[^\W\d_]{4,}( [^\W\d_]+)*")
# Of EPCIs and what a reader composed of some of them.
MIXED = LevelName("territoire", "territoires")
OF_VALUES = {"provisional": "provisoires", "estimated": "estimées", "partial": "partielles"}
# From twice as much on, both values say more than a rate.
TOO_MUCH = 1.0
# Of a smaller number of things, one more or less is a rate that misleads.
FEW = 10


@dataclass(frozen=True)
class Who:
    """A territory as a title names it: its short name and its level."""

    name: str
    level: str

    @property
    def takes_verb(self) -> bool:
        """Whether a verb may follow its name."""
        return self.level not in WITHOUT_ARTICLE

    @property
    def words(self) -> str:
        """« Lens-Liévin », « le pôle métropolitain de l’Artois », « Pas-de-Calais »."""
        return place_words(self.name, self.level) if self.takes_verb else self.name.replace("'", "’")


def begin(sentence: str) -> str:
    """A title: its first letter a capital, no full stop."""
    return sentence[:1].upper() + sentence[1:]


def name_inside(series: Series) -> str:
    """The name of a series inside a sentence, with what it is divided by: « logements commencés par km² ».

    An acronym keeps its capitals, and no second colon stands in it.
    """
    name = series.name.replace("'", "’").replace(" : ", ", ")
    name = name if name[:2].isupper() else name[:1].lower() + name[1:]
    per = _spell_divisor(series)
    is_share = series.unit == "%" and load_catalog().indicators[series.indicator].unit != "percent"
    return name + (", part" if is_share else "" if per in name else per)


def _spell_divisor(series: Series) -> str:
    """« par habitant »; "" where the unit says it alone, as € per m³."""
    _, slash, per = series.unit.partition("/")
    spelled = spell_unit(slash + per)
    return "" if spelled.startswith("/") else spelled


def write_bare(value: float, series: Series) -> str:
    """A value without its unit, which another beside it has."""
    return format_value(value, series.unit, series.decimals).partition(NBSP)[0]


def tell_certainty(statuses: Mapping[int, str]) -> str:
    """« (2025 provisoire) »: which years are not final; "" where all are."""
    said = [f"{year} {STATUS_LABELS[status]}" for year, status in sorted(statuses.items()) if status in UNCERTAIN]
    return f" ({', '.join(said)})" if said else ""


def tell_certainty_of_many(statuses: Iterable[str]) -> str:
    """« (valeurs provisoires) », « (dont des valeurs provisoires) » where some are; "" where all are final."""
    found = list(statuses)
    kinds = [OF_VALUES[status] for status in UNCERTAIN if status in found]
    some = "" if all(status in UNCERTAIN for status in found) else "dont des "
    return f" ({some}valeurs {join_words(kinds)})" if kinds else ""


def tell_move(
    who: Who, series: Series, ends: tuple[tuple[int, float], tuple[int, float]], statuses: Mapping[int, str]
) -> str:
    """« En 2021, Lens-Liévin collecte 8,6 % de plus par habitant qu’en 2020 », « Arras : logements commencés en baisse
    de 12,3 % de 2015 à 2025 », « Arras passe de 4 à 12 projets entre 2015 et 2025 ».

    "" where a change would contradict the values as they are printed: another that reads the same.
    """
    (first, start), (last, end) = ends
    sure = tell_certainty(statuses)
    if start == end:
        return begin(f"{who.words} : {name_inside(series)} au même niveau en {last} qu’en {first}{sure}")
    if quantity(start, series) == quantity(end, series):
        return ""
    if series.unit == "%":
        amount = round(abs(end - start), 1)
        far = f"{format_number(amount, 1)}{NBSP}{'point' if amount < 2 else 'points'}"
    else:
        rate = (end - start) / start if start > 0 else TOO_MUCH
        is_few = not series.decimals and min(start, end) < FEW
        if rate >= TOO_MUCH or end <= 0 or is_few:
            return begin(_tell_passage(who, series, ends) + sure)
        amount = round(abs(rate) * 100, 1)
        far = f"{format_number(amount, 1)}{NBSP}%"
    if not amount:
        return begin(f"{who.words} : {name_inside(series)} à peu près au même niveau en {last} qu’en {first}{sure}")
    verb = declared_verb(series)
    if verb and who.takes_verb and series.unit != "%" and not series.restriction:
        return f"En {last}, {who.words} {verb} {far}{_more(series, is_more=end > start)} qu’en {first}{sure}"
    way = "hausse" if end > start else "baisse"
    return begin(f"{who.words} : {name_inside(series)} en {way} de {far} de {first} à {last}{sure}")


def _more(series: Series, *, is_more: bool) -> str:
    """« de plus par habitant », « de logements de moins »."""
    unit = series.unit.partition("/")[0]
    counted = f" {of(unit)}" if COUNTED.fullmatch(unit) else ""
    return f"{counted} de {'plus' if is_more else 'moins'}{_spell_divisor(series)}"


def _tell_passage(who: Who, series: Series, ends: tuple[tuple[int, float], tuple[int, float]]) -> str:
    (first, start), (last, end) = ends
    if who.takes_verb:
        passage = f"{write_bare(start, series)} à {quantity(end, series)}"
        return f"{who.words} passe de {passage} entre {first} et {last}"
    return f"{who.words} : {quantity(start, series)} en {first}, {quantity(end, series)} en {last}"


def tell_place(who: Who, place: int, among: str, *, is_tied: bool) -> str:
    """« Arras est 3e des 19 EPCI connus », « Lens est en tête des 887 communes », « Somme, 2e des 5 départements »."""
    tied = " ex æquo" if is_tied else ""
    where = f"en tête{tied} des {among}" if place == 1 else f"{place}e{tied} des {among}"
    return begin(f"{who.words} est {where}" if who.takes_verb else f"{who.words}, {where}")


def count_known(known: int, total: int, level: str) -> str:
    """« 15 EPCI connus », « 19 EPCI » where all are known; « 19 territoires » of levels that are mixed."""
    name = NAMES.get(level, MIXED)
    if known < 2:
        return f"{format_number(known)} {name.singular} connu{'e' if name.is_feminine else ''}"
    return f"{format_number(known)} {name.plural if known == total else name.known}"
