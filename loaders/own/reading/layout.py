"""Where the headers of a table are, under a title or not, and what each column is; proposed, for a person to change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from loaders.own.reading.files.grid import Grid
from loaders.own.reading.header_words import Words, fold
from loaders.own.reading.understood import IGNORED, OF_COLUMN, Header
from loaders.tabular.cells import read_year

MOST_BEFORE = 50
MOST_DEPTH = 3
# The share of the cells of a column that have to look like what it is said to be.
ENOUGH = 0.7
SAMPLES = 3
# What a column is called that has cells and no header, so that a person can say what it is.
NAMELESS = "sans en-tête ({0})"
LOOKED_AT = 60
Items = dict[str, str]


@dataclass(frozen=True)
class Column:
    """A column: its place, its header, and the items that its values are of, or its role."""

    place: int
    name: str
    items: Items = field(default_factory=dict)

    @property
    def role(self) -> str:
        """What a column of the rows is: territory, year, note, ignored; "" for one of values."""
        return self.items.get("role", "")

    @property
    def has_header(self) -> bool:
        """Whether its name is written in the file."""
        return self.name not in ("", NAMELESS.format(name_column(self.place)))

    @property
    def is_of_values(self) -> bool:
        """Whether its cells are values."""
        return self.role == "value" or (not self.role and bool(self.items))

    def write_role(self) -> str:
        """The role as a mapping keeps it: « territory », « indicator:waste.collected|year:2021 », « ignored »."""
        if self.role and self.role != "value":
            return self.role
        told = [f"{name}:{self.items[name]}" for name in (*OF_COLUMN, "unit", "territory_name") if name in self.items]
        return "|".join(told) or self.role or IGNORED


@dataclass(frozen=True)
class Layout:
    """Where a table is in a grid: `first` is the row of the grid of its first line of headers, `depth` how many there
    are; `titles` are the texts above it."""

    first: int
    depth: int
    columns: tuple[Column, ...]
    titles: tuple[str, ...] = ()
    score: float = 0.0

    def list_roles(self, role: str) -> list[Column]:
        """The columns of a role."""
        return [column for column in self.columns if column.role == role]

    @property
    def values(self) -> list[Column]:
        """The columns of values."""
        return [column for column in self.columns if column.is_of_values]


def read_role(written: str) -> Items:
    """The items of a role as a mapping keeps it."""
    if not written or ":" not in written or written.startswith("dimension:"):
        return {"role": written or IGNORED}
    pairs = (part.partition(":") for part in written.split("|"))
    return {name: value for name, _, value in pairs}


def name_column(place: int) -> str:
    """The letter of a column in a spreadsheet: A, Z, AA."""
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def find_layout(grid: Grid, words: Words) -> Layout | None:
    """The likeliest table of a sheet; None where no row looks like headers."""
    head = grid.head()
    found = [
        lay(grid, first, depth, words)
        for first in range(min(MOST_BEFORE, len(head) - 1))
        for depth in range(1, min(MOST_DEPTH, len(head) - first - 1) + 1)
        if depth == 1 or _may_be_header(head[first])
    ]
    likely = [layout for layout in found if layout.score > 0]
    return max(likely, key=lambda layout: layout.score) if likely else None


def _may_be_header(cells: Sequence[str]) -> bool:
    """Whether a row may be the upper line of headers: one cell alone, at the left, is a title."""
    given = [place for place, cell in enumerate(cells) if cell]
    return len(given) > 1 or (len(given) == 1 and given[0] > 0)


def lay(grid: Grid, first: int, depth: int, words: Words) -> Layout:
    """The table whose headers are `depth` lines from a row of the grid on; a column is what they say and it holds."""
    head = grid.head()
    stacks = _stack(head[first : first + depth])
    below = head[first + depth : first + depth + LOOKED_AT]
    names = _name_all(stacks)
    columns = [Column(place, names[place], _read_stack(stack, words)) for place, stack in enumerate(stacks)]
    score = _score(columns, first, depth, below, head[first : first + depth], words)
    columns = _complete(columns, below, words)
    titles = tuple(cell for row in head[:first] for cell in row if cell)
    if any(_has_data(stack, column, words) for stack, column in zip(stacks, columns, strict=True)):
        score = 0.0
    return Layout(first, depth, tuple(columns), titles, score)


def _has_data(stack: tuple[str, ...], column: Column, words: Words) -> bool:
    """Whether the lower headers of a column are already data: a code under « Code », a year under « Année »."""
    lower = [cell for cell in stack[1:] if cell]
    if column.role == "territory":
        return any(words.places.is_code(cell) for cell in lower)
    return column.role == "year" and any(_is_year(cell) for cell in lower)


def _stack(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The headers of each column, upper lines filled to the right as merged cells are."""
    filled = []
    for number, row in enumerate(rows):
        cells, last = list(row), ""
        if number < len(rows) - 1:
            for place, cell in enumerate(cells):
                last = cell or last
                cells[place] = last
        filled.append(cells)
    return [tuple(stack) for stack in zip(*filled, strict=True)]


def _name_all(stacks: Sequence[tuple[str, ...]]) -> list[str]:
    """A name for each column, « DMA / 2021 », none twice."""
    names: list[str] = []
    for stack in stacks:
        name = " / ".join(dict.fromkeys(re.sub(r"\s+", " ", cell) for cell in stack if cell))
        count = 2
        whole = name
        while whole and whole in names:
            whole, count = f"{name} ({count})", count + 1
        names.append(whole)
    return names


