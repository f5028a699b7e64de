"""What was said of a thing and taken back: the words alone that its tables show, since others would tell a secret."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.own.database.opening import Database
from loaders.own.memory.spans import Span, Step, Thing, make_texts
from loaders.own.remarks import list_remarks, list_shown


def list_remarked(database: Database, thing: Thing) -> Iterator[Step]:
    """The steps, in no order; a figure's note is what was said, and it has no value."""
    texts = make_texts(thing)
    shown = {one.number for one in list_shown(database, thing)}
    for one in list_remarks(database, thing):
        span = Span(texts | {"note": one.words if one.number in shown else ""}, "imported")
        yield Step(one.at, "remarked", span, one.author)
        if one.withdrawn is not None:
            yield Step(one.withdrawn, "unremarked", span, one.withdrawn_by)
