"""The figures of a portrait by theme: the latest first, its series, its place among its peers, its source."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.catalog import load_catalog
from loaders.levels import FORMS, NAMES
from loaders.reading.portraits import Line, Section, Value
from pages.draw.markup.sparkline import draw_sparkline
from pages.words.french import BESIDE_TITLE, STATUS_LABELS, format_count, format_rank, format_value
from pages.words.markup import (
    figure_link,
    heads,
    indicator_link,
    remark_sign,
    source_link,
    status_badge,
    table,
    tag,
    territory_link,
    text,
)
from pages.words.sentences import of

MOST = 8
COLUMNS = {"Indicateur": "", "Valeur": "num", "Année": "", "Évolution": "series", "Rang": "rank", "Source": "source"}


def fold(title: str, content: str) -> str:
    """What opens when its title is followed, and always on paper."""
    return tag("details", text("summary", title) + content)


def table_markup(columns: dict[str, str], lines: Sequence[str], label: str) -> str:
    """A table from the names of its columns, each with its class, and its lines."""
    return table(heads(columns, columns), lines, label=label)


def write_value(line: Line, value: Value) -> str:
    """A value with its unit and its status, which leads to its origin; the status in words where there is no value."""
    catalog = load_catalog()
    if value.value is None:
        return figure_link(STATUS_LABELS[value.status], value.id)
    entry = catalog.indicators[line.indicator]
    symbol = catalog.units[entry.unit].symbol
    return figure_link(format_value(value.value, symbol, entry.decimals, published=value.published), value.id)


def section_markup(section: Section, level: str) -> str:
    """A theme: the figures of the whole territory, then those of a part of it, then what is aimed at."""
    theme = load_catalog().themes[section.theme]
    title = text("h2", theme.label, id=f"theme-{section.theme}")
    if section.lender is not None:
        return tag("section", title + _targets_markup(section.targets)) if section.targets else ""
    whole = [line_markup(line, level) for line in section.whole]
    parts = [line_markup(line, level) for line in section.parts]
    body = title
    if len(parts) > MOST:
        body += table_markup(COLUMNS, whole, theme.label) if whole else ""
        label = format_count(
            len(parts), "chiffre d’un lieu ou d’une partie", "chiffres d’un lieu ou d’une partie du territoire"
        )
        body += fold(label, table_markup(COLUMNS, parts, label))
    elif whole or parts:
        body += table_markup(COLUMNS, [*whole, *parts], theme.label)
    return tag("section", body + _targets_markup(section.targets))


def lent_markup(sections: Sequence[Section]) -> str:
    """What the EPCI has on the themes where the commune has nothing, said to be the EPCI's and folded, on paper too."""
    lent = [section for section in sections if section.lender is not None]
    if not lent or lent[0].lender is None:
        return ""
    lender = lent[0].lender
    name = f"la {lender['name']}" if lender["legal_form"] in FORMS else str(lender["name"])
    count = format_count(len(lent), "thème")
    said = text("span", f"La commune n’a pas de chiffre propre sur {count} ; voici ceux de son EPCI, ")
    title = text("h2", f"Chiffres {of(name)}", id="epci")
    body = "".join(_lent_table(section, name) for section in lent)
    return tag("section", title + tag("p", said + territory_link(name, lender["code"]) + ".", class_="lent") + body)


def _lent_table(section: Section, name: str) -> str:
    """The figures of the EPCI on one theme, folded."""
    lender, label = section.lender, load_catalog().themes[section.theme].label
    if lender is None:
        return ""
    lines = section.whole or section.parts
    more = len(section.whole) + len(section.parts) - min(len(lines), MOST)
    others = format_count(more, "autre chiffre", "autres chiffres")
    link = tag("p", territory_link(f"{others} sur la page de {name}", lender["code"]), class_="more") if more else ""
    table = table_markup(COLUMNS, [line_markup(line, "epci") for line in lines[:MOST]], label)
    known = format_count(len(section.whole) + len(section.parts), "chiffre")
    return tag("details", text("summary", f"{label} ({known})") + table + link, class_="of-epci")


def line_markup(line: Line, level: str) -> str:
    """A row: the indicator, the latest value, its year, the series, the rank, the source."""
    latest = line.latest
    badge = status_badge(latest.status) if latest.value is not None else ""
    rank = f"{format_rank(line.rank.place, line.rank.known)} {NAMES[level].plural}" if line.rank else ""
    cells = [
        tag("th", name_markup(line), scope="row"),
        tag("td", write_value(line, latest) + badge + remark_sign(latest.note), class_="num"),
        text("td", latest.period, class_="year"),
        tag("td", _series_markup(line), class_="series"),
        text("td", rank, class_="rank"),
        tag("td", sources_markup(latest.source), class_="source"),
    ]
    return tag("tr", "".join(cells))


def name_markup(line: Line) -> str:
    """The indicator, which leads to its page, with what it is restricted to and where."""
    catalog = load_catalog()
    limits = [limit for limit in (catalog.scope_label(line.scope), line.place) if limit]
    said = text("small", " · ".join(limits)) if limits else ""
    return indicator_link(catalog.indicators[line.indicator].short, line.indicator) + said


def _series_markup(line: Line) -> str:
    """The series drawn, and each of its values when opened."""
    if len(line.values) < 2:
        return ""
    values = [
        tag(
            "li",
            text("span", f"{value.period}\u00a0: ")
            + write_value(line, value)
            + (status_badge(value.status) if value.value is not None else "")
            + remark_sign(value.note)
            + (text("span", " rupture avant", class_="badge") if value.break_before else ""),
        )
        for value in reversed(line.values)
    ]
    drawn = "" if line.is_several else draw_sparkline(line.values)
    years = format_count(len(values), "période" if line.is_several else "année")
    return drawn + fold(years, tag("ul", "".join(values)))


def sources_markup(sources: str) -> str:
    """Who says so, in few words: the first source, and how many others."""
    known = load_catalog().sources
    keys = [key for key in sources.split(";") if key in known]
    links = [source_link(known[key].title.split(" : ")[0], key) for key in keys[:1]]
    more = len(keys) - 1
    return "".join(links) + (text("span", f" et {format_count(more, 'autre')}") if more > 0 else "")


def _targets_markup(targets: Sequence[Line]) -> str:
    """What is aimed at, foreseen, limited or offered, apart from what is."""
    if not targets:
        return ""
    lines = [
        tag(
            "tr",
            tag("th", name_markup(line), scope="row")
            + tag("td", write_value(line, line.latest) + remark_sign(line.latest.note), class_="num")
            + text("td", STATUS_LABELS[line.latest.status])
            + text("td", line.latest.due)
            + tag("td", sources_markup(line.latest.source), class_="source"),
        )
        for line in targets
    ]
    table = table_markup(
        {"Indicateur": "", "Valeur": "num", "Nature": "", "Échéance": "", "Source": "source"}, lines, BESIDE_TITLE
    )
    body = fold(f"{BESIDE_TITLE} ({len(lines)})", table) if len(lines) > MOST else table
    return tag("div", body, class_="targets")
