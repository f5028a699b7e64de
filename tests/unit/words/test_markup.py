"""HTML: every text is escaped, and every status that is not final is said."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.catalog import Source
from pages.words.french import STATUS_LABELS
from pages.words.markup import format_source, plain, status_badge, tag, text


class Reader(HTMLParser):
    """What a browser would see: elements with their attributes, and the text between them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_script_in_a_text_is_only_text() -> None:
    markup = text("p", "<script>alert(1)</script>")
    assert markup == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert Reader(markup).elements == [("p", {})]


def test_an_attribute_cannot_be_left() -> None:
    markup = text("p", "x", title='" onclick="alert(1)')
    assert Reader(markup).elements == [("p", {"title": '" onclick="alert(1)'})]


@given(st.text(st.characters(blacklist_characters="\r\0", blacklist_categories=("Cs",))))
def test_any_text_comes_back_as_it_was(content: str) -> None:
    seen = Reader(text("p", content, title=content))
    assert (seen.elements, seen.words) == ([("p", {"title": content})], content)


def test_names_of_attributes_are_those_of_html() -> None:
    assert tag("div", "<b>x</b>", class_="t", aria_hidden="true") == '<div class="t" aria-hidden="true"><b>x</b></div>'


def test_a_final_value_has_no_badge() -> None:
    assert status_badge("normal") == ""


def test_every_other_status_has_a_badge_of_its_own() -> None:
    others = [status for status in STATUS_LABELS if status != "normal"]
    badges = [Reader(status_badge(status)) for status in others]
    assert [badge.words.strip() for badge in badges] == [STATUS_LABELS[status] for status in others]
    assert len({badge.elements[0][1]["class"] for badge in badges}) == len(others)


def test_an_unknown_status_is_not_taken_for_a_final_one() -> None:
    with pytest.raises(KeyError):
        status_badge("synthetic")


def test_a_source_is_its_publisher_and_its_title() -> None:
    source = Source(title="Rapport synthétique", publisher="Éditeur", nature="report", date=2021, licence="Ouverte")
    assert format_source(source) == "Éditeur, Rapport synthétique"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("[clic](http://ailleurs.example)", "\\[clic\\](http:\u2060//ailleurs.example)"),
        ("![i](x) **g** `c` $x$", "!\\[i\\](x) \\*\\*g\\*\\* \\`c\\` \\$x\\$"),
        ("www.ailleurs.example", "www\u2060.ailleurs.example"),
        ("waste.per_inhabitant : 1\n2", "waste.per_inhabitant : 1 2"),
    ],
)
def test_words_of_a_message_are_no_markdown(words: str, written: str) -> None:
    assert plain(words) == written
