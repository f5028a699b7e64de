"""The slides of a dossier, counted and seen small before they are made."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from pages.files.slides.thumbnails import Thumbnail, list_thumbnails
from pages.views.dossier import Dossier
from pages.views.slides.plan import plan_slides
from pages.words.french import format_count, join_words
from pages.words.markup import tag, text


def count_slides(dossier: Dossier) -> str:
    """« 11 diapositives : un titre, 3 parties, 6 vues et les sources. »: what will be made, a slide for each."""
    counts = Counter(one.kind for one in plan_slides(dossier))
    parts = ["un titre"]
    parts += [format_count(counts["section"], "partie")] if counts["section"] else []
    parts += [format_count(counts["view"], "vue")]
    parts += ["les sources"]
    return f"{format_count(sum(counts.values()), 'diapositive')}\u00a0: {join_words(parts)}."


def count_pages(dossier: Dossier) -> str:
    """« En PDF, une ou deux pages par vue : de 6 à 12, après le sommaire. »: which of the two its rows decide."""
    views = len(dossier.slides)
    return f"En PDF, une ou deux pages par vue\u00a0: de {views} à {2 * views}, après le sommaire."


def show_thumbnails(dossier: Dossier) -> None:
    """All slides in order, each drawn when it comes into sight."""
    st.html(
        tag(
            "section",
            text("p", f"{count_slides(dossier)} Une vue, une diapositive. {count_pages(dossier)}")
            + tag("ol", "".join(map(_write_one, list_thumbnails(dossier)))),
            class_="t-thumbnails",
            aria_label="Diapositives, en petit",
        )
    )


def _write_one(one: Thumbnail) -> str:
    image = tag("img", src=one.address, alt="", loading="lazy").removesuffix("</img>")
    return tag("li", image + text("span", f"{one.number}. {one.words}"))
