"""The cards of a slide: whatever they hold, every word lies on its card."""

from __future__ import annotations

import pytest

from loaders.catalog import load_catalog
from pages.views.contents import read_content
from pages.views.layout.metrics import measure_text
from pages.views.layout.scene import Box, Scene, Words
from pages.views.slides.cards import ALONE_SIZE, ONLY_SIZE, VALUE_SIZE, lay_cards
from pages.views.slides.scene import lay_card
from tests.make_view import make_view

BODY = Box(0.6, 1.2, 12.1, 4.5)
LENS, BETHUNE = "246200364", "200072460"
HEADLINES = tuple(
    headline
    for theme in ("waste", "water", "housing", "subsidies")
    for headline in load_catalog().themes[theme].headlines
)


@pytest.mark.parametrize("territories", [(LENS,), (LENS, BETHUNE)])
@pytest.mark.parametrize("count", [1, 3, 6, 7, 12])
def test_every_word_lies_on_its_card(count: int, territories: tuple[str, ...]) -> None:
    view = make_view(kind="cards", indicators=HEADLINES[:count], territories=territories, years=(2009, 2026))
    cards, _ = lay_cards(read_content(view), BODY)
    for card in cards:
        scene = Scene(13.33, 7.5, 10.0)
        lay_card(scene, card)
        for words in (mark for mark in scene.marks if isinstance(mark, Words) and mark.text):
            wide, half = measure_text(words.text, words.size, is_bold=words.is_bold), words.size / 144
            left = words.x - (wide if words.across == "right" else 0)
            assert card.box.left <= left and left + wide <= card.box.right, words.text
            assert card.box.bottom <= words.y - half and words.y + half <= card.box.top, words.text


def test_the_letters_of_a_value_alone_are_smaller_only_where_the_large_ones_have_no_room() -> None:
    sizes = {}
    for count in (1, 2, 7):
        view = make_view(kind="cards", indicators=HEADLINES[:count], territories=(LENS,), years=(2009, 2026))
        sizes[count] = lay_cards(read_content(view), BODY)[0][0].value_size
    assert sizes == {1: ONLY_SIZE, 2: ALONE_SIZE, 7: VALUE_SIZE}
