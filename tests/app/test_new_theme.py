"""A theme of its own, with its page, is added by files of data alone: no line of code knows it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from loaders.catalog import ROOT
from tests.synthetic import FIGURE, write_rows

THEME = """
noise: {label: Bruit, description: Thème synthétique., headlines: [noise.complaints, noise.walls]}
"""
INDICATORS = """
noise.complaints: {label: Plaintes pour bruit, short: Plaintes, unit: people, kind: flow, polarity: down, decimals: 0,
  uses: [compare, rank, map, sum], definition: Plaintes synthétiques.}
noise.walls: {label: Murs antibruit, short: Murs, unit: m, kind: stock, polarity: up, decimals: 0,
  uses: [compare, rank, map, sum], definition: Murs synthétiques.}
"""
PAGE = """
/bruit:
  title: Bruit
  heading: Bruit et murs antibruit
  themes: [noise]
  sections: [{show: cards}, {show: map, heading: Qui se plaint}, {show: trend}, {show: figures}]
"""
COMPLAINTS = {
    "246200364": {"2020": "1200", "2021": "1100"},
    "200072460": {"2020": "900", "2021": "950"},
    "246200299": {"2020": "300", "2021": "310"},
}
VISIT = """
import json
from streamlit.testing.v1 import AppTest
from loaders.catalog import ROOT
from pages.views.paths import map_address
from tests.app import opening

app = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=60).run()
app.session_state["all-noise"] = True
app = opening.turn_to_address(app, "bruit")
print(json.dumps({
    "failures": [element.value for element in app.exception],
    "title": opening.read_head(app)[0],
    "headers": [element.value for element in app.header],
    "cards": opening.find_cards(app),
    "maps": opening.read_maps(app),
    "charts": list(opening.read_charts(app)),
    "words": opening.read_page(app),
    "address": map_address("noise.complaints"),
}))
"""


def add_to(path: Path, text: str) -> None:
    """Write at the end of a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def run_in(folder: Path, *arguments: str) -> str:
    """What Python prints, run on a copy of Terril."""
    done = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def plain(words: str) -> str:
    """Words with common spaces."""
    return words.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the page of the new theme shows, in a copy of Terril where nothing but data was added."""
    folder = tmp_path_factory.mktemp("terril")
    for name in ("pages", "loaders", "geo", "data", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "bench", "pictures"))
    catalog = folder / "data" / "catalog"
    add_to(catalog / "themes.yaml", THEME)
    add_to(catalog / "pages.yaml", PAGE)
    (catalog / "indicators" / "noise.yaml").write_text(INDICATORS, encoding="utf-8")
    usual = FIGURE | {"source": "004-pma-2019", "indicator": "noise.complaints", "unit": "people"}
    rows = [
        usual | {"territory": code, "year": year, "period": year, "published": value, "value": value}
        for code, values in COMPLAINTS.items()
        for year, value in values.items()
    ]
    write_rows(folder / "data" / "figures" / "noise.csv", rows)
    run_in(folder, "-m", "loaders", "build")
    return json.loads(run_in(folder, "-c", VISIT).splitlines()[-1])


def test_the_page_has_its_title_and_its_headings(seen: dict[str, Any]) -> None:
    assert seen["failures"] == []
    assert seen["title"] == "Bruit et murs antibruit"
    assert seen["headers"] == ["Qui se plaint", "Tous les chiffres publiés"]
    assert "Évolution : Plaintes" in plain(str(seen["words"]))


def test_its_cards_are_the_headlines_of_the_theme(seen: dict[str, Any]) -> None:
    words = plain(seen["cards"]["Plaintes"])
    assert list(seen["cards"]) == ["Plaintes"], "no card without a figure: nobody has counted the walls"
    assert "Lens-Liévin\n1 100 personnes" in words
    assert "Pôle de l'Artois\n2 360 personnes" in words, "1,100 + 950 + 310"


def test_its_map_and_its_trend_show_the_new_figures(seen: dict[str, Any]) -> None:
    (drawn,) = seen["maps"]
    assert drawn["values"].startswith("/valeurs/epci/valeur/noise.complaints.json")
    assert drawn["years"] == [2020, 2021]
    assert seen["charts"] == ["chart-trend-noise"]


def test_its_table_gives_each_figure(seen: dict[str, Any]) -> None:
    table = plain(seen["words"]).partition("Plaintes pour bruit\n")[2]
    for values in COMPLAINTS.values():
        for year, value in values.items():
            assert f"\n{year}\n{int(value):,}\npersonnes\n".replace(",", " ") in table


def test_links_lead_to_it(seen: dict[str, Any]) -> None:
    assert seen["address"] == "/bruit?indicateur=noise.complaints"
