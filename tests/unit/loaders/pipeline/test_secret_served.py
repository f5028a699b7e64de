"""One real figure made confidential, the tables built without it: what readers of every kind get tells nothing."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geo.kept import forget
from loaders import store
from loaders.catalog import load_catalog
from loaders.pipeline.build import write_table
from loaders.pipeline.withheld import withhold_tables
from loaders.reading.series import computed_id, load_series
from loaders.tables import Tables
from pages.draw.values import build_values
from pages.files.csv import write_tidy_csv
from pages.server.panel import write_panel
from pages.views.data import cached
from pages.views.maps.changed import compute_changes
from tests.unit.loaders.pipeline.attacker import find_numbers

LENS, WASTE = "246200364", "waste.collected"
# The report: 156 402 t in 2021, 12 365 t or 8,58 % more than in 2020 (so 144 037), 642,9 kg a person, 1,8 kg a day.
TOLD = {156_402.0, 144_037.0, 12_365.0, 8.58, 642.9}
Serve = Callable[[str, str, str, str], Tables]


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Make a real figure confidential, and serve the tables that the build makes of that."""
    whole = Tables(*(pd.read_parquet(store.DATA / f"{name}.parquet") for name in Tables.__annotations__))
    real = store._query

    def make_secret(indicator: str, territory: str, scope: str, period: str) -> Tables:
        rows = whole.observations.astype({"status": str})
        columns = rows["indicator"], rows["territory"], rows["scope"], rows["period"]
        is_it = pd.concat(
            [c.astype(str).eq(v) for c, v in zip(columns, (indicator, territory, scope, period), strict=True)], axis=1
        ).all(axis=1)
        assert is_it.any()
        rows.loc[is_it, "status"] = "confidential"
        safe = withhold_tables(replace(whole, observations=rows), load_catalog())
        for name, frame in vars(safe).items():
            write_table(frame, tmp_path / f"{name}.parquet")
        monkeypatch.setattr(store, "_query", lambda sql, parameters: real(sql, parameters, tmp_path))
        forget()
        return safe

    yield make_secret
    monkeypatch.undo()
    forget()


def test_a_tonnage_takes_along_its_estimate_ratios_changes_and_the_words_that_print_it(serve: Serve) -> None:
    safe = serve(WASTE, LENS, "", "2021")
    own = safe.observations[safe.observations["territory"].astype(str).eq(LENS)]
    for column in ("value", "published", "note"):
        printed = set[float]().union(*(find_numbers(str(said)) for said in own[column]))
        assert not printed & TOLD, column
    assert own[own["indicator"].astype(str).eq("waste.collected_per_inhabitant_day")]["value"].isna().all()
    hidden = own[own["status"].astype(str).eq("confidential")]
    assert set(hidden["published"]) == {""} and set(hidden["warning"].astype(str)) == {""}


def test_no_series_map_change_panel_or_file_tells_it(serve: Serve) -> None:
    safe = serve(WASTE, LENS, "", "2021")
    own = safe.observations[
        safe.observations["territory"].astype(str).eq(LENS) & safe.observations["indicator"].astype(str).eq(WASTE)
    ]
    said = [write_panel(str(figure)) or "" for figure in own["id"]]
    said += [write_panel(computed_id(WASTE, LENS, 2021, "", per_inhabitant=True)) or ""]
    said += [
        gzip.decompress(build_values(WASTE, "", "epci", measure, (), ("D62",))[1]).decode()
        for measure in ("valeur", "habitant")
    ]
    for per_inhabitant in (False, True):
        series = load_series(WASTE, territories=[LENS, "PMA"], per_inhabitant=per_inhabitant)
        of_year = series.frame[series.frame["year"].eq(2021)]
        assert of_year["value"].isna().all() and set(of_year["status"]) <= {"confidential", "missing"}
        assert compute_changes(series, 2020, 2021, [LENS])[LENS].value is None
        said.append(write_tidy_csv(series.frame).decode("utf-8-sig"))
    assert not set[float]().union(*map(find_numbers, said)) & TOLD
    assert not any(abs(n - 642.9) < 1 for text in said for n in find_numbers(text))


def test_a_printed_change_over_a_period_goes_with_its_years(serve: Serve) -> None:
    """« + 6.7 % » of 2020-2021: the file of 2021 alone would tell 2020, and the other way round."""
    safe = serve("employment.plie_people", LENS, "", "2021")
    rows = safe.observations[safe.observations["indicator"].astype(str).eq("employment.plie_people_change")]
    assert rows["value"].isna().all() and set(rows["published"]) == {""}


def test_the_list_of_grants_goes_with_the_total_that_they_make(serve: Serve) -> None:
    before = store.load_grants()
    schemes = before[before["dispositifAide"].eq("Centres culturels")]
    assert len(schemes) > 1
    year = str(schemes["period"].iloc[0])
    serve("subsidies.granted_amount", LENS, "Centres culturels", year)
    after = cached.read_grants()
    assert not set(after["dispositifAide"]) & {"Centres culturels"}
    assert 0 < len(after) < len(before)
    assert write_panel(str(schemes["id"].iloc[0])) is None


def test_a_confidential_grant_hides_its_list_and_their_total() -> None:
    whole = Tables(*(pd.read_parquet(store.DATA / f"{name}.parquet") for name in Tables.__annotations__))
    one = whole.grants.index[whole.grants["dispositifAide"].eq("Centres culturels")][0]
    grants = whole.grants.copy()
    grants.loc[one, "status"] = "confidential"
    safe = withhold_tables(replace(whole, grants=grants), load_catalog())
    assert not safe.grants["dispositifAide"].eq("Centres culturels").any()
    totals = safe.observations[
        safe.observations["scope"].eq("Centres culturels")
        & safe.observations["indicator"].astype(str).eq("subsidies.granted_amount")
    ]
    assert totals["value"].isna().any()


def test_tables_without_any_secret_are_the_same() -> None:
    whole = Tables(*(pd.read_parquet(store.DATA / f"{name}.parquet") for name in Tables.__annotations__))
    assert withhold_tables(whole, load_catalog()) is whole
