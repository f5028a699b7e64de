"""What is withheld at the build: no read, table or file after it can tell a confidential value."""

from pathlib import Path

import pandas as pd
import pytest

from loaders import store
from loaders.catalog import load_catalog
from loaders.pipeline.build import build_tables, write_table
from loaders.pipeline.grants import COLUMNS as GRANT_COLUMNS
from loaders.pipeline.withheld import drop_idle, find_hidden, hide, settle
from loaders.reading.series import load_series
from loaders.rules.relations import Total
from loaders.territories.perimeters import read_memberships
from pages.files.csv import write_french_csv, write_tidy_csv
from pages.views.selection import Selection
from pages.views.tables import LABELS, describe_rows
from tests.synthetic import FIGURE, write_rows

REGION, DEPARTEMENTS = "R32", ("D02", "D59", "D60", "D62", "D80")
TONNES = {"D02": None, "D59": 4_007, "D60": 2_003, "D62": 3_011, "D80": 1_009}
EPCI = "246200299"
FILE = FIGURE | {"source": "ademe-sinoe04", "indicator": "waste.collected"}


def row_of(territory: str, value: int | None, **changes: str) -> dict[str, str]:
    """A row of a figures file; no value is a secret."""
    written = {"value": "", "published": "", "status": "confidential"}
    if value is not None:
        written = {"value": str(value), "published": f"{value} tonnes", "status": "normal"}
    return FILE | written | {"territory": territory, "lines": territory} | changes


def build(folder: Path, rows: list[dict[str, str]]) -> pd.DataFrame:
    """The observations of synthetic rows, built as the real ones are."""
    folder.mkdir(exist_ok=True)
    write_rows(folder / "synthétique.csv", rows)
    write_rows(folder / "grants-synthétique.csv", [], GRANT_COLUMNS)
    return build_tables(load_catalog(), folder).observations


def values_of(observations: pd.DataFrame, column: str = "territory") -> dict[str, float | None]:
    keys = observations[column].astype(str)
    return {key: None if pd.isna(v) else float(v) for key, v in zip(keys, observations["value"], strict=True)}


@pytest.fixture
def region(tmp_path: Path) -> pd.DataFrame:
    rows = [row_of(code, value) for code, value in TONNES.items()]
    return build(tmp_path / "figures", [*rows, row_of(REGION, 11_037)])


def test_the_smallest_of_the_others_is_withheld_with_the_secret(region: pd.DataFrame) -> None:
    assert values_of(region) == {"D02": None, "D59": 4007, "D60": 2003, "D62": 3011, "D80": None, REGION: 11037}
    withheld = region[region["territory"].astype(str).isin(["D02", "D80"])]
    assert set(withheld["status"].astype(str)) == {"confidential"}
    assert set(withheld["published"]) == {""}
    assert "ne pas révéler" in withheld.set_index("territory")["note"]["D80"]


