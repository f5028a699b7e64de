"""The PDF of a territory's portrait: who it is, its map, its figures by theme, its grants, its members."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Sequence
from typing import Any

import pandas as pd

from loaders.catalog import load_catalog
from loaders.levels import NAMES
from loaders.reading.portraits import Line, Portrait, Section, Value
from pages.draw.markup.portrait import BASE_YEAR, FEW, MEMBERS, PARTS, name_level
from pages.draw.portrait_map import draw_picture
from pages.files.pdf.typeset import compile_pdf, lay_rows
from pages.views.data import cached
from pages.views.rows import write_grants
from pages.words.addresses import territory_address
from pages.words.french import BESIDE_TITLE, STATUS_LABELS, format_count, format_number, format_rank, format_value
from pages.words.sources import source_texts
from pages.words.version import MADE_BY

NOTHING = "Aucun chiffre n’est publié pour ce territoire dans les sources reprises."
NO_GRANT = "Aucune subvention à un bénéficiaire nommé ni aucun plan de financement n’est publié pour ce territoire."
OVERLAP = "Un plan, une attribution et un versement peuvent se recouvrir : ne pas les additionner."
LENT = "La commune n’a pas de chiffre propre sur ce thème ; voici ceux de {}."


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


def write_portrait(code: str, *, base: str = "") -> bytes:
    """The file of a territory. Raises UnknownTerritoryError; `base` comes before its address."""
    found = cached.read_portrait(code)
    row = found.row
    name, today = str(row["name"]), f"{dt.date.today():%d/%m/%Y}"
    address = base + territory_address(str(row["code"]))
    drawn = draw_picture(code)
    numbers = Numbers()
    parts = [_describe_section(section, str(row["level"]), numbers) for section in found.sections]
    parts += [_describe_grants(found.grants, numbers), *_describe_members(found)]
    data = {
        "title": name,
        "subtitle": f"{name_level(row)} · {row['code']}",
        "author": MADE_BY,
        "keywords": [],
        "foot": f"{name} · portrait du {today}",
        "picture": "map.svg" if drawn else "",
        "alt": f"Carte : {name} dans ses environs",
        "terms": [[label, said, ""] for label, said in _list_terms(found) if said]
        + [["Date du fichier", today, ""], ["Fait par", MADE_BY, ""], ["Adresse", address, address if base else ""]],
        "notes": [*([] if found.is_inside else [FEW]), *([] if found.sections else [NOTHING])],
        "parts": [*parts, {"title": "Sources", "before": numbers.list_words(), "tables": [], "after": []}],
    }
    return compile_pdf("portrait.typ", data, {"map.svg": gzip.decompress(drawn)} if drawn else {})


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
        return f"{format_number(latest.value)} habitants (population municipale {latest.period})"
    return "" if pd.isna(rough) else f"{format_number(float(rough))} habitants (population municipale {BASE_YEAR})"


def _describe_section(section: Section, level: str, numbers: Numbers) -> dict[str, Any]:
    """A theme: whole territory, parts of it, targets; those of its EPCI are said to be so."""
    lender = section.lender
    own = level if lender is None else "epci"
    tables = [
        _lay_lines(section.whole, own, "", numbers),
        _lay_lines(section.parts, own, "D’un lieu ou d’une partie du territoire", numbers),
        _lay_lines(section.targets, own, BESIDE_TITLE, numbers),
    ]
    return {
        "title": load_catalog().themes[section.theme].label,
        "before": [LENT.format(lender["name"])] if lender is not None else [],
        "tables": [table for table in tables if table],
        "after": [],
    }


def _lay_lines(lines: Sequence[Line], level: str, title: str, numbers: Numbers) -> dict[str, Any] | None:
    """The latest figure of each line: what, value, year, status, rank, source."""
    if not lines:
        return None
    catalog = load_catalog()
    rows = []
    for line in lines:
        latest = line.latest
        limits = [limit for limit in (catalog.scope_label(line.scope), line.place) if limit]
        rows.append(
            {
                "Indicateur": " · ".join([catalog.indicators[line.indicator].short, *limits]),
                "Valeur": _write_value(line, latest),
                "Période": latest.due,
                "Statut": STATUS_LABELS[latest.status],
                "Rang": f"{format_rank(line.rank.place, line.rank.known)} {NAMES[level].plural}" if line.rank else "",
                "Source": numbers.write(latest.source),
            }
        )
    frame = pd.DataFrame(rows)
    return lay_rows(frame if frame["Rang"].ne("").any() else frame.drop(columns="Rang"), title=title, is_wide=True)


def _write_value(line: Line, value: Value) -> str:
    if value.value is None:
        return STATUS_LABELS[value.status]
    entry = load_catalog().indicators[line.indicator]
    symbol = load_catalog().units[entry.unit].symbol
    return format_value(value.value, symbol, entry.decimals, published=value.published)


def _describe_grants(grants: pd.DataFrame, numbers: Numbers) -> dict[str, Any]:
    """Every grant and plan, the largest first."""
    title = "Subventions et projets"
    if grants.empty:
        return {"title": title, "before": [NO_GRANT], "tables": [], "after": []}
    rows = write_grants(grants).assign(Source=[numbers.write(str(source)) for source in grants["source"]])
    return {"title": title, "before": [], "tables": [lay_rows(rows)], "after": [OVERLAP]}


def _describe_members(found: Portrait) -> list[dict[str, Any]]:
    """What the territory is made of, with populations."""
    if found.members.empty:
        return []
    noun = PARTS.get(str(found.row["level"]), MEMBERS)
    people = found.members["population"]
    rows = pd.DataFrame(
        {
            "Territoire": found.members["short"].astype(str),
            "Habitants": ["sans donnée" if pd.isna(n) else format_number(float(n)) for n in people],
        }
    )
    count = format_count(len(rows), noun.singular, noun.plural)
    note = f"{count} ; population municipale de {BASE_YEAR}."
    return [{"title": f"Ses {noun.plural}", "before": [note], "tables": [lay_rows(rows)], "after": []}]
