"""What a publication would change is said value by value beforehand, and what looks odd in it."""

from __future__ import annotations

from loaders.own.database.opening import Database
from loaders.own.preview import Preview, preview
from loaders.store import load_territories
from tests.unit.loaders.own.conftest import BETHUNE, HENIN, LENS, drop
from tests.unit.loaders.own.test_publications import put_in

NB, NARROW = "\u00a0", "\u202f"


def look(database: Database, *rows: dict[str, str], replaces: str | None = None) -> Preview:
    return preview(drop(*rows).figures, database, replaces=replaces)


def tell_odd(seen: Preview) -> dict[str, str]:
    return {finding.kind: finding.expected for finding in seen.odd}


def list_outcomes(seen: Preview) -> list[tuple[str, float, float, str]]:
    cells = seen.cells.sort_values(["territory", "year"])
    return [tuple(row) for row in cells[["territory", "before", "after", "outcome"]].fillna(-1).to_numpy().tolist()]


def test_each_value_is_new_changed_the_same_or_gone(database: Database) -> None:
    first = put_in(
        database, drop({"value": "100"}, {"territory": BETHUNE, "value": "2"}, {"year": "2025", "value": "9"})
    )
    rows = ({"value": "110"}, {"territory": BETHUNE, "value": "2"}, {"territory": HENIN, "value": "5"})
    assert list_outcomes(look(database, *rows)) == [
        (BETHUNE, 2.0, 2.0, "same"),
        (HENIN, -1.0, 5.0, "new"),
        (LENS, 100.0, 110.0, "changed"),
    ]
    seen = look(database, *rows, replaces=first)
    assert list_outcomes(seen)[-1] == (LENS, 9.0, -1.0, "removed")
    assert (seen.count("new"), seen.count("changed"), seen.count("same"), seen.count("removed")) == (1, 1, 1, 1)
    (changed,) = seen.cells[seen.cells["outcome"].eq("changed")].to_dict("records")
    assert (changed["change"], changed["share"]) == (10.0, 0.1)


def test_what_would_stand_behind_an_official_value_is_said_with_it(database: Database) -> None:
    seen = look(database, {"year": "2021", "value": "1"}, {"year": "2024", "value": "1"})
    cells = seen.cells.set_index("year")
    assert (cells.at["2021", "official"], cells.at["2021", "source"]) == (156402.0, "000-call-2021")
    assert (bool(cells.at["2021", "is_hidden"]), bool(cells.at["2024", "is_hidden"]), seen.hidden) == (True, False, 1)


def test_ten_times_the_year_before_is_odd_whoever_published_that(database: Database) -> None:
    seen = look(database, {"year": "2022", "value": "1600000"})
    assert tell_odd(seen) == {
        "tenfold": f"DMA collectés, Lens-Liévin, 2022 : 10 fois l’année d’avant (156{NARROW}402)",
    }


def test_a_value_per_inhabitant_beyond_all_epcis_is_odd(database: Database) -> None:
    usual = {"indicator": "housing.started", "unit": "dwellings", "year": "2025"}
    (said,) = (one.expected for one in look(database, usual | {"value": "200000"}).odd if one.kind == "per_inhabitant")
    assert said.startswith(f"Logements commencés, Lens-Liévin, 2025 : 0,83{NB}logement ")
    assert "par habitant, alors que les EPCI connus vont de " in said
    assert "per_inhabitant" not in tell_odd(look(database, usual | {"value": "500"}))


def test_one_value_everywhere_is_odd(database: Database) -> None:
    rows = [{"territory": code, "value": "7", "year": "2030"} for code in (LENS, BETHUNE, HENIN)]
    assert tell_odd(look(database, *rows)) == {
        "same_everywhere": "DMA collectés, 2030 : la même valeur pour les 3 territoires",
    }


def test_a_sum_that_does_not_fit_is_odd(database: Database) -> None:
    table = load_territories(levels=["commune"])
    communes = table.loc[table["epci"].eq(LENS), "code"]
    usual = {"indicator": "housing.vacant_dwellings", "unit": "dwellings", "year": "2030"}
    parts = [usual | {"territory": code, "value": str(100 + n)} for n, code in enumerate(communes)]
    fits = str(100 * len(parts) + sum(range(len(parts))))
    assert tell_odd(look(database, *parts, usual | {"value": fits})) == {}
    assert tell_odd(look(database, *parts, usual | {"value": "9000"})) == {
        "sum": f"Logements vacants, Lens-Liévin, 2030 : 9{NARROW}000, alors que ses 36 parties font",
    }
