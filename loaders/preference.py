"""Which of several figures stands for a year: a declared order of what they are, never an accident of names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import pandas as pd

from loaders.catalog import Nature, load_catalog
from loaders.statuses import RESULTS, are_results, split_warnings

SEVERAL_YEARS = r"\d{4}-\d{4}"
KEYS = ["indicator", "territory", "place", "scope", "year"]
NATURES: tuple[Nature, ...] = get_args(Nature)
# What decides, in this order, and in the reader's words why the first is preferred.
CRITERIA = {
    "period": "d’une seule année",
    "status": "plus sûr par son statut",
    "undated": "dont l’année est imprimée",
    "nature": "d’une source plus proche de la mesure",
    "rounded": "plus exact",
    "date": "publié plus tard",
    "variant": "retenu à la transcription",
}
# Before these, where a service has figures of its own: they stand only where nobody else has a value.
OWN = {"own": "publié par un autre que le service"}
ORDER = {**OWN, **CRITERIA}
UNDECIDED = "départagées par rien"
OFFICE: Nature = "office"
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True)
class Tie:
    """Several figures of one thing and year that differ: the one that stands, the others, and what decided."""

    chosen: Mapping[Hashable, Any]
    others: tuple[Mapping[Hashable, Any], ...]
    criterion: str

    @property
    def reason(self) -> str:
        """What decided, in words."""
        return ORDER.get(self.criterion, UNDECIDED)


def _rank_sources(sources: pd.Series) -> tuple[pd.Series, pd.Series]:
    """For each row the place of its source's nature, and the last year that its source states, the latest first."""
    known = load_catalog().sources
    names = {str(name) for name in sources.unique()}
    natures, dates = {}, {}
    for name in names:
        own = [known[key] for key in name.split(";") if key in known]
        natures[name] = max((NATURES.index(source.nature) for source in own), default=len(NATURES))
        dates[name] = -max((int(year) for source in own for year in _YEAR.findall(str(source.date))), default=0)
    given = sources.astype(str)
    return given.map(natures).astype("int64"), given.map(dates).astype("int64")


def _rank_own(rows: pd.DataFrame) -> pd.Series:
    """1 for what a service has put in itself where another source has a value of the thing, and for what has none where
    only the service has one; 0 elsewhere."""
    known = load_catalog().sources
    named = {str(name) for name in rows["source"].unique()} & {*known}
    own = [name for name in named if known[name].nature == OFFICE]
    if not own:
        return pd.Series(0, index=rows.index)
    is_own, has_value = rows["source"].isin(own), rows["value"].notna()
    keys = [rows[name].astype(str) for name in KEYS]
    is_published = (has_value & ~is_own).groupby(keys).transform("any")
    is_known = has_value.groupby(keys).transform("any")
    return (is_own.where(is_published, is_known & ~has_value)).astype("int64")


def rank_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The place of each row under each criterion, the smaller the better; a column each, in their order."""
    nature, date = _rank_sources(rows["source"])
    warnings = rows["warning"].astype(str) if "warning" in rows else pd.Series("", index=rows.index)
    carried = {given: split_warnings(given) for given in warnings.unique()}
    return pd.DataFrame(
        {
            "own": _rank_own(rows),
            "period": rows["period"].astype(str).str.fullmatch(SEVERAL_YEARS).astype("int64"),
            "status": rows["status"].astype(str).map({s: n for n, s in enumerate(RESULTS)}).fillna(len(RESULTS)),
            "undated": warnings.map({given: "undated" in own for given, own in carried.items()}).astype("int64"),
            "nature": nature,
            "rounded": warnings.map({given: "rounded" in own for given, own in carried.items()}).astype("int64"),
            "date": date,
            "variant": rows["variant"].astype("int64") if "variant" in rows else 0,
        },
        index=rows.index,
    )


def _sort(observations: pd.DataFrame) -> pd.DataFrame:
    """The preferred of each thing and year first; `source` last, so that the order never depends on chance."""
    ranks = rank_rows(observations).assign(source=observations["source"].astype(str))
    return observations.loc[ranks.sort_values([*ORDER, "source"], kind="stable").index]


def prefer(observations: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator, territory, place, scope and year, that which comes first in ORDER.

    What stands beside results (an aim, a plan, a limit, an offer) is left out.
    """
    kept = observations[are_results(observations["status"])]
    is_tied = kept.duplicated(KEYS, keep=False)
    if is_tied.any():
        kept = pd.concat([kept[~is_tied], _sort(kept[is_tied]).drop_duplicates(KEYS)])
    return kept.sort_values(KEYS, ignore_index=True)


def count_ties(ties: Sequence[Tie]) -> str:
    """How many ties each criterion decided, in one line."""
    counts = Counter(tie.reason for tie in ties)
    told = ", ".join(f"{count} {reason}" for reason, count in counts.most_common())
    return f"Plusieurs valeurs publiées d’une même chose : {len(ties)}{f' ({told})' if told else ''}."


def list_ties(observations: pd.DataFrame) -> list[Tie]:
    """Where several figures of one thing and year differ in value: which stands, and what in the order decided.

    `observations` are those printed, with every delivery and every value of the same thing.
    """
    newest = observations.sort_values("revision", kind="stable")
    observations = newest.drop_duplicates(["id", "variant"], keep="last")
    ordered = _sort(observations[observations["value"].notna() & are_results(observations["status"])])
    several = ordered[ordered.duplicated(KEYS, keep=False)]
    ranks = rank_rows(several)
    ties = []
    for _, own in several.groupby(KEYS, observed=True, sort=True):
        others = own.iloc[1:][own["value"].iloc[1:].ne(own["value"].iloc[0])]
        if others.empty:
            continue
        first, second = ranks.loc[own.index[0]], ranks.loc[others.index[0]]
        criterion = next((name for name in ORDER if first[name] != second[name]), "")
        ties.append(Tie(own.iloc[0].to_dict(), tuple(others.to_dict("records")), criterion))
    return ties
