"""The grants as things that have an amount: which line a grant is, and what stands of it in the tables that are served.

No import replaces a file of grants: those of documents have no earlier state but what git keeps, and those of a service
are remembered by its publications.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from geo.kept import TABLES, keep
from loaders import store
from loaders.own.memory.spans import Span, Thing, make_texts
from loaders.pipeline.grants import identify_lines
from loaders.pipeline.remarks import GRANT

# What a span of a grant has beside the columns of a figure.
WHO = ("nomAttribuant", "nomBeneficiaire", "objet")


@keep(TABLES)
def read_lines() -> pd.Series:
    """What names the line of each grant that is served, by its id."""
    grants = store.load_grants()
    return pd.Series(identify_lines(grants).to_numpy(), grants["id"], dtype="str")


def find_line(grant: pd.Series) -> Thing:
    """What something is said of, of a grant in a row of the table."""
    where = str(grant["commune"] or grant["epci"])
    line = str(read_lines()[grant["id"]])
    return Thing(GRANT, where, line, str(grant["year"]), str(grant["period"]), "", is_beside=False)


def load_line(place: str) -> pd.DataFrame:
    """The grants of a line that are served: one, or none where it is no more."""
    lines = read_lines()
    found = [store.load_grant(str(grant)) for grant in lines.index[lines.eq(place)]]
    return pd.concat(found, ignore_index=True) if found else store.load_grant("")


def list_present(thing: Thing) -> tuple[Span, ...]:
    """What the tables say of a grant."""
    rows = load_line(thing.place).rename(columns={"montant": "value", "locator": "lines"}).to_dict("records")
    return tuple(Span(write_texts(thing, row), "printed") for row in rows)


def write_texts(thing: Thing, row: Mapping[Any, Any]) -> dict[str, str]:
    """A grant as a row of figures, with WHO."""
    named = ("source", "lines", "section", "published", "status", "note", *WHO)
    value = "" if pd.isna(row["value"]) or row["value"] == "" else repr(float(row["value"]))
    return {**make_texts(thing), **{name: str(row[name]) for name in named}, "value": value, "unit": "EUR"}


def is_kept_back(present: Sequence[Span], *, is_own: bool, has_secret: bool) -> bool:
    """Whether what a grant was could tell what is withheld: a list with a secret tells it by what it lacks.

    `is_own` where a list of the service had it, `has_secret` where such a list ever had a confidential grant. A grant
    of a document that stands no more may be withheld itself.
    """
    if is_own:
        return has_secret
    withheld = {*store.load_withheld()["source"]}
    return not withheld.isdisjoint(span.row["source"] for span in present) or (bool(withheld) and not present)
