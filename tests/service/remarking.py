"""`python -m tests.service.remarking FOLDER URL AUTHOR [ROUNDS]`: remarks made and taken back, values proposed and
decided, in a process, until it is killed."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from loaders.own.database.opening import Place, open_database
from loaders.own.memory.spans import Thing
from loaders.own.proposals import accept, accept_comment, propose, propose_comment, refuse
from loaders.own.remarks import make_remark, withdraw_remark
from tests.service.small_place import being_small

# The figure that all is said of: tonnes of Hénin-Carvin.
THING = Thing("waste.collected", "246200299", "", "2024", "2024", "", is_beside=False)


def main(folder: Path, url: str, author: str, rounds: int = 0) -> None:
    """Go round so many times, or for ever, and say so each time."""
    database = open_database(url, place=Place(folder, folder / "figures"))

    def say(said: str) -> None:
        """Nobody listens."""

    print("prêt", flush=True)
    for n in count(1):
        remark = make_remark(database, THING, f"Essai {n} de {author}", author=author, on_progress=say)
        proposal = propose(database, THING, str(1000 + n), source=f"Registre {n}", words="", author=author)
        if n % 2:
            accept(database, proposal.number, author=author, answer="Vu", on_progress=say)
        else:
            refuse(database, proposal.number, author=author, answer="Sans pesée")
        withdraw_remark(database, remark.number, author=author, on_progress=say)
        comment = propose_comment(database, THING, f"Année {n}", author=author)
        accept_comment(database, comment.number, author=author, on_progress=say)
        withdraw_remark(database, remark.number + 1, author=author, on_progress=say)
        print(n, flush=True)
        if n == rounds:
            return


if __name__ == "__main__":
    with being_small():
        main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], *map(int, sys.argv[4:]))
