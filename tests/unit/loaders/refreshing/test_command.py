"""Refreshing as a timer does, or a data officer: what is asked of publishers, what is written, what is told."""

from __future__ import annotations

import dataclasses
import datetime as dt
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from loaders import __main__ as commands
from loaders.csv_files import read_text_csv
from loaders.importing.batch import is_stale
from loaders.importing.command import Request, import_file, undo_import
from loaders.importing.lock import BusyError, hold
from loaders.importing.register import read_of_source, read_register
from loaders.refreshing.command import RefreshError, Wish, check_departements, refresh
from loaders.refreshing.publishers import Publisher
from loaders.sources.helpers.sispea_files import COMMUNE, MEMBER_OF
from loaders.sources.registry import NAMES
from loaders.sources.sispea import DOCUMENTS, MEMBERS, SERVICES
from tests.publishers import ISDND, SINOE, SINOE_FILE, Asking, House, cut, in_turn, status, whole
from tests.small_files import hash_files, make_book, make_zip, write

HEADER = "ANNEE,C_DEPT,C_TYP_REG_DECHET,C_TYP_REG_SERVICE,TONNAGE_DMA\n"
LIST = "exercice;dispositif;beneficiaire_type;beneficiaire_siren;beneficiaire_dep;beneficiaire_code_insee;cout_ht;"
SITE = '[{"annee":2023,"tonnage":10,"aiot":"7000463","name":"X","departement":"62","lng":2,"lat":50}]'


def make_file(*years: int) -> bytes:
    """Tonnes of one département, one row a year."""
    return (HEADER + "".join(f'{year},62,07A,02B,"10,5"\n' for year in years)).encode()


def make_list(year: int) -> bytes:
    """One project of one commune."""
    return (LIST + f"subvention\n{year};DETR;Commune;216204982;062;62498;100000;2{year}\n").encode()


def run(data: Path, house: House, *names: str, said: list[str] | None = None, **wish: Any) -> str:
    """Refresh without building all tables, which takes seconds."""
    told = [] if said is None else said
    client = house.make_client()
    return refresh(Wish(names, **wish), data, None, say=told.append, client=client, build=lambda *_: None)


def list_values(data: Path, name: str, year: int) -> list[str]:
    rows = read_text_csv(data / "figures" / f"{name}.csv")
    return rows.loc[rows["year"].eq(str(year)), "value"].tolist()


def test_what_is_new_is_taken_and_registered_and_asked_for_again_only_if_it_has_changed(
    house: House, data: Path
) -> None:
    house.answers[SINOE] = whole(make_file(2023))
    assert run(data, house, "sinoe").startswith("sinoe : écrit.")
    assert list_values(data, "sinoe", 2023) == ["10.5"] * 4
    (row,) = read_register(data, "sinoe").to_dict("records")
    assert row["address"].endswith(SINOE_FILE) and row["retrieved"] == str(dt.date.today())
    assert (row["rows"], row["bytes"], row["licence"]) == (
        "1",
        str(len(make_file(2023))),
        "Citation d'un fait publié (fichier public)",
    )
    assert read_of_source("ademe-sinoe04", data)["sha256"].tolist() == [row["sha256"]]
    assert read_of_source("sdes-sitadel", data).empty
    after = hash_files(data)
    assert run(data, house, "sinoe") == "Rien de nouveau : rien n’est écrit."
    assert house.asked[1][1]["If-None-Match"] and hash_files(data) == after
    house.answers[SINOE] = whole(make_file(2023, 2024))
    run(data, house, "sinoe")
    assert list_values(data, "sinoe", 2024) == ["10.5"] * 4 and len(read_register(data, "sinoe")) == 2


def test_a_refresh_writes_what_an_import_of_the_same_file_writes(house: House, data: Path, tmp_path: Path) -> None:
    before = hash_files(data)
    house.answers[SINOE] = whole(make_file(2023))
    run(data, house, "sinoe")
    refreshed = (data / "figures" / "sinoe.csv").read_bytes()
    undo_import("sinoe", data)
    assert {path: mark for path, mark in hash_files(data).items() if not path.startswith("incoming")} == before
    path = write(tmp_path, SINOE_FILE, make_file(2023).decode())
    import_file(Request("sinoe", path), data, say=len, build=lambda *_: None)
    assert (data / "figures" / "sinoe.csv").read_bytes() == refreshed
    assert read_register(data, "sinoe")["address"].tolist() == [""]


def test_a_file_that_was_cut_is_gone_on_with_where_it_was(house: House, data: Path) -> None:
    content = make_file(*range(2022, 2099))
    mark = '"one"'
    house.answers[SINOE] = in_turn(cut(content, 0.4, ETag=mark), whole(content, etag=mark))
    run(data, house, "sinoe")
    (_, first), (_, second) = house.asked
    assert "Range" not in first and second["If-Range"] == mark
    assert 0 < int(second["Range"].removeprefix("bytes=").removesuffix("-")) <= len(content) * 0.4
    assert (data / "incoming" / "sinoe" / SINOE_FILE).read_bytes() == content


