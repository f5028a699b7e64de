"""Who drops a file that means harm has a sentence of it, or text and numbers: nothing runs, nothing is asked."""

from __future__ import annotations

import datetime as dt
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.catalog import load_catalog
from loaders.own.reading.reader import understand
from tests.unit.loaders.own.reading.hostile_files import HOSTILE, Hostile

TODAY = dt.date(2026, 11, 26)
NUMBER = re.compile(r"-?\d+(\.\d+)?|")


def test_there_are_sixty_at_least_and_each_is_of_its_own(record_property: Callable[[str, object], None]) -> None:
    assert len(HOSTILE) >= 60 and len({one.what for one in HOSTILE}) == len(HOSTILE)
    refused = sum(one.is_refused for one in HOSTILE)
    told = f"{len(HOSTILE)} fichiers qui veulent nuire : {refused} refusés, {len(HOSTILE) - refused} lus comme du texte"
    record_property("proved", told)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda one: one.what[:60].encode("ascii", "replace").decode())
def test_a_file_that_means_harm_is_refused_or_nothing_but_text(
    hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = hostile.make()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    found = understand(content, hostile.name, load_catalog(), today=TODAY)
    assert "unforeseen" not in {finding.kind for finding in found.findings}
    assert not {"/", "\\", "\0", "\r", "\n"} & {*found.name} and len(found.name) <= 200
    assert list(tmp_path.iterdir()) == [] and not Path("/tmp/terril-was-here").exists()
    if hostile.is_refused:
        assert found.figures.empty and found.errors
        assert all(len(finding.sentence) < 1000 and "root:" not in finding.sentence for finding in found.findings)
    else:
        assert len(found.figures) >= 1 and found.name.isprintable()
        assert [value for value in found.figures["value"] if not NUMBER.fullmatch(value)] == []


def _refuse(*_: object) -> None:
    raise AssertionError("another machine was called")
