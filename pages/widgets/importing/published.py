"""What has been published: who, when, from which file, how many values; taken back, and put back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from loaders.own.records import PUBLISHED, WITHDRAWN, Publication, write_day
from pages.widgets.importing import changing
from pages.words.french import format_count
from pages.words.markup import source_link, tag, text

ASKED = "asked_withdrawal"
# Earlier ones are folded.
RECENT = 10


def show_published(publications: Sequence[Publication]) -> None:
    """The publications, the newest first."""
    st.header(f"Publications ({len(publications)})", anchor=False)
    if not publications:
        st.caption("Rien n’a encore été publié depuis cette page.")
    for one in publications[:RECENT]:
        _show_one(one)
    if earlier := publications[RECENT:]:
        with st.expander(format_count(len(earlier), "plus ancienne", "plus anciennes"), key="earlier"):
            for one in earlier:
                _show_one(one)


def _show_one(one: Publication) -> None:
    """A publication, and what can be done with it."""
    with st.container(border=True, key=f"publication-{one.key}"):
        words, acts = st.columns([5, 1], gap="small", vertical_alignment="center")
        is_seen = one.state == PUBLISHED
        title = tag("b", source_link(one.title, one.key) if is_seen else text("span", one.title))
        at = one.at.astimezone()
        said = (
            f"fourni par {one.author}, le {write_day(one.at)} à {at:%H:%M}, fichier {one.file_name}, "
            f"{format_count(one.rows, *one.nouns)}"
        )
        state = "" if is_seen else " " + text("span", one.told_state, class_="badge")
        words.html(tag("div", tag("p", title + state) + text("p", said), class_="t-notes t-publication"))
        with acts.container(horizontal_alignment="right"):
            if st.session_state.get(ASKED) == one.key:
                st.caption(f"Ses {one.nouns[1]} quittent toutes les pages.")
                st.button("Oui, retirer", key=f"sure-{one.key}", type="primary", on_click=_withdraw, args=(one.key,))
                st.button("Garder", key=f"keep-{one.key}", on_click=_ask, args=("",))
            elif is_seen:
                st.button("Retirer", key=f"withdraw-{one.key}", on_click=_ask, args=(one.key,))
            elif one.state == WITHDRAWN:
                st.button("Remettre", key=f"reinstate-{one.key}", on_click=_reinstate, args=(one.key,))


def _ask(key: str) -> None:
    st.session_state[ASKED] = key


def _withdraw(key: str) -> None:
    _ask("")
    changing.begin("Retrait", "withdraw", key=key)


def _reinstate(key: str) -> None:
    changing.begin("Remise", "reinstate", key=key)
