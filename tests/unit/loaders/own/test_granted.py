"""Grants that a service publishes: in the table with whoever gave the list, once each, and taken back to the byte."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geo.versions import holding
from loaders.catalog import load_catalog
from loaders.own.backup import backup, restore
from loaders.own.database.opening import Database, Place, open_database
from loaders.own.granted import GrantsSeen, compare_grants
from loaders.own.making import catch_up, synchronise
from loaders.own.publications import list_publications, publish, reinstate, withdraw
from loaders.own.reading.reader import understand
from loaders.own.reading.understood import Understanding
from loaders.own.records import PublicationError
from loaders.serving import open_version
from loaders.store import load_grants
from pages.server.panel import write_panel
from pages.server.portals.scdl import list_grants
from tests.service.grant_lists import TO_EPCI, TO_LENS, write_list
from tests.unit.loaders.own.test_publications import quiet, read_tables

TODAY = dt.date(2026, 11, 26)
AUTHOR = "Service finances"
# What the report 2021 of Lens-Liévin lists, in the words of a list of the service.
LISTED = {
    "nomAttribuant": "CALL",
    "idAttribuant": "24620036400013",
    "dateConvention": "2021-05-01",
    "nomBeneficiaire": "ARTOISCOPE",
    "objet": "ADHESION AU RESEAU DES ACTEURS CULTURELS",
    "montant": "5500",
}


def read(*changes: dict[str, str]) -> tuple[Understanding, bytes]:
    content = write_list(*changes)
    return understand(content, "subventions.csv", load_catalog(), today=TODAY), content


def put_in(database: Database, *changes: dict[str, str], replaces: str | None = None) -> str:
    found, content = read(*changes)
    return publish(
        database, found, content=content, author=AUTHOR, title="Subventions 2024", replaces=replaces,
        on_progress=quiet,
    ).key  # fmt: skip


def list_own(database: Database) -> list[tuple[str, str, float]]:
    rows = pd.read_parquet(database.place.tables / "grants.parquet")
    own = rows[rows["source"].str.startswith("own-")]
    return sorted(own[["source", "nomBeneficiaire", "montant"]].itertuples(index=False, name=None))


def see(database: Database, *changes: dict[str, str], replaces: str = "") -> GrantsSeen:
    return compare_grants(read(*changes)[0].grants, database, replaces=replaces)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_a_list_published_is_in_the_grants_their_file_and_their_panel_and_withdrawn_it_never_was(
    database: Database,
) -> None:
    before = read_tables(database)
    key = put_in(database, {"montant": "1 000,50 €"}, TO_LENS | {"montant": "2500"})
    with holding(open_version(database.place.tables)):
        rows = load_grants(stages=["awarded"])
        own = rows[rows["source"].eq(key)].sort_values("locator")
        file = list_grants()
        panel = write_panel(str(own["id"].iloc[1])) or ""
    kept = ["locator", "montant", "published", "commune", "epci", "year", "period", "status"]
    assert own[kept].to_numpy().tolist() == [
        ["2", 1000.5, "1 000,50 €", "", "", 2024, "2024", "normal"],
        ["3", 2500.0, "2500", "62498", "246200364", 2024, "2024", "normal"],
    ]
    of_lens = file[file["nomBeneficiaire"].eq("Commune synthétique")]
    assert of_lens[["montant", "idAttribuant", "idBeneficiaire"]].to_numpy().tolist() == [
        [2500.0, "24620036400013", "21620498200018"]
    ]
    assert f"fourni par {AUTHOR}, le " in panel and ", fichier subventions.csv" in panel
    (one,) = list_publications(database)
    assert (one.rows, one.are_grants, one.nouns) == (2, True, ("subvention", "subventions"))
    withdraw(database, key, author=AUTHOR, on_progress=quiet)
    assert read_tables(database) == before
    assert not list((database.place.tables / "own").glob("*.parquet"))
    reinstate(database, key, author=AUTHOR, on_progress=quiet)
    assert [row[1:] for row in list_own(database)] == [
        ("Association synthétique", 1000.5),
        ("Commune synthétique", 2500.0),
    ]


def test_of_the_same_grant_in_two_lists_the_newest_gives_it_and_it_is_there_once(database: Database) -> None:
    first = put_in(database, {"montant": "10"}, TO_LENS)
    second = put_in(database, {"montant": "10", "nomBeneficiaire": "ASSOCIATION SYNTHETIQUE"}, TO_EPCI)
    assert list_own(database) == [
        (first, "Commune synthétique", 1000.0),
        (second, "ASSOCIATION SYNTHETIQUE", 10.0),
        (second, "EPCI synthétique", 1000.0),
    ]
    withdraw(database, second, author=AUTHOR, on_progress=quiet)
    assert list_own(database) == [(first, "Association synthétique", 10.0), (first, "Commune synthétique", 1000.0)]


def test_what_replaces_a_list_takes_the_place_of_all_of_it(database: Database) -> None:
    first = put_in(database, {}, TO_LENS)
    second = put_in(database, TO_EPCI, replaces=first)
    assert list_own(database) == [(second, "EPCI synthétique", 1000.0)]
    withdraw(database, second, author=AUTHOR, on_progress=quiet)
    assert [name for _, name, _ in list_own(database)] == ["Association synthétique", "Commune synthétique"]


def test_before_it_is_published_it_is_said_what_is_new_there_alike_or_gone(database: Database) -> None:
    first = put_in(database, {}, TO_LENS)
    other_words = LISTED | {"objet": "Autre objet synthétique"}
    changes = ({"montant": "250,25"}, TO_LENS, LISTED, other_words, {"dateConvention": "2023-01-31"})
    seen = see(database, *changes)
    assert seen.outcomes == {"new": 3, "there": 2, "near": 1, "removed": 0}
    assert seen.cells[["lines", "outcome", "source"]].to_numpy().tolist() == [
        ["3", "there", first],
        ["4", "there", "000-call-2021"],
        ["5", "near", "000-call-2021"],
    ]
    assert seen.sums.to_numpy().tolist() == [
        ["2021", "CALL", 2, 11000.0],
        ["2023", "Collectivité synthétique", 1, 1000.0],
        ["2024", "Collectivité synthétique", 2, 1250.25],
    ]
    # In its place, what it alone has would be gone.
    assert see(database, *changes, replaces=first).outcomes == {"new": 4, "there": 1, "near": 1, "removed": 1}


def test_what_a_build_cannot_take_is_refused_and_nothing_is_written(database: Database) -> None:
    found, content = read({})
    wrong = replace(found, grants=found.grants.assign(value="-5", commune="99999", year="1789"))
    with pytest.raises(PublicationError) as refused:
        publish(database, wrong, content=content, author=AUTHOR, title="Essai", on_progress=quiet)
    said = str(refused.value)
    assert all(word in said for word in ("« -5 »", "« 99999 »", "« 1789 »", "Rien n’est écrit."))
    assert list_publications(database) == []


def test_the_same_list_is_not_published_twice(database: Database) -> None:
    put_in(database, {})
    with pytest.raises(PublicationError, match="déjà publié"):
        put_in(database, {})


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_a_backup_has_the_grants_and_a_restore_gives_them_back(database: Database, tmp_path: Path) -> None:
    put_in(database, {"objet": 'Objet « é » ; "x"'}, TO_LENS)
    path, other = tmp_path / "sauvegarde.zip", tmp_path / "other"
    backup(database, path, say=quiet)
    other.mkdir()
    made = open_database(place=Place(other, database.place.figures))
    restore(made, path, say=quiet)
    assert read_tables(made) == read_tables(database) and list_own(made) == list_own(database) != []
    made.engine.dispose()


def test_tables_are_made_again_from_the_database_and_from_what_lies_beside_them(database: Database) -> None:
    key = put_in(database, {})
    whole = read_tables(database)
    lying = database.place.tables / "own" / "granted.parquet"
    lying.unlink()
    synchronise(database)
    assert pd.read_parquet(lying)["source"].tolist() == [key]
    for path in database.place.tables.glob("*.parquet"):
        path.unlink()
    assert catch_up(database, say=quiet)
    assert read_tables(database) == whole
