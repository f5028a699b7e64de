"""Who is signed in on a page: asked to where staff alone may read, named at the foot, let out."""

from __future__ import annotations

import streamlit as st

from loaders.access import has_provider
from pages.server.access.identity import NobodyError, Person, identify, is_staff_only
from pages.widgets.state import current_path
from pages.words.french import NBSP
from pages.words.markup import tag, text
from pages.words.paths import SIGN_IN, SIGN_OUT, WAY_IN

ROLES = {"reader": "lecture", "officer": "import", "administrator": "administration"}


def find_person() -> Person:
    """Who has this page open, as the provider said and as it holds now. Raises NobodyError."""
    if not has_provider():
        raise NobodyError("")
    return identify(st.user.to_dict(), str(st.secrets["auth"]["client_id"]))


def read_person() -> Person | None:
    """The same, None for nobody."""
    try:
        return find_person()
    except NobodyError:
        return None


def stop_strangers() -> None:
    """On a staff-only server, show only the way to sign in to who has signed out, or been left out, since."""
    if not is_staff_only():
        return
    try:
        find_person()
    except NobodyError as error:
        show_way_in(str(error) or "Cette page est celle des agents du service.")
        st.stop()


def show_way_in(why: str) -> None:
    """Why somebody is asked to sign in, and the way to."""
    st.html(
        tag("p", text("strong", why), role="alert") + tag("p", text("a", "Se connecter", href=SIGN_IN, target="_self"))
    )


def show_person() -> None:
    """At the foot of a page, under which name one is signed in and the way out; or the way in."""
    if not has_provider():
        return
    person = read_person()
    if person is None:
        said = text("a", "Se connecter (agents)", href=f"{WAY_IN}?vers={current_path()}", target="_self")
    else:
        said = text("span", f"Connecté{NBSP}: {person.name} ({ROLES[person.role]}) · ")
        said += text("a", "Se déconnecter", href=SIGN_OUT, target="_self")
    st.html(tag("p", said, class_="t-signed"))
