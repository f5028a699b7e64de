"""The traps of the SRU rates: every number below is invented, the file is synthetic in the publisher's form."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders.sources import sru
from loaders.tabular.faults import Reading, SourceFormatError, YearUnknownError
from tests.small_files import AREA, value_of, write

HEADER = '\ufeff"Code Commune";"Nom Commune";"Taux de logements sociaux (%)"\r\n'
ROWS = '62498;"Synthétique";41,3\r\n62413;"Synthétique";0\r\n62510;"Synthétique";\r\n59350;"Synthétique";22,5\r\n'
SHARE = "housing.social_share"


def read_rows(folder: Path, rows: str, *, year: int | None = 2024, name: str = "sru_synthétique.csv") -> pd.DataFrame:
    frame = sru.read(write(folder, name, HEADER + rows), Reading(year=year))
    return sru.observations(frame, AREA, successors={"62900": "62413"})


def test_a_rate_is_as_printed_a_zero_is_one_and_a_blank_is_missing(tmp_path: Path) -> None:
    figures = read_rows(tmp_path, ROWS).set_index("territory")
    assert figures["value"].dropna().to_dict() == {"62413": 0, "62498": 41.3}
    assert figures["published"].to_dict() == {"62413": "0", "62498": "41,3", "62510": ""}
    assert figures["status"].to_dict() == {"62413": "normal", "62498": "normal", "62510": "missing"}


@pytest.mark.parametrize("name", ["sru.csv", "logements-sociaux-dans-les-communes-2024.csv"])
def test_without_a_year_that_is_said_the_file_is_refused_whatever_its_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(YearUnknownError, match="rien dans ce fichier ne dit l’année"):
        read_rows(tmp_path, ROWS, year=None, name=name)


def test_the_year_is_the_one_that_is_said(tmp_path: Path) -> None:
    assert value_of(read_rows(tmp_path, ROWS, year=2023), SHARE, "62498", 2023) == 41.3


def test_a_commune_made_of_several_has_no_rate_and_no_epci_has_one(tmp_path: Path) -> None:
    figures = read_rows(tmp_path, ROWS + '62900;"Synthétique";12,5\r\n').set_index("territory")
    assert figures.loc["62413", ["status", "published", "note"]].tolist() == [
        "missing", "", "Pas de taux de la commune réunie depuis : 62413, 62900",
    ]  # fmt: skip
    assert set(figures.index) == {"62413", "62498", "62510"}


def test_a_rate_beyond_a_hundred_or_below_zero_and_a_commune_twice_are_refused_together(tmp_path: Path) -> None:
    rows = '62498;"Synthétique";141,3\r\n62413;"Synthétique";-1\r\n62413;"Synthétique";2\r\n'
    with pytest.raises(SourceFormatError) as found:
        read_rows(tmp_path, rows)
    assert [words for words in ("141,3 » dépasse 100 %", "-1 » est négatif", "62413 a déjà une ligne")
            if words not in str(found.value)] == []  # fmt: skip
