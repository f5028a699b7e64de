"""The choice of the peers of a portrait."""

from __future__ import annotations

import streamlit as st

from loaders.reading.composed.resolving import find_row
from loaders.reading.group import find_group, list_kinds
from loaders.reading.surroundings import read_territories
from loaders.statistics.peers import Peers
from pages.widgets.choosing import choose, choose_many, find_known
from pages.words.peers import OF_A_PORTRAIT


def choose_group(code: str) -> Peers:
    """Draw the selector of the peers of a territory, whose choice is in the address, and return them."""
    row = find_row(code)
    kinds = list_kinds(str(row["level"])) if row is not None else ()
    if row is None or not kinds or row["successor"]:
        return find_group("tous", code)
    labels = {kind: OF_A_PORTRAIT[kind] for kind in kinds}
    kind = choose(st.selectbox, "Comparé à", "groupe", labels, default="tous", what="un groupe de pairs")
    chosen = _choose_list(code) if kind == "liste" else ()
    return find_group(kind, code, chosen=chosen)


def _choose_list(code: str) -> tuple[str, ...]:
    """Draw the selector of a list of one's own."""
    table = read_territories()
    same = table[(table["level"] == table.at[code, "level"]) & (table["code"] != code)]
    labels = {str(key): f"{short} · {key}" for key, short in same["short"].items()}
    known = find_known("liste", labels, "un pair") or []
    choose_many("Pairs de la liste", "liste", labels, chosen=known, default=(), placeholder="Chercher un nom, un code…")
    return tuple(known)
