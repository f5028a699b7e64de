"""Remarks on what is no observation: grants, and figures that are computed, which no table holds: what is said of these
goes with the tables by their ids, and is put in their notes as they are read."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.kept import TABLES, keep
from geo.versions import find_version
from loaders.declared import CARRIER
from loaders.pipeline.grants import identify_lines
from loaders.pipeline.linked import HOUSEHOLDS, TONNES, read_numbers
from loaders.pipeline.remarks import GRANT, Remark, drop_days, find_measure, has_number, name_computed
from loaders.pipeline.reprinted import TELLING
from loaders.tables import DATA, SAID

# What a figure is divided by, by the measure that it is in.
BELOW = {"tonne": TONNES, "menage": HOUSEHOLDS}


@dataclass(frozen=True)
class Guard:
    """What such remarks may not tell: the indicators `tied` to what is withheld, the `sources` that give any of it, and
    the `values` that it is known to have."""

    tied: Set[str]
    sources: Set[str]
    values: Set[float]

    def _prints(self, remark: Remark) -> bool:
        return any(n in self.values for n in read_numbers(drop_days(remark["told"])) if n >= TELLING)

    def may_tell_computed(self, remark: Remark) -> bool:
        """Whether a remark may be shown beside a computed figure: beside one that is made of what is tied, none is."""
        terms = list_terms(remark["indicator"], find_measure(remark["period"]))
        return terms.isdisjoint(self.tied) and not self._prints(remark)

    def may_tell_grant(self, remark: Remark, source: str) -> bool:
        """Whether a remark may be shown beside a grant of a source: of one that gives what is withheld, one without a
        number."""
        return not (source in self.sources and has_number(drop_days(remark["told"]))) and not self._prints(remark)


def list_terms(indicator: str, measure: str) -> set[str]:
    """The indicators that a computed figure is made of."""
    return {indicator, BELOW.get(measure, indicator)}


def tell_computed(remarks: Iterable[Remark], guard: Guard) -> dict[str, str]:
    """What is said of computed figures, by their ids."""
    said = defaultdict[str, list[str]](list)
    for remark in remarks:
        if (figure := name_computed(remark)) and guard.may_tell_computed(remark):
            said[figure].append(remark["told"])
    return {figure: " ".join(told) for figure, told in said.items()}


def attach_to_grants(grants: pd.DataFrame, remarks: Iterable[Remark], guard: Guard) -> pd.DataFrame:
    """The grants with the remarks in their notes; the same where there is none to show."""
    of_grants = [remark for remark in remarks if remark["indicator"] == GRANT]
    if not of_grants:
        return grants
    lines = identify_lines(grants)
    of = dict(zip(lines, grants["source"].astype(str), strict=True))
    said = defaultdict[str, list[str]](list)
    for remark in of_grants:
        source = of.get(remark["place"])
        if source is not None and guard.may_tell_grant(remark, source):
            said[remark["place"]].append(remark["told"])
    if not said:
        return grants
    pairs = zip(lines, grants["note"], strict=True)
    return grants.assign(note=[" ".join(filter(None, (note, *said.get(line, ())))) for line, note in pairs])


def read_said_in(folder: Path) -> Mapping[str, str]:
    """What the tables of a folder say, by the id of the figure; nothing where they cannot be read."""
    try:
        carried = pq.read_schema(folder / CARRIER).metadata or {}
    except (OSError, pa.ArrowException):
        return {}
    found: dict[str, str] = json.loads(carried.get(SAID.encode(), b"{}"))
    return found


@keep(TABLES)
def read_said() -> Mapping[str, str]:
    """What the tables that are served say."""
    version = find_version()
    return read_said_in(DATA if version is None else version.folder)


def attach_said(frame: pd.DataFrame) -> pd.DataFrame:
    """Figures with what is said of those that are computed, after their notes; the same where nothing is."""
    said = read_said()
    is_said = frame["id"].isin(list(said)) if said else None
    if is_said is None or not is_said.any():
        return frame
    pairs = zip(frame["note"].fillna("").astype(str), frame["id"], strict=True)
    return frame.assign(note=[" ".join(filter(None, (note, said.get(str(figure), "")))) for note, figure in pairs])
