"""Tables: the same rows on the page and in the file, in words, with gaps written as such."""

import csv
import io
import re

import pandas as pd

from loaders.catalog import load_catalog
from loaders.store import load_observations
from pages.draw.markup.tables import MOST_ROWS, table_markup
from pages.files.csv import write_french_csv, write_tidy_csv
from pages.views import tables
from pages.views.selection import Selection
from pages.views.tables import LABELS, SHOWN, describe_filters, describe_rows
from pages.words.file_names import plain_name
from pages.words.french import STATUS_LABELS
from tests.synthetic import make_observations

LENS, BETHUNE = "246200364", "200072460"
SCOPE = Selection(
    (LENS, BETHUNE),
    (2009, 2026),
    False,
    ("D62",),
    "PMA",
    2025,
    pd.DataFrame({"short": {LENS: "Lens-Liévin", BETHUNE: "Béthune-Bruay"}, "level": "epci"}),
)


def cells(markup: str) -> list[list[str]]:
    """The text of each cell of each line of a table."""
    rows = re.findall(r"<tr>.*?</tr>", markup)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def test_an_observation_is_put_into_words() -> None:
    rows = load_observations(["waste.collected"], territories=[LENS], years=(2021, 2021), scopes=[""])
    row = describe_rows(rows, SCOPE).iloc[0]
    assert (row["name"], row["indicator"], row["unit"], row["status"]) == (
        "Lens-Liévin",
        "DMA collectés",
        "t",
        STATUS_LABELS["normal"],
    )
    assert row["source"] == "Communauté d'agglomération de Lens-Liévin, Rapport d'activités 2021"
    assert (row["value"], row["territory"]) == (156_402, LENS)


def test_scopes_statuses_and_breaks_are_put_into_words() -> None:
    rows = make_observations(
        [
            {"scope": "stream=glass;destination=recycling", "status": "estimated", "source": "000-call-2021"},
            {"scope": "Parc minier", "break_before": True, "source": "000-call-2021;001-cabbalr-2022"},
        ]
    )
    described = describe_rows(rows, SCOPE)
    assert described["scope"].tolist() == ["Verre, valorisation matière", "Parc minier"]
    assert described["status"].tolist() == ["estimé", STATUS_LABELS["normal"]]
    assert described["break_before"].tolist() == ["", "rupture avant"]
    assert described["source"].iloc[1].count(" ; ") == 1


def test_every_status_is_told_from_every_other() -> None:
    statuses = ["normal", "provisional", "estimated", "objective", "missing", "confidential", "not_applicable"]
    described = describe_rows(make_observations([{"status": status, "value": 0} for status in statuses]), SCOPE)
    assert described["status"].nunique() == 7


def test_a_unit_that_is_given_is_kept() -> None:
    described = describe_rows(make_observations([{}]).assign(unit="kg/hab."), SCOPE)
    assert described["unit"].tolist() == ["kg/hab."]


def test_a_gap_is_written_as_such_and_a_zero_as_zero() -> None:
    rows = pd.DataFrame({"name": ["A", "B", "C"], "value": [0.0, None, 156402.0]})
    assert cells(table_markup(rows, ["name", "value"], title="T")) == [
        ["Territoire", "Valeur"],
        ["A", "0"],
        ["B", "n.d."],
        ["C", "156\u202f402"],
    ]


def test_decimals_are_those_that_say_something() -> None:
    rows = pd.DataFrame({"name": list("ABC"), "value": [642.93, 2.346, 12.0]})
    assert [line[1] for line in cells(table_markup(rows, ["name", "value"], title="T"))[1:]] == ["642,9", "2,35", "12"]


def test_a_column_without_content_is_left_out_but_not_the_value() -> None:
    rows = pd.DataFrame({"name": ["A"], "place": [""], "note": [" "], "value": [None]})
    assert cells(table_markup(rows, ["name", "place", "value", "note"], title="T"))[0] == ["Territoire", "Valeur"]


def test_a_text_is_never_markup() -> None:
    markup = table_markup(
        pd.DataFrame({"name": ["<script>alert(1)</script>"], "value": [1.0]}), ["name", "value"], title="T"
    )
    assert "<script" not in markup
    assert "&lt;script&gt;" in markup


