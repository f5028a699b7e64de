"""The decision: publish, publish without the rows in error, or let go; then the ways to what was put in."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from pathlib import PurePath

import streamlit as st

from loaders.catalog import Catalog
from loaders.own.looking import Seen
from loaders.own.publications import MOST_TITLE
from loaders.own.records import NOUNS, PUBLISHED, Publication
from loaders.pipeline.figures import identify
from loaders.reading.surroundings import read_territories
from pages.views.addressing import address_theme
from pages.views.data.geography import LEVELS
from pages.views.paths import map_address, theme_address
from pages.views.ready import SUBSIDIES
from pages.widgets.importing import entering, held
from pages.widgets.importing.held import REPLACES, TITLE, Held
from pages.words.addresses import indicator_address, source_address
from pages.words.french import format_count
from pages.words.markup import plain, tag, text
from pages.words.paths import SCDL


def show_decision(seen: Seen, publications: Sequence[Publication]) -> None:
    """Under which title, in the place of which publication, and the three buttons."""
    understood = seen.understanding
    st.header("5. Publier", anchor=False)
    title, replaces = st.columns([3, 2], gap="small")
    if TITLE not in st.session_state:
        st.session_state[TITLE] = PurePath(understood.name).stem[:MOST_TITLE]
    title.text_input("Titre", key=TITLE, max_chars=MOST_TITLE)
    are_grants = seen.granted is not None
    labels = {"": f"Aucune : ces {NOUNS[are_grants][1]} s’ajoutent"}
    standing = [one for one in publications if one.state == PUBLISHED and one.are_grants == are_grants]
    labels |= {one.key: f"{one.title} ({one.author})" for one in standing}
    st.session_state[REPLACES] = seen.replaces if seen.replaces in labels else ""
    replaces.selectbox(
        "Remplace une publication", list(labels), format_func=labels.__getitem__, key=REPLACES, on_change=_compare
    )
    errors = understood.errors
    with st.container(horizontal=True, gap="small", key="decision"):
        st.button(
            "Publier",
            key="publish",
            type="secondary" if errors else "primary",
            disabled=bool(errors),
            help="Corrigez d’abord les erreurs, ou publiez sans elles." if errors else None,
            on_click=_publish,
        )
        if errors:
            st.button(
                f"Publier sans les lignes en erreur ({format_count(seen.values, *NOUNS[are_grants])})",
                key="publish-rest",
                type="primary",
                on_click=_publish,
            )
        show_cancel()


def show_cancel() -> None:
    """The way to let the file go."""
    st.button("Annuler", key="cancel-import", on_click=_cancel)


def _compare() -> None:
    mine = held.read_held()
    if mine is not None and entering.read_right() is not None:
        mine.compare(st.session_state[REPLACES])


def _publish() -> None:
    right, mine = entering.read_right(), held.read_held()
    if right is None or mine is None or mine.seen is None:
        return
    title = " ".join(str(st.session_state[TITLE]).split()) or PurePath(mine.name).stem
    mine.publish(author=right.name, title=title, replaces=st.session_state[REPLACES] or None)


def _cancel() -> None:
    held.let_go()
    # A place for a file has no way to be emptied but to be another one.
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1


def _address_map(row: Mapping[Hashable, str]) -> str:
    """The map of an indicator, where it has one, at the level and in the year of one of its figures."""
    key, code, table = row["indicator"], row["territory"], read_territories()
    if not map_address(key):
        return ""
    level = next((level for level in LEVELS if code in table.index and table.at[code, "level"] == level), None)
    return address_theme((key,), level=level, year=int(row["year"]) if level else None)


def _link_grants() -> str:
    """The ways to where grants are read."""
    ways = (("le thème des subventions", theme_address(SUBSIDIES)), ("le fichier SCDL de toutes", SCDL))
    return ", ".join(text("a", words, href=address, target="_self") for words, address in ways)


def show_done(mine: Held, published: Publication, catalog: Catalog) -> None:
    """What was published, and where it is seen: the map, the course, the panel of a figure, its page."""
    seen = mine.seen
    if published.state != PUBLISHED:
        st.info(f"«\u202f{plain(published.title)}\u202f» est {published.told_state}.")
        st.button("Importer un autre fichier", key="another", on_click=_cancel)
        return
    st.success(f"Publié : «\u202f{plain(published.title)}\u202f», {format_count(published.rows, *published.nouns)}.")
    if seen is None:
        return
    items = []
    for row in seen.firsts.assign(source=published.key).head(5).to_dict("records"):
        key = str(row["indicator"])
        if key not in catalog.indicators:
            continue
        panel = f"{theme_address(catalog.theme_of(key))}#chiffre-{identify({**row})}"
        ways = [
            ("la carte", _address_map(row)),
            ("l’évolution", indicator_address(key)),
            ("un chiffre et son origine", panel),
        ]
        links = ", ".join(text("a", words, href=address, target="_self") for words, address in ways if address)
        items.append(tag("li", text("span", f"{catalog.indicators[key].label} : ") + links))
    if published.are_grants:
        items.append(tag("li", _link_grants()))
    page = text("a", "tout ce que contient cette publication", href=source_address(published.key), target="_self")
    st.html(tag("ul", "".join(items) + tag("li", page), class_="t-ways"))
    st.button("Importer un autre fichier", key="another", on_click=_cancel)
