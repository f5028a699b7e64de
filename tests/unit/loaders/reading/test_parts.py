"""What sums are made of: every one leads to rows that add up to it, and nothing else is shown in their place."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pandas as pd
import pytest

from loaders import store
from loaders.reading import parts
from loaders.reading.parts import find_parts
from loaders.reading.provenance import trace
from loaders.store import load_of_source
from tests.proof import sample

SOURCES = ("dgcl-dotations", "dgaln-fonds-vert-2023", "sdes-sitadel", "ademe-sinoe04", "dgcl-epcicom")
BETHUNE, TERNOIS, DESVRES = "200072460", "200069672", "200018083"


def find(indicator: str, territory: str, year: int, scope: str = "") -> pd.Series:
    """The one figure of a key."""
    (row,) = store.load_observations([indicator], territories=[territory], years=(year, year), scopes=[scope]).to_dict(
        "records"
    )
    return pd.Series(row)


def keep_answers(read: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """A reader of tables that asks each thing once."""

    @cache
    def ask(names: tuple[Any, ...], options: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
        thaw = [list(name) if isinstance(name, tuple) else name for name in names]
        return read(*thaw, **dict(options))

    def answer(*names: Any, **options: Any) -> pd.DataFrame:
        frozen = tuple(tuple(name) if isinstance(name, list) else name for name in names)
        return ask(frozen, tuple((key, tuple(v) if isinstance(v, list) else v) for key, v in options.items()))

    return answer


@pytest.mark.parametrize("source", sample(SOURCES, 2))
def test_every_sum_of_a_source_leads_to_rows_that_add_up_to_it(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts.store, "load_observations", keep_answers(store.load_observations))
    monkeypatch.setattr(parts.store, "load_parts", keep_answers(store.load_parts))
    rows = load_of_source(source)
    sums = rows[rows["published"].eq("") & rows["value"].notna()]
    assert len(sums)
    is_zero = sums["value"].eq(0) & sums["note"].str.startswith("Aucun ")
    lost = []
    made = sums[~is_zero]
    for _, row in made.iloc[sample(range(len(made)), 400)].iterrows():
        found = find_parts(row)
        if not is_sum_of(row, found) or found is None or found.empty:
            lost.append((row["indicator"], row["territory"], row["year"], row["scope"]))
    for key, zeros in sums[is_zero].groupby(["indicator", "year", "scope", "level"], observed=True):
        found = find_parts(zeros.iloc[0])
        if found is None or len(found) or zeros["territory"].astype(str).isin(list_counted(source, *key)).any():
            lost.append(key)
    assert lost == []


def is_sum_of(row: pd.Series, found: pd.DataFrame | None) -> bool:
    return found is not None and round(float(found["value"].sum()), 2) == round(float(row["value"]), 2)


def list_counted(source: str, indicator: str, year: int, scope: str, level: str) -> set[str]:
    """The territories of a level that a row of a list counts in, whole or for one kind of recipient."""
    base, _, recipient = scope.partition(";recipient=")
    rows = store.load_parts(source, indicator, int(year), base)
    rows = rows[rows["recipient"].eq(recipient)] if recipient else rows
    return set(rows[parts.COUNTING[level]])


def test_the_projects_of_bethune_bruay_are_thirty_nine_with_its_own_that_has_no_place() -> None:
    found = find_parts(find("subsidies.received_amount", BETHUNE, 2023, "fund=fonds_vert"))
    assert found is not None
    own = found[found["who"].str.startswith("CA BETHUNE-BRUAY") & found["commune"].eq("")]
    assert (len(found), round(found["value"].sum(), 2), own["value"].tolist()) == (39, 4_390_585.76, [22_318.2])
    assert found["value"].is_monotonic_decreasing


def test_an_epci_partly_in_another_departement_has_its_communes_there_too() -> None:
    found = find_parts(find("housing.authorised", TERNOIS, 2020))
    assert found is not None
    outside = found[~found["territory"].str.startswith("62")]
    assert len(outside) == 1 and outside["commune"].str.startswith("80").all()


def test_the_communes_of_an_epci_lead_to_their_own_figures() -> None:
    found = find_parts(find("housing.authorised", DESVRES, 2013))
    assert found is not None
    assert len(found) == 31 and found["value"].sum() == 240
    assert all(trace(figure).row["territory"] == code for figure, code in found[["id", "territory"]].values[:3])


def test_a_zero_of_a_complete_list_has_no_rows() -> None:
    found = find_parts(find("subsidies.received_amount", "200069235", 2023, "fund=fonds_vert"))
    assert found is not None and found.empty


def test_a_printed_figure_is_no_sum() -> None:
    assert find_parts(find("population.municipal", BETHUNE, 2022)) is None


def test_rows_that_do_not_add_up_are_not_shown() -> None:
    row = find("subsidies.received_amount", BETHUNE, 2023, "fund=fonds_vert")
    row["value"] = row["value"] - 22_318.2
    assert find_parts(row) is None
