"""Files that a reader takes away, as French offices open them and as machines read them: nothing runs."""

import csv
import datetime as dt
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.series import load_series
from pages.files.csv import write_french_csv, write_tidy_csv
from pages.words.cells import quote_text, write_number
from pages.words.version import MADE_BY

TODAY = dt.date(2026, 3, 9)
ROWS = pd.DataFrame(
    {
        "code": ["01004", "2A004", "246200364"],
        "Valeur": [156402.0, 642.9, None],
        "Année": pd.array([2021, 2020, None], dtype="Int16"),
        "Note": ["", "dit « synthétique » ; arrondi", 'un "mot"'],
    }
)


def read_french(body: bytes) -> list[list[str]]:
    """The cells of a French CSV, as a spreadsheet set to French reads them."""
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_french_csv_byte_by_byte() -> None:
    body = write_french_csv(ROWS.head(2), {"Indicateur": "DMA", "Unité": "tonnes"}, today=TODAY)
    assert (
        body
        == (
            '\ufeff"Indicateur";"DMA"\r\n'
            '"Unité";"tonnes"\r\n'
            '"Date du fichier";"09/03/2026"\r\n'
            f'"Fait par";"{MADE_BY}"\r\n'
            "\r\n"
            '"code";"Valeur";"Année";"Note"\r\n'
            '"01004";156402;2021;\r\n'
            '"2A004";642,9;2020;"dit « synthétique » ; arrondi"\r\n'
        ).encode()
    )


def test_a_french_csv_is_in_utf_8_with_a_mark() -> None:
    assert write_french_csv(ROWS, {})[:3] == b"\xef\xbb\xbf"


def test_the_header_says_the_indicator_the_unit_the_filters_the_source_the_date_and_the_version() -> None:
    header = {"Indicateur": "DMA", "Unité": "t", "Filtres": "années : 2009-2026", "Source": "CALL ; Rapport"}
    cells = read_french(write_french_csv(ROWS, header, today=TODAY))
    made = [["Date du fichier", "09/03/2026"], ["Fait par", MADE_BY]]
    assert cells[:7] == [*(list(item) for item in header.items()), *made, []]
    assert cells[7] == ["code", "Valeur", "Année", "Note"]


def test_as_many_rows_are_written_as_are_given() -> None:
    cells = read_french(write_french_csv(ROWS, {}, today=TODAY))
    assert cells[4:] == [
        ["01004", "156402", "2021", ""],
        ["2A004", "642,9", "2020", "dit « synthétique » ; arrondi"],
        ["246200364", "", "", 'un "mot"'],
    ]


