"""The portrait of a territory as one piece of HTML, which prints on A4 pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from loaders.catalog import load_catalog
from loaders.levels import FORMS, NAMES, LevelName
from loaders.reading.composed.code import is_composed
from loaders.reading.portraits import Portrait
from pages.draw.markup.perimeter import perimeter_markup
from pages.draw.markup.portrait_figures import MOST, fold, lent_markup, section_markup, sources_markup, table_markup
from pages.draw.portrait_map import picture_url
from pages.words.french import STAGES, format_count, format_number, format_value
from pages.words.markup import figure_link, list_terms, remark_sign, tag, territory_link, text

BASE_YEAR = 2017
MEMBERS = LevelName("membre", "membres")
COMPOSED = "Territoire composé"
PARTS = {"epci": NAMES["commune"], "departement": NAMES["epci"]}
GRANTS = {"Projet": "", "Financeur": "", "Montant": "num", "Stade": "", "Période": "", "Source": "source"}
FEW = "Ce territoire est hors du périmètre suivi ici : peu de ses chiffres sont repris."


def portrait_markup(
    found: Portrait, *, address: str = "", today: dt.date | None = None, compared: str = "", watched: str = ""
) -> str:
    """The portrait below its head: its figures by theme, its grants, its members.

    `address` is that of the page, printed at its foot with the date; `watched` and `compared` are the sections of what
    deserves a look and of its peers, markup already.
    """
    sections = [section_markup(section, str(found.row["level"])) for section in found.sections]
    none = text("p", "Aucun chiffre n’est publié pour ce territoire dans les sources reprises.", class_="none")
    body = [
        "" if found.is_inside else text("p", FEW, class_="lent"),
        _contents_markup(found),
        watched,
        compared,
        "".join(sections) or none,
        _grants_markup(found.grants),
        lent_markup(found.sections),
        _members_markup(found),
        _foot_markup(found, address, today or dt.date.today()),
    ]
    return tag("article", "".join(body), class_="t-portrait")


def way_on_markup(home: str, code: str) -> str:
    """Where to go from an address that names no territory."""
    departement = load_catalog().deployment.departements[0]
    said = (
        " · Une commune a pour code celui de l’INSEE (5 caractères), un EPCI son SIREN, un département "
        f"« {departement} ». "
        "Le bouton « Rechercher » trouve tout territoire de France par son nom."
    )
    return tag("p", territory_link(f"Portrait : {home}", code) + text("span", said), class_="t-terms")


def name_level(row: pd.Series) -> str:
    """What a territory is, in full: « Communauté d’agglomération », « Ancienne commune »."""
    level = str(row["level"])
    if is_composed(str(row["code"])):
        return COMPOSED
    if row["successor"]:
        return NAMES[level].former
    return FORMS.get(str(row["legal_form"]), NAMES[level].title) if level == "epci" else NAMES[level].title


def _write_code(row: pd.Series) -> str:
    code, level = str(row["code"]), str(row["level"])
    if is_composed(code):
        return ""
    if level == "commune":
        return f"code INSEE {code}"
    return f"SIREN {code}" if code.isdigit() and len(code) == 9 else f"code {code.removeprefix('D')}"


def _links(rows: pd.DataFrame) -> str:
    return ", ".join(territory_link(str(row["name"]), str(row["code"])) for row in rows.to_dict("records"))


def _write_population(found: Portrait) -> str:
    """The latest population, which leads to its origin; that of the contours where none is published here."""
    latest, rough = found.population, found.row["population"]
    if latest is not None:
        said = f"{format_number(latest.value)} habitants"
        return (
            figure_link(said, latest.id)
            + remark_sign(latest.note)
            + text("span", f" (population municipale {latest.period})")
        )
    if pd.isna(rough):
        return ""
    return text("span", f"{format_number(float(rough))} habitants (population municipale {BASE_YEAR})")


def _count_members(found: Portrait) -> str:
    if found.members.empty:
        return ""
    noun = PARTS.get(str(found.row["level"]), MEMBERS)
    count = format_count(len(found.members), noun.singular, noun.plural)
    return text("a", count, href="#membres", target="_self")


def head_markup(found: Portrait) -> str:
    """The head of a portrait: who it is, with its map."""
    row, parents = found.row, found.parents
    until = getattr(load_catalog().territories.get(str(row["code"])), "until", None)
    rows = [
        ("Population", _write_population(found)),
        ("Composition", _count_members(found)),
        ("Périmètre", perimeter_markup(row)),
        ("EPCI", _links(parents[parents["level"] == "epci"])),
        ("Département", _links(parents[parents["level"] == "departement"])),
        ("Membre de", _links(parents[~parents["level"].isin(["epci", "departement"])])),
        ("Succède à", _links(found.predecessors)),
        ("Jusqu’en", text("span", str(until)) if until else ""),
        ("Devenu", _links(found.successor.to_frame().T) if found.successor is not None else ""),
        ("Note", text("span", str(row["note"])) if row["note"] else ""),
    ]
    line = text("p", " · ".join(filter(None, (name_level(row), _write_code(row)))))
    terms = tag("div", list_terms(rows), class_="t-terms")
    url = picture_url(row)
    label = f"Carte : {row['name']} dans ses environs"
    image = tag("img", src=url, alt=label, class_="map").removesuffix("</img>") if url else ""
    head = tag("header", tag("div", text("h1", str(row["name"])) + line + terms) + image, class_="t-head")
    return tag("div", head, class_="t-portrait")


def _contents_markup(found: Portrait) -> str:
    """The themes as links within the page, where there are several."""
    themes = load_catalog().themes
    own = [section for section in found.sections if section.lender is None or section.targets]
    titles = {f"theme-{section.theme}": themes[section.theme].label for section in own}
    titles |= {"subventions": "Subventions et projets"} if len(found.grants) else {}
    titles |= {"epci": "Chiffres de son EPCI"} if any(one.lender is not None for one in found.sections) else {}
    if len(titles) < 4:
        return ""
    links = " ".join(text("a", title, href=f"#{key}", target="_self") for key, title in titles.items())
    return tag("nav", links, class_="contents", aria_label="Thèmes de la page")


def _write_amount(grant: Mapping[Hashable, Any]) -> str:
    written = format_value(grant["montant"], "€", published=grant["published"])
    return figure_link(written, grant["id"]) + remark_sign(str(grant["note"]))


def _grants_markup(grants: pd.DataFrame) -> str:
    """The grants and plans of the territory, the largest first, never added up."""
    title = text("h2", "Subventions et projets", id="subventions")
    if grants.empty:
        none = "Aucune subvention à un bénéficiaire nommé ni aucun plan de financement n’est publié pour ce territoire."
        return tag("section", title + text("p", none, class_="none"))
    lines = [
        tag(
            "tr",
            tag("th", text("span", r["projet"] or r["objet"]) + text("small", r["nomBeneficiaire"]), scope="row")
            + text("td", r["nomAttribuant"] + (f" ({r['dispositifAide']})" if r["dispositifAide"] else ""))
            + tag("td", _write_amount(r), class_="num")
            + text("td", STAGES[r["stage"]])
            + text("td", r["period"])
            + tag("td", sources_markup(r["source"]), class_="source"),
        )
        for r in grants.to_dict("records")
    ]
    rest = lines[MOST:]
    more = format_count(len(rest), "autre ligne", "autres lignes")
    table = table_markup(GRANTS, lines[:MOST], "Subventions et projets")
    folded = fold(more, table_markup(GRANTS, rest, more)) if rest else ""
    note = "Un plan, une attribution et un versement peuvent se recouvrir : ne pas les additionner."
    return tag("section", title + table + folded + text("p", note, class_="none"))


def _members_markup(found: Portrait) -> str:
    """What the territory is made of, each a way to its portrait."""
    if found.members.empty:
        return ""
    title = f"Ses {PARTS.get(str(found.row['level']), MEMBERS).plural}"
    items = [
        tag(
            "li",
            territory_link(str(row["short"]), str(row["code"]))
            + text("span", "" if pd.isna(row["population"]) else f" {format_number(float(row['population']))}"),
        )
        for row in found.members.to_dict("records")
    ]
    note = text("p", f"À côté de chaque nom, la population municipale de {BASE_YEAR}.", class_="none")
    return tag("section", text("h2", title, id="membres") + tag("ul", "".join(items), class_="members") + note)


def _foot_markup(found: Portrait, address: str, today: dt.date) -> str:
    """What paper needs: where the page is and when it was printed."""
    said = " · ".join(part for part in (f"{found.row['name']}, portrait du {today:%d/%m/%Y}", address) if part)
    return text("p", said, class_="foot")
