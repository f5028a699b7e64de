"""A file that is looked at: compared with what is published, and read as the last one of the same headers was."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from loaders.own.database.opening import Database, open_database
from loaders.own.looking import Seen, look, make_lasting
from loaders.own.mappings import remember
from loaders.own.reading.understood import Mapping

TODAY = dt.date(2026, 11, 26)
LINES = "Code;Année;Valeur\n246200364;{year};102\n200072460;{year};112\n"


def see(database: Database, year: int, mapping: Mapping | None = None) -> Seen:
    content = LINES.format(year=year).encode()
    return look(content, "suivi.csv", mapping, database, today=TODAY, say=lambda _: None)[1]


def test_the_page_is_given_counts_and_not_the_figures(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'own.sqlite'}")
    seen = see(database, 2024, Mapping(indicator="housing.aid_files"))
    assert seen.understanding.figures.empty and seen.values == 2
    assert seen.counts.to_dict("records") == [
        {"indicator": "housing.aid_files", "values": 2, "territories": 2, "years": ("2024",)}
    ]
    assert seen.outcomes == {"new": 2, "changed": 0, "same": 0, "removed": 0}
    assert seen.firsts["territory"].tolist() == ["246200364"]


def test_how_columns_are_read_is_remembered_and_the_year_of_a_whole_file_is_not(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'own.sqlite'}")
    first = see(database, 2024, Mapping(indicator="housing.aid_files")).understanding
    said = first.mapping.model_copy(update={"sheet": "Feuil1", "year": "2019"})
    assert see(database, 2025).values == 0
    remember(database, first.signature, make_lasting(said), author="Service")
    again = see(database, 2025)
    assert again.is_recalled and again.counts["years"].tolist() == [("2025",)]
    assert again.counts["indicator"].tolist() == ["housing.aid_files"]
