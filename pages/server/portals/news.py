"""What is new, as a feed: deliveries of the register, documents by the day they bear, publications overdue, alerts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode
from xml.etree.ElementTree import Element, SubElement, tostring

from geo.kept import NOTICES, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.importing.register import read_of_source
from loaders.reading.alerts import find_overdue, read_calendar
from loaders.reading.composed.code import is_composed
from loaders.reading.composed.everything import load_everything
from loaders.reading.composed.resolving import read_row
from pages.draw.markup.alerts import read_notices, write_notice, write_publication
from pages.server.portals.datasets import list_datasets
from pages.words.addresses import source_address, territory_address
from pages.words.french import format_count, join_words
from pages.words.markup import tag, text
from pages.words.paths import FEED, HOME
from pages.words.version import MADE_BY, VERSION

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100


@dataclass(frozen=True)
class News:
    """One thing that is new: `markup` says it, `path` is the page that shows it."""

    id: str
    title: str
    day: dt.datetime
    path: str
    markup: str


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def list_sources_of(territory: str) -> frozenset[str]:
    """The sources that give figures of a territory; of all where it is ""."""
    if not territory:
        return frozenset(load_catalog().sources)
    is_own = is_composed(territory)
    rows = load_everything(territory) if is_own else store.load_observations(None, territories=[territory], place=None)
    return frozenset(source for together in rows["source"].astype(str).unique() for source in together.split(";"))


@keep(NOTICES)
def list_news(territory: str, today: dt.date) -> tuple[News, ...]:
    """What is new on the day `today`, of all or of one territory, the latest first."""
    own = list_sources_of(territory)
    every = [*_list_imports(own), *_list_documents(own), *_list_overdue(own, today), *_list_alerts(territory, today)]
    return tuple(sorted(every, key=lambda one: (one.day, one.id), reverse=True)[:MOST])


def _list_imports(own: frozenset[str]) -> Iterator[News]:
    """The deliveries of publishers that the register has with their day."""
    catalog = load_catalog()
    for key in sorted(own & {*catalog.sources}):
        source = catalog.sources[key]
        for row in read_of_source(key).to_dict("records"):
            if row["retrieved"]:
                day = _at(dt.date.fromisoformat(row["retrieved"]))
                count = format_count(int(row["rows"]), "ligne")
                said = f"{row['file']}, {count}, de {source.publisher}. {row['address']}".strip()
                word = f"livraison-{key}-{row['sha256'][:12]}-{row['retrieved']}"
                yield News(word, f"Nouvelle livraison : {source.title}", day, source_address(key), text("p", said))


def _list_documents(own: frozenset[str]) -> Iterator[News]:
    """The documents that bear a day: those of which only a year is known have none, and are not dated here."""
    held: dict[str, list[str]] = {}
    for one in list_datasets():
        held.setdefault(one.key, []).append(one.description)
    for key, source in load_catalog().sources.items():
        if key in own and key in held and isinstance(source.date, dt.date):
            said = "".join(text("p", line) for line in held[key])
            title = f"{source.title} ({source.publisher})"
            yield News(f"source-{key}", title, _at(source.date), source_address(key), said)


def _list_overdue(own: frozenset[str], today: dt.date) -> Iterator[News]:
    """The publications expected by now that are not here."""
    for key in read_calendar():
        publication = find_overdue(key, today) if key in own else None
        if publication is not None and publication.due is not None:
            title = f"Attendu, non repris : {publication.about}"
            markup = tag("p", f"{write_publication(publication)}.")
            yield News(f"attendu-{key}-{publication.due}", title, _at(publication.due), source_address(key), markup)


def _list_alerts(territory: str, today: dt.date) -> Iterator[News]:
    """What deserves a look in a territory; it was found when the tables were last built."""
    if not territory:
        return
    built, catalog = store.read_day_of_making(), load_catalog()
    name = str(read_row(territory)["short"])
    for notice in read_notices(territory, today):
        if notice.publication is None:
            label = catalog.indicators[notice.indicator].short
            word = "-".join(filter(None, (notice.alert.kind, notice.indicator, notice.scope, str(notice.alert.year))))
            title = f"{name} : {label}, à surveiller en {notice.alert.year}"
            markup = tag("p", write_notice(notice))
            yield News(f"alerte-{quote(territory)}-{word}", title, built, territory_address(territory), markup)


def write_feed(base: str, territory: str, today: dt.date) -> bytes:
    """The feed of all, or of one territory, as Atom (RFC 4287); `base` is the address of the installation."""
    news = list_news(territory, today)
    name = str(read_row(territory)["short"]) if territory else ""
    here = f"{base}{FEED}" + (f"?{urlencode({'territoire': territory})}" if territory else "")
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "fr", "xml:base": base + HOME})
    latest = max((one.day for one in news), default=_at(today))
    for name_of, said in (
        ("id", here),
        ("title", " · ".join(filter(None, ("Terril", name, "nouveautés")))),
        ("subtitle", join_words(["livraisons", "documents datés", "publications attendues", "alertes"])),
        ("updated", latest.isoformat()),
    ):
        SubElement(root, name_of).text = said
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": here})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": base + HOME})
    SubElement(SubElement(root, "author"), "name").text = load_catalog().deployment.office.name or MADE_BY
    SubElement(root, "generator", {"version": VERSION}).text = "Terril"
    for one in news:
        entry = SubElement(root, "entry")
        SubElement(entry, "id").text = f"{base}{FEED}#{one.id}"
        SubElement(entry, "title").text = one.title
        SubElement(entry, "updated").text = one.day.isoformat()
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{one.path}"})
        # A link to the origin of a figure is one of the page that the entry leads to.
        markup = one.markup.replace('href="#', f'href="{base}{one.path}#').replace('href="/', f'href="{base}/')
        SubElement(entry, "content", {"type": "html"}).text = markup
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode()
