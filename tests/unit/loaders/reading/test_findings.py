"""What is found by reading every figure: made apart for a version that is to be served, the same as in place."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo.kept import forget
from geo.versions import Version, holding
from loaders.reading.findings import LEFT, read_contradictions, read_ties
from loaders.serving import tell_version
from loaders.tables import DATA, SERVED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tables of the house in a folder of their own."""
    for name in SERVED:
        shutil.copy(DATA / f"{name}.parquet", tmp_path)
    return tmp_path


def test_what_is_found_apart_is_what_is_found_in_place(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "loaders.reading.findings", str(folder)], check=True)
    left = pickle.loads((folder / LEFT).read_bytes())
    assert left == {"contradictions": read_contradictions(), "ties": read_ties()}
    assert left["contradictions"] and left["ties"]


def test_a_version_takes_what_was_left_for_it_and_a_past_day_does_not(folder: Path) -> None:
    expected = read_contradictions()
    (folder / LEFT).write_bytes(pickle.dumps({"contradictions": (), "ties": ()}))
    version = Version(tell_version(folder), folder)
    forget()
    with holding(version):
        assert read_contradictions() == read_ties() == ()
    with holding(Version("past", folder, day="2026-01-01", rests_on=version)):
        assert read_contradictions() == expected
