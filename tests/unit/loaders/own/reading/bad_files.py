"""Files that are wrong, each with what a data officer has to be told of it; every number in them is invented."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from tests.office_files import (
    LONG,
    ROW,
    archive,
    book,
    cell,
    document,
    lie_about_size,
    long,
    parquet,
    repeat,
    replace_member,
    sheet,
    sheet_of_cells,
    text,
    words,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PROTECTED = OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
HEADERS = ("Code", "Année", "Indicateur", "Valeur")
RIGHT = ("62498", 2021, "waste.collected", 1200)


@dataclass(frozen=True)
class Bad:
    """`make` gives the bytes; the finding of the `kind` is at the `place` and its sentence has the `words`."""

    what: str
    make: Callable[[], bytes]
    kind: str
    place: str
    words: tuple[str, ...]
    is_error: bool = True
    figures: int = 0


def _small() -> bytes:
    return sheet(HEADERS, RIGHT)


def _bomb() -> bytes:
    return archive(xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=b"\0" * 40_000_000)


def _entities() -> bytes:
    entities = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>'
    return replace_member(_small(), "xl/workbook.xml", entities)


def _far() -> bytes:
    made = b'<worksheet><sheetData><row r="900000"><c r="XFD900000"><v>1</v></c></row></sheetData></worksheet>'
    return replace_member(_small(), "xl/worksheets/sheet1.xml", made)


def _repeated() -> bytes:
    """Two thousand cells of a text of two hundred thousand letters, in a few kilobytes."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2001))
    made = f"<worksheet><sheetData>{cells}</sheetData></worksheet>"
    return archive(
        xl__workbook_xml="<a/>", xl__worksheets__sheet1_xml=made,
        xl__sharedStrings_xml=f"<sst><si><t>{'a' * 200_000}</t></si></sst>",
    )  # fmt: skip


def _failing() -> bytes:
    return sheet_of_cells(
        A1=words("Code"), B1=words("Année"), C1=words("DMA collectés"), A2=words("62498"), B2=("", "<v>2021</v>"),
        C2=('t="e"', "<f>A9</f><v>#REF!</v>"),
    )  # fmt: skip


def _in_cell(
    value: str,
    kind: str,
    *words: str,
    column: str = "D « Valeur »",
    figures: int = 1,
    is_error: bool = True,
    **others: str,
) -> Bad:
    """A wrong cell of the second row of a long file."""
    what = f"{kind} {value or 'rien'} {' '.join(others.values())} {column}"
    return Bad(
        what, functools.partial(cell, value, **others), kind, f"ligne 3, colonne {column}", words, is_error, figures
    )


