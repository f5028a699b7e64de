"""The traps of SISPEA, on synthetic files in the publisher's columns: every number and service below is invented."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from loaders.sources import sispea
from loaders.sources.helpers.sispea_files import COMMUNE, MEMBER_OF
from loaders.tabular.faults import Reading, SourceFormatError, YearUnknownError
from tests.small_files import AREA, make_book, make_zip, members_of, value_of

ONE, TWO = "246200364", "246200299"
# Lens has 28 % of the inhabitants of the five of ONE.
LENS, LIEVIN, HARNES, HENIN, CARVIN = "62498", "62510", "62413", "62427", "62215"
MEMBERS = members_of(
    (ONE, "62", LENS, "1"), (ONE, "62", LIEVIN, "2"), (ONE, "62", HARNES, "3"), (TWO, "62", HENIN, "4")
)
LONG = ["DPT du siège de la coll.", "Id SISPEA de l'entité de gestion", "Nom de l'entité de gestion", "Statut"]
SHORT = ["dpt", "id_sispea_serv", "Nom_serv"]
CODES = [
    "D101.0", "D102.0", "P104.3", "P106.3", "VP.056", "VP.059", "VP.060", "VP.061", "VP.063", "VP.077", "VP.201",
    "VP.220", "VP.221",
]  # fmt: skip
CHECKED, UNCHECKED, WAITING = "Confirmé / publié", "Publié non vérifié", "En attente de saisie"
# People, price, yield, losses, subscribers, produced, imported, exported, domestic, km, others, own, not counted.
USUAL = [1000, 2, 80, 3, 400, 60_000, 10_000, 5_000, 40_000, 20, 8_000, 500, 1_500]


def declare(service: int, state: str = CHECKED, **given: object) -> list[object]:
    """A row of the services' file since 2024."""
    codes = dict(zip(CODES, USUAL, strict=True)) | {name.replace("_", "."): value for name, value in given.items()}
    return ["062", float(service), f"Eaux de {service}", state, *codes.values()]


def read_year(
    folder: Path,
    rows: Sequence[Sequence[object]],
    members: Sequence[tuple[str, int, object]],
    *,
    header: Sequence[str] = (*LONG, *CODES),
    competence: str = "AEP",
    distributes: Sequence[str] = (),
    reading: Reading | None = None,
) -> pd.DataFrame:
    """The figures of 2023 of services and of communes with their service and the inhabitants that it serves there."""
    year = folder / "2023"
    year.mkdir(exist_ok=True)
    sheets = {
        "Collectivités": [["Id SISPEA de la collectivité", "D102.0"], [1, 9]],
        "Entités de gestion": [header, *rows],
    }
    (year / f"SISPEA_FR_2023_{competence}.zip").write_bytes(make_zip(services_xlsx=make_book(sheets)))
    named = f"CompositionCommunaleServices_{competence}_2023"
    composition: list[list[object]] = [["Année", COMMUNE, MEMBER_OF, "Population représentative"]]
    composition += [[2023, commune, service, people] for commune, service, people in members]
    for row, word in zip(composition, ("Distribution", *distributes), strict=False) if distributes else ():
        row.append(word)
    (year / f"{named}.zip").write_bytes(make_zip(c_xlsx=make_book({"Données": composition})))
    return sispea.observations(sispea.read(year, reading), AREA, members=MEMBERS, successors={})


def take(figures: pd.DataFrame, indicator: str, territory: str) -> pd.Series:
    return figures[figures["indicator"].eq(indicator) & figures["territory"].eq(territory)].iloc[0]


THREE = [(LENS, 1, 600), (LIEVIN, 1, 400), (HARNES, 1, 200)]


def test_a_service_alone_in_an_epci_gives_it_what_it_declares(tmp_path: Path) -> None:
    figures = read_year(tmp_path, [declare(1)], THREE)
    found = {
        name: value_of(figures, f"water.{name}", ONE, 2023) for name in ("distributed", "billed", "price", "yield")
    }
    assert found == {"distributed": 65_000, "billed": 48_000, "price": 2, "yield": 80}
    # 60,000 produced and 10,000 imported, of which 5,000 exported, 48,000 counted and 2,000 used otherwise.
    balance = {name: value_of(figures, f"water.{name}", ONE, 2023) for name in ("produced", "imported", "lost")}
    assert balance == {"produced": 60_000, "imported": 10_000, "lost": 15_000}
    row = take(figures, "water.subscribers", ONE)
    assert row[["published", "status", "section", "lines"]].tolist() == ["400", "normal", "VP.056", "service 1"]
    assert row["note"] == "Un seul service : Eaux de 1 ; périmètre de 2025"


