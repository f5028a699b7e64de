"""The data of a map with its contours: GeoJSON, GeoPackage and GeoParquet, one row per territory of the map."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geo.packed import read_all, read_members
from loaders.reading.series import Series
from pages.views.content import Content
from pages.views.data.geography import read_level
from pages.views.stamp import make_stamp
from pages.words.french import STATUS_LABELS
from pages.words.sources import source_texts

LAYER = "terril"
TEXTS = ("locator", "published", "note", "id")
OF_A_CHANGE = ("change", "change_unit", "obstacle")


def build_layer(content: Content) -> gpd.GeoDataFrame:
    """One row per territory of the level of a view, those without value too: code, name, year, value, unit, status.

    A view of several years or of two indicators has one for each of them; that of a change has the change too.

    EPSG:4326, as GeoJSON asks for. `status` is in the words of the page.
    """
    if content.level is None:
        return _build_france(content)
    ground = read_level(content.level, content.selection.departements)[["code", "name", "geometry"]]
    shown = sorted({int(year) for year in content.rows["year"]}) if content.year is None else [content.year]
    parts = [_join(ground, content, panel, year) for panel in content.panels for year in shown]
    joined = pd.concat(parts, ignore_index=True) if parts else _join(ground, content, content.series, None)
    statuses = joined["status"].astype("object").where(joined["status"].notna(), "missing")
    texts = {s: " ; ".join(source_texts([s])) for s in joined["source"].dropna().astype(str).unique()}
    layer = joined.assign(
        value=joined["value"].astype("float64"),
        status=statuses.map(STATUS_LABELS),
        source=joined["source"].astype("object").map(texts).fillna(""),
    )
    own = [column for column in OF_A_CHANGE if column in layer]
    for column in (*TEXTS, *own[1:]):
        layer[column] = layer[column].astype("object").where(layer[column].notna(), "")
    order = ["code", "name", "indicator", "year", "value", "unit", "status", *own, "source", *TEXTS]
    return gpd.GeoDataFrame(layer[[*order, "geometry"]], crs=4326)


def _build_france(content: Content) -> gpd.GeoDataFrame:
    """The communes of the map of France, those of an EPCI or all, with contours."""
    vintage = content.selection.vintage
    chosen = content.selection.territories
    found = read_members(chosen[0], vintage) if chosen else read_all(vintage)
    rows = content.describe().rename(columns={"territory": "code"})
    kept = ["code", "name", "indicator", "year", "value", "unit", "status", "source", "note"]
    joined = rows[kept].merge(found[["code", "geometry"]], on="code", how="left")
    return gpd.GeoDataFrame(joined, geometry="geometry", crs=4326)


def _join(ground: gpd.GeoDataFrame, content: Content, panel: Series, year: int | None) -> pd.DataFrame:
    """Every territory of the map with its row of an indicator in a year, or none."""
    rows = content.rows.assign(code=content.rows["territory"].astype(str))
    is_own = rows["indicator"].astype(str).eq(panel.indicator) & rows["year"].eq(year)
    if len(content.panels) > 1:
        is_own &= rows["scope"].astype(str).eq(str(panel.frame["scope"].iloc[0]) if len(panel.frame) else "")
    columns = [c for c in ("value", "status", *OF_A_CHANGE, "source", *TEXTS) if c in rows]
    kept = rows.loc[is_own, ["code", *columns]].drop_duplicates("code")
    joined = ground.merge(kept, on="code", how="left")
    return joined.assign(indicator=panel.name, year=year, unit=panel.unit)


def write_geojson(content: Content, *, base: str = "") -> bytes:
    """GeoJSON (RFC 7946) with the stamp of the view as a member of its own."""
    layer = build_layer(content)
    plain = layer.drop(columns="geometry").astype("object")
    told = plain.where(plain.notna(), None).to_dict("records")
    features = ",".join(
        f'{{"type":"Feature","properties":{json.dumps(properties, ensure_ascii=False)},"geometry":{contour or "null"}}}'
        for properties, contour in zip(told, shapely.to_geojson(layer.geometry.to_numpy()), strict=True)
    )
    stamp = json.dumps(make_stamp(content, base=base), ensure_ascii=False)
    return f'{{"metadata":{stamp},"type":"FeatureCollection","features":[{features}]}}'.encode()


def write_geopackage(content: Content, *, base: str = "") -> bytes:
    """A GeoPackage of one layer; the stamp is its description."""
    stamp = " | ".join(f"{label} : {said}" for label, said in make_stamp(content, base=base).items() if said)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "terril.gpkg"
        build_layer(content).to_file(
            path, layer=LAYER, driver="GPKG", engine="pyogrio", layer_options={"DESCRIPTION": stamp}
        )
        return path.read_bytes()


def write_geoparquet(content: Content, *, base: str = "") -> bytes:
    """GeoParquet 1.0, which GeoPandas, DuckDB and QGIS read; the stamp is among the metadata that pandas gives back."""
    body = io.BytesIO()
    layer = build_layer(content)
    layer.attrs = dict(make_stamp(content, base=base))
    layer.to_parquet(body, index=False)
    return body.getvalue()


def write_parquet(content: Content, *, base: str = "") -> bytes:
    """The rows of any view as Parquet, in codes; a map has its contours too. `attrs` of pandas hold the stamp."""
    if content.form == "maps":
        return write_geoparquet(content, base=base)
    body = io.BytesIO()
    rows = pd.DataFrame(content.rows)
    rows.attrs = dict(make_stamp(content, base=base))
    rows.to_parquet(body, index=False)
    return body.getvalue()
