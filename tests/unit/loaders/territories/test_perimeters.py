"""Perimeters of each year, and figures written one way."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders.pipeline.figures_csv import format_number, make_figures, write_figures
from loaders.territories.perimeters import list_communes, read_memberships, read_successors, write_memberships


def test_memberships_written_are_read_again(tmp_path: Path) -> None:
    members = read_memberships(2019).assign(vintage="2019")
    write_memberships(members[["vintage", "epci", "departement", "commune", "siren"]], tmp_path / "members.csv")
    assert read_memberships(2019, tmp_path / "members.csv").equals(read_memberships(2019))


@pytest.mark.parametrize("vintage", [2019, 2022, 2024])
def test_members_of_any_year_give_the_communes_of_2025(vintage: int) -> None:
    today = list_communes(read_memberships(2025), ("62",), {})
    assert len(today) == 887 and list_communes(read_memberships(vintage), ("62",), read_successors()) == today


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
