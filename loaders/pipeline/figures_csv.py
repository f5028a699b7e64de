"""Writing a figures file so that the same figures always give the same bytes."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd

from loaders.csv_files import write_csv
from loaders.pipeline.figures import COLUMNS
from loaders.statuses import are_results
from loaders.yaml_files import CatalogError

SORTED_BY = ["indicator", "territory", "place", "year", "period", "scope", "status"]
UNIQUE_BY = ["indicator", "territory", "place", "period", "scope", "is_beside"]


def make_figures(frame: pd.DataFrame, **constants: object) -> pd.DataFrame:
    """A frame in the columns of a figures file: `constants` fill whole columns, what is left out is empty.

    `status` is normal, or missing where there is no value; `period` is the year unless it is given.
    """
    figures = frame.assign(**constants)
    if "period" not in figures:
        figures["period"] = figures["year"].astype(str)
    if "status" not in figures:
        figures["status"] = figures["value"].isna().map({True: "missing", False: "normal"})
    return figures.reindex(columns=COLUMNS, fill_value="").reset_index(drop=True)


def format_number(number: float) -> str:
    """A number as text: at most six decimals, no .0, no exponent; nothing for NaN."""
    if math.isnan(number):
        return ""
    return f"{round(number, 6):.6f}".rstrip("0").rstrip(".")


def format_figures(frame: pd.DataFrame) -> pd.DataFrame:
    """Figures as text, sorted by key. Raises CatalogError where two rows have one key."""
    figures = frame.assign(is_beside=~are_results(frame["status"]))
    twice = figures[figures.duplicated(UNIQUE_BY, keep=False)]
    if len(twice):
        key = " / ".join(str(part) for part in twice[UNIQUE_BY].iloc[0])
        raise CatalogError(f"{len(twice)} lignes partagent une clé, dont {key}. Une clé attendue par chiffre.")
    ordered = figures.sort_values(SORTED_BY, kind="stable")[COLUMNS]
    ordered["value"] = pd.to_numeric(ordered["value"]).map(format_number)
    return ordered.astype("str").reset_index(drop=True)


def write_figures(frame: pd.DataFrame, path: Path) -> None:
    """Write figures sorted by key, in UTF-8 with LF. Raises CatalogError where two rows have one key."""
    write_csv(format_figures(frame), path)
