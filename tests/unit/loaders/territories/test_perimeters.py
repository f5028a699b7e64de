"""Perimeters of each year, and figures written one way."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders.pipeline.figures_csv import format_number, make_figures, write_figures
from loaders.sources.population_cogugaison import read_members
from loaders.territories.area import read_area
from loaders.territories.perimeters import (
    FORMER,
    list_communes,
    list_perimeters,
    read_memberships,
    read_successors,
    write_memberships,
)
from tests.samples import SAMPLES


def test_memberships_written_are_read_again(tmp_path: Path) -> None:
    members = read_memberships(2019).assign(vintage="2019")
    write_memberships(members[["vintage", "epci", "departement", "commune", "siren"]], tmp_path / "members.csv")
    assert read_memberships(2019, tmp_path / "members.csv").equals(read_memberships(2019))


@pytest.mark.parametrize("vintage", [2019, 2022, 2024])
def test_members_of_any_year_give_the_communes_of_2025(vintage: int) -> None:
    today = list_communes(read_memberships(2025), ("62",), {})
    assert len(today) == 887 and list_communes(read_memberships(vintage), ("62",), read_successors()) == today


def test_an_epci_that_grew_has_both_perimeters_each_with_its_years(tmp_path: Path) -> None:
    """Synthetic: one commune in 2014 and 2016, another with it from 2017, of which one merged since."""
    folder = tmp_path / "synthétique.csv"
    old = [("2014", "200000001", "62901"), ("2016", "200000001", "62901")]
    new = [(year, "200000001", code) for year in ("2017", "2019") for code in ("62901", "62902")]
    pd.DataFrame([*old, *new], columns=["vintage", "epci", "commune"]).to_csv(folder, index=False)
    found = list_perimeters((folder,))["200000001"]
    assert list(found) == [("62901",), ("62901", "62902")]
    assert {2001, 2014, 2015} <= found["62901",] and 2016 not in found["62901",]
    assert {2016, 2017, 2024} <= found["62901", "62902"] and 2015 not in found["62901", "62902"]


def test_sud_artois_had_fifty_eight_communes_before_2017() -> None:
    found = {len(communes): years for communes, years in list_perimeters()["200035442"].items()}
    assert found.keys() == {58, 64} and max(found[58]) == 2015 and min(found[64]) == 2016


@pytest.mark.skipif(not SAMPLES.exists(), reason="les fichiers des éditeurs ne sont pas là")
def test_the_perimeters_of_before_are_those_of_the_tables_of_the_package() -> None:
    kept = pd.read_csv(FORMER, dtype=str)
    assert read_members(SAMPLES / "publishers" / "context", read_area()).equals(kept)


@pytest.mark.parametrize(("number", "text"), [(5.0, "5"), (1e7, "10000000"), (0.1 + 0.2, "0.3"), (float("nan"), "")])
def test_numbers_are_written_one_way(number: float, text: str) -> None:
    assert format_number(number) == text


def synthetic_figures() -> pd.DataFrame:
    rows = pd.DataFrame({"territory": ["62902", "62901"], "year": [2020, 2020], "value": [2.0, float("nan")]})
    return make_figures(rows, source="synthétique", lines="1", indicator="housing.started", unit="dwellings")


def test_a_figure_without_value_is_missing() -> None:
    assert synthetic_figures()["status"].tolist() == ["normal", "missing"]


def test_figures_are_written_sorted_with_lf(tmp_path: Path) -> None:
    write_figures(synthetic_figures(), tmp_path / "figures.csv")
    assert (tmp_path / "figures.csv").read_bytes().splitlines(keepends=True)[1:] == [
        "synthétique,1,,housing.started,62901,,2020,2020,,,dwellings,missing,,,\n".encode(),
        "synthétique,1,,housing.started,62902,,2020,2020,,2,dwellings,normal,,,\n".encode(),
    ]


def test_two_figures_with_one_key_are_refused(tmp_path: Path) -> None:
    twice = pd.concat([synthetic_figures(), synthetic_figures()])
    with pytest.raises(ValueError, match="4 lignes partagent une clé"):
        write_figures(twice, tmp_path / "figures.csv")


def test_the_perimeters_follow_the_year() -> None:
    sizes = [read_memberships(year)["epci"].eq(epci).sum() for year, epci in ((2019, "246201149"), (2025, "200090751"))]
    assert sizes == [10, 14]


def test_a_year_without_perimeter_is_refused_with_those_present() -> None:
    with pytest.raises(ValueError, match="2023 demandé ; années présentes : 2019, 2022, 2024, 2025"):
        read_memberships(2023)


def test_hesdin_la_forêt_took_the_place_of_three_communes_beside_its_own() -> None:
    assert [code for code, successor in read_successors().items() if successor == "62447"] == [
        "62461",
        "62549",
        "62743",
    ]
