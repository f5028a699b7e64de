"""What was shown on a past day: the form that asks for one, and the answer, as far as it is known."""

from __future__ import annotations

import datetime as dt

from loaders.catalog import load_catalog
from loaders.declared import PREFIX
from loaders.own.memory import Memory, Past, find_past
from loaders.own.memory.spans import Span, Thing
from loaders.pipeline.remarks import GRANT
from pages.words.addresses import DAY
from pages.words.french import STATUS_LABELS, format_value
from pages.words.markup import locate, locate_in_file, source_link, status_badge, tag, text
from pages.words.memory import write_moment
from pages.words.paths import HISTORY

NAMES = {
    "indicator": "indicateur",
    "territory": "territoire",
    "year": "annee",
    "period": "periode",
    "scope": "perimetre",
    "place": "lieu",
}
BESIDE = "objectif"


def write_thing(thing: Thing) -> dict[str, str]:
    """A thing as an address names it: what it is not restricted to is left out."""
    said = {word: str(getattr(thing, name)) for name, word in NAMES.items()}
    said |= {NAMES["period"]: "" if thing.period == thing.year else thing.period}
    return {word: cell for word, cell in said.items() if cell} | ({BESIDE: "1"} if thing.is_beside else {})


def find_unit(indicator: str) -> tuple[str, int]:
    """The sign of the unit of an indicator, or of grants, and its decimals."""
    if indicator == GRANT:
        return "€", 0
    entry = load_catalog().indicators[indicator]
    return load_catalog().units[entry.unit].symbol, entry.decimals


def write_value(span: Span) -> str:
    """The value of a figure with its unit, or its status in words where it has none."""
    unit, decimals = find_unit(span.row["indicator"])
    if not span.row["value"]:
        # A remark has neither.
        if span.row["status"] == "normal":
            return ""
        return STATUS_LABELS.get(span.row["status"], "")
    return format_value(float(span.row["value"]), unit, decimals, published=span.row["published"])


def name_source(key: str) -> str:
    """The title of a source; a publication that was taken back has none any more."""
    source = load_catalog().sources.get(key)
    return "publication du service" if source is None and key.startswith(PREFIX) else source.title if source else key


def source_markup(key: str) -> str:
    """The same, with the way to its page where it has one."""
    return source_link(name_source(key), key) if key in load_catalog().sources else text("span", name_source(key))


def place_markup(span: Span) -> str:
    """Where in its source a figure is; "" for one that has none."""
    if not span.row["lines"]:
        return ""
    place = locate_in_file if span.row["source"].startswith(PREFIX) else locate
    return place(span.row["lines"])


def read_day(asked: str, today: dt.date) -> dt.date | str | None:
    """The day that is asked for, or why there is none, in a sentence; None where none is asked for."""
    if not asked:
        return None
    try:
        day = dt.date.fromisoformat(asked)
    except ValueError:
        return f"« {asked[:20]} » n’est pas une date : une date comme 2026-03-15 est attendue."
    return f"Le {day:%d/%m/%Y} n’est pas encore passé : choisissez un jour jusqu’à aujourd’hui." if day > today else day


def day_markup(memory: Memory, day: dt.date | str | None) -> str:
    """The form that asks for a day, and the answer."""
    if memory.is_secret:
        return ""
    hidden = "".join(
        tag("input", type="hidden", name_=word, value=cell).removesuffix("</input>")
        for word, cell in write_thing(memory.thing).items()
    )
    given = day.isoformat() if isinstance(day, dt.date) else ""
    field = tag("input", type="date", name_=DAY, value=given, required="").removesuffix("</input>")
    form = tag(
        "form", hidden + tag("label", "Montrer la valeur du " + field) + text("button", "Montrer"), action=HISTORY
    )
    if day is None:
        return form
    if isinstance(day, str):
        return form + text("p", day, role="alert")
    return form + tag("section", _past_markup(find_past(memory, day), memory), class_="then")


def _past_markup(past: Past, memory: Memory) -> str:
    """What was shown on a day, and how sure that is."""
    head = text("h2", f"Au {past.day:%d/%m/%Y}")
    if past.span is None:
        return head + text("p", "Terril n’avait alors aucune valeur de cela, d’après ce qu’il garde.")
    told = tag("p", text("b", write_value(past.span)) + status_badge(past.span.row["status"]), class_="value")
    told += tag("p", source_markup(past.span.row["source"]) + text("span", ", ") + place_markup(past.span))
    return head + told + text("p", _say_how_sure(past, memory)) + beside_markup(past, "Publié aussi, ce jour-là :")


def _say_how_sure(past: Past, memory: Memory) -> str:
    if past.is_certain:
        return "C’est la valeur que Terril montrait à la fin de ce jour."
    if past.span is not None and past.span.began == "corrected":
        return (
            "Ce chiffre en a corrigé un autre, et Terril ne garde pas depuis quand il le montre : ce jour-là, c’était "
            "peut-être encore celui d’avant."
        )
    if memory.since is not None and memory.since.astimezone().date() > past.day:
        return (
            "Terril ne garde pas depuis quand il montre ce chiffre : il l’avait avant le "
            f"{write_moment(memory.since)}, peut-être pas encore ce jour-là."
        )
    return "Terril ne garde pas depuis quand il montre ce chiffre ; aucun changement n’en est connu depuis."


def beside_markup(past: Past, words: str) -> str:
    """What stood beside what was shown, under some words; "" for nothing."""
    others = "".join(tag("li", text("span", f"{write_value(span)} : ") + source_markup(span.row["source"]))
                     for span in past.others)  # fmt: skip
    return text("p", words) + tag("ul", others) if others else ""
