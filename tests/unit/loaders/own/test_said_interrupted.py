"""Who is killed at any moment of a remark or a proposal has said the whole of it or nothing, and the tables know."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pandas as pd
from sqlalchemy import select

from loaders.catalog import ROOT
from loaders.own.database.opening import Database
from loaders.own.database.schema import EVENT
from loaders.own.making import catch_up, is_current
from loaders.own.proposals import list_proposals
from loaders.own.publications import list_publications, withdraw
from loaders.own.remarks import list_remarks, withdraw_remark
from loaders.pipeline.remarks import LEAD
from tests.proof import SEED, count
from tests.service.remarking import THING
from tests.unit.loaders.own.conftest import HENIN, drop
from tests.unit.loaders.own.test_granted import put_in as put_in_list
from tests.unit.loaders.own.test_interrupted import serve
from tests.unit.loaders.own.test_publications import put_in, quiet

# Of each database, how many are killed.
MOMENTS = count(20, sampled=2)


def start(database: Database, *words: str) -> subprocess.Popen[str]:
    url = database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.service.remarking", str(database.place.tables), url, *words]
    process = subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == "prêt\n"
    return process


def count_acts(database: Database) -> Counter[str]:
    with database.reading() as connection:
        return Counter(connection.execute(select(EVENT.c.what)).scalars())


def count_in_tables(database: Database) -> int:
    """How many remarks stand in the notes of the figure."""
    rows = pd.read_parquet(database.place.tables / "observations.parquet")
    own = rows[rows["indicator"].eq(THING.indicator) & rows["territory"].eq(HENIN) & rows["year"].eq(int(THING.year))]
    return int(own["note"].str.count(LEAD.replace("*", r"\*")).max())


def check_whole(database: Database) -> None:
    """What the database says of remarks, proposals, publications and acts goes together, and with the tables."""
    remarks, proposals, acts = list_remarks(database), list_proposals(database), count_acts(database)
    states = Counter(one.state for one in proposals)
    assert (acts["remark"], acts["remark-withdraw"]) == (len(remarks), sum(bool(one.withdrawn_by) for one in remarks))
    assert (acts["propose"], acts["accept"], acts["refuse"]) == (
        len(proposals), states["accepted"], states["refused"],
    )  # fmt: skip
    published = {one.key for one in list_publications(database) if one.file_name.startswith("proposition-")}
    assert {one.publication for one in proposals if one.publication} == published
    withdrawn = sum(one.state == "withdrawn" for one in list_publications(database))
    assert acts["withdraw"] == withdrawn and is_current(database)


def kill_at_any_moment(database: Database, kind: str) -> Iterator[None]:
    """Have a kind of thing said many times, by who is killed at a moment drawn at random; each time the tables are
    served anew, caught up with and whole."""
    drawn = random.Random(SEED)
    began = time.monotonic()
    assert start(database, kind, "Anne", "1").wait() == 0
    duration = time.monotonic() - began
    for n in range(MOMENTS):
        process = start(database, kind, f"Paul {n}")
        time.sleep(drawn.uniform(0, duration))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        serve(database)
        catch_up(database, say=quiet)
        check_whole(database)
        yield


def test_who_is_killed_at_any_moment_has_said_all_or_nothing(database: Database) -> None:
    put_in(database, drop({"territory": HENIN, "value": "100", "note": "Hors gravats."}))
    for _ in kill_at_any_moment(database, "figure"):
        assert count_in_tables(database) == sum(not one.withdrawn_by for one in list_remarks(database))
        take_back(database)


def test_who_is_killed_at_any_moment_of_what_becomes_of_a_grant_has_done_all_or_nothing(database: Database) -> None:
    listed = put_in_list(database, {})
    for _ in kill_at_any_moment(database, "grant"):
        check_grant(database, listed)
        take_back(database)
        check_grant(database, listed)


def check_grant(database: Database, listed: str) -> None:
    """The grant is there once, with the amount that stands: the newest accepted and not taken back, else the list's."""
    standing = {one.key for one in list_publications(database) if one.state == "published"} - {listed}
    accepted = [(one.publication, float(one.value)) for one in list_proposals(database) if one.publication in standing]
    rows = pd.read_parquet(database.place.tables / "grants.parquet")
    shown = list(zip(rows["source"], rows["montant"], strict=True))
    assert shown == (accepted[:1] or [(listed, 1000.0)])
    remarks = sum(not one.withdrawn_by for one in list_remarks(database))
    assert int(rows["note"].str.count(re.escape(LEAD)).iloc[0]) == remarks


def take_back(database: Database) -> None:
    """Take back what is said, and the amounts that stand in the place of a list’s."""
    for one in list_remarks(database):
        if not one.withdrawn_by:
            withdraw_remark(database, one.number, author="Anne", on_progress=quiet)
    amounts = {one.publication for one in list_proposals(database) if one.thing.is_grant}
    for published in list_publications(database):
        if published.key in amounts and published.state == "published":
            withdraw(database, published.key, author="Anne", on_progress=quiet)
