"""What is proposed for a figure, and accepted or refused: another value or an objective with its source, published as a
file of one row, and a comment of the year, which becomes a remark."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
from sqlalchemy import Connection, Row, insert, select, update

from loaders.catalog import read_catalog
from loaders.csv_files import format_csv
from loaders.own.database.opening import Database
from loaders.own.database.schema import PROPOSAL
from loaders.own.guard import YEARS
from loaders.own.indicators import add_own_indicators
from loaders.own.making import Say, changing
from loaders.own.memory.spans import Thing
from loaders.own.publications import publish
from loaders.own.records import Publication, PublicationError, make_key, read_key, tell_now
from loaders.own.remarks import add_remark
from loaders.own.said import MOST_AUTHOR, check_words, find_row, list_rows, list_thing, number_next, read_thing
from loaders.own.writing import note
from loaders.pipeline.grants import COLUMNS, identify_lines, is_amount, is_line, make_no_grants
from loaders.pipeline.own import TEXTS, make_empty
from loaders.statuses import BESIDE
from loaders.tabular.cells import read_amount

OPEN, ACCEPTED, REFUSED = "open", "accepted", "refused"
# In the place of a status: what is proposed is words. They begin so once they are a remark.
COMMENT, COMMENTED = "comment", "Commentaire de l’année\u00a0: "
OBJECTIVE = "objective"
OF_PUBLISHED = "Une autre valeur se propose pour un chiffre publié, non pour un calcul."
OF_ALIKE = (
    "Sa liste a une autre subvention que seul son montant distingue de celle-ci : un autre montant ne se propose pas. "
    "Il vient avec une liste corrigée, par la page «\u00a0Importer\u00a0»."
)
STATES = {OPEN: "à décider", ACCEPTED: "acceptée", REFUSED: "refusée"}
MOST_SOURCE, MOST_ANSWER, MOST_VALUE, MOST_OPEN = 300, 300, 40, 500


@dataclass(frozen=True)
class Proposal:
    """A value that somebody proposes for a thing: where it is from and why, and what was decided, by whom, with which
    word. `publication` is the key of what was published of it, "" for nothing."""

    number: int
    thing: Thing
    status: str
    value: str
    source: str
    words: str
    author: str
    at: dt.datetime
    state: str
    decided: dt.datetime | None
    decided_by: str
    answer: str
    publication: str

    @property
    def told_state(self) -> str:
        """Its state in words."""
        return STATES[self.state]


@dataclass(frozen=True)
class _Row:
    """A file of one row, as a file that was understood."""

    name: str
    content: bytes
    figures: pd.DataFrame
    grants: pd.DataFrame = field(default_factory=make_no_grants)

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


def read_value(given: str) -> str:
    """A value as it is kept: « 12 365,40 » is "12365.4". Raises PublicationError for what is no number."""
    amount = read_amount(given.strip()) if len(given) <= MOST_VALUE else None
    if amount is None or math.isnan(amount.value):
        raise PublicationError(
            f"« {given.strip()[:MOST_VALUE]} » n’est pas un nombre : un nombre comme 12 365,4 est attendu. Rien n’est "
            "écrit."
        )
    return repr(amount.value).removesuffix(".0")


def propose(
    database: Database, thing: Thing, value: str, *, source: str, words: str, author: str, status: str = "normal"
) -> Proposal:
    """Propose another value for a thing. Raises PublicationError where something is lacking or too many wait."""
    told = {
        "value": read_value(value),
        "source": check_words(source, "d’où vient cette valeur", MOST_SOURCE),
        "words": check_words(words, "pourquoi") if words.strip() else "",
        "author": check_words(author, "votre nom", MOST_AUTHOR),
        "status": status,
    }
    if thing.is_computed:
        raise PublicationError(OF_PUBLISHED)
    if thing.is_grant:
        _check_amount(thing, told["value"])
    if (status in BESIDE) != thing.is_beside:
        raise PublicationError("Un objectif ne se propose pas à la place d’un constat. Rien n’est écrit.")
    return _add(database, thing, told)


def propose_objective(
    database: Database, thing: Thing, value: str, due: str, *, source: str, words: str, author: str
) -> Proposal:
    """Propose an objective for what a thing is the value of, due in a year. Raises PublicationError."""
    year = due.strip()
    if not (year.isdecimal() and YEARS[0] <= int(year) <= YEARS[1]):
        raise PublicationError(
            f"« {year[:MOST_VALUE]} » n’est pas une échéance : une année entre {YEARS[0]} et {YEARS[1]} est attendue. "
            "Rien n’est écrit."
        )
    if thing.is_computed or thing.is_grant:
        raise PublicationError("Un objectif se propose pour un chiffre publié, non pour un calcul ni une subvention.")
    aim = thing._replace(year=str(int(year)), period=str(int(year)), is_beside=True)
    return propose(database, aim, value, source=source, words=words, author=author, status=OBJECTIVE)


def propose_comment(database: Database, thing: Thing, words: str, *, author: str) -> Proposal:
    """Propose a comment of the year of a figure. Raises PublicationError as `propose` does."""
    told = {
        "value": "",
        "source": "",
        "words": check_words(words, "votre commentaire"),
        "author": check_words(author, "votre nom", MOST_AUTHOR),
        "status": COMMENT,
    }
    return _add(database, thing, told)


def _check_amount(thing: Thing, value: str) -> None:
    """Raise PublicationError for what is no amount, and where nothing but its amount tells a grant from another."""
    if not is_line(thing.place):
        raise PublicationError(OF_ALIKE)
    if not is_amount(value):
        raise PublicationError(f"« {value} » n’est pas un montant : un nombre d’euros est attendu. Rien n’est écrit.")


def _add(database: Database, thing: Thing, told: dict[str, str]) -> Proposal:
    with database.writing() as connection:
        waiting = connection.execute(select(PROPOSAL.c.number).where(PROPOSAL.c.state == OPEN)).scalars().all()
        if len(waiting) >= MOST_OPEN:
            raise PublicationError(f"{MOST_OPEN} propositions attendent déjà : qu’on en décide d’abord.")
        number = number_next(connection, PROPOSAL)
        undecided = {"state": OPEN, "decided": "", "decided_by": "", "answer": "", "publication": None}
        values = {"number": number, "at": tell_now(), **told, **undecided, **list_thing(thing)}
        connection.execute(insert(PROPOSAL).values(**values))
        note(connection, told["author"], "propose", f"proposal-{number}", value=told["value"])
        row = _find(connection, number)
    return _read(row)


def refuse(database: Database, number: int, *, author: str, answer: str) -> Proposal:
    """Refuse a proposal, with a word. Raises PublicationError where somebody has decided, or no word is said."""
    word = check_words(answer, "pourquoi vous refusez", MOST_ANSWER)
    who = check_words(author, "votre nom", MOST_AUTHOR)
    with database.writing() as connection:
        _decide(connection, number, REFUSED, who, word, None)
        note(connection, who, "refuse", f"proposal-{number}", answer=word)
        row = _find(connection, number)
    return _read(row)


def accept(database: Database, number: int, *, author: str, answer: str = "", on_progress: Say = print) -> Publication:
    """Publish what was proposed, as a file of one row; what was published. Raises PublicationError as `refuse` does."""
    who = check_words(author, "votre nom", MOST_AUTHOR)
    word = check_words(answer, "un mot", MOST_ANSWER) if answer.strip() else ""
    with database.reading() as connection:
        proposal = _read(_require_open(connection, number))
        catalog = add_own_indicators(connection, read_catalog())
    row = (
        _make_grant(proposal, database.place.tables)
        if proposal.thing.is_grant
        else _make_row(proposal, catalog.indicators[proposal.thing.indicator].unit)
    )

    def settle(connection: Connection, key: str) -> None:
        _decide(connection, number, ACCEPTED, who, word, read_key(key))
        note(connection, who, "accept", f"proposal-{number}", answer=word, publication=key)

    return publish(
        database,
        row,
        content=row.content,
        author=proposal.author,
        title=f"Proposition {number}, acceptée par {who}",
        on_publish=settle,
        on_progress=on_progress,
    )


def accept_comment(
    database: Database, number: int, *, author: str, answer: str = "", on_progress: Say = print
) -> Proposal:
    """Make a remark of a comment that was proposed, under the name of who did. Raises PublicationError as `refuse`
    does, and where too many remarks are there."""
    who = check_words(author, "votre nom", MOST_AUTHOR)
    word = check_words(answer, "un mot", MOST_ANSWER) if answer.strip() else ""
    with changing(database, "un commentaire") as change:
        proposal = _read(_require_open(change.connection, number))
        remark = add_remark(change.connection, proposal.thing, f"{COMMENTED}{proposal.words}", proposal.author)
        _decide(change.connection, number, ACCEPTED, who, word, None)
        note(change.connection, who, "accept", f"proposal-{number}", answer=word, remark=f"remark-{remark}")
        change.prepare(say=on_progress)
        row = _find(change.connection, number)
    return _read(row)


def is_comment(database: Database, number: int) -> bool:
    """Whether what is proposed is a comment. Raises PublicationError where there is no such proposal."""
    with database.reading() as connection:
        return bool(_find(connection, number).status == COMMENT)


def _make_row(proposal: Proposal, unit: str) -> _Row:
    said: Mapping[str, str] = {
        "lines": "2",
        "section": proposal.source,
        "published": proposal.value,
        "value": proposal.value,
        "unit": unit,
        "status": proposal.status,
        "note": proposal.words,
        **{name: cell for name, cell in list_thing(proposal.thing).items() if name != "is_beside"},
    }
    figures = pd.DataFrame([said]).reindex(columns=TEXTS, fill_value="").fillna("").astype("str")
    return _Row(f"proposition-{proposal.number}.csv", format_csv(figures), figures)


def _make_grant(proposal: Proposal, tables: Path) -> _Row:
    """The grant as it stands, of the amount that was proposed. Raises PublicationError where it is no more."""
    grants = pq.read_table(tables / "grants.parquet").to_pandas()
    own = grants[identify_lines(grants).eq(proposal.thing.place)]
    if own.empty:
        raise PublicationError("Cette subvention n’est plus là : refusez la proposition. Rien n’est écrit.")
    said = {
        "lines": "2", "section": proposal.source, "published": proposal.value, "value": proposal.value,
        "note": proposal.words,
    }  # fmt: skip
    row = own.rename(columns={"montant": "value", "locator": "lines"}).assign(
        coutProjet=own["coutProjet"].map(lambda cost: "" if pd.isna(cost) else repr(float(cost)).removesuffix(".0"))
    )
    row = row[COLUMNS].astype("str").assign(**said)
    return _Row(f"proposition-{proposal.number}.csv", format_csv(row), make_empty().figures, row)


def list_proposals(database: Database, thing: Thing | None = None) -> list[Proposal]:
    """The proposals for a thing, or all of them, the newest first."""
    return [_read(row) for row in list_rows(database, PROPOSAL, thing)]


def _require_open(connection: Connection, number: int) -> Row[Any]:
    row = _find(connection, number)
    if row.state != OPEN:
        said = f", en disant : « {row.answer} »" if row.answer else ""
        raise PublicationError(f"{row.decided_by} l’a déjà {STATES[row.state]}{said}. Rien n’est changé.")
    return row


def _decide(connection: Connection, number: int, state: str, who: str, word: str, publication: int | None) -> None:
    _require_open(connection, number)
    values = {"state": state, "decided": tell_now(), "decided_by": who, "answer": word, "publication": publication}
    connection.execute(update(PROPOSAL).where(PROPOSAL.c.number == number).values(**values))


def _find(connection: Connection, number: int) -> Row[Any]:
    return find_row(connection, PROPOSAL, number, "La proposition")


def _read(row: Row[Any]) -> Proposal:
    decided = dt.datetime.fromisoformat(row.decided) if row.decided else None
    key = "" if row.publication is None else make_key(row.publication)
    return Proposal(
        row.number, read_thing(row), row.status, row.value, row.source, row.words, row.author,
        dt.datetime.fromisoformat(row.at), row.state, decided, row.decided_by, row.answer, key,
    )  # fmt: skip
