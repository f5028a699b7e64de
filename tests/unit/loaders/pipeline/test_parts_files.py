"""The rows that sums are made of: read and checked, and never a natural person's name."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders.catalog import load_catalog
from loaders.pipeline.build import FIGURES, PARTS
from loaders.pipeline.figures import FiguresError
from loaders.pipeline.parts import HIDDEN, PERSON, read_parts, write_parts
from loaders.sources import dotations, fonds_vert
from loaders.territories.area import read_area
from loaders.territories.perimeters import find_vintage, read_memberships
from tests.samples import SAMPLES

ROW = {
    "source": "dgaln-fonds-vert-2023", "locator": "dossier 1", "year": "2023", "scope": "fund=fonds_vert",
    "name": "VILLE SYNTHÉTIQUE", "code": "900000001", "subsidies.received_amount": 10.5,
}  # fmt: skip
FILES = {
    "dotations": (dotations, "dotations/detr_dsil_62_2018_2019.csv"),
    "fonds_vert": (fonds_vert, "fonds_vert/fonds_vert_2023_source.csv"),
}


def write(folder: Path, **cells: object) -> Path:
    write_parts(pd.DataFrame([ROW | cells]), folder / "synthétique.csv")
    return folder


def test_a_row_has_a_line_for_each_value(tmp_path: Path) -> None:
    found = read_parts(write(tmp_path, **{"subsidies.received_projects": 1.0}), load_catalog())
    assert found.set_index("indicator")["value"].to_dict() == {
        "subsidies.received_amount": 10.5,
        "subsidies.received_projects": 1.0,
    }


@pytest.mark.parametrize("name", ["M. Synthétique", "MME SYNTHÉTIQUE ANNE", "Monsieur Synthétique"])
def test_a_natural_person_is_written_without_name_nor_number(name: str, tmp_path: Path) -> None:
    row = read_parts(write(tmp_path, name=name), load_catalog()).iloc[0]
    assert (row["name"], row["code"]) == (HIDDEN, "")


@pytest.mark.parametrize("name", ["MAISONS ET CITES", "MERICOURT", "METROPOLE", "MRJC"])
def test_a_name_that_only_begins_like_a_person_s_is_kept(name: str, tmp_path: Path) -> None:
    assert read_parts(write(tmp_path, name=name), load_catalog()).iloc[0]["name"] == name


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("dgaln-fonds-vert-2023", "inconnue", "source"),
        ("VILLE SYNTHÉTIQUE", "Mme Synthétique", "name"),
        ("fund=fonds_vert", "fund=inconnu", "scope"),
        ("10.5", "dix", "subsidies.received_amount"),
        (",2023,", ",23,", "year"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_place(before: str, after: str, column: str, tmp_path: Path) -> None:
    path = write(tmp_path) / "synthétique.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(FiguresError, match=f"ligne 2, colonne « {column} »"):
        read_parts(tmp_path, load_catalog())


def test_no_natural_person_is_named_in_the_lists() -> None:
    names = read_parts(PARTS, load_catalog())["name"]
    assert names.ne("").any() and not names.str.match(PERSON).any()


def read_committed(name: str) -> pd.DataFrame:
    figures = pd.read_csv(FIGURES / f"{name}.csv", dtype={"territory": str, "scope": str}).fillna({"scope": ""})
    base = figures["scope"].str.replace(r";?recipient=\w+", "", regex=True)
    recipient = figures["scope"].str.extract(r"recipient=(\w+)")[0].fillna("all")
    return figures.assign(base=base, recipient=recipient)


@pytest.mark.parametrize("name", FILES)
def test_the_parts_of_an_epci_never_exceed_what_the_whole_has(name: str) -> None:
    figures = read_committed(name)
    keys = ["indicator", "territory", "year", "base"]
    wide = figures.pivot(index=keys, columns="recipient", values="value")
    of_parts = wide.drop(columns="all").dropna(how="all")
    assert len(of_parts) and wide.loc[of_parts.index, "all"].notna().all()
    over = of_parts.sum(axis=1) - wide.loc[of_parts.index, "all"]
    assert over[over > 0.005].empty
    if name == "dotations":
        both = of_parts.dropna()
        assert len(both) and over[both.index].abs().lt(0.005).all(), "its own and its communes' are the whole"


def test_every_epci_of_the_area_has_its_fonds_vert_or_a_zero() -> None:
    members = read_memberships(find_vintage(2023))
    inside = set(members.loc[read_area().holds(members["commune"]), "epci"])
    figures = read_committed("fonds_vert").query("indicator == 'subsidies.received_amount'")
    for recipient in ("all", "epci"):
        assert inside <= set(figures.loc[figures["recipient"].eq(recipient), "territory"])
    amounts = figures.query("recipient == 'all'").set_index("territory")["value"]
    assert (amounts["200069235"], amounts["200072460"]) == (0, 4_390_585.76)


@pytest.mark.skipif(not SAMPLES.exists(), reason="Les fichiers des producteurs ne sont pas à côté du dépôt.")
@pytest.mark.parametrize("name", FILES)
def test_the_lists_and_the_figures_are_those_of_the_real_file(name: str, tmp_path: Path) -> None:
    module, file = FILES[name]
    frame = module.read(SAMPLES / file)
    write_parts(module.list_parts(frame, read_area()), tmp_path / f"{name}.csv")
    assert (tmp_path / f"{name}.csv").read_bytes() == (PARTS / f"{name}.csv").read_bytes()
