"""« À surveiller »: each alert of a territory as a sentence that leads to its figures; said where there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlencode

from geo.kept import NOTICES, keep
from loaders.catalog import load_catalog
from loaders.reading.alerts import Notice, Publication, list_notices
from loaders.reading.composed.resolving import read_row
from loaders.reading.surroundings import read_territories
from loaders.vocabulary import name_day
from pages.words.french import NBSP, format_count, format_number, format_value
from pages.words.markup import figure_link, indicator_link, source_link, tag, territory_link, text
from pages.words.paths import CALENDAR, FEED

TITLE = "À surveiller"
NONE = "Rien à surveiller : ni objectif manqué, ni retard, ni publication attendue, ni écart ou changement de signe."


@keep(NOTICES)
def read_notices(code: str, today: dt.date) -> tuple[Notice, ...]:
    """See loaders.reading.alerts.list_notices."""
    return list_notices(code, today)


def write_notice(notice: Notice) -> str:
    """An alert as a sentence, markup: « DMA par habitant : 642,9 kg/hab. en 2021, … »."""
    if notice.publication is not None:
        return _write_overdue(notice)
    catalog, alert = load_catalog(), notice.alert
    entry = catalog.indicators[notice.indicator]
    limit = catalog.scope_label(notice.scope)
    head = indicator_link(entry.short, notice.indicator) + text("span", f" ({limit})" if limit else "")
    ids = (*notice.figures, "", "")

    def plain(value: float | None) -> str:
        return format_value(value, catalog.unit_of(notice.indicator).symbol, entry.decimals)

    def write(value: float | None, figure: str) -> str:
        return figure_link(plain(value), figure)

    gap = abs((alert.found or 0.0) - (alert.expected or 0.0))
    side = "au-dessus" if (alert.found or 0.0) > (alert.expected or 0.0) else "au-dessous"
    whose = _name_owner(notice)
    if alert.kind == "missed":
        said = f"objectif{whose} manqué en {alert.year}, "
        body = text("span", said) + write(alert.found, ids[0]) + " pour " + write(alert.expected, ids[1]) + " visés"
    elif alert.kind == "falling_behind":
        path = write(alert.expected, ids[1])
        body = write(alert.found, ids[0]) + text("span", f" en {alert.year}, {plain(gap)} {side} de la ")
        body += text("span", f"trajectoire{whose} (") + path + ") ; l’écart s’aggrave"
    elif alert.kind == "far_from_median":
        points = f"{format_number(gap, entry.decimals)}{NBSP}points"
        said = f" en {alert.year}, {points} {side} de la médiane de "
        others = format_count(notice.peers, "autre territoire connu", "autres territoires connus")
        body = write(alert.found, ids[0]) + text("span", f"{said}{others} ({plain(alert.expected)})")
    else:
        before, after = write(alert.expected, ids[1]), write(alert.found, ids[0])
        body = text("span", f"changement de signe entre {notice.base_year} et {alert.year}, de ") + before
        body += text("span", " à ") + after
    return head + f"{NBSP}: " + body + "."


def _name_owner(notice: Notice) -> str:
    """« de la région … » for a target that is another's; "" for one's own."""
    if notice.owner in ("", notice.territory):
        return ""
    return f" de la région {read_territories().at[notice.owner, 'short']}"


def _write_overdue(notice: Notice) -> str:
    publication = notice.publication
    if publication is None:
        return ""
    source = load_catalog().sources[notice.source]
    last = text("span", " ; le dernier repris est ") + source_link(source.title, notice.source)
    return write_publication(publication) + last + "."


def write_publication(publication: Publication) -> str:
    """What a source should have published, by when, and where it would be, markup without a full stop."""
    if publication.due is None:
        return ""
    day = name_day(publication.due)
    said = (
        f"{publication.about} : publication attendue au plus tard le {day} ({publication.rule}), et non reprise ici : "
    )
    newer = "une année plus récente devrait exister"
    page = publication.page
    link = text("a", newer, href=page, rel="noopener noreferrer", target="_blank") if page else text("span", newer)
    return text("span", said[:1].upper() + said[1:]) + link


def alerts_markup(code: str, *, today: dt.date | None = None) -> str:
    """The section of a portrait: its alerts, or the sentence that there is none."""
    notices = read_notices(code, today or dt.date.today())
    title = text("h2", TITLE, id="alertes")
    told = _subscribe(code)
    if not notices:
        return tag("section", title + text("p", NONE, class_="none") + told)
    said = tag("ul", "".join(tag("li", write_notice(n)) for n in notices), class_="watch")
    return tag("section", title + said + told)


def _subscribe(code: str) -> str:
    """The ways to be told of what is new in a territory, without an account."""
    asked = urlencode({"territoire": code})
    ways = {f"{FEED}?{asked}": "un flux (Atom)", f"{CALENDAR}?{asked}": "un agenda (iCalendar)"}
    links = " ou ".join(text("a", words, href=where, target="_blank") for where, words in ways.items())
    return tag("p", f"Être prévenu de ce qui est nouveau, par {links}.", class_="none")


def watch_markup(codes: Sequence[str], *, today: dt.date | None = None) -> str:
    """The alerts of several territories, each said once with all those that it is about."""
    day = today or dt.date.today()
    about: dict[str, list[str]] = {}
    for code in codes:
        for said in [write_notice(notice) for notice in read_notices(code, day)] or [text("span", NONE)]:
            about.setdefault(said, []).append(territory_link(str(read_row(code)["short"]), code))
    items = [tag("li", ", ".join(names) + f"{NBSP}: " + said) for said, names in about.items()]
    return tag("div", tag("ul", "".join(items)) if items else text("p", NONE), class_="t-watch t-terms")
