"""One setting makes another installation: the Nord alone, and the Pas-de-Calais with the Nord, are built and opened."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from geo.boundaries import read_attributes
from loaders.catalog import ROOT
from tests.deployed import PAGES
from tests.proof import IS_PROOF

SETTINGS = {
    "nord": 'departements: [D59]\nhome: "200093201"\nvintage: 2025\n',
    "both": "departements: [D62, D59]\nhome: PMA\nvintage: 2025\n",
}
# A browser opens both departments in `make test`, in tests/e2e.
BUILT = SETTINGS if IS_PROOF else {"nord": SETTINGS["nord"]}


class Shown(dict[str, dict[str, Any]]):
    """What each deployment shows."""

    def __missing__(self, name: str) -> dict[str, Any]:
        pytest.skip(f"l’installation « {name} » : dans make proof")


def build(name: str, folder: Path) -> dict[str, str]:
    """The environment of a deployment, built in a folder."""
    setting = folder / "deployment.yaml"
    setting.write_text(SETTINGS[name], encoding="utf-8")
    environment = os.environ | {"TERRIL_DEPLOYMENT": str(setting)}
    subprocess.run([sys.executable, "-m", "loaders", "build"], cwd=ROOT, env=environment, check=True)
    assert (folder / "observations.parquet").exists()
    return environment


def open_pages(environment: dict[str, str]) -> dict[str, Any]:
    """What a deployment shows."""
    command = [sys.executable, "-m", "tests.deployed"]
    shown = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return json.loads(shown.stdout)


@pytest.fixture(scope="module")
def deployments(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """What each deployment shows; they are built one after the other, as data are, and opened side by side."""
    built = {name: build(name, tmp_path_factory.mktemp(name)) for name in BUILT}
    with ThreadPoolExecutor() as pool:
        waited = {name: pool.submit(open_pages, environment) for name, environment in built.items()}
        return Shown({name: shown.result() for name, shown in waited.items()})


@pytest.mark.parametrize("name", SETTINGS)
def test_every_page_opens_without_an_error(name: str, deployments: Shown) -> None:
    pages = deployments[name]["pages"]
    assert list(pages) == list(PAGES)
    assert {page: shown["failures"] for page, shown in pages.items() if shown["failures"]} == {}


@pytest.mark.parametrize(
    ("name", "communes", "epci"),
    [("nord", 647, 17), ("both", 887 + 647, 20 + 17 - 1)],
)
def test_maps_draw_the_territories_of_all_départements(name: str, communes: int, epci: int, deployments: Shown) -> None:
    """647 and 887 communes are those of the COG of 2025; one EPCI, Flandre Lys, is in both départements."""
    found = deployments[name]
    assert {level: len(codes) for level, codes in found["codes"].items()} == {
        "commune": communes, "epci": epci, "departement": 5,
    }  # fmt: skip
    assert len(set(found["codes"]["epci"])) == found["ground"] == epci


def test_the_counts_are_those_that_insee_gives() -> None:
    counts = read_attributes("departement", 2025).set_index("code")["communes"]
    assert (counts["D59"], counts["D62"]) == (647, 887)


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("nord", "Métropole Européenne de Lille, Valenciennes Métropole, Dunkerque et Douaisis Agglo"),
        ("both", "Pôle de l'Artois, Lens-Liévin, Béthune-Bruay et Hénin-Carvin"),
    ],
)
@pytest.mark.parametrize("page", ["waste", "water", "housing", "subsidies", "compare", "maps", "method"])
def test_the_line_of_context_says_what_is_shown(page: str, name: str, where: str, deployments: Shown) -> None:
    assert deployments[name]["pages"][page]["head"].splitlines()[1].split(" · ")[0] == where


@pytest.mark.parametrize(
    ("name", "home"), [("nord", "Métropole Européenne de Lille"), ("both", "Pôle métropolitain de l'Artois")]
)
def test_the_overview_is_headed_by_the_home(name: str, home: str, deployments: Shown) -> None:
    assert deployments[name]["pages"]["overview"]["head"].splitlines()[0] == home


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("water", "Aucun volume d’eau n’est publié pour les territoires et les années choisis."),
        ("housing", "Aucun montant n’est publié pour les territoires et les années choisis."),
        ("subsidies", "Aucune subvention à un bénéficiaire nommé n’est publiée pour ce choix."),
        ("waste", "Moins de deux années de stockage sont connues de 2009 à 2026."),
    ],
)
def test_what_is_not_known_of_the_nord_is_a_sentence(page: str, sentence: str, deployments: Shown) -> None:
    assert sentence in deployments["nord"]["pages"][page]["info"]


def test_a_deployment_begins_with_what_its_own_map_knows(deployments: Shown) -> None:
    pages = deployments["nord"]["pages"]
    assert "sans donnée" not in pages["maps"]["head"] and pages["maps"]["info"] == [] and pages["maps"]["maps"] == 1
    assert "chart-trend-overview" in pages["overview"]["charts"]


def test_the_streams_of_one_of_several_départements_are_chosen(deployments: Shown) -> None:
    one, several = (deployments[name]["pages"]["waste"] for name in ("nord", "both"))
    assert several["groups"]["departement_flux"] == ["Pas-de-Calais", "Nord"]
    assert "departement_flux" not in one["groups"]
    assert "chart-streams" in one["charts"] and "chart-streams" in several["charts"]
    assert "Nord, 2021 : chaque flux selon sa destination, en tonnes" in one["words"]
    assert "Pas-de-Calais, 2021 : chaque flux selon sa destination, en tonnes" in several["words"]
