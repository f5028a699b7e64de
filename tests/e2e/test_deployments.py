"""Another deployment is started as a reader would, and its maps are looked at in a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from loaders.catalog import ROOT
from tests.browser import serve, wait_ready


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the Pas-de-Calais with the Nord."""
    setting: Path = tmp_path_factory.mktemp("both") / "deployment.yaml"
    setting.write_text("departements: [D62, D59]\nhome: PMA\n", encoding="utf-8")
    environment = os.environ | {"TERRIL_DEPLOYMENT": str(setting)}
    subprocess.run([sys.executable, "-m", "loaders", "build"], cwd=ROOT, env=environment, check=True)
    with serve(deployment=setting) as started:
        yield started


@pytest.mark.parametrize(("level", "count"), [("Communes", 887 + 647), ("EPCI", 20 + 17 - 1)])
def test_a_map_of_two_départements_draws_the_territories_of_both(level: str, count: int, page: Page, both: str) -> None:
    page.set_default_timeout(90_000)  # the first reader of a server that still warms up
    page.goto(f"{both}/?niveau={level}")
    wait_ready(page)
    shapes = page.locator(".map-host path[data-code]")
    shapes.first.wait_for(state="attached")
    expect(shapes).to_have_count(count)


def test_nothing_overlaps_where_a_ranking_is_empty(page: Page, both: str) -> None:
    page.goto(f"{both}/logement?indicateur=Aides de l'Anah à la rénovation des logements privés&niveau=Départements")
    wait_ready(page)
    page.get_by_text("Aucun territoire de ce niveau n’a de donnée pour ce choix.").wait_for()
    assert page.locator(".st-key-add-ranking-housing").count() == 0, "there is nothing to put into a dossier"
