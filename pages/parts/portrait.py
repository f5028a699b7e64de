"""The portrait of a territory as one piece of HTML, which prints on A4 pages."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import pandas as pd

from loaders.catalog import load_catalog
from loaders.portraits import LINE, Portrait, load_figures
from pages.parts.french import (
    STAGES,
    STATUS_LABELS,
    format_count,
    format_number,
    format_rank,
    format_value,
)
from pages.parts.markup import figure_link, indicator_link, source_link, status_badge, tag, territory_link, text
from pages.parts.portrait_map import picture_url
from pages.parts.sparkline import draw_sparkline

MOST, FEWEST_PEERS = 8, 3
LEVELS = {"commune": "Commune", "departement": "Département", "grouping": "Groupement", "region": "Région"}
FORMS = {"CA": "Communauté d’agglomération", "CC": "Communauté de communes", "CU": "Communauté urbaine"}
PEERS = {"commune": "communes connues", "epci": "EPCI connus", "departement": "départements connus"}

Row = dict[Hashable, Any]
Line = list[Row]


def all_rows(found: Portrait) -> pd.DataFrame:
    """Every figure and target of a portrait, as rows for its table and its files."""
    return pd.concat([found.figures.drop(columns=["rank", "known"]), found.targets], ignore_index=True)


def portrait_markup(found: Portrait) -> str:
    """The whole portrait: who it is, its map, its figures by theme, its grants, its members."""
    catalog = load_catalog()
    own, goals = _group(found.figures), _group(found.targets)
    above = _group_parent(str(found.parent["code"])) if found.parent is not None else {}
    sections = "".join(
        _theme(found, theme, own.get(theme, []), above.get(theme, []), goals.get(theme, []))
        for theme in catalog.themes
        if theme != "population"
    )
    outside = text("p", "Ce territoire est hors du département suivi : peu de chiffres y sont repris.")
    body = [
        _head(found),
        "" if found.is_inside else outside,
        sections or text("p", "Aucun chiffre n’est publié pour ce territoire dans les sources reprises."),
        _grants(found),
        _members(found),
    ]
    return tag("article", "".join(body), class_="t-portrait")


def _level(row: pd.Series) -> str:
    return FORMS.get(str(row["legal_form"]), "EPCI") if row["level"] == "epci" else LEVELS.get(str(row["level"]), "")


def _head(found: Portrait) -> str:
    row = found.row
    name, code = str(row["name"]), str(row["code"])
    said = [text("span", f"{_level(row)} · {code}")]
    people = found.figures[found.figures["indicator"].astype(str) == "population.municipal"].sort_values("year")
    if len(people):
        last = people.iloc[-1]
        written = f"{format_number(last['value'])} habitants"
        said.append(figure_link(written, str(last["id"])) + text("span", f" ({last['period']})"))
    elif not pd.isna(row["population"]):
        said.append(text("span", f"{format_number(float(row['population']))} habitants (2017)"))
    if found.parent is not None:
        said.append(territory_link(str(found.parent["name"]), str(found.parent["code"])))
    if len(found.members):
        noun = "membre" if row["level"] == "grouping" else "EPCI" if row["level"] == "departement" else "commune"
        said.append(text("span", format_count(len(found.members), noun, noun if noun == "EPCI" else f"{noun}s")))
    for _, before in found.predecessors.iterrows():
        said.append(text("span", "succède à ") + territory_link(str(before["name"]), str(before["code"])))
    if row["successor"]:
        said.append(text("span", "remplacé par ") + territory_link(str(row["successor"]), str(row["successor"])))
    notes = text("p", str(row["note"])) if row["note"] else ""
    url = picture_url(code)
    map_ = f'<img src="{url}" alt="Carte : {name.replace(chr(34), "")} et ses voisins">' if url else ""
    line = tag("p", " · ".join(said))
    return tag("header", tag("div", text("h1", name) + line + notes) + map_, class_="t-head t-portrait-head")


def _group(rows: pd.DataFrame) -> dict[str, list[Line]]:
    """By theme, the figures of each line in the order of the years; the lines in the order they are shown."""
    lines: dict[tuple[str, ...], Line] = {}
    for row in rows.sort_values("year").to_dict("records"):
        lines.setdefault(tuple(str(row[name]) for name in LINE), []).append(row)
    themes: dict[str, list[Line]] = {}
    for line in sorted(lines.values(), key=_order):
        themes.setdefault(load_catalog().theme_of(str(line[0]["indicator"])), []).append(line)
    return themes


@lru_cache(maxsize=64)
def _group_parent(code: str) -> dict[str, list[Line]]:
    return _group(load_figures(code))


def _theme(found: Portrait, theme: str, own: list[Line], above: list[Line], goals: list[Line]) -> str:
    """The figures of a theme; those of the EPCI, said to be its, where a commune has none of its own."""
    catalog = load_catalog()
    who, level = "", str(found.row["level"])
    if not own and not goals:
        if not above or found.parent is None:
            return ""
        own, level = above, "epci"
        parent = str(found.parent["name"])
        who = f"La commune n’a pas de chiffre propre sur ce thème ; voici ceux de son EPCI, {parent}."
    first = [_line(rows, level) for rows in own[:MOST]]
    rest = [_line(rows, level) for rows in own[MOST:]]
    said = [_target(row) for rows in goals for row in rows]
    blocks = [
        text("h2", catalog.themes[theme].label),
        text("p", who, class_="t-missing") if who else "",
        _table(first) if first else "",
        _fold(f"{format_count(len(rest), 'autre chiffre', 'autres chiffres')}", _table(rest)) if rest else "",
        _fold(f"{format_count(len(said), 'objectif')}", tag("ul", "".join(said))) if said else "",
    ]
    return tag("section", "".join(blocks))


def _order(line: Line) -> tuple[bool, bool, bool, int, str]:
    """Headlines first, then whole figures before parts and places, then what is known for the most years."""
    catalog = load_catalog()
    name, scope, place = (str(line[0][column]) for column in LINE)
    heads = {tuple(head.partition("@")[::2]) for head in catalog.themes[catalog.theme_of(name)].headlines}
    return (name, scope) not in heads, bool(place), "=" in scope, -len(line), name


def _fold(title: str, content: str) -> str:
    return tag("details", text("summary", title) + content)


def _table(lines: list[str]) -> str:
    names = (
        ("Indicateur", "name"),
        ("Valeur", "num"),
        ("Année", "year"),
        ("Série", "series"),
        ("Rang", "rank"),
        ("Source", "source"),
    )
    head = "".join(text("th", name, scope="col", class_=kind) for name, kind in names)
    return tag("table", class_="figures", content=tag("thead", tag("tr", head)) + tag("tbody", "".join(lines)))


def _write(row: Row) -> str:
    catalog = load_catalog()
    entry = catalog.indicators[str(row["indicator"])]
    if pd.isna(row["value"]):
        return STATUS_LABELS[str(row["status"])]
    unit = catalog.units[entry.unit].symbol
    return format_value(float(row["value"]), unit, entry.decimals, published=str(row["published"]))


def _name(row: Row) -> str:
    """The indicator as a link, with what it is restricted to and where."""
    catalog = load_catalog()
    entry = catalog.indicators[str(row["indicator"])]
    limits = [catalog.scope_label(str(row["scope"])), str(row["place"])]
    return indicator_link(entry.short, str(row["indicator"])) + text("small", "".join(f", {w}" for w in limits if w))


def _line(rows: Line, level: str) -> str:
    """One row: the latest figure first, its series, its place among its peers, its source."""
    last = next((row for row in reversed(rows) if not pd.isna(row["value"])), rows[-1])
    badge = "" if pd.isna(last["value"]) else status_badge(str(last["status"]))
    values = tag("td", figure_link(_write(last), str(last["id"])) + badge, class_="num")
    each = " ; ".join(
        text("span", f"{row['period'] or row['year']} : ") + figure_link(_write(row), str(row["id"])) for row in rows
    )
    series = draw_sparkline(rows) + _fold(f"{len(rows)} années", tag("p", each)) if len(rows) > 1 else ""
    rank = ""
    if not pd.isna(last.get("rank")) and int(last["known"]) >= FEWEST_PEERS:
        rank = f"{format_rank(int(last['rank']), int(last['known']))} {PEERS.get(level, 'connus')}"
    catalog = load_catalog()
    sources = [key for key in str(last["source"]).split(";") if key in catalog.sources]
    cells = [
        tag("th", _name(last), scope="row"),
        values,
        text("td", str(last["period"] or last["year"])),
        tag("td", series, class_="series"),
        text("td", rank),
        tag("td", "<br>".join(source_link(catalog.sources[key].title, key) for key in sources), class_="source"),
    ]
    return tag("tr", "".join(cells))


def _target(row: Row) -> str:
    return tag("li", _name(row) + text("span", f", {row['period']} : ") + figure_link(_write(row), str(row["id"])))


def _grants(found: Portrait) -> str:
    """The grants and plans of the territory, the largest first."""
    title = text("h2", "Subventions et projets")
    if found.grants.empty:
        none = "Aucune subvention à un bénéficiaire nommé, ni plan de financement, n’est publiée pour ce territoire."
        return tag("section", title + text("p", none, class_="t-missing"))
    rows = found.grants.sort_values("montant", ascending=False).to_dict("records")
    head = "".join(
        text("th", name, scope="col", class_="num" if name == "Montant" else "")
        for name in ("Financeur", "Bénéficiaire et objet", "Stade", "Année", "Montant")
    )
    lines = [
        tag(
            "tr",
            text("td", str(row["nomAttribuant"]))
            + text("td", f"{row['nomBeneficiaire']} : {row['objet']}")
            + text("td", STAGES[str(row["stage"])])
            + text("td", str(row["period"]))
            + tag("td", figure_link(format_value(float(row["montant"]), "€"), str(row["id"])), class_="num"),
        )
        for row in rows
    ]

    def draw(some: list[str]) -> str:
        return tag("table", tag("thead", tag("tr", head)) + tag("tbody", "".join(some)))

    more = _fold(format_count(len(lines) - MOST, "autre ligne", "autres lignes"), draw(lines[MOST:]))
    note = text(
        "p", "Un plan, une attribution et un versement se recouvrent : ne pas les additionner.", class_="t-missing"
    )
    return tag("section", title + draw(lines[:MOST]) + (more if len(lines) > MOST else "") + note)


def _members(found: Portrait) -> str:
    """The communes or the members of the territory, each a way to its portrait."""
    if found.members.empty:
        return ""
    level = str(found.row["level"])
    title = {"grouping": "Ses membres", "departement": "Ses EPCI"}.get(level, "Ses communes")
    items = [
        tag(
            "li",
            territory_link(str(row["short"] or row["name"]), str(row["code"]))
            + text("span", "" if pd.isna(row["population"]) else f" {format_number(float(row['population']))}"),
        )
        for row in found.members.to_dict("records")
    ]
    note = text("p", "Population municipale de 2017 à côté de chaque nom.", class_="t-missing")
    return tag("section", text("h2", title) + tag("ul", "".join(items), class_="t-columns") + note)