def test_a_file_that_changed_while_it_was_cut_is_begun_anew(house: House, data: Path) -> None:
    content = make_file(*range(2030, 2099))
    house.answers[SINOE] = in_turn(cut(make_file(*range(2022, 2090)), 0.4, ETag='"one"'), whole(content, etag='"two"'))
    run(data, house, "sinoe")
    assert (data / "incoming" / "sinoe" / SINOE_FILE).read_bytes() == content


def test_a_rest_that_begins_elsewhere_is_not_taken(house: House, data: Path) -> None:
    content = make_file(*range(2022, 2099))

    def shift(request: Asking) -> None:
        where = {"Content-Range": f"bytes 5-{len(content) - 1}/{len(content)}", "ETag": '"one"'}
        request.reply(206, content[5:], **where)

    house.answers[SINOE] = in_turn(cut(content, 0.4, ETag='"one"'), shift, whole(content, etag='"one"'))
    run(data, house, "sinoe")
    assert (data / "incoming" / "sinoe" / SINOE_FILE).read_bytes() == content


@pytest.mark.parametrize("is_date", [True, False])
def test_the_pause_that_a_publisher_asks_for_is_kept(is_date: bool, house: House, data: Path) -> None:
    until = format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=40), usegmt=True) if is_date else "40"
    house.answers[SINOE] = in_turn(status(429, Retry_After=until), status(503), whole(make_file(2023)))
    run(data, house, "sinoe")
    asked, own = house.waits
    assert 30 < asked <= 40 and 1 < own < 3


def test_pages_are_followed_to_the_end_though_the_list_does_not_say_that_there_is_more(
    house: House, data: Path
) -> None:
    files = {f"dgcl-liste-projets-dotations-investissement-local-{y}.csv": make_list(y) for y in range(2020, 2024)}
    house.list_files(
        "dotations", {**files, "notice.pdf": b"%PDF"}, page_size=2, spoil=lambda page: page.update(next_page=None)
    )
    run(data, house, "dotations")
    rows = read_text_csv(data / "figures" / "dotations.csv")
    own = rows[rows["territory"].eq("62498") & rows["indicator"].eq("subsidies.received_amount")]
    own = own[own["scope"].eq("fund=detr")]
    assert own.set_index("year")["value"].to_dict() == {str(y): f"2{y}" for y in range(2020, 2024)}
    assert not any("notice" in path for path, _ in house.asked)
    assert len(read_register(data, "dotations")) == 4


def test_a_publisher_that_fails_does_not_keep_the_others(house: House, data: Path) -> None:
    house.answers[SINOE], house.answers[ISDND] = status(500), whole(SITE.encode())
    with pytest.raises(RefreshError, match="^sinoe : (?s:.*)\nisdnd : écrit"):
        run(data, house, "isdnd", "sinoe")
    assert list_values(data, "isdnd", 2023) == ["10"]


def test_of_several_files_of_a_source_one_that_is_wrong_does_not_keep_the_others(house: House, data: Path) -> None:
    start = "dgcl-liste-projets-dotations-investissement-local-"
    house.list_files("dotations", {f"{start}2023.csv": make_list(2023), f"{start}2024.csv": b"a;b\n1;2\n"})
    with pytest.raises(RefreshError, match="dotations-2024.csv : colonnes attendues"):
        run(data, house, "dotations")
    assert set(read_text_csv(data / "figures" / "dotations.csv")["year"]) == {"2023"}


def test_a_try_asks_and_tells_and_writes_nothing(house: House, data: Path) -> None:
    before, said = hash_files(data), list[str]()
    house.answers[SINOE] = whole(make_file(2023))
    assert run(data, house, "sinoe", is_dry=True, said=said) == "Essai : rien n’est écrit."
    assert {path: mark for path, mark in hash_files(data).items() if not path.startswith("incoming")} == before
    assert any(line.startswith("sinoe : la livraison donne 4 chiffres") for line in said)


def test_files_of_a_folder_are_taken_without_asking_anybody(house: House, data: Path, tmp_path: Path) -> None:
    (tmp_path / "given" / "sinoe").mkdir(parents=True)
    write(tmp_path / "given" / "sinoe", "a.csv", make_file(2023).decode())
    run(data, house, folder=tmp_path / "given")
    assert house.asked == [] and list_values(data, "sinoe", 2023) == ["10.5"] * 4
    with pytest.raises(RefreshError, match="isdnd : aucun fichier dans"):
        run(data, house, "isdnd", folder=tmp_path / "given")


def test_sources_without_an_address_say_how_their_files_come_in(house: House, data: Path) -> None:
    said: list[str] = []
    run(data, house, "filosofi", "movements", said=said)
    assert [line for line in said if "python -m loaders import filosofi FICHIER" in line]
    assert house.asked == []


