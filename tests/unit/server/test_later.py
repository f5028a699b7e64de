"""Routes that are read later answer as if they had been read at once, and none is forgotten."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Match

from loaders.catalog import ROOT
from pages.server import health, later, scripts, style
from tests import asked

HEAVY = {"geopandas", "pages.views.content", "pages.server.panel"}
AT_ONCE = {Path(module.__file__).stem for module in (health, scripts, style)}


@pytest.mark.parametrize("module", later.PATHS)
def test_a_route_of_a_module_is_found_by_the_path_that_stands_for_it(module: str) -> None:
    for route in import_module(f"pages.server.{module}").routes:
        scope = {"type": "http", "path": route.path.replace("{name}", "x").replace(":path}", "}"), "method": "GET"}
        first = next(r for r in later.routes if r.matches(scope)[0] is Match.FULL)
        assert first.endpoint.module == module, route.path


def test_every_module_with_routes_answers_at_once_or_later() -> None:
    folder = ROOT / "pages" / "server"
    paths = [p for p in folder.rglob("*.py") if "\nroutes = [" in p.read_text(encoding="utf-8")]
    named = [".".join(p.relative_to(folder).with_suffix("").parts) for p in paths]
    with_routes = {name.removesuffix(".__init__") for name in named}
    assert with_routes - {"later"} == AT_ONCE | set(later.PATHS)


def test_a_later_route_answers_and_what_no_route_knows_is_not_found() -> None:
    app = Starlette(routes=later.routes)
    statuses = [asked.get(app, path).status for path in ("/style/empty.json", "/contours/absent", "/valeurs/absent")]
    assert statuses == [200, 404, 404]


def test_the_launcher_reads_neither_geometry_nor_views() -> None:
    said = f"import sys, dashboard; print(sorted({HEAVY} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
