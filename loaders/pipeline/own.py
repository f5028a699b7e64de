"""What a service has published of its own, as the build takes it: beside the tables, whole, in one file."""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.catalog import Catalog, add_declared
from loaders.declared import DECLARED, NOTHING, Declared, read_declared
from loaders.pipeline.figures import COLUMNS, KEY, OPTIONAL, FiguresError, hash_key
from loaders.pipeline.former_codes import carry_figures, list_former
from loaders.pipeline.grants import COLUMNS as GRANT_COLUMNS
from loaders.pipeline.grants import make_grants, make_no_grants
from loaders.pipeline.same_grants import find_same
from loaders.statuses import BESIDE
from loaders.tables import DATA, iterate_rows
from loaders.territories.cog import Cog
from loaders.yaml_files import CatalogError

# Where it lies below the folder of the tables.
PUBLISHED, GRANTED = Path("own") / "published.parquet", Path("own") / "granted.parquet"
TEXTS = [*COLUMNS, *OPTIONAL]
# What two publications may both say: the newest stands.
CELL = [name for name in KEY if name != "source"]


@dataclass(frozen=True)
class Own:
    """The figures published, as text in TEXTS, the newest publication first, with what their catalogue entries say.

    `grants` are rows of text in the columns of loaders.pipeline.grants, in the same order.
    """

    figures: pd.DataFrame
    declared: Declared
    grants: pd.DataFrame = field(default_factory=make_no_grants)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is published nor declared."""
        return self.declared.to_text() == ""


def make_empty() -> Own:
    """Nothing published."""
    return Own(pd.DataFrame(columns=TEXTS, dtype="str"), NOTHING)


def read_own(folder: Path = DATA) -> Own:
    """What is published, from below the folder of the tables; nothing where there is no such file."""
    path = folder / PUBLISHED
    if not path.exists():
        return make_empty()
    granted = folder / GRANTED
    grants = pq.read_table(granted).to_pandas() if granted.exists() else make_no_grants()
    return Own(pq.read_table(path).to_pandas(), read_declared(path), grants)


def format_own(own: Own) -> dict[Path, bytes | None]:
    """The files that `read_own` reads, by their place; None for one that has nothing to say."""
    figures = None if own.is_empty else _format(own.figures[TEXTS], own.declared)
    return {PUBLISHED: figures, GRANTED: _format(own.grants[GRANT_COLUMNS], NOTHING) if len(own.grants) else None}


def _format(rows: pd.DataFrame, declared: Declared) -> bytes:
    table = pa.Table.from_pandas(rows.astype("str"), preserve_index=False)
    told = {DECLARED: declared.to_text()} if declared.to_text() else None
    file = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(told), file, compression="zstd", use_dictionary=True)
    return file.getvalue()


def add_own(catalog: Catalog, own: Own) -> Catalog:
    """The catalogue with the entries of what is published. An indicator that no longer goes with it is left out."""
    try:
        return add_declared(catalog, own.declared)
    except CatalogError:
        kept = {}
        for key, record in own.declared.indicators.items():
            try:
                add_declared(catalog, Declared(indicators={key: record}))
            except CatalogError:
                continue
            kept[key] = record
        return add_declared(catalog, replace(own.declared, indicators=kept))


def choose_own(own: Own, catalog: Catalog, territories: Collection[str], cog: Cog) -> pd.DataFrame:
    """The figures to build of, with their `id`: of each cell that of the newest publication, in the codes of `cog`.

    What no longer goes with the catalogue (an indicator that is gone, another unit, a code that cannot pass) is left
    out: it stays where it was put in, and must not keep the rest from being built.
    """
    rows = own.figures
    if rows.empty:
        return rows.assign(id=[], file=[], line=[])
    units = {key: entry.unit for key, entry in catalog.indicators.items()}
    former = list_former(cog) - {*territories}
    fits = rows["unit"].eq(rows["indicator"].map(units)) & rows["source"].isin(list(catalog.sources))
    rows = rows[fits & rows["territory"].isin({*territories, *former})]
    rows = rows.assign(is_beside=rows["status"].isin(BESIDE).astype(str))
    rows = rows[~rows.duplicated(CELL)] if rows["source"].nunique() > 1 else rows
    rows = rows.assign(id=identify_rows(rows), file=rows["source"], line=rows["lines"]).drop(columns="is_beside")
    if not rows["territory"].isin(former).any():
        return rows
    try:
        return carry_figures(rows, catalog, cog)
    except FiguresError:
        return rows[~rows["territory"].isin(former)]


def choose_own_grants(own: Own, others: pd.DataFrame, catalog: Catalog, territories: Collection[str]) -> pd.DataFrame:
    """The grants to build of, as the table has them: of the same grant in two publications that of the newest, and none
    that is in the grants of `others` already. A place that is known no more is left empty.
    """
    rows = own.grants[own.grants["source"].isin(list(catalog.sources))]
    for name in ("commune", "epci"):
        rows = rows.assign(**{name: rows[name].where(rows[name].isin(list(territories)), "")})
    there = others.rename(columns={"montant": "value"})
    kept: list[pd.DataFrame] = []
    for _, group in rows.groupby("source", sort=False):
        fresh = group[find_same(group, pd.concat([there, *kept], ignore_index=True)) < 0]
        kept.append(fresh)
    return make_grants(pd.concat(kept, ignore_index=True) if kept else make_no_grants())


def identify_rows(rows: pd.DataFrame) -> list[str]:
    """The ids of many figures, as loaders.pipeline.figures.identify makes that of one."""
    told = rows.assign(is_beside=rows["status"].isin(BESIDE).astype(str))
    return [hash_key(key) for key in iterate_rows(told[list(KEY)])]