def test_a_service_of_two_epcis_is_shared_by_the_inhabitants_that_it_serves(tmp_path: Path) -> None:
    figures = read_year(tmp_path, [declare(1)], [*THREE, (HENIN, 1, 800)])
    assert value_of(figures, "water.distributed", ONE, 2023) == pytest.approx(65_000 * 0.6)
    assert value_of(figures, "water.distributed", TWO, 2023) == pytest.approx(65_000 * 0.4)
    assert take(figures, "water.distributed", ONE)["status"] == "estimated"
    assert "1 partagé au prorata des habitants desservis" in take(figures, "water.distributed", ONE)["note"]
    assert take(figures, "water.price", TWO)[["value", "status"]].tolist() == [2, "normal"]
    # What one service sells to another would count twice.
    assert figures[figures["indicator"].eq("water.imported")].empty


def test_ratios_are_weighted_by_what_they_divide(tmp_path: Path) -> None:
    other = declare(2, D101_0=3000, D102_0=4, P104_3=60, VP_059=130_000, VP_077=60, P106_3=7)
    figures = read_year(tmp_path, [declare(1), other], [(LENS, 1, 600), (LIEVIN, 1, 400), (HARNES, 2, 900)])
    assert value_of(figures, "water.price", ONE, 2023) == pytest.approx((2 * 1000 + 4 * 3000) / 4000)
    assert value_of(figures, "water.yield", ONE, 2023) == pytest.approx((80 * 70_000 + 60 * 140_000) / 210_000)
    assert value_of(figures, "water.losses_per_km", ONE, 2023) == pytest.approx((3 * 20 + 7 * 60) / 80)
    assert take(figures, "water.price", ONE)["note"].startswith("Moyenne de 2 services d’eau potable, pondérée par hab")


def test_what_is_missing_is_counted_and_under_three_quarters_withheld(tmp_path: Path) -> None:
    small = declare(2, VP_056=".")
    members = [(LENS, 1, 600), (LIEVIN, 1, 400), (HARNES, 2, 100)]
    row = take(read_year(tmp_path, [declare(1), small], members), "water.subscribers", ONE)
    assert (row["status"], row["value"]) == ("missing", pytest.approx(float("nan"), nan_ok=True))
    assert "2 communes sur 3, 90,9 % des habitants" in row["note"]
    price = take(read_year(tmp_path, [declare(1), small], members), "water.price", ONE)
    assert price["status"] == "normal"


@pytest.mark.parametrize(("code", "blank"), [("D102_0", 0), ("D102_0", "."), ("P104_3", 0), ("P104_3", "NC")])
def test_a_price_or_a_yield_of_zero_is_a_blank(code: str, blank: object, tmp_path: Path) -> None:
    figures = read_year(tmp_path, [declare(1, **{code: blank})], THREE)
    name = {"D102_0": "water.price", "P104_3": "water.yield"}[code]
    assert take(figures, name, ONE)["status"] == "missing"
    assert figures[figures["indicator"].eq(name) & figures["territory"].eq(LENS)].empty


def test_a_volume_that_lacks_one_of_its_terms_is_not_computed(tmp_path: Path) -> None:
    figures = read_year(tmp_path, [declare(1, VP_060=".")], THREE)
    assert take(figures, "water.distributed", ONE)["status"] == "missing"
    assert value_of(figures, "water.billed", ONE, 2023) == 48_000


def test_of_a_service_s_rows_the_surest_is_read_and_what_is_to_be_declared_is_not(tmp_path: Path) -> None:
    rows = [declare(1, WAITING, D102_0=9), declare(1, UNCHECKED, D102_0=8), declare(1, CHECKED, D102_0=3)]
    reading = Reading()
    figures = read_year(tmp_path, rows, THREE, reading=reading)
    assert value_of(figures, "water.price", ONE, 2023) == 3
    assert any("services à plusieurs lignes, 1" in said for said in reading.remarks)
    assert (
        take(read_year(tmp_path, [declare(1, WAITING), declare(2)], THREE), "water.price", ONE)["status"] == "missing"
    )


