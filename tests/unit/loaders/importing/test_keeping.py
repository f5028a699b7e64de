"""Files are replaced together or not at all, whatever cuts the import, and come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import placing
from loaders.importing import keeping
from loaders.importing.keeping import list_kept, replace_together, restore
from loaders.placing import finish_pending

NEW = {"figures/a.csv": b"new figures", "parts/a.csv": b"new parts"}


def read_all(data: Path) -> dict[str, bytes]:
    """The files of the data by path, without what is kept of them."""
    files = [path for path in sorted(data.rglob("*")) if path.is_file() and placing.BEFORE not in path.parts]
    return {str(path.relative_to(data)): path.read_bytes() for path in files}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.csv").write_bytes(b"old figures")
    return tmp_path


def test_files_are_in_place_together_and_what_was_there_is_kept(data: Path) -> None:
    kept = replace_together(data, "a", NEW)
    assert read_all(data) == NEW
    assert (kept / "figures" / "a.csv").read_bytes() == b"old figures"


def test_undoing_takes_away_what_was_not_there_and_undoing_again_brings_it_back(data: Path) -> None:
    before = read_all(data)
    undone = restore(data, "a", replace_together(data, "a", NEW))
    assert read_all(data) == before
    restore(data, "a", undone)
    assert read_all(data) == NEW
    assert len(list_kept(data, "a")) == 3


@pytest.mark.parametrize("count", range(6))
def test_a_write_that_fails_leaves_the_data_as_it_was(count: int, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, write, written = read_all(data), keeping.write_whole, []

    def fail(content: bytes, path: Path) -> None:
        written.append(path)
        if len(written) > count:
            raise OSError(28, "No space left on device")
        write(content, path)

    monkeypatch.setattr(keeping, "write_whole", fail)
    monkeypatch.setattr(placing, "write_whole", fail)
    if count < 5:
        with pytest.raises(OSError, match="No space"):
            replace_together(data, "a", NEW)
        assert read_all(data) == before
        finish_pending(data)
        assert read_all(data) == before
    else:
        replace_together(data, "a", NEW)
        assert read_all(data) == NEW


@pytest.mark.parametrize("moved", range(3))
def test_an_import_cut_while_it_moves_its_files_is_finished_by_the_next(
    moved: int, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cut(BaseException):
        """A power cut: nothing runs after it."""

    replaces, done = Path.replace, []

    def cut(self: Path, target: Path) -> Path:
        if placing.PENDING in self.parts and self.name == "a.csv":
            done.append(self)
            if len(done) > moved:
                raise Cut
        return replaces(self, target)

    monkeypatch.setattr(Path, "replace", cut)
    if moved < 2:
        with pytest.raises(Cut):
            replace_together(data, "a", NEW)
    else:
        replace_together(data, "a", NEW)
    monkeypatch.setattr(Path, "replace", replaces)
    finish_pending(data)
    assert read_all(data) == NEW
    assert not list(data.rglob(placing.PENDING))
