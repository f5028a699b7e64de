"""Files as offices really deliver them, beside the project: each is read as it should be, or refused with its place.

After a refusal the data are the same to the byte. The same kinds of faults, on small files of our own, are in
test_reader.py, test_command.py and the tests of the sources.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest

from loaders.csv_files import read_text_csv
from loaders.importing.command import RefusedError, Request, import_file
from loaders.tabular.faults import SourceFormatError
from tests.samples import SAMPLES
from tests.small_files import hash_files

FAULTY = SAMPLES / "faulty"
DOSSIERS = {"hard.json", "long.json"}
AMOUNT, AUTHORISED, STARTED = "subsidies.received_amount", "housing.authorised", "housing.started"
WASTE, PEOPLE = "waste.collected", "population.municipal"

Key = tuple[str, str, int, str]


@dataclass(frozen=True)
class Case:
    """A file, the source it is given as, the figures that it makes (a value, or a status) or what its refusal says.

    `said` are parts of what is said beside; `is_new` tells that it takes the place of nothing known, so that nothing
    is asked.
    """

    file: str
    name: str
    figures: dict[Key, str] = field(default_factory=dict)
    refused: str = ""
    said: tuple[str, ...] = ()
    is_new: bool = False


def grants(year: int, scope: str, amount: str, territory: str = "62498") -> dict[Key, str]:
    return {(AMOUNT, territory, year, scope): amount}


def waste(value: str, scope: str = "stream=residual", territory: str = "D62") -> dict[Key, str]:
    return {(WASTE, territory, 2021, scope): value}


LENS_2026 = {(PEOPLE, "62498", 2023, ""): "32000"}
LENS_AND_LIEVIN = LENS_2026 | {(PEOPLE, "246200364", 2023, ""): "39000"}
LENS_ALONE = LENS_2026 | {(PEOPLE, "246200364", 2023, ""): "32000"}
CASES = [
    *(
        Case(
            f"dgcl-liste-projets-dotations-investissement-local-{year}.csv",
            "dotations",
            grants(year, "fund=detr", "36000.15")
            | grants(year, "fund=detr", "63000.15", "D62")
            | grants(year, "fund=dsil", "200000", "246200364")
            | grants(year, "fund=dsil", "0"),
            said=("1 projet, 300 000,00 €, de « DSID",),
            is_new=True,
        )
        for year in (2020, 2021, 2025)
    ),
    # « Toiture ; école » stands without quotes in a file of semicolons.
    Case(
        "dotations_excel_fr.csv",
        "dotations",
        refused="ligne 2 : 13 cellules attendues, comme dans l’en-tête, 14 trouvées. La ligne est coupée, ou un "
        "séparateur « ; » y est hors de guillemets",
    ),
    Case("dotations_nbsp_negative.csv", "dotations", grants(2019, "fund=detr", "31000.15")),
    Case("dotations_euro_sign.csv", "dotations", grants(2019, "fund=detr", "36000.15")),
    Case(
        "dotations_scientific.csv",
        "dotations",
        refused=r"ligne 2, colonne « code_beneficiaire » : « 2\.46E\+08 » n’est pas un SIREN",
    ),
    Case(
        "dotations_scientific_fr.csv",
        "dotations",
        refused=r"colonne « epci_siren_2019 » : « 2,46E\+08 » n’est pas un SIREN de neuf chiffres\. Un tableur a",
    ),
    Case(
        "dotations_dsil_exceptionnelle.csv",
        "dotations",
        grants(2020, "fund=dsil", "36000.15") | grants(2020, "fund=detr", "300"),
        is_new=True,
    ),
    Case(
        "dotations_other_departement.csv",
        "dotations",
        refused=r"aucun projet des départements de l'installation \(62\) ; elle en a de 59",
    ),
    Case(
        "dotations_date_exercice.csv",
        "dotations",
        refused="ligne 2, colonne « exercice » : « 31/12/2019 » n’est pas une année entre 1990 et 2100",
    ),
    Case(
        "fonds-vert-liste-des-projets-subventionnes-2024.csv",
        "fonds_vert",
        grants(2024, "fund=fonds_vert", "60000.5"),
        said=("année 2024.",),
        is_new=True,
    ),
    Case("20240115-fonds-vert-2023.csv", "fonds_vert", grants(2023, "fund=fonds_vert", "60000.5")),
    Case("fonds_vert_2023_excel_fr.csv", "fonds_vert", grants(2023, "fund=fonds_vert", "60000.5")),
    Case("fonds_vert_2023_nbsp.csv", "fonds_vert", grants(2023, "fund=fonds_vert", "45000.5")),
    Case(
        "fonds_vert_2023_siret_zero.csv",
        "fonds_vert",
        grants(2023, "fund=fonds_vert", "63000.5", "246200364"),
        said=("lignes 3, 4, colonne « siren » : « 5580123400017 », « 2,16205E+13 » n’est pas un SIREN",),
    ),
    Case(
        "fonds_vert_2023_duplicates.csv",
        "fonds_vert",
        grants(2023, "fund=fonds_vert", "60000.5"),
        said=("ligne 3 : identique à la ligne 2, comptée une fois",),
    ),
    *(
        Case(
            f"sitadel_{headers}.csv",
            "sitadel",
            {(AUTHORISED, "62498", 2020, ""): "10", (STARTED, "62498", 2020, ""): "8"},
        )
        for headers in ("three_headers", "two_headers_like_dido")
    ),
    Case(
        "sitadel_secret_blank.csv",
        "sitadel",
        {
            (AUTHORISED, "62498", 2024, ""): "10",
            (STARTED, "62498", 2024, ""): "missing",
            (AUTHORISED, "62427", 2024, ""): "confidential",
            (STARTED, "62427", 2024, ""): "confidential",
            (AUTHORISED, "62065", 2024, ""): "confidential",
            (STARTED, "62065", 2024, ""): "missing",
        },
    ),
    Case("sitadel_other_label.csv", "sitadel", refused="aucune ligne « Tous Logements », trouvé « Tous logements »"),
    Case(
        "sitadel_paris_corse.csv",
        "sitadel",
        {(AUTHORISED, "62498", 2024, ""): "1"},
        said=("2 chiffres de 1 commune (62498)",),
    ),
    Case("sitadel_thousands_nbsp.csv", "sitadel", {(AUTHORISED, "62498", 2024, ""): "1010"}),
    Case("sinoe_nd.csv", "sinoe", waste("1000.5") | waste("missing", "stream=rubble") | waste("missing", "")),
    Case("sinoe_secret.csv", "sinoe", waste("confidential", "stream=rubble") | waste("confidential", "")),
    Case("sinoe_total_row.csv", "sinoe", waste("1000.5", ""), said=("ligne 3 : « Total » n’est pas une ligne",)),
    Case("sinoe_year_float.csv", "sinoe", waste("1000.5")),
    Case("sinoe_empty.csv", "sinoe", refused="sinoe_empty.csv : le fichier est vide"),
    Case("sinoe_utf16.csv", "sinoe", waste("1000.5"), said=("UTF-16",)),
    Case("sinoe_title_rows.csv", "sinoe", waste("1000.5"), said=("en-tête trouvé à la ligne 3",)),
    Case("sinoe_scientific.csv", "sinoe", waste("98575.1")),
    Case("sinoe_blank_lines.csv", "sinoe", waste("1000.5")),
    Case("sinoe_corsica_dom.csv", "sinoe", waste("10")),
    Case("sinoe_negative.csv", "sinoe", refused="ligne 2, colonne « TONNAGE_DMA » : « -12,5 » est négatif"),
    Case("sinoe_chiffres_cles.csv", "sinoe", refused="colonnes attendues C_TYP_REG_DECHET"),
    Case("v_mvtcommune_lost_zero.csv", "movements", said=("« 4045 » est lu 04045",)),
    Case("v_mvtcommune_2a.csv", "movements", is_new=True),
    *(
        # Their site is invented: no territory of the catalogue.
        Case(f"isdnd_{form}.json", "isdnd", refused="S0007001234, 2021, colonne « territory » : un territoire connu")
        for form in ("bom", "text_number", "geojson")
    ),
    Case("perimetre-epci-a-fp_2026.csv", "population", LENS_AND_LIEVIN, is_new=True),
    Case(
        "perimetre-epci-a-fp_2026_nd.csv",
        "population",
        refused="ligne 2, colonne « pmun_2026 » : « n.d. » ne donne pas de nombre d’habitants",
    ),
    Case("epcicom2026_title_rows.xlsx", "population", LENS_ALONE, said=("en-tête trouvé à la ligne",), is_new=True),
    Case("epcicom2026_second_sheet.xlsx", "population", LENS_ALONE, said=("lue, parmi 2",), is_new=True),
]

pytestmark = pytest.mark.skipif(
    not FAULTY.exists(), reason="Les fichiers fautifs ne sont pas à côté du dépôt : leurs équivalents sont essayés."
)


def read_figures(data: Path, name: str) -> pd.DataFrame:
    return read_text_csv(data / "figures" / f"{name}.csv")


def take(case: Case, data: Path, said: list[str], *, accepts_losses: bool = False) -> None:
    """Import a file without building all tables of it, which is tried elsewhere."""
    request = Request(case.name, FAULTY / case.file, accepts_losses=accepts_losses)
    import_file(request, data, say=said.append, build=lambda *_: None)


def find(figures: pd.DataFrame, key: Key) -> str:
    """The value of a figure, or its status where it has none; fails where there are none or several."""
    indicator, territory, year, scope = key
    is_it = figures["indicator"].eq(indicator) & figures["territory"].eq(territory) & figures["scope"].eq(scope)
    rows = figures[is_it & figures["year"].eq(str(year))]
    assert len(rows) == 1, key
    return rows["value"].iloc[0] or rows["status"].iloc[0]


@pytest.mark.parametrize("case", CASES, ids=[case.file for case in CASES])
def test_a_file_is_read_as_it_should_be_or_refused_with_its_place(case: Case, data: Path) -> None:
    before, said = hash_files(data), list[str]()
    if case.refused:
        with pytest.raises(SourceFormatError, match=case.refused):
            take(case, data, said)
        assert hash_files(data) == before
        return
    kept = read_figures(data, case.name)
    if not case.is_new:
        with pytest.raises(RefusedError):
            take(case, data, said)
        assert hash_files(data) == before
    take(case, data, said, accepts_losses=not case.is_new)
    assert hash_files(data) != before
    if not kept.empty:
        merged = read_figures(data, case.name)
        assert {key: find(merged, key) for key in case.figures} == case.figures
        years = {str(year) for _, _, year, _ in case.figures}
        others = kept[~kept["year"].isin(years)]
        assert len(others.merge(merged)) == len(others), "other years are as they were"
    told = "\n".join(said)
    assert [part for part in case.said if part not in told] == []


def test_every_faulty_file_is_tried() -> None:
    assert {path.name for path in FAULTY.iterdir()} - DOSSIERS - {"README.md"} == {case.file for case in CASES}


def test_a_year_of_perimeters_is_added_to_those_kept_and_the_tables_are_made_of_it(data: Path) -> None:
    kept = read_figures(data, "population")
    import_file(Request("population", FAULTY / "perimetre-epci-a-fp_2026.csv"), data, say=len)
    merged = read_figures(data, "population")
    assert len(merged) == len(kept) + 3 and len(kept.merge(merged)) == len(kept)
    lens = merged[merged["territory"].eq("246200364") & merged["year"].eq("2023")].iloc[0]
    assert lens["break_before"] == "1" and "2 communes, au lieu de 36 sur celui de 2025" in lens["note"]


def test_movements_are_added_to_those_kept(data: Path) -> None:
    path = data / "catalog" / "movements.csv"
    kept = read_text_csv(path)
    import_file(Request("movements", FAULTY / "v_mvtcommune_2a.csv"), data, say=len)
    merged = read_text_csv(path)
    assert len(merged) == len(kept) + 1 and "2A001" in set(merged["before"])
