"""The shared scope: which territories, which years, absolute or per inhabitant; kept across pages."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pages.parts import cached

FIRST_YEAR, LAST_YEAR = 2009, 2026
MOST = 12
ABSOLUTE, PER_INHABITANT = "Valeur", "Par habitant"


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

    def name(self, code: str) -> str:
        """The short name of a territory."""
        return str(self.table.at[code, "short"]) if code in self.table.index else code


def _labels(table: pd.DataFrame) -> dict[str, str]:
    """What the selector shows and searches: the name and the code, so that no two are alike."""
    forms = table["legal_form"].where(table["level"] == "epci", "").map(lambda form: f" ({form})" if form else "")
    return {str(c): f"{short}{form} · {c}" for c, short, form in zip(table["code"], table["short"], forms, strict=True)}


def _default(home: str) -> list[str]:
    """The home territory and, where it is a grouping, its members."""
    declared = cached.read_catalog().territories.get(home)
    return [home, *(declared.members if declared else ())]


def _warn_of_unknown(labels: dict[str, str]) -> None:
    """Name what an address asks for and Terril does not know; Streamlit would drop it without a word."""
    known = set(labels.values())
    unknown = [text for text in st.query_params.get_all("territoires") if text and text not in known]
    if unknown:
        names = ", ".join(f"« {text[:60]} »" for text in unknown[:5])
        st.warning(f"L’adresse demande un territoire inconnu : {names}. Choisissez-le dans la liste ci-dessous.")


def show_scope() -> Scope:
    """Draw the controls of the frame and return what they hold."""
    deployment = cached.read_catalog().deployment
    table = cached.read_territories(deployment.departements)
    labels = _labels(table)
    _warn_of_unknown(labels)
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


def add_territory(code: str) -> None:
    """Put a territory into the scope, or take it out where it is there already: what a click on a map does."""
    chosen = list(st.session_state.get("territoires", []))
    st.session_state["territoires"] = [c for c in chosen if c != code] if code in chosen else [*chosen, code][-MOST:]
