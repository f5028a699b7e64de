"""The way of a file, from top to bottom: a template, the file, what was understood, the decision, what is published."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from loaders.catalog import Catalog
from loaders.own.database.named import OwnDatabaseError
from loaders.own.database.opening import open_database
from loaders.own.indicators import load_own_catalog
from loaders.own.publications import list_publications
from loaders.own.records import Publication
from pages.widgets.importing import (
    changes,
    changing,
    columns,
    deciding,
    declaring,
    dropping,
    findings,
    published,
    template,
)
from pages.widgets.importing.held import Held, read_held
from pages.widgets.importing.working import follow, tell_end
from pages.words.french import set_spaces
from pages.words.markup import plain, text

WHAT = (
    "Déposez un tableur de chiffres : un indicateur, un territoire, une année, une valeur, dans la forme que vous "
    "avez ; ou une liste de subventions au format SCDL. "
    "Terril montre ce qu’il a compris, dit chaque erreur à sa cellule et ce qui changerait ; il n’écrit rien avant "
    "« Publier », et une publication se retire d’un clic."
)


@dataclass(frozen=True)
class Known:
    """What the database knows: the catalogue with the indicators declared, and what was published, the newest first."""

    catalog: Catalog
    publications: list[Publication]


def read_known() -> Known | None:
    """What the database knows; None, once it is said why, where it cannot be read."""
    try:
        database = open_database()
        try:
            return Known(load_own_catalog(database), list_publications(database))
        finally:
            database.engine.dispose()
    except OwnDatabaseError as error:
        st.error(plain(str(error)))
        return None


def show_steps() -> None:
    """All of it, as far as the file has come."""
    st.html(text("p", set_spaces(WHAT), class_="t-what"))
    known = read_known()
    if known is None:
        return
    mine = read_held()
    st.header("1. Un modèle", anchor=False)
    with st.expander("Télécharger un modèle à remplir", key="template", on_change="rerun") as folded:
        if folded.open:
            template.show_template(known.catalog)
    declaring.show_declaring(known.catalog)
    changing.show_work(changing.DECLARING)
    st.header("2. Votre fichier", anchor=False)
    dropping.show_drop()
    if mine is not None:
        _show_file(mine, known)
    changing.show_work(changing.SAYING, *changing.ON_WHAT_IS)
    published.show_published(known.publications)


def _show_file(mine: Held, known: Known) -> None:
    """A file, from its reading to what was published of it."""
    mine.take_answer()
    if mine.published is not None:
        key = mine.published.key
        now = next((one for one in known.publications if one.key == key), mine.published)
        deciding.show_done(mine, now, known.catalog)
        return
    if changing.has_just_ended() and mine.seen is not None:
        mine.compare(mine.seen.replaces)
    work = mine.work
    if work is not None and not work.job.is_done:
        follow(work.job)
        return
    seen = mine.seen
    if seen is None:
        if work is not None:
            tell_end(work)
        deciding.show_cancel()
        return
    st.header("3. Ce que Terril a compris", anchor=False)
    findings.show_understood(seen, known.catalog)
    columns.show_columns(mine, seen, known.catalog)
    columns.show_names(mine, seen.understanding)
    findings.show_findings(seen)
    if seen.values:
        changes.show_changes(seen, known.catalog)
    if work is not None:
        tell_end(work)
    if seen.values:
        deciding.show_decision(seen, known.publications)
    else:
        deciding.show_cancel()
