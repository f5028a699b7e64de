"""A view with the figures of a past day by its address: what it says of that day, and its files with it."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

import dashboard
from geo.versions import holding
from loaders.own.database.opening import Database, open_database
from loaders.own.past import Reach
from pages.server.office import past
from pages.server.surroundings import Surroundings
from pages.views.contents import read_content
from pages.views.stamp import make_stamp
from pages.views.view import write_word
from tests.corpus.reach import make_server
from tests.corpus.routes import ask
from tests.make_view import make_view

SERVER = Surroundings(make_server(), dashboard.INSTALLED)
YESTERDAY = dt.date.today() - dt.timedelta(days=1)
VIEW = make_view(kind="trend", indicators=("housing.started",), territories=("246200364",))
NOTHING = (
    f"Chiffres tels que Terril les montrait le {YESTERDAY:%d/%m/%Y}. Sa mémoire est vide\u202f: aucun n’a été remplacé"
)


@pytest.fixture(autouse=True)
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database in which nobody has put anything."""
    monkeypatch.setenv("TERRIL_DATABASE", f"sqlite:///{tmp_path / 'own.sqlite'}")
    return open_database()


def read(path: str, day: object) -> tuple[int, str]:
    status, _, body = ask(f"{path}?{urlencode({'v': write_word(VIEW), 'au': str(day)})}", server=SERVER)
    return status, body.decode("utf-8-sig")


def test_a_file_says_the_day_and_how_far_the_memory_goes() -> None:
    status, text = read("/vue/csv", YESTERDAY)
    assert status == 200 and NOTHING in text and "857" in text


def test_a_view_in_another_site_says_it_too() -> None:
    status, text = read("/integration", YESTERDAY)
    assert status == 200 and NOTHING in text


@pytest.mark.parametrize(
    ("day", "said"), [("hier", "n’est pas une date : une date comme 2026-03-15"), ("2999-01-01", "pas encore passé")]
)
def test_a_day_that_is_none_is_said(day: str, said: str) -> None:
    status, text = read("/vue/csv", day)
    assert status == 400 and said in text


def test_figures_that_have_changed_since_are_made_once_for_days_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    first, made = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC), list[str]()
    reach = Reach(1, first, None)

    def make(words: list[str], **named: Any) -> None:
        made.append(words[-2])
        for path in Path("data").glob("*.parquet"):
            Path(words[-1], path.name).write_bytes(path.read_bytes())

    monkeypatch.setattr(past, "find_reach", lambda *given: reach)
    monkeypatch.setattr(subprocess, "run", make)
    for _ in range(2):
        with holding(past.open_past(YESTERDAY)):
            content = read_content(VIEW)
            stamp = make_stamp(content)
    before = YESTERDAY - dt.timedelta(days=9)
    with holding(past.open_past(before)):
        assert f" le {before:%d/%m/%Y}." in make_stamp(read_content(VIEW))["Jour"]
    assert made == [YESTERDAY.isoformat()]
    monkeypatch.setattr(past, "find_reach", lambda *given: reach._replace(since=3))
    past.open_past(before)
    assert made == [YESTERDAY.isoformat(), before.isoformat()]
    assert content.notes[0].startswith(f"Chiffres tels que Terril les montrait le {YESTERDAY:%d/%m/%Y}.")
    assert "Sa mémoire commence le 1er mars 2026 à" in stamp["Jour"]


def test_days_before_the_memory_say_that_it_does_not_reach_there() -> None:
    said = past.tell_reach(dt.date(2020, 1, 1), Reach(3, dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC), 2020))
    assert "Sa mémoire ne va pas jusque-là\u202f: elle commence le 1er mars 2026" in said


def test_what_cannot_be_made_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(words: list[str], **named: Any) -> None:
        raise subprocess.CalledProcessError(1, words)

    monkeypatch.setattr(past, "find_reach", lambda *given: Reach(2, None, None))
    monkeypatch.setattr(subprocess, "run", fail)
    status, text = read("/vue/csv", YESTERDAY)
    assert status == 503 and "ne va plus avec son catalogue" in text
