"""`python put_in.py`, with the folder of a version of Terril as PYTHONPATH: somebody publishes a figure and shares a
dossier, by what that version has itself."""

from __future__ import annotations

import hashlib
from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace

import pandas as pd

from loaders.own.database.opening import open_database
from loaders.own.publications import publish
from loaders.pipeline.grants import COLUMNS
from loaders.pipeline.own import TEXTS

FIGURE = {
    "section": "Feuil1", "lines": "2", "indicator": "waste.collected", "territory": "246200364", "year": "2031",
    "period": "2031", "value": "1234", "published": "1234", "unit": "t", "status": "normal",
}  # fmt: skip


# Dossiers were shared by a module of their own before they were a shelf.
SHARING = import_module("loaders.own.shelf" if find_spec("loaders.own.shelf") else "loaders.own.dossiers")


def main() -> None:
    """Put both in; the keys that they have."""
    figures = pd.DataFrame([FIGURE]).reindex(columns=TEXTS, fill_value="").astype("str")
    content = figures.to_csv(index=False).encode()
    sha256 = hashlib.sha256(content).hexdigest()
    grants = pd.DataFrame(columns=COLUMNS, dtype="str")
    given = SimpleNamespace(name="suivi.csv", figures=figures, grants=grants, sha256=sha256)
    database = open_database()
    done = publish(database, given, content=content, author="Anne Roy", title="Tonnages", on_progress=lambda said: None)
    shelf = getattr(SHARING, "DOSSIERS", SHARING)
    dossier = shelf.create(database, SHARING.Draft("Bureau du 4 mai", "{}"), author="Anne Roy")
    print(done.key, dossier.key)


if __name__ == "__main__":
    main()
