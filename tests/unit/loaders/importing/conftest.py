"""The data of the project in a folder of their own, to import into."""

import shutil
from pathlib import Path

import pytest

from loaders.catalog import ROOT


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the figures, of their parts and of the catalogue."""
    folder = tmp_path / "data"
    for name in ("figures", "parts", "catalog"):
        shutil.copytree(ROOT / "data" / name, folder / name)
    return folder
