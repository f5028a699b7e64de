"""The figures transcribed in data/figures: read, checked row by row, and turned into observations."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from loaders.catalog import Catalog, Indicator, parse_scope
from loaders.pipeline.linked import POPULATION
from loaders.statuses import BESIDE, NO_DUE_YEAR, STATUSES, VALUELESS, split_warnings

COLUMNS = [
    "source",
    "lines",
    "section",
    "indicator",
    "territory",
    "place",
    "year",
    "period",
    "published",
    "value",
    "unit",
    "status",
    "break_before",
    "scope",
    "note",
]
# What a file may add: a caveat of this figure, another value of the same thing, a newer delivery of it.
OPTIONAL = ["warning", "variant", "revision"]
KEY = ("indicator", "territory", "place", "period", "scope", "is_beside", "source", "variant")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one row: where, what was expected, what was found."""

    file: str
    line: int
    column: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.file}, ligne {self.line}, colonne « {self.column} » : {self.expected} ; trouvé « {self.found} »."


class FiguresError(ValueError):
    """The rows that cannot be taken, one sentence a line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def read_rows(path: Path, columns: list[str], optional: Sequence[str] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of a figures file with its line number, columns that may be absent as "".

    Raises FiguresError where the header is not the expected one.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        extra = header[len(columns) :]
        if header[: len(columns)] != columns or extra != [name for name in optional if name in extra]:
            expected = ",".join(columns) + "".join(f"[,{name}]" for name in optional)
            raise FiguresError([Fault(path.name, 1, "en-tête", expected, ",".join(header))])
        for cells in reader:
            if len(cells) != len(header):
                found = str(len(cells))
                raise FiguresError([Fault(path.name, reader.line_num, "ligne", f"{len(header)} cellules", found)])
            row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
            yield reader.line_num, dict.fromkeys(optional, "") | row


def may_be_negative(indicator: Indicator) -> bool:
    """Whether a value of an indicator may be below zero."""
    return indicator.signed or indicator.kind == "ratio"


def check_row(row: dict[str, str], catalog: Catalog, territories: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a row, as (column, expected, found); nothing where it stands."""
    indicator = catalog.indicators.get(row["indicator"])
    if indicator is None:
        yield "indicator", "un indicateur du catalogue", row["indicator"]
    elif row["unit"] != indicator.unit:
        yield "unit", f"l'unité de l'indicateur, {indicator.unit}", row["unit"]
    if row["territory"] not in territories:
        yield "territory", "un territoire connu (code INSEE, SIREN ou code du catalogue)", row["territory"]
    if row["source"] not in catalog.sources:
        yield "source", "une source de sources.yaml", row["source"]
    if not row["lines"]:
        yield "lines", "l'endroit où le chiffre est imprimé", ""
    if row["status"] not in STATUSES:
        yield "status", "un statut parmi " + ", ".join(sorted(STATUSES)), row["status"]
    # The contours carry it too, and every division by it would tell it.
    if row["indicator"] == POPULATION and row["status"] == "confidential":
        yield "status", "un autre : un décret authentifie chaque année les populations légales", row["status"]
    if not row["year"].isdigit() or not 1990 <= int(row["year"]) <= 2100:
        yield "year", "une année entre 1990 et 2100", row["year"]
    for warning in split_warnings(row["warning"]):
        if warning not in catalog.warnings:
            yield "warning", "des avertissements de warnings.yaml, séparés par « ; »", warning
    if NO_DUE_YEAR in split_warnings(row["warning"]) and row["status"] not in BESIDE:
        yield "warning", "no_due_year pour un objectif, une prévision, un seuil ou une offre", row["status"]
    for column in ("variant", "revision"):
        if row[column] and not row[column].isdigit():
            yield column, "un nombre entier ou rien", row[column]
    if row["break_before"] not in {"", "1"}:
        yield "break_before", "1 ou rien", row["break_before"]
    yield from _check_value(row, signed=indicator is None or may_be_negative(indicator))
    for name, member in parse_scope(row["scope"]).items():
        if name not in catalog.dimensions:
            yield "scope", "une dimension du catalogue", name
        elif member not in catalog.dimensions[name].members:
            yield "scope", f"un membre de la dimension {name}", member


def _check_value(row: dict[str, str], *, signed: bool) -> Iterator[tuple[str, str, str]]:
    value = row["value"]
    if row["status"] in VALUELESS:
        if value:
            yield "value", f"aucune valeur pour le statut {row['status']}", value
    elif not _NUMBER.fullmatch(value):
        yield "value", "un nombre écrit avec un point décimal", value
    elif not signed and float(value) < 0:
        yield "value", "une quantité positive ou nulle", value


def key_of(row: dict[str, str]) -> tuple[str, ...]:
    """What makes a figure the one it is, whatever its value and its delivery."""
    return tuple({**row, "is_beside": str(row["status"] in BESIDE)}[part] for part in KEY)


def identify(row: dict[str, str]) -> str:
    """The id of a figure in an address, ten hexadecimal characters made from its key: the same in every build."""
    return hash_key(key_of(row))


def hash_key(key: Iterable[str]) -> str:
    """The id of the figure of a key, in the order of KEY."""
    return hashlib.sha256("|".join(key).encode()).hexdigest()[:10]


def read_figures(folder: Path, catalog: Catalog, territories: Collection[str]) -> pd.DataFrame:
    """Every row of data/figures/*.csv that is a figure, checked, as strings with `file` and `line`.

    Raises FiguresError with every fault of every file: an unknown indicator, territory or source, a value without
    source, a duplicate key, a negative quantity, a year outside 1990-2100.
    """
    faults: list[Fault] = []
    rows: list[dict[str, str]] = []
    seen: dict[tuple[str, ...], str] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.name.startswith("grants"):
            continue
        for line, row in read_rows(path, COLUMNS, OPTIONAL):
            faults += [Fault(path.name, line, *fault) for fault in check_row(row, catalog, territories)]
            key = (*key_of(row), row["revision"])
            here = f"{path.name}, ligne {line}"
            if key in seen:
                faults.append(Fault(path.name, line, "clé", f"une clé nouvelle (déjà en {seen[key]})", " / ".join(key)))
            seen[key] = here
            rows.append({**row, "id": identify(row), "file": path.name, "line": str(line)})
    if faults:
        raise FiguresError(faults)
    return pd.DataFrame(rows, columns=[*COLUMNS, *OPTIONAL, "id", "file", "line"])
