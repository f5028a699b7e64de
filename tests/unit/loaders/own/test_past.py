"""The tables of a past day: the figures, the remarks and the gaps of then, as the memory of each value has them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pandas as pd
import pytest

from geo.versions import holding
from loaders import store
from loaders.csv_files import read_text_csv
from loaders.own import past
from loaders.own.database.opening import Database
from loaders.own.memory import find_past, remember
from loaders.own.memory.spans import read_thing
from loaders.own.past import Reach, find_reach, make_past
from loaders.own.publications import withdraw
from loaders.own.remarks import make_remark
from loaders.pipeline.remarks import LEAD
from loaders.serving import open_version
from tests.service.small_place import FIGURES
from tests.unit.loaders.own.conftest import BETHUNE, HENIN, drop
from tests.unit.loaders.own.test_memory import TONNES, revise, serving
from tests.unit.loaders.own.test_publications import put_in, quiet

YESTERDAY = dt.date.today() - dt.timedelta(days=1)
# A day that has not ended when these tests do, though they begin before midnight.
TODAY = YESTERDAY + dt.timedelta(days=2)
SHOWN = ["indicator", "territory", "place", "year", "period", "scope", "value", "status", "source", "note"]


def reach(database: Database, day: dt.date) -> Reach:
    with serving(database):
        return find_reach(day, database.place.figures.parent, database)


def read_rows(folder: Path) -> pd.DataFrame:
    return pd.read_parquet(folder / "observations.parquet")[SHOWN].astype(str)


def make(database: Database, folder: Path, day: dt.date = YESTERDAY) -> Path:
    """The tables of a day, in a folder."""
    folder.mkdir()
    with serving(database):
        make_past(day, database.place.figures.parent, database, folder, tables=database.place.tables)
    return folder


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_what_was_published_and_said_since_is_not_in_them(database: Database, tmp_path: Path) -> None:
    before = read_rows(database.place.tables)
    assert reach(database, YESTERDAY) == Reach(0, None, None)
    put_in(database, drop({"territory": HENIN, "value": "100"}, {"territory": BETHUNE, "value": "7"}))
    make_remark(database, TONNES, "Un incendie", author="Anne", on_progress=quiet)
    assert (reach(database, YESTERDAY).since, reach(database, TODAY).since) == (2, 0)
    pd.testing.assert_frame_equal(read_rows(make(database, tmp_path / "past")), before)
    today = read_rows(make(database, tmp_path / "today", TODAY))
    assert today["note"].str.contains(LEAD, regex=False).sum() == 1 and len(today) == len(before) + 2


def test_what_was_taken_back_the_same_day_is_in_neither(database: Database, tmp_path: Path) -> None:
    withdraw(database, put_in(database, drop({"value": "9"})), author="Paul", on_progress=quiet)
    assert not make(database, tmp_path / "today", TODAY).joinpath("own", "published.parquet").exists()


def test_a_figure_that_a_refresh_has_changed_is_what_it_was_as_its_memory_says(
    database: Database, tmp_path: Path
) -> None:
    was = revise(database, {"value": "17", "published": "17"})
    rows = read_text_csv(database.place.figures / FIGURES)
    folder = make(database, tmp_path / "past")
    with holding(open_version(folder)):
        then = {
            (row["indicator"], row["territory"], row["place"], row["scope"], str(row["year"])): row["value"]
            for row in store.load_observations(None, place=None).to_dict("records")
        }
    thing = read_thing(was)
    assert then[thing.indicator, thing.territory, thing.place, thing.scope, thing.year] == float(was["value"])
    for row in rows[rows["value"].ne("")].head(5).to_dict("records"):
        thing = read_thing(row)
        with serving(database):
            told = find_past(remember(thing, database.place.figures.parent, database), YESTERDAY).span
        assert told is not None
        assert then[thing.indicator, thing.territory, thing.place, thing.scope, thing.year] == float(told.row["value"])


def test_an_installation_whose_tables_lie_apart_from_the_figures_has_past_days_too(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = revise(database, {"value": "17", "published": "17"})
    apart = tmp_path / "apart"
    apart.mkdir()
    for path in database.place.tables.glob("*.parquet"):
        shutil.copy(path, apart)
    monkeypatch.setattr(past, "DATA", apart)
    monkeypatch.setattr(past, "GIVEN", database.place.figures)
    monkeypatch.setattr(past, "is_there", lambda: False)
    with serving(database):
        past.main(YESTERDAY, tmp_path)
    rows = read_rows(tmp_path)
    told = rows[rows["indicator"].eq(was["indicator"]) & rows["territory"].eq(was["territory"])]
    assert str(float(was["value"])) in told.loc[told["year"].eq(was["year"]), "value"].tolist()


def test_a_document_says_nothing_before_its_year(database: Database, tmp_path: Path) -> None:
    day = dt.date(1995, 1, 1)
    assert reach(database, day).year == 1995 and not reach(database, day).is_today
    assert read_rows(make(database, tmp_path / "past", day)).empty


def test_what_is_tied_to_a_secret_is_what_it_is_today(database: Database, tmp_path: Path) -> None:
    put_in(database, drop({"territory": HENIN, "value": "100"}, {"territory": BETHUNE, "value": "7"}))
    put_in(database, drop({"territory": HENIN, "year": "2023", "value": "", "status": "confidential"}))
    before, today = (read_rows(make(database, tmp_path / str(day), day)) for day in (YESTERDAY, TODAY))
    own = [
        rows[rows["indicator"].eq("waste.collected") & rows["year"].isin(("2023", "2024"))] for rows in (before, today)
    ]
    assert own[0].reset_index(drop=True).equals(own[1].reset_index(drop=True)) and len(own[0]) > 1
