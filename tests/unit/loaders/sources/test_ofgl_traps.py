"""The traps of the OFGL's accounts, on synthetic exports in the publisher's form: every number below is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from loaders.catalog import load_catalog
from loaders.pipeline.figures import OPTIONAL, check_row
from loaders.pipeline.figures_csv import format_figures
from loaders.sources import ofgl
from loaders.tabular.faults import SourceFormatError
from tests.small_files import AREA, members_of, value_of, write

EPCI = "246200364"
MEMBERS = members_of((EPCI, "62", "62498", "1"), ("245900001", "59", "59001", "2"))
HEADER = "\ufeffexer;siren;agregat;montant\r\n"
DEBT, SAVINGS = "Encours de dette", "Epargne brute"


def write_export(folder: Path, rows: str, count: object = None) -> Path:
    write(folder, "gfp.csv", HEADER + rows)
    told = {"total_count": len(rows.splitlines()) if count is None else count, "results": []}
    write(folder, "gfp.json", json.dumps(told))
    return folder


def read_rows(folder: Path, rows: str) -> pd.DataFrame:
    return ofgl.observations(ofgl.read(write_export(folder, rows)), AREA, members=MEMBERS)


def test_amounts_are_of_an_epci_of_the_area_by_its_siren_and_of_the_year_of_a_date(tmp_path: Path) -> None:
    rows = f"2024;{EPCI};{DEBT};12345.67\r\n2023-01-01;{EPCI};{DEBT};100\r\n2024;245900001;{DEBT};9\r\n"
    figures = read_rows(tmp_path, rows + f"2024;{EPCI};Frais de personnel;5\r\n")
    assert figures[["indicator", "territory", "year", "value"]].values.tolist() == [
        ["finance.debt", EPCI, 2023, 100], ["finance.debt", EPCI, 2024, 12345.67],
    ]  # fmt: skip
    assert figures.iloc[1][["published", "section", "lines"]].tolist() == [
        "12345.67", DEBT, f"2024, {EPCI}, {DEBT}",
    ]  # fmt: skip


def test_an_amount_below_zero_is_one_and_the_build_takes_it(tmp_path: Path) -> None:
    figures = read_rows(tmp_path, f"2024;{EPCI};{SAVINGS};-1500.5\r\n")
    assert value_of(figures, "finance.gross_savings", EPCI, 2024) == -1500.5
    row = format_figures(figures).assign(**dict.fromkeys(OPTIONAL, "")).to_dict("records")[0]
    faults = list(check_row({str(k): str(v) for k, v in row.items()}, load_catalog(), {EPCI}))
    assert [fault for fault in faults if fault[0] != "source"] == []


def test_several_rows_of_an_aggregate_add_up_and_a_blank_among_them_is_no_zero(tmp_path: Path) -> None:
    rows = f"2024;{EPCI};{DEBT};10\r\n2024;{EPCI};{DEBT};5\r\n2023;{EPCI};{DEBT};10\r\n2023;{EPCI};{DEBT};\r\n"
    figures = read_rows(tmp_path, rows).set_index("year")
    assert figures.loc[2024, ["value", "published", "note"]].tolist() == [15, "", "Somme de 2 lignes"]
    assert figures.loc[2023, "status"] == "missing" and pd.isna(figures.loc[2023, "value"])


def test_an_export_that_is_cut_is_refused_by_the_count_beside_it(tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match=r"3 lignes annoncées, 1 données : l’export est coupé"):
        ofgl.read(write_export(tmp_path, f"2024;{EPCI};{DEBT};10\r\n", 3))
    with pytest.raises(SourceFormatError, match="« total_count », est attendu"):
        ofgl.read(write_export(tmp_path, f"2024;{EPCI};{DEBT};10\r\n", "trois"))


def test_an_export_alone_is_read_and_its_faults_are_told_by_line(tmp_path: Path) -> None:
    assert len(ofgl.read(write(tmp_path, "seul.csv", HEADER + f"2024;{EPCI};{DEBT};10\r\n"))) == 1
    with pytest.raises(SourceFormatError, match="ligne 2, colonne « montant » : « dix » n’est pas un montant"):
        ofgl.read(write(tmp_path, "seul.csv", HEADER + f"2024;{EPCI};{DEBT};dix\r\n"))
