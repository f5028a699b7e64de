"""What is told of a territory: a record of the sentence and of where it comes from, and its name in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.reading.facts import Kind
from loaders.reading.portraits import Value
from loaders.reading.surroundings import read_territories
from loaders.territories.area import of_departements
from pages.views.data.geography import find_departements
from pages.views.view import View
from pages.words.findings import Who


@dataclass(frozen=True)
class Told:
    """A finding: `sentence` ends with a full stop, `subject` is what it is about in few words.

    `values` draw its line, `rank` is its place in few words, `figure` the id of the figure it ends with and `source`
    that of who printed it, or in `credit` who says so where no source of the catalogue does. `address` leads to its
    chart; `view` is that chart, None where there is none.
    """

    kind: Kind
    subject: str
    sentence: str
    territory: str
    indicator: str = ""
    year: int = 0
    values: tuple[Value, ...] = ()
    rank: str = ""
    figure: str = ""
    source: str = ""
    credit: str = ""
    address: str = ""
    view: View | None = None


def find_who(code: str) -> Who:
    """A territory as sentences name it."""
    table = read_territories()
    return Who(str(table.at[code, "short"]), str(table.at[code, "level"]))


def name_in_sentence(code: str) -> str:
    """« la CA de Lens-Liévin », « le pôle de l’Artois »."""
    return find_who(code).words


def say_where(code: str) -> str:
    """« du Pas-de-Calais »; "" for a département, whose peers are everywhere."""
    table = read_territories()
    if table.at[code, "level"] not in ("epci", "commune"):
        return ""
    codes = find_departements((code,))
    return f" {of_departements([one.removeprefix('D') for one in codes])}".replace("'", "’")