@pytest.mark.parametrize("code", ["01004", "0007000463", "62498", "200033579"])
def test_a_code_is_quoted_and_keeps_its_zeros(code: str) -> None:
    frame = pd.DataFrame({"code": [code]})
    assert f'"{code}"'.encode() in write_french_csv(frame, {})
    read = pd.read_csv(io.BytesIO(write_tidy_csv(frame)), dtype=str)
    assert read["code"].tolist() == [code]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("01304", "INSEE 01304"),
        ("2A004", "INSEE 2A004"),
        ("246200364", "SIREN 246200364"),
        ("D62", "D62"),
        ("PMA", "PMA"),
    ],
)
def test_a_code_of_a_french_csv_is_no_number_for_any_spreadsheet(code: str, said: str) -> None:
    body = write_french_csv(pd.DataFrame({"Code": [code], "Valeur": [1.5]}), {}, today=TODAY)
    assert read_french(body)[-1] == [said, "1,5"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice n’est pas installé")
def test_libreoffice_opens_a_code_as_text_and_a_value_as_a_number(tmp_path: Path) -> None:
    rows = pd.DataFrame({"Code": ["01304"], "Valeur": [1304.5]})
    (tmp_path / "file.csv").write_bytes(write_french_csv(rows, {}, today=TODAY))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    # Semicolon, double quote, UTF-8, French: what its dialogue proposes, « quoted field as text » unticked.
    options = "--infilter=CSV:59,34,76,1,,1036,false"
    command = ["soffice", home, "--headless", options, "--convert-to", "xlsx", "file.csv"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    if not (tmp_path / "file.xlsx").exists():
        pytest.skip(f"LibreOffice n’a pas de tableur : {done.stdout} {done.stderr}"[:200])
    last = list(openpyxl.load_workbook(tmp_path / "file.xlsx").active.iter_rows(values_only=True))[-1]
    assert last[:2] == ("INSEE 01304", 1304.5)


def test_a_french_csv_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="no source"):
        write_french_csv(ROWS, {"Indicateur": "DMA", "Source": ""})


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_would_begin_a_formula_is_guarded_in_both_files(start: str) -> None:
    frame = pd.DataFrame({f"{start}titre": [f'{start}HYPERLINK("http://exemple.invalid")']})
    for body in (write_french_csv(frame, {start + "x": start + "y"}), write_tidy_csv(frame)):
        cells = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))
        for line in cells:
            assert not [cell for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert f"'{start}HYPERLINK" in body.decode("utf-8-sig")


@given(st.text(min_size=1))
def test_no_text_whatever_becomes_a_formula_or_leaves_its_cell(text: str) -> None:
    written = quote_text(text)
    assert written[0] == written[-1] == '"'
    assert '"' not in written[1:-1].replace('""', "")
    cell = written[1:-1].replace('""', '"')
    assert cell in (text, f"'{text}")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_negative_number_stays_a_number() -> None:
    frame = pd.DataFrame({"Écart": [-3.5, -2.0]})
    assert read_french(write_french_csv(frame, {}, today=TODAY))[-2:] == [["-3,5"], ["-2"]]
    assert pd.read_csv(io.BytesIO(write_tidy_csv(frame)))["Écart"].tolist() == [-3.5, -2.0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (156402.0, "156402"),
        (642.9, "642,9"),
        (25_701_052.58, "25701052,58"),
        (905_832.31, "905832,31"),
        (0.0, "0"),
        (-0.5, "-0,5"),
        (float("nan"), ""),
    ],
)
def test_a_number_is_written_as_it_was_printed(value: float, text: str) -> None:
    assert write_number(value, ",") == text


@pytest.mark.parametrize(("value", "text"), [(0.1 + 0.2, "0,3"), (0.1 + 0.7, "0,8"), (1_000_000.1 + 0.2, "1000000,3")])
def test_a_sum_is_written_without_the_dust_of_its_additions(value: float, text: str) -> None:
    assert write_number(value, ",") == text


@pytest.mark.parametrize("value", [1e-7, 0.0625, 123456789.125])
def test_a_small_or_a_long_number_can_be_read_back(value: float) -> None:
    assert float(write_number(value, ".")) == pytest.approx(value, rel=1e-9)


def test_a_yes_or_no_is_a_word() -> None:
    assert write_tidy_csv(pd.DataFrame({"rupture": [True, False]})) == b'"rupture"\n"True"\n"False"\n'


def test_a_tidy_csv_read_again_gives_the_rows() -> None:
    rows = load_series("housing.started", levels=("epci",)).frame
    shown = rows[["territory", "year", "value", "status", "source", "note"]]
    read = pd.read_csv(io.BytesIO(write_tidy_csv(shown)), dtype={"territory": str})
    assert read["value"].isna().any()
    pd.testing.assert_frame_equal(
        read.fillna({"note": ""}),
        shown.astype({"territory": str, "status": str, "source": str}),
        check_dtype=False,
    )


def test_a_tidy_csv_of_amounts_gives_them_to_the_last_cent() -> None:
    rows = load_series("subsidies.received_amount", levels=("epci",), scopes=("fund=detr",)).frame
    body = write_tidy_csv(rows[["territory", "value"]])
    assert pd.read_csv(io.BytesIO(body))["value"].tolist() == rows["value"].tolist()
    cents = [line.rpartition(",")[2] for line in body.decode().splitlines()[1:]]
    assert [cell for cell in cents if len(cell.partition(".")[2]) > 2] == []


def test_an_empty_table_still_has_its_names() -> None:
    assert write_tidy_csv(ROWS.head(0)) == '"code","Valeur","Année","Note"\n'.encode()
