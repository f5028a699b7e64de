"""Words of figures that print another figure: what a note or a quotation would tell of a withheld one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pandas as pd

from loaders.pipeline.linked import read_lines, read_numbers
from loaders.pipeline.remarks import drop_days
from loaders.rules.secrecy import MARGIN
from loaders.rules.sums import PASSAGE
from loaders.tables import iterate_rows

WORDS = ("note", "published")
SCALES = (1, 1e3, 1e6, 1e9)
# Under this, a number printed far from a figure may be equal to it by chance.
TELLING = 1000
_SPACES = r"[ \u00a0\u202f]"
Place = tuple[int, str]
# A line of a source, or where else in it.
Printed = tuple[str, int | str]


class Words:
    """The numbers that the notes and quotations of observations print, by what they may be read beside."""

    def __init__(self, observations: pd.DataFrame) -> None:
        self.numbers: dict[Place, set[float]] = {}
        self.by_number: dict[float, list[Place]] = defaultdict(list)
        self.by_thing: dict[tuple[str, ...], list[Place]] = defaultdict(list)
        columns = ["indicator", "territory", "source", "locator", "value", *WORDS]
        self.rows = list(iterate_rows(observations[columns].astype({"note": str, "published": str})))
        is_silent = find_silent(observations).tolist()
        for number, (indicator, territory, source, locator, own, *words) in enumerate(self.rows):
            if is_silent[number]:
                continue
            for column, said in zip(WORDS, words, strict=True):
                if printed := {n for n in read_numbers(drop_days(said)) if not _is_scaled(n, own, 1e-9)}:
                    place = number, column
                    self.numbers[place] = printed
                    self.by_thing["thing", str(indicator), str(territory)].append(place)
                    self.by_thing["source", str(source), str(territory)].append(place)
                    for document, line in read_lines(str(locator), str(source)):
                        self.by_thing["line", document, str(line)].append(place)
                    for value in printed:
                        self.by_number[value].append(place)

    def find_printing(self, number: int, values: Iterable[float]) -> Iterator[Place]:
        """The words beside a row that print one of its values: nearly, where they are of the same thing or lines;
        exactly, in the same document; anywhere, where the number is large enough not to be there by chance."""
        indicator, territory, source, locator, *_ = self.rows[number]
        keys = [("thing", str(indicator), str(territory))]
        keys += [("line", document, str(line)) for document, line in read_lines(str(locator), str(source))]
        beside = {place for key in keys for place in self.by_thing.get(key, ())}
        around = self.by_thing.get(("source", str(source), str(territory)), ())
        for value in values:
            yield from (p for p in beside if any(_is_scaled(n, value, MARGIN) for n in self.numbers[p]))
            yield from (p for p in around if value in self.numbers[p])
            if abs(value) >= TELLING:
                yield from self.by_number.get(abs(value), ())


def find_silent(observations: pd.DataFrame) -> pd.Series:
    """Which rows print no number but their own, as it is: told of all at once, since there may be a million."""
    published = observations["published"].astype("str")
    plain = published.str.replace(_SPACES, "", regex=True).str.replace(",", ".", regex=False)
    is_number = plain.str.fullmatch(r"-?\d+(\.\d+)?")
    is_own = pd.to_numeric(plain.where(is_number), errors="coerce").eq(observations["value"]) | published.eq("")
    return is_own & observations["note"].astype("str").eq("")


def _is_scaled(number: float, value: float, spare: float) -> bool:
    """Whether a number is a value, as it is or in thousands, millions or milliards, with a share to spare."""
    return any(abs(number * scale - abs(value)) <= spare * abs(value) for scale in SCALES)


def blank_words(observations: pd.DataFrame, is_hidden: pd.Series, truths: pd.Series) -> pd.DataFrame:
    """The observations without the notes and quotations that print what hidden rows hold or are known to be."""
    words, safe = Words(observations), observations.copy()
    values = list(zip(observations["value"].tolist(), truths.tolist(), strict=True))
    hidden = [number for number, flag in enumerate(is_hidden) if flag]
    told = ({value for value in values[number] if pd.notna(value)} for number in hidden)
    places = {place for number, own in zip(hidden, told, strict=True) for place in words.find_printing(number, own)}
    for row, column in places:
        safe.iloc[row, safe.columns.get_loc(column)] = ""
    return safe


def list_places(withheld: pd.DataFrame) -> frozenset[Printed]:
    """The passages that may speak of figures: `withheld` has their source and locator."""
    each = zip(withheld["locator"].astype(str), withheld["source"].astype(str), strict=True)
    places = frozenset[Printed]().union(*(read_places(locator, source) for locator, source in each))
    near = range(-PASSAGE, PASSAGE + 1)
    return places.union((source, at + n) for source, at in places if isinstance(at, int) for n in near)


def read_places(locator: str, source: str) -> frozenset[Printed]:
    """The lines that a locator names, or the locator itself where it names none: an address, a row of a file."""
    lines: frozenset[Printed] = frozenset(read_lines(locator, source))
    return lines or frozenset({(source, locator)})
