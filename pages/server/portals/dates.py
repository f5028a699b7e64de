"""When figures are due, as a calendar (RFC 5545): one day for each publication expected, with the rule that says so."""

from __future__ import annotations

import datetime as dt

from loaders.catalog import load_catalog
from loaders.reading.alerts import read_calendar
from pages.server.portals.news import list_sources_of
from pages.words.addresses import source_address
from pages.words.version import MADE_BY

# Lines of a calendar have 75 bytes at most; the next begins with a space.
LINE = 75


def write_calendar(base: str, territory: str, today: dt.date) -> bytes:
    """The calendar of all, or of the sources that give figures of one territory."""
    catalog, own = load_catalog(), list_sources_of(territory)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Terril//{MADE_BY}//FR",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escape('Terril : publications attendues')}",
    ]
    for key, publication in sorted(read_calendar().items(), key=lambda item: (str(item[1].due), item[0])):
        if key not in own or publication.due is None:
            continue
        source = catalog.sources[key]
        page = f"{base}{source_address(key)}"
        said = (
            f"{publication.about}, au plus tard ce jour ({publication.rule}). Dernier repris : {source.title}. {page}"
        )
        lines += [
            "BEGIN:VEVENT",
            f"UID:{key}-{publication.due:%Y%m%d}@terril",
            f"DTSTAMP:{today:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{publication.due:%Y%m%d}",
            f"DTEND;VALUE=DATE:{publication.due + dt.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escape(f'{publication.about} ({source.publisher})')}",
            f"DESCRIPTION:{_escape(said)}",
            f"URL:{publication.page or page}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_fold(line) for line in lines).encode()


def _escape(words: str) -> str:
    """Text as a calendar has it."""
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> str:
    """A line in parts of 75 bytes, none of which cuts a letter."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > LINE:
            parts.append(part)
            part = " "
        part += letter
    return "\r\n".join([*parts, part]) + "\r\n"
