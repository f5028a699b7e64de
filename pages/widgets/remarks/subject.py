"""The figure that a remark or a proposal is of: the one whose panel led here."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from loaders import store
from loaders.catalog import load_catalog
from loaders.own.memory import find_remarked
from loaders.own.memory.granted import load_line
from loaders.own.memory.spans import Thing
from loaders.own.proposals import OF_ALIKE
from loaders.pipeline.grants import is_line
from loaders.reading.composed.code import MOST_LETTERS
from loaders.reading.composed.resolving import find_row
from loaders.reading.provenance import Provenance, UnknownFigureError, trace
from loaders.reading.relative import BY_SUFFIX, WORDINGS
from pages.server.panel.then import find_unit
from pages.widgets import state
from pages.words.addresses import FIGURE, remarks_address
from pages.words.french import STATUS_LABELS, format_value
from pages.words.markup import figure_link, status_badge, tag, text

UNKNOWN = "Ce chiffre n’est plus là, ou ne l’a jamais été : vérifiez l’adresse, ou repartez du panneau d’un chiffre."
OF_COMPUTED = "Ce chiffre est calculé : une autre valeur ne s’y propose pas, mais pour un des termes du calcul."
# The longest id, see pages.server.panel; as many terms as are listed.
MOST_ID, MOST_TERMS = MOST_LETTERS + 200, 60
NONE = "Ouvrez un chiffre, n’importe où dans Terril : son panneau mène ici."


@dataclass(frozen=True)
class Subject:
    """A figure by its id, the thing that it is of, its status and its value in words.

    `instead` is the markup of what is said where no other value may be proposed for it.
    """

    figure: str
    thing: Thing
    status: str
    value: str
    instead: str = ""


def read_subject() -> Subject | None:
    """The figure that the address names; None for none, once it is said why."""
    figure = "".join((state.read(FIGURE) or ())[-1:])
    state.show(FIGURE, (figure,) if figure else ())
    if not figure:
        st.caption(NONE)
        return None
    try:
        return _find(figure[:MOST_ID])
    except UnknownFigureError:
        st.warning(UNKNOWN)
    return None


def _find(figure: str) -> Subject:
    """The subject of an id. Raises UnknownFigureError."""
    thing = find_remarked(figure)
    if thing.is_grant:
        grant = store.load_grant(figure).iloc[0]
        instead = "" if is_line(thing.place) else text("p", OF_ALIKE)
        return Subject(figure, thing, str(grant["status"]), format_value(float(grant["montant"]), "€"), instead)
    found = trace(figure)
    status, value = str(found.row["status"]), found.row["value"]
    told = STATUS_LABELS[status] if pd.isna(value) else format_value(float(value), found.unit, found.decimals)
    instead = text("p", OF_COMPUTED) + _list_terms(found) if found.formula else ""
    return Subject(figure, thing, status, told, instead)


def _list_terms(found: Provenance) -> str:
    """The terms of a computed figure, each with the way to where another value may be proposed for it."""
    named = [
        (name_thing(find_remarked(str(row["id"]))), str(row["id"]))
        for row in found.terms.head(MOST_TERMS).to_dict("records")
        if not pd.isna(row["value"])
    ]
    items = [tag("li", text("a", name, href=remarks_address(figure), target="_self")) for name, figure in named]
    return text("p", f"Calcul : {found.formula}.") + (tag("ul", "".join(items), class_="t-ways") if items else "")


def write_value(thing: Thing, value: float | None, status: str = "normal") -> str:
    """A value of a thing with its unit, or its status in words."""
    unit, decimals = find_unit(thing.indicator)
    if value is None or value != value:
        return STATUS_LABELS[status]
    return format_value(float(value), unit, decimals)


def name_thing(thing: Thing) -> str:
    """« Déchets collectés, CA de Lens-Liévin, 2021 »."""
    catalog = load_catalog()
    if thing.is_grant:
        grants = load_line(thing.place)
        names = [*grants["nomAttribuant"].head(1), *grants["nomBeneficiaire"].head(1)]
        return f"Subvention {' → '.join(names) or 'qui n’est plus là'}, {thing.when}"
    row = find_row(thing.territory)
    who = thing.territory if row is None else str(row["name"])
    label = catalog.indicators[thing.indicator].label if thing.indicator in catalog.indicators else thing.indicator
    measure = WORDINGS[BY_SUFFIX[thing.measure]].words if thing.is_computed else ""
    scope = catalog.scope_label(thing.scope) if thing.scope else ""
    return ", ".join(filter(None, (label, measure, scope, who, thing.place, thing.when)))


def show_subject(subject: Subject) -> None:
    """The figure, with the way to its panel."""
    value = figure_link(subject.value, subject.figure) + status_badge(subject.status)
    head = text("h2", name_thing(subject.thing)) + tag("p", tag("b", value))
    st.html(tag("div", head, class_="t-notes"))
