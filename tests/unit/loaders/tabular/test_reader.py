"""Files as offices deliver them: the table is found whatever holds it, and its lines are those of the file."""

from __future__ import annotations

import gzip
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.tabular.faults import MOST_FAULTS, Reading, SourceFormatError
from loaders.tabular.json_files import read_entries
from loaders.tabular.reader import Form, read_table
from loaders.tabular.table import Table
from tests.small_files import make_zip

FORM = Form(["code", "nom", "montant"], optional=["note"], others={"libelle": "nom"})
ROWS = "code{0}nom{0}montant\n62001{0}Héninville{0}1{1}5\n"


def write(folder: Path, content: str | bytes, encoding: str = "utf-8", name: str = "synthétique.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def write_book(folder: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "synthétique.xlsx")
    return folder / "synthétique.xlsx"


def list_rows(table: Table) -> list[list[str]]:
    return table.frame[["code", "nom", "montant"]].values.tolist()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(("separator", "comma"), [(",", "."), (";", ","), ("\t", ","), ("|", ",")])
def test_any_separator_and_encoding_is_recognised(separator: str, comma: str, encoding: str, tmp_path: Path) -> None:
    path = write(tmp_path, ROWS.format(separator, comma), encoding)
    table = read_table(path, FORM)
    assert list_rows(table) == [["62001", "Héninville", f"1{comma}5"]]
    assert table.read_numbers("montant").tolist() == [1.5]


def test_a_header_under_a_title_is_found_and_lines_are_those_of_the_file(tmp_path: Path) -> None:
    text = 'Liste des aides;;\n;;\nCODE;Libelle;Montant\n\n1;"A\nB";x\n;;\n2;C;y\n'
    reading = Reading()
    table = read_table(write(tmp_path, text), FORM, reading)
    assert list_rows(table) == [["1", "A\nB", "x"], ["2", "C", "y"]]
    assert table.places.tolist() == [5, 8]
    assert reading.remarks == ["synthétique.csv : en-tête trouvé à la ligne 3."]
    table.read_numbers("montant")
    with pytest.raises(SourceFormatError, match="ligne 5, colonne « montant » : « x » n’est pas(?s:.*)ligne 8"):
        table.stop_on_faults()


def test_what_stands_under_the_table_is_left_and_said(tmp_path: Path) -> None:
    reading = Reading()
    text = "code;nom;montant;a\n1;A;2;x\nTotal;;2;\nSource : ADEME;;;\n"
    assert len(read_table(write(tmp_path, text), FORM, reading).frame) == 1
    assert [remark.split(" : ")[0] for remark in reading.remarks] == [
        "synthétique.csv, ligne 3",
        "synthétique.csv, ligne 4",
    ]


@pytest.mark.parametrize(("row", "count"), [("1;A", 2), ("1;A;2;3;4", 5)])
def test_a_row_of_too_few_or_too_many_cells_is_named(row: str, count: int, tmp_path: Path) -> None:
    table = read_table(write(tmp_path, f"code;nom;montant;note\n{row}\n"), FORM)
    with pytest.raises(
        SourceFormatError, match=f"ligne 2 : 4 cellules attendues, comme dans l’en-tête, {count} trouvées"
    ):
        table.stop_on_faults()


def test_all_faults_are_said_at_once_and_no_more_than_can_be_read(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "code;nom;montant\n" + "1;A;x\n" * 100), FORM)
    table.read_numbers("montant")
    with pytest.raises(SourceFormatError) as caught:
        table.stop_on_faults()
    lines = str(caught.value).splitlines()
    assert len(lines) == MOST_FAULTS + 1 and lines[-1] == "et 80 autres."


def test_a_quote_that_is_never_closed_is_named_by_its_line(tmp_path: Path) -> None:
    text = "code;nom;montant\n1;A;2\n" + '2;"B;3\n' + "3;C;4\n" * 300
    with pytest.raises(SourceFormatError, match="ligne 3 : un guillemet y est ouvert"):
        read_table(write(tmp_path, text), FORM)


def test_an_absent_column_is_named_with_those_found(tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match=r"colonnes attendues montant ; trouvées code, nom, cout \(ligne 1\)"):
        read_table(write(tmp_path, "code;nom;cout\n1;A;2\n"), FORM)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "le fichier est vide"),
        (b" \n\n", "le fichier est vide"),
        (b"%PDF-1.7", "est attendu, c’est un PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "ce classeur ne peut pas être lu"),
        (b"<!DOCTYPE html><html></html>", "une page web trouvée"),
        (b"PK\x03\x04....", "ce classeur ne peut pas être lu"),
        (gzip.compress(b"code;nom;montant\n" * 99, mtime=0)[:-9], "coupée ou abîmée"),
        (b"code;nom;montant\n1;A\x81;2\n", "ligne 2 : un texte en UTF-8, UTF-16 ou Windows-1252 est attendu"),
    ],
)
def test_what_is_no_table_is_named(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match=said):
        read_table(write(tmp_path, content), FORM)


def test_a_table_in_a_gzip_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, gzip.compress(ROWS.format(";", ",").encode()), name="synthétique.csv.gz")
    assert len(read_table(path, FORM).frame) == 1