def _read_stack(stack: tuple[str, ...], words: Words) -> Items:
    """What the headers of a column say together."""
    cells = [cell for cell in dict.fromkeys(stack) if cell]
    if not cells:
        return {}
    whole = words.read_header(" ".join(cells)) if len(cells) > 1 else {}
    if whole.get("role") or len(cells) == 1:
        return whole or words.read_header(cells[0])
    last = words.read_header(cells[-1])
    if last.get("role") and last["role"] != "value":
        return last
    items: Items = {}
    for cell in cells:
        items |= {name: value for name, value in words.read_header(cell).items() if name != "role"}
    return items or last or whole


def _score(
    columns: Sequence[Column],
    first: int,
    depth: int,
    below: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str]],
    words: Words,
) -> float:
    """How likely these are headers: what they name, over which rows, and that they look unlike what is below."""
    plain = {column.role for column in columns if column.role not in ("", IGNORED)}
    of_values = [column for column in columns if column.is_of_values]
    named = [column for column in columns if not column.role and column.items]
    if not below or not (plain or _are_repeated(named)):
        return 0.0
    dimensions = plain | {name for column in named for name in column.items}
    covered = sum(
        bool(dimensions & names)
        for names in ({"territory", "territory_name"}, {"year"}, {"indicator"}, {"value"} if not named else dimensions)
    )
    # A row of data says years and codes too: what is under headers of values is numbers, and headers are not.
    numbers = sum(_is_number(cell) for row in rows for cell in row if cell and read_year(cell) is None)
    blank_names = sum(1 for column in columns if not column.name)
    return (
        4 * covered
        + 3 * len(plain)
        + min(len(named), 30) * 1.0
        - 3 * numbers
        - 0.5 * depth
        - 0.05 * first
        - 0.5 * blank_names
        - (0 if of_values else 2)
    )


def _are_repeated(named: Sequence[Column]) -> bool:
    """Whether several columns are of one dimension, as headers of years are; a row of data says each once."""
    counts = Counter(name for column in named for name in column.items if name in (*OF_COLUMN, "territory_name"))
    return max(counts.values(), default=0) > 1


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[+-]?[\d\s.,]+\s*[%€]?", cell))


def _complete(columns: list[Column], below: Sequence[Sequence[str]], words: Words) -> list[Column]:
    """What headers leave open, by what the cells are: codes, years, names, indicators, numbers."""
    cells = {c.place: [row[c.place] for row in below if c.place < len(row) and row[c.place]] for c in columns}
    has = {name for column in columns for name in (column.role, *column.items)}
    found = []
    for column in columns:
        items, own = column.items, cells[column.place]
        if column.role == "territory_name" and "territory" not in has and _are_codes(own, column, words):
            items = {"role": "territory"}
        elif (
            column.role == "territory"
            and own
            and fold(column.name) == "code"
            and _share(own, lambda c: words.find_indicator(c) is not None) >= ENOUGH
        ):
            items = {"role": "indicator"}
        elif column.role == "value" and {"indicator"} & {name for c in columns if not c.role for name in c.items}:
            items = column.items
        elif not items and own:
            items = _recognise(own, has, words)
        has |= {items.get("role", "")}
        name = column.name or (NAMELESS.format(name_column(column.place)) if own else "")
        found.append(Column(column.place, name, items))
    return found


def _are_codes(cells: Sequence[str], column: Column, words: Words) -> bool:
    """Whether a column of names has codes, of départements too where its header says so."""
    are_departements = fold(column.name).startswith("dep")

    def test(cell: str) -> bool:
        places = words.places
        return places.is_code(cell) or (are_departements and bool(places.read_code(cell, are_departements=True).code))

    return _share(cells, test) >= ENOUGH


def _recognise(cells: Sequence[str], has: set[str], words: Words) -> Items:
    """The role of a column without a known header, by its cells, where no other has it."""
    tests = {
        "year": lambda cell: read_year(cell) is not None,
        "territory": lambda cell: words.places.read_code(cell).code != "" and not _is_year(cell),
        "indicator": lambda cell: words.find_indicator(cell) is not None,
        "territory_name": lambda cell: bool(words.places.find_names(cell)),
    }
    for role, test in tests.items():
        if not {role, "territory"} & has and role.startswith("territory") and _share(cells, test) >= ENOUGH:
            return {"role": role}
        if role not in has and not role.startswith("territory") and _share(cells, test) >= ENOUGH:
            return {"role": role}
    return {}


def _is_year(cell: str) -> bool:
    return read_year(cell) is not None


def _share(cells: Sequence[str], test: object) -> float:
    """The share of cells that pass a test."""
    return float(np.mean([bool(test(cell)) for cell in cells])) if cells and callable(test) else 0.0


def make_headers(grid: Grid, layout: Layout) -> tuple[Header, ...]:
    """Each column with its role and its first cells."""
    below = grid.head()[layout.first + layout.depth :]
    return tuple(
        Header(
            column.name,
            name_column(column.place),
            column.write_role(),
            tuple(row[column.place] for row in below if row[column.place])[:SAMPLES],
        )
        for column in layout.columns
        if column.name
    )
