"""The dossier of a meeting: views in order with their words, presented, or taken away as files."""

import streamlit as st

from geo.versions import find_version, holding
from pages.widgets.dossier import browser, editor, files, kept, opening, past, shared, thumbnails
from pages.widgets.layout import show_head
from pages.words.markup import text

said = "Les vues d’une réunion, à présenter ou à emporter. Chacune garde ses territoires et ses années."
show_head("Dossier", text("p", said))
held = kept.read_kept()
word = shared.write_to_address(held.dossier)
# Each part has its place, whatever is in it: a field is never left standing where another part has moved.
empty, of_service, ways, head, day, taking, seen, told, views = (st.container() for _ in range(9))
if not held.dossier.slides:
    empty.info(
        "Ce dossier est vide. Sous chaque carte, graphique ou tableau de Terril, « Ajouter au dossier » y met la vue "
        "telle qu’elle est affichée. Vous pouvez aussi ouvrir un dossier prêt, ou un fichier."
    )
with of_service:
    shared.show_shared(held.dossier)
with ways:
    opening.show_opening()
if held.dossier.slides:
    with head:
        editor.show_head(held.dossier, held.version)
    with day:
        version = past.choose_day()
    with holding(version or find_version()):
        with taking:
            files.show_files(held.dossier)
        with seen:
            thumbnails.show_thumbnails(held.dossier)
        with views:
            editor.show_slides(held.dossier, held.version)
    told.caption(editor.describe(held.dossier, word, is_refused=browser.is_refused(), is_shared=shared.is_as_shared()))
