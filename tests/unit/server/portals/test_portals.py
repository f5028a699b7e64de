"""What portals and readers take, read by readers of each format: rdflib, frictionless, feedparser, icalendar."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
from functools import partial
from pathlib import Path
from unittest.mock import patch
from urllib.parse import unquote, urlsplit

import feedparser
import icalendar
import pandas as pd
import pytest
from frictionless import Package, Resource, Schema, validate
from rdflib import DCAT, DCTERMS, RDF, Graph

from loaders import store
from loaders.importing.register import Entry, add_entry, read_of_source
from loaders.reading.alerts import read_calendar
from pages.server.portals import news
from pages.server.portals.news import list_news
from pages.server.portals.scdl import COLUMNS, GIVEN, MISSING
from tests.corpus.routes import ask
from tests.proof import sample

LENS = "246200364"


def read(path: str, kind: str) -> bytes:
    status, headers, body = ask(path)
    assert status == 200 and headers["content-type"].startswith(kind), (status, headers)
    return body


@pytest.fixture(scope="module")
def catalogue() -> Graph:
    """Read without a network: its context is in it. Some of its data sets, all of them in `make proof`."""
    whole = json.loads(read("/catalogue.jsonld", "application/ld+json"))
    assert len(whole["dcat:dataset"]) > 50
    some = sample(whole["dcat:dataset"], 12)
    some += [one for one in whole["dcat:dataset"] if one["dct:identifier"] == "waste.ademe-sinoe04"]
    return Graph().parse(data=json.dumps(whole | {"dcat:dataset": some}), format="json-ld")


def test_every_data_set_has_what_dcat_ap_asks_for(catalogue: Graph) -> None:
    datasets = list(catalogue.subjects(RDF.type, DCAT.Dataset))
    assert len(datasets) > 10
    for one in datasets:
        for needed in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCTERMS.temporal):
            assert (one, needed, None) in catalogue, (one, needed)
        distributions = list(catalogue.objects(one, DCAT.distribution))
        assert len(distributions) == 5
        for each in distributions:
            for needed in (DCAT.accessURL, DCTERMS.license, DCTERMS.format):
                assert (each, needed, None) in catalogue, (each, needed)


def test_the_data_sets_are_all_figures_and_each_is_what_it_says(catalogue: Graph) -> None:
    whole = json.loads(read("/catalogue.jsonld", "application/ld+json"))["dcat:dataset"]
    counts = {
        one["dct:identifier"]: int(one["dct:description"]["@value"].split("chiffre")[0].replace("\u202f", ""))
        for one in whole
    }
    assert sum(counts.values()) == len(store.load_observations(None, place=None))
    address = urlsplit(
        str(
            next(o for o in catalogue.objects(None, DCAT.downloadURL) if "ademe-sinoe04" in str(o) and ".csv" in str(o))
        )
    )
    rows = pd.read_csv(io.BytesIO(read(f"{address.path}?{address.query}", "text/csv")))
    assert len(rows) == counts["waste.ademe-sinoe04"] and set(rows["source"]) == {"ademe-sinoe04"}


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("observations", "source=000-call-2021"),
        ("territories", "departement=D62&level=epci,commune"),
        ("indicators", ""),
        ("sources", ""),
        ("grants", ""),
        ("statuses", ""),
    ],
)
def test_the_rows_of_each_table_hold_to_its_schema(name: str, asked: str, tmp_path: Path) -> None:
    schema = Schema.from_descriptor(json.loads(read(f"/schemas/{name}.json", "application/json")))
    (tmp_path / "rows.csv").write_bytes(read(f"/api/v1/{name}.csv?{asked}", "text/csv"))
    report = validate(Resource(path="rows.csv", basepath=str(tmp_path), schema=schema))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:5]


def test_the_package_describes_every_table_where_it_is() -> None:
    package = Package.from_descriptor(json.loads(read("/datapackage.json", "application/json")))
    assert [one.name for one in package.resources] == [
        "observations", "territories", "indicators", "sources", "grants", "statuses"
    ]  # fmt: skip
    for one in package.resources:
        address = urlsplit(str(one.path))
        body = ask(f"{address.path}?{'&'.join(filter(None, [address.query, 'limit=1']))}")[2].decode()
        assert [name.strip('"') for name in body.splitlines()[0].split(",")] == one.schema.field_names


def test_grants_are_in_the_columns_of_the_scdl_and_nothing_is_made_up() -> None:
    rows = pd.read_csv(io.BytesIO(read("/subventions-scdl.csv", "text/csv")), dtype=str)
    assert tuple(rows.columns) == COLUMNS and len(rows) > 20
    assert rows[list({*COLUMNS} - {*GIVEN})].isna().all().all()
    assert rows.loc[rows["nomBeneficiaire"].eq("Artoiscope"), "montant"].tolist() == ["5500"]


@pytest.mark.skipif(
    "TERRIL_SCDL" not in os.environ, reason="TERRIL_SCDL names the schema of the SCDL, which is not ours"
)
def test_the_scdl_finds_no_fault_but_what_no_document_prints(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_bytes(read("/subventions-scdl.csv", "text/csv"))
    schema = Schema.from_descriptor(json.loads(Path(os.environ["TERRIL_SCDL"]).read_text(encoding="utf-8")))
    report = validate(Resource(path="rows.csv", basepath=str(tmp_path), schema=schema), limit_errors=100_000)
    faults = report.flatten(["fieldName", "type", "note"])
    assert {name for name, _, _ in faults} == {*MISSING}
    assert {(kind, note) for _, kind, note in faults} == {("constraint-error", 'constraint "required" is "True"')}


def test_the_feed_has_documents_overdue_publications_and_alerts_with_their_pages() -> None:
    found = feedparser.parse(read(f"/nouveautes.atom?territoire={LENS}", "application/atom+xml"))
    assert not found.bozo and found.feed.title == "Terril · Lens-Liévin · nouveautés"
    days = [entry.updated for entry in found.entries]
    assert days == sorted(days, reverse=True) and len({entry.id for entry in found.entries}) == len(found.entries)
    overdue = [entry for entry in found.entries if entry.title.startswith("Attendu, non repris : rapport d’activités")]
    assert overdue and overdue[0].updated.startswith("2023-09-30")
    assert unquote(overdue[0].link).endswith("/source?id=000-call-2021")


def test_an_alert_of_a_territory_says_its_gap_and_leads_to_its_figures() -> None:
    found = feedparser.parse(read("/nouveautes.atom?territoire=D62", "application/atom+xml"))
    (alert,) = [entry for entry in found.entries if "à surveiller" in entry.title]
    said = alert.content[0].value
    assert "712,5\xa0kg/hab." in said
    assert "/territoire?code=D62#chiffre-waste.collected~D62~2021~~habitant" in said


def make_entry(day: dt.date) -> Entry:
    return Entry(
        source="sdes-sitadel",
        file="sitadel.json.gz",
        address="https://terril.example/",
        retrieved=day,
        modified="",
        sha256="ab" * 32,
        bytes=10,
        rows=1234,
        licence="libre",
    )


def test_a_delivery_of_the_register_is_news_on_its_day(tmp_path: Path) -> None:
    entry = make_entry(dt.date(2026, 3, 2))
    path, body = add_entry(tmp_path, "sitadel", entry)
    (tmp_path / path).parent.mkdir()
    (tmp_path / path).write_bytes(body)
    with patch.object(news, "read_of_source", partial(read_of_source, data=tmp_path)):
        (one,) = news._list_imports(frozenset({"sdes-sitadel"}))
    assert (one.day.date(), one.path) == (entry.retrieved, "/source?id=sdes-sitadel")
    assert "1\u202f234\xa0lignes" in one.markup


def test_the_feed_of_all_has_what_is_of_every_source() -> None:
    every = {one.id for one in list_news("", dt.date(2026, 11, 26))}
    own = {one.id for one in list_news(LENS, dt.date(2026, 11, 26)) if not one.id.startswith("alerte-")}
    assert own < every and "source-003-cd62-fit-2024" in every


def test_the_calendar_has_a_day_for_each_publication_due() -> None:
    calendar = icalendar.Calendar.from_ical(read("/echeances.ics", "text/calendar"))
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == sum(one.due is not None for one in read_calendar().values())
    one = events["000-call-2021-20230930@terril"]
    assert one["DTSTART"].dt == dt.date(2023, 9, 30) and one["DTEND"].dt == dt.date(2023, 10, 1)
    assert str(one["SUMMARY"]).startswith("rapport d’activités de l’exercice 2022 (Communauté d'agglomération")


def test_a_calendar_has_no_line_beyond_75_bytes() -> None:
    lines = read("/echeances.ics", "text/calendar").split(b"\r\n")
    assert max(map(len, lines)) == 75 and lines[-2] == b"END:VCALENDAR"


def test_the_calendar_of_a_territory_has_the_sources_of_its_figures_alone() -> None:
    calendar = icalendar.Calendar.from_ical(read(f"/echeances.ics?territoire={LENS}", "text/calendar"))
    keys = {str(event["UID"]).rpartition("-")[0] for event in calendar.walk("VEVENT")}
    assert "000-call-2021" in keys and "001-cabbalr-2022" not in keys


@pytest.mark.parametrize(
    "path", ["/nouveautes.atom?territoire=rien", "/echeances.ics?code=62498", "/schemas/rien.json"]
)
def test_what_is_not_known_is_a_problem(path: str) -> None:
    status, headers, body = ask(path)
    assert status in (400, 404) and headers["content-type"] == "application/problem+json" and json.loads(body)["detail"]
