"""A static D3 page: the communes joined once, their fill set anew for each year; every file compressed once."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.bench.material import FOREVER, HEIGHT, WIDTH, load_material, pack

D3 = "7.9.0"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "terril-bench"


def fetch_d3() -> Path | None:
    """The library, taken once with npm and kept in the user's cache; None where there is no npm or it fails."""
    file = CACHE / f"d3-{D3}.min.js"
    if file.exists():
        return file
    npm = shutil.which("npm")
    if npm is None:
        return None
    CACHE.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run([npm, "pack", f"d3@{D3}", "--silent"], cwd=CACHE, capture_output=True, text=True)
    if packed.returncode:
        return None
    archive = CACHE / packed.stdout.split()[-1]
    with tarfile.open(archive) as files:
        member = files.extractfile("package/dist/d3.min.js")
        if member is None:
            return None
        partial = file.with_suffix(".part")
        partial.write_bytes(member.read())
    partial.rename(file)
    archive.unlink()
    return file


def wind_for_d3(collection: dict[str, Any]) -> dict[str, Any]:
    """The same collection with clockwise exteriors, as d3-geo wants them, against RFC 7946."""
    features = []
    for feature in collection["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        turned = [[ring[::-1] for ring in polygon] for polygon in polygons]
        features.append({**feature, "geometry": {"type": "MultiPolygon", "coordinates": turned}})
    return {**collection, "features": features}


def make_app(library: Path) -> Starlette:
    """Four files: the page, D3, the contours, the values."""
    table = {name: value for name, value in asdict(load_material()).items() if name != "geojson"}
    page = (Path(__file__).parent / "d3.html").read_text(encoding="utf-8")
    page = page.replace("WIDTH", str(WIDTH)).replace("HEIGHT", str(HEIGHT))
    files = {
        "/": (gzip.compress(page.encode(), 9), "text/html"),
        "/d3.min.js": (gzip.compress(library.read_bytes(), 9), "text/javascript"),
        "/contours.json": (pack(wind_for_d3(load_material().geojson)), "application/json"),
        "/values.json": (pack(table), "application/json"),
    }

    async def send_file(request: Request) -> Response:
        """One of the files."""
        body, kind = files[request.url.path]
        return Response(body, media_type=kind, headers={"Content-Encoding": "gzip", "Cache-Control": FOREVER})

    return Starlette(routes=[Route(path, send_file) for path in files])


if __name__ == "__main__":
    found = fetch_d3()
    if found is None:
        sys.exit("npm is not there or did not bring D3: this page cannot be served.")
    uvicorn.run(make_app(found), host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