@pytest.mark.filterwarnings("error")
def test_where_no_service_has_declared_yet_all_is_missing(tmp_path: Path) -> None:
    figures = read_year(tmp_path, [declare(1, WAITING), declare(2)], [*THREE, (HENIN, 2, 10)])
    found = {territory: set(figures.loc[figures["territory"].eq(territory), "status"]) for territory in (ONE, TWO)}
    assert found == {ONE: {"missing"}, TWO: {"normal"}}
    with pytest.raises(SourceFormatError, match="celui des services, où au moins un a déclaré, et la composition"):
        read_year(tmp_path, [declare(1, WAITING)], THREE)


def test_what_nobody_has_checked_says_so(tmp_path: Path) -> None:
    figures = read_year(tmp_path, [declare(1, UNCHECKED)], THREE)
    for territory in (ONE, LENS):
        row = take(figures, "water.price", territory)
        assert row["status"] == "provisional" and "non contrôlé" in row["note"]


def test_the_columns_of_2023_with_the_verdicts_of_the_state(tmp_path: Path) -> None:
    header = [*SHORT, "d101_0", "d102_0", "p104_3", "p106_3", "vp_056", "verif_d102_0", "verif_p104_3"]
    row = ["62", "1010.0", "Eaux", 1000, 2.5, 80, 3, 400, "présomption d'anomalie", "anomalie"]
    figures = read_year(tmp_path, [row], [(LENS, 1010, 600), (LIEVIN, 1010, 400), (HARNES, 1010, 10)], header=header)
    price = take(figures, "water.price", ONE)
    assert price["value"] == 2.5 and "présomption d’anomalie pour 1 service" in price["note"]
    assert "water.yield" not in set(figures.dropna(subset="value")["indicator"])


def test_volumes_that_no_network_can_have_are_left(tmp_path: Path) -> None:
    # 5,000 litres for each inhabitant and day, of which 48,000 m³ are used.
    reading = Reading()
    figures = read_year(tmp_path, [declare(1, VP_059=1_820_000)], THREE, reading=reading)
    assert take(figures, "water.distributed", ONE)["status"] == "missing"
    assert value_of(figures, "water.price", ONE, 2023) == 2
    assert any("services 1 : plus de 1500 litres" in said for said in reading.remarks)


def test_a_commune_speaks_through_the_service_with_a_price_and_counts_only_what_is_its_own(tmp_path: Path) -> None:
    mute = declare(2, D102_0=".")
    figures = read_year(tmp_path, [declare(1), mute, declare(3, D102_0=5)], [*THREE, (LENS, 2, 9_000), (HENIN, 3, 50)])
    assert value_of(figures, "water.price", LENS, 2023) == 2
    assert take(figures, "water.price", LENS)["note"] == "Service : Eaux de 1, 3 communes"
    assert figures[figures["territory"].eq(LENS) & figures["indicator"].eq("water.distributed")].empty
    assert value_of(figures, "water.distributed", HENIN, 2023) == 65_000


@pytest.mark.parametrize(
    ("first", "second", "distributes", "price", "yields"),
    [
        # A price before a yield, a yield before what distributes, then the most inhabitants.
        ({"D102_0": 2, "P104_3": "."}, {"D102_0": ".", "P104_3": 60}, ("", ""), 2, None),
        ({"D102_0": "."}, {"D102_0": ".", "P104_3": "."}, ("Non dit", "Oui"), None, 80),
        ({"D102_0": 2}, {"D102_0": 4}, ("Oui", "Non"), 2, 80),
        ({"D102_0": 2}, {"D102_0": 4}, ("", ""), 4, 80),
    ],
)
def test_of_the_services_of_a_commune_one_speaks_for_it(
    first: dict[str, object], second: dict[str, object], distributes: tuple[str, str],
    price: float | None, yields: float | None, tmp_path: Path,
) -> None:  # fmt: skip
    """The second service serves more of the inhabitants of Lens."""
    rows = [declare(1, **first), declare(2, **second)]
    figures = read_year(tmp_path, rows, [(LENS, 1, 600), (LENS, 2, 900)], distributes=distributes)
    own = figures[figures["territory"].eq(LENS)].set_index("indicator")["value"]
    assert (own.get("water.price"), own.get("water.yield")) == (price, yields)


def test_what_only_produces_water_serves_nobody(tmp_path: Path) -> None:
    seller = declare(2, VP_059=500_000, D101_0=9_000)
    members = [*THREE, (LENS, 2, 9_000)]
    figures = read_year(tmp_path, [declare(1), seller], members, distributes=("Oui", "Oui", "Oui", "Non"))
    found = {name: value_of(figures, f"water.{name}", ONE, 2023) for name in ("distributed", "served_population")}
    assert found == {"distributed": 65_000, "served_population": 1000}