def test_numbers_are_aligned_and_years_are_not_grouped() -> None:
    markup = table_markup(
        pd.DataFrame({"name": ["A"], "year": [2021], "value": [1234.0]}), ["name", "year", "value"], title="T"
    )
    assert '<td class="num">1\u202f234</td>' in markup
    assert "<td>2021</td>" in markup


def test_the_rows_of_the_file_are_the_rows_of_the_page() -> None:
    raw = load_observations(["housing.authorised", "housing.started"], territories=[LENS, BETHUNE])
    described = describe_rows(raw, SCOPE)
    shown = cells(table_markup(described, SHOWN, title="T"))
    listed = [column for column in LABELS if column in described]
    body = write_french_csv(described[listed].rename(columns=LABELS), {}).decode("utf-8-sig")
    written = list(csv.reader(io.StringIO(body, newline=""), delimiter=";"))[3:]
    assert len(written) == len(shown) == len(raw) + 1
    value, place = written[0].index("Valeur"), shown[0].index("Valeur")
    numbers = [line[place].replace("\u202f", "") for line in shown[1:]]
    assert [line[value] or "sans donnée" for line in written[1:]] == numbers
    name, column = written[0].index("Territoire"), shown[0].index("Territoire")
    assert [line[name] for line in written] == [line[column] for line in shown]


def test_a_source_leads_to_its_page() -> None:
    rows = load_observations(["waste.collected"], territories=[LENS], years=(2021, 2021), scopes=[""])
    assert 'href="/source?id=000-call-2021"' in table_markup(describe_rows(rows, SCOPE), SHOWN, title="T")


def test_rows_are_grouped_under_their_indicators_in_the_order_of_the_catalogue() -> None:
    raw = load_observations(
        ["housing.started", "housing.authorised", "waste.collected"], territories=[LENS], years=(2019, 2021)
    )
    markup = table_markup(describe_rows(tables.sort_by_indicator(raw), SCOPE), SHOWN, by_indicator=True, title="T")
    heads = re.findall(r'<tr class="t-group">.*?href="/indicateur\?id=(.*?)"', markup)
    assert sorted(heads) == ["housing.authorised", "housing.started", "waste.collected"]
    assert heads == [key for key in load_catalog().indicators if key in heads]
    assert "Indicateur" not in cells(markup)[0]


def test_the_tidy_file_has_the_same_rows_with_ids() -> None:
    raw = load_observations(["housing.started"], territories=[LENS])
    read = pd.read_csv(io.BytesIO(write_tidy_csv(raw)), dtype={"territory": str})
    assert list(read.columns) == list(raw.columns)
    assert read["territory"].tolist() == [LENS] * len(raw)
    pd.testing.assert_series_equal(read["value"], raw["value"])
    assert read["status"].tolist() == raw["status"].astype(str).tolist()


def test_a_page_stops_at_a_thousand_rows_and_says_how_many_are_in_the_file() -> None:
    rows = pd.DataFrame({"name": ["A"] * 1003, "value": range(1003)})
    markup = table_markup(rows, ["name", "value"], title="T")
    assert len(cells(markup)) == 1 + MOST_ROWS
    assert "3\u00a0lignes de plus dans le fichier." in markup


def test_the_filters_say_territories_and_years() -> None:
    assert describe_filters(SCOPE) == "territoires : Lens-Liévin, Béthune-Bruay ; années : 2009-2026"


def test_a_file_is_named_in_plain_letters() -> None:
    assert plain_name("Déchets par flux & destination, 2021") == "dechets-par-flux-destination-2021"
    assert plain_name("…", "dossier") == "dossier"
    assert plain_name("Cœur d’Ostrevent, Œuf et Ægypte") == "coeur-d-ostrevent-oeuf-et-aegypte"
    assert len(plain_name("mot " * 60)) <= 60


def test_why_there_is_no_value_stands_in_its_place() -> None:
    statuses = ["missing", "confidential", "not_applicable"]
    described = describe_rows(make_observations([{"status": status, "value": None} for status in statuses]), SCOPE)
    shown = cells(table_markup(described, SHOWN, title="T"))
    assert [line[shown[0].index("Valeur")] for line in shown[1:]] == ["sans donnée", "confidentiel", "sans objet"]
