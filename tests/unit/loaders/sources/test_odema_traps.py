"""The traps of ODEMA's tonnes by EPCI, on synthetic layers: every number below is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from loaders.sources import odema
from loaders.tabular.faults import SourceFormatError
from tests.small_files import AREA, members_of, value_of, write

EPCI = "246200364"
MEMBERS = members_of((EPCI, "62", "62498", "1"), ("245900001", "59", "59001", "2"))
OMR, RUBBLE = "Ordures ménagères résiduelles", "Déblais et gravats"
BURNT, BURIED = "Incinération avec récupération d'énergie", "Stockage"


def make_layer(*rows: dict[str, object], **beside: object) -> str:
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in rows]
    return json.dumps({"type": "FeatureCollection", "features": features, **beside})


def row(waste: str, outlet: str, tonnes: object, year: int = 2023, epci: str = EPCI, **more: object) -> dict:
    return {"annee": year, "epci_siren": epci, "lib_dechet": waste, "lib_traitement": outlet, "tonnage": tonnes, **more}


def read_rows(folder: Path, *rows: dict[str, object], **beside: object) -> pd.DataFrame:
    path = write(folder, "synthétique.json", make_layer(*rows, **beside))
    return odema.observations(odema.read(path), AREA, members=MEMBERS)


def test_rows_of_one_label_add_up_and_rubble_is_in_one_of_two_totals(tmp_path: Path) -> None:
    figures = read_rows(tmp_path, row(OMR, BURNT, 10.5), row(OMR, BURNT, 4), row(RUBBLE, BURIED, 2.25))
    assert value_of(figures, "waste.collected", EPCI, 2023) == 16.75
    assert value_of(figures, "waste.collected_excluding_rubble", EPCI, 2023) == 14.5
    assert value_of(figures, "waste.collected", EPCI, 2023, "stream=residual;destination=energy") == 14.5


def test_the_names_of_before_and_those_of_now_give_the_same_figures(tmp_path: Path) -> None:
    old = {"annee": 2023, "siren_epci": EPCI, "type_dechet": OMR, "traitement_destination": BURNT, "tonnage": 7}
    before = read_rows(tmp_path, old)
    now = read_rows(tmp_path, row("OMR", "Valorisation énergétique", 7))
    columns = ["indicator", "territory", "year", "scope", "value", "lines"]
    pd.testing.assert_frame_equal(before[columns], now[columns])


def test_of_a_path_the_deepest_part_that_is_known_counts(tmp_path: Path) -> None:
    figures = read_rows(
        tmp_path,
        row("Recyclables > Emballages > Verre", "Valorisation matière > Valorisation matière organique", 3),
        row("Gravats > Amiante", "Stockage > Stockage pour inertes > Carrière", 5),
    )
    assert value_of(figures, "waste.collected", EPCI, 2023, "stream=recyclables;destination=composting") == 3
    assert value_of(figures, "waste.collected", EPCI, 2023, "stream=rubble;destination=inert_landfill") == 5


def test_a_label_of_another_list_is_refused_with_its_entry(tmp_path: Path) -> None:
    path = write(tmp_path, "synthétique.json", make_layer(row(OMR, BURNT, 1), row("Lune", BURNT, 1)))
    with pytest.raises(SourceFormatError, match="entrée 2, colonne « lib_dechet » : « Lune » n’est pas l’un des"):
        odema.read(path)


def test_an_epci_of_zeros_alone_has_declared_nothing(tmp_path: Path) -> None:
    figures = read_rows(tmp_path, row(OMR, BURNT, 0, 2021), row(OMR, BURNT, 0), row(RUBBLE, BURIED, 3))
    none = figures[figures["year"].eq(2021)]
    assert none[["indicator", "status", "note"]].values.tolist() == [["waste.collected", "missing", odema.NO_TONNES]]
    assert value_of(figures, "waste.collected", EPCI, 2023, "stream=residual") == 0


def test_a_secret_or_a_blank_in_a_sum_is_said_and_leaves_it_without_value(tmp_path: Path) -> None:
    figures = read_rows(tmp_path, row(OMR, BURNT, 4), row(OMR, BURIED, "s"), row(OMR, BURNT, None, 2021))
    total = figures[figures["indicator"].eq("waste.collected") & figures["scope"].eq("")].set_index("year")
    assert total["status"].to_dict() == {2021: "missing", 2023: "confidential"}


def test_inhabitants_stand_on_each_row_and_count_once_or_not_where_they_differ(tmp_path: Path) -> None:
    figures = read_rows(
        tmp_path,
        row(OMR, BURNT, 4, population=1000), row(RUBBLE, BURIED, 4, population=1000),
        row(OMR, BURNT, 4, 2021, population=900), row(OMR, BURIED, 4, 2021, population=901),
        row(OMR, BURNT, 4, 2019),
    )  # fmt: skip
    people = figures[figures["indicator"].eq("waste.served_population")]
    assert people[["year", "value", "published"]].values.tolist() == [[2023, 1000, "1000"]]


def test_epcis_of_elsewhere_are_left(tmp_path: Path) -> None:
    figures = read_rows(tmp_path, row(OMR, BURNT, 1), row(OMR, BURNT, 1, epci="245900001"))
    assert set(figures["territory"]) == {EPCI}
