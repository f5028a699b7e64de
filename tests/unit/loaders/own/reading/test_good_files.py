"""Files of twelve shapes come in right, to the last figure; every number in them is invented."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from openpyxl import Workbook

from loaders.catalog import ROOT, load_catalog
from loaders.csv_files import read_text_csv
from loaders.own.reading.places import read_places
from loaders.own.reading.reader import understand
from loaders.own.reading.understood import Mapping, Understanding
from loaders.pipeline.figures import check_row
from tests.office_files import LONG, document, long, parquet, sheet, sheet_of_cells, text, words

TODAY = dt.date(2026, 11, 26)
DMA, STARTED, AMOUNT = "waste.collected", "housing.started", "housing.anah_amount"
Figure = tuple[str, str, str, str]


@dataclass(frozen=True)
class Good:
    """`figures` are (indicator, territory, period, value or status) in any order; `kinds` those of the findings."""

    what: str
    make: Callable[[], bytes]
    figures: set[Figure]
    kinds: set[str] = field(default_factory=set)
    mapping: Mapping | None = None


def _read(content: bytes, mapping: Mapping | None = None, name: str = "suivi") -> Understanding:
    return understand(content, name, load_catalog(), mapping=mapping, today=TODAY)


def _list(found: Understanding) -> set[Figure]:
    rows = found.figures.to_dict("records")
    return {(row["indicator"], row["territory"], row["period"], row["value"] or row["status"]) for row in rows}


def _merge() -> bytes:
    made = Workbook()
    rows = made.active
    rows.append(("Code", "Année", "Taux de vacance"))
    rows.append(("62498", 2021, 0.075))
    rows.append(("", 2022, 0.08))
    rows.merge_cells("A2:A3")
    rows["C2"].number_format = rows["C3"].number_format = "0.0%"
    made.create_sheet("Caché").sheet_state = "hidden"
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


FRENCH = (
    "\ufeffCode INSEE\tAnnée\tIndicateur\tValeur\tStatut",
    "62498\t31/12/2021\tDéchets ménagers et assimilés collectés\t12\u202f365,40\t",
    "62427.0\t2021.0\twaste.collected\t« 1\u00a0000 »".replace("« ", "").replace(" »", "") + "\tprovisoire",
    "21620510400011\t2022\tDMA collectés\ts\t",
    "246200364\t2022\tDMA collectés\tn.d.\t",
    "62\t2030\tDMA collectés\t1 500 000 t\tobjectif",
)
GOOD = [
    Good(
        "long, semicolons, UTF-8",
        lambda: long("62498;2021;waste.collected;1200,5", "62427;2021;waste.collected;0",
            "2A004;2020;housing.started;7"),
        {(DMA, "62498", "2021", "1200.5"), (DMA, "62427", "2021", "0"), (STARTED, "2A004", "2020", "7")},
    ),
    Good(
        "long, tabs, UTF-16, every kind of code, space, date and word",
        lambda: text(*FRENCH, encoding="utf-16-le"),
        {
            (DMA, "62498", "31/12/2021", "12365.4"), (DMA, "62427", "2021", "1000"), (DMA, "62510", "2022",
                "confidential"),
            (DMA, "246200364", "2022", "missing"), (DMA, "D62", "2030", "1500000"),
        },
    ),
    Good(
        "commas and Windows-1252",
        lambda: text("Code commune,Libellé,Exercice,DMA collectés (t),Remarque", '62498,Lens,2021,"1 200,5",relevé',
            '62510,Liévin,2021,900,"a, b"', encoding="cp1252"),
        {(DMA, "62498", "2021", "1200.5"), (DMA, "62510", "2021", "900")},
    ),
    Good(
        "years as columns under a title, a total and a note under them",
        lambda: sheet(("Déchets ménagers et assimilés collectés, en tonnes",), (), ("Code", "Commune", 2020, 2021),
            ("62498", "Lens", 10, 11.5), ("62427", "Hénin-Beaumont", "", 21), ("Total", "", 10, 32.5),
            ("Source : le service",)),
        {(DMA, "62498", "2020", "10"), (DMA, "62498", "2021", "11.5"), (DMA, "62427", "2021", "21")},
        {"indicator_from_title", "total_row", "note_row", "blank"},
    ),
    Good(
        "indicators as columns, thousands and millions of euros",
        lambda: sheet(("SIREN", "Année", "Aides de l'Anah (k€)", "Logements commencés"), (246200364, 2021, 12.5, 40),
            (200072460, 2021, "1,2 M€", 0)),
        {(AMOUNT, "246200364", "2021", "12500"), (STARTED, "246200364", "2021", "40"), (AMOUNT, "200072460", "2021",
            "1200000"), (STARTED, "200072460", "2021", "0")},
    ),
    Good(
        "two rows of headers, indicators merged over years",
        lambda: sheet(("", "", "DMA collectés", "", "Logements commencés", ""), ("Code", "Commune", "2020", "2021",
            "2020", "2021"), ("62498", "Lens", 1, 2, 3, 4)),
        {(DMA, "62498", "2020", "1"), (DMA, "62498", "2021", "2"), (STARTED, "62498", "2020", "3"), (STARTED, "62498",
            "2021", "4")},
    ),
    Good(
        "territories as columns, years as rows",
        lambda: sheet(("DMA collectés",), ("Année", "Lens (62498)", "62427"), (2020, 5, 6), (2021, 7, "nd")),
        {(DMA, "62498", "2020", "5"), (DMA, "62427", "2020", "6"), (DMA, "62498", "2021", "7"), (DMA, "62427", "2021",
            "missing")},
        {"indicator_from_title"},
    ),
    Good(
        "indicators as rows, years as columns, one territory said by a person",
        lambda: text("Indicateur;2020;2021", "DMA collectés;10;11", "Logements commencés;3;4"),
        {(DMA, "62498", "2020", "10"), (DMA, "62498", "2021", "11"), (STARTED, "62498", "2020", "3"), (STARTED,
            "62498", "2021", "4")},
        mapping=Mapping(territory="62498"),
    ),
    Good(
        "an ODS with a million blank rows under it",
        lambda: document([("Code", "Année", "Valeur", "Indicateur"), ("62498", 2021, 1200.5, "waste.collected"),
            ("62427", 2021, "(s)".strip("()"), "waste.collected")]),
        {(DMA, "62498", "2021", "1200.5"), (DMA, "62427", "2021", "confidential")},
    ),
    Good(
        "Parquet",
        lambda: parquet(code=["62498", "62427"], annee=[2021, 2022], indicateur=[DMA, STARTED], valeur=[1.25, None]),
        {(DMA, "62498", "2021", "1.25")},
        {"blank"},
    ),
    Good(
        "names that a person confirmed, school years",
        lambda: text("Commune;Année scolaire;DMA collectés", "Ville de Lens;2022/2023;12", "Hénin;2023-2024;13"),
        {(DMA, "62498", "2022-2023", "12"), (DMA, "62427", "2023-2024", "13")},
        mapping=Mapping(names={"Ville de Lens": "62498", "Hénin": "62427"}),
    ),
    Good(
        "a table that Terril gives, under what it says of it",
        lambda: text(
            '"Indicateur";"Déchets ménagers et assimilés collectés"', '"Unité";"tonnes"',
                '"Filtres";"années : 2009-2026"',
            '"Source";"CALL ; Rapport"', '"Date du fichier";"09/03/2026"', "",
                '"Code";"Territoire";"Année";"Valeur";"Statut"',
            '"62498";"Lens";2021;642,9;"publié"', encoding="utf-8-sig",
        ),
        {(DMA, "62498", "2021", "642.9")},
        {"indicator_from_title"},
    ),
    Good(
        "a column that restricts, and below zero where it may be",
        lambda: text(LONG + ";Flux", "62498;2021;waste.collected;12;Verre", "62498;2021;waste.collected;90;",
            "62498;2021;waste.change_on_previous_year;(2,5 %);"),
        {(DMA, "62498", "2021", "12"), (DMA, "62498", "2021", "90"), ("waste.change_on_previous_year", "62498", "2021",
            "-2.5")},
    ),
    Good(
        "former communes, carried to the one of today",
        lambda: long("62743;2015;waste.collected;1", "62447;2015;waste.collected;2", "62461;2015;waste.collected;3",
            "62549;2015;waste.collected;4"),
        {(DMA, "62447", "2015", "10")},
        {"territory_former"},
    ),
    Good(
        "formulas, of which the value counts, and a hidden sheet",
        lambda: sheet_of_cells(A1=words("Code"), B1=words("Année"), C1=words("DMA collectés"), A2=words("62498"),
            B2=("", "<v>2021</v>"), C2=("", "<f>2+3</f><v>5</v>")),
        {(DMA, "62498", "2021", "5")},
    ),
    Good(
        "percentages of a spreadsheet, territories merged over their years, a hidden sheet",
        _merge,
        {("housing.vacant_share", "62498", "2021", "7.5"), ("housing.vacant_share", "62498", "2022", "8")},
        {"hidden_sheet"},
    ),
]  # fmt: skip


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.what)
def test_a_good_file_comes_in_right_to_the_last_figure(good: Good) -> None:
    found = _read(good.make(), good.mapping)
    assert _list(found) == good.figures, [finding.sentence for finding in found.findings]
    assert {finding.kind for finding in found.findings} == good.kinds, [f.sentence for f in found.findings]
    assert not found.errors and found.rows_in_error == 0


def test_every_figure_holds_the_rules_of_the_figures_of_the_house() -> None:
    catalog = load_catalog()
    known, source = read_places(catalog).known, next(iter(catalog.sources))
    rows = [row for good in GOOD for row in _read(good.make(), good.mapping).figures.to_dict("records")]
    told = [{str(name): str(cell) for name, cell in row.items()} | {"source": source} for row in rows]
    assert len(told) > 30 and [fault for row in told for fault in check_row(row, catalog, known)] == []


@pytest.mark.parametrize("name", ["sinoe", "population_insee", "decheteries"])
def test_figures_of_publishers_as_the_house_keeps_them_come_back_the_same(name: str) -> None:
    path = ROOT / "data" / "figures" / f"{name}.csv"
    kept, found = read_text_csv(path), _read(path.read_bytes())
    key = ["indicator", "territory", "place", "year", "scope", "value", "unit", "status", "note"]
    given, read = (sorted(frame[key].itertuples(index=False, name=None)) for frame in (kept, found.figures))
    assert read == given and not found.errors


def test_a_figure_says_where_it_is_printed_as_it_is_printed() -> None:
    found = _read(
        sheet((), ("Code", "Année", "DMA collectés (t)", "Logements commencés"), ("62498", 2021, "1 200,50", 3))
    )
    first = found.figures.iloc[0].to_dict()
    said = {name: first[name] for name in ("section", "lines", "published", "value", "unit", "status", "source")}
    assert said == {
        "section": "Données", "lines": "3, colonne C", "published": "1 200,50", "value": "1200.5", "unit": "t",
            "status": "normal", "source": "",
    }  # fmt: skip


def test_a_restriction_is_that_of_the_catalogue() -> None:
    found = _read(text(LONG + ";Flux", "62498;2021;waste.collected;12;Verre", "62498;2021;Verre collecté;12;"))
    assert list(found.figures["scope"]) == ["stream=glass"]


def test_what_was_understood_is_said_in_figures() -> None:
    found = _read(long("62498;2019;waste.collected;1", "62427;2021;housing.started;2",
        "246200364;2021;housing.started;s", "62510;2021;housing.started;x"))  # fmt: skip
    assert found.summary == (
        "3 valeurs de 2 indicateurs, 1 EPCI, 2 communes, 2019-2021.",
        "Déchets ménagers et assimilés collectés, en tonnes : 1 valeur, 2019.",
        "Logements commencés, en logements : 2 valeurs, 2021.",
        "Dont 1 secret.",
        "1 ligne sur 4 a une erreur et n’est pas comprise.",
    )


def test_a_mapping_that_a_person_gives_reads_what_no_header_says() -> None:
    content = text("zone|an|x|y", "62498|2021|5|6", "62427|2021|7|8")
    proposed = _read(content)
    assert not proposed.is_readable and [header.name for header in proposed.headers] == ["zone", "an", "x", "y"]
    roles = proposed.mapping.roles | {
        "zone": "territory",
        "x": "indicator:waste.collected",
        "y": "indicator:housing.started|status:planned",
    }
    kept = Mapping.model_validate_json(proposed.mapping.model_copy(update={"roles": roles}).model_dump_json())
    found = _read(content, kept)
    assert _list(found) == {(DMA, "62498", "2021", "5"), (STARTED, "62498", "2021", "6"), (DMA, "62427", "2021", "7"),
        (STARTED, "62427", "2021", "8")}  # fmt: skip
    assert set(found.figures["status"]) == {"normal", "planned"} and found.mapping.roles == roles


def test_a_column_without_header_has_a_name_to_say_its_role_by() -> None:
    content = text("Code;Année;;", "62498;2021;5;x", "62427;2021;6;y")
    names = [header.name for header in _read(content).headers]
    assert names == ["Code", "Année", "sans en-tête (C)", "sans en-tête (D)"]
    found = _read(content, Mapping(roles={"sans en-tête (C)": "indicator:waste.collected"}))
    assert _list(found) == {(DMA, "62498", "2021", "5"), (DMA, "62427", "2021", "6")}


def test_a_mapping_is_remembered_by_headers_whatever_their_years() -> None:
    this, last, other = (
        _read(text(line, "62498;1;2")) for line in ("Code;2020;2021", "code ; 2021; 2022", "Code;2021;DMA")
    )
    assert this.signature == last.signature != other.signature


def test_a_name_without_code_is_proposed_and_never_taken() -> None:
    found = _read(text("Commune;Année;DMA collectés", "Lens;2021;12"))
    assert not found.is_readable and found.rows_in_error == 1
    assert found.proposals[0].written == "Lens" and found.proposals[0].code == "62498"


def test_a_wrong_cell_leaves_the_others_of_its_row() -> None:
    found = _read(
        sheet(("Code", "Année", "DMA collectés", "Logements commencés"), ("62498", 2021, 5, "x"), ("62427", 2021, 6, 7))
    )
    assert _list(found) == {(DMA, "62498", "2021", "5"), (DMA, "62427", "2021", "6"), (STARTED, "62427", "2021", "7")}
    assert found.rows_in_error == 1
