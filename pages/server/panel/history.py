"""The history of a value: in the panel of its figure, on a page of its own, as a CSV; and what was shown on a past day.

Its address names what the value is of, and no figure: it stays when a figure is corrected or taken back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlencode

import pandas as pd
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from loaders.catalog import load_catalog
from loaders.own.database.named import OwnDatabaseError
from loaders.own.memory import Memory, find_past, find_remarked, remember
from loaders.own.memory.spans import Span, Step, Thing
from loaders.pipeline.build import FIGURES
from loaders.pipeline.remarks import GRANT, split_note
from loaders.reading.composed.resolving import find_row
from loaders.reading.provenance import UnknownFigureError
from loaders.reading.relative import BY_SUFFIX, WORDINGS
from pages.files.csv import write_french_csv
from pages.server.light import write_page
from pages.server.office.own import AWAY, open_own
from pages.server.panel.then import (
    BESIDE,
    NAMES,
    beside_markup,
    day_markup,
    find_unit,
    name_source,
    place_markup,
    read_day,
    source_markup,
    write_thing,
    write_value,
)
from pages.views.paths import theme_address
from pages.views.ready import SUBSIDIES
from pages.words.addresses import DAY, indicator_address
from pages.words.file_names import plain_name
from pages.words.french import STATUS_LABELS, set_spaces
from pages.words.markup import (
    heads,
    list_terms,
    status_badge,
    table_region,
    tag,
    territory_link,
    text,
)
from pages.words.memory import COMMENTED, KEPT_BACK, UNCHANGED, WORDS, write_moment
from pages.words.paths import HISTORY

# Of the panel, which shows the last that happened.
MOST_IN_PANEL = 5
LIMITS = (
    "Ce que Terril garde : chaque fichier qu’une mise à jour a remplacé, jusqu’au moment où elle l’a fait, et chaque "
    "publication du service, avec qui l’a faite et quand. Un chiffre transcrit d’un document n’a de date que celle de "
    "son document : depuis quand Terril le montre n’est pas gardé. Une valeur donnée dans un ancien code de commune "
    "n’est pas retrouvée sous le nouveau."
)
OF_TERMS = "Ce chiffre est calculé : ce qui lui arrive est arrivé à ses termes. Voici ce qui s’en dit."
OF_GRANT = "Montant d’une subvention"
UNKNOWN = "Aucune valeur n’est connue de cela, et aucune ne l’a été : vérifiez l’adresse, ou repartez d’un chiffre."
HEADS = ("Quand", "Quoi", "Valeur", "Source", "Où", "Par qui", "Fichier ou publication", "Note")


def address_history(thing: Thing, *, form: str = "") -> str:
    """The address of the history of a thing; `form` is ".csv" for the file."""
    return f"{HISTORY}{form}?{urlencode(write_thing(thing))}"


def history_markup(figure: str) -> str:
    """The last that happened to the value of a figure, and the way to all of it; "" for one that was computed and of
    which nothing was said."""
    try:
        thing = find_remarked(figure)
        memory = remember(thing, FIGURES.parent, open_own())
    except UnknownFigureError:
        return ""
    except OwnDatabaseError:
        return tag("section", text("h3", "Historique") + text("p", AWAY), class_="t-history")
    if thing.is_computed and not memory.proposed:
        return ""
    # What is printed and nothing more is what the panel says by itself.
    steps = memory.steps if any(step.what != "printed" for step in memory.steps) else []
    said = text("p", KEPT_BACK) if memory.is_secret else "" if steps else text("p", UNCHANGED)
    items = "".join(tag("li", _tell(step)) for step in reversed(steps[-MOST_IN_PANEL:]))
    # Of a figure its panel says so by itself.
    beside = beside_markup(find_past(memory, dt.date.today()), "Publié aussi :") if thing.is_grant else ""
    words = "Tout l’historique" if thing.is_computed else "Tout l’historique, et la valeur d’un jour passé"
    way = tag("p", text("a", words, href=address_history(thing)))
    return tag(
        "section",
        text("h3", "Historique") + said + (tag("ul", items) if items else "") + beside + way,
        class_="t-history",
    )


def _tell(step: Step) -> str:
    """« 3 mars 2026 à 14:05 : importé, 102 dossiers, par Service habitat »."""
    who = f", par {step.who}" if step.who else ""
    told = text(
        "span", f"{write_moment(step.at)} : {', '.join(filter(None, (name_step(step), write_value(step.span))))}"
    )
    return told + status_badge(step.span.row["status"]) + text("small", who)


def name_step(step: Step) -> str:
    """What happened, in words: what was proposed without a value is a comment of the year."""
    return WORDS[step.what] if step.span.row["value"] else COMMENTED.get(step.what, WORDS[step.what])


def read_thing(asked: Mapping[str, str]) -> Thing | None:
    """What an address asks the history of; None where it names no indicator or no year."""
    said = {name: asked.get(word, "")[:200] for name, word in NAMES.items()}
    if said["indicator"] not in {*load_catalog().indicators, GRANT} or not said["year"].isdigit():
        return None
    thing = Thing(**(said | {"period": said["period"] or said["year"]}), is_beside=asked.get(BESIDE) == "1")
    return None if thing.is_computed and thing.measure not in BY_SUFFIX else thing


def _find(request: Request) -> Memory | str:
    """The memory that an address asks for, or why there is none."""
    thing = read_thing(request.query_params)
    if thing is None:
        return UNKNOWN
    try:
        memory = remember(thing, FIGURES.parent, open_own())
    except OwnDatabaseError:
        return AWAY
    return memory if memory.spans or memory.proposed else UNKNOWN


def _refuse(said: str) -> Response:
    body = text("h1", "Historique d’une valeur") + text("p", said) + tag("p", text("a", "Revenir à Terril", href="/"))
    page = write_page("Historique", tag("main", set_spaces(body), class_="doc"))
    return HTMLResponse(page, status_code=503 if said == AWAY else 404)


def serve_history(request: Request) -> Response:
    """The page of a value's history; with a day, what was shown on it. A sentence and 404 for what no value is of."""
    memory = _find(request)
    if isinstance(memory, str):
        return _refuse(memory)
    day = read_day(request.query_params.get(DAY, ""), dt.date.today())
    return HTMLResponse(write_history(memory, day), headers={"Cache-Control": "no-cache"})