def test_two_commands_do_not_change_the_data_at_once(house: House, data: Path, tmp_path: Path) -> None:
    before, path = hash_files(data), write(tmp_path, "sinoe.csv", make_file(2023).decode())
    with hold(data, "un rafraîchissement"):
        with pytest.raises(BusyError, match="^Les données sont prises : un rafraîchissement, commencé à .*Attendez"):
            run(data, house, "sinoe")
        with pytest.raises(BusyError, match="Rien n’est écrit"):
            import_file(Request("sinoe", path), data, say=len)
        with pytest.raises(BusyError, match="Rien n’est écrit"):
            undo_import("sinoe", data)
    assert hash_files(data) == before and house.asked == []


def test_tables_that_cannot_be_made_keep_everything_as_it_was(house: House, data: Path) -> None:
    before = hash_files(data)
    house.answers[SINOE] = whole(make_file(2023))

    def fail(*_: object) -> None:
        raise ValueError("figures.csv, ligne 3 : faux")

    with pytest.raises(RefreshError, match="ligne 3 : faux\nLes tables ne se font pas"):
        refresh(Wish(["sinoe"]), data, data, say=len, client=house.make_client(), build=fail)
    assert {path: mark for path, mark in hash_files(data).items() if not path.startswith("incoming")} == before
    assert not is_stale(data)


def test_départements_are_those_of_the_installation(data: Path) -> None:
    assert check_departements(["62"], data) == ("D62",) == check_departements(["d62"], data)
    with pytest.raises(RefreshError, match="^59, 2A : l’installation ne montre que 62. Ajoutez-le à deployment.yaml"):
        check_departements(["59", "2A"], data)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["refresh", "sinoée"], f"« sinoée » n’est pas connu ; attendus : {', '.join(NAMES)}."),
        (["refresh", "--departements"], "--departements : une valeur est attendue après."),
        (["refresh", "--all", "--departements", "62"], "--departements et --all ne vont pas ensemble."),
    ],
)
def test_arguments_are_refused_in_french(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        commands.main(arguments)
    assert said in capsys.readouterr().err


def give_sispea(house: House, *years: int) -> None:
    """Two files of one competence: a service of three communes."""
    header = ["Id SISPEA de l'entité de gestion", "Nom de l'entité de gestion", "Statut", "D102.0", "D101.0"]
    for year in years:
        services = make_book({"Services": [header, [1, "Eaux", "Confirmé / publié", 2.5, 900]]})
        members = [[COMMUNE, MEMBER_OF], *([commune, 1] for commune in ("62498", "62510", "62413"))]
        for place, book in ((SERVICES, services), (MEMBERS, make_book({"Données": members}))):
            path = f"{DOCUMENTS}/{place.format(year, 'AEP')}".removeprefix("https:/")
            house.answers[path] = whole(make_zip(file_xlsx=book))


def test_a_year_is_taken_with_the_files_that_its_publisher_has_and_is_not_read_again(house: House, data: Path) -> None:
    give_sispea(house, 2022, 2023)
    said: list[str] = []
    assert run(data, house, "sispea", said=said).startswith("sispea : écrit.")
    rows = read_text_csv(data / "figures" / "sispea.csv")
    prices = rows[rows["indicator"].eq("water.price") & rows["territory"].eq("62498")]
    assert prices["year"].tolist() == ["2022", "2023"]
    assert any(line.startswith("sispea : pas chez l’éditeur, 2009/SISPEA_FR_2009_AEP.zip") for line in said)
    assert read_register(data, "sispea")["file"].tolist() == ["2022", "2023"]
    assert "sispea:" in (data / "catalog" / "sources.yaml").read_text(encoding="utf-8")
    assert run(data, house, "sispea", said=said) == "Rien de nouveau : rien n’est écrit."
    assert "sispea : 2023 est déjà pris, rien de nouveau." in said


def test_a_file_that_may_lack_and_comes_badly_leaves_its_year(house: House, data: Path) -> None:
    give_sispea(house, 2022, 2023)
    path = f"{DOCUMENTS}/{SERVICES.format(2023, 'AC')}".removeprefix("https:/")
    house.answers[path] = status(500)
    with pytest.raises(RefreshError, match="SISPEA_FR_2023_AC.zip : le serveur de l’éditeur est en panne"):
        run(data, house, "sispea")
    assert read_register(data, "sispea")["file"].tolist() == ["2022"]


def test_a_publisher_of_another_region_is_not_asked(house: House, data: Path) -> None:
    client, said = house.make_client(), []
    host = {"data.ademe.fr": Publisher(publisher="x", pause=0, regions=("R93",))}
    client.directory = dataclasses.replace(client.directory, publishers={**client.directory.publishers, **host})
    refresh(Wish(("sinoe",)), data, None, say=said.append, client=client, build=lambda *_: None)
    assert house.asked == [] and "sinoe : l’éditeur n’a rien des régions de l’installation." in said