def test_the_columns_of_before_2020_and_one_more_among_them_are_read_by_their_names(tmp_path: Path) -> None:
    header = ["DPT", "Id SISPEA du service", "Code UGE", "Nom du service", *CODES]
    row = ["62", 1.0, "062000123", "Eaux", *USUAL]
    figures = read_year(tmp_path, [row], THREE, header=header)
    assert [value_of(figures, f"water.{name}", ONE, 2023) for name in ("price", "yield")] == [2, 80]


@pytest.mark.parametrize(("percent", "known"), [(92, [92]), (0, [0]), (101, [])])
def test_sanitation_of_one_s_own_has_a_rate_that_may_be_zero_and_not_beyond_a_hundred(
    percent: int, known: list[int], tmp_path: Path
) -> None:
    row = ["062", 1, "Assainissement", CHECKED, 900, percent]
    figures = read_year(tmp_path, [row], THREE, header=[*LONG, "D301.0", "P301.3"], competence="ANC")
    assert value_of(figures, "sanitation.individual_population", ONE, 2023) == 900
    own = figures[figures["indicator"].eq("sanitation.individual_compliance") & figures["territory"].eq(ONE)]
    assert own["value"].dropna().tolist() == known


def test_sanitation_has_figures_of_its_own(tmp_path: Path) -> None:
    header = [*LONG, "D201.0", "D204.0", "VP.056", "VP.068", "VP.077"]
    figures = read_year(
        tmp_path, [["062", 1, "Égouts", CHECKED, 900, 2.2, 300, 30_000, 12]], THREE, header=header, competence="AC"
    )
    found = {name: value_of(figures, f"sanitation.{name}", ONE, 2023) for name in ("billed", "price", "network_length")}
    assert found == {"billed": 30_000, "price": 2.2, "network_length": 12}
    # A commune without a sewer lacks nowhere.
    alone = read_year(
        tmp_path, [["062", 1, "Égouts", CHECKED, 900, 2.2, 300, 30_000, 12]], THREE[:1], header=header, competence="AC"
    )
    assert take(alone, "sanitation.billed", ONE)["status"] == "normal"


def test_parts_of_a_sum_are_the_services_in_their_communes(tmp_path: Path) -> None:
    read_year(tmp_path, [declare(1)], [*THREE, (HENIN, 1, 800)])
    parts = sispea.list_parts(sispea.read(tmp_path / "2023"), AREA, members=MEMBERS, successors={})
    own = parts[parts["epci"].eq(ONE)].set_index("commune")
    assert own.loc[LENS, ["water.distributed", "name", "object"]].tolist() == [
        65_000 * 0.3, "Eaux de 1", "30,0 % des habitants du service",
    ]  # fmt: skip
    assert own["water.distributed"].sum() == pytest.approx(39_000)


def test_a_file_without_the_other_is_left_and_a_folder_without_year_asks_for_it(tmp_path: Path) -> None:
    read_year(tmp_path, [declare(1)], THREE)
    (tmp_path / "2023" / "CompositionCommunaleServices_AEP_2023.zip").unlink()
    with pytest.raises(SourceFormatError, match="aucune compétence n’a ses deux fichiers"):
        sispea.read(tmp_path / "2023")
    (tmp_path / "2022").mkdir()
    (tmp_path / "2023" / "SISPEA_FR_2023_AEP.zip").rename(tmp_path / "2022" / "SISPEA_FR_2023_AEP.zip")
    with pytest.raises(YearUnknownError, match="2022, 2023 trouvée"):
        sispea.read(tmp_path / "2022")


def test_columns_that_have_shifted_are_refused(tmp_path: Path) -> None:
    row = declare(1)
    row[1] = "Production"
    with pytest.raises(SourceFormatError, match="« Production » n’est pas un identifiant SISPEA"):
        read_year(tmp_path, [row], THREE)


def test_two_files_a_competence_are_asked_for_each_year_that_is_over() -> None:
    asked = sispea.fetch(AREA, range(2008, 2026))
    assert [one.file for one in asked if one.file.startswith("2024/")] == [
        f"2024/{name}"
        for competence in ("AEP", "AC", "ANC")
        for name in (f"SISPEA_FR_2024_{competence}.zip", f"CompositionCommunaleServices_{competence}_2024.zip")
    ]
    assert all(one.may_lack for one in asked) and {one.file[:4] for one in asked} == {str(y) for y in range(2009, 2025)}
