"""`python -m tests.service.saving URL KEY AUTHOR`: a shared dossier saved again and again, in a process."""

from __future__ import annotations

import sys

from loaders.own.database.opening import open_database
from loaders.own.shelf import DOSSIERS, Draft

# So long that a version is written in several steps, and a half one would be seen.
LONG = 200_000


def make_draft(author: str, n: int) -> Draft:
    """The nth dossier of an author: its record ends as it begins."""
    mark = f"{author} {n}"
    return Draft(mark, f"{mark}|{'é' * LONG}|{mark}")


def is_whole(record: str) -> bool:
    """Whether a record is one that was made, to its end."""
    first, _, last = record.split("|")
    return first == last


def main(url: str, key: str, author: str) -> None:
    """Take up the newest version and save another, until it is killed."""
    database = open_database(url)
    print("prêt", flush=True)
    n = 0
    while True:
        n += 1
        base = DOSSIERS.read(database, key).newest
        DOSSIERS.save(
            database, key, make_draft(author, n), base=base, author=author, aside=make_draft(f"{author} à côté", n)
        )
        print(n, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:4])
