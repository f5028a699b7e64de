"""The memory of a value: what came, from whom, when, and which figure stood on a past day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from geo.versions import holding
from loaders import store
from loaders.csv_files import format_csv, read_text_csv
from loaders.importing.keeping import list_kept, replace_together, restore
from loaders.own.database.opening import Database
from loaders.own.memory import Memory, Past, find_past, find_thing, remember
from loaders.own.memory.spans import Thing, list_steps
from loaders.own.publications import publish, reinstate, withdraw
from loaders.serving import open_version
from tests.service.small_place import FIGURES
from tests.unit.loaders.own.conftest import HENIN, drop
from tests.unit.loaders.own.test_publications import put_in, quiet

TONNES = Thing("waste.collected", HENIN, "", "2024", "2024", "", is_beside=False)
Told = list[tuple[str, str, str]]


@contextmanager
def serving(database: Database) -> Iterator[None]:
    """Read the tables of the small place meanwhile."""
    with holding(open_version(database.place.tables)):
        yield


def tell(memory: Memory) -> Told:
    """What happened, to which value, by whom."""
    return [(step.what, step.span.row["value"], step.who) for step in list_steps(memory.spans)]


def read(database: Database, thing: Thing = TONNES) -> Memory:
    with serving(database):
        return remember(thing, database.place.figures.parent, database)


def stand(memory: Memory, day: dt.date, database: Database) -> str | None:
    """The value that stood on a day."""
    with serving(database):
        span = find_past(memory, day).span
    return None if span is None else span.row["value"]


def test_what_a_publication_said_is_kept_with_who_did_what(database: Database) -> None:
    first = put_in(database, drop({"territory": HENIN, "value": "100"}), author="Anne")
    withdraw(database, first, author="Paul", on_progress=quiet)
    reinstate(database, first, author="Anne", on_progress=quiet)
    second = drop({"territory": HENIN, "value": "120"}, name="suite.csv")
    publish(database, second, content=second.content, author="Paul", title="Suite", replaces=first, on_progress=quiet)
    assert tell(read(database)) == [
        ("imported", "100", "Anne"),
        ("withdrawn", "100", "Paul"),
        ("reinstated", "100", "Anne"),
        ("imported", "120", "Paul"),
        ("replaced", "100", "Paul"),
    ]


def test_what_was_taken_back_is_remembered_where_nothing_stands(database: Database) -> None:
    withdraw(database, put_in(database, drop({"territory": HENIN, "value": "100"})), author="Paul", on_progress=quiet)
    memory = read(database)
    assert [what for what, _, _ in tell(memory)] == ["imported", "withdrawn"]
    assert stand(memory, dt.date.today(), database) is None


def test_another_year_place_or_aim_is_another_thing(database: Database) -> None:
    others = ({"year": "2023"}, {"place": "Déchèterie"}, {"status": "objective", "value": "9"}, {"period": "2023-2024"})
    put_in(database, drop(*({"territory": HENIN, "value": "1"} | other for other in others)))
    assert read(database).spans == ()


def test_a_publication_stands_from_its_day_on(database: Database) -> None:
    put_in(database, drop({"territory": HENIN, "value": "100"}))
    memory, today = read(database), dt.date.today()
    assert [stand(memory, today - dt.timedelta(days), database) for days in (1, 0)] == [None, "100"]


def revise(database: Database, change: dict[str, str] | None) -> dict[str, str]:
    """A refresh gives the first figure of the small place other words, or gives it no more; what it was."""
    path = Path("figures") / FIGURES
    rows = read_text_csv(database.place.figures.parent / path)
    was = {str(name): str(cell) for name, cell in rows.iloc[0].items()}
    rest = rows.iloc[1:]
    kept = rest if change is None else pd.concat([pd.DataFrame([was | change]), rest])
    replace_together(database.place.figures.parent, "isdnd", {path.as_posix(): format_csv(kept)})
    return was


def find_first(database: Database) -> Thing:
    row = read_text_csv(database.place.figures / FIGURES).iloc[0]
    with serving(database):
        same = store.load_same(row["indicator"], row["territory"], row["place"], row["scope"])
        figure = same.loc[same["year"].astype(str).eq(row["year"]), "id"].iloc[0]
        return find_thing(str(figure))


def test_a_refresh_that_changes_a_figure_keeps_what_it_was_until_then(database: Database) -> None:
    thing = find_first(database)
    was = revise(database, {"value": "17", "published": "17"})
    revise(database, None)
    memory = read(database, thing)
    assert tell(memory) == [("printed", was["value"], ""), ("revised", "17", ""), ("removed", "17", "")]
    assert memory.spans[0].since is None and memory.since is not None
    past = look_back(memory, dt.date.today() - dt.timedelta(1), database)
    assert past.span is not None and (past.span.row["value"], past.is_certain) == (was["value"], False)


@pytest.mark.parametrize("change", [{"value": "17", "published": "17"}, None])
def test_a_refresh_that_was_undone_is_said_to_be_in_both_ways(
    change: dict[str, str] | None, database: Database
) -> None:
    thing, data = find_first(database), database.place.figures.parent
    was = revise(database, change)
    restore(data, "isdnd", list_kept(data, "isdnd")[-1])
    between = ("removed", was["value"], "") if change is None else ("revised", "17", "")
    before = [("printed", was["value"], ""), between]
    assert tell(read(database, thing)) == [*before, ("undone", was["value"], "")]
    # The same command undoes the undoing.
    restore(data, "isdnd", list_kept(data, "isdnd")[-1])
    last = ("undone", was["value"] if change is None else "17", "")
    assert tell(read(database, thing)) == [*before, ("undone", was["value"], ""), last]


def test_a_figure_that_was_corrected_and_then_revised_is_one_with_three_values(database: Database) -> None:
    thing, path = find_first(database), database.place.figures / FIGURES
    rows = read_text_csv(path)
    was = str(rows.iloc[0]["value"])
    corrected = rows.iloc[[0]].assign(value="16", published="16", revision="2")
    path.write_text(pd.concat([rows.assign(revision=""), corrected]).to_csv(index=False), encoding="utf-8")
    newer = rows.assign(value=rows["value"].where(rows.index != 0, "17"))
    replace_together(database.place.figures.parent, "isdnd", {f"figures/{FIGURES}": format_csv(newer)})
    memory = read(database, thing)
    assert tell(memory) == [("printed", was, ""), ("corrected", "16", ""), ("revised", "17", "")]
    past = look_back(memory, dt.date.today() - dt.timedelta(1), database)
    assert past.span is not None and (past.span.row["value"], past.others, past.is_certain) == ("16", (), False)
    assert stand(memory, dt.date.today(), database) == "17"


def look_back(memory: Memory, day: dt.date, database: Database) -> Past:
    with serving(database):
        return find_past(memory, day)


def test_a_document_says_nothing_before_its_year(database: Database) -> None:
    memory = read(database, find_first(database))
    assert look_back(memory, dt.date(1995, 1, 1), database).span is None
    assert look_back(memory, dt.date.today(), database).span is not None


@pytest.mark.parametrize("state", ["stands", "withdrawn"])
def test_what_a_secret_was_is_not_told_whatever_became_of_it(state: str, database: Database) -> None:
    put_in(database, drop({"territory": HENIN, "value": "100"}))
    key = put_in(database, drop({"territory": HENIN, "year": "2023", "value": "", "status": "confidential"}))
    if state == "withdrawn":
        withdraw(database, key, author="Paul", on_progress=quiet)
    memory = read(database)
    assert memory.is_secret and [what for what, _, _ in tell(memory)] == ["printed"]
