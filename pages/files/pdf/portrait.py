"""The PDF of a territory’s portrait: who it is, its map, its own figures by theme, its grants, its members."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.catalog import load_catalog
from loaders.levels import NAMES
from loaders.reading.composed.peers import find_peer_level
from loaders.reading.composed.resolving import read_row
from loaders.reading.portraits import Line, Portrait, Section, Value
from loaders.statuses import NO_DUE
from pages.draw.markup.before_after import TITLE as BEFORE_AFTER
from pages.draw.markup.before_after import compare_members
from pages.draw.markup.portrait import BASE_YEAR, FEW, MEMBERS, PARTS, name_level
from pages.draw.portrait_map import draw_picture
from pages.files.pdf.paper import GAP, PORTRAIT, measure_words
from pages.files.pdf.said import list_said
from pages.files.pdf.tables import Laid, lay_across, lay_rows
from pages.files.pdf.typeset import compile_pdf
from pages.views.data import cached
from pages.views.rows import write_grants
from pages.words.addresses import territory_address
from pages.words.french import (
    BESIDE_TITLE,
    NBSP,
    STATUS_LABELS,
    format_count,
    format_number,
    format_rank,
    format_value,
    write_sign,
)
from pages.words.sources import source_texts
from pages.words.version import MADE_BY

NOTHING = "Aucun chiffre n’est publié pour ce territoire dans les sources reprises."
NO_GRANT = "Aucune subvention à un bénéficiaire nommé ni aucun plan de financement n’est publié pour ce territoire."
OVERLAP = "Un plan, une attribution et un versement peuvent se recouvrir : ne pas les additionner."
LENT = (
    "Sur ces thèmes la commune n’a pas de chiffre propre ; voici le premier de ceux de son EPCI, {}, dont le portrait "
    "donne les autres."
)
ELSEWHERE = "et {} dans le fichier « Toutes les lignes » du portrait"
# In pages: that of a commune, and of what has more of its own.
FEW_PAGES, PAGES = 4, 8
# How many lines a theme keeps of the whole territory, of a part of it, of what is aimed at, and how many grants and
# members a portrait has: the first that have room.
LIMITS = (
    (200, 60, 60, 60, 2000),
    (60, 14, 14, 24, 200),
    (24, 8, 8, 16, 110),
    (14, 5, 5, 12, 60),
    (9, 3, 3, 8, 30),
    (5, 2, 2, 6, 20),
)


class Numbers:
    """The sources of a file, numbered in the order met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def write(self, sources: str) -> str:
        """« [1] [4] » for the ids of sources joined by `;`."""
        found = [self._numbers.setdefault(said, len(self._numbers) + 1) for said in source_texts([sources])]
        return " ".join(f"[{number}]" for number in found)

    def list_words(self) -> list[str]:
        """« [1] Insee, … », each on a line."""
        return [f"[{number}] {said}" for said, number in self._numbers.items()] or ["Aucune."]


@dataclass(frozen=True)
class Part:
    """A part of the file under its heading: words, tables under their own headings, words after them."""

    title: str
    before: tuple[str, ...] = ()
    tables: tuple[tuple[str, Laid], ...] = ()
    after: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """In inches."""
        width = PORTRAIT.width
        tables = sum(
            laid.height + (measure_words([title], "comment", width) if title else 0.0) for title, laid in self.tables
        )
        words = measure_words(self.before, "note", width) + measure_words(self.after, "note", width)
        return measure_words([self.title], "title", width) + words + tables + GAP

    def write(self) -> dict[str, Any]:
        """What the template reads."""
        tables = [laid.write() | {"title": title} for title, laid in self.tables]
        return {"title": self.title, "before": self.before, "tables": tables, "after": self.after}


def write_portrait(code: str, *, base: str = "") -> bytes:
    """The file of a territory. Raises UnknownTerritoryError; `base` comes before its address."""
    found = cached.read_portrait(code)
    row = found.row
    name, today = str(row["name"]), f"{dt.date.today():%d/%m/%Y}"
    address = base + territory_address(str(row["code"]))
    drawn = draw_picture(code)
    data = {
        "title": name,
        "subtitle": f"{name_level(row)} · {row['code']}",
        "author": MADE_BY,
        "keywords": [],
        "foot": f"{name} · portrait du {today} · Fait par {MADE_BY}",
        "picture": "map.svg" if drawn else "",
        "alt": f"Carte : {name} dans ses environs",
        "terms": [[label, said, ""] for label, said in _list_terms(found) if said]
        + [["Adresse", address, address if base else ""]],
        "notes": [*([] if found.is_inside else [FEW]), *([] if found.sections else [NOTHING])],
        "parts": [part.write() for part in _choose_parts(found)],
    }
    return compile_pdf("portrait.typ", data, {"map.svg": gzip.decompress(drawn)} if drawn else {})


