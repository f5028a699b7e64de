"""The ground of the tables is taken as it is kept where nothing that it is made of has changed, to the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from unittest.mock import patch

import pytest

from loaders.catalog import ROOT
from loaders.own import ground
from loaders.own.database.opening import Database, Place
from loaders.own.ground import GROUND, find_made_of, take_ground
from loaders.own.making import make_own_tables
from loaders.own.remarks import withdraw_remark
from loaders.pipeline.own import make_empty
from tests.unit.loaders.own.conftest import BETHUNE, HENIN, drop
from tests.unit.loaders.own.test_publications import put_in, quiet, read_tables
from tests.unit.loaders.own.test_remarks import say

# Every file that is opened while a ground is made, but for those of Python and of the machine.
OPENED = """
import sys
from pathlib import Path
from loaders.catalog import ROOT
seen = set()
sys.addaudithook(lambda what, told: seen.add(str(told[0])) if what == "open" else None)
from loaders.own.ground import list_read
from loaders.own.database.opening import Place
from loaders.catalog import read_catalog
from loaders.pipeline.build import build_ground
from loaders.pipeline.own import make_empty
place = Place()
build_ground(read_catalog(), place.figures, make_empty())
read = {str(path) for path in list_read(place)}
for path in sorted(seen):
    inside = path.startswith(str(ROOT)) and ".venv" not in path and not path.endswith(".pyc")
    if inside and Path(path).is_file() and path not in read:
        print(path)
"""


def forbid(*_: object) -> None:
    raise AssertionError("the ground was made anew")


@pytest.fixture
def filled(database: Database) -> Database:
    """A figure, a confidential one, and those that hide it."""
    put_in(
        database,
        drop({"territory": HENIN, "value": "100"}, {"territory": BETHUNE, "value": "", "status": "confidential"}),
    )
    return database


def test_a_remark_makes_nothing_anew_and_the_tables_are_those_made_from_nothing(filled: Database) -> None:
    with patch.object(ground, "build_ground", forbid):
        one = say(filled)
        said = read_tables(filled)
        withdraw_remark(filled, one.number, author="Paul", on_progress=quiet)
        say(filled, "Un autre mot.")
    kept = read_tables(filled)
    for path in (filled.place.tables / GROUND).iterdir():
        path.unlink()
    make_own_tables(filled, say=quiet)
    assert read_tables(filled) == kept != said


def add_line(place: Place) -> None:
    path = next(iter(place.figures.glob("*.csv")))
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def add_catalogue(place: Place) -> None:
    (place.figures.parent / "catalog").mkdir()
    (place.figures.parent / "catalog" / "breaks.yaml").write_text("", encoding="utf-8")


@pytest.mark.parametrize("change", [add_line, add_catalogue])
def test_another_file_is_another_ground(change: Callable[[Place], None], place: Place) -> None:
    declared = make_empty().declared
    before = find_made_of(declared, place)
    assert find_made_of(declared, place) == before
    change(place)
    assert find_made_of(declared, place) != before


def test_what_is_published_is_of_another_ground(filled: Database) -> None:
    with patch.object(ground, "build_ground", forbid), pytest.raises(AssertionError, match="made anew"):
        put_in(filled, drop({"territory": HENIN, "value": "120"}, name="suite.csv"))


@pytest.mark.parametrize("name", ["observations", "hidden", "territories"])
def test_a_ground_that_is_damaged_or_lacks_a_file_is_made_anew(name: str, place: Place) -> None:
    own, path = make_empty(), place.tables / GROUND / f"{name}.arrow"
    take_ground(own, place)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    take_ground(own, place)
    assert path.read_bytes() == whole
    path.unlink()
    take_ground(own, place)
    assert path.read_bytes() == whole


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_it_lies_where_the_server_alone_reads(place: Place) -> None:
    take_ground(make_empty(), place)
    assert (place.tables / GROUND).stat().st_mode & 0o777 == 0o700


def test_all_that_is_read_while_a_ground_is_made_is_in_its_word() -> None:
    done = subprocess.run([sys.executable, "-c", OPENED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == ""
