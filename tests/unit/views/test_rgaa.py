"""The grid of the RGAA: whole, its tests there, its rate counted and never typed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from loaders.catalog import CATALOG, ROOT
from loaders.yaml_files import CatalogError
from pages.views.help.rgaa import TOPICS, Criterion, Grid, list_numbers, read_grid
from tests.e2e.accessibility.axe import EXEMPTED, FILE
from tests.rgaa import write_grid

MADE = {"version": "RGAA", "date": "31/01/2026", "made_by": "nous", "technologies": [], "environment": []}
MADE |= {"tools": [], "pages": [], "checks": {"eye": {"said": "vu", "tests": []}}}
CONFORM = {"about": "x", "state": "conform", "checked": ["eye"]}
FAILING = {"about": "x", "state": "not_conform", "why": "y", "instead": "z"}
ABSENT = {"about": "x", "state": "not_applicable", "why": "y"}


def make_grid(conform: int, failing: int, absent: int) -> Grid:
    """A grid with so many criteria in each state."""
    states = [CONFORM] * conform + [FAILING] * failing + [ABSENT] * absent
    return Grid.model_validate(MADE | {"criteria": {f"1.{n}": state for n, state in enumerate(states, 1)}})


def test_the_rgaa_has_106_criteria_of_13_topics() -> None:
    assert (len(TOPICS), len(list_numbers()), list_numbers()[-1]) == (13, 106, "13.12")
    assert list(read_grid().criteria) == list_numbers()


@pytest.mark.parametrize(
    ("states", "rate", "said"),
    [
        ((3, 0, 5), 100, "totalement conforme"),
        ((199, 1, 0), 99, "partiellement conforme"),
        ((1, 1, 9), 50, "partiellement conforme"),
        ((1, 2, 0), 33, "non conforme"),
    ],
)
def test_the_rate_is_of_what_applies_and_never_rounded_up(states: tuple[int, int, int], rate: int, said: str) -> None:
    grid = make_grid(*states)
    assert (grid.rate, grid.said) == (rate, said)


@pytest.mark.parametrize(
    "fields",
    [
        {"about": "x", "state": "conform"},
        {"about": "x", "state": "not_conform", "why": "y"},
        {"about": "x", "state": "not_applicable"},
    ],
)
def test_a_criterion_says_how_it_was_checked_or_why_not(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="critère"):
        Criterion.model_validate(fields)


def test_a_criterion_that_is_missing_or_checked_by_nothing_known_is_named(tmp_path: Path) -> None:
    raw = yaml.safe_load((CATALOG / "rgaa.yaml").read_text(encoding="utf-8"))
    del raw["criteria"]["9.1"]
    raw["criteria"]["8.5"]["checked"] = ["magie"]
    (tmp_path / "rgaa.yaml").write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    with pytest.raises(CatalogError, match=r"le critère 9\.1 manque(.|\n)*8\.5(.|\n)*magie"):
        read_grid(tmp_path)


def test_every_test_named_is_there_and_every_check_is_used() -> None:
    grid = read_grid()
    named = {file for check in grid.checks.values() for file in check.tests}
    assert [file for file in sorted(named) if not (ROOT / file).is_file()] == []
    assert {key for one in grid.criteria.values() for key in one.checked} == set(grid.checks)


def test_what_axe_may_find_is_declared_with_its_owner() -> None:
    assert [one for one in EXEMPTED if not (one.reason and one.owner)] == []
    assert FILE.parent.name == "axe-core"


def test_the_grid_is_printed_with_the_rate_that_it_gives() -> None:
    grid = make_grid(3, 1, 102)
    whole = read_grid().model_copy(update={"criteria": dict(zip(list_numbers(), grid.criteria.values(), strict=True))})
    said = write_grid(whole)
    assert said.endswith("75 % : partiellement conforme")
    assert "3 conforme · 1 non conforme · 102 sans objet" in said
