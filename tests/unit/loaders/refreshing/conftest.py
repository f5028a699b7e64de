"""Publishers on the loopback, and data to refresh in a folder of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.catalog import ROOT
from tests.publishers import House, open_house


@pytest.fixture(scope="module")
def publishers() -> Iterator[House]:
    """Publishers that answer nothing until they are told what."""
    with open_house() as house:
        yield house


@pytest.fixture
def house(publishers: House) -> House:
    """The same, with nothing left of the test before."""
    publishers.answers.clear()
    publishers.asked.clear()
    return publishers


@pytest.fixture(scope="module")
def some_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue, and the figures of what is asked for below."""
    folder = tmp_path_factory.mktemp("some") / "data"
    shutil.copytree(ROOT / "data" / "catalog", folder / "catalog")
    for name in ("sinoe", "isdnd"):
        (folder / "figures").mkdir(exist_ok=True)
        shutil.copy(ROOT / "data" / "figures" / f"{name}.csv", folder / "figures")
    return folder


@pytest.fixture
def data(some_data: Path, tmp_path: Path) -> Path:
    """The same in a folder of its own, to write in."""
    return Path(shutil.copytree(some_data, tmp_path / "data"))
