"""The dossier of a meeting: views in order with their words, presented, or taken away as files."""

import streamlit as st

from pages.parts.dossiers import editor, files, kept
from pages.parts.markup import tag, text

editor.read_address()
st.html(
    tag(
        "header",
        text("h1", "Dossier")
        + text("p", "Les vues d’une réunion, dans l’ordre : à présenter en plein écran ou à emporter en fichiers."),
        class_="t-head",
    )
)
editor.show_opening()
held = kept.read_kept()
word = editor.write_to_address(held.dossier)
if held.dossier.slides:
    editor.show_head(held.dossier, held.version)
    files.show_files(held.dossier)
    st.caption(editor.describe(held.dossier, word))
    editor.show_slides(held.dossier, held.version)
else:
    st.info(
        "Ce dossier est vide. Sous chaque carte, graphique ou tableau de Terril, « Ajouter au dossier » y met la vue "
        "telle qu’elle est ; ou ouvrez ci-dessus un dossier prêt, ou un fichier."
    )
