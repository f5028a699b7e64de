"""`python -m tests.service.remarking FOLDER URL WHAT AUTHOR [ROUNDS]`: remarks made and taken back, values proposed and
decided, of a figure or of a grant, in a process, until it is killed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from geo.versions import holding
from loaders import store
from loaders.own.database.opening import Database, Place, open_database
from loaders.own.memory import find_remarked
from loaders.own.memory.spans import Thing
from loaders.own.proposals import accept, accept_comment, propose, propose_comment, refuse
from loaders.own.publications import withdraw
from loaders.own.remarks import make_remark, withdraw_remark
from loaders.serving import open_version
from tests.service.small_place import being_small

# The figure that all is said of: tonnes of Hénin-Carvin.
THING = Thing("waste.collected", "246200299", "", "2024", "2024", "", is_beside=False)


def find_grant(database: Database) -> Thing:
    """The one grant of the tables made last."""
    with holding(open_version(database.place.tables)):
        (figure,) = store.load_grants()["id"]
        return find_remarked(str(figure))


def say(said: str) -> None:
    """Nobody listens."""


def say_of_figure(database: Database, thing: Thing, author: str, n: int) -> None:
    """A remark, a proposal accepted or refused, a comment of the year accepted; remarks are taken back."""
    remark = make_remark(database, thing, f"Essai {n} de {author}", author=author, on_progress=say)
    proposal = propose(database, thing, str(1000 + n), source=f"Registre {n}", words="", author=author)
    if n % 2:
        accept(database, proposal.number, author=author, answer="Vu", on_progress=say)
    else:
        refuse(database, proposal.number, author=author, answer="Sans pesée")
    withdraw_remark(database, remark.number, author=author, on_progress=say)
    comment = propose_comment(database, thing, f"Année {n}", author=author)
    accept_comment(database, comment.number, author=author, on_progress=say)
    withdraw_remark(database, remark.number + 1, author=author, on_progress=say)


def say_of_grant(database: Database, thing: Thing, author: str, n: int) -> None:
    """A remark, another amount accepted and taken back, or refused, the remark taken back."""
    remark = make_remark(database, thing, f"Essai {n} de {author}", author=author, on_progress=say)
    proposal = propose(database, thing, str(2000 + n), source=f"Avenant {n}", words="", author=author)
    if n % 3:
        published = accept(database, proposal.number, author=author, answer="Vu", on_progress=say)
        withdraw(database, published.key, author=author, on_progress=say)
    else:
        refuse(database, proposal.number, author=author, answer="Sans pièce")
    withdraw_remark(database, remark.number, author=author, on_progress=say)


Saying = Callable[[Database, Thing, str, int], None]
WHAT: dict[str, Saying] = {"figure": say_of_figure, "grant": say_of_grant}


def main(folder: Path, url: str, what: str, author: str, rounds: int = 0) -> None:
    """Go round so many times, or for ever, and say so each time."""
    database = open_database(url, place=Place(folder, folder / "figures"))
    thing = find_grant(database) if what == "grant" else THING
    print("prêt", flush=True)
    for n in count(1):
        WHAT[what](database, thing, author, n)
        print(n, flush=True)
        if n == rounds:
            return


if __name__ == "__main__":
    with being_small():
        main(Path(sys.argv[1]), *sys.argv[2:5], *map(int, sys.argv[5:]))
