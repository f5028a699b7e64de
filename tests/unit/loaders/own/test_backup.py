"""All that people have put in comes back on an empty machine, whichever database was and is there."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from loaders.own.backup import BackupError, backup, restore
from loaders.own.database.opening import Database, Place, open_database
from loaders.own.mappings import recall, remember
from loaders.own.proposals import list_proposals, propose
from loaders.own.publications import list_publications, read_file, withdraw
from loaders.own.remarks import list_remarks, make_remark
from loaders.own.shelf import DOSSIERS, TERRITORIES, Draft
from tests.service.postgres import MISSING, Cluster
from tests.unit.loaders.own.conftest import BETHUNE, drop
from tests.unit.loaders.own.test_memory import TONNES
from tests.unit.loaders.own.test_publications import put_in, quiet, read_tables


@pytest.fixture
def filled(database: Database) -> Database:
    """Two publications, of which one is withdrawn, and a mapping."""
    put_in(database, drop({"value": "1", "note": '« é » ; "x"\n'}, {"territory": BETHUNE, "value": "2"}))
    withdrawn = put_in(database, drop({"value": "10"}))
    withdraw(database, withdrawn, author="Paul", on_progress=quiet)
    remember(database, "abc", {"year": "2021"}, author="Anne Roy")
    shared = DOSSIERS.create(database, Draft("Bureau", '{"é": "\\n"}'), author="Anne Roy")
    TERRITORIES.create(database, Draft("Gohelle", "compose.246200299.246200364.Gohelle"), author="Anne Roy")
    DOSSIERS.delete(database, shared.key, base=1, author="Paul")
    make_remark(database, TONNES, "Un incendie", author="Anne Roy", on_progress=quiet)
    propose(database, TONNES, "12", source="Le registre", words="", author="Anne Roy")
    return database


def read_entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}


def test_a_restore_on_an_empty_machine_gives_all_of_it_back(
    filled: Database, cluster: Cluster | None, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """From each database to the other."""
    path, other = tmp_path / "sauvegarde.zip", tmp_path / "other"
    assert backup(filled, path, say=quiet) == "sauvegarde.zip : 2 publications, 3 valeurs, 2 fichiers."
    if cluster is None:
        pytest.skip(MISSING)
    is_sqlite = filled.engine.dialect.name == "sqlite"
    other.mkdir()
    made = open_database(cluster.make_base() if is_sqlite else None, place=Place(other, filled.place.figures))
    restore(made, path, say=quiet)
    assert list_publications(made) == list_publications(filled)
    assert [read_file(made, one.sha256) for one in list_publications(made)] == [
        read_file(filled, one.sha256) for one in list_publications(filled)
    ]
    assert recall(made, "abc") == {"year": "2021"}
    assert list_remarks(made) == list_remarks(filled) and list_proposals(made) == list_proposals(filled)
    assert (
        DOSSIERS.list_newest(made) == DOSSIERS.list_newest(filled)
        and DOSSIERS.list_newest(made)[0].deleted_by == "Paul"
    )
    assert TERRITORIES.list_newest(made) == TERRITORIES.list_newest(filled) != []
    assert read_tables(made) == read_tables(filled)
    backup(made, tmp_path / "again.zip", say=quiet)
    assert read_entries(tmp_path / "again.zip") == read_entries(path)
    assert put_in(made, drop({"value": "7"})) == "own-3"
    made.engine.dispose()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_damaged_backup_is_refused_and_nothing_is_written(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "sauvegarde.zip"
    backup(filled, path, say=quiet)
    whole, other = path.read_bytes(), tmp_path / "other"
    other.mkdir()
    empty = open_database(place=Place(other, filled.place.figures))
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(changed, "w") as archive:
        for name, content in (
            read_entries(path) | {"manifest.json": zipfile.ZipFile(path).read("manifest.json")}
        ).items():
            archive.writestr(name, content.replace(b'"value": "1"', b'"value": "9"'))
    broken = {
        "coupé": whole[: len(whole) // 2],
        "troué": whole[:200] + b"\0" * 40 + whole[240:],
        "vide": b"",
        "changé": changed.read_bytes(),
    }
    for name, content in broken.items():
        damaged = tmp_path / f"{name}.zip"
        damaged.write_bytes(content)
        with pytest.raises(BackupError, match=f"{name}.zip est abîmé ou n’est pas une sauvegarde de Terril"):
            restore(empty, damaged, say=quiet)
    assert list_publications(empty) == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_restore_writes_over_nothing(filled: Database, tmp_path: Path) -> None:
    backup(filled, tmp_path / "sauvegarde.zip", say=quiet)
    with pytest.raises(BackupError, match="n’est pas vide : une restauration ne remplace rien"):
        restore(filled, tmp_path / "sauvegarde.zip", say=quiet)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_backup_of_an_earlier_shape_is_taken_and_one_of_a_newer_is_not(filled: Database, tmp_path: Path) -> None:
    path, earlier, newer = tmp_path / "sauvegarde.zip", tmp_path / "avant.zip", tmp_path / "après.zip"
    backup(filled, path, say=quiet)
    manifest = json.loads(zipfile.ZipFile(path).read("manifest.json"))
    first = {"file", "publication", "figure", "indicator", "mapping", "event"}
    for made, shape in ((earlier, "0001"), (newer, "9999")):
        told = manifest | {"shape": shape, "rows": {name: n for name, n in manifest["rows"].items() if name in first}}
        with zipfile.ZipFile(made, "w") as archive:
            for name, content in (read_entries(path) | {"manifest.json": json.dumps(told).encode()}).items():
                if not name.startswith("tables/") or Path(name).stem in first:
                    archive.writestr(name, content)
    (tmp_path / "other").mkdir()
    empty = open_database(place=Place(tmp_path / "other", filled.place.figures))
    with pytest.raises(BackupError, match="d’une autre version de Terril"):
        restore(empty, newer, say=quiet)
    restore(empty, earlier, say=quiet)
    assert list_publications(empty) == list_publications(filled)
