"""The choice of the peers of a portrait."""

from __future__ import annotations

import streamlit as st

from loaders.reading.group import find_group, list_kinds
from loaders.reading.surroundings import read_territories
from loaders.statistics.peers import Peers
from pages.widgets.addressed import choose_by_id
from pages.words.french import NBSP
from pages.words.markup import plain
from pages.words.peers import OF_A_PORTRAIT


def choose_group(code: str) -> Peers:
    """Draw the selector of the peers of a territory, whose choice is in the address, and return them."""
    row = read_territories().loc[code]
    kinds = list_kinds(str(row["level"]))
    if not kinds or row["successor"]:
        return find_group("tous", code)
    kind = choose_by_id(
        "Comparé à",
        kinds,
        lambda key: OF_A_PORTRAIT[key],  # type: ignore[index]
        parameter="groupe",
        default="tous",
        unknown="L’adresse demande un groupe de pairs qui n’existe pas pour ce niveau",
    )
    chosen = _choose_list(code) if kind == "liste" else ()
    return find_group(kind or "tous", code, chosen=chosen)  # type: ignore[arg-type]


def _choose_list(code: str) -> tuple[str, ...]:
    """Draw the selector of a list of one's own, whose codes are in the address, joined by commas."""
    table = read_territories()
    level = table.at[code, "level"]
    asked = [part.strip() for part in st.query_params.get("liste", "").split(",") if part.strip()]
    known = [part for part in asked if part in table.index and table.at[part, "level"] == level and part != code]
    options = table.index[(table["level"] == level) & (table["code"] != code)]

    def write_address() -> None:
        st.query_params["liste"] = ",".join(st.session_state["pairs-liste"])

    st.session_state["pairs-liste"] = known
    unknown = [part for part in asked if part not in known and part != code]
    if unknown:
        said = ", ".join(f"«{NBSP}{plain(part[:40])}{NBSP}»" for part in unknown[:5])
        st.warning(f"L’adresse compare à un territoire inconnu, ou d’un autre niveau : {said}.")
    st.multiselect(
        "Pairs de la liste",
        options,
        format_func=lambda key: f"{table.at[key, 'short']} · {key}",
        key="pairs-liste",
        on_change=write_address,
        placeholder="Chercher un nom, un code…",
    )
    return tuple(known)
