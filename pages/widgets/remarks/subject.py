"""The figure that a remark or a proposal is of: the one whose panel led here."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from loaders import store
from loaders.catalog import load_catalog
from loaders.own.memory import find_thing
from loaders.own.memory.spans import Thing
from loaders.reading.provenance import UnknownFigureError
from pages.widgets import state
from pages.words.addresses import FIGURE
from pages.words.french import STATUS_LABELS, format_value
from pages.words.markup import figure_link, status_badge, tag, text

UNKNOWN = (
    "Ce chiffre n’est pas de ceux qui se remarquent : il est calculé, ou n’est plus là. Ouvrez le panneau d’un chiffre "
    "publié, ou d’un des termes du calcul."
)
NONE = "Ouvrez un chiffre, n’importe où dans Terril : son panneau mène ici."


@dataclass(frozen=True)
class Subject:
    """A figure by its id, the thing that it is of, its status and its value in words."""

    figure: str
    thing: Thing
    status: str
    value: str


def read_subject() -> Subject | None:
    """The figure that the address names; None for none, once it is said why."""
    figure = "".join((state.read(FIGURE) or ())[-1:])
    state.show(FIGURE, (figure,) if figure else ())
    if not figure:
        st.caption(NONE)
        return None
    try:
        thing = find_thing(figure[:200])
    except UnknownFigureError:
        st.warning(UNKNOWN)
        return None
    row = store.load_figure(figure).iloc[0]
    return Subject(figure, thing, str(row["status"]), write_value(thing, row["value"], str(row["status"])))


def write_value(thing: Thing, value: float | None, status: str = "normal") -> str:
    """A value of a thing with its unit, or its status in words."""
    entry, unit = load_catalog().indicators[thing.indicator], load_catalog().unit_of(thing.indicator)
    if value is None or value != value:
        return STATUS_LABELS[status]
    return format_value(float(value), unit.symbol, entry.decimals)


def name_thing(thing: Thing) -> str:
    """« Déchets collectés, CA de Lens-Liévin, 2021 »."""
    catalog = load_catalog()
    found = store.load_territories(codes=[thing.territory])
    who = str(found["name"].iloc[0]) if len(found) else thing.territory
    label = catalog.indicators[thing.indicator].label if thing.indicator in catalog.indicators else thing.indicator
    scope = catalog.scope_label(thing.scope) if thing.scope else ""
    return ", ".join(filter(None, (label, scope, who, thing.place, thing.period or thing.year)))


def show_subject(subject: Subject) -> None:
    """The figure, with the way to its panel."""
    value = figure_link(subject.value, subject.figure) + status_badge(subject.status)
    head = text("h2", name_thing(subject.thing)) + tag("p", tag("b", value))
    st.html(tag("div", head, class_="t-notes"))
