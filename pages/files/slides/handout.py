"""The handout as a presentation of one slide, in our master or in the office's colours."""

from __future__ import annotations

from pages.files.slides.deck import Deck
from pages.views.handout.handout import Handout
from pages.views.slides.handout import compose_handout
from pages.views.slides.office import read_office


def write_handout_slide(handout: Handout, *, base: str = "") -> bytes:
    """The PPTX, one slide; `base` comes before its address."""
    deck = Deck(None, read_office())
    deck.add(compose_handout(handout, deck.form, base=base))
    return deck.save(handout.name)
