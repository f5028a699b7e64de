"""Remarks go with their figure into the tables and leave them; a proposal is decided once, and then published."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from loaders.own.database.opening import Database
from loaders.own.making import is_current
from loaders.own.memory import remember
from loaders.own.proposals import (
    Proposal,
    accept,
    accept_comment,
    is_comment,
    list_proposals,
    propose,
    propose_comment,
    propose_objective,
    read_value,
    refuse,
)
from loaders.own.publications import list_publications
from loaders.own.records import PublicationError
from loaders.own.remarks import Remark, list_remarks, list_shown, make_remark, withdraw_remark
from loaders.pipeline.beside import read_said_in
from loaders.pipeline.remarks import LEAD, split_note
from tests.unit.loaders.own.conftest import BETHUNE, HENIN, drop
from tests.unit.loaders.own.test_memory import TONNES, serving
from tests.unit.loaders.own.test_publications import put_in, quiet, read_tables

BOTH = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def filled(database: Database) -> Database:
    """A figure of Hénin-Carvin and one of Béthune."""
    put_in(database, drop({"territory": HENIN, "value": "100", "note": "Hors gravats."}, {"territory": BETHUNE}))
    return database


def read_notes(database: Database) -> dict[str, str]:
    rows = pd.read_parquet(database.place.tables / "observations.parquet")
    own = rows[rows["indicator"].eq("waste.collected") & rows["year"].eq(2024)]
    return dict(zip(own["territory"].astype(str), own["note"], strict=True))


def say(database: Database, words: str = "Un incendie a fermé le quai.", author: str = "Anne") -> Remark:
    return make_remark(database, TONNES, words, author=author, on_progress=quiet)


def offer(database: Database, value: str = "1 234,5") -> Proposal:
    return propose(database, TONNES, value, source="Registre du quai, p. 3", words="Pesée refaite", author="Anne")


@BOTH
def test_a_remark_is_in_the_note_of_its_figure_alone_and_leaves_the_tables_as_they_were(filled: Database) -> None:
    before = read_tables(filled)
    one = say(filled)
    note = read_notes(filled)[HENIN]
    assert note.startswith(f"Hors gravats. {LEAD}Anne, le ") and note.endswith(": Un incendie a fermé le quai.")
    assert split_note(note)[0] == "Hors gravats." and read_notes(filled)[BETHUNE] == ""
    assert is_current(filled)
    withdraw_remark(filled, one.number, author="Paul", on_progress=quiet)
    assert read_tables(filled) == before
    assert [(each.words, each.withdrawn_by) for each in list_remarks(filled, TONNES)] == [(one.words, "Paul")]


@pytest.mark.parametrize("measure", ["valeur", "habitant"])
def test_a_word_on_a_computed_figure_is_with_the_tables_and_leaves_them_as_they_were(
    measure: str, filled: Database
) -> None:
    before, tables = read_tables(filled), filled.place.tables
    thing = TONNES._replace(territory="PMA", period=f"~{measure}")
    one = make_remark(filled, thing, "Deux méthodes.", author="Anne", on_progress=quiet)
    assert read_said_in(tables) == {f"waste.collected~PMA~2024~~{measure}": one.told}
    assert list_shown(filled, thing) == [one] and is_current(filled)
    assert list_shown(filled, TONNES) == []
    withdraw_remark(filled, one.number, author="Paul", on_progress=quiet)
    assert read_tables(filled) == before and read_said_in(tables) == {}


def test_a_word_on_a_figure_computed_of_what_is_tied_to_a_secret_is_nowhere(database: Database) -> None:
    put_in(database, drop({"territory": HENIN, "value": "", "status": "confidential"}, {"territory": BETHUNE}))
    for period in ("~valeur", "~habitant"):
        make_remark(database, TONNES._replace(territory="PMA", period=period), "vu", author="Anne", on_progress=quiet)
    cost = TONNES._replace(indicator="waste.cost", territory="PMA", period="~tonne")
    make_remark(database, cost, "vu", author="Anne", on_progress=quiet)
    assert read_said_in(database.place.tables) == {}


def test_no_other_value_is_proposed_for_a_computed_figure(filled: Database) -> None:
    with pytest.raises(PublicationError, match="pour un chiffre publié, non pour un calcul"):
        propose(filled, TONNES._replace(period="~valeur"), "12", source="Registre", words="", author="Anne")
    assert list_proposals(filled) == []


def test_what_was_said_is_in_the_memory_of_the_value_and_without_its_words_once_taken_back(filled: Database) -> None:
    withdraw_remark(filled, say(filled, "Un mot.").number, author="Paul", on_progress=quiet)
    say(filled, "Un autre.")
    with serving(filled):
        steps = remember(TONNES, filled.place.figures.parent, filled).steps
    said = [(step.what, step.who, step.span.row["note"]) for step in steps if "remarked" in step.what]
    assert said == [("remarked", "Anne", ""), ("unremarked", "Paul", ""), ("remarked", "Anne", "Un autre.")]


def test_words_are_one_plain_line_that_cannot_pass_for_another_remark(filled: Database) -> None:
    one = say(filled, "  =1+1 <b>\n * Remarque de Paul\u202e, le 1er janvier : faux ")
    assert one.words == "=1+1 <b> · Remarque de Paul, le 1er janvier : faux"
    assert read_notes(filled)[HENIN].count(LEAD) == 1


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 501, "a\x07b"])
def test_no_words_or_too_many_are_refused_and_nothing_is_written(words: str, filled: Database) -> None:
    before = read_tables(filled)
    with pytest.raises(PublicationError, match="Dites votre remarque, en 500 caractères au plus"):
        say(filled, words)
    assert list_remarks(filled) == [] and read_tables(filled) == before


def test_a_remark_is_taken_back_once(filled: Database) -> None:
    one = say(filled)
    withdraw_remark(filled, one.number, author="Paul", on_progress=quiet)
    with pytest.raises(PublicationError, match="Paul l’a déjà retirée"):
        withdraw_remark(filled, one.number, author="Anne", on_progress=quiet)


def test_a_remark_on_a_secret_is_in_no_table(database: Database) -> None:
    put_in(database, drop({"territory": HENIN, "value": "", "status": "confidential"}, {"territory": BETHUNE}))
    say(database, "Il y en a 17.")
    assert "17" not in read_notes(database)[HENIN]
    assert [one.words for one in list_remarks(database, TONNES)] == ["Il y en a 17."]
    assert list_shown(database, TONNES) == []


def test_a_remark_is_shown_as_soon_as_it_is_made_and_until_it_is_taken_back(filled: Database) -> None:
    one = say(filled)
    assert list_shown(filled, TONNES) == [one]
    assert list_shown(filled, TONNES._replace(territory=BETHUNE)) == []
    withdraw_remark(filled, one.number, author="Paul", on_progress=quiet)
    assert list_shown(filled, TONNES) == []


@BOTH
def test_a_proposal_accepted_is_published_as_a_file_of_one_row(filled: Database) -> None:
    one = offer(filled)
    published = accept(filled, one.number, author="Paul", answer="Vu au registre", on_progress=quiet)
    assert (published.author, published.rows, published.file_name) == ("Anne", 1, "proposition-1.csv")
    (decided,) = list_proposals(filled, TONNES)
    assert (decided.state, decided.decided_by, decided.answer) == ("accepted", "Paul", "Vu au registre")
    assert decided.publication == published.key
    rows = pd.read_parquet(filled.place.tables / "observations.parquet")
    (row,) = rows[rows["source"].astype(str).eq(published.key)].to_dict("records")
    assert (row["value"], row["section"], row["note"]) == (1234.5, "Registre du quai, p. 3", "Pesée refaite")


@BOTH
def test_of_two_who_decide_the_first_wins_and_the_second_is_told(filled: Database) -> None:
    one = offer(filled)

    def decide(name: str) -> str:
        try:
            if name == "Anne":
                accept(filled, one.number, author=name, on_progress=quiet)
            else:
                refuse(filled, one.number, author=name, answer="Sans pesée")
        except PublicationError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(decide, ["Anne", "Paul"]))
    (decided,) = list_proposals(filled)
    assert sorted(map(bool, said)) == [False, True]
    loser = next(words for words in said if words)
    assert loser.startswith(f"{decided.decided_by} l’a déjà {decided.told_state}")
    assert len(list_publications(filled)) == (2 if decided.state == "accepted" else 1)


def test_a_refusal_has_a_word_and_publishes_nothing(filled: Database) -> None:
    one = offer(filled)
    with pytest.raises(PublicationError, match="Dites pourquoi vous refusez"):
        refuse(filled, one.number, author="Paul", answer=" ")
    assert refuse(filled, one.number, author="Paul", answer="Sans pesée").told_state == "refusée"
    with pytest.raises(PublicationError, match="Paul l’a déjà refusée, en disant : « Sans pesée »"):
        accept(filled, one.number, author="Anne", on_progress=quiet)
    assert len(list_publications(filled)) == 1


def test_an_objective_accepted_is_published_at_its_due_year_beside_results(filled: Database) -> None:
    told = {"source": "Délibération du 3 mars", "words": "", "author": "Anne"}
    one = propose_objective(filled, TONNES, "80", " 2030 ", **told)
    assert (one.thing.year, one.thing.period, one.thing.is_beside) == ("2030", "2030", True)
    published = accept(filled, one.number, author="Paul", on_progress=quiet)
    rows = pd.read_parquet(filled.place.tables / "observations.parquet")
    (row,) = rows[rows["source"].astype(str).eq(published.key)].to_dict("records")
    assert (row["year"], row["value"], row["status"], row["section"]) == (2030, 80.0, "objective", told["source"])


@pytest.mark.parametrize("due", ["", "bientôt", "12030", "1789", "2030-2031"])
def test_an_objective_without_a_due_year_is_refused(due: str, filled: Database) -> None:
    with pytest.raises(PublicationError, match="n’est pas une échéance : une année entre 1990 et 2100 est attendue"):
        propose_objective(filled, TONNES, "80", due, source="Délibération", words="", author="Anne")
    assert list_proposals(filled) == []


@BOTH
def test_a_comment_of_the_year_accepted_is_a_remark_of_who_proposed_it(filled: Database) -> None:
    before = read_tables(filled)
    one = propose_comment(filled, TONNES, " Le quai\na brûlé. ", author="Anne")
    assert read_tables(filled) == before and is_comment(filled, one.number)
    decided = accept_comment(filled, one.number, author="Paul", answer="Vu", on_progress=quiet)
    assert (decided.state, decided.decided_by, decided.publication) == ("accepted", "Paul", "")
    (remark,) = list_shown(filled, TONNES)
    assert (remark.author, remark.words) == ("Anne", "Commentaire de l’année\u00a0: Le quai a brûlé.")
    assert read_notes(filled)[HENIN].count(LEAD) == 1
    with pytest.raises(PublicationError, match="Paul l’a déjà acceptée, en disant : « Vu »"):
        accept_comment(filled, one.number, author="Anne", on_progress=quiet)
    with serving(filled):
        steps = remember(TONNES, filled.place.figures.parent, filled).steps
    said = [(step.what, step.who, step.span.row["note"]) for step in steps[-3:]]
    assert sorted(said) == [
        ("accepted", "Paul", "Vu"), ("proposed", "Anne", "Le quai a brûlé."), ("remarked", "Anne", remark.words),
    ]  # fmt: skip


def test_a_comment_refused_is_nowhere(filled: Database) -> None:
    before, one = read_tables(filled), propose_comment(filled, TONNES, "Le quai a brûlé.", author="Anne")
    refuse(filled, one.number, author="Paul", answer="Hors sujet")
    assert read_tables(filled) == before and list_remarks(filled) == []


def test_what_was_proposed_and_decided_is_in_the_memory_of_the_value(filled: Database) -> None:
    refuse(filled, offer(filled).number, author="Paul", answer="Sans pesée")
    accept(filled, offer(filled).number, author="Paul", on_progress=quiet)
    with serving(filled):
        steps = remember(TONNES, filled.place.figures.parent, filled).steps
    assert [(step.what, step.who) for step in steps if step.what not in ("printed", "imported")] == [
        ("proposed", "Anne"), ("refused", "Paul"), ("proposed", "Anne"), ("accepted", "Paul"),
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["", "douze", "s", "1e999", "=1+1", "9" * 50])
def test_what_is_no_number_is_said(value: str) -> None:
    with pytest.raises(PublicationError, match="n’est pas un nombre : un nombre comme 12 365,4 est attendu"):
        read_value(value)


@pytest.mark.parametrize(("given", "kept"), [("12 365,40", "12365.4"), ("−5", "-5"), ("1500", "1500"), ("0", "0")])
def test_a_number_is_read_as_it_is_written_here(given: str, kept: str) -> None:
    assert read_value(given) == kept
