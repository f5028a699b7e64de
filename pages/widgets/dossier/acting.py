"""What a reader does with the dossiers of the service: open one; save, delete and put back, for who may write."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import streamlit as st

from loaders.audit import asked_from
from loaders.own import dossiers
from loaders.own.database.named import OwnDatabaseError
from loaders.own.dossiers import Draft, Saved
from pages.server.office.own import AWAY, make_own, open_own
from pages.views.dossier import Dossier, DossierError
from pages.views.dossier.shared import ADDRESS, Taken, name_copy, read_record, write_record
from pages.widgets import state
from pages.widgets.dossier import kept
from pages.widgets.dossier.announcing import announce
from pages.widgets.dossier.kept import SHARED
from pages.widgets.dossier.shared import FAULT, SAID, SEEN, read_taken
from pages.widgets.importing import held
from pages.widgets.importing.entering import read_right
from pages.words.french import NARROW
from pages.words.memory import write_moment

WORD = re.compile(r"([a-z0-9]{4,16})(?:\.(\d{1,6}))?")
BROKEN = "Cette adresse n’est pas celle d’un dossier partagé : elle a pu être coupée."
LOST = (
    f"Votre droit d’écrire a pris fin{NARROW}: redonnez le mot de passe. Rien n’est enregistré, le dossier reste ici."
)


def attempt(act: Callable[[], Any]) -> Any:
    """Do what the database may refuse; None, once it is said why, where it does."""
    try:
        with asked_from(held.read_address()):
            return act()
    except (dossiers.DossierError, DossierError) as error:
        st.session_state[FAULT] = str(error)
    except OwnDatabaseError as error:
        st.session_state[FAULT] = str(error) if read_right() is not None else AWAY
    return None


def find_version(key: str, number: int | None = None) -> Saved:
    """A version of a shared dossier. Raises DossierError where there is none, OwnDatabaseError."""
    database = open_own()
    if database is None:
        raise dossiers.DossierError(BROKEN)
    return dossiers.read_dossier(database, key, number)


def read_address() -> None:
    """Open, once, the shared dossier that the address of a visit names; with a number, what is changed since is there
    already and only the version that it began from is known again."""
    word = "".join(state.read_asked(ADDRESS)[-1:])
    if not word or st.session_state.get(SEEN) == word:
        return
    st.session_state[SEEN] = word
    found = WORD.fullmatch(word)
    if found is None:
        st.session_state[FAULT] = BROKEN
        return
    number = int(found[2]) if found[2] else None
    saved = attempt(lambda: find_version(found[1], number))
    if saved is not None:
        _open(saved, is_changed=number is not None)


def _open(saved: Saved, *, is_changed: bool = False) -> None:
    if saved.deleted_by and read_right() is None:
        st.session_state[FAULT] = f"Le dossier «{NARROW}{saved.title}{NARROW}» a été supprimé par le service."
        return
    dossier = attempt(lambda: read_record(saved.record))
    if dossier is None:
        return
    if not is_changed:
        kept.take(dossier, f"ouverture de « {saved.title[:60]} »")
    st.session_state[SHARED] = Taken(saved.key, saved.number, dossier)


def take_up(key: str, number: int | None = None) -> None:
    """Open a shared dossier in the place of the reader's."""
    saved = attempt(lambda: find_version(key, number))
    if saved is None:
        return
    _open(saved)
    taken = read_taken()
    if taken is not None and number is not None and number != saved.newest:
        # An earlier version is a change of the newest, which is what saving it will follow.
        newest = attempt(lambda: find_version(key))
        before = attempt(lambda: read_record(newest.record)) if newest is not None else None
        st.session_state[SHARED] = Taken(key, newest.number, before) if before is not None else None


def save_new() -> None:
    """Share the reader's dossier under an address of its own."""
    right, dossier = read_right(), kept.read_kept().dossier
    if right is None:
        st.session_state[FAULT] = LOST
        return
    saved = attempt(lambda: dossiers.create(make_own(), _draft(dossier), author=right.name))
    if saved is not None:
        _follow(saved, dossier, f"Partagé{NARROW}: «{NARROW}{saved.title}{NARROW}», version {saved.number}.")


def save() -> None:
    """Save what the reader has changed of a shared dossier; where somebody else has saved meanwhile, beside theirs."""
    right, taken, dossier = read_right(), read_taken(), kept.read_kept().dossier
    if right is None or taken is None:
        st.session_state[FAULT] = LOST
        return
    copy = name_copy(dossier, right.name)
    outcome = attempt(
        lambda: dossiers.save(
            make_own(), taken.key, _draft(dossier), base=taken.number, author=right.name, aside=_draft(copy)
        )
    )
    if outcome is None:
        return
    if outcome.met is None:
        saved = outcome.saved
        _follow(saved, dossier, f"Enregistré{NARROW}: «{NARROW}{saved.title}{NARROW}», version {saved.number}.")
        return
    kept.change(copy, "copie à côté de la version d’un autre")
    _follow(outcome.saved, copy, _tell_both(outcome.met, outcome.saved, taken.number))


def _tell_both(theirs: Saved, mine: Saved, base: int) -> str:
    """What happened to both of two versions made from one."""
    met = (
        f"{theirs.deleted_by} a supprimé ce dossier entre-temps"
        if theirs.deleted_by
        else f"{theirs.author} a enregistré la version {theirs.number} le {write_moment(theirs.at)}, alors que vous "
        f"aviez pris la version {base}"
    )
    kept_there = "elle se remet plus bas" if theirs.deleted_by else "elle reste à son adresse"
    return (
        f"{met}. Rien n’est perdu{NARROW}: {kept_there}, et la vôtre est enregistrée à côté, «{NARROW}{mine.title}"
        f"{NARROW}». Ouvrez les deux pour les réunir."
    )


def _draft(dossier: Dossier) -> Draft:
    return Draft(dossier.title, write_record(dossier))


def _follow(saved: Saved, dossier: Dossier, said: str) -> None:
    st.session_state[SHARED] = Taken(saved.key, saved.number, dossier)
    st.session_state[SAID] = said
    announce(said)


def delete(key: str, number: int) -> None:
    """Delete a shared dossier; the reader's own stays open."""
    right = read_right()
    if right is None:
        st.session_state[FAULT] = LOST
        return
    gone = attempt(lambda: dossiers.delete(make_own(), key, base=number, author=right.name))
    if gone is not None:
        said = f"«{NARROW}{gone.title}{NARROW}» est supprimé. Il se remet plus bas, avec toutes ses versions."
        st.session_state[SAID] = said
        announce(said)


def bring_back(key: str) -> None:
    """Undo a deletion."""
    right = read_right()
    if right is None:
        st.session_state[FAULT] = LOST
        return
    back = attempt(lambda: dossiers.bring_back(make_own(), key, author=right.name))
    if back is not None:
        said = f"«{NARROW}{back.title}{NARROW}» est remis, à la même adresse."
        st.session_state[SAID] = said
        announce(said)
