"""The data of a map with its contours: GeoJSON, GeoPackage and GeoParquet, one row per territory of the map."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd

from loaders.catalog import load_catalog
from pages.exports.stamp import make_stamp
from pages.parts.french import STATUS_LABELS
from pages.parts.geometry import read_level
from pages.parts.notes import source_texts
from pages.views.content import Content

LAYER = "terril"


def build_layer(content: Content) -> gpd.GeoDataFrame:
    """One row per territory of the level of a view, those without value too: code, name, year, value, unit, status.

    EPSG:4326, as GeoJSON asks for. `status` is in the words of the page.
    """
    ground = read_level(load_catalog(), content.view.level)[["code", "name", "geometry"]]
    rows = content.rows.assign(code=content.rows["territory"].astype(str)).drop_duplicates("code")
    kept = rows[["code", "value", "status", "source", "locator", "published", "note", "id"]]
    joined = ground.merge(kept, on="code", how="left")
    statuses = joined["status"].astype("object").where(joined["status"].notna(), "missing")
    texts = {s: " ; ".join(source_texts([s])) for s in joined["source"].dropna().astype(str).unique()}
    layer = joined.assign(
        indicator=content.series.name,
        year=content.year,
        unit=content.series.unit,
        value=joined["value"].astype("float64"),
        status=statuses.map(STATUS_LABELS),
        source=joined["source"].astype("object").map(texts).fillna(""),
    )
    for column in ("locator", "published", "note", "id"):
        layer[column] = layer[column].astype("object").where(layer[column].notna(), "")
    order = ["code", "name", "indicator", "year", "value", "unit", "status"]
    return gpd.GeoDataFrame(layer[[*order, "source", "locator", "published", "note", "id", "geometry"]], crs=4326)


def write_geojson(content: Content, *, base: str = "") -> bytes:
    """GeoJSON (RFC 7946) with the stamp of the view as a member of its own."""
    layer = build_layer(content)
    body = json.loads(layer.to_json(drop_id=True))
    body.pop("crs", None)
    return json.dumps({"metadata": make_stamp(content, base=base), **body}, ensure_ascii=False).encode()


def write_geopackage(content: Content, *, base: str = "") -> bytes:
    """A GeoPackage of one layer; the stamp is its description."""
    stamp = " | ".join(f"{label} : {said}" for label, said in make_stamp(content, base=base).items() if said)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "terril.gpkg"
        build_layer(content).to_file(
            path, layer=LAYER, driver="GPKG", engine="pyogrio", layer_options={"DESCRIPTION": stamp}
        )
        return path.read_bytes()


def write_geoparquet(content: Content) -> bytes:
    """GeoParquet 1.0, which GeoPandas, DuckDB and QGIS read."""
    body = io.BytesIO()
    build_layer(content).to_parquet(body, index=False)
    return body.getvalue()


def write_parquet(content: Content) -> bytes:
    """The rows of any view as Parquet, in codes; a map has its contours too."""
    if content.view.kind == "map":
        return write_geoparquet(content)
    body = io.BytesIO()
    pd.DataFrame(content.rows).to_parquet(body, index=False)
    return body.getvalue()
