"""Streamlit's own words in French: its scripts are served with ours in their place, so that none is seen in English.

Leans on: each word is a text of its own, between backquotes, in the script of its element; a test names those that an
upgrade has taken away. Without it: that word stays English.
"""

from __future__ import annotations

import re

# By the beginning of the name of a script, its words and ours; « en-US » is the language in which it counts options
# aloud. The parts of a longer text end where it takes a value.
WORDS: dict[str, dict[str, str]] = {
    "index.": {
        "Skip to main content": "Aller au contenu",
        "App pages": "Pages de Terril",
        "App Logo": "Logo de Terril",
        "Navigate to home page": "Aller à l’accueil",
        "Expand sidebar": "Ouvrir le menu",
        "Collapse sidebar": "Fermer le menu",
        "Scroll tabs right": "Onglets suivants",
        "Scroll tabs left": "Onglets précédents",
        "Running...": "Calcul en cours…",
        "Main menu": "Menu du navigateur",
        "View less": "Voir moins",
        "view less": "voir moins",
        "view more": "voir plus",
        "Connecting": "Connexion",
        "Connecting to Streamlit server": "Connexion au serveur de Terril",
        "Unable to connect to Streamlit server": "Le serveur de Terril ne répond pas",
        "Connection error": "Connexion perdue",
        "Connection timed out.": "Le serveur de Terril n’a pas répondu à temps.",
        "Connection lost. Please wait for the app to reconnect, then try again.": (
            "Connexion perdue. Attendez qu’elle revienne, puis réessayez."
        ),
        "Request Timeout": "Pas de réponse",
        "Your app is having trouble loading the component.": "Un élément de la page ne se charge pas. Rechargez-la.",
    },
    "Multiselect.": {
        "en-US": "fr-FR",
        "Select all": "Tout choisir",
        "No results": "Aucun résultat",
        "Selected values": "Valeurs choisies",
        "Clear all": "Tout retirer",
        "Open": "Ouvrir la liste",
        "Remove ${": "Retirer ${",
        "Add: ${": "Ajouter : ${",
        "Select ${": "Choisir ces ${",
        "You can only select up to ${": "Au plus ${",
    },
    "Selectbox.": {
        "en-US": "fr-FR",
        "No results": "Aucun résultat",
        "Clear value": "Effacer",
        "Open": "Ouvrir la liste",
        "Add: ${": "Ajouter : ${",
        "Selectbox options": "Choix possibles",
    },
    "utils.": {
        "Choose an option": "Choisir…",
        "Choose options": "Choisir…",
        "No options to select": "Rien à choisir",
        "file upload": "Choisir un fichier",
        "Upload failed": "Dépôt manqué",
        "Click to retry upload": "Réessayer le dépôt",
        "Too many files": "Trop de fichiers",
        "Only one file is allowed.": "Un seul fichier à la fois.",
        "Unexpected error. Please try again.": "Erreur inattendue. Réessayez.",
        "Remove ${": "Retirer ${",
        "File must be ${": "Le fichier doit faire ${",
    },
    "StreamlitMarkdown.": {
        "Help": "Explication",
        "Help for ${": "Explication : ${",
        "Link to heading": "Lien vers le titre",
    },
    "Toolbar.": {"Fullscreen": "Plein écran", "Close fullscreen": "Quitter le plein écran"},
    "FileUploader.": {
        "Upload": "Choisir un fichier",
        "Drag and drop a file here": "Déposer un fichier ici",
        "Add files": "Ajouter un fichier",
    },
    "TextInput.": {
        "Invalid input.": "Saisie refusée.",
        "Clear entry": "Effacer",
        "Show password": "Montrer le mot de passe",
        "Hide password": "Cacher le mot de passe",
    },
    "NumberInput.": {"Increment": "Augmenter", "Decrement": "Diminuer", "Clear value": "Effacer"},
    "InputInstructions.": {
        "apply": "valider",
        "submit form": "valider",
        "Press Enter to ${": "Entrée pour ${",
        "Press ${": "${",
    },
    "DownloadButton.": {"Download failed": "Téléchargement manqué"},
    "Slider.": {},
    "DeckGlJsonChart.": {
        "Clear selection": "Effacer le choix",
        "Toggle attribution": "Auteurs de la carte",
        "Zoom In": "Zoom avant",
        "Zoom Out": "Zoom arrière",
        "Zoom in": "Zoom avant",
        "Zoom out": "Zoom arrière",
    },
}
# What stands inside a text that takes values, by script: as written there, and ours.
INSIDE: dict[str, tuple[tuple[str, str], ...]] = {
    "index.": (
        (r'("aria-label":)`Close`', r"\1`Fermer`"),
        (r"`View (\$\{[^{}]+\}) more`", r"`Voir \1 de plus`"),
        (r"(`\$\{[^`{}]+\}) more`", r"\1 de plus`"),
    ),
    "Slider.": ((r"\?`start`:`end`\}`", "?`début`:`fin`}`"),),
    "DeckGlJsonChart.": ((r"(`aria-label`,)`Map`", r"\1`Carte`"),),
    "Multiselect.": (
        (r"(`Choisir ces \$\{[^{}]+\}) matches`", r"\1 résultats`"),
        (r"\. Remove an option first\.`", " : retirez-en d’abord.`"),
    ),
    "FileUploader.": (
        (r"(\$\{[^{}]+\}) per file`", r"\1 par fichier`"),
        (r"(`\$\{[^{}]+\}) files are not allowed\.`", r"\1 : ce type de fichier n’est pas accepté.`"),
    ),
    "utils.": ((r"(`\$\{[^{}]+\}) files are not allowed\.`", r"\1 : ce type de fichier n’est pas accepté.`"),),
    "InputInstructions.": ((r"\+Enter to \$\{", "+Entrée pour ${"),),
}


def _quote(text: str) -> str:
    """A text as scripts write it: whole, or open where a value follows."""
    return f"`{text}" if text.endswith("${") else f"`{text}`"


def _write_words(prefix: str, script: str) -> str:
    for theirs, ours in WORDS[prefix].items():
        script = script.replace(_quote(theirs), _quote(ours))
    return script


def translate_script(name: str, script: str) -> str:
    """A script of Streamlit with our words in the place of its own; `name` is that of its file."""
    for prefix in WORDS:
        if name.startswith(prefix):
            script = _write_words(prefix, script)
            for theirs, ours in INSIDE.get(prefix, ()):
                script = re.sub(theirs, ours, script)
    return script


def list_lost(scripts: dict[str, str]) -> list[str]:
    """The words that no script of theirs holds any more; `scripts` are the texts by the names of their files."""
    lost = []
    for prefix, words in WORDS.items():
        own = "".join(text for name, text in scripts.items() if name.startswith(prefix))
        lost += [f"{prefix} {theirs}" for theirs in words if _quote(theirs) not in own]
        own = _write_words(prefix, own)
        lost += [f"{prefix} {theirs}" for theirs, _ in INSIDE.get(prefix, ()) if not re.search(theirs, own)]
    return lost
