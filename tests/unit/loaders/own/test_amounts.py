"""Another amount for a grant: proposed, accepted once, in the place of the service's own, beside a document's."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from loaders import store
from loaders.catalog import read_catalog
from loaders.csv_files import read_text_csv
from loaders.own.database.opening import Database
from loaders.own.memory import Memory, find_past, find_remarked, remember
from loaders.own.memory.spans import Thing
from loaders.own.proposals import accept, list_proposals, propose, propose_objective, refuse
from loaders.own.publications import list_publications, reinstate, withdraw
from loaders.own.records import PublicationError
from loaders.own.remarks import list_shown, make_remark
from loaders.pipeline.build import FIGURES, build_tables, write_tables
from loaders.pipeline.grants import identify_lines, name_lines
from loaders.pipeline.own import make_empty
from tests.service.grant_lists import TO_EPCI, TO_LENS
from tests.unit.loaders.own.test_granted import list_own, put_in
from tests.unit.loaders.own.test_memory import serving
from tests.unit.loaders.own.test_publications import quiet, read_tables

BOTH = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
ASSOCIATION, COMMUNE = "Association synthétique", "Commune synthétique"


def find(database: Database, beneficiary: str = ASSOCIATION) -> Thing:
    """The amount of the grant to somebody, of the tables made last."""
    with serving(database):
        grants = store.load_grants()
        (figure,) = grants.loc[grants["nomBeneficiaire"].eq(beneficiary), "id"]
        return find_remarked(figure)


def offer(database: Database, thing: Thing, value: str = "1 200,50") -> int:
    told = {"source": "Délibération du 3 mars", "words": "Avenant", "author": "Anne"}
    return propose(database, thing, value, **told).number


def read(database: Database, thing: Thing) -> Memory:
    with serving(database):
        return remember(thing, database.place.figures.parent, database)


def tell(memory: Memory) -> list[tuple[str, str, str]]:
    return [(step.what, step.span.row["value"], step.who) for step in memory.steps]


@pytest.fixture
def documented(database: Database) -> Database:
    """The grants of a document beside the figures."""
    name = "grants-004.csv"
    (database.place.figures / name).write_bytes((FIGURES / name).read_bytes())
    made = build_tables(read_catalog(), database.place.figures, make_empty())
    write_tables(made, database.place.tables)
    return database


@BOTH
def test_an_amount_accepted_takes_the_place_of_the_one_that_the_service_lists_and_taken_back_gives_it_back(
    database: Database,
) -> None:
    first = put_in(database, {}, TO_LENS)
    before, thing = read_tables(database), find(database)
    published = accept(database, offer(database, thing), author="Paul", on_progress=quiet)
    assert list_own(database) == [(first, COMMUNE, 1000.0), (published.key, ASSOCIATION, 1200.5)]
    rows = pd.read_parquet(database.place.tables / "grants.parquet")
    (row,) = rows[rows["source"].eq(published.key)].to_dict("records")
    assert (row["section"], row["note"], row["published"]) == ("Délibération du 3 mars", "Avenant", "1200.5")
    assert (published.author, published.nouns[0], find(database)) == ("Anne", "subvention", thing)
    withdraw(database, published.key, author="Paul", on_progress=quiet)
    assert read_tables(database) == before
    reinstate(database, published.key, author="Paul", on_progress=quiet)
    assert tell(read(database, thing)) == [
        ("imported", "1000.0", "Service finances"), ("proposed", "1200.5", "Anne"), ("imported", "1200.5", "Anne"),
        ("accepted", "1200.5", "Paul"), ("withdrawn", "1200.5", "Paul"), ("reinstated", "1200.5", "Paul"),
    ]  # fmt: skip


def test_an_amount_accepted_for_the_grant_of_a_document_stands_beside_it_and_in_no_sum(documented: Database) -> None:
    grants = read_text_csv(documented.place.figures / "grants-004.csv")
    before = pd.read_parquet(documented.place.tables / "grants.parquet")
    with serving(documented):
        rows = store.load_grants()
        thing = find_remarked(str(rows.loc[rows["locator"].eq(grants.loc[0, "lines"]), "id"].iloc[0]))
    key = accept(documented, offer(documented, thing, "12"), author="Paul", on_progress=quiet).key
    pd.testing.assert_frame_equal(pd.read_parquet(documented.place.tables / "grants.parquet"), before)
    memory = read(documented, thing)
    past = find_past(memory, dt.date.today())
    assert (
        name_lines(grants)[0] == thing.place
        and past.span is not None
        and past.span.row["source"] == grants.loc[0, "source"]
    )
    assert [(span.row["source"], span.row["value"]) for span in past.others] == [(key, "12.0")]
    assert "printed" in [step.what for step in memory.steps]


def test_a_list_that_says_the_grant_again_later_gives_its_amount(database: Database) -> None:
    put_in(database, {})
    accept(database, offer(database, find(database)), author="Paul", on_progress=quiet)
    newer = put_in(database, {}, TO_EPCI)
    assert list_own(database) == [(newer, ASSOCIATION, 1000.0), (newer, "EPCI synthétique", 1000.0)]


def test_what_replaces_the_list_keeps_what_was_said_of_the_grant(database: Database) -> None:
    first = put_in(database, {})
    thing = find(database)
    make_remark(database, thing, "Versée en deux fois.", author="Anne", on_progress=quiet)
    refuse(database, offer(database, thing), author="Paul", answer="Sans pièce")
    put_in(database, TO_LENS, {"montant": "1100"}, replaces=first)
    assert find(database) == thing
    assert [one.words for one in list_shown(database, thing)] == ["Versée en deux fois."]
    assert [what for what, *_ in tell(read(database, thing))] == [
        "imported", "remarked", "proposed", "refused", "imported", "replaced",
    ]  # fmt: skip


def test_where_the_amount_alone_tells_two_grants_of_a_list_no_other_is_proposed(database: Database) -> None:
    put_in(database, {}, {"montant": "2500"}, TO_LENS)
    rows = pd.read_parquet(database.place.tables / "grants.parquet")
    names = dict(zip(rows["montant"].astype(int), identify_lines(rows), strict=False))
    with serving(database):
        thing = find_remarked(str(rows.loc[rows["montant"].eq(2500), "id"].iloc[0]))
    assert thing.place == names[2500]
    with pytest.raises(PublicationError, match="que seul son montant distingue de celle-ci"):
        offer(database, thing)
    assert list_proposals(database) == []


@pytest.mark.parametrize("value", ["-5", "1e40"])
def test_what_is_no_amount_is_said(value: str, database: Database) -> None:
    put_in(database, {})
    with pytest.raises(PublicationError, match="n’est pas un montant : un nombre d’euros est attendu"):
        offer(database, find(database), value)


def test_no_objective_is_proposed_for_a_grant(database: Database) -> None:
    put_in(database, {})
    with pytest.raises(PublicationError, match="ni une subvention"):
        propose_objective(database, find(database), "1", "2030", source="Délibération", words="", author="Anne")


def test_a_grant_that_is_no_more_is_not_published(database: Database) -> None:
    key = put_in(database, {})
    number = offer(database, find(database))
    withdraw(database, key, author="Paul", on_progress=quiet)
    with pytest.raises(PublicationError, match="Cette subvention n’est plus là : refusez la proposition"):
        accept(database, number, author="Paul", on_progress=quiet)
    assert len(list_publications(database)) == 1 and list_proposals(database)[0].state == "open"
