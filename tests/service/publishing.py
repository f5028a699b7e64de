"""`python -m tests.service.publishing FOLDER URL AUTHOR ROWS`: a file of a service published, in a process."""

from __future__ import annotations

import sys
from pathlib import Path

from loaders.importing.words import describe_os_error
from loaders.own.database.opening import Place, open_database
from loaders.own.publications import publish
from tests.service.small_place import being_small
from tests.unit.loaders.own.conftest import Dropped, drop


def make_dropped(author: str, rows: int) -> Dropped:
    """Tonnes of some years at places of Lens-Liévin, told apart by who gives them."""
    return drop(*({"place": f"{author} {n}", "value": str(n)} for n in range(rows)), name=f"{author}.csv")


def main(folder: Path, url: str, author: str, rows: int) -> None:
    """Publish, and say each step."""
    database = open_database(url, place=Place(folder, folder / "figures"))
    dropped = make_dropped(author, rows)
    print("prêt", flush=True)
    publish(database, dropped, content=dropped.content, author=author, title="Essai",
            on_progress=lambda said: print(said, flush=True))  # fmt: skip
    print("fini", flush=True)


if __name__ == "__main__":
    try:
        with being_small():
            main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
    except OSError as error:
        sys.exit(describe_os_error(error))
    except ValueError as error:
        sys.exit(str(error))
