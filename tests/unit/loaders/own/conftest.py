"""A small installation with a database of its own, in SQLite or in PostgreSQL, and files that a service would drop."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest

from loaders.own.database.opening import Database, Place, open_database
from loaders.pipeline.grants import make_no_grants
from loaders.pipeline.own import TEXTS
from tests.proof import IS_PROOF
from tests.service.postgres import MISSING, Cluster, run_cluster
from tests.service.small_place import being_small, lay_down, lay_tables

LENS, BETHUNE, HENIN = "246200364", "200072460", "246200299"


@dataclass(frozen=True)
class Dropped:
    """A file that was understood."""

    name: str
    content: bytes
    figures: pd.DataFrame
    grants: pd.DataFrame = field(default_factory=make_no_grants)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def drop(*rows: dict[str, str], name: str = "suivi.csv") -> Dropped:
    """A file of tonnes collected; a row says only what matters to its test."""
    usual = {
        "section": "Feuil1", "indicator": "waste.collected", "territory": LENS, "year": "2024", "value": "1500",
        "unit": "t", "status": "normal",
    }  # fmt: skip
    filled = [
        {"lines": str(n), "period": row.get("year", "2024"), "published": row.get("value", "1500"), **usual, **row}
        for n, row in enumerate(rows, 2)
    ]
    figures = pd.DataFrame(filled).reindex(columns=TEXTS, fill_value="").fillna("").astype("str")
    return Dropped(name, figures.to_csv(index=False).encode(), figures)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster | None]:
    with run_cluster() as found:
        yield found


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An installation with the figures of one file."""
    with being_small():
        yield lay_down(tmp_path)


# Each test on both in `make proof`; in `make test` on PostgreSQL those alone that ask for it.
@pytest.fixture(params=["sqlite", "postgresql"] if IS_PROOF else ["sqlite"])
def database(request: pytest.FixtureRequest, place: Place, cluster: Cluster | None) -> Iterator[Database]:
    """A database, and the tables made of the figures alone."""
    if request.param == "postgresql" and cluster is None:
        pytest.skip(MISSING)
    url = cluster.make_base() if cluster and request.param == "postgresql" else None
    opened = open_database(url, place=place)
    lay_tables(place)
    yield opened
    opened.engine.dispose()
