"""What is told of a territory: a record of the sentence and of where it comes from, and its name in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.reading.composed.code import is_composed
from loaders.reading.composed.peers import find_peer_level
from loaders.reading.composed.resolving import read_row
from loaders.reading.facts import Kind
from loaders.reading.portraits import Value
from loaders.territories.area import of_departements
from pages.views.data.geography import find_departements
from pages.views.view import View
from pages.words.findings import Who
from pages.words.sentences import COMPOSED


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

    @property
    def note(self) -> str:
        """That of the figure it ends with, where a remark may stand."""
        return next((value.note for value in self.values if value.id == self.figure), "")


def find_who(code: str) -> Who:
    """A territory as sentences name it."""
    row = read_row(code)
    return Who(str(row["short"]), COMPOSED if is_composed(code) else str(row["level"]))


def name_in_sentence(code: str) -> str:
    """« la CA de Lens-Liévin », « le pôle de l’Artois »."""
    return find_who(code).words


def say_where(code: str) -> str:
    """« du Pas-de-Calais »; "" for a département, whose peers are everywhere."""
    if find_peer_level(code) not in ("epci", "commune"):
        return ""
    codes = find_departements((code,))
    return f" {of_departements([one.removeprefix('D') for one in codes])}".replace("'", "’")
