"""What became of a value: printed, revised, imported, taken back; which figure stood on a past day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.kept import TABLES, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.declared import PREFIX
from loaders.own.memory import archive
from loaders.own.memory.granted import find_line, is_kept_back, list_present
from loaders.own.memory.spans import Span, Step, Thing, list_deliveries, list_steps, read_thing
from loaders.pipeline.own import TEXTS
from loaders.pipeline.remarks import COMPUTED as SIGN_COMPUTED
from loaders.pipeline.remarks import Secrets
from loaders.pipeline.untied import spread
from loaders.preference import prefer
from loaders.reading.provenance import UnknownFigureError
from loaders.reading.series import COMPUTED

if TYPE_CHECKING:
    from loaders.own.database.opening import Database

YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True)
class Memory:
    """All that is known of what a thing's value was: its `spans`, the oldest first, those since nobody knows when
    before all others.

    `is_secret` where it is tied to a confidential value: then only what stands is in it. `proposed` is what was
    said of it, proposed for it, and decided.
    """

    thing: Thing
    spans: tuple[Span, ...]
    is_secret: bool = False
    proposed: tuple[Step, ...] = ()

    @property
    def steps(self) -> list[Step]:
        """All that happened, the oldest first."""
        return list_steps(self.spans, self.proposed)

    @property
    def since(self) -> dt.datetime | None:
        """The first moment that is known of."""
        return min((each for span in self.spans for each in (span.since, span.until) if each is not None), default=None)


@dataclass(frozen=True)
class Past:
    """What stood on a day: the `span` of the figure shown, None where nothing was; `others` stood beside it.

    `is_certain` where it is known that it stood then already; else it is only known not to have come later.
    """

    day: dt.date
    span: Span | None
    others: tuple[Span, ...]
    is_certain: bool


def find_thing(figure: str) -> Thing:
    """The thing that a printed figure is of, by its id. Raises UnknownFigureError."""
    rows = store.load_figure(figure)
    if rows.empty or str(rows["source"].iloc[0]) == COMPUTED:
        raise UnknownFigureError(figure)
    return read_thing(_write(rows.iloc[0].to_dict()))


def find_remarked(figure: str) -> Thing:
    """What something is said of, by the id of a figure, printed or computed, or of a grant. Raises UnknownFigureError;
    whether there is such a computed figure is not looked at (see loaders.reading.provenance.trace)."""
    if "~" in figure:
        parts = figure.split("~")
        if len(parts) != 5 or parts[0] not in load_catalog().indicators or not parts[2].isdigit():
            raise UnknownFigureError(figure)
        indicator, territory, year, scope, measure = parts
        return Thing(indicator, territory, "", year, f"{SIGN_COMPUTED}{measure}", scope, is_beside=False)
    grants = store.load_grant(figure)
    if grants.empty:
        return find_thing(figure)
    return find_line(grants.iloc[0])


def remember(thing: Thing, data: Path, database: Database | None) -> Memory:
    """The memory of a thing; `data` is the folder of the files of figures, `database` None where there is none.

    Raises OwnDatabaseError where the database cannot be read.
    """
    present = list_present(thing) if thing.is_grant else _read_present(thing)
    states = archive.list_states(data)
    secret = {*list_served_secrets(), *archive.list_secret(states)}
    spans: list[Span] = [] if thing.is_grant else list(archive.list_spans(states, thing, data))
    proposed: list[Step] = []
    is_secret = thing.is_grant and is_kept_back(present, is_own=False, has_secret=False)
    if database is not None:
        # Read here: where there is none, nothing needs what reads it.
        from loaders.own.amended import has_secret
        from loaders.own.memory import published, remarked

        proposed += remarked.list_remarked(database, thing)
        with database.reading() as connection:
            secret |= published.list_secret(connection)
            spans += published.list_spans(connection, thing)
            if thing.is_grant:
                is_own = published.is_of_service(connection, spans)
                is_secret = is_kept_back(present, is_own=is_own, has_secret=has_secret(connection))
            proposed += published.list_proposed(connection, thing)
    if is_secret or thing.indicator in spread_secrets(frozenset(secret)):
        return Memory(thing, tuple(span for span in present if not span.is_over), is_secret=True)
    known = {span.row["source"] for span in spans}
    spans += [span for span in present if span.row["source"] not in known]
    return Memory(thing, tuple(sorted(spans, key=_order)), proposed=tuple(proposed))


def _order(span: Span) -> tuple[bool, dt.datetime, int]:
    """What has no date goes by that of its document; its deliveries stay in their order."""
    source = load_catalog().sources.get(span.row["source"])
    years = [] if source is None else YEAR.findall(str(source.date))
    return span.since is not None, span.since or dt.datetime.min.replace(tzinfo=dt.UTC), max(map(int, years), default=0)


def _read_present(thing: Thing) -> tuple[Span, ...]:
    """What the tables say of a thing, each source and value by its deliveries, the oldest first."""
    same = store.load_same(thing.indicator, thing.territory, thing.place, thing.scope)
    same = same[same["year"].astype(str).eq(thing.year) & same["source"].astype(str).ne(COMPUTED)]
    spans: list[Span] = []
    for row in same.to_dict("records"):
        if thing.is_told_by(_write(row)):
            deliveries = store.load_figure(str(row["id"])).sort_values("revision").to_dict("records")
            spans += list_deliveries([_write(each) for each in deliveries])
    return tuple(spans)


def _write(row: Mapping[Hashable, Any]) -> Mapping[str, str]:
    """An observation as a row of figures."""
    value = "" if pd.isna(row["value"]) else repr(float(row["value"]))
    texts = {name: str(row[name]) for name in TEXTS if name in row}
    unit = load_catalog().indicators[str(row["indicator"])].unit
    return texts | {"value": value, "lines": str(row["locator"]), "unit": unit}


@keep(TABLES)
def list_served_secrets() -> frozenset[str]:
    """The indicators that something is withheld of in the tables that are served."""
    return frozenset(store.load_withheld()["indicator"])


@keep(TABLES)
def read_secrets() -> Secrets:
    """What no remark may tell, of the tables that are served."""
    withheld = store.load_withheld()
    things = withheld[["indicator", "territory"]].drop_duplicates().itertuples(index=False, name=None)
    return Secrets(frozenset(things), spread_secrets(list_served_secrets()))


def spread_secrets(secret: frozenset[str]) -> frozenset[str]:
    """Those indicators with all that a chain of sums, ratios or changes ties to them."""
    return spread(secret, load_catalog())


def find_end(day: dt.date) -> dt.datetime:
    """The last moment of a day, where the reader is."""
    return dt.datetime.combine(day, dt.time.max).astimezone()


def find_past(memory: Memory, day: dt.date) -> Past:
    """Which figure stood at the end of a day, where the reader is: by the order that chooses it on every page."""
    end, later = find_end(day), list_later(day)
    there = [span for span in memory.spans if span.covers(end) and not _is_of_later(span, later)]
    own = [span for span in there if span.row["source"].startswith(PREFIX)]
    others = [span for span in there if not span.row["source"].startswith(PREFIX)]
    # What a service has put in stands only where nobody else has a value; of two, the newest.
    shown = _choose([span for span in others if span.row["value"]] or ([] if own else others))
    if shown is None and own:
        shown = max(own, key=lambda span: (bool(span.row["value"]), int(span.row["source"].removeprefix(PREFIX))))
    is_certain = shown is None or shown.since is not None
    return Past(day, shown, tuple(span for span in there if span is not shown), is_certain)


def _is_of_later(span: Span, later: frozenset[str]) -> bool:
    """Whether a figure of which nobody knows when it came is of a document that says a later year."""
    return span.since is None and span.row["source"] in later


def list_later(day: dt.date) -> frozenset[str]:
    """The sources whose document says a year later than that of a day."""
    years = {key: YEAR.findall(str(source.date)) for key, source in load_catalog().sources.items()}
    return frozenset(key for key, found in years.items() if found and min(map(int, found)) > day.year)


def _choose(spans: list[Span]) -> Span | None:
    if len(spans) < 2:
        return spans[0] if spans else None
    rows = pd.DataFrame([dict(span.row) for span in spans])
    rows = rows.assign(
        value=pd.to_numeric(rows["value"]), year=rows["year"].astype("int64"), position=range(len(rows)),
        variant=pd.to_numeric(rows["variant"].replace("", "0")),
    )  # fmt: skip
    kept = prefer(rows)
    return spans[int(kept["position"].iloc[0])] if len(kept) else spans[0]
