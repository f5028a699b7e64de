"""What is said of the territories that readers composed: who is in them, what of a sum is known, what is not summed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from loaders.catalog import load_catalog
from loaders.levels import NAMES, Level
from loaders.reading.composed.resolving import MOST_IN_NAME, find_composed, name_members
from loaders.reading.composed.terms import find_terms
from pages.views.selection import Selection
from pages.words.french import format_count, join_runs, join_words, shorten_list

MOST_NAMED = 6
NOT_SUMMED = {
    "ratio": "c’est une médiane, un indice ou un ratio dont les deux termes ne sont pas publiés par territoire",
    "event": "c’est un événement ou une décision de chacun",
    "feature": "c’est une caractéristique de chacun, non une quantité",
}
OTHERWISE = "ses valeurs se recouvrent, ou ne comptent pas la même chose d’un territoire à l’autre"


def list_composed(territories: Iterable[str], selection: Selection) -> list[str]:
    """« Artois Est réunit 2 membres : Lens-Liévin et Hénin-Carvin. », for each composed whose name does not say so."""
    said = []
    for code, members in find_composed(territories).items():
        if selection.name(code) == name_members(members) and len(members) <= MOST_IN_NAME:
            continue
        names = shorten_list([selection.name(member) for member in members], MOST_NAMED)
        said.append(f"{selection.name(code)} réunit {format_count(len(members), 'membre')} : {names}.")
    return said


def explain_composed(indicators: Sequence[str], rows: pd.DataFrame, selection: Selection) -> list[str]:
    """Why some indicators have no value for the composed territories chosen, and which years of others are of a part of
    the members, or withheld, and why."""
    composed = find_composed(selection.territories)
    if not composed:
        return []
    names = join_words([selection.name(code) for code in composed])
    said = [refusal for one in dict.fromkeys(indicators) if (refusal := explain_no_sum(one, names))]
    own = rows[rows["territory"].astype(str).isin(composed)]
    is_told = own["status"].astype(str).isin(("partial", "missing", "confidential")) & own["note"].astype(str).ne("")
    keys = [own.loc[is_told, "territory"].astype(str), own.loc[is_told, "note"].astype(str)]
    for (code, note), told in own[is_told].groupby(keys, sort=False):
        years = join_words(join_runs([str(year) for year in sorted({*told["year"].astype(int)})]))
        said.append(f"{selection.name(str(code))}, {years} : {str(note).replace(chr(39), '’')}.")
    return said


def explain_no_rank(codes: Sequence[str], level: Level, selection: Selection) -> tuple[str, ...]:
    """Why some composed territories have no place in a ranking of a level; nothing where they have one."""
    if not codes or level == "epci":
        return ()
    names = join_words([selection.name(code) for code in codes])
    return (f"{names} : pas de rang parmi les {NAMES[level].plural}. Un territoire composé se classe parmi les EPCI.",)


def explain_no_sum(indicator: str, names: str) -> str:
    """Why an indicator has no value for composed territories, in a sentence; "" where it has one."""
    catalog = load_catalog()
    if catalog.may(indicator, "sum") or find_terms(indicator):
        return ""
    entry = catalog.indicators[indicator]
    reason = NOT_SUMMED.get(entry.kind, OTHERWISE)
    return f"« {entry.short} » ne s’additionne pas : {reason}. Pas de valeur pour {names}."
