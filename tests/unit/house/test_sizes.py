"""The house stays one that a stranger finds his way in: modules one reads at once, rooms one sees across."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from loaders.catalog import ROOT

MOST_LINES, MOST_MODULES = 300, 25
OURS = [path for top in ("pages", "loaders", "geo", "tests") for path in sorted((ROOT / top).rglob("*.py"))]
MODULES = [path for path in OURS if "node_modules" not in path.parts]


def test_there_is_something_to_measure() -> None:
    assert len(MODULES) > 500


def test_no_module_is_longer_than_one_reads() -> None:
    long = {str(path.relative_to(ROOT)): n for path in MODULES if (n := count_lines(path)) > MOST_LINES}
    assert long == {}


def test_no_folder_has_more_modules_side_by_side_than_one_sees() -> None:
    counts = Counter(str(path.parent.relative_to(ROOT)) for path in MODULES if path.name != "__init__.py")
    assert {folder: n for folder, n in counts.items() if n > MOST_MODULES} == {}


@pytest.mark.parametrize("lines", [0, 3])
def test_lines_are_counted(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "one.py"
    path.write_text("x\n" * lines, encoding="utf-8")
    assert count_lines(path) == lines


def count_lines(path: Path) -> int:
    """The lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())
