"""What is wrong with a file, a sentence each, and what its reader remarks: gathered while it is read, said at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

MOST_FAULTS = 20
# Faults beyond these are counted and not kept: a column of another kind has one a row.
MOST_KEPT = 1000
MOST_PLACES = 5
ASK_AGAIN = "Corrigez la cellule et relancez l’import."


class SourceFormatError(ValueError):
    """A publisher's file is not in the form expected: the message says where, what was expected, what was found."""


class YearUnknownError(SourceFormatError):
    """Neither a file nor its name says which year it is of: somebody has to."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a file: where it is, what is wrong there and what to do, in French.

    `place` is « ligne 3 » or « entrée 3 », "" for the file as a whole; `column` is the publisher's, "" for none.
    """

    file: str
    place: str
    column: str
    wrong: str
    advice: str = ASK_AGAIN

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.file, self.place, self.column and f"colonne « {self.column} »")))
        return f"{where} : {self.wrong.rstrip('.')}. {self.advice}"


@dataclass
class Reading:
    """What is said before a file is read (its `year`, its `sheet`), and what reading it finds.

    `faults` stop it, all at once; `remarks` are what was mended, left out or recognised.
    """

    year: int | None = None
    sheet: str | None = None
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    beyond: int = 0

    def fault(self, fault: Fault) -> None:
        """Keep a fault, or count it where there are too many."""
        if len(self.faults) < MOST_KEPT:
            self.faults.append(fault)
        else:
            self.beyond += 1

    def remark(self, sentence: str) -> None:
        """Keep a sentence, once."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def stop_on_faults(self) -> None:
        """Raise SourceFormatError with every fault found so far, the first ones a line each, the others counted."""
        if self.faults:
            first = [str(fault) for fault in self.faults[:MOST_FAULTS]]
            count = len(self.faults) + self.beyond
            raise SourceFormatError("\n".join(shorten(first, MOST_FAULTS, count=count)))


def shorten(sentences: Sequence[str], most: int, *, count: int | None = None) -> list[str]:
    """The first of some sentences, and how many others there are, of `count` in all where it is more."""
    rest = (len(sentences) if count is None else count) - most
    return [*sentences[:most], *([f"et {rest} autre{'s' if rest > 1 else ''}."] if rest > 0 else [])]


def join_some(words: Sequence[str], most: int = MOST_PLACES) -> str:
    """« 3, 5, 8 et 12 autres »."""
    rest = len(words) - most
    return ", ".join(words[:most]) + (f" et {rest} autre{'s' if rest > 1 else ''}" if rest > 0 else "")
