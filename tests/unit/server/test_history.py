"""The history of a value by address: what a service put in and took back, a past day, and nothing that runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest
from sqlalchemy import insert
from starlette.applications import Starlette

from loaders import store
from loaders.own.database.opening import Database, open_database
from loaders.own.database.schema import EVENT, FIGURE, FIGURE_TEXTS, FILE, PROPOSAL, PUBLICATION, REMARK
from loaders.own.memory import find_remarked
from loaders.own.memory.spans import Thing
from loaders.own.records import write_json
from loaders.own.said import list_thing
from pages.server import panel
from pages.server.panel import history
from tests import asked
from tests.withheld import read_whole, serve, withhold

APP = Starlette(routes=[*history.routes, *panel.routes])
# What the report of 2021 prints of the tonnes.
FIGURE_ID = "3113f03816"
TONNES = "indicateur=waste.collected&territoire=246200364&annee=2021"
AUTHOR, FILE_NAME = "<b>Anne</b>", "=HYPERLINK(1).csv"
CAME, WENT = "2026-03-10T09:00:00.000000+00:00", "2026-03-20T09:00:00.000000+00:00"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database in which somebody put 200 000 tonnes in, which somebody else took back ten days later."""
    monkeypatch.setenv("TERRIL_DATABASE", f"sqlite:///{tmp_path / 'own.sqlite'}")
    database = open_database()
    told = dict.fromkeys(FIGURE_TEXTS, "") | {
        "indicator": "waste.collected", "territory": "246200364", "year": "2021", "period": "2021", "value": "200000",
        "unit": "t", "status": "normal", "lines": "12", "published": "200 000",
    }  # fmt: skip
    with database.writing() as connection:
        connection.execute(insert(FILE).values(sha256="0" * 64, size=1, content=b"x"))
        connection.execute(
            insert(PUBLICATION).values(
                number=1, title="Essai", author=AUTHOR, at=CAME, file_name=FILE_NAME, file="0" * 64, mapping="{}",
                rows=1, state="withdrawn", replaces=None,
            )
        )  # fmt: skip
        connection.execute(insert(FIGURE).values(publication=1, position=0, **told))
        for at, who, what in ((CAME, AUTHOR, "publish"), (WENT, "Paul", "withdraw")):
            connection.execute(
                insert(EVENT).values(at=at, author=who, what=what, subject="own-1", detail=write_json({}))
            )
    return database


def read(address: str) -> str:
    answer = asked.get(APP, address)
    assert answer.status == 200
    return answer.text.replace("\u202f", " ").replace("\u00a0", " ")


def read_then(day: str) -> str:
    """What is said of a day."""
    return unescape(read(f"/historique?{TONNES}&au={day}").partition('class="then"')[2].partition("</section>")[0])


@pytest.mark.usefixtures("base")
def test_the_page_says_who_put_it_in_and_who_took_it_back() -> None:
    page = read(f"/historique?{TONNES}")
    words = ["10 mars 2026 à", "importé", "200 000 t", "20 mars 2026 à", "retiré", "Paul", "ligne 12 du fichier"]
    assert [word for word in words if word not in page] == []
    assert page.index("retiré") < page.index("importé") < page.index("imprimé")
    assert "<b>Anne" not in page and "&lt;b&gt;Anne" in page


@pytest.mark.usefixtures("base")
def test_a_published_figure_goes_before_that_of_the_service_on_every_day() -> None:
    assert "156 402 t" in read_then("2026-03-15") and "200 000 t" in read_then("2026-03-15").partition("aussi")[2]
    for day in ("2026-03-09", "2026-03-20"):
        assert "156 402 t" in read_then(day) and "200 000 t" not in read_then(day)
    assert "aucune valeur" in read_then("2019-01-01")


@pytest.mark.usefixtures("base")
def test_the_file_has_a_row_for_each_and_no_formula() -> None:
    answer = asked.get(APP, f"/historique.csv?{TONNES}")
    rows = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig")), delimiter=";"))
    body = rows[rows.index([]) + 1 :]
    assert [row[1] for row in body] == ["Quoi", "imprimé", "importé", "retiré"]
    assert [row[2] for row in body[1:]] == ["156402", "200000", "200000"]
    assert body[2][8] == f"'{FILE_NAME}"


