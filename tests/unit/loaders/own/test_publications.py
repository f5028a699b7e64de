"""What a person publishes is in the tables whole, with where it comes from, and is taken back to the byte."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.versions import holding
from loaders.own.database.opening import Database
from loaders.own.publications import list_publications, publish, read_file, reinstate, withdraw
from loaders.own.records import PublicationError
from loaders.reading.series import load_series
from loaders.serving import open_version
from pages.server.panel import write_panel
from tests.unit.loaders.own.conftest import BETHUNE, HENIN, LENS, Dropped, drop


def quiet(said: str) -> None:
    """Nobody listens."""


def put_in(database: Database, dropped: Dropped, *, replaces: str | None = None, author: str = "Anne Roy") -> str:
    done = publish(
        database, dropped, content=dropped.content, author=author, title="Tonnages", replaces=replaces,
        on_progress=quiet,
    )  # fmt: skip
    return done.key


def read_tables(database: Database) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(database.place.tables.glob("*.parquet"))}


def read_own(database: Database) -> pd.DataFrame:
    rows = pd.read_parquet(database.place.tables / "observations.parquet")
    return rows[rows["source"].astype(str).str.startswith("own-")]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_a_figure_published_is_in_the_series_and_its_panel_and_withdrawn_it_never_was(database: Database) -> None:
    before = read_tables(database)
    key = put_in(database, drop({"value": "1500"}))
    version = open_version(database.place.tables)
    with holding(version):
        frame = load_series("waste.collected", territories=(LENS,)).frame
        (row,) = frame[frame["year"].eq(2024)].to_dict("records")
        panel = write_panel(str(row["id"])) or ""
    assert (row["value"], row["source"], row["published"]) == (1500.0, key, "1500")
    assert "fourni par Anne Roy, le " in panel and ", fichier suivi.csv" in panel
    assert "ligne 2 du fichier" in panel and "le fichier est gardé, tel qu’il a été déposé" in panel
    withdraw(database, key, author="Anne Roy", on_progress=quiet)
    assert read_tables(database) == before
    assert not (database.place.tables / "own" / "published.parquet").exists()


def test_of_two_publications_the_newest_wins_a_cell_and_the_older_comes_back(database: Database) -> None:
    put_in(database, drop({"value": "1"}, {"territory": BETHUNE, "value": "2"}))
    second = put_in(database, drop({"value": "10"}))
    assert dict(zip(*(read_own(database)[name] for name in ("territory", "value")), strict=True)) == {
        LENS: 10.0,
        BETHUNE: 2.0,
    }
    withdraw(database, second, author="Paul", on_progress=quiet)
    assert sorted(read_own(database)["value"]) == [1.0, 2.0]
    reinstate(database, second, author="Paul", on_progress=quiet)
    assert sorted(read_own(database)["value"]) == [2.0, 10.0]


def test_what_replaces_takes_the_place_of_all_and_gives_it_back(database: Database) -> None:
    first = put_in(database, drop({"value": "1"}, {"territory": BETHUNE, "value": "2"}))
    second = put_in(database, drop({"value": "10"}), replaces=first)
    assert list(read_own(database)["value"]) == [10.0]
    withdraw(database, second, author="Paul", on_progress=quiet)
    assert sorted(read_own(database)["value"]) == [1.0, 2.0]
    assert [(one.key, one.state, one.replaces) for one in list_publications(database)] == [
        (second, "withdrawn", first),
        (first, "published", ""),
    ]


def test_the_file_is_kept_by_its_hash(database: Database) -> None:
    dropped = drop({"value": "1"}, name="../../etc/passwd")
    put_in(database, dropped)
    (one,) = list_publications(database)
    assert (one.file_name, one.author, one.rows) == ("../../etc/passwd", "Anne Roy", 1)
    assert read_file(database, one.sha256) == dropped.content


def test_what_the_build_could_not_take_is_refused_at_once_and_nothing_changes(database: Database) -> None:
    before = read_tables(database)
    wrong = (
        {"unit": "kg"}, {"indicator": "waste.nothing"}, {"territory": "99999"}, {"year": "20221"},
        {"territory": HENIN, "value": "douze"},
    )  # fmt: skip
    with pytest.raises(PublicationError) as raised:
        put_in(database, drop({"territory": BETHUNE}, *wrong))
    assert str(raised.value).splitlines() == [
        "1 ligne : attendu, un indicateur du catalogue ; trouvé, « waste.nothing ».",
        "1 ligne : attendu, l’unité de l’indicateur ; trouvé, « kg ».",
        "1 ligne : attendu, un territoire connu ; trouvé, « 99999 ».",
        "1 ligne : attendu, une année entre 1990 et 2100 ; trouvé, « 20221 ».",
        "1 ligne : attendu, un nombre, ou rien où le statut le dit ; trouvé, « douze ».",
        "Rien n’est écrit.",
    ]
    assert (read_tables(database), list_publications(database)) == (before, [])


def test_the_same_file_is_not_published_twice(database: Database) -> None:
    put_in(database, drop({"value": "1"}))
    with pytest.raises(PublicationError, match="déjà publié, lu de même : own-1"):
        put_in(database, drop({"value": "1"}))


def test_one_that_does_not_stand_cannot_be_withdrawn(database: Database) -> None:
    key = put_in(database, drop({"value": "1"}))
    withdraw(database, key, author="Paul", on_progress=quiet)
    with pytest.raises(PublicationError, match="own-1 est retirée : rien n’est changé"):
        withdraw(database, key, author="Paul", on_progress=quiet)
    with pytest.raises(PublicationError, match="own-7 n’existe pas"):
        withdraw(database, "own-7", author="Paul", on_progress=quiet)
