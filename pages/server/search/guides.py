"""The pages of the menu and the answers of the page Aide, as what the search finds."""

from __future__ import annotations

from geo.kept import TABLES, keep
from loaders.own.password import may_write
from loaders.reading.search import HELP as HELP_WEIGHT
from loaders.reading.search import PAGE, Entry, split_words
from pages.views.help import list_menu, read_help
from pages.words.paths import FOOT, HELP

# What the address of an answer holds.
SUBJECT = "sujet"
IN_MENU, IN_FOOT = "Page du menu", "Au pied de chaque page"


def _join_words(phrases: tuple[str, ...]) -> str:
    """The words of some phrases: who asks for one of them means this entry as surely as by its code."""
    return " ".join(word for phrase in phrases for word in split_words(phrase))


def list_guides() -> tuple[Entry, ...]:
    """An entry for each page and each answer; `id` is its address."""
    return _list_guides(may_write())


@keep(TABLES)
def _list_guides(with_writing: bool) -> tuple[Entry, ...]:
    found = read_help()
    pages = [
        Entry("page", title, IN_FOOT if path in FOOT else IN_MENU, path, PAGE, codes=_join_words(found.pages[path]))
        for path, title in list_menu().items()
    ]
    answers = [
        Entry(
            "help",
            answer.question,
            answer.said[0],
            f"{HELP}?{SUBJECT}={key}",
            HELP_WEIGHT,
            codes=_join_words(answer.words),
        )
        for key, answer in found.answers.items()
    ]
    marks = [
        Entry("help", mark, meaning, f"{HELP}?{SUBJECT}=marques", HELP_WEIGHT + 1)
        for mark, meaning in found.marks.items()
    ]
    return (*pages, *answers, *marks)