@pytest.mark.usefixtures("base")
def test_the_panel_tells_the_last_that_happened_and_leads_to_the_rest() -> None:
    panel = read("/chiffre/e173c85301")
    assert "Aucun changement connu de cette valeur." in panel and "/historique?indicateur=agriculture" in panel


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("15/03/2026", "n’est pas une date : une date comme 2026-03-15 est attendue"),
        ("2999-01-01", "n’est pas encore passé"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_a_day_that_is_none_is_said(day: str, said: str) -> None:
    assert said in read(f"/historique?{TONNES}&au={day}")


def test_what_no_value_is_of_is_not_found_and_says_so() -> None:
    for address in ("", "indicateur=rien&annee=2021", TONNES.replace("2021", "x"), TONNES.replace("2021", "1999")):
        answer = asked.get(APP, f"/historique?{address}")
        assert (answer.status, "Aucune valeur n’est connue" in answer.text) == (404, True)


def test_a_database_that_is_away_is_said_and_the_panel_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERRIL_DATABASE", "postgresql+psycopg://terril:secret@127.0.0.1:1/terril")
    answer = asked.get(APP, f"/historique?{TONNES}")
    assert (answer.status, "La base du service ne répond pas" in answer.text) == (503, True)
    panel = read("/chiffre/e173c85301")
    assert "3 axes" in panel and "La base du service ne répond pas" in panel
    assert "secret" not in answer.text + panel and "127.0.0.1" not in answer.text + panel


@pytest.fixture(params=["normal", "confidential"])
def corrected(request: pytest.FixtureRequest, base: Database, tmp_path: Path) -> Iterator[str]:
    """The status of a figure of the documents that a newer delivery of its source corrects."""
    del base
    whole = read_whole()
    rows = whole.observations
    was = rows[rows["id"].eq(FIGURE_ID)]
    value, printed = (156420.0, "156 420 tonnes") if request.param == "normal" else (float("nan"), "")
    told = {"revision": 2, "value": value, "published": printed, "locator": "9", "status": request.param}
    newer = was.astype({"status": str}).assign(**told, note="Erratum de mars 2023.")
    every = pd.concat([rows.assign(is_current=rows["is_current"] & rows["id"].ne(FIGURE_ID)), newer], ignore_index=True)
    every["status"] = every["status"].astype(str).astype("category")
    (tmp_path / "tables").mkdir()
    with serve(withhold(replace(whole, observations=every)), tmp_path / "tables"):
        yield request.param


def test_a_figure_corrected_says_what_it_was_in_its_panel_on_its_page_and_in_its_file(corrected: str) -> None:
    shown = read(f"/chiffre/{FIGURE_ID}")
    said = shown.partition("<h3>Historique")[2]
    page, on_a_day = read(f"/historique?{TONNES}"), read_then("2024-03-15")
    file = asked.get(APP, f"/historique.csv?{TONNES}").body.decode("utf-8-sig")
    if corrected == "confidential":
        assert [words for words in (shown, page, file) if "156 402" in words or "156402" in words] == []
        assert "valeur confidentielle" in said and on_a_day == ""
        return
    assert said.index("date non gardée : corrigé, 156 420 t") < said.index("date non gardée : imprimé, 156 402 t")
    rows = [re.findall(r"imprimé|corrigé|\d+ \d+ t|Erratum de mars 2023", row) for row in page.split("<tr>")[2:]]
    assert [row for row in rows if "corrigé" in row or "imprimé" in row] == [
        ["corrigé", "156 420 t", "Erratum de mars 2023"], ["imprimé", "156 402 t"],
    ]  # fmt: skip
    assert "156 420 t" in on_a_day and "156 402" not in on_a_day and "peut-être encore celui d’avant" in on_a_day
    body = list(csv.reader(io.StringIO(file), delimiter=";"))
    told = [[row[1], row[2], row[4]] for row in body if len(row) > 4 and row[1] in ("imprimé", "corrigé")]
    assert told == [["imprimé", "156402", "156 402 tonnes"], ["corrigé", "156420", "156 420 tonnes"]]


@pytest.mark.usefixtures("base")
def test_a_day_ends_where_the_reader_is(monkeypatch: pytest.MonkeyPatch) -> None:
    day = dt.datetime.fromisoformat(CAME).astimezone().date()
    assert "200 000 t" in read_then(day.isoformat())


def test_the_history_of_a_computed_figure_is_what_was_said_of_it(base: Database) -> None:
    thing = Thing("housing.authorised", "PMA", "", "2024", "~valeur", "", is_beside=False)
    told = {"number": 1, "words": "<b>Deux méthodes</b>", "author": "Anne", "at": CAME}
    figure = "housing.authorised~PMA~2024~~valeur"
    assert panel.history_markup(figure) == ""
    with base.writing() as connection:
        connection.execute(insert(REMARK).values(**told, withdrawn=WENT, withdrawn_by="Paul", **list_thing(thing)))
    said = read(history.address_history(thing))
    assert "Ce chiffre est calculé" in said and "remarque retirée" in said and "Montrer la valeur du" not in said
    # Nobody can tell of words taken back whether they tell a secret.
    assert "Deux méthodes" not in said
    assert "remarque, " not in panel.history_markup(figure) and "par Paul" in panel.history_markup(figure)


def test_the_history_of_a_grant_is_of_its_amount_in_its_panel_on_a_page_and_as_a_file(base: Database) -> None:
    grant = store.load_grants().iloc[0]
    thing = find_remarked(str(grant["id"]))
    told = {"source": "=1+1", "words": "<i>Avenant</i>", "author": AUTHOR, "status": "normal", "value": "1234"}
    decided = {"at": CAME, "state": "refused", "decided": WENT, "decided_by": "Paul", "answer": "Sans pièce"}
    with base.writing() as connection:
        connection.execute(insert(PROPOSAL).values(number=1, publication=None, **told, **decided, **list_thing(thing)))
    shown = read(f"/chiffre/{grant['id']}")
    said = read(history.address_history(thing))
    for markup in (shown, said):
        assert "proposition refusée" in markup and "par Paul" in markup.replace("<td>Paul", "par Paul")
        assert "1 234 €" in markup and "<i>" not in markup and "<b>Anne" not in markup
    assert "Montant d’une subvention" in said and str(grant["nomBeneficiaire"]) in unescape(said)
    file = asked.get(APP, history.address_history(thing, form=".csv")).body.decode("utf-8-sig")
    assert "Valeur (€)" in file and "proposition refusée" in file and "\n=1+1" not in file and ";=1+1" not in file


def test_a_comment_that_was_proposed_is_named_so_and_no_value(base: Database) -> None:
    thing = Thing("waste.collected", "246200364", "", "2021", "2021", "", is_beside=False)
    told = {"source": "", "words": "Le quai a brûlé", "author": "Anne", "status": "comment", "value": ""}
    decided = {"at": CAME, "state": "refused", "decided": WENT, "decided_by": "Paul", "answer": "Hors sujet"}
    with base.writing() as connection:
        connection.execute(insert(PROPOSAL).values(number=1, publication=None, **told, **decided, **list_thing(thing)))
    said = read(f"/historique?{TONNES}")
    assert "commentaire proposé" in said and "commentaire refusé" in said and "proposition refusée" not in said


@pytest.mark.parametrize("period", ["~", "~rien", "~<b>"])
@pytest.mark.usefixtures("base")
def test_a_measure_that_is_none_is_said(period: str) -> None:
    asked_for = f"indicateur=housing.authorised&territoire=PMA&annee=2024&periode={quote(period)}"
    answer = asked.get(APP, f"/historique?{asked_for}")
    assert answer.status == 404 and "Aucune valeur n’est connue" in answer.text