def _choose_parts(found: Portrait) -> list[Part]:
    """The parts of the file, with as many lines as its pages hold."""
    pages = FEW_PAGES if str(found.row["level"]) == "commune" else PAGES
    # The head of the first page, and what the foot of each page loses to rows that are not parted.
    room = pages * (PORTRAIT.height - 0.3) - 2.8
    parts: list[Part] = []
    for limits in LIMITS:
        numbers = Numbers()
        parts = [*_list_parts(found, numbers, limits)]
        parts.append(Part("Sources", tuple(numbers.list_words())))
        if sum(part.height for part in parts) <= room:
            break
    return parts


Limits = tuple[int, int, int, int, int]


def _list_parts(found: Portrait, numbers: Numbers, limits: Limits) -> Iterator[Part]:
    level = find_peer_level(str(found.row["code"]))
    yield from _describe_before_after(found)
    for section in found.sections:
        if section.lender is None:
            yield _describe_section(section, level, numbers, limits)
    lent = [section for section in found.sections if section.lender is not None]
    if lent:
        yield _describe_lent(lent, numbers, limits)
    yield _describe_grants(found.grants, numbers, limits[3])
    yield from _describe_members(found, limits[4])
    yield from (Part(*said) for said in list_said(found))


def _list_terms(found: Portrait) -> list[tuple[str, str]]:
    """Who it is, label and words."""
    row, parents = found.row, found.parents

    def join(rows: pd.DataFrame) -> str:
        return ", ".join(rows["name"].astype(str))

    return [
        ("Population", _write_population(found)),
        ("EPCI", join(parents[parents["level"] == "epci"])),
        ("Département", join(parents[parents["level"] == "departement"])),
        ("Membre de", join(parents[~parents["level"].isin(["epci", "departement"])])),
        ("Succède à", join(found.predecessors)),
        ("Devenu", str(found.successor["name"]) if found.successor is not None else ""),
        ("Note", str(row["note"] or "")),
    ]


def _write_population(found: Portrait) -> str:
    latest, rough = found.population, found.row["population"]
    if latest is not None and latest.value is not None:
        return (
            f"{format_number(latest.value)} habitants{write_sign(latest.note)} (population municipale {latest.period})"
        )
    return "" if pd.isna(rough) else f"{format_number(float(rough))} habitants (population municipale {BASE_YEAR})"


def _describe_section(section: Section, level: str, numbers: Numbers, limits: Limits) -> Part:
    """A theme of the territory's own: whole territory, parts of it, targets."""
    given = (
        ("", section.whole, limits[0]),
        ("D’un lieu ou d’une partie du territoire", section.parts, limits[1]),
        (BESIDE_TITLE, section.targets, limits[2]),
    )
    tables = [(title, _lay_lines(lines[:most], level, numbers)) for title, lines, most in given if lines]
    more = sum(max(0, len(lines) - most) for _, lines, most in given)
    after = (f"{ELSEWHERE.format(format_count(more, 'autre chiffre', 'autres chiffres'))}.",) if more else ()
    return Part(load_catalog().themes[section.theme].label, tables=tuple(tables), after=after)


def _describe_lent(sections: Sequence[Section], numbers: Numbers, limits: Limits) -> Part:
    """What the EPCI has on the themes where the commune has nothing: a line for each, said to be the EPCI's."""
    lender = sections[0].lender
    name = str(lender["name"]) if lender is not None else ""
    themes = load_catalog().themes
    firsts = [(section, (section.whole or section.parts)[0]) for section in sections]
    rows = [{"Thème": themes[section.theme].label} | _describe_line(line, "epci", numbers) for section, line in firsts]
    tables = [("", lay_rows(_drop_empty(pd.DataFrame(rows)), PORTRAIT.width, is_wide=True))]
    aims = [line for section in sections for line in section.targets]
    if aims:
        tables.append((f"{BESIDE_TITLE} de la commune", _lay_lines(aims[: limits[2]], "commune", numbers)))
    return Part(f"De son intercommunalité, {name}", (LENT.format(name),), tuple(tables))


