"""What a reader does with the dossiers of the service: open one; save it, for who may write."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import streamlit as st

from loaders.own.shelf import DOSSIERS, Draft, Outcome, Saved, ShelfError
from pages.server.office.own import make_own, open_own
from pages.server.rights import Right
from pages.views.dossier import Dossier
from pages.views.dossier.shared import ADDRESS, Taken, name_copy, read_record, write_record
from pages.widgets import state
from pages.widgets.dossier import kept
from pages.widgets.dossier.kept import SHARED
from pages.widgets.dossier.shared import FAULT, SAID, SEEN, read_taken
from pages.widgets.importing.entering import read_right
from pages.widgets.service.shelf import Listed, tell_both
from pages.words.french import NARROW
from pages.words.paths import DOSSIER

WORD = re.compile(r"([a-z0-9]{4,16})(?:\.(\d{1,6}))?")
BROKEN = "Cette adresse n’est pas celle d’un dossier partagé : elle a pu être coupée."
LOST = (
    f"Votre droit d’écrire a pris fin{NARROW}: redonnez le mot de passe. Rien n’est enregistré, le dossier reste ici."
)


def find_version(key: str, number: int | None = None) -> Saved:
    """A version of a shared dossier. Raises DossierError where there is none, OwnDatabaseError."""
    database = open_own()
    if database is None:
        raise ShelfError(BROKEN)
    return DOSSIERS.read(database, key, number)


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
    saved = LISTED.attempt(lambda: find_version(found[1], number))
    if saved is not None:
        _open(saved, is_changed=number is not None)


def _open(saved: Saved, *, is_changed: bool = False) -> None:
    if saved.deleted_by and read_right() is None:
        st.session_state[FAULT] = f"Le dossier «{NARROW}{saved.title}{NARROW}» a été supprimé par le service."
        return
    dossier = LISTED.attempt(lambda: read_record(saved.record))
    if dossier is None:
        return
    if not is_changed:
        kept.take(dossier, f"ouverture de « {saved.title[:60]} »")
    st.session_state[SHARED] = Taken(saved.key, saved.number, dossier)


def take_up(key: str, number: int | None = None) -> None:
    """Open a shared dossier in the place of the reader's."""
    saved = LISTED.attempt(lambda: find_version(key, number))
    if saved is None:
        return
    _open(saved)
    taken = read_taken()
    if taken is not None and number is not None and number != saved.newest:
        # An earlier version is a change of the newest, which is what saving it will follow.
        newest = LISTED.attempt(lambda: find_version(key))
        before = LISTED.attempt(lambda: read_record(newest.record)) if newest is not None else None
        st.session_state[SHARED] = Taken(key, newest.number, before) if before is not None else None


def save_new() -> None:
    """Share the reader's dossier under an address of its own."""
    dossier = kept.read_kept().dossier
    saved = LISTED.write(lambda right: DOSSIERS.create(make_own(), _draft(dossier), author=right.name))
    if saved is not None:
        _follow(saved, dossier, f"Partagé{NARROW}: «{NARROW}{saved.title}{NARROW}», version {saved.number}.")


def save() -> None:
    """Save what the reader has changed of a shared dossier; where somebody else has saved meanwhile, beside theirs."""
    taken, dossier = read_taken(), kept.read_kept().dossier
    if taken is None:
        st.session_state[FAULT] = LOST
        return

    def act(right: Right) -> tuple[Outcome, Dossier]:
        copy = name_copy(dossier, right.name)
        draft, aside = _draft(dossier), _draft(copy)
        made = DOSSIERS.save(make_own(), taken.key, draft, base=taken.number, author=right.name, aside=aside)
        return made, copy

    done = LISTED.write(act)
    if done is None:
        return
    outcome, copy = done
    saved = outcome.saved
    if outcome.met is None:
        _follow(saved, dossier, f"Enregistré{NARROW}: «{NARROW}{saved.title}{NARROW}», version {saved.number}.")
        return
    kept.change(copy, "copie à côté de la version d’un autre")
    _follow(saved, copy, tell_both(outcome.met, saved, taken.number, "dossier"))


def _draft(dossier: Dossier) -> Draft:
    return Draft(dossier.title, write_record(dossier))


def _follow(saved: Saved, dossier: Dossier, said: str) -> None:
    st.session_state[SHARED] = Taken(saved.key, saved.number, dossier)
    LISTED.tell(said)


LISTED = Listed(
    shelf=DOSSIERS,
    singular="dossier partagé",
    plural="dossiers partagés",
    fault=FAULT,
    said=SAID,
    lost=LOST,
    write_address=lambda saved: f"{DOSSIER}?{urlencode({ADDRESS: saved.key})}",
    describe=lambda saved: "",
    take=take_up,
)