def _head(memory: Memory) -> dict[str, str]:
    """What the value is of, in words."""
    catalog, thing = load_catalog(), memory.thing
    row = find_row(thing.territory)
    if thing.is_grant:
        return {"Indicateur": OF_GRANT} | _head_of_grant(memory, "" if row is None else str(row["name"]))
    measure = WORDINGS[BY_SUFFIX[thing.measure]].words if thing.is_computed else ""
    said = {
        "Indicateur": catalog.indicators[thing.indicator].label,
        "Territoire": thing.territory if row is None else str(row["name"]),
        "Lieu": thing.place,
        "Période": thing.when,
        "Mesure": measure,
        "Restreint à": catalog.scope_label(thing.scope) if thing.scope else "",
    }
    return {name: words for name, words in said.items() if words}


def _head_of_grant(memory: Memory, territory: str) -> dict[str, str]:
    """Who gives what to whom; of a grant that stands no more, as it was said last."""
    row = memory.spans[-1].row if memory.spans else {}
    said = {
        "Financeur": row.get("nomAttribuant", ""),
        "Bénéficiaire": row.get("nomBeneficiaire", ""),
        "Objet": row.get("objet", ""),
        "Territoire": territory,
        "Période": memory.thing.when,
    }
    return {name: words for name, words in said.items() if words}


