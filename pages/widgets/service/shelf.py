"""What is shared, listed: each with its address, who changed it last, its versions; deleted and put back by who may."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from loaders.audit import asked_from
from loaders.own.database.named import OwnDatabaseError
from loaders.own.shelf import Saved, Shelf, ShelfError
from pages.server.office.own import AWAY, make_own, open_own
from pages.server.rights import Right
from pages.views.dossier import DossierError
from pages.widgets.dossier.announcing import announce
from pages.widgets.importing import held
from pages.widgets.importing.entering import read_right
from pages.words.french import NARROW, format_count
from pages.words.markup import plain, tag, text
from pages.words.memory import write_moment

ASKED, OPENED = "shelf_asked", "shelf_opened"


@dataclass(frozen=True)
class Listed:
    """How a page lists a shelf: its words, the keys of its session, the address of one, and what takes one up.

    `take` is called with a key and the number of a version, None for the newest.
    """

    shelf: Shelf
    singular: str
    plural: str
    fault: str
    said: str
    lost: str
    write_address: Callable[[Saved], str]
    describe: Callable[[Saved], str]
    take: Callable[[str, int | None], None]
    word: str = "Reprendre"

    def attempt(self, act: Callable[[], Any]) -> Any:
        """Do what the database may refuse; None, once it is said why, where it does."""
        try:
            with asked_from(held.read_address()):
                return act()
        except (ShelfError, DossierError) as error:
            st.session_state[self.fault] = str(error)
        except OwnDatabaseError as error:
            st.session_state[self.fault] = str(error) if read_right() is not None else AWAY
        return None

    def write(self, act: Callable[[Right], Any]) -> Any:
        """Do what needs the right to write; None, once it is said why, where it has ended or the database refuses."""
        right = read_right()
        if right is None:
            st.session_state[self.fault] = self.lost
            return None
        return self.attempt(lambda: act(right))

    def tell(self, said: str) -> None:
        """Say what was done, where the page says it and aloud."""
        st.session_state[self.said] = said
        announce(said)

    def show_said(self) -> None:
        """What was wrong with the last act, and what was done."""
        if fault := st.session_state.pop(self.fault, ""):
            st.error(plain(fault))
        if said := st.session_state.pop(self.said, ""):
            st.success(plain(said))

    def list_newest(self) -> list[Saved]:
        """The newest version of each; none where there is no database, or it does not answer."""
        database = self.attempt(open_own)
        return (self.attempt(lambda: self.shelf.list_newest(database)) or []) if database is not None else []

    def _delete(self, one: Saved) -> None:
        _turn(ASKED, one.key)
        gone = self.write(lambda right: self.shelf.delete(make_own(), one.key, base=one.number, author=right.name))
        if gone is not None:
            self.tell(f"«{NARROW}{gone.title}{NARROW}» est supprimé. Il se remet plus bas, avec toutes ses versions.")

    def _bring_back(self, key: str) -> None:
        back = self.write(lambda right: self.shelf.bring_back(make_own(), key, author=right.name))
        if back is not None:
            self.tell(f"«{NARROW}{back.title}{NARROW}» est remis, à la même adresse.")


def tell_both(theirs: Saved, mine: Saved, base: int, what: str) -> str:
    """What happened to both of two versions made from one."""
    met = (
        f"{theirs.deleted_by} a supprimé ce {what} entre-temps"
        if theirs.deleted_by
        else f"{theirs.author} a enregistré la version {theirs.number} le {write_moment(theirs.at)}, alors que vous "
        f"aviez pris la version {base}"
    )
    kept_there = "elle se remet plus bas" if theirs.deleted_by else "elle reste à son adresse"
    return (
        f"{met}. Rien n’est perdu{NARROW}: {kept_there}, et la vôtre est enregistrée à côté, «{NARROW}{mine.title}"
        f"{NARROW}». Ouvrez les deux pour les réunir."
    )


def show_list(listed: Listed, found: Sequence[Saved], *, may_write: bool) -> None:
    """All of them, the last saved first; for who may write those deleted too, and what may be done with each."""
    there, gone = ([one for one in found if bool(one.deleted_by) == is_gone] for is_gone in (False, True))
    st.caption(
        f"{format_count(len(there), listed.singular, listed.plural)}, le dernier enregistré d’abord."
        if there
        else f"Aucun {listed.singular} pour l’instant."
    )
    for one in there:
        _show_one(listed, one, may_write=may_write)
    if gone and may_write:
        st.caption("Supprimés, gardés avec toutes leurs versions :")
        for one in gone:
            with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"gone-{one.key}"):
                st.caption(plain(f"«{NARROW}{one.title}{NARROW}», supprimé par {one.deleted_by}"))
                st.button("Remettre", key=f"back-{one.key}", on_click=listed._bring_back, args=(one.key,))


def _show_one(listed: Listed, one: Saved, *, may_write: bool) -> None:
    """One of them: its address, who changed it last, what may be done with it."""
    with st.container(border=True, key=f"shared-{one.key}"):
        words, acts = st.columns([3, 2], gap="small", vertical_alignment="center")
        address = listed.write_address(one)
        said = f"version {one.number}, enregistrée par {one.author} le {write_moment(one.at)}"
        link = tag("b", text("a", one.title, href=address, target="_self"))
        lines = [text("p", line) for line in (listed.describe(one), said, address) if line]
        words.html(tag("div", tag("p", link) + "".join(lines), class_="t-notes t-publication"))
        with acts.container(horizontal=True, gap="small", horizontal_alignment="right"):
            st.button(listed.word, key=f"take-{one.key}", on_click=listed.take, args=(one.key, None))
            if may_write:
                _offer_acts(listed, one)
        if may_write and st.session_state.get(OPENED) == one.key:
            _show_versions(listed, one)


def _offer_acts(listed: Listed, one: Saved) -> None:
    st.button("Versions", key=f"versions-{one.key}", on_click=_turn, args=(OPENED, one.key))
    if st.session_state.get(ASKED) == one.key:
        st.button("Oui, supprimer", key=f"sure-{one.key}", type="primary", on_click=listed._delete, args=(one,))
        st.button("Garder", key=f"keep-{one.key}", on_click=_turn, args=(ASKED, one.key))
    else:
        st.button("Supprimer", key=f"delete-{one.key}", on_click=_turn, args=(ASKED, one.key))


def _show_versions(listed: Listed, one: Saved) -> None:
    database = listed.attempt(open_own)
    found = listed.attempt(lambda: listed.shelf.list_versions(database, one.key)) if database is not None else None
    for version in found or []:
        key = f"{one.key}-{version.number}"
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"v-{key}"):
            named = f"Version {version.number}, «{NARROW}{version.title}{NARROW}»"
            st.caption(plain(f"{named}, par {version.author} le {write_moment(version.at)}"))
            label = f"{listed.word} celle-ci"
            st.button(label, key=f"take-{key}", on_click=listed.take, args=(one.key, version.number))


def _turn(name: str, key: str) -> None:
    """Ask or open, or no more where it is already."""
    st.session_state[name] = "" if st.session_state.get(name) == key else key
