"""ARCHITECTURE.md says what is so: the modules and functions it names, the floors, and the figure it follows."""

from __future__ import annotations

import csv
import importlib
import re
import tomllib
from types import ModuleType

import pytest

from loaders.catalog import ROOT
from loaders.store import load_observations
from pages.views.contents import read_content
from tests.presented import LENS, trend

TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
NAMES = sorted(set(re.findall(r"`((?:pages|loaders|geo)\.[\w.]+)`", TEXT)))


def find(name: str) -> object:
    """The module, function or class of a dotted name."""
    parts = name.split(".")
    found: object = importlib.import_module(parts[0])
    for n, part in enumerate(parts[1:], 2):
        if isinstance(found, ModuleType) and not hasattr(found, part):
            importlib.import_module(".".join(parts[:n]))
        found = getattr(found, part)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_what_it_names_is_there(name: str) -> None:
    assert find(name) is not None


def test_a_name_that_is_not_there_would_be_a_fault() -> None:
    with pytest.raises((ImportError, AttributeError)):
        find("pages.views.contents.build_nothing")


def test_its_floors_are_those_that_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(c["layers"] for c in contracts if c["name"].startswith("Floors of pages"))
    checked = [layer.removeprefix("pages.") for layer in layers if "|" not in layer]
    table = TEXT.partition("| étage | importe |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `pages/(\w+)/` \|", table, re.MULTILINE) == checked


def test_the_figure_it_follows_is_in_its_file() -> None:
    shown = dict(
        re.findall(r"(source|lines|section|indicator|territory|published|value|unit|status) {2,}(\S+(?: \S+)*)", TEXT)
    )
    with (ROOT / "data/figures/000-call-2021.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] == "waste.collected" and row["scope"] == ""]
    (row,) = [row for row in rows if (row["territory"], row["year"]) == (LENS, "2021")]
    assert len(shown) == 9
    assert {name: row[name] for name in shown} == shown


def test_the_figure_it_follows_is_the_mark_of_the_chart() -> None:
    (stored,) = load_observations(["waste.collected"], territories=[LENS], years=(2021, 2021), scopes=[""])["value"]
    (chart,) = read_content(trend(LENS)).charts
    (mark,) = [mark for mark in chart.lines[0].marks if mark.x == 2021]
    assert (stored, mark.y) == (156402.0, 156402.0)
    assert mark.text == "156\u202f402\u00a0t"
