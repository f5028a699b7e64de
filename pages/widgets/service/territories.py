"""The territories of the service, under the dialog that composes one: listed for all, saved by who may write."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from loaders.own.password import may_write
from loaders.own.shelf import TERRITORIES, Draft, Outcome, Saved
from loaders.reading.composed.code import MOST_NAMED, parse, spell, tidy_name
from loaders.reading.composed.resolving import Resolved, describe_members
from pages.server.office.own import make_own
from pages.server.office.territories import write_address
from pages.server.rights import Right
from pages.widgets.importing import entering
from pages.widgets.picker.composing import TAKEN
from pages.widgets.service.shelf import Listed, show_list, tell_both
from pages.words.french import NARROW
from pages.words.markup import plain

FAULT, SAID = "service_fault", "service_said"
TITLE, WAY_IN = "Territoires du service", "Enregistrer pour le service"
NAMELESS = "Donnez-lui un nom pour l’enregistrer."
LOST = f"Votre droit d’écrire a pris fin{NARROW}: redonnez le mot de passe. Rien n’est enregistré, les membres restent."
Fill = Callable[[Sequence[str], str], None]


def show_territories(found: Resolved, *, fill: Fill) -> None:
    """The list, then the ways to save what is composed; `fill` writes members and a name into the fields."""

    def take(key: str, number: int | None) -> None:
        saved = listed.attempt(lambda: TERRITORIES.read(make_own(), key, number))
        spelled = parse(saved.record) if saved is not None else None
        if spelled is not None:
            fill(spelled.members, spelled.name)
            st.session_state[TAKEN] = (saved.key, saved.newest)

    listed = Listed(
        shelf=TERRITORIES,
        singular="territoire du service",
        plural="territoires du service",
        fault=FAULT,
        said=SAID,
        lost=LOST,
        write_address=lambda saved: write_address(saved.key),
        describe=_describe,
        take=take,
    )
    right = entering.read_right() if may_write() else None
    st.markdown(f"**{TITLE}**")
    listed.show_said()
    show_list(listed, listed.list_newest(), may_write=right is not None)
    if may_write():
        with st.expander(WAY_IN, key="service-saving", expanded=right is not None):
            if right is None:
                entering.show_entrance()
            else:
                entering.show_way_out(right)
                _show_saving(listed, found)


def _describe(saved: Saved) -> str:
    spelled = parse(saved.record)
    return describe_members(spelled.members) if spelled is not None else ""


def _show_saving(listed: Listed, found: Resolved) -> None:
    """The buttons; what they do comes before the page is drawn again."""
    taken = read_taken()
    name = found.name if found.code else ""
    if not name:
        st.caption(NAMELESS)
    with st.container(horizontal=True, gap="small"):
        if taken is not None:
            st.button(
                "Enregistrer les changements",
                key="service-save",
                type="primary",
                disabled=not name,
                on_click=_save,
                args=(listed, found, taken),
            )
        label = f"Enregistrer «{NARROW}{plain(name)}{NARROW}»" if name else "Enregistrer"
        label = f"{label} à part" if taken is not None else label
        st.button(label, key="service-new", disabled=not name, on_click=_create, args=(listed, found))


def read_taken() -> tuple[str, int] | None:
    """The key and the version of the territory of the service that the fields were filled from; None for none."""
    taken: tuple[str, int] | None = st.session_state.get(TAKEN)
    return taken


def _create(listed: Listed, found: Resolved) -> None:
    draft = Draft(found.name, found.code)
    saved = listed.write(lambda right: TERRITORIES.create(make_own(), draft, author=right.name))
    if saved is not None:
        st.session_state[TAKEN] = (saved.key, saved.number)
        listed.tell(f"Enregistré{NARROW}: «{NARROW}{saved.title}{NARROW}». Son adresse est dans la liste.")


def _save(listed: Listed, found: Resolved, taken: tuple[str, int]) -> None:
    key, base = taken
    draft = Draft(found.name, found.code)

    def act(right: Right) -> Outcome:
        name = _name_copy(found.name, right.name)
        aside = Draft(name, spell(found.members, name))
        return TERRITORIES.save(make_own(), key, draft, base=base, author=right.name, aside=aside)

    outcome: Outcome | None = listed.write(act)
    if outcome is None:
        return
    saved = outcome.saved
    st.session_state[TAKEN] = (saved.key, saved.number)
    said = f"Enregistré{NARROW}: «{NARROW}{saved.title}{NARROW}», version {saved.number}."
    listed.tell(said if outcome.met is None else tell_both(outcome.met, saved, base, "territoire"))


def _name_copy(name: str, author: str) -> str:
    """« Gohelle (copie par Anne) », in the signs that a name may have."""
    end = f" (copie par {author})"
    try:
        return tidy_name(f"{name[: max(1, MOST_NAMED - len(end))].rstrip()}{end}")
    except ValueError:
        end = " (copie)"
        return tidy_name(f"{name[: MOST_NAMED - len(end)].rstrip()}{end}")
