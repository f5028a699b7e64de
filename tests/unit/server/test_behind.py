"""What is made behind readers: in a process of its own, or in short turns."""

from __future__ import annotations

import pickle
import shutil
import sys
from pathlib import Path

import pytest

from geo.versions import Version
from loaders.reading.findings import LEFT, read_contradictions
from loaders.serving import tell_version
from loaders.tables import DATA, SERVED
from pages.server import warm_up
from pages.server.behind import TURN, giving_way, run_behind


@pytest.mark.parametrize(("many", "is_left"), [(0, True), (10_000_000, False)])
def test_findings_of_many_figures_are_made_in_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, is_left: bool
) -> None:
    for name in SERVED:
        shutil.copy(DATA / f"{name}.parquet", tmp_path)
    monkeypatch.setattr(warm_up, "MANY", many)
    warm_up._find_apart(Version(tell_version(tmp_path), tmp_path))
    assert (tmp_path / LEFT).exists() == is_left
    if is_left:
        assert pickle.loads((tmp_path / LEFT).read_bytes())["contradictions"] == read_contradictions()


def test_what_goes_wrong_there_is_told() -> None:
    done = run_behind("loaders.reading.findings", "/nowhere")
    assert done.returncode and "nowhere" in done.stderr


def test_turns_are_short_until_the_work_ends_though_it_fails() -> None:
    before = sys.getswitchinterval()

    def fail() -> None:
        with giving_way():
            found.append(sys.getswitchinterval())
            raise ValueError("ends")

    found: list[float] = []
    with pytest.raises(ValueError, match="ends"):
        fail()
    assert found == [pytest.approx(TURN)] and sys.getswitchinterval() == before
