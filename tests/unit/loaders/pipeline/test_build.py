"""The rebuild: the same bytes each time, those that are committed, and nothing at all where something is wrong."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from loaders.catalog import ROOT, load_catalog
from loaders.pipeline import build as rebuild
from loaders.pipeline.build import OBSERVATION_COLUMNS, build, build_tables, make_observations, write_table
from loaders.pipeline.figures import COLUMNS, OPTIONAL, FiguresError, read_figures
from loaders.pipeline.grants import COLUMNS as GRANT_COLUMNS
from loaders.tables import DATA
from tests.synthetic import FIGURE, read_catalog, write_rows

TABLES = ("observations", "grants", "territories", "parts")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two rebuilds in processes of their own, which hash strings differently."""
    folders = [tmp_path_factory.mktemp("build"), tmp_path_factory.mktemp("build")]
    code = "import sys, pathlib; from loaders.pipeline.build import build; build(pathlib.Path(sys.argv[1]))"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(folder)], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": str(seed)}
        )
        for seed, folder in enumerate(folders)
    ]
    assert [process.wait(timeout=120) for process in started] == [0, 0]
    return folders


@pytest.mark.parametrize("table", TABLES)
def test_two_rebuilds_give_the_same_bytes(table: str, rebuilt: list[Path]) -> None:
    first, second = ((folder / f"{table}.parquet").read_bytes() for folder in rebuilt)
    assert first == second


@pytest.mark.parametrize("table", TABLES)
def test_what_is_committed_is_what_a_rebuild_gives(table: str, rebuilt: list[Path]) -> None:
    assert (rebuilt[0] / f"{table}.parquet").read_bytes() == (DATA / f"{table}.parquet").read_bytes()


def test_a_rebuild_leaves_nothing_but_the_tables(rebuilt: list[Path]) -> None:
    assert sorted(path.name for path in rebuilt[0].iterdir()) == sorted(f"{table}.parquet" for table in TABLES)


def test_nothing_is_written_when_something_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = load_catalog()
    fewer = {key: entry for key, entry in catalog.indicators.items() if key != "waste.landfilled"}
    monkeypatch.setattr(rebuild, "read_catalog", lambda: dataclasses.replace(catalog, indicators=fewer))
    with pytest.raises(FiguresError, match=r"isdnd\.csv, ligne 2, colonne « indicator »"):
        build(tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_figures_of_a_wrong_file_stop_the_build_with_file_and_line(tmp_path: Path) -> None:
    figures = tmp_path / "figures"
    figures.mkdir()
    write_rows(figures / "synthétique.csv", [FIGURE | {"territory": "99999"}])
    with pytest.raises(FiguresError, match=r"synthétique\.csv, ligne 2, colonne « territory »"):
        build_tables(read_catalog(tmp_path / "catalog"), figures)


def test_a_figure_becomes_an_observation_with_its_level_and_its_types(tmp_path: Path) -> None:
    figures = tmp_path / "figures"
    figures.mkdir()
    rows = [
        FIGURE | {"value": "", "status": "missing", "year": "2022", "period": "2022"},
        FIGURE | {"break_before": "1"},
    ]
    write_rows(figures / "synthétique.csv", rows)
    write_rows(figures / "grants-synthétique.csv", [], GRANT_COLUMNS)
    observations = build_tables(read_catalog(tmp_path / "catalog"), figures).observations
    assert list(observations.columns) == OBSERVATION_COLUMNS
    first, second = observations.to_dict("records")
    assert (first["level"], first["year"], first["value"], first["break_before"]) == ("commune", 2021, 1200.0, True)
    assert (first["locator"], first["published"], first["revision"]) == ("12", "1 200", 1)
    assert (second["year"], second["status"], second["break_before"]) == (2022, "missing", False)
    assert pd.isna(second["value"])


def observe(folder: Path, *changes: dict[str, str]) -> pd.DataFrame:
    """Observations made from synthetic rows of a figures file, a row for each change."""
    catalog = read_catalog(folder / "catalog")
    write_rows(folder / "synthétique.csv", [FIGURE | change for change in changes], [*COLUMNS, *OPTIONAL])
    return make_observations(read_figures(folder, catalog, {"62498"}), pd.Series({"62498": "commune"}), catalog)


def test_a_blank_is_missing_and_a_zero_is_zero(tmp_path: Path) -> None:
    rows = observe(tmp_path, {"value": "", "status": "missing"}, {"value": "0", "period": "2022", "year": "2022"})
    values = rows.set_index(rows["status"].astype(str))["value"]
    assert pd.isna(values["missing"])
    assert values["normal"] == 0


def test_another_value_of_the_same_thing_is_kept_and_not_shown(tmp_path: Path) -> None:
    rows = observe(tmp_path, {"value": "262"}, {"value": "264", "lines": "90", "variant": "1"})
    assert rows.set_index("variant")["is_current"].to_dict() == {0: True, 1: False}
    assert rows["id"].nunique() == 2


def test_a_newer_delivery_takes_the_place_of_the_older_which_is_kept(tmp_path: Path) -> None:
    rows = observe(tmp_path, {"value": "1200"}, {"value": "1210", "revision": "2"})
    assert rows.set_index("value")["is_current"].to_dict() == {1200: False, 1210: True}
    assert rows["id"].nunique() == 1


def test_a_table_takes_its_place_whole(tmp_path: Path) -> None:
    path = tmp_path / "synthetic.parquet"
    write_table(pd.DataFrame({"code": ["01004"]}), path)
    write_table(pd.DataFrame({"code": ["01004", "2A004"]}), path)
    assert pd.read_parquet(path)["code"].tolist() == ["01004", "2A004"]
    assert [file.name for file in tmp_path.iterdir()] == ["synthetic.parquet"]
