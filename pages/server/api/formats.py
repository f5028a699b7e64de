"""The forms of an answer: JSON, CSV of machines and of French offices, Parquet, Arrow, XLSX, all made of one table."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
from pandas.api.types import is_bool_dtype
from pyarrow import feather, parquet

from pages.files.csv import write_plain_csv, write_tidy_csv
from pages.files.workbook import write_rows_workbook
from pages.server.api.rows import Row, read_type
from pages.server.api.sdmx import write_sdmx
from pages.words.french import STATUS_LABELS

# More than any source prints; a quotient has the same digits in every form.
DECIMALS = 8
TYPES: dict[Any, pa.DataType] = {
    str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), list[str]: pa.list_(pa.string())
}  # fmt: skip
HEAD = b"terril"


class Form(NamedTuple):
    """A form: its name, its type, how many rows it has at most, and unless more are asked for."""

    label: str
    mime: str
    most: int
    usual: int


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {
    "json": Form("JSON", "application/json", 10_000, 1_000),
    "csv": Form("CSV pour logiciel : virgule, point décimal", "text/csv; charset=utf-8", 100_000, 100_000),
    "fr.csv": Form("CSV pour tableur : point-virgule, virgule décimale", "text/csv; charset=utf-8", 100_000, 100_000),
    "parquet": Form("Parquet", "application/vnd.apache.parquet", 100_000, 100_000),
    "arrow": Form("Arrow (Feather 2)", "application/vnd.apache.arrow.file", 100_000, 100_000),
    "xlsx": Form("XLSX", XLSX, 10_000, 10_000),
}
# Of the series alone, which have one figure a year.
SDMX = Form("SDMX-CSV 2.0", "application/vnd.sdmx.data+csv; version=2.0.0", 100_000, 100_000)
GEOMETRY = {
    "geojson": Form("GeoJSON", "application/geo+json", 100_000, 100_000),
    "topojson": Form("TopoJSON", "application/topo+json", 100_000, 100_000),
}


def make_table(rows: pd.DataFrame, model: type[Row], fields: Sequence[str]) -> pa.Table:
    """The rows in typed columns, those of the model, empty or not."""
    columns, names = [], []
    for name in fields:
        plain, is_nullable = read_type(model.model_fields[name].annotation)
        values = rows[name]
        if plain is float:
            values = values.astype("float64").round(DECIMALS)
        elif plain is int:
            values = values.astype("Int64")
        elif plain is str:
            values = values.astype("object").where(values.notna(), None if is_nullable else "")
            values = values.map(lambda one: one if one is None else str(one))
        elif plain is bool:
            values = values.astype(bool)
        else:
            # Of no row, pandas takes a column of lists for one of words.
            values = values.astype("object")
        columns.append(pa.array(values, type=TYPES[plain], from_pandas=True))
        names.append(name)
    return pa.table(dict(zip(names, columns, strict=True)))


def write_json(body: Any) -> bytes:
    """JSON without what JSON does not have: a number that is none is null."""
    return json.dumps(body, ensure_ascii=False, allow_nan=False, default=_write_other).encode()


def _write_other(one: Any) -> Any:
    """What json does not know: numbers of numpy and pandas, days."""
    if hasattr(one, "item"):
        return one.item()
    return None if one is pd.NA or one is pd.NaT else str(one)


def clean(one: Any) -> Any:
    """The same without infinities and numbers that are none, down to the leaves."""
    if isinstance(one, Mapping):
        return {str(name): clean(value) for name, value in one.items()}
    if isinstance(one, list | tuple):
        return [clean(value) for value in one]
    if hasattr(one, "item"):
        one = one.item()
    if isinstance(one, float):
        return round(one, DECIMALS) if abs(one) < float("inf") else None
    return None if one is pd.NA or one is pd.NaT else one


def write_table(
    table: pa.Table, form: str, model: type[Row], meta: Mapping[str, Any], told: Mapping[str, Any]
) -> bytes:
    """A table in a form; what is said beside it is in JSON whole, in Parquet and Arrow among the metadata."""
    if form == "json":
        return write_json({"meta": meta, **clean(told), "rows": table.to_pylist()})
    if form in ("parquet", "arrow"):
        head = {**(table.schema.metadata or {}), HEAD: write_json({**meta, **clean(told)})}
        table, body = table.replace_schema_metadata(head), io.BytesIO()
        if form == "parquet":
            parquet.write_table(table, body, compression="zstd")
        else:
            feather.write_feather(table, body, compression="uncompressed")
        return body.getvalue()
    frame = _flatten(table)
    if form == "sdmx.csv":
        return write_sdmx(frame)
    if form == "csv":
        flags = {name: frame[name].map({True: "true", False: "false"}) for name in frame if is_bool_dtype(frame[name])}
        return write_tidy_csv(frame.assign(**flags))
    named = _say(frame).rename(columns={name: str(model.model_fields[name].title) for name in frame.columns})
    if form == "fr.csv":
        return write_plain_csv(named)
    return write_rows_workbook(
        named, meta["title"], {"Source": "la colonne « Identifiant de la source », ou l’adresse"}
    )


def _say(frame: pd.DataFrame) -> pd.DataFrame:
    """A table in French words: statuses, and what is true or not."""
    said = {name: frame[name].map({True: "oui", False: "non"}) for name in frame if is_bool_dtype(frame[name])}
    if "status" in frame:
        said["status"] = frame["status"].map(STATUS_LABELS)
    return frame.assign(**said)


def _flatten(table: pa.Table) -> pd.DataFrame:
    """A table for a spreadsheet: lists joined, whole numbers whole, what is not known empty."""
    columns: dict[str, Any] = {}
    for name, column in zip(table.column_names, table.columns, strict=True):
        if pa.types.is_list(column.type):
            columns[name] = [";".join(own or ()) for own in column.to_pylist()]
        elif pa.types.is_integer(column.type):
            columns[name] = pd.array(column.to_pylist(), dtype="Int64")
        elif pa.types.is_boolean(column.type):
            columns[name] = pd.array(column.to_pylist(), dtype=bool)
        else:
            columns[name] = column.to_pandas()
    return pd.DataFrame(columns)