def _lay_lines(lines: Sequence[Line], level: str, numbers: Numbers) -> Laid:
    """The latest figure of each line: what, value, year, status, rank, source."""
    rows = [_describe_line(line, level, numbers) for line in lines]
    return lay_rows(_drop_empty(pd.DataFrame(rows)), PORTRAIT.width, is_wide=True)


def _describe_line(line: Line, level: str, numbers: Numbers) -> dict[str, str]:
    catalog, latest = load_catalog(), line.latest
    limits = [limit for limit in (catalog.scope_label(line.scope), line.place) if limit]
    return {
        "Indicateur": " · ".join([catalog.indicators[line.indicator].short, *limits]),
        "Valeur": _write_value(line, latest) + write_sign(latest.note),
        "Période": f"échéance {NO_DUE}" if latest.due == NO_DUE else latest.due,
        "Statut": STATUS_LABELS[latest.status],
        "Rang": f"{format_rank(line.rank.place, line.rank.known)} {NAMES[level].plural}" if line.rank else "",
        "Source": numbers.write(latest.source),
    }


def _drop_empty(rows: pd.DataFrame) -> pd.DataFrame:
    """Without the ranks where there is none."""
    return rows if rows["Rang"].ne("").any() else rows.drop(columns="Rang")


def _write_value(line: Line, value: Value) -> str:
    if value.value is None:
        return STATUS_LABELS[value.status]
    entry = load_catalog().indicators[line.indicator]
    symbol = load_catalog().units[entry.unit].symbol
    return format_value(value.value, symbol, entry.decimals, published=value.published)


def _describe_before_after(found: Portrait) -> Iterator[Part]:
    """The members of a composed territory beside the whole; nothing of any other."""
    compared = compare_members(found)
    if compared is None:
        return
    names = [f"Avant{NBSP}: {read_row(code)['short']}" for code in compared.members]
    names.append(f"Après{NBSP}: {found.row['short']}")
    rows = [
        {"Indicateur": f"{row.name} ({row.detail})"}
        | {
            name: " · ".join(filter(None, (cell.value + write_sign(cell.note), _name_status(cell.status), cell.rank)))
            for name, cell in zip(names, row.cells, strict=True)
        }
        for row in compared.rows
    ]
    tables = (("", lay_rows(pd.DataFrame(rows), PORTRAIT.width, is_wide=True)),) if rows else ()
    yield Part(BEFORE_AFTER, (), tables, compared.notes)


def _name_status(status: str) -> str:
    """What is said beside a value: nothing of one that is published as it is."""
    return "" if status == "normal" else STATUS_LABELS[status]


def _describe_grants(grants: pd.DataFrame, numbers: Numbers, most: int) -> Part:
    """Grants and plans, the largest first."""
    title = "Subventions et projets"
    if grants.empty:
        return Part(title, (NO_GRANT,))
    kept = grants.head(most)
    rows = write_grants(kept).assign(Source=[numbers.write(str(source)) for source in kept["source"]])
    more = len(grants) - len(kept)
    after = [f"{ELSEWHERE.format(format_count(more, 'autre ligne', 'autres lignes'))}."] if more else []
    return Part(title, (), (("", lay_rows(rows, PORTRAIT.width)),), (*after, OVERLAP))


def _describe_members(found: Portrait, most: int) -> list[Part]:
    """What the territory is made of, with populations, the largest first where not all have room."""
    if found.members.empty:
        return []
    noun = PARTS.get(str(found.row["level"]), MEMBERS)
    count = format_count(len(found.members), noun.singular, noun.plural)
    members, note = found.members, f"{count} ; population municipale de {BASE_YEAR}."
    if len(members) > most:
        members = members.sort_values("population", ascending=False).head(most)
        note = f"{count}, dont voici les {most} plus peuplés ; population municipale de {BASE_YEAR}."
    rows = pd.DataFrame(
        {
            "Territoire": members["short"].astype(str),
            "Habitants": ["sans donnée" if pd.isna(n) else format_number(float(n)) for n in members["population"]],
        }
    )
    laid = lay_across(lay_rows(rows, PORTRAIT.width), PORTRAIT.width)
    return [Part(f"Ses {noun.plural}", (note,), (("", laid),))]
