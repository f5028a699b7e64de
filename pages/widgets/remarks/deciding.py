"""What waits for a decision, what was decided, and every remark: accepted, refused, taken back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from loaders.own.proposals import COMMENT, MOST_ANSWER, OPEN, Proposal, list_proposals, refuse
from loaders.own.remarks import Remark, list_remarks
from loaders.statuses import BESIDE as BESIDE_RESULTS
from pages.server.office.own import make_own, open_own
from pages.widgets.dossier.announcing import announce
from pages.widgets.importing import changing, entering
from pages.widgets.remarks.saying import FAULT, LOST, SAID, attempt
from pages.widgets.remarks.subject import name_thing, write_value
from pages.words.french import NARROW, STATUS_LABELS
from pages.words.markup import source_link, tag, text
from pages.words.memory import write_moment

# Earlier ones are folded.
RECENT = 20
COMMENTARY = "commentaire de l’année"
BESIDE = (
    "Acceptés, une valeur et un objectif sont publiés comme ceux d’un import, un commentaire devient une remarque. Où "
    "un éditeur a une valeur, la sienne reste devant : l’autre se lit à côté, dans le panneau du chiffre."
)


def show_proposals() -> None:
    """Those that wait, then those that were decided, folded."""
    database = attempt(open_own)
    found: list[Proposal] = (attempt(lambda: list_proposals(database)) if database is not None else None) or []
    waiting = [one for one in found if one.state == OPEN]
    st.header(f"Propositions à décider ({len(waiting)})", anchor=False)
    st.caption(BESIDE)
    for one in waiting:
        _show_waiting(one)
    decided = [one for one in found if one.state != OPEN]
    if decided:
        with st.expander(f"Décidées ({len(decided)})", key="decided"):
            for one in decided[:RECENT]:
                st.html(_tell(one))


def _tell(one: Proposal) -> str:
    """A proposal in words, markup."""
    what = COMMENTARY if one.status == COMMENT else write_value(one.thing, float(one.value), one.status)
    if one.status in BESIDE_RESULTS:
        what = f"{STATUS_LABELS[one.status]}, {what}"
    why = text("p", one.words) if one.words else ""
    source = f"Source : {one.source}. " if one.source else ""
    said = f"{source}Proposé par {one.author} le {write_moment(one.at)}."
    decided = ""
    if one.decided is not None:
        answer = f", en disant : « {one.answer} »" if one.answer else ""
        decided = text(
            "p", f"{one.told_state.capitalize()} par {one.decided_by} le {write_moment(one.decided)}{answer}."
        )
    way = tag("p", source_link("Ce qui en a été publié", one.publication)) if one.publication else ""
    head = tag("p", text("b", f"{name_thing(one.thing)} : {what}"))
    return tag("div", head + why + text("p", said) + decided + way, class_="t-notes t-publication")


def _show_waiting(one: Proposal) -> None:
    key = f"answer-{one.number}"
    with st.container(border=True, key=f"proposal-{one.number}"):
        st.html(_tell(one))
        words, acts = st.columns([3, 2], gap="small", vertical_alignment="bottom")
        words.text_input("Un mot de réponse (obligatoire pour refuser)", key=key, max_chars=MOST_ANSWER)
        with acts.container(horizontal=True, gap="small"):
            st.button("Accepter", key=f"accept-{one.number}", type="primary", on_click=_accept, args=(one.number, key))
            st.button("Refuser", key=f"refuse-{one.number}", on_click=_refuse, args=(one.number, key))


def _accept(number: int, key: str) -> None:
    if entering.read_right() is None:
        st.session_state[FAULT] = LOST
        return
    changing.begin(f"Proposition {number}", "accept", number=number, answer=str(st.session_state.get(key, "")))


def _refuse(number: int, key: str) -> None:
    right = entering.read_right()
    if right is None:
        st.session_state[FAULT] = LOST
        return
    answer = str(st.session_state.get(key, ""))
    done = attempt(lambda: refuse(make_own(), number, author=right.name, answer=answer))
    if done is not None:
        st.session_state[SAID] = f"Proposition {number}{NARROW}: refusée."
        announce(st.session_state[SAID])


def show_remarks() -> None:
    """The remarks that stand, the newest first."""
    database = attempt(open_own)
    found: list[Remark] = (attempt(lambda: list_remarks(database)) if database is not None else None) or []
    standing = [one for one in found if not one.withdrawn_by]
    st.header(f"Remarques ({len(standing)})", anchor=False)
    _show_some(standing[:RECENT])
    if earlier := standing[RECENT:]:
        with st.expander(f"Plus anciennes ({len(earlier)})", key="remarks-earlier"):
            _show_some(earlier)


def _show_some(found: Sequence[Remark]) -> None:
    for one in found:
        with st.container(border=True, key=f"remark-{one.number}"):
            words, acts = st.columns([5, 1], gap="small", vertical_alignment="center")
            head = tag("p", text("b", name_thing(one.thing)))
            said = text("p", f"{one.author}, le {write_moment(one.at)}")
            words.html(tag("div", head + text("p", one.words) + said, class_="t-notes t-publication"))
            acts.button("Retirer", key=f"unremark-{one.number}", on_click=_withdraw, args=(one.number,))


def _withdraw(number: int) -> None:
    if entering.read_right() is None:
        st.session_state[FAULT] = LOST
        return
    changing.begin("Retrait de la remarque", "unremark", number=number)
