"""The shared scope: which territories, which years, absolute or per inhabitant; kept across pages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
import streamlit as st

from pages.parts import cached
from pages.parts.markup import plain

FIRST_YEAR, LAST_YEAR = 2009, 2026
MOST = 12
ARRIVED, REFUSED = "has_arrived", "was_refused"
ABSOLUTE, PER_INHABITANT = "Valeur", "Par habitant"


@cached.keep_by_frame(16)
def _read_column(table: pd.DataFrame, name: str) -> dict[str, str]:
    """What a column of the territories says of each code."""
    return table[name].astype(str).to_dict()


@dataclass(frozen=True)
class Scope:
    """What the reader chose. `territories` are codes in the order chosen, `years` the first and the last shown."""

    territories: tuple[str, ...]
    years: tuple[int, int]
    per_inhabitant: bool
    departements: tuple[str, ...]
    home: str
    vintage: int
    table: pd.DataFrame

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions known to Terril, whose targets hold for the deployment."""
        return tuple(self.table.index[self.table["level"] == "region"])

    @property
    def members(self) -> tuple[str, ...]:
        """The territories chosen and the members of those that are groupings."""
        inside = (m for code in self.territories for m in str(self.table["members"].get(code, "")).split(";") if m)
        return tuple(dict.fromkeys([*self.territories, *inside]))

    def level(self, code: str) -> str:
        """The level of a territory: commune, epci, grouping…"""
        return _read_column(self.table, "level").get(code, "")

    def name(self, code: str) -> str:
        """The short name of a territory."""
        return _read_column(self.table, "short").get(code, code)


def label_territories(table: pd.DataFrame) -> dict[str, str]:
    """What the selector shows and searches: the name and the code, so that no two are alike."""
    forms = table["legal_form"].where(table["level"] == "epci", "").map(lambda form: f" ({form})" if form else "")
    return {str(c): f"{short}{form} · {c}" for c, short, form in zip(table["code"], table["short"], forms, strict=True)}


@lru_cache(maxsize=4)
def _read_labels(departements: tuple[str, ...]) -> dict[str, str]:
    """The labels of the territories of a deployment."""
    return label_territories(cached.read_territories(departements))


def _default(home: str) -> list[str]:
    """The home territory and, where it is a grouping, its members."""
    declared = cached.read_catalog().territories.get(home)
    return [home, *(declared.members if declared else ())]


def read_asked(*keys: str) -> dict[str, list[str]]:
    """What the address of a first visit asks for, before the widgets drop what they do not know."""
    if st.session_state.get(ARRIVED):
        return {}
    return {key: [text for text in st.query_params.get_all(key) if text] for key in keys}


def warn_of_unknown(asked: Collection[str], known: Collection[str], what: str) -> None:
    """Name what an address asks for and does not exist here."""
    unknown = [text for text in asked if text not in known]
    if unknown:
        names = ", ".join(f"« {plain(text[:60])} »" for text in unknown[:5])
        st.warning(f"L’adresse demande {what} qui n’existe pas ici : {names}. Choisissez dans la liste.")


def _accept_codes(labels: dict[str, str]) -> None:
    """Take the territories that an address names by their code alone, or by a label since reworded."""
    asked = st.query_params.get_all("territoires")
    if "territoires" in st.session_state or all(text in labels.values() for text in asked):
        return
    by_label = {label: code for code, label in labels.items()}
    codes = [by_label.get(text, text.rpartition("·")[2].strip()) for text in asked]
    known = [code for code in codes if code in labels]
    if known:
        st.session_state["territoires"] = list(dict.fromkeys(known))[:MOST]


def _warn_of_too_many() -> None:
    if st.session_state.pop(REFUSED, False) or len(read_asked("territoires").get("territoires", [])) > MOST:
        st.warning(f"{MOST} territoires au plus à la fois : retirez-en un pour en ajouter un autre.")


def show_scope() -> Scope:
    """Draw the controls of the frame and return what they hold."""
    deployment = cached.read_catalog().deployment
    table = cached.read_territories(deployment.departements)
    labels = _read_labels(deployment.departements)
    asked = read_asked("territoires").get("territoires", [])
    warn_of_unknown([text.rpartition("·")[2].strip() for text in asked], {*labels, *labels.values()}, "un territoire")
    _accept_codes(labels)
    _warn_of_too_many()
    with st.container(key="scope", horizontal=True, vertical_alignment="bottom", gap="small"):
        territories = st.multiselect(
            "Territoires (nom ou code)",
            list(labels),
            default=[c for c in _default(deployment.home) if c in labels],
            format_func=labels.__getitem__,
            key="territoires",
            bind="query-params",
            max_selections=MOST,
            wrap=True,
            placeholder="Chercher une commune, un EPCI, un code…",
        )
        years = st.select_slider(
            "Années",
            list(range(FIRST_YEAR, LAST_YEAR + 1)),
            value=(FIRST_YEAR, LAST_YEAR),
            key="annees",
            bind="query-params",
            width=230,
        )
        unit = st.segmented_control(
            "Mesure", [ABSOLUTE, PER_INHABITANT], default=ABSOLUTE, required=True, key="mesure", bind="query-params"
        )
    return Scope(
        tuple(territories),
        (int(years[0]), int(years[1])),
        unit == PER_INHABITANT,
        deployment.departements,
        deployment.home,
        deployment.vintage,
        table,
    )


def current_scope() -> Scope:
    """The scope that the frame has drawn for the page now running."""
    return st.session_state["scope"]


def set_territories(codes: list[str]) -> None:
    """Make these the territories of the scope, as a map asks; more than it can hold are refused and said."""
    table = cached.read_territories(cached.read_catalog().deployment.departements)
    known = [code for code in dict.fromkeys(codes) if code in table.index]
    if len(known) > MOST:
        st.session_state[REFUSED] = True
    else:
        st.session_state["territoires"] = known


def predecessors(territories: tuple[str, ...]) -> tuple[str, ...]:
    """The territories that those of a tuple took the place of."""
    declared = cached.read_catalog().territories
    return tuple(code for code, entry in declared.items() if entry.successor in territories and code not in territories)


def list_members(scope: Scope) -> tuple[str, ...]:
    """The territories of a scope, those that they took the place of, their members and their communes."""
    communes = scope.table.index[scope.table["epci"].isin(scope.members)]
    wanted = scope.territories + predecessors(scope.territories)
    return tuple(dict.fromkeys([*wanted, *scope.members, *communes]))