REFUSED = [
    Bad("empty", lambda: b"", "empty", "", ("un fichier vide", "déposez-le de nouveau")),
    Bad("blank lines", lambda: b"\n \n\r\n", "empty", "", ("un fichier vide",)),
    Bad("zeros", lambda: b"\0" * 5000, "empty", "", ("un fichier vide",)),
    Bad("a renamed .exe", lambda: b"MZ\x90\0" + b"\1" * 500, "not_a_table", "", ("trouvé « un programme »", "XLSX")),
    Bad("an ELF", lambda: b"\x7fELF" + b"\1" * 500, "not_a_table", "", ("un programme",)),
    Bad("a PDF", lambda: b"%PDF-1.7\n", "not_a_table", "", ("un PDF", "enregistrez-le en XLSX ou en CSV")),
    Bad("a PNG", lambda: b"\x89PNG\r\n\x1a\n", "not_a_table", "", ("une image",)),
    Bad("a JPEG", lambda: b"\xff\xd8\xff\xe0", "not_a_table", "", ("une image",)),
    Bad("a gzip", lambda: b"\x1f\x8b\x08" + b"\0" * 50, "not_a_table", "", ("une archive gzip",
        "Décompressez l’archive")),
    Bad("a 7z", lambda: b"7z\xbc\xaf\x27\x1c", "not_a_table", "", ("une archive 7z", "Décompressez")),
    Bad("a RAR", lambda: b"Rar!\x1a\x07", "not_a_table", "", ("une archive RAR",)),
    Bad("an RTF", lambda: b"{\\rtf1 x}", "not_a_table", "", ("un document RTF",)),
    Bad("a database", lambda: b"SQLite format 3\0", "not_a_table", "", ("une base SQLite",)),
    Bad("a zip of a CSV", lambda: archive(a_csv="x"), "not_a_table", "", ("une archive zip",
        "déposez le fichier qu’elle contient")),
    Bad("a Word document", lambda: archive(word__document_xml="<a/>"), "not_a_table", "", ("un document Word",)),
    Bad("slides", lambda: archive(ppt__presentation_xml="<a/>"), "not_a_table", "", ("une présentation PowerPoint",)),
    Bad("an XLSB", lambda: archive(xl__workbook_bin=b"x"), "not_a_table", "", ("un classeur binaire XLSB", "XLSX")),
    Bad("zeros zipped", _bomb, "trap", "", ("40 Mo dans", "remplir une mémoire")),
    Bad("2 GB said to be in a zip", lambda: lie_about_size(_small(), "xl/worksheets/sheet1.xml", 2_000_000_000),
        "trap", "", ("2 000 Mo",)),
    Bad("a member longer than said", lambda: lie_about_size(_small(), "xl/worksheets/sheet1.xml", 10), "trap", "",
        ("plus long qu’il ne le dit",)),
    Bad("entities of XML", _entities, "trap", "", ("sans entités XML", "xl/workbook.xml")),
    Bad("a cell far away", _far, "far_cell", "", ("ligne 900 000, colonne 16384",
        "Effacez les cellules loin du tableau")),
    Bad("a repeated text", _repeated, "trap", "", ("un long texte répété dans ses cellules",)),
    Bad("a Parquet of a repeated text", lambda: parquet(Code=repeat("a" * 50_000, 7000)), "trap", "",
        ("de longueur honnête", "Code")),
    Bad("a repeated row", lambda: document([HEADERS, RIGHT], attributes='table:number-rows-repeated="900000"'),
        "too_many_rows", "", ("1 000 000 lignes au plus", "1 800 000 lignes")),
    Bad("a cut workbook", lambda: _small()[:-200], "damaged", "", ("coupé ou abîmé",)),
    Bad("a workbook of noise", lambda: replace_member(_small(), "xl/workbook.xml", b"<<<"), "damaged", "",
        ("coupé ou abîmé",)),
    Bad("a password", lambda: PROTECTED, "protected", "", ("sans mot de passe", "retirez-le")),
    Bad("an encrypted ODS", lambda: replace_member(document([HEADERS]), "META-INF/manifest.xml",
        b"<a><manifest:encryption-data/></a>"), "protected", "", ("chiffré",)),
    Bad("an old Word document", lambda: OLE, "damaged", "", ("un document qui n’est pas un classeur",)),
    Bad("HTML saved as .xls", lambda: b"<html><table><tr><td>1</td></tr></table>", "web_page", "", ("une page web",
        ".xls")),
    Bad("HTML after a BOM", lambda: b"\xef\xbb\xbf<!DOCTYPE html><p>", "web_page", "", ("une page web",)),
    Bad("MHTML", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "web_page", "", ("une page web",)),
    Bad("XML", lambda: b'<?xml version="1.0"?><Workbook/>', "not_a_table", "", ("un fichier XML",)),
    Bad("JSON", lambda: b'[{"a": 1}]', "not_a_table", "", ("un fichier JSON",)),
    Bad("51 MB", lambda: b"a;b\n" * 12_750_000, "too_big", "", ("50 Mo", "51 Mo", "Partagez-le")),
    Bad("a byte of no encoding", lambda: b"Code;Ann\x81e\n62498;2021\n", "encoding", "", ("ligne 1", "0x81",
        "CSV (UTF-8)")),
    Bad("accents written twice", lambda: text("Code;AnnÃ©e"), "encoding", "", ("« AnnÃ©e »", "CSV (UTF-8)")),
    Bad("accents lost", lambda: text("Code;Ann\ufffde"), "encoding", "", ("des accents lisibles",)),
    Bad("binary", lambda: bytes(range(1, 32)) * 60, "not_a_table", "", ("un fichier binaire",)),
    Bad("an open quote", lambda: long(ROW, '62498;2022;"waste.collected;1', *[ROW] * 300), "quote", "",
        ("la ligne 3 est ouvert", "Refermez-le")),
    Bad("a cut Parquet", lambda: parquet(Code=["62498"])[:-9], "damaged", "", ("un fichier Parquet entier",)),
    Bad("a nested Parquet", lambda: parquet(Code=[["62498"]]), "not_a_table", "", ("« Code »",
        "une colonne par donnée")),
    Bad("a Parquet of too many rows", lambda: parquet(Code=[None] * 1_000_001), "too_many_rows", "",
        ("1 000 001 lignes", "Partagez le fichier")),
    Bad("too many columns", lambda: text(";".join(["a"] * 2500), ";".join(["1"] * 2500)), "too_many_columns", "",
        ("2 500 colonnes", "une valeur par ligne")),
    Bad("no headers", lambda: text(ROW, ROW.replace("2021", "2022")), "no_header", "", ("une ligne d’en-têtes",
        "partez du modèle")),
    Bad("an empty sheet", lambda: sheet([]), "no_header", "feuille « Données »", ("une feuille vide",)),
    Bad("headers alone", lambda: long(), "no_header", "", ("une ligne d’en-têtes",)),
    Bad("headers said twice", lambda: text(LONG, LONG), "no_rows", "", ("au moins une ligne de données",)),
    Bad("no year", lambda: text("Code;Indicateur;Valeur", "62498;waste.collected;12", "62427;waste.collected;13"),
        "missing_year", "", ("une année est attendue", "de quelle année")),
    Bad("no indicator", lambda: text("Code;Année;Tonnage", "62498;2021;12"), "missing_indicator", "",
        ("un indicateur est attendu", "de quel indicateur")),
    Bad("no territory", lambda: text("Année;Indicateur;Valeur", "2021;waste.collected;12"), "missing_territory", "",
        ("une colonne de territoires",)),
    Bad("months as columns", lambda: text("Code;Année;DMA collectés;février", "62498;2021;12;1"), "month",
        "colonne D « février »", ("la colonne est d’un mois", "du cumul de l’année"), figures=1),
    Bad("a second table", lambda: sheet(("Code", "Année", "DMA collectés"), ("62498", 2021, 1),
        ("Code", "Année", "Logements commencés"), ("62498", 2021, 4)), "second_table", "feuille « Données », ligne 3",
        ("un seul tableau", "une autre feuille"), figures=1),
    Bad("no value", lambda: text("Code;Commune;Année", "62498;Lens;2021"), "missing_value", "",
        ("une colonne de valeurs", "Code, Commune")),
    Bad("swapped codes and years", lambda: long("2021;62498;waste.collected;12", "2022;62498;waste.collected;13"),
        "swapped_columns", "", ("« Code »", "« Année »", "et l’inverse")),
    Bad("swapped values and years", lambda: long("62498;1250;waste.collected;2021", "62427;3300;waste.collected;2021"),
        "swapped_columns", "", ("« Année »", "« Valeur »")),
    Bad("decimal commas between commas", lambda: text(LONG.replace(";", ","),
        *["62498,2021,waste.collected,1200,5"] * 3), "ragged", "ligne 1", ("l’en-tête a 4 cellules, les lignes 5",
        "virgule décimale")),
    Bad("a postcode", lambda: text("Code postal;Commune;Année;DMA collectés", "62300;Lens;2021;12"), "postcode",
        "colonne A « Code postal »", ("un code postal n’en est pas un", "code Insee")),
]  # fmt: skip

