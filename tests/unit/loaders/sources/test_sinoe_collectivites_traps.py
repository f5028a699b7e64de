"""The traps of SINOE by collectivité, on synthetic pages in the publisher's form: every number below is invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from loaders.catalog import load_catalog
from loaders.importing.delivery import read_levels
from loaders.sources import sinoe_collectivites
from loaders.tabular.faults import SourceFormatError
from loaders.territories.perimeters import list_perimeters
from tests.small_files import AREA, value_of

LENS, ARRAS = "246200364", "200033579"
# Lens and Harnes are of one EPCI, Arras of another; Liévin has joined the first for what is given since 2023.
WAYS = {
    LENS: {("62413", "62498"): frozenset(range(1990, 2023)), ("62413", "62498", "62510"): frozenset(range(2023, 2101))},
    ARRAS: {("62041",): frozenset(range(1990, 2101))},
}
RESIDUAL, RUBBLE, BURIED = "Ordures ménagères résiduelles", "Déblais et gravats", "Stockage"
COLLECTED = "waste.collected"


def serve(actor: str, *communes: str, year: int = 2021) -> list[dict[str, Any]]:
    return [
        {"annee": year, "code_commune": commune, "code_acteur": actor, "libelle_acteur": f"Synthétique {actor}"}
        for commune in communes
    ]


def waste(actor: str, label: str, tonnes: float | None, year: int = 2021) -> dict[str, Any]:
    return {"annee": year, "code_acteur": actor, "libelle_regroupement_dechet": label, "dma2_ag": tonnes}


def outlet(actor: str, label: str, tonnes: float | None, year: int = 2021) -> dict[str, Any]:
    return {
        "annee": year, "code_acteur": actor, "libelle_regroupement_service_destination": label, "dma4_ag": tonnes
    }  # fmt: skip


def people(actor: str, count: int | None, year: int = 2021) -> dict[str, Any]:
    return {"annee": year, "code_acteur": actor, "pop_adh_coll": count}


OWN = serve("53", "62413", "62498")


def write_pages(folder: Path, name: str, *pages: list[dict[str, Any]]) -> None:
    total = sum(len(page) for page in pages)
    for number, rows in enumerate(pages, 1):
        # data-fair leaves out what is empty.
        results = [{column: cell for column, cell in row.items() if cell is not None} for row in rows]
        (folder / f"{name}-{number:04}.json").write_text(json.dumps({"total": total, "results": results}))


def read_sets(
    folder: Path,
    served: list[dict[str, Any]],
    tonnes: list[dict[str, Any]],
    outlets: list[dict[str, Any]] | None = None,
    counts: list[dict[str, Any]] | None = None,
) -> pd.DataFrame:
    write_pages(folder, "desserte-62", served)
    write_pages(folder, "dechets", tonnes)
    write_pages(folder, "destinations", outlets or [outlet("53", BURIED, 1)])
    write_pages(folder, "habitants", counts or [people("53", 900)])
    frame = sinoe_collectivites.read(folder)
    return sinoe_collectivites.observations(frame, AREA, perimeters=WAYS, successors={"62900": "62413"})


def tell_missing(figures: pd.DataFrame, epci: str = LENS) -> str:
    row = figures[figures["territory"].eq(epci) & figures["indicator"].eq(COLLECTED)].iloc[0]
    assert row["status"] == "missing" and pd.isna(row["value"])
    return str(row["note"])


def test_tonnes_of_the_actor_of_its_communes_are_the_epci_s_and_rows_of_a_label_add_up(tmp_path: Path) -> None:
    rows = [waste("53", RESIDUAL, 10.5), waste("53", RESIDUAL, 4), waste("53", RUBBLE, 2.25)]
    figures = read_sets(tmp_path, OWN, rows)
    assert value_of(figures, COLLECTED, LENS, 2021) == 16.75
    assert value_of(figures, "waste.collected_excluding_rubble", LENS, 2021) == 14.5
    assert value_of(figures, COLLECTED, LENS, 2021, "stream=residual") == 14.5
    own = figures.set_index("scope").loc["stream=rubble"]
    assert own[["published", "lines", "section"]].tolist() == [
        "2.25", f"2021, {LENS}, acteur 53, Déblais et gravats", "dma2_ag",
    ]  # fmt: skip
    assert set(figures["territory"]) == {LENS}


def test_actors_that_share_an_epci_are_added_and_communes_that_merged_are_those_of_today(tmp_path: Path) -> None:
    served = [*serve("53", "62498"), *serve("54", "62900")]
    counts = [people("53", 900), people("54", 100)]
    rows = [waste("53", RESIDUAL, 10), waste("54", RESIDUAL, 5)]
    figures = read_sets(tmp_path, served, rows, counts=counts)
    assert value_of(figures, COLLECTED, LENS, 2021) == 15
    assert value_of(figures, "waste.served_population", LENS, 2021) == 1000


def test_a_syndicate_of_several_epcis_gives_none_of_them_its_tonnes(tmp_path: Path) -> None:
    figures = read_sets(tmp_path, serve("90", "62413", "62498", "62041"), [waste("90", RESIDUAL, 10)])
    assert tell_missing(figures).startswith("Sert aussi des communes d’autres EPCI") and ": 90" in tell_missing(figures)
    assert tell_missing(figures, ARRAS).endswith(": 90")


def test_an_actor_of_zeros_leaves_the_service_to_another_and_alone_makes_no_zero(tmp_path: Path) -> None:
    burner = serve("90", "62413", "62498", "62041")
    rows = [waste("90", RESIDUAL, 0), waste("53", RESIDUAL, 10)]
    figures = read_sets(tmp_path, [*OWN, *burner], rows)
    assert value_of(figures, COLLECTED, LENS, 2021) == 10
    assert tell_missing(figures, ARRAS) == "Tonnages tous nuls : non déclarés, ou service laissé à un syndicat"


def test_two_actors_of_the_same_communes_and_communes_of_none_make_no_total(tmp_path: Path) -> None:
    served = [*OWN, *serve("54", "62498")]
    figures = read_sets(tmp_path, served, [waste("53", RESIDUAL, 10), waste("54", RESIDUAL, 5)])
    assert tell_missing(figures) == (
        "Déclarent des tonnes pour les mêmes communes, sans qu’on sache si elles s’ajoutent : 53, 54"
    )
    alone = read_sets(tmp_path, serve("53", "62498"), [waste("53", RESIDUAL, 10)])
    assert tell_missing(alone) == "Communes que ne sert aucun acteur qui déclare des tonnes : 62413"


def test_a_year_that_lacks_is_no_row_and_a_perimeter_that_changes_breaks(tmp_path: Path) -> None:
    later = serve("53", "62413", "62498", "62510", year=2023)
    rows = [waste("53", RESIDUAL, 10), waste("53", RESIDUAL, 12, 2023)]
    figures = read_sets(tmp_path, [*OWN, *serve("53", "62498", year=2022), *later], rows)
    totals = figures[figures["indicator"].eq(COLLECTED) & figures["scope"].eq("")].set_index("year")
    assert totals["value"].to_dict() == {2021: 10, 2023: 12}
    assert totals["break_before"].to_dict() == {2021: "", 2023: "1"}


def test_a_destination_of_zero_or_of_nothing_is_not_declared(tmp_path: Path) -> None:
    outlets = [outlet("53", BURIED, 4), outlet("53", BURIED, 0.5), outlet("53", "Valorisation organique", 0),
               outlet("53", "Non précisé", None)]  # fmt: skip
    figures = read_sets(tmp_path, OWN, [waste("53", RESIDUAL, 10)], outlets)
    found = figures[figures["scope"].str.startswith("destination=")].set_index("scope")["value"]
    assert found.to_dict() == {"destination=landfill": 4.5}


def test_inhabitants_that_lack_leave_the_tonnes(tmp_path: Path) -> None:
    counts = [people("53", None), people("53", 900, 2015)]
    figures = read_sets(tmp_path, OWN, [waste("53", RESIDUAL, 10)], counts=counts)
    assert value_of(figures, COLLECTED, LENS, 2021) == 10
    assert "waste.served_population" not in set(figures["indicator"])


def test_a_label_that_nobody_knows_counts_in_the_total_alone(tmp_path: Path) -> None:
    figures = read_sets(tmp_path, OWN, [waste("53", RESIDUAL, 10), waste("53", "Nouveau flux", 3)])
    own = figures[figures["territory"].eq(LENS) & ~figures["scope"].str.startswith("destination")]
    assert own.loc[own["indicator"].eq(COLLECTED), ["scope", "value"]].values.tolist() == [
        ["", 13], ["stream=residual", 10],
    ]  # fmt: skip
    assert "waste.collected_excluding_rubble" not in set(figures["indicator"])


def test_an_epci_that_is_no_territory_any_more_is_given_no_figure() -> None:
    perimeters = sinoe_collectivites.read_perimeters()
    assert {LENS, ARRAS} <= set(perimeters) <= set(read_levels(load_catalog()).index)
    assert "200035426" in list_perimeters() and "200035426" not in perimeters


def test_letters_of_columns_of_another_case_are_read(tmp_path: Path) -> None:
    rows = [{name.upper(): cell for name, cell in waste("53", RESIDUAL, 10).items()}]
    assert value_of(read_sets(tmp_path, OWN, rows), COLLECTED, LENS, 2021) == 10


def test_a_page_or_a_set_that_lacks_is_refused(tmp_path: Path) -> None:
    read_sets(tmp_path, OWN, [waste("53", RESIDUAL, 10)])
    write_pages(tmp_path, "dechets", [waste("53", RESIDUAL, 1)], [waste("53", RESIDUAL, 2)])
    (tmp_path / "dechets-0002.json").unlink()
    with pytest.raises(SourceFormatError, match="dechets-0001.json .* 2 lignes annoncées, 1 données"):
        sinoe_collectivites.read(tmp_path)
    (tmp_path / "dechets-0001.json").unlink()
    with pytest.raises(SourceFormatError, match=r"dechets-0001\.json n’y est pas"):
        sinoe_collectivites.read(tmp_path)