def test_the_sheet_that_has_the_columns_is_read_and_said(tmp_path: Path) -> None:
    path = write_book(
        tmp_path, {"Notice": [["Lisez ceci"]], "Données": [[], ["code", "nom", "montant"], [1.0, "A", 2.5]]}
    )
    reading = Reading()
    table = read_table(path, FORM, reading)
    assert list_rows(table) == [["1", "A", "2.5"]] and table.places.tolist() == [3]
    assert reading.remarks[0] == "synthétique.xlsx : feuille « Données » lue, parmi 2."


def test_of_two_sheets_with_the_columns_one_is_named(tmp_path: Path) -> None:
    rows: list[list[object]] = [["code", "nom", "montant"], [1, "A", 2]]
    path = write_book(tmp_path, {"2023": rows, "2024": [rows[0], [3, "B", 4]]})
    with pytest.raises(SourceFormatError, match="plusieurs feuilles ont les colonnes attendues, 2023, 2024"):
        read_table(path, FORM)
    assert list_rows(read_table(path, FORM, Reading(sheet="2024"))) == [["3", "B", "4"]]
    with pytest.raises(SourceFormatError, match="feuille « 2025 » demandée ; feuilles trouvées : 2023, 2024"):
        read_table(path, FORM, Reading(sheet="2025"))


def test_lost_zeros_are_put_back_and_said_with_their_lines(tmp_path: Path) -> None:
    reading = Reading()
    table = read_table(write(tmp_path, "code;nom;montant\n1004;A;2\n62001;B;3\n"), FORM, reading)
    assert table.read_communes("code").tolist() == ["01004", "62001"]
    assert reading.remarks == [
        "synthétique.csv : ligne 2, colonne « code » : zéros de tête perdus et remis (« 1004 » est lu 01004)."
    ]


def test_a_code_rounded_by_a_spreadsheet_says_where_its_digits_are(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "code;nom;montant\n2,46E+08;A;2\n"), FORM)
    table.read_sirens("code")
    with pytest.raises(SourceFormatError, match="Un tableur a arrondi ce code"):
        table.stop_on_faults()


@pytest.mark.parametrize("content", ['[{"a": 1, "b": "x"}]', '{"features": [{"properties": {"a": 1.0, "b": "x"}}]}'])
def test_a_list_and_a_geojson_give_the_same_entries(content: str, tmp_path: Path) -> None:
    table = read_entries(write(tmp_path, content, "utf-8-sig", "x.json"), Form(["a", "b"]))
    assert table.frame.values.tolist() == [["1", "x"]] and table.unit == "entrée"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[{"a": 1,', "ligne 1 : un fichier JSON entier est attendu"),
        ("[]", "une liste d’entrées est attendue"),
        ('{"a": 1}', "une liste d’entrées est attendue"),
        ('[{"b": 1}]', "colonnes attendues a ; trouvées b"),
        ("[" * 100_000, "x.json"),
    ],
)
def test_a_json_that_is_no_list_is_named(content: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match=said):
        read_entries(write(tmp_path, content, name="x.json"), Form(["a"]))


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300), start=st.sampled_from([b"", b"code;nom;montant\n", b"PK\x03\x04", b"\xff\xfe"]))
def test_any_bytes_are_a_table_or_a_sentence(
    content: bytes, start: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = write(tmp_path_factory.mktemp("bytes"), start + content)
    for read in (lambda: read_table(path, FORM), lambda: read_entries(path, Form(["a"]))):
        try:
            said = read().file
        except SourceFormatError as error:
            said = str(error)
        assert said.startswith(path.name)


def write_old_book(folder: Path, rows: list[list[object]]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Données")
    for n, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write(n, place, value)
    book.save(str(folder / "synthétique.xls"))
    return folder / "synthétique.xls"


def test_an_old_workbook_is_read_with_its_lines_its_whole_numbers_and_its_blanks(tmp_path: Path) -> None:
    path = write_old_book(
        tmp_path, [["Titre"], [], ["code", "nom", "montant"], [1010.0, "Hénin", 2.5], ["62001", "", 3]]
    )
    table = read_table(path, FORM)
    assert list_rows(table) == [["1010", "Hénin", "2.5"], ["62001", "", "3"]] and table.places.tolist() == [4, 5]


def test_the_one_table_of_a_zip_is_read_and_of_two_one_is_to_be_taken_out(tmp_path: Path) -> None:
    text = ROWS.format(";", ",").encode()
    path = write(tmp_path, make_zip(a_csv=text, lisezmoi_pdf=b"%PDF"), name="synthétique.zip")
    assert len(read_table(path, FORM).frame) == 1
    book = write_old_book(tmp_path, [["code", "nom", "montant"], [1, "A", 2]]).read_bytes()
    assert list_rows(read_table(write(tmp_path, make_zip(a_xls=book), name="b.zip"), FORM)) == [["1", "A", "2"]]
    with pytest.raises(SourceFormatError, match="un seul tableau est attendu dans l’archive, 2 trouvés, a.csv, b.csv"):
        read_table(write(tmp_path, make_zip(a_csv=text, b_csv=text), name="c.zip"), FORM)


def test_a_map_server_that_cuts_its_answer_is_found_out(tmp_path: Path) -> None:
    content = '{"numberMatched": 5, "features": [{"properties": {"a": 1}}]}'
    with pytest.raises(SourceFormatError, match="5 entités annoncées, 1 données"):
        read_entries(write(tmp_path, content, name="x.json"), Form(["a"]))
