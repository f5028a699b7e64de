"""Saying something of a figure, and proposing another value for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders.own.database.named import OwnDatabaseError
from loaders.own.memory import read_secrets
from loaders.own.proposals import (
    MOST_SOURCE,
    MOST_VALUE,
    Proposal,
    propose,
    propose_comment,
    propose_objective,
)
from loaders.own.records import PublicationError
from loaders.own.said import MOST_WORDS, check_words
from loaders.pipeline.beside import list_terms
from pages.server.office.own import make_own
from pages.widgets.dossier.announcing import announce
from pages.widgets.importing import changing, entering
from pages.widgets.remarks.subject import Subject
from pages.words.french import NARROW
from pages.words.markup import plain

WORDS, VALUE, SOURCE, WHY = "remark-words", "proposal-value", "proposal-source", "proposal-why"
COMMENT, AIM, DUE, AIM_SOURCE = "comment-words", "aim-value", "aim-due", "aim-source"
FAULT, SAID = "remarks_fault", "remarks_said"
OF_TIED = "Ce chiffre se calcule d’un indicateur lié à des chiffres confidentiels : aucune remarque n’y va."
LOST = f"Votre droit d’écrire a pris fin{NARROW}: redonnez le mot de passe. Rien n’est écrit."


def attempt(act: Callable[[], Any]) -> Any:
    """Do what may be refused; None, once it is said why, where it is."""
    try:
        return act()
    except (PublicationError, OwnDatabaseError) as error:
        st.session_state[FAULT] = str(error)
        announce(str(error))
    return None


def show_said() -> None:
    """What came of the last act."""
    if fault := st.session_state.pop(FAULT, ""):
        st.error(plain(fault))
    if said := st.session_state.pop(SAID, ""):
        st.success(plain(said))


def show_forms(subject: Subject) -> None:
    """The forms, two by two."""
    left, right = st.columns(2, gap="medium")
    with left.form("remark", border=True):
        st.text_area(
            f"Une remarque (en {MOST_WORDS} caractères)", key=WORDS, max_chars=MOST_WORDS, height=120,
            help="Elle se lit avec le chiffre, partout où il va, sous votre nom et la date du jour.",
        )  # fmt: skip
        st.form_submit_button("Publier la remarque", type="primary", on_click=_remark, args=(subject,))
    if subject.instead:
        right.html(subject.instead)
    else:
        _show_proposing(right, subject)
    if not subject.thing.is_grant:
        _show_more(subject)


def _show_proposing(place: DeltaGenerator, subject: Subject) -> None:
    with place.form("proposal", border=True):
        st.text_input(f"Une autre valeur que {plain(subject.value)}", key=VALUE, max_chars=MOST_VALUE)
        st.text_input("D’où elle vient (document, page, qui l’a dite)", key=SOURCE, max_chars=MOST_SOURCE)
        st.text_input("Pourquoi (facultatif)", key=WHY, max_chars=MOST_WORDS)
        st.form_submit_button("Proposer cette valeur", on_click=_propose, args=(subject,))


def _show_more(subject: Subject) -> None:
    """A comment of the year and, of what is published, an objective."""
    left, right = st.columns(2, gap="medium")
    with left.form("comment", border=True):
        st.text_area(
            f"Un commentaire de l’année {plain(subject.thing.year)}", key=COMMENT, max_chars=MOST_WORDS, height=120,
            help="Accepté, il se lit avec le chiffre comme une remarque, sous votre nom.",
        )  # fmt: skip
        st.form_submit_button("Proposer ce commentaire", on_click=_propose_comment, args=(subject,))
    if subject.instead or subject.thing.is_beside:
        return
    with right.form("objective", border=True):
        st.text_input("Un objectif", key=AIM, max_chars=MOST_VALUE)
        st.text_input("Échéance (une année)", key=DUE, max_chars=4)
        st.text_input("Qui l’a décidé (document, page, délibération)", key=AIM_SOURCE, max_chars=MOST_SOURCE)
        st.form_submit_button("Proposer cet objectif", on_click=_propose_objective, args=(subject,))


def _remark(subject: Subject) -> None:
    right = entering.read_right()
    if right is None:
        st.session_state[FAULT] = LOST
        return
    words = attempt(lambda: _check(subject, str(st.session_state[WORDS]), right.name))
    if words is not None and changing.begin("Remarque", changing.SAYING, thing=subject.thing, words=words):
        st.session_state[WORDS] = ""


def _check(subject: Subject, given: str, author: str) -> str:
    """Words that may be shown beside a figure, under a name. Raises PublicationError."""
    words = check_words(given, "votre remarque")
    thing, secrets = subject.thing, read_secrets()
    fault = secrets.find_fault(thing.indicator, thing.territory, f"{author} {words}")
    if thing.is_computed and not list_terms(thing.indicator, thing.measure).isdisjoint(secrets.tied):
        fault = OF_TIED
    if fault:
        raise PublicationError(f"{fault} Rien n’est écrit.")
    return words


def _propose(subject: Subject) -> None:
    status = subject.status if subject.thing.is_beside else "normal"

    def act(author: str, value: str, source: str, words: str) -> Proposal:
        return propose(make_own(), subject.thing, value, source=source, words=words, author=author, status=status)

    _write((VALUE, SOURCE, WHY), act)


def _propose_comment(subject: Subject) -> None:
    def act(author: str, words: str) -> Proposal:
        return propose_comment(make_own(), subject.thing, _check(subject, words, author), author=author)

    _write((COMMENT,), act)


def _propose_objective(subject: Subject) -> None:
    def act(author: str, value: str, due: str, source: str) -> Proposal:
        return propose_objective(make_own(), subject.thing, value, due, source=source, words="", author=author)

    _write((AIM, DUE, AIM_SOURCE), act)


def _write(keys: Sequence[str], act: Callable[..., Proposal]) -> None:
    """Propose what some fields hold, in their order after the name of who does, and empty them."""
    right = entering.read_right()
    if right is None:
        st.session_state[FAULT] = LOST
        return
    given = [str(st.session_state[key]) for key in keys]
    made = attempt(lambda: act(right.name, *given))
    if made is not None:
        st.session_state[SAID] = f"Proposition {made.number} enregistrée : elle attend une décision, plus bas."
        announce(st.session_state[SAID])
        for key in keys:
            st.session_state[key] = ""