def write_history(memory: Memory, day: dt.date | str | None) -> bytes:
    """The page."""
    thing, said = memory.thing, _head(memory)
    terms = [
        (name, territory_link(words, thing.territory) if name == "Territoire" else text("span", words))
        for name, words in said.items()
        if name != "Indicateur"
    ]
    more = (
        ("Toutes les subventions", theme_address(SUBSIDIES))
        if thing.is_grant
        else ("Tous les chiffres de cet indicateur", indicator_address(thing.indicator))
    )
    body = [
        text("h1", f"Historique d’une valeur : {said['Indicateur']}"),
        list_terms(terms),
        text("p", OF_TERMS) if thing.is_computed else day_markup(memory, day),
        text("h2", "Tout ce qui est arrivé"),
        text("p", KEPT_BACK) if memory.is_secret else "",
        _table_markup(memory),
        tag("p", text("a", "Cet historique en CSV", href=address_history(thing, form=".csv"), download="")),
        text("p", LIMITS, class_="muted"),
        tag("p", text("a", more[0], href=more[1])),
    ]
    return write_page(f"Historique, {said['Indicateur']}", tag("main", set_spaces("".join(body)), class_="doc history"))


def _table_markup(memory: Memory) -> str:
    rows = []
    for step in reversed(memory.steps):
        cells = [
            text("th", write_moment(step.at), scope="row"),
            text("td", name_step(step)),
            tag("td", _show_value(step.span)),
            tag("td", source_markup(step.span.row["source"]) if step.span.row["source"] else ""),
            tag("td", place_markup(step.span)),
            text("td", step.who),
            text("td", step.span.with_what),
            text("td", split_note(step.span.row["note"])[0]),
        ]
        rows.append(tag("tr", "".join(cells)))
    return table_region(heads(HEADS), rows, label="Historique de la valeur", kind="t-table wide")


def _show_value(span: Span) -> str:
    """A value with what it is, as markup; "" for a remark, which has none."""
    value = write_value(span)
    return (text("span", value) if value else "") + status_badge(span.row["status"])


def _name_status(span: Span) -> str:
    """The status of a value in words; a remark has none."""
    is_value = bool(span.row["value"]) or span.row["status"] != "normal"
    return STATUS_LABELS.get(span.row["status"], "") if is_value else ""


def write_csv(memory: Memory) -> tuple[str, bytes]:
    """The name and the bytes of the file: a row for each thing that happened, the oldest first."""
    said = _head(memory)
    unit, _ = find_unit(memory.thing.indicator)
    rows = pd.DataFrame(
        [
            {
                "Quand": step.at.astimezone().isoformat(timespec="seconds") if step.at else write_moment(None),
                "Quoi": name_step(step),
                f"Valeur ({unit})": float(step.span.row["value"] or "nan"),
                "Statut": _name_status(step.span),
                "Imprimé": step.span.row["published"],
                "Source": name_source(step.span.row["source"]),
                "Où": step.span.row["lines"],
                "Par qui": step.who,
                "Fichier ou publication": step.span.with_what,
                "Note": split_note(step.span.row["note"])[0],
            }
            for step in memory.steps
        ]
    )
    sources = dict.fromkeys(name_source(span.row["source"]) for span in memory.spans)
    header = {**said, "Source": " ; ".join(sources), "Réserve": KEPT_BACK if memory.is_secret else LIMITS}
    who = said.get("Bénéficiaire", "") if memory.thing.is_grant else said["Territoire"]
    name = plain_name(f"{said['Indicateur']} {who} {said['Période']}", "valeur")
    return f"terril-historique-{name}.csv", write_french_csv(rows, header)


def serve_csv(request: Request) -> Response:
    """The same as a file."""
    memory = _find(request)
    if isinstance(memory, str):
        return _refuse(memory)
    name, body = write_csv(memory)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


routes = [Route(HISTORY, serve_history), Route(HISTORY + ".csv", serve_csv)]
