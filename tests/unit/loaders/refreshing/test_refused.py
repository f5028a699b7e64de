"""Whatever a publisher does, it ends in a sentence, and the data are as they were, to the byte."""

from __future__ import annotations

import gzip
import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loaders.refreshing.command import RefreshError, Wish, refresh
from tests.publishers import (
    ISDND,
    SINOE,
    Answer,
    House,
    announce,
    babble,
    bomb,
    cut,
    hang_up,
    missing,
    move,
    open_house,
    say_gzip,
    slow,
    status,
    whole,
)
from tests.small_files import hash_files

HEADER = "ANNEE,C_DEPT,C_TYP_REG_DECHET,C_TYP_REG_SERVICE,TONNAGE_DMA\n"
GOOD = (HEADER + "".join(f'20{n},62,07A,02B,"1{n}0,5"\n' for n in range(22, 40))).encode()
WORKBOOK = b"\xd0\xcf\x11\xe0" + bytes(200)


def rows(*lines: str) -> Answer:
    return whole((HEADER + "".join(line + "\n" for line in lines)).encode())


def make_workbook_bomb() -> bytes:
    """A workbook whose one sheet is a hundred megabytes of blanks."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(120_000_000))
    return made.getvalue()


# What SINOE's host does, and how the sentence begins that says so.
FAULTS: dict[str, tuple[Answer, str]] = {
    "a server in failure": (status(500), "le serveur de l’éditeur est en panne .réponse 500., 3 fois de suite"),
    "a gateway in failure": (status(502), "le serveur de l’éditeur est en panne .réponse 502."),
    "a server without room": (status(503), "le serveur de l’éditeur est indisponible"),
    "too many requests": (status(429, Retry_After="1"), "l’éditeur demande de ralentir .réponse 429., 3 fois de suite"),
    "a day to wait": (status(429, Retry_After="86400"), "ralentir .réponse 429. : 1440 minutes d’attente demandées"),
    "gone": (status(410), "l’éditeur a retiré ce fichier .réponse 410., https://data.ademe.fr"),
    "nothing there": (missing, "l’éditeur n’a plus rien à cette adresse .réponse 404."),
    "a door": (status(403), "l’éditeur refuse l’accès .réponse 403."),
    "who are you": (status(401), "l’éditeur demande de s’identifier"),
    "a teapot": (status(418), "réponse inattendue de l’éditeur .réponse 418."),
    "a file cut": (cut(GOOD), "coupée avant sa fin, ou n’est pas de la taille annoncée, 3 fois de suite"),
    "more announced than given": (announce(GOOD, len(GOOD) + 9), "n’est pas de la taille annoncée"),
    "fewer announced than given": (announce(GOOD, len(GOOD) - 12), "ligne 19 : 5 cellules attendues"),
    "too much announced": (announce(GOOD, 3_000_000_000), "3,0 Go annoncés ou reçus, 2 Go au plus sont attendus"),
    "not a word": (hang_up, "la réponse est coupée|la liaison avec l’éditeur s’est rompue"),
    "not the web": (babble, "la réponse est coupée avant sa fin, ou"),
    "silence": (slow(GOOD, 3), "l’éditeur ne répond pas à temps, 3 fois de suite"),
    "gzip said, not done": (say_gzip(GOOD), "la réponse est dite compressée et ne l’est pas, ou l’est mal"),
    "gzip cut": (say_gzip(gzip.compress(GOOD)[:-30]), "la réponse est coupée avant sa fin, 3 fois de suite"),
    "gzip that ends badly": (say_gzip(gzip.compress(GOOD)[:-8] + bytes(8)), "dite compressée et ne l’est"),
    "another way to compress": (status(200, Content_Encoding="br"), "compressée d’une façon .*, « br »"),
    "a bomb": (bomb(), "la réponse est compressée plus de 200 fois, comme le fait un piège"),
    "a bomb in a file": (whole(gzip.compress(bytes(120_000_000), 6)), "l’archive se gonfle de 200 fois sa taille"),
    "a file of a gzip cut": (whole(gzip.compress(GOOD)[:-30]), "une archive gzip entière est attendue"),
    "a bomb in a workbook": (whole(make_workbook_bomb()), "piège|classeur|coupé|abîmé|trop"),
    "a host that is not declared": (move("https://exemple.org/x.csv"), "« exemple.org » n’est pas l’un des éditeurs"),
    "a way that is not secure": (move("http://data.ademe.fr/x.csv"), "une adresse https:// est attendue"),
    "a port of its own": (move("https://data.ademe.fr:8443/x.csv"), "une adresse https:// est attendue"),
    "a circle": (move(SINOE.replace("/data.ademe.fr", "")), "plus de 5 renvois d’adresse en adresse"),
    "no byte": (whole(b""), "la réponse est vide"),
    "blanks": (whole(b"\r\n \r\n"), "la réponse est vide"),
    "a page of the web": (whole(b"\n<!DOCTYPE html><html>Maintenance</html>"), "une page web est donnée à la place"),
    "a header alone": (whole(HEADER.encode()), "aucune ligne à lire sous l’en-tête"),
    "a column renamed": (
        whole(GOOD.replace(b"TONNAGE_DMA", b"TONNAGE")), "colonnes attendues TONNAGE_DMA ; trouvées ANNEE"
    ),
    "a column less": (whole(b"ANNEE,C_DEPT\n2023,62\n"), "colonnes attendues C_TYP_REG_DECHET"),
    "an old workbook": (whole(WORKBOOK), "ce classeur ne peut pas être lu, il est abîmé"),
    "an archive": (whole(b"7z\xbc\xaf\x27\x1c" + bytes(99)), "est attendu, c’est une archive 7z"),
    "a code of another world": (rows("2023,62,99X,02B,1"), "« 99X » n’est pas l’un des codes"),
    "a year of another world": (rows("20223,62,07A,02B,1"), "« 20223 »"),
    "words for tonnes": (rows("2023,62,07A,02B,beaucoup"), "« beaucoup »"),
    "other départements": (rows("2023,75,07A,02B,1"), "aucun chiffre pour les territoires de l’installation"),
    "less known than before": (rows("2021,62,07A,02B,nd"), "chiffres connus ne le seraient plus"),
    "other values than before": (rows("2021,62,07A,02B,1"), "connus ne le seraient plus|changeraient de plus de 10 %"),
    "kilos for tonnes": (
        rows(*(f"2023,{number},07A,02B,900000000" for number in ("02", "59", "60", "62", "80"))),
        "« Déchets ménagers et assimilés collectés » vaudrait en 2023 1\u202f086,7 fois 2021",
    ),
    "a byte of no alphabet": (whole(GOOD + b"2023,62,07A,02B,\x81\n"), "l’octet 0x81 n’est d’aucun"),
    "a quote never closed": (whole(GOOD + b'2023,"62,07A' + b"\n" * 300), "un guillemet y est ouvert"),
}  # fmt: skip


@pytest.fixture(scope="module")
def kept(some_data: Path) -> tuple[Path, dict[str, str]]:
    """Data that no test may change, and what they are."""
    return some_data, hash_files(some_data)


def refuse(name: str, data: Path, before: dict[str, str], house: House, **given: Any) -> str:
    """What a refresh says that changes nothing."""
    with pytest.raises(RefreshError) as caught:
        refresh(Wish([name]), data, None, say=len, client=house.make_client(**given), build=lambda *_: None)
    assert {path: mark for path, mark in hash_files(data).items() if not path.startswith("incoming")} == before
    told = str(caught.value)
    assert told.startswith(f"{name} : ") and told.endswith("Rien de nouveau : rien n’est écrit.")
    return told


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_publisher_ends_in_a_sentence_and_changes_nothing(
    fault: str, house: House, kept: tuple[Path, dict[str, str]]
) -> None:
    answer, said = FAULTS[fault]
    house.answers[SINOE] = answer
    told = refuse("sinoe", *kept, house, timeout=0.2)
    assert re.search(said, told), told
    assert not re.search(r"Error|Exception|errno|httpx|Traceback", told)
    assert re.search(r"SINOE04\w+\.csv", told)


def spoil_next(page: dict[str, Any]) -> None:
    page["next_page"] = page["next_page"] and page["next_page"].replace("page=2", "page=1").replace("page=3", "page=1")


LISTINGS: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "a next that was read": (spoil_next, "la page dite suivante a déjà été lue, 3 fichiers sur 4 annoncés"),
    "an empty page": (
        lambda page: page["data"].clear() if page["page"] == 2 else None,
        "page vide, 3 fichiers lus sur 4",
    ),
    "no list": (lambda page: page.pop("data"), "une liste JSON de fichiers, « data », est attendue"),
    "words for files": (lambda page: page.update(data=["a"]), "une liste JSON de fichiers, « data », est attendue"),
    "more announced than there are": (lambda page: page.update(total=9), "page vide|adresse .réponse 404."),
    "other names": (
        lambda page: [file.update(url="https://static.data.gouv.fr/x/liste.csv") for file in page["data"]],
        "aucun fichier de la liste n’a le nom attendu ; trouvés liste.csv",
    ),
    "files at a stranger's": (
        lambda page: [file.update(url=file["url"].replace("static.data", "exemple")) for file in page["data"]],
        "« exemple.gouv.fr » n’est pas l’un des éditeurs déclarés",
    ),
    "another hash": (
        lambda page: [file["checksum"].update(value="0" * 40) for file in page["data"]],
        "n’est pas celui que l’éditeur annonce, son empreinte en diffère",
    ),
}


@pytest.mark.parametrize("fault", LISTINGS)
def test_a_list_of_files_that_does_not_hold_ends_in_a_sentence(
    fault: str, house: House, kept: tuple[Path, dict[str, str]]
) -> None:
    spoil, said = LISTINGS[fault]
    names = [f"dgcl-liste-projets-dotations-investissement-local-{year}.csv" for year in range(2020, 2024)]
    house.list_files("dotations", dict.fromkeys(names, b"exercice\n"), spoil=spoil)
    assert re.search(said, refuse("dotations", *kept, house))


@pytest.mark.parametrize("content", [b"{", b"[]", b"{}", b'[{"annee": 2021}]', b"[" * 5000, b"null"])
def test_a_json_that_is_not_the_one_expected_ends_in_a_sentence(
    content: bytes, house: House, kept: tuple[Path, dict[str, str]]
) -> None:
    house.answers[ISDND] = whole(content)
    assert "isdnd_tonnage_annee.json" in refuse("isdnd", *kept, house)


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, kept: tuple[Path, dict[str, str]]) -> None:
    key = tmp_path / "own.pem"
    made = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -days 1 -keyout {0} -out {0}.crt"
    subprocess.run(made.format(key).split(), check=True, capture_output=True)
    key.write_bytes(key.read_bytes() + Path(f"{key}.crt").read_bytes())
    with open_house(key) as house:
        house.answers[SINOE] = whole(GOOD)
        told = refuse("sinoe", *kept, house)
    assert "le certificat de l’éditeur n’est pas valable, il est signé par lui-même" in told


def test_nobody_there_ends_in_a_sentence(house: House, kept: tuple[Path, dict[str, str]]) -> None:
    with open_house() as gone:
        pass
    assert "l’éditeur ne se laisse pas joindre, 3 fois de suite. Vérifiez le réseau" in refuse("sinoe", *kept, gone)


def test_fewer_rows_than_the_last_time_have_to_be_agreed_to(house: House, data: Path) -> None:
    house.answers[SINOE] = whole(GOOD)
    refresh(Wish(["sinoe"]), data, None, say=len, client=house.make_client(), build=lambda *_: None)
    before = {path: mark for path, mark in hash_files(data).items() if not path.startswith("incoming")}
    house.answers[SINOE] = whole(b"".join(GOOD.splitlines(keepends=True)[:8]))
    told = refuse("sinoe", data, before, house)
    assert "Le fichier n’a que 7 lignes, 18 la dernière fois" in told
