"""Streamlit's own words are served in French, and an upgrade that words one differently is noticed."""

from pathlib import Path

import pytest
import streamlit as st

from pages.server.french import list_lost, translate_script
from pages.server.inside import Installed, compress_file

SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"


def test_every_word_is_still_in_the_script_of_its_element() -> None:
    assert list_lost({file.name: file.read_text(encoding="utf-8") for file in SCRIPTS.glob("*.js")}) == []


def test_a_word_that_is_gone_is_named() -> None:
    scripts = {"Toolbar.x.js": "label:`Fullscreen`"}
    assert "Toolbar. Close fullscreen" in list_lost(scripts) and "Toolbar. Fullscreen" not in list_lost(scripts)


@pytest.mark.parametrize(
    ("name", "theirs", "ours"),
    [
        ("Selectbox.x.js", "children:`No results`", "children:`Aucun résultat`"),
        ("Multiselect.x.js", '"aria-label":`Remove ${e}`', '"aria-label":`Retirer ${e}`'),
        ("Multiselect.x.js", "`Select ${p.length} matches`", "`Choisir ces ${p.length} résultats`"),
        (
            "Multiselect.x.js",
            "`You can only select up to ${t.max} ${e}. Remove an option first.`",
            "`Au plus ${t.max} ${e} : retirez-en d’abord.`",
        ),
        ("InputInstructions.x.js", "`Press Enter to ${e}`", "`Entrée pour ${e}`"),
        ("FileUploader.x.js", "`${T(t)} per file`", "`${T(t)} par fichier`"),
        ("Other.x.js", "`No results`", "`No results`"),
        ("Selectbox.x.js", "x.No results", "x.No results"),
    ],
)
def test_words_are_written_in_french_where_they_are_texts(name: str, theirs: str, ours: str) -> None:
    assert translate_script(name, theirs) == ours


def test_the_script_served_is_the_french_one() -> None:
    import gzip

    installed = Installed(static=SCRIPTS.parent.parent)
    (file,) = SCRIPTS.glob("Selectbox.*.js")
    found = compress_file(installed, f"static/js/{file.name}")
    assert found is not None
    served = gzip.decompress(found[0]).decode()
    assert "`Aucun résultat`" in served and "`No results`" not in served
