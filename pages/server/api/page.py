"""The documentation of the interface, made of its resources: a page of ours, in French, that calls no other host."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from pages.server.answers import find_base
from pages.server.api.examples import list_examples
from pages.server.api.formats import FORMS
from pages.server.api.limits import LIMITER
from pages.server.api.openapi import fill_example, list_parameters
from pages.server.api.problems import KINDS
from pages.server.api.queries import Query
from pages.server.api.resources import RESOURCES, Resource
from pages.server.api.rows import read_type
from pages.server.light import write_page
from pages.server.portals.scdl import MISSING
from pages.words.french import NBSP, STATUS_LABELS, format_number, set_spaces
from pages.words.markup import heads, list_terms, table, tag, text
from pages.words.paths import API, API_V1, ASSISTANT, CALENDAR, CATALOGUE, FEED, HOME, METHOD, PACKAGE, SCDL, SCHEMAS

TITLE = "Données par programme"
INTRODUCTION = (
    "Les chiffres de Terril par adresse, en lecture seule, sans compte ni clé : ceux des pages, lus par les "
    "mêmes fonctions, "
    "avec leur source, leur endroit, leur statut et leurs ruptures. Ce qui est confidentiel l’est ici aussi."
)
WORDS = {str: "texte", int: "entier", float: "nombre", bool: "vrai ou faux", list[str]: "liste"}


def write_documentation(base: str) -> bytes:
    """The page; `base` is the address of the installation, without a final slash."""
    parts = [
        text("h1", TITLE),
        text("p", INTRODUCTION),
        _write_ways(),
        _write_begin(base),
        text("h2", "Ressources", id="ressources"),
        *(_write_resource(one, base) for one in RESOURCES.values()),
        _write_forms(),
        _write_rules(),
        _write_examples(base),
        _write_portals(base),
        _write_assistants(base),
        _write_problems(),
    ]
    return write_page(TITLE, tag("main", set_spaces("".join(parts)), class_="doc"))


def _write_ways() -> str:
    ways = {
        "#ressources": "Ressources",
        "#formes": "Formes et pages",
        "#statuts": "Statuts",
        "#outils": "Dans votre outil",
        "#portails": "Portails et abonnements",
        "#assistants": "Assistants",
        "#problemes": "Erreurs",
        f"{API_V1}/openapi.json": "Description OpenAPI 3.1",
        METHOD: "Méthode",
        HOME: "Retour à Terril",
    }
    return tag("nav", "".join(text("a", words, href=where) for where, words in ways.items()), aria_label="Sommaire")


def _code(words: str) -> str:
    return tag("pre", text("code", words), tabindex="0")


def _link(base: str, address: str) -> str:
    return tag("p", tag("a", text("code", f"{base}{address}"), href=address))


def _write_begin(base: str) -> str:
    return (
        text("h2", "En une ligne")
        + text(
            "p", "Une adresse est un fichier : son nom dit la ressource, son extension la forme, sa suite le filtre."
        )
        + _link(base, f"{API_V1}/observations.csv?{RESOURCES['observations'].example}")
    )


def _write_resource(one: Resource, base: str) -> str:
    """A resource: what it is, an example, its parameters and its columns folded."""
    address = f"{API_V1}/{one.name}" + ("" if one.read else "/…")
    said = [text("h3", one.title, id=one.name), tag("p", text("code", address)), text("p", one.summary)]
    if one.read:
        said.append(_link(base, fill_example(one)))
    if one.read and one.read_one:
        said.append(tag("p", text("code", f"{API_V1}/{one.name}/…") + text("span", f" : {one.one}."), class_="muted"))
    if one.query is not Query:
        said.append(_fold("Paramètres", _list_parameters(one)))
    if one.rows is not None:
        said.append(_fold("Colonnes", _list_columns(one.rows)))
    return "".join(said)


def _fold(words: str, inside: str) -> str:
    return tag("details", text("summary", words) + inside)


def _list_parameters(one: Resource) -> str:
    rows = []
    for parameter in list_parameters(one.query):
        schema = parameter["schema"]
        said = parameter["description"] + (" Obligatoire." if parameter.get("required") else "")
        rows.append(
            tag(
                "tr",
                tag("th", text("code", parameter["name"]), scope="row") + text("td", said) + text("td", _say(schema)),
            )
        )
    head = heads(("Nom", "Quoi", "Valeurs"))
    return tag("div", table(head, rows, label=f"Paramètres de {one.name}"), class_="wide", tabindex="0")


def _say(schema: dict[str, Any]) -> str:
    """The values that a parameter may have, where they are few; how many at most."""
    inner = schema.get("items", schema)
    inner = next((part for part in inner.get("anyOf", ()) if part.get("type") != "null"), inner)
    said = ", ".join(map(str, inner["enum"])) if "enum" in inner else WORDS_OF_SCHEMA.get(inner.get("type", ""), "")
    most = schema.get("maxItems")
    usual = schema.get("default")
    return (
        said
        + (f" ; {most} au plus" if most else "")
        + (f" ; {str(usual).lower()} sinon" if usual not in (None, "", []) else "")
    )


WORDS_OF_SCHEMA = {"string": "texte", "integer": "entier", "boolean": "true ou false"}


def _list_columns(model: Any) -> str:
    rows = []
    for name, field in model.model_fields.items():
        plain, is_nullable = read_type(field.annotation)
        kind = WORDS[plain] + (" ou vide" if is_nullable else "")
        cells = text("td", str(field.title)) + text("td", kind) + text("td", str(field.description))
        rows.append(tag("tr", tag("th", text("code", name), scope="row") + cells))
    head = heads(("Colonne", "En français", "Type", "Contenu"))
    return tag("div", table(head, rows, label=f"Colonnes de {model.__name__}"), class_="wide", tabindex="0")


def _write_forms() -> str:
    rows = [
        tag(
            "tr",
            tag("th", text("code", f".{name}"), scope="row")
            + text("td", form.label)
            + text("td", form.mime.partition(";")[0])
            + text("td", f"{format_number(form.usual)} ; {format_number(form.most)} au plus"),
        )
        for name, form in FORMS.items()
    ]
    head = heads(("Extension", "Forme", "Type (Accept)", "Lignes par page"))
    return (
        text("h2", "Formes et pages", id="formes")
        + text(
            "p",
            "Par l’extension, ou par l’en-tête Accept ; JSON sinon. Les contours sont en GeoJSON ou TopoJSON ; les "
            "séries ont aussi .sdmx.csv (SDMX-CSV 2.0, un code de statut et de confidentialité par valeur).",
        )
        + tag("div", table(head, rows, label="Formes"), class_="wide", tabindex="0")
        + text(
            "p",
            "Ce qui reste après une page est à l’adresse « next » du JSON, et dans l’en-tête Link ; "
            "X-Total-Count dit combien "
            "de lignes il y a en tout. « fields » choisit les colonnes, « sort » les trie (« -year » : la dernière "
            f"d’abord). {LIMITER.most} demandes par minute ; au-delà, 429 et Retry-After. Une réponse a un ETag : "
            "If-None-Match donne 304 tant que les données n’ont pas changé. Les autres sites peuvent lire (CORS).",
        )
    )


def _write_rules() -> str:
    said = ", ".join(f"{status} ({label})" for status, label in STATUS_LABELS.items())
    return (
        text("h2", "Statuts", id="statuts")
        + text("p", f"La colonne « status » dit ce qu’est chaque valeur{NBSP}: {said}.")
        + text(
            "p",
            "Une valeur absente est vide (null), jamais un zéro. Un objectif, une prévision, un seuil ou une "
            "offre ne sont pas "
            "des résultats. « break_before » dit qu’une année ne se compare pas à celle d’avant. Un ratio sans "
            "dénominateur à "
            "deux ans près est absent et dit pourquoi. Une moyenne de groupe dit combien de membres elle couvre. "
            "« source » et "
            "« locator » disent où le chiffre est imprimé, « published » comme il l’est.",
        )
    )


def _write_examples(base: str) -> str:
    parts = [text("h2", "Dans votre outil", id="outils")]
    for one in list_examples(base):
        parts += [text("h3", one.tool), text("p", one.said), *map(_code, one.lines)]
    return "".join(parts)


PORTALS = {
    CATALOGUE: (
        "Le catalogue en DCAT-AP (JSON-LD), qu’un portail moissonne : un jeu de données par thème et par source, avec "
        "éditeur, licence, contact, années, territoires et fichiers."
    ),
    PACKAGE: "Toutes les tables en paquet de données (Frictionless), avec leurs schémas.",
    f"{SCHEMAS}/observations.json": "Le schéma d’une table ; de même pour territories, indicators, sources, grants…",
    SCDL: (
        "Les subventions attribuées ou versées dans les colonnes du SCDL 2.1. Ce que les documents n’impriment "
        "pas y est "
        f"vide, et le SCDL le demande : {', '.join(MISSING)}."
    ),
    FEED: (
        "Ce qui est nouveau, en Atom : livraisons, documents datés, publications attendues, alertes ; « "
        "?territoire= » et "
        "un code pour un seul territoire."
    ),
    CALENDAR: "Quand des chiffres sont attendus, en iCalendar, pour votre agenda ; « ?territoire= » de même.",
}


def _write_portals(base: str) -> str:
    rows = [_link(base, path) + text("p", said) for path, said in PORTALS.items()]
    return text("h2", "Portails et abonnements", id="portails") + "".join(rows)


def _write_assistants(base: str) -> str:
    said = (
        "Un assistant qui parle le Model Context Protocol (HTTP, sans compte) lit ici comme vous : recherche, séries, "
        "classements, pairs, un chiffre et son origine, contradictions, adresse et image d’une vue."
    )
    return text("h2", "Assistants", id="assistants") + text("p", said) + _code(f"{base}{ASSISTANT}")


def _write_problems() -> str:
    rows = [
        (f"{status} {kind}", text("span", f"{title} ({title_en}).", id=f"probleme-{kind}"))
        for kind, (status, title, title_en) in KINDS.items()
    ]
    return (
        text("h2", "Erreurs", id="problemes")
        + text(
            "p",
            "Une erreur est un application/problem+json (RFC 9457) : « detail » la dit en français, « en » en anglais, "
            "« errors » dit où, ce qui était attendu et ce qui a été trouvé.",
        )
        + list_terms(rows)
    )


def serve_documentation(request: Request) -> Response:
    """The page, whose examples have the address that it is read at."""
    base = find_base(request)
    return HTMLResponse(write_documentation(base), headers={"Cache-Control": "public, max-age=300"})


routes = [Route(API, serve_documentation)]
