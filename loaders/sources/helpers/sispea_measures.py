"""What the codes of SISPEA make: indicators, what a ratio is weighted by, and where a service is at home."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.boundaries import read_attributes
from loaders.catalog import load_catalog
from loaders.sources.helpers.sispea_files import DOUBTED, UNCHECKED

SERVED = "habitants desservis"


@dataclass(frozen=True)
class Measure:
    """What an indicator is of what a service declares: the codes that are added, and those that are taken away.

    `weights` are the codes whose sum a ratio is weighted by in an EPCI, none for a count; `by` is what they are. What
    `is_alone` is that of one service: water that a service sells to another would count twice in a sum.
    """

    competence: str
    unit: str
    added: tuple[str, ...]
    taken: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    by: str = ""
    is_alone: bool = False

    @property
    def section(self) -> str:
        """« VP.059 + VP.060 − VP.061 »."""
        return " + ".join(self.added) + "".join(f" − {code}" for code in self.taken)


MEASURES = {
    "water.produced": Measure("AEP", "m3", ("VP.059",)),
    "water.imported": Measure("AEP", "m3", ("VP.060",), is_alone=True),
    "water.distributed": Measure("AEP", "m3", ("VP.059", "VP.060"), ("VP.061",)),
    "water.billed": Measure("AEP", "m3", ("VP.063", "VP.201")),
    "water.consumed": Measure("AEP", "m3", ("VP.063", "VP.201")),
    "water.lost": Measure("AEP", "m3", ("VP.059", "VP.060"), ("VP.061", "VP.063", "VP.201", "VP.220", "VP.221")),
    "water.subscribers": Measure("AEP", "subscribers", ("VP.056",)),
    "water.network_length": Measure("AEP", "km", ("VP.077",)),
    "water.served_population": Measure("AEP", "hab", ("D101.0",)),
    "water.price": Measure("AEP", "EUR_per_m3", ("D102.0",), weights=("D101.0",), by=SERVED),
    "water.yield": Measure("AEP", "percent", ("P104.3",), weights=("VP.059", "VP.060"), by="volumes introduits"),
    "water.losses_per_km": Measure("AEP", "m3_per_km_day", ("P106.3",), weights=("VP.077",), by="km de réseau"),
    "sanitation.billed": Measure("AC", "m3", ("VP.068",)),
    "sanitation.subscribers": Measure("AC", "subscribers", ("VP.056",)),
    "sanitation.network_length": Measure("AC", "km", ("VP.077",)),
    "sanitation.served_population": Measure("AC", "hab", ("D201.0",)),
    "sanitation.price": Measure("AC", "EUR_per_m3", ("D204.0",), weights=("D201.0",), by=SERVED),
    "sanitation.individual_population": Measure("ANC", "hab", ("D301.0",)),
    "sanitation.individual_compliance": Measure("ANC", "percent", ("P301.3",), weights=("D301.0",), by=SERVED),
}


def measure_services(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator and service that declares it: value, weight, printed, worth, and the service's name.

    `weight` is NaN for a count, and where it is not declared; what is computed of several codes needs all of them.
    """
    tables = []
    for indicator, measure in MEASURES.items():
        own = frame[frame["kind"].eq("value") & frame["competence"].eq(measure.competence)]
        codes = [*measure.added, *measure.taken]
        given = own[own["code"].isin(codes)]
        wide = own.pivot(index="service", columns="code", values="value").reindex(
            columns=[*codes, *(code for code in measure.weights if code not in codes)]
        )
        added, taken = (wide[[*names]].sum(axis=1, skipna=False) for names in (measure.added, measure.taken))
        weight = wide[[*measure.weights]].sum(axis=1, skipna=False) if measure.weights else float("nan")
        by_service = given.groupby("service")
        found = pd.DataFrame({"value": (added - taken).where(lambda value: value.ge(0)), "weight": weight})
        found["name"], found["worth"] = by_service["name"].first(), by_service["worth"].agg(_find_worst)
        found["printed"] = by_service["printed"].first() if len(codes) == 1 else ""
        known = found[found["value"].notna() & (found["weight"].gt(0) | (not measure.weights))]
        tables.append(known.reset_index().assign(indicator=indicator))
    return pd.concat(tables, ignore_index=True)


def _find_worst(worths: pd.Series) -> str:
    return next((worth for worth in (DOUBTED, UNCHECKED) if worth in set(worths)), "")


def list_pieces(frame: pd.DataFrame, successors: dict[str, str]) -> pd.DataFrame:
    """One row per service and commune of today that it serves: its `people` there, and the `share` of all its people.

    Where the file gives no people, those of the commune are taken, and without them each commune counts the same.
    """
    members = frame.loc[frame["kind"].eq("member"), ["competence", "service", "commune", "people"]]
    inhabitants = read_attributes("commune", load_catalog().deployment.vintage).set_index("code")["population"]
    people = members["people"].where(members["people"].gt(0))
    today = members.assign(commune=members["commune"].replace(successors))
    today["people"] = people.fillna(today["commune"].map(inhabitants)).astype("float64")
    pieces = today.groupby(["competence", "service", "commune"], as_index=False)["people"].sum()
    of_service = pieces.groupby(["competence", "service"])["people"]
    total, count = of_service.transform("sum"), of_service.transform("size")
    return pieces.assign(share=(pieces["people"] / total).where(total.gt(0), 1 / count))
