"""What a person publishes is told in the log, and is not published where the log cannot be written to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from loaders.audit import asked_from, list_lines
from loaders.own.database.opening import Database
from loaders.own.publications import list_publications, withdraw
from loaders.settings import AUDIT
from tests.unit.loaders.own.conftest import drop
from tests.unit.loaders.own.test_publications import put_in, quiet, read_tables


def test_a_publication_and_its_withdrawal_are_told_with_who_and_from_where(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(AUDIT, str(tmp_path / "audit"))
    with asked_from("192.0.2.7"):
        key = put_in(database, drop({"value": "1500"}))
    withdraw(database, key, author="Luc Petit", on_progress=quiet)
    told = [(one["who"], one["what"], one["about"], one["where"]) for one in list_lines(dt.date.min)]
    assert told == [("Anne Roy", "publish", key, "192.0.2.7"), ("Luc Petit", "withdraw", key, "terminal")]


def test_nothing_is_published_that_the_log_cannot_tell(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "audit").write_text("a file where the folder of the log should be", encoding="utf-8")
    monkeypatch.setenv(AUDIT, str(tmp_path / "audit"))
    before = read_tables(database)
    with pytest.raises(OSError, match="audit"):
        put_in(database, drop({"value": "1500"}))
    assert (list_publications(database), read_tables(database)) == ([], before)
