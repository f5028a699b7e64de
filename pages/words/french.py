"""French typography: numbers, units, changes, years. Pure functions."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from loaders.pipeline.remarks import LEAD, SIGN
from loaders.statuses import NO_DUE, NO_DUE_YEAR, split_warnings
from loaders.vocabulary import join_words as join_words

NARROW = "\u202f"
NBSP = "\u00a0"
MINUS = "\u2212"
MISSING = "n.d."
INVARIABLE = frozenset({"mois", "sous", "dans", "hors", "sans"})
REMARKED = "une remarque se lit avec le chiffre"
STATUS_LABELS = {
    "normal": "publié",
    "provisional": "provisoire",
    "estimated": "estimé",
    "partial": "partiel",
    "objective": "objectif",
    "planned": "prévu",
    "threshold": "seuil",
    "offer": "offre",
    "missing": "sans donnée",
    "confidential": "confidentiel",
    "not_applicable": "sans objet",
}

# What stands beside results, as a title.
BESIDE_TITLE = "Objectifs, prévisions, seuils et offres"

STAGES = {
    "planned": "plan de financement",
    "requested": "demandé",
    "proposed": "proposé",
    "awarded": "attribué",
    "paid": "versé",
}


def label_status(status: str, warning: str = "") -> str:
    """A status in words; where `warning`, the caveats of its figure, has no due year, that none is printed."""
    return STATUS_LABELS[status] + (f", échéance {NO_DUE}" if NO_DUE_YEAR in split_warnings(warning) else "")


def write_sign(note: str) -> str:
    """The sign of a remark after a value in words, where one stands in its note; else nothing."""
    return f"{NBSP}{SIGN}" if LEAD in note else ""


def set_spaces(said: str) -> str:
    """Words with the spaces of French signs such that none stands alone at the head of a line: « x », x : y ; z."""
    said = said.replace("« ", f"«{NARROW}").replace(" »", f"{NARROW}»").replace(" : ", f"{NBSP}: ")
    return re.sub(r" (?=[;!?](?: |$))", NARROW, said)


def format_number(value: float | None, decimals: int = 0) -> str:
    """« 156 402 », « 642,9 »: narrow no-break spaces, a comma, a true minus; « n.d. » where there is no value."""
    if value is None or math.isnan(value):
        return MISSING
    text = f"{abs(value):,.{decimals}f}".replace(",", NARROW).replace(".", ",")
    return f"{MINUS}{text}" if value < 0 and float(f"{value:.{decimals}f}") != 0 else text


def format_value(value: float | None, unit: str, decimals: int = 0, *, published: str = "") -> str:
    """A number with its unit: « 156 402 t ». Euros that were `published` in millions stay so: « 3,8 M€ »."""
    if value is None or math.isnan(value):
        return MISSING
    if unit == "€" and "M€" in published.replace("\u00a0", "").replace(" ", ""):
        return f"{format_number(value / 1e6, 2 if value % 1e5 else 1)}{NBSP}M€"
    if unit == "€" and value != round(value):
        decimals = 2 if abs(value) < 1000 else 0
    return f"{format_number(value, decimals)}{NBSP}{inflect(unit, value)}".rstrip(NBSP)


def middle_decimals(value: float | None, decimals: int) -> int:
    """Those of a median or a quartile: one more where it lies between two values, so that 141.5 is not « 142 »."""
    if value is None or math.isnan(value) or round(value, decimals) == value:
        return decimals
    return decimals + math.isclose(value, round(value, decimals + 1), rel_tol=1e-12)


def format_coverage(share: float) -> str:
    """A part of a whole in percent: « 99,8 % »; as many decimals as it takes, so that a part is never « 100 % »."""
    percent = share * 100
    is_whole = share <= 0 or share >= 1
    decimals = next((n for n in range(6) if is_whole or 0 < round(percent, n) < 100), 6)
    return f"{format_number(percent, decimals)}{NBSP}%"


def format_signed(value: float, decimals: int) -> str:
    """A difference with its sign, none where it rounds to zero: 8.58 is « + 8,6 »."""
    rounded = round(value, decimals)
    sign = f"+{NBSP}" if rounded > 0 else f"{MINUS}{NBSP}" if rounded < 0 else ""
    return sign + format_number(abs(rounded), decimals)


def format_change(change: float) -> str:
    """A relative change: 0.0858 is « + 8,6 % »."""
    return f"{format_signed(change * 100, 1)}{NBSP}%"


def format_points(points: float) -> str:
    """The change of a share, in points: 4.0 is « + 4,0 points »; a percentage of a percentage would mislead."""
    return f"{format_signed(points, 1)}{NBSP}{'point' if abs(round(points, 1)) < 2 else 'points'}"


def format_rank(place: int, known: int) -> str:
    """« 1er sur 7 », « 3e sur 7 »."""
    return f"{place}{'er' if place == 1 else 'e'} sur {known}"


def format_count(count: int, singular: str, plural: str | None = None) -> str:
    """« 1 territoire », « 3 territoires »."""
    return f"{format_number(count)}{NBSP}{singular if count < 2 else plural or singular + 's'}"


def shorten_list(words: list[str], most: int = 3) -> str:
    """« a, b et c », or « a, b, c et 2 autres » where there are more than `most`."""
    if len(words) <= most:
        return join_words(words)
    return f"{', '.join(words[:most])} et {format_count(len(words) - most, 'autre')}"


def inflect(unit: str, value: float) -> str:
    """The unit in the singular below two, as French has it: « 1 projet », « 1,5 projet », « 2 projets »."""
    if abs(value) >= 2:
        return unit
    return re.sub(r"[^\W\d_]{3,}s\b", lambda word: word[0] if word[0] in INVARIABLE else word[0][:-1], unit)


def join_runs(places: Sequence[str]) -> list[str]:
    """« 2012 », « 2014-2016 »: years that follow one another as one."""
    runs: list[list[str]] = []
    for place in places:
        if runs and place.isdigit() and runs[-1][-1].isdigit() and int(place) == int(runs[-1][-1]) + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