WRONG = [
    Bad("a short row", lambda: long(ROW, "62427;2021;waste.collected"), "ragged", "ligne 3",
        ("4 cellules sont attendues", "3 cellules"), figures=1),
    Bad("a long row", lambda: long(ROW, "62427;2021;waste.collected;1;200"), "ragged", "ligne 3", ("5 cellules",
        "hors de guillemets"), figures=1),
    _in_cell("12", "territory_unknown", "« 62999 »", "Corrigez le code", code="62999", column="A « Code »"),
    _in_cell("12", "territory_unknown", "« 999999999 »", "SIREN", code="999999999", column="A « Code »"),
    _in_cell("12", "territory_unknown", "arrondi", "derniers chiffres sont perdus", code="2,46E+08",
        column="A « Code »"),
    _in_cell("12", "territory_unknown", "a le code 62510", code="Liévin", column="A « Code »"),
    _in_cell("12", "territory_unknown", "arrondissement", code="69381", column="A « Code »"),
    _in_cell("12", "territory_missing", "la cellule est vide", code="", column="A « Code »"),
    _in_cell("12", "year_unreadable", "une année entre 1990 et 2100", "« 20221 »", year="20221", column="B « Année »"),
    _in_cell("12", "year_unreadable", "quatre chiffres", "« 21 »", year="21", column="B « Année »"),
    _in_cell("12", "year_unreadable", "« 1985 »", year="1985", column="B « Année »"),
    _in_cell("12", "year_unreadable", "une année entre", year="", column="B « Année »"),
    _in_cell("12", "year_unreadable", "un mois", "le cumul de l’année", year="janvier 2024", column="B « Année »"),
    _in_cell("12", "year_unreadable", "un mois", "« 2024-03 »", year="2024-03", column="B « Année »"),
    _in_cell("12", "year_unreadable", "une date qui existe", year="31/02/2021", column="B « Année »"),
    _in_cell("12", "year_unreadable", "Un tableur a fait un nombre de cette date", year="44561", column="B « Année »"),
    _in_cell("12", "year_unreadable", "« 2023/2022 »", year="2023/2022", column="B « Année »"),
    _in_cell("12", "year_future", "au plus 2026", "objectif", year="2031", column="B « Année »"),
    _in_cell("12", "indicator_unknown", "Voulez-vous dire", "waste.collected", indicator="Déchets menagers collectes",
        column="C « Indicateur »"),
    _in_cell("12", "indicator_unknown", "un indicateur du catalogue", indicator="xyz", column="C « Indicateur »"),
    _in_cell("12", "indicator_unknown", "un indicateur du catalogue", indicator="", column="C « Indicateur »"),
    _in_cell("douze", "number", "un nombre est attendu", "« douze »", "« nd »"),
    _in_cell("1,2,3", "number", "« 1,2,3 »"),
    _in_cell("1o2", "number", "un nombre est attendu", "« 1o2 »"),
    _in_cell("-12", "negative", "positive ou nulle", "« -12 »"),
    _in_cell("-1", "negative", "si elle veut dire « inconnu », écrivez « nd »"),
    _in_cell("(12)", "negative", "« (12) »"),
    _in_cell("12 kg", "unit", "est attendue, tonnes", "« kg »", "Convertissez"),
    _in_cell("12 k", "unit", "« k »"),
    _in_cell("12 %", "unit", "tonnes", "« % »"),
    _in_cell("12 M€", "unit", "« M€ »"),
    _in_cell("#REF!", "formula", "la formule de cette cellule échoue", "« #REF! »"),
    _in_cell("#DIV/0!", "formula", "Corrigez la formule"),
    Bad("a formula that fails in a workbook", _failing, "formula",
        "feuille « Données », ligne 2, colonne C « DMA collectés »", ("la formule de cette cellule échoue",
        "« #REF! »")),
    _in_cell("s", "status", "un décret authentifie", indicator="population.municipal", column="D « Valeur »"),
    Bad("a unit column in kilograms", lambda: text(LONG + ";Unité", ROW + ";t", "62427;2021;waste.collected;5;kg"),
        "unit", "ligne 3, colonne E « Unité »", ("tonnes", "« kg »"), figures=1),
    Bad("an unknown unit", lambda: text(LONG + ";Unité", ROW + ";t", "62427;2021;waste.collected;5;camions"), "unit",
        "ligne 3, colonne E « Unité »", ("une unité du catalogue", "« camions »"), figures=1),
    Bad("a header in kilograms", lambda: text("Code;Année;DMA collectés (kg)", "62498;2021;12"), "unit",
        "ligne 2, colonne C « DMA collectés (kg) »", ("tonnes", "« kg »")),
    Bad("an unknown status", lambda: text(LONG + ";Statut", ROW + ";", "62427;2021;waste.collected;5;peut-être"),
        "status", "ligne 3, colonne E « Statut »", ("un statut est attendu", "objectif"), figures=1),
    Bad("a secret with its value", lambda: text(LONG + ";Statut", ROW + ";", "62427;2021;waste.collected;5;secret"),
        "status_value", "ligne 3, colonne D « Valeur »", ("aucune valeur", "Videz la cellule"), figures=1),
    Bad("two values of one thing", lambda: long(ROW, "62427;2021;waste.collected;5", ROW.replace("1200", "1300")),
        "conflict", "lignes 2, 4, colonne D « Valeur »", ("Lens, 2021 : 1200 puis 1300", "une seule valeur"),
        figures=1),
    Bad("a scope of nothing", lambda: text(LONG + ";Périmètre", ROW + ";",
        "62427;2021;waste.collected;5;stream=paper"), "scope", "ligne 3, colonne E « Périmètre »",
        ("membre de la dimension stream", "glass"), figures=1),
    Bad("an unknown dimension", lambda: text(LONG + ";Périmètre", ROW + ";",
        "62427;2021;waste.collected;5;colour=red"), "scope", "ligne 3, colonne E « Périmètre »",
        ("une dimension du catalogue",), figures=1),
    Bad("an unknown stream", lambda: text(LONG + ";Flux", ROW + ";", "62427;2021;waste.collected;5;Papier"), "scope",
        "ligne 3, colonne E « Flux »", ("un membre de « Flux »", "Verre"), figures=1),
    Bad("numbers of two readings", lambda: text(LONG.replace(";", "\t"), ROW.replace(";", "\t").replace("1200",
        "1,234.5"), "62427\t2021\twaste.collected\t1,234"), "ambiguous", "ligne 3, colonne D « Valeur »",
        ("milliers ou décimales", "« 1,234 »"), figures=1),
    Bad("a name alone", lambda: text("Commune;Année;DMA collectés", "Liévin;2021;12"), "territory_name",
        "ligne 2, colonne A « Commune »", ("Liévin (62510", "est proposé", "confirmez-le")),
    Bad("a name mistyped", lambda: text("Commune;Année;DMA collectés", "Hénin Baumont;2021;12"), "territory_name",
        "ligne 2, colonne A « Commune »", ("Hénin-Beaumont (62427",)),
    Bad("a name of nobody", lambda: text("Commune;Année;DMA collectés", "Atlantide;2021;12"), "territory_name",
        "ligne 2, colonne A « Commune »", ("un territoire connu est attendu", "colonne de codes")),
    Bad("a code and another's name", lambda: text("Code;Commune;Année;DMA collectés", "62498;Lens;2021;12",
        "62510;Avion;2021;13"), "territory_mismatch", "ligne 3, colonne A « Code »", ("62510 est Liévin",
        "triée sans l’autre"), figures=1),
    Bad("a wrong cell among years", lambda: sheet(("Code", "2020", "2021"), ("62498", 5, "x"), ("62427", 6, 7)),
        "missing_indicator", "feuille « Données »", ("un indicateur est attendu",)),
    Bad("a wrong cell among indicators", lambda: sheet(("Code", "Année", "DMA collectés", "Logements commencés"),
        ("62498", 2021, 5, "x")), "number", "feuille « Données », ligne 2, colonne D « Logements commencés »",
        ("un nombre est attendu",), figures=1),
]  # fmt: skip

