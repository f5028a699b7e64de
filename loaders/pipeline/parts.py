"""Rows of publishers' lists that computed sums are made of: projects, and communes without a figure of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from loaders.catalog import Catalog, parse_scope
from loaders.csv_files import write_csv
from loaders.pipeline.figures import Fault, FiguresError, read_rows
from loaders.pipeline.figures_csv import format_number

# `territory`, `epci` and `departement` are those whose sums count the row; `recipient` is the member of that dimension;
# `commune` is where the row is, under its code of the time; `code` is what the publisher knows the beneficiary by.
COLUMNS = [
    "source",
    "locator",
    "year",
    "scope",
    "recipient",
    "territory",
    "epci",
    "departement",
    "name",
    "code",
    "commune",
    "object",
]
VALUES = [
    "subsidies.received_amount",
    "subsidies.received_cost",
    "subsidies.received_projects",
    "subsidies.adulte_relais_amount",
    "subsidies.adulte_relais_posts",
    "subsidies.fonjep_amount",
    "subsidies.fonjep_posts",
    "housing.authorised",
    "housing.started",
    "population.municipal",
    "water.produced",
    "water.imported",
    "water.distributed",
    "water.billed",
    "water.consumed",
    "water.lost",
    "water.subscribers",
    "water.network_length",
    "water.served_population",
    "sanitation.billed",
    "sanitation.subscribers",
    "sanitation.network_length",
    "sanitation.served_population",
    "sanitation.individual_population",
]
PERSON = re.compile(r"(?:mm?|mr|mme|mlle|monsieur|madame|mademoiselle)\b\.?\s", re.IGNORECASE)
HIDDEN = "Personne physique"
NUMBER = re.compile(r"\d+(\.\d+)?")


def format_parts(parts: pd.DataFrame) -> pd.DataFrame:
    """The rows of a list as text, sorted, without the name nor the number of a natural person."""
    values = [name for name in VALUES if name in parts]
    written = parts.reindex(columns=[*COLUMNS, *values], fill_value="")
    for name in ("name", "object"):
        written[name] = written[name].str.split().str.join(" ")
    is_person = written["name"].str.match(PERSON)
    written = written.assign(name=written["name"].mask(is_person, HIDDEN), code=written["code"].mask(is_person, ""))
    written = written.sort_values(["year", "locator", "commune"], kind="stable")
    for name in values:
        written[name] = written[name].map(format_number)
    return written.astype("str").reset_index(drop=True)


def write_parts(parts: pd.DataFrame, path: Path) -> None:
    """Write the rows of a list in UTF-8 with LF."""
    write_csv(format_parts(parts), path)


def read_parts(folder: Path, catalog: Catalog) -> pd.DataFrame:
    """The rows of the lists in `folder`, one per value: COLUMNS, `indicator`, `value`; none where there is no folder.

    Raises FiguresError with every fault: an unknown source or scope, no place in the list, a value that is no number,
    a natural person named.
    """
    faults: list[Fault] = []
    rows: list[dict[str, object]] = []
    for path in sorted(folder.glob("*.csv")):
        for line, row in read_rows(path, COLUMNS, VALUES):
            given = {name: row[name] for name in VALUES if row[name]}
            known = all(
                name in catalog.dimensions and member in catalog.dimensions[name].members
                for name, member in parse_scope(row["scope"]).items()
            )
            expectations = [
                ("source", "une source de sources.yaml", row["source"] in catalog.sources),
                ("locator", "la place de la ligne dans la liste", bool(row["locator"])),
                ("year", "une année entre 1990 et 2100", row["year"].isdigit() and 1990 <= int(row["year"]) <= 2100),
                ("scope", "des dimensions du catalogue", known),
                ("name", "aucune personne physique", PERSON.match(row["name"]) is None),
                *((name, "un nombre positif ou nul", bool(NUMBER.fullmatch(text))) for name, text in given.items()),
            ]
            faults += [Fault(path.name, line, name, text, row[name]) for name, text, holds in expectations if not holds]
            rows += [
                {**{name: row[name] for name in COLUMNS}, "indicator": name, "value": text}
                for name, text in given.items()
            ]
    if faults:
        raise FiguresError(faults)
    parts = pd.DataFrame(rows, columns=[*COLUMNS, "indicator", "value"])
    parts["value"] = pd.to_numeric(parts["value"]).astype("float64")
    parts["year"] = pd.to_numeric(parts["year"]).astype("int16")
    return parts.sort_values(["source", "indicator", "year", "scope", "locator", "commune"], ignore_index=True)
