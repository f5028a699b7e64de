"""Empty spreadsheets to fill, one row a value, or the office's follow-up of renovation; read back as they are."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from loaders.catalog import Catalog
from loaders.own.reading.places import Places, read_places

COLUMNS = ("Code", "Territoire", "Année", "Indicateur", "Valeur", "Unité", "Statut", "Périmètre", "Note")
STATUSES = (
    "publié",
    "provisoire",
    "estimé",
    "partiel",
    "objectif",
    "prévu",
    "sans donnée",
    "confidentiel",
    "sans objet",
)
# What the extracts of Anah and of the Infocentre give of a scheme, each an indicator of the catalogue.
RENOVATION = (
    "housing.aid_files", "housing.renovated_dwellings", "housing.local_aid_amount", "housing.anah_amount",
    "housing.eligible_works",
)  # fmt: skip
STAGES = ("déposés", "agréés", "engagés", "payés")
RENOVATION_COLUMNS = ("Code", "Territoire", "Année", "Dispositif", "Stade")
TEXT, WIDTHS = "@", {"Territoire": 34, "Indicateur": 48, "Dispositif": 30, "Note": 40, "Périmètre": 26}
ADVICE = (
    "Une ligne par territoire, année et indicateur. Une valeur inconnue : « nd » ; un secret : « s » ; zéro : 0. "
    "Une cellule laissée vide n’est pas lue.",
    "Le code est celui de l’Insee pour une commune, le SIREN pour un EPCI. Gardez la colonne au format « Texte ».",
    "Les montants peuvent être en k€ ou en M€ : écrivez-le dans la colonne « Unité » ou dans la cellule.",
)
RENOVATION_ADVICE = (
    "Une ligne par territoire, année, dispositif et stade. Laissez vides les colonnes que l’extraction n’a pas.",
    "Un même logement peut être aidé par plusieurs dispositifs : Terril montre chacun, et ne les additionne jamais.",
)


def _list_rows(
    catalog: Catalog, indicators: Sequence[str], territories: Sequence[str], years: Sequence[int]
) -> Iterable[list[str | int]]:
    places = read_places(catalog)
    for indicator, territory, year in itertools.product(indicators, territories, years):
        entry = catalog.indicators[indicator]
        name = indicator if _has_namesake(indicator, catalog) else entry.label
        unit = catalog.units[entry.unit].symbol
        yield [territory, places.labels.get(territory, ""), year, name, "", unit, "", "", ""]


def _has_namesake(indicator: str, catalog: Catalog) -> bool:
    label = catalog.indicators[indicator].label
    return sum(entry.label == label for entry in catalog.indicators.values()) > 1


def make_template(
    catalog: Catalog, indicators: Sequence[str], territories: Sequence[str], years: Sequence[int]
) -> bytes:
    """An XLSX with one row an indicator, territory and year, its values to be filled."""
    return _write(COLUMNS, _list_rows(catalog, indicators, territories, years), ADVICE, {"Statut": STATUSES})


def make_template_csv(
    catalog: Catalog, indicators: Sequence[str], territories: Sequence[str], years: Sequence[int]
) -> bytes:
    """The same as CSV for a spreadsheet: semicolons, and the mark that says UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_list_rows(catalog, indicators, territories, years))
    return text.getvalue().encode("utf-8-sig")


def make_renovation_template(catalog: Catalog, territories: Sequence[str], years: Sequence[int]) -> bytes:
    """An XLSX for the follow-up of renovation: by territory, year, scheme and stage, what its extracts give."""
    places: Places = read_places(catalog)
    own = [key for key in RENOVATION if key in catalog.indicators]
    units = [catalog.units[catalog.indicators[key].unit].symbol for key in own]
    measures = [f"{catalog.indicators[key].label} ({unit})" for key, unit in zip(own, units, strict=True)]
    columns = (*RENOVATION_COLUMNS, *measures, "Note")
    rows: Iterable[list[str | int]] = (
        [code, places.labels.get(code, ""), year] for code, year in itertools.product(territories, years)
    )
    return _write(columns, rows, RENOVATION_ADVICE, {"Stade": STAGES})


def _write(
    columns: Sequence[str],
    rows: Iterable[Sequence[str | int]],
    advice: Sequence[str],
    choices: dict[str, Sequence[str]],
) -> bytes:
    """A workbook: the sheet to fill, its codes as text, and a sheet that says how."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Données")
    sheet.append(columns)
    for row in rows:
        sheet.append(list(row))
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, str):
                # What begins with « = » stays a text.
                cell.data_type = "s"
        cells[0].number_format = TEXT
    for place, name in enumerate(columns, 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = WIDTHS.get(name, max(12, min(40, len(name) + 4)))
        sheet.cell(1, place).font = Font(bold=True)
        sheet.cell(1, place).alignment = Alignment(wrap_text=True, vertical="top")
        if name in choices:
            rule = DataValidation(
                type="list", formula1='"' + ",".join(choices[name]) + '"', allow_blank=True, showErrorMessage=False
            )
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{max(sheet.max_row, 1000)}")
    sheet.freeze_panes = "A2"
    guide = book.create_sheet("Comment remplir")
    for line in advice:
        guide.append([line])
    guide.column_dimensions["A"].width = 110
    for (cell,) in guide.iter_rows():
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
