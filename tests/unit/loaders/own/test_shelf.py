"""Shared dossiers: every version kept with its author, two at once both kept, deleted and put back, whole if killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from loaders.catalog import ROOT
from loaders.own import shelf
from loaders.own.database.opening import Database
from loaders.own.database.schema import DOSSIER, DOSSIER_VERSION, EVENT
from loaders.own.shelf import DOSSIERS, TERRITORIES, Draft, Shelf, ShelfError
from tests.proof import SEED, count
from tests.service.saving import is_whole, make_draft

MOMENTS = count(20, sampled=3)
BOTH = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
BUREAU = Draft("Bureau", '{"title": "Bureau"}')


def change(n: int) -> Draft:
    return Draft(f"Bureau {n}", f'{{"title": "Bureau {n}"}}')


ASIDE = Draft("Bureau (copie)", '{"title": "Bureau (copie)"}')


@BOTH
def test_each_version_stays_with_who_made_it(database: Database) -> None:
    first = DOSSIERS.create(database, BUREAU, author="Anne")
    second, _ = DOSSIERS.save(database, first.key, change(2), base=1, author="Paul", aside=ASIDE)
    assert (first.number, second.number, second.key) == (1, 2, first.key)
    assert [(one.number, one.title, one.author) for one in DOSSIERS.list_versions(database, first.key)] == [
        (2, "Bureau 2", "Paul"),
        (1, "Bureau", "Anne"),
    ]
    assert DOSSIERS.read(database, first.key).record == change(2).record
    assert DOSSIERS.read(database, first.key, 1).record == BUREAU.record
    with database.reading() as connection:
        events = connection.execute(select(EVENT.c.author, EVENT.c.what, EVENT.c.subject)).all()
    assert [tuple(row) for row in events] == [(who, "dossier-save", first.key) for who in ("Anne", "Paul")]


def test_the_same_again_is_no_version(database: Database) -> None:
    first = DOSSIERS.create(database, BUREAU, author="Anne")
    assert DOSSIERS.save(database, first.key, BUREAU, base=1, author="Paul", aside=ASIDE).saved.newest == 1


@BOTH
@pytest.mark.parametrize("shelf", [DOSSIERS, TERRITORIES], ids=["dossiers", "territories"])
def test_each_sort_is_on_its_own_shelf_and_in_the_journal_under_its_name(shelf: Shelf, database: Database) -> None:
    one = shelf.create(database, BUREAU, author="Anne")
    shelf.save(database, one.key, change(2), base=1, author="Paul", aside=ASIDE)
    shelf.delete(database, one.key, base=2, author="Paul")
    shelf.bring_back(database, one.key, author="Anne")
    other = TERRITORIES if shelf is DOSSIERS else DOSSIERS
    assert [each.number for each in shelf.list_newest(database)] == [2] and other.list_newest(database) == []
    with database.reading() as connection:
        events = connection.execute(select(EVENT.c.author, EVENT.c.what)).all()
    assert [tuple(row) for row in events] == [
        ("Anne", f"{shelf.act}-save"),
        ("Paul", f"{shelf.act}-save"),
        ("Paul", f"{shelf.act}-delete"),
        ("Anne", f"{shelf.act}-restore"),
    ]


@BOTH
def test_of_two_saved_from_one_version_the_second_is_kept_beside_and_told(database: Database) -> None:
    first = DOSSIERS.create(database, BUREAU, author="Anne")
    DOSSIERS.save(database, first.key, change(2), base=1, author="Paul", aside=ASIDE)
    saved, met = DOSSIERS.save(database, first.key, change(3), base=1, author="Anne", aside=ASIDE)
    assert met is not None and (met.author, met.number, met.record) == ("Paul", 2, change(2).record)
    assert (saved.key != first.key, saved.title, saved.number) == (True, "Bureau (copie)", 1)
    assert DOSSIERS.read(database, first.key).record == change(2).record


@BOTH
def test_of_many_at_the_same_moment_none_is_lost(database: Database) -> None:
    first = DOSSIERS.create(database, BUREAU, author="Anne")
    with ThreadPoolExecutor(8) as pool:
        done = list(
            pool.map(
                lambda n: DOSSIERS.save(database, first.key, change(n), base=1, author=f"Agent {n}", aside=change(n)),
                range(2, 10),
            )
        )
    assert sum(outcome.met is None for outcome in done) == 1
    kept = {one.title for one in DOSSIERS.list_newest(database)} | {
        one.title for one in DOSSIERS.list_versions(database, first.key)
    }
    assert kept == {"Bureau", *(f"Bureau {n}" for n in range(2, 10))}


@BOTH
def test_a_deletion_is_undone_with_all_versions_and_the_same_address(database: Database) -> None:
    first = DOSSIERS.create(database, BUREAU, author="Anne")
    DOSSIERS.save(database, first.key, change(2), base=1, author="Paul", aside=ASIDE)
    assert DOSSIERS.delete(database, first.key, base=2, author="Paul").deleted_by == "Paul"
    assert DOSSIERS.read(database, first.key).deleted_by == "Paul"
    back = DOSSIERS.bring_back(database, first.key, author="Anne")
    assert (back.deleted_by, back.newest, len(DOSSIERS.list_versions(database, first.key))) == ("", 2, 2)


def test_what_somebody_has_just_changed_is_not_deleted(database: Database) -> None:
    first = DOSSIERS.create(database, BUREAU, author="Anne")
    DOSSIERS.save(database, first.key, change(2), base=1, author="Paul", aside=ASIDE)
    with pytest.raises(ShelfError, match="Paul vient d’enregistrer une autre version : rien n’est supprimé"):
        DOSSIERS.delete(database, first.key, base=1, author="Anne")
    assert DOSSIERS.read(database, first.key).deleted_by == ""


def test_what_is_saved_of_a_deleted_one_is_kept_beside(database: Database) -> None:
    first = DOSSIERS.create(database, BUREAU, author="Anne")
    DOSSIERS.delete(database, first.key, base=1, author="Paul")
    saved, met = DOSSIERS.save(database, first.key, change(2), base=1, author="Anne", aside=ASIDE)
    assert met is not None and met.deleted_by == "Paul" and saved.key != first.key


@pytest.mark.parametrize("key", ["", "rien", "a' OR '1'='1", "é\u202e", "x" * 400])
def test_an_address_of_none_is_said(key: str, database: Database) -> None:
    with pytest.raises(ShelfError, match="Aucun dossier partagé n’a cette adresse"):
        DOSSIERS.read(database, key)


def test_there_is_a_most(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST", 1)
    first = DOSSIERS.create(database, BUREAU, author="Anne")
    with pytest.raises(ShelfError, match="1 dossiers sont déjà partagés"):
        DOSSIERS.create(database, BUREAU, author="Anne")
    DOSSIERS.delete(database, first.key, base=1, author="Anne")
    assert DOSSIERS.create(database, BUREAU, author="Anne").number == 1


@BOTH
def test_who_is_killed_at_any_moment_has_saved_whole_versions_or_none(database: Database) -> None:
    drawn, url = random.Random(SEED), database.url.render_as_string(hide_password=False)
    key = DOSSIERS.create(database, make_draft("Anne", 0), author="Anne").key
    for n in range(MOMENTS):
        words = [sys.executable, "-m", "tests.service.saving", url, key, f"Paul {n}"]
        process = subprocess.Popen(words, cwd=ROOT, text=True, stdout=subprocess.PIPE)
        assert process.stdout is not None and process.stdout.readline() == "prêt\n"
        time.sleep(drawn.uniform(0, 0.4))
        process.send_signal(signal.SIGKILL)
        said = process.communicate()[0].split()
        versions = DOSSIERS.list_versions(database, key)
        assert [one.number for one in versions] == list(range(len(versions), 0, -1))
        assert all(is_whole(one.record) for one in versions) and versions[0].newest == len(versions)
        mine = [one for one in versions if one.author == f"Paul {n}"]
        # One may be saved that nobody had the time to say.
        assert len(mine) - len(said) in (0, 1)
    with database.reading() as connection:
        numbers = connection.execute(select(DOSSIER.c.version)).scalars().all()
        rows = connection.execute(select(DOSSIER_VERSION.c.number)).all()
        events = connection.execute(select(EVENT.c.number).where(EVENT.c.what == "dossier-save")).all()
    assert sum(numbers) == len(rows) == len(events)