def test_from_the_build_to_the_files_nothing_tells_the_secret(
    region: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Build, store, series, table, CSV: neither the secret (1,007) nor the complement (1,009) is in any."""
    real = store._query
    folder = tmp_path / "data"
    folder.mkdir()
    write_table(region, folder / "observations.parquet")
    for name in ("grants", "territories", "parts"):
        (folder / f"{name}.parquet").write_bytes((store.DATA / f"{name}.parquet").read_bytes())
    monkeypatch.setattr(store, "_query", lambda sql, parameters: real(sql, parameters, folder))
    for per_inhabitant in (False, True):
        series = load_series("waste.collected", territories=DEPARTEMENTS, per_inhabitant=per_inhabitant)
        frame = series.frame.set_index("territory")
        assert frame.loc[["D02", "D80"], "value"].isna().all()
        assert set(frame.loc[["D02", "D80"], "status"].astype(str)) == {"confidential"}
        table = store.load_territories().set_index("code", drop=False)
        selection = Selection(DEPARTEMENTS, (2009, 2026), per_inhabitant, ("D62",), "PMA", 2025, table)
        words = describe_rows(series.frame.assign(unit=series.unit), selection)
        assert words["status"].tolist().count("confidentiel") == 2
        listed = words[[c for c in LABELS if c in words]].rename(columns=LABELS)
        for file in (write_french_csv(listed, {"Filtres": ""}), write_tidy_csv(series.frame)):
            said = file.decode("utf-8-sig")
            assert "1009" not in said and "1 009" not in said and "1007" not in said
            assert "confid" in said


def test_a_part_of_a_total_by_stream_is_protected_too(tmp_path: Path) -> None:
    rows = [
        row_of("D62", 100),
        row_of("D62", None, scope="stream=green", lines="1"),
        row_of("D62", 30, scope="stream=bulky", lines="2"),
        row_of("D62", 63, scope="stream=residual", lines="3"),
    ]
    found = values_of(build(tmp_path, rows), "scope")
    assert found == {"": 100, "stream=green": None, "stream=bulky": None, "stream=residual": 63}


def test_a_ratio_made_of_a_secret_is_withheld(tmp_path: Path) -> None:
    ratio = {"indicator": "waste.collected_per_inhabitant", "unit": "kg_per_hab", "lines": "9"}
    found = build(tmp_path, [row_of("246200364", None), row_of("246200364", 642, **ratio)])
    assert found["value"].isna().all()
    assert "se calcule" in found.loc[found["indicator"].astype(str).ne("waste.collected"), "note"].iloc[0]


def test_every_delivery_of_a_secret_loses_its_value(tmp_path: Path) -> None:
    """A value published once and made confidential since is withheld in its older delivery as well."""
    rows = [row_of("D62", 3_011), row_of("D62", None, source="terril", lines="2")]
    found = build(tmp_path, rows)
    assert len(found) == 2 and found["value"].isna().all() and set(found["published"]) == {""}


def test_a_target_and_another_year_stay(tmp_path: Path) -> None:
    rows = [row_of("D62", None), row_of("D62", 5, period="2022", year="2022"), row_of("D62", 9, status="objective")]
    found = build(tmp_path, rows)
    assert sorted(found["value"].dropna()) == [5, 9]


def test_without_any_secret_the_observations_are_the_same(tmp_path: Path) -> None:
    found = build(tmp_path, [row_of("D62", 5)])
    assert hide(found, find_hidden(found, load_catalog(), pd.DataFrame())) is found


def list_partial(secret: int) -> list[dict[str, str]]:
    """The communes of Hénin-Carvin, the first `secret` of them secret, and its sum of the others."""
    members = read_memberships(2025)
    codes = sorted(members.loc[members["epci"].eq(EPCI), "commune"])
    rows = [row_of(code, None if n < secret else 1000 + n) for n, code in enumerate(codes)]
    return [*rows, row_of(EPCI, sum(1000 + n for n in range(secret, len(codes))), status="partial")]


def list_hidden(built: pd.DataFrame) -> set[str]:
    return set(built.loc[built["status"].astype(str).eq("confidential"), "territory"].astype(str))


def test_a_sum_of_the_communes_that_are_not_secret_withholds_no_other(tmp_path: Path) -> None:
    rows = list_partial(2)
    built = build(tmp_path / "figures", rows)
    assert list_hidden(built) == {rows[0]["territory"], rows[1]["territory"]}
    assert values_of(built)[EPCI] == sum(range(1002, 1014))


def test_a_secret_sum_that_its_parts_would_tell_takes_two_of_them_with_it(tmp_path: Path) -> None:
    *communes, _ = list_partial(0)
    # A tenth of the sum, 1 409, is more than one of them.
    assert len(list_hidden(build(tmp_path / "figures", [*communes, row_of(EPCI, None)]))) == 3


def test_under_a_published_whole_a_partial_sum_is_no_part_of_it_but_all_of_its_parts_are() -> None:
    whole = Total("PMA", ("A", "B"))
    own = Total("A", ("a1", "a2"))
    found = drop_idle([whole, own, Total("D", ("a1", "a2"))], {"PMA", "A", "B", "a1", "a2"}, frozenset({"A"}))
    assert [relation.cells for relation in found] == [
        ("PMA", ("whole", "A"), "B"), ("A", "a1", "a2"), (("whole", "A"), "a1", "a2"),
    ]  # fmt: skip


def test_a_whole_and_parts_that_are_all_of_some_months_are_tied_as_others_are() -> None:
    region = Total("R32", ("D62", "D59"))
    assert drop_idle([region], {"R32", "D62", "D59"}, frozenset({"R32", "D62", "D59"})) == [region]


def test_of_two_perimeters_that_which_the_figure_cannot_be_of_does_not_hold() -> None:
    """T is 9: the three communes of today make more, with what the third alone has; the two of the time may be it."""
    then, today = Total("T", ("a", "b")), Total("T", ("a", "b", "c"))
    values = {"T": 9.0, "a": 5.0, "c": 7.0}
    assert [one.holds for one in settle([then, today], values)] == [True, False]
    assert [one.holds for one in settle([then, today], {"a": 5.0, "c": 7.0})] == [True, True]
    assert [one.holds for one in settle([today], values)] == [True]
    assert [one.holds for one in settle([then, today], {"T": 14.0, "a": 5.0, "b": 2.0, "c": 7.0})] == [False, True]
