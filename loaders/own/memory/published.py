"""What publications said of a thing: by whom each was put in, taken back, put back, and what took its place."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, select

from loaders.own.amended import read_amounts
from loaders.own.database.schema import EVENT, FIGURE, FIGURE_TEXTS, GRANT, PROPOSAL, PUBLICATION
from loaders.own.memory.granted import write_texts
from loaders.own.memory.spans import Began, Ended, Span, Step, Thing, make_texts
from loaders.own.records import make_key, read_json
from loaders.own.said import is_of
from loaders.pipeline.grants import name_lines
from loaders.rules.secrecy import CONFIDENTIAL

Texts = dict[str, str]
# What the journal calls what begins a stay and what ends one, and what a memory does.
BEGINS: dict[str, Began] = {"publish": "imported", "reinstate": "reinstated", "restore": "restored"}
ENDS: dict[str, Ended] = {"withdraw": "withdrawn", "replace": "replaced"}


def list_spans(connection: Connection, thing: Thing) -> Iterator[Span]:
    """The stays of each publication that has a figure of a thing."""
    found = dict(_list_granted(connection, thing) if thing.is_grant else _list_figures(connection, thing))
    if not found:
        return
    asked = select(PUBLICATION.c.number, PUBLICATION.c.file_name)
    names = {make_key(row.number): row.file_name for row in connection.execute(asked)}
    events = defaultdict[str, list[Row[Any]]](list)
    acts = select(EVENT).where(EVENT.c.subject.in_(list(found)), EVENT.c.what.in_([*BEGINS, *ENDS]))
    for event in connection.execute(acts.order_by(EVENT.c.number)):
        events[event.subject].append(event)
    for key, texts in found.items():
        yield from _list_stays({**texts, "source": key}, names[key], events[key])


def _list_figures(connection: Connection, thing: Thing) -> Iterator[tuple[str, Texts]]:
    """By the key of each publication that has a figure of a thing, the figure."""
    is_it = (FIGURE.c.indicator == thing.indicator) & (FIGURE.c.territory == thing.territory)
    rows = connection.execute(select(FIGURE).where(is_it, FIGURE.c.year == thing.year).order_by(FIGURE.c.publication))
    for row in rows:
        texts = {name: str(getattr(row, name)) for name in FIGURE_TEXTS}
        if thing.is_told_by(texts):
            yield make_key(row.publication), texts


def _list_granted(connection: Connection, thing: Thing) -> Iterator[tuple[str, Texts]]:
    """By the key of each publication that lists a grant, or is another amount of it, the grant as a row of figures."""
    amounts = read_amounts(connection)
    asked = select(GRANT).where(GRANT.c.year == thing.year).order_by(GRANT.c.publication)
    rows = pd.DataFrame(connection.execute(asked).mappings().all())
    if rows.empty:
        return
    rows = rows.assign(source=rows["publication"].map(make_key))
    is_line = name_lines(rows).eq(thing.place) & ~rows["publication"].isin(list(amounts))
    is_amount = rows["publication"].map(amounts).eq(thing.place)
    for row in rows[is_line | is_amount].to_dict("records"):
        yield str(row["source"]), write_texts(thing, row)


def is_of_service(connection: Connection, spans: Sequence[Span]) -> bool:
    """Whether any of the rows of a grant is of a list of the service, and not another amount alone."""
    amounts = {make_key(number) for number in read_amounts(connection)}
    return any(span.row["source"] not in amounts for span in spans)


def _list_stays(texts: Texts, file_name: str, events: Sequence[Row[Any]]) -> Iterator[Span]:
    stay: Span | None = None
    for event in events:
        at = dt.datetime.fromisoformat(event.at)
        if event.what in BEGINS:
            stay = Span(texts, BEGINS[event.what], at, event.author, with_what=file_name)
        elif stay is not None:
            other = str(read_json(event.detail).get("by", ""))
            yield replace(
                stay, until=at, ended=ENDS[event.what], who_ended=event.author, with_what=other or stay.with_what
            )
            stay = None
    if stay is not None:
        yield stay


def list_standing(connection: Connection, end: dt.datetime) -> list[int]:
    """The numbers of the publications that stood at a moment, the newest first."""
    acts = select(EVENT.c.subject, EVENT.c.what, EVENT.c.at).where(EVENT.c.what.in_([*BEGINS, *ENDS]))
    last = {
        row.subject: row.what
        for row in connection.execute(acts.order_by(EVENT.c.number))
        if dt.datetime.fromisoformat(row.at) <= end
    }
    numbers = connection.execute(select(PUBLICATION.c.number).order_by(PUBLICATION.c.number.desc())).scalars()
    return [number for number in numbers if last.get(make_key(number)) in BEGINS]


def list_moments(connection: Connection) -> list[dt.datetime]:
    """When what the tables are made of was changed by somebody, in no order."""
    acts = select(EVENT.c.at).where(EVENT.c.what.in_([*BEGINS, *ENDS, "remark", "remark-withdraw"]))
    return [dt.datetime.fromisoformat(at) for at in connection.execute(acts).scalars()]


def list_proposed(connection: Connection, thing: Thing) -> Iterator[Step]:
    """What was proposed for a thing, and what was decided of it, in no order; a figure's note is what was said."""
    blank = make_texts(thing)
    for row in connection.execute(select(PROPOSAL).where(is_of(PROPOSAL, thing))):
        # A comment is words alone.
        status = row.status if row.value else "normal"
        texts = blank | {"value": row.value, "status": status, "published": row.value}
        what = f"proposition {row.number}" + (f", d’après : {row.source}" if row.source else "")
        span = Span(texts | {"note": row.words}, "imported", with_what=what)
        yield Step(dt.datetime.fromisoformat(row.at), "proposed", span, row.author)
        if row.decided:
            answered = replace(span, row=texts | {"note": row.answer})
            yield Step(dt.datetime.fromisoformat(row.decided), row.state, answered, row.decided_by)


def list_secret(connection: Connection) -> frozenset[str]:
    """The indicators that any publication, whatever became of it, has a confidential figure of."""
    asked = select(FIGURE.c.indicator).where(FIGURE.c.status == CONFIDENTIAL).distinct()
    return frozenset(connection.execute(asked).scalars())