SAID = [
    Bad("blank values", lambda: long(ROW, "62427;2021;waste.collected;"), "blank", "",
        ("1 cellule sans valeur, laissée",), False, 1),
    Bad("the same row twice", lambda: long(ROW, ROW), "duplicate", "ligne 3", ("déjà donné", "lues une fois"), False,
        1),
    Bad("a total by its word", lambda: long(ROW, "62427;2021;waste.collected;5", "Total;2021;waste.collected;1205"),
        "total_row", "ligne 4", ("une ligne de total, laissée",), False, 2),
    Bad("a total by its sum", lambda: sheet(("Code", "Année", "DMA collectés"), ("62498", 2021, 5), ("62427", 2021, 6),
        ("", "", 11)), "total_row", "feuille « Données », ligne 4", ("la somme des lignes au-dessus",), False, 2),
    Bad("notes under", lambda: sheet(("Code", "Année", "DMA collectés"), ("62498", 2021, 5), ("Source : le service",)),
        "note_row", "feuille « Données »", ("lignes sans valeur, laissées : 3",), False, 1),
    Bad("a lost zero", lambda: cell("12", code="1004"), "territory_mended", "ligne 3, colonne A « Code »", ("lu 01004",
        "zéro de tête remis"), False, 2),
    Bad("a former commune", lambda: long("62743;2015;waste.collected;12"), "territory_former",
        "ligne 2, colonne A « Code »", ("ancienne commune", "y est portée"), False, 1),
    Bad("a hidden sheet", lambda: book({"Cachée": [HEADERS, RIGHT], "Vue": [HEADERS, RIGHT]}, hidden=["Cachée"]),
        "hidden_sheet", "feuille « Vue »", ("Cachée", "que si vous les choisissez"), False, 1),
    Bad("thirty sheets", lambda: book({f"Mois {n}": [HEADERS, RIGHT] for n in range(1, 31)}), "several_sheets",
        "feuille « Mois 1 »", ("30 feuilles ont un tableau", "Mois 2"), False, 1),
    Bad("shares for percents", lambda: cell("0,45", indicator="housing.vacant_share"), "share", "", ("entre 0 et 1",
        "multipliez la colonne par 100"), False, 2),
    Bad("years under another header", lambda: text("Code;DMA collectés;Ouverture", "62498;5;1998"), "role_from_cells",
        "colonne C « Ouverture »", ("lue comme des années", "Changez son rôle"), False, 1),
    Bad("an unknown column", lambda: text(LONG + ";Couleur", ROW + ";rouge"), "ignored_column",
        "colonne E « Couleur »", ("laissée", "rouge"), False, 1),
    Bad("the year in the title", lambda: sheet(("Déchets en 2021",), ("Code", "DMA collectés"), ("62498", 5)),
        "year_from_title", "feuille « Données »", ("2021", "Changez-la"), False, 1),
]  # fmt: skip

BAD = [*REFUSED, *WRONG, *SAID]
