"""An installation that lets somebody write; pages that write tell it in a log of the tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from loaders.own.apart import work
from loaders.own.password import hash_password
from loaders.settings import PASSWORD as SETTING
from pages.files.progress import Progress
from pages.server.rights import DOOR
from tests.service.log import audit_folder  # noqa: F401 the log of all tests here

PASSWORD = "un mot de passe d’essai"
HASH = hash_password(PASSWORD)


@pytest.fixture
def right(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that lets somebody write."""
    monkeypatch.setenv(SETTING, HASH)
    monkeypatch.setattr(DOOR, "_wrong", [])


@pytest.fixture
def base(right: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of its own, and what is asked apart done at once, in this process."""
    monkeypatch.setenv("TERRIL_DATABASE", f"sqlite:///{tmp_path / 'own.sqlite'}")

    def work_here(module: str, words: Sequence[str], progress: Progress) -> None:
        assert module == "loaders.own.apart"
        work(Path(words[0]))

    monkeypatch.setattr("pages.widgets.importing.held.run_apart", work_here)
