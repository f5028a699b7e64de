"""What comes near a question that nothing answers: words spelt almost so, and what some of the words find."""

from __future__ import annotations

from difflib import get_close_matches

from geo.kept import TABLES, keep
from loaders.reading.places import read_ignored
from loaders.reading.search import FORMER, SHORTEST_PART, Entry, build_index, find, split_words

# Shorter words are too easily taken for one another; how alike two must be, of 1.
SHORTEST, ALIKE = 4, 0.8
# As many results as one word brings.
MOST_OF_A_WORD = 4


@keep(TABLES)
def _list_spellings(guides: tuple[Entry, ...]) -> dict[str, tuple[str, ...]]:
    """The words of labels by their first letter: those of communes at the other end of France are left out."""
    spelt: dict[str, set[str]] = {}
    for entry in (*build_index().entries, *guides):
        if entry.weight >= FORMER:
            for word in split_words(f"{entry.label} {entry.words if entry.kind != 'territory' else ''}"):
                spelt.setdefault(word[0], set()).add(word)
    return {letter: tuple(sorted(words)) for letter, words in spelt.items()}


def _correct(word: str, guides: tuple[Entry, ...]) -> str:
    """The word nearest to one that is spelt in no label; "" where none is near."""
    if len(word) < SHORTEST or word.isdigit():
        return ""
    near = get_close_matches(word, _list_spellings(guides).get(word[0], ()), n=1, cutoff=ALIKE)
    return near[0] if near else ""


def correct(query: str, *, guides: tuple[Entry, ...] = ()) -> str:
    """A query with the words that nothing holds spelt as those nearest to them; those that have none are left out."""
    kept = []
    for word in split_words(query):
        is_known = word in read_ignored() or word.isdigit() or bool(find(word, 1, guides=guides))
        kept.append(word if is_known else _correct(word, guides))
    return " ".join(word for word in kept if word) if any(len(word) >= SHORTEST_PART for word in kept) else ""


def find_near(query: str, limit: int = 12, *, guides: tuple[Entry, ...] = ()) -> list[Entry]:
    """What may be meant where nothing holds every word of a query: what some of the words find, in their order."""
    words = [w for w in split_words(query) if w not in read_ignored() and not w.isdigit() and len(w) >= SHORTEST_PART]
    together = find(" ".join(words), limit, guides=guides)
    each = [] if together else [entry for word in words for entry in find(word, MOST_OF_A_WORD, guides=guides)]
    return list(dict.fromkeys([*together, *each]))[:limit]
