"""The outlines of a level as GeoJSON or TopoJSON, of some départements or of the whole country, in either vintage."""

from __future__ import annotations

from geo.boundaries import geojson, read_boundaries, topojson
from geo.kept import CONTOURS, keep
from loaders.catalog import load_catalog
from loaders.levels import OUTLINED, OutlinedLevel
from pages.server.api.answers import Answer
from pages.server.api.formats import write_json
from pages.server.api.problems import ProblemError, require_found, require_known
from pages.server.api.queries import GeometryQuery
from pages.server.api.reading import read_codes_of
from pages.words.paths import API_V1


def read_geometry(level: str, asked: GeometryQuery, form: str) -> Answer:
    """The outlines in a form, « geojson » or « topojson »; those of communes are of some départements, for the whole
    country is 40 MB of text."""
    require_found(level, dict.fromkeys(OUTLINED), f"{API_V1}/geometry")
    require_known("departement", asked.departement, {*read_codes_of("departement")}, f"{API_V1}/territories")
    if level == "commune" and not asked.departement:
        raise ProblemError(
            "refused",
            "« departement » attendu pour les contours des communes : vingt au plus, séparés par des virgules.",
            "“departement” expected for the outlines of communes: twenty at most, with commas between them.",
        )
    vintage = int(asked.vintage) if asked.vintage else load_catalog().deployment.vintage
    return Answer(whole=_write(level, vintage, asked.departement, form))  # type: ignore[arg-type]


@keep(CONTOURS)
def _write(level: OutlinedLevel, vintage: int, departements: tuple[str, ...], form: str) -> bytes:
    frame = read_boundaries(level, vintage, departements=departements or None)
    outlines = topojson(frame, level) if form == "topojson" else geojson(frame)
    return write_json(outlines | {"vintage": vintage, "source": "IGN et INSEE, Licence Ouverte 2.0"})


def list_levels() -> Answer:
    """The levels that have outlines."""
    return Answer(whole=[{"id": level, "address": f"{API_V1}/geometry/{level}.geojson"} for level in OUTLINED])
