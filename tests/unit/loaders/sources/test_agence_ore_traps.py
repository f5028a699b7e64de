"""The traps of the Agence ORE's consumptions, on synthetic pages in its form: every number below is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from loaders.sources import agence_ore
from loaders.tabular.faults import SourceFormatError
from tests.small_files import AREA, members_of, value_of

EPCI = "246200364"
# Lens has 28 % of the inhabitants of these five, Harnes 11 %.
CODES = ("62413", "62498", "62510", "62427", "62250")
MEMBERS = members_of(*((EPCI, "62", code, f"21{code}00") for code in CODES))
POWER, GAS = "energy.electricity_delivered", "energy.gas_delivered"
Cell = tuple[str, float | None, int | None]


def write_page(folder: Path, *rows: Cell, kind: str = "Electricité", year: str = "2023") -> Path:
    results = []
    for commune, mwh, secrets in rows:
        row = {"annee": year, "filiere": kind, "code_commune": commune}
        row |= {"conso_totale_mwh": mwh, "nombre_de_mailles_secretisees": secrets}
        # data-fair leaves out what is empty.
        results.append({name: cell for name, cell in row.items() if cell is not None})
    number = len(list(folder.glob("62-*.json"))) + 1
    page = {"results": results, "total": sum(len(json.loads(p.read_text())["results"]) for p in folder.glob("62-*"))}
    page["total"] += len(results)
    (folder / f"62-{number:04}.json").write_text(json.dumps(page), encoding="utf-8")
    return folder


def observe(folder: Path) -> pd.DataFrame:
    frame = agence_ore.read(folder)
    return agence_ore.observations(frame, AREA, members=MEMBERS, successors={"62900": "62413"})


def read_rows(folder: Path, *rows: Cell, kind: str = "Electricité") -> pd.DataFrame:
    return observe(write_page(folder, *rows, kind=kind))


def test_rows_of_a_commune_add_up_by_kind_and_over_pages(tmp_path: Path) -> None:
    write_page(tmp_path, ("62498", 100.25, 0), ("62498", 20, 0))
    write_page(tmp_path, ("62498", 5, 0))
    write_page(tmp_path, ("62498", 7.5, 0), kind="Gaz")
    figures = observe(tmp_path)
    assert value_of(figures, POWER, "62498", 2023) == 125.25
    assert value_of(figures, GAS, "62498", 2023) == 7.5
    assert figures.set_index(["territory", "indicator"]).loc[("62498", POWER), "note"] == "Somme de 3 lignes"


def test_a_sum_without_its_secret_meshes_is_at_least_so_much(tmp_path: Path) -> None:
    row = read_rows(tmp_path, ("62498", 100, 0), ("62498", None, 3)).set_index("territory").loc["62498"]
    assert row[["value", "status"]].tolist() == [100, "partial"]
    assert row["note"] == "Somme de 2 lignes ; au moins : 3 mailles sous le secret"


@pytest.mark.parametrize("mwh", [0, None])
def test_a_zero_or_a_blank_beside_a_secret_is_the_secret(tmp_path: Path, mwh: float | None) -> None:
    row = read_rows(tmp_path, ("62498", mwh, 2), ("62413", 1, 0)).set_index("territory").loc["62498"]
    assert row["status"] == "confidential" and pd.isna(row["value"])


def test_a_zero_without_a_secret_is_one_and_a_blank_is_not_given(tmp_path: Path) -> None:
    figures = read_rows(tmp_path, ("62498", 0, 0), ("62413", None, None)).set_index("territory")
    assert figures.loc["62498", ["value", "status"]].tolist() == [0, "normal"]
    assert figures.loc["62413", "status"] == "missing"


def test_an_epci_of_which_all_is_known_is_the_sum_of_its_communes(tmp_path: Path) -> None:
    figures = read_rows(tmp_path, *((code, 10.5, 0) for code in CODES)).set_index("territory")
    assert figures.loc[EPCI, ["value", "status", "note"]].tolist() == [
        52.5, "normal", "Somme de 5 communes, périmètre de 2025",
    ]  # fmt: skip
    assert figures.loc["D62", "status"] == "missing"


def test_an_epci_with_a_secret_commune_is_at_least_the_others(tmp_path: Path) -> None:
    rows = [(code, 0 if code == "62413" else 10, 4 if code == "62413" else 0) for code in CODES]
    row = read_rows(tmp_path, *rows).set_index("territory").loc[EPCI]
    assert row[["value", "status"]].tolist() == [40, "partial"]
    assert row["note"].startswith("Au moins : somme de 4 communes sur 5, 8")
    assert row["note"].endswith(", périmètre de 2025 ; 4 mailles sous le secret")


def test_an_epci_of_which_a_quarter_of_the_people_has_no_row_has_no_sum(tmp_path: Path) -> None:
    figures = read_rows(tmp_path, *((code, 10, 0) for code in CODES if code != "62498"), kind="Gaz")
    row = figures.set_index("territory").loc[EPCI]
    assert row["status"] == "missing" and pd.isna(row["value"])


def test_a_commune_with_electricity_and_no_row_of_gas_has_none_and_takes_nothing_from_the_sum(tmp_path: Path) -> None:
    write_page(tmp_path, *((code, 10, 0) for code in CODES))
    figures = read_rows(tmp_path, ("62498", 7, 0), ("62413", 2, 0), kind="Gaz").set_index(["territory", "indicator"])
    assert figures.loc[(EPCI, GAS), ["value", "status", "note"]].tolist() == [
        9, "normal", "Somme de 2 communes ; 3 autres n’en ont pas, périmètre de 2025",
    ]  # fmt: skip
    assert ("62510", GAS) not in figures.index


def test_an_epci_that_is_gone_is_given_no_figure_of_a_year_it_did_not_see(tmp_path: Path) -> None:
    frame = agence_ore.read(write_page(tmp_path, *((code, 10, 0) for code in ("62193", "62178", "62239"))))
    epcis = {code for code in agence_ore.observations(frame, AREA)["territory"] if len(code) == 9}
    assert "200090751" in epcis and "246201149" not in epcis


def test_communes_that_merged_are_added_and_a_code_of_no_commune_is_left(tmp_path: Path) -> None:
    figures = read_rows(tmp_path, ("62413", 10, 0), ("62900", 4, 0), ("62999", 4, 0)).set_index("territory")
    assert figures.loc["62413", ["value", "note"]].tolist() == [14, "Somme de 2 lignes, des codes 62413, 62900"]
    assert "62999" not in figures.index


def test_another_kind_of_energy_and_a_page_that_lacks_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match="« Chaleur » n’est pas l’une des filières Electricité, Gaz"):
        read_rows(tmp_path, ("62498", 1, 0), kind="Chaleur")
    write_page(tmp_path, ("62498", 1, 0))
    (tmp_path / "62-0001.json").unlink()
    with pytest.raises(SourceFormatError, match="2 lignes annoncées, 1 données"):
        agence_ore.read(tmp_path)
