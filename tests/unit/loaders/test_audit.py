"""The log of sign-ins and writes: added to, never changed, and kept for a time."""

from __future__ import annotations

import datetime as dt
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.audit import SIGNED_OUT, asked_from, has_signed_out, list_lines, record
from loaders.settings import AUDIT, AUDIT_DAYS

DAY = dt.datetime(2026, 11, 27, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(AUDIT, str(tmp_path / "audit"))
    return tmp_path / "audit"


def test_a_line_says_who_did_what_when_and_from_where(folder: Path) -> None:
    with asked_from("192.0.2.7"):
        record("Omar", "publish", "own-3", at=DAY)
    record("root", "withdraw", "own-3", at=DAY)
    assert (folder / "2026-11-27.jsonl").read_text(encoding="utf-8").splitlines() == [
        '{"at": "2026-11-27T09:30:00.000+00:00", "who": "Omar", "what": "publish", "about": "own-3", '
        '"where": "192.0.2.7", "session": ""}',
        '{"at": "2026-11-27T09:30:00.000+00:00", "who": "root", "what": "withdraw", "about": "own-3", '
        '"where": "terminal", "session": ""}',
    ]
    assert stat.S_IMODE((folder / "2026-11-27.jsonl").stat().st_mode) == 0o600


def test_no_word_makes_a_line_of_its_own_nor_one_without_end(folder: Path) -> None:
    record('Omar"}\n{"who": "Alice', "publish", "x" * 10_000, at=DAY)
    (line,) = list_lines(dt.date.min)
    assert line["who"] == 'Omar"}\n{"who": "Alice' and line["about"] == "x" * 200


def test_many_at_once_lose_no_line(folder: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: record(f"agent {n}", "publish", at=DAY), range(200)))
    assert sorted(int(one["who"].removeprefix("agent ")) for one in list_lines(dt.date.min)) == list(range(200))


def test_a_file_goes_after_its_time_and_not_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AUDIT_DAYS, "30")
    for ago in (31, 30, 1):
        record("Omar", "publish", at=DAY - dt.timedelta(days=ago))
    record("Omar", "publish", at=DAY)
    assert sorted(path.stem for path in folder.iterdir()) == ["2026-10-28", "2026-11-26", "2026-11-27"]


def test_a_line_cut_short_hides_none(folder: Path) -> None:
    record("Omar", "publish", at=DAY)
    with (folder / "2026-11-27.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"who": "Al')
    assert [one["who"] for one in list_lines(dt.date.min)] == ["Omar"]


def test_a_sign_in_that_was_ended_is_known_at_once(folder: Path) -> None:
    assert not has_signed_out("one")
    record("Rose", SIGNED_OUT, session="one")
    assert has_signed_out("one") and not has_signed_out("two")
    record("Omar", SIGNED_OUT, session="two")
    assert has_signed_out("two")


def test_the_administrator_reads_it_at_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record("Omar", "publish", "own-3", at=DAY - dt.timedelta(days=2))
    record("Alice", "withdraw", "own-3", at=DAY)
    assert main(["audit", "--since", "2026-11-27"]) == 0
    assert capsys.readouterr().out == "2026-11-27T09:30:00.000+00:00 · Alice · withdraw · own-3 · terminal\n"
    assert main(["audit", "--since", "2026-11-28"]) == 0
    assert capsys.readouterr().out == "Rien n’est au journal depuis le 28 novembre 2026.\n"
    with pytest.raises(SystemExit):
        main(["audit", "--since", "hier"])
    assert "« hier » n’est pas un jour ; attendu : AAAA-MM-JJ" in capsys.readouterr().err
