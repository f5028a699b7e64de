"""Work in a process of its own: its steps, what it refuses, and its end where a reader stops it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pages.files import apart
from pages.files.progress import CancelledError, ToldError

WORK = """
import os, sys, time
from pathlib import Path
Path(sys.argv[2]).write_text(str(os.getpid()))
match sys.argv[1]:
    case "steps":
        print("1/2 le fichier se lit", flush=True); print("autre chose"); print("2/2 la suite", flush=True)
    case "refuses":
        print("Le fichier n’est pas lisible.", file=sys.stderr); sys.exit(1)
    case "breaks":
        raise RuntimeError("notre faute")
    case "lasts":
        print("1/2 commence", flush=True); time.sleep(60)
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose module `work` does what its word says, and notes its process."""
    (tmp_path / "work.py").write_text(WORK, encoding="utf-8")
    monkeypatch.setattr(apart, "ROOT", tmp_path)
    return tmp_path / "pid"


def test_what_it_prints_as_steps_is_its_progress(run: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    apart.run_apart("work", ["steps", str(run)], lambda *step: seen.append(step))
    assert [*dict.fromkeys(seen)][-1] == (2, 2, "la suite")
    assert not any("autre chose" in words for _, _, words in seen)


def test_what_it_refuses_is_told_and_what_breaks_is_for_the_log(run: Path) -> None:
    with pytest.raises(ToldError, match=r"^Le fichier n’est pas lisible\.$"):
        apart.run_apart("work", ["refuses", str(run)], lambda *_: None)
    with pytest.raises(RuntimeError, match="notre faute"):
        apart.run_apart("work", ["breaks", str(run)], lambda *_: None)


def test_it_ends_when_its_reader_stops_it(run: Path) -> None:
    def stop(step: int, steps: int, words: str) -> None:
        if words == "commence" and step == 1:
            raise CancelledError

    started = time.monotonic()
    with pytest.raises(CancelledError):
        apart.run_apart("work", ["lasts", str(run)], stop)
    assert time.monotonic() - started < 30
    with pytest.raises(ProcessLookupError):
        os.kill(int(run.read_text()), 0)
