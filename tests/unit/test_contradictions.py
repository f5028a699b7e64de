"""Contradictions found by rule in synthetic tables, each rule in turn; then those known in the real documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from loaders.build import Tables, build_tables
from loaders.catalog import Acknowledged, Catalog, load_catalog
from loaders.contradictions import RULES, describe, find_contradictions, find_useless
from loaders.printed import Finding, write_number
from loaders.rounding import find_tolerance, printed_step
from tests.synthetic import read_catalog

TERRITORY = "62498"
GRANTS = [
    "source",
    "locator",
    "section",
    "published",
    "montant",
    "stage",
    "nomAttribuant",
    "nomBeneficiaire",
    "objet",
    "dispositifAide",
    "projet",
    "coutProjet",
    "coutPublished",
    "coutLines",
    "commune",
    "epci",
    "year",
    "period",
    "status",
    "id",
]
ENTRY = "kind: flow, polarity: down, decimals: 0, definition: Chiffre synthétique."
INDICATORS = (
    f"waste.collected: {{label: Collecte, short: Collecte, unit: t, {ENTRY}, components: [waste.glass, waste.green], "
    "warnings: [rounded], partitions: [{parts: [stream=glass, stream=green]}, {by: place, parts: [Nord, Sud]}, "
    "{by: grant, whole: Aides, parts: [Fonds]}]}\n"
    f"waste.glass: {{label: Verre, short: Verre, unit: t, {ENTRY}}}\n"
    f"waste.green: {{label: Vert, short: Vert, unit: t, {ENTRY}}}\n"
    f"waste.people: {{label: Gens, short: Gens, unit: people, {ENTRY}, "
    "partitions: [{parts: [stream=glass, stream=green]}]}\n"
    f"waste.share: {{label: Part, short: Part, unit: percent, {ENTRY}, "
    "partitions: [{parts: [stream=glass, stream=green]}]}\n"
    f"waste.ratio: {{label: Ratio, short: Ratio, unit: kg, {ENTRY}, numerator: waste.collected, "
    "denominator: waste.people, factor: 1000}\n"
    f"waste.daily: {{label: Jour, short: Jour, unit: t, {ENTRY}, numerator: waste.glass, factor: 0.01}}\n"
    f"waste.change: {{label: Évolution, short: Évolution, unit: percent, {ENTRY}, change_of: waste.collected}}\n"
    f"waste.gain: {{label: Gain, short: Gain, unit: t, {ENTRY}, change_of: waste.collected}}\n"
)
UNITS = (
    "t: {symbol: t, label: tonnes}\nkg: {symbol: kg/hab., label: kilogrammes, additive: false}\n"
    'people: {symbol: personnes, label: personnes}\npercent: {symbol: "%", label: pour cent, additive: false}\n'
)
SOURCES = "".join(
    f"{name}: {{title: Rapport {name}, publisher: Éditeur synthétique, date: 2021, licence: Ouverte}}\n"
    for name in ("report", "other")
)

Finder = Callable[..., list[Finding]]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder: Path = tmp_path_factory.mktemp("catalog")
    return read_catalog(folder, units=UNITS, sources=SOURCES, indicators__waste=INDICATORS)


@pytest.fixture
def find(catalog: Catalog) -> Finder:
    """What a rule finds in a few rows; a row says what is printed and what matters to its test."""

    def find_in(rule: str, *rows: dict[str, object], grants: tuple[dict[str, object], ...] = ()) -> list[Finding]:
        return [f for f in find_contradictions(catalog, make_tables(rows, grants)) if f.rule == rule]

    return find_in


def make_tables(rows: tuple[dict[str, object], ...], grants: tuple[dict[str, object], ...] = ()) -> Tables:
    """Synthetic tables: the value of a row is what it prints, unless it says otherwise."""
    usual: dict[str, object] = {
        "indicator": "waste.collected",
        "territory": TERRITORY,
        "place": "",
        "year": 2021,
        "status": "normal",
        "scope": "",
        "source": "report",
        "locator": "12",
        "warning": "",
        "variant": 0,
        "revision": 1,
    }
    made = []
    for number, row in enumerate(rows):
        full = usual | row
        full.setdefault("period", str(full["year"]))
        if "value" not in full:
            full["value"] = float(str(full["published"]).replace(",", "."))
        made.append({**full, "id": full.get("id", f"f{number}")})
    columns = [*usual, "period", "value", "published", "id"]
    lines = [
        {**dict.fromkeys(GRANTS, ""), "source": "report", "stage": "planned", "projet": "P", "epci": TERRITORY}
        | {"year": 2021, "period": "2021", "status": "target", "coutProjet": None, "id": f"g{n}", **grant}
        for n, grant in enumerate(grants)
    ]
    paid = pd.DataFrame(lines, columns=GRANTS).astype({"montant": float, "coutProjet": float})
    territories = pd.DataFrame({"code": [TERRITORY], "short": ["Lens"]})
    return Tables(pd.DataFrame(made, columns=columns).astype({"value": float}), paid, territories)


def parts(indicator: str, whole: str, glass: str, green: str, **more: object) -> list[dict[str, object]]:
    """A total and its two parts."""
    scopes = {"": whole, "stream=glass": glass, "stream=green": green}
    return [{"indicator": indicator, "scope": scope, "published": said, **more} for scope, said in scopes.items()]


@pytest.mark.parametrize(
    ("value", "published", "step"),
    [
        (7_600_000, "7,6 M€", 100_000),
        (1_800_000, "1.8M€", 100_000),
        (156_402, "156\u202f402 tonnes", 1),
        (40_000, "40.000 visiteurs", 1),
        (17.16, "17,16%", 0.01),
        (-3.59, "- 3,59 %", 0.01),
        (10_000_000, "10 million d'€", 1_000_000),
        (2, "deux", 1),
    ],
)
def test_the_last_printed_digit_is_read_with_its_scale(value: float, published: str, step: float) -> None:
    assert printed_step(value, published) == pytest.approx(step)


@pytest.mark.parametrize(
    ("value", "published", "unit", "warning", "tolerance"),
    [
        (7_600_000, "7,6 M€", "EUR", "", 50_000),
        (466_328.46, "466 328,46 €", "EUR", "", 0),
        (1_358_707, "1 358 707 €", "EUR", "", 0.5),
        (262, "262 agents", "agents", "", 0),
        (2016, "2 016 km", "km", "", 0.5),
        (5800, "près de 5 800", "t", "rounded", 290),
        (100, "plus de 100", "people", "rounded", 50),
    ],
)
def test_a_tolerance_is_half_a_unit_none_for_counts_and_cents_more_where_rounded(
    value: float, published: str, unit: str, warning: str, tolerance: float
) -> None:
    assert find_tolerance(value, published, unit, warning) == pytest.approx(tolerance)


def test_a_total_that_differs_from_its_parts_is_found_with_its_figures_and_gap(find: Finder) -> None:
    (finding,) = find("partition", *parts("waste.collected", "2016", "850", "1226"))
    assert finding.sentence == (
        "Collecte, Lens, 2021 : «\u00a0850\u00a0» + «\u00a01226\u00a0» font 2\u202f076\u00a0t, "
        "pour un total imprimé «\u00a02016\u00a0» (écart : 60\u00a0t)."
    )
    assert [term.published for term in finding.terms] == ["2016", "850", "1226"]


def test_rounding_is_summed_over_the_terms(find: Finder) -> None:
    assert not find("partition", *parts("waste.collected", "101", "50", "50"))
    assert find("partition", *parts("waste.collected", "102", "50", "50"))


def test_counts_printed_in_full_have_no_rounding(find: Finder) -> None:
    assert find("partition", *parts("waste.people", "101", "50", "50"))


def test_a_total_without_one_of_its_parts_is_not_checked(find: Finder) -> None:
    assert not find("partition", *parts("waste.collected", "2016", "850", "1226")[:2])


def test_a_total_and_parts_of_two_sources_or_of_a_target_are_kept_apart(find: Finder) -> None:
    rows = parts("waste.collected", "2016", "850", "1226")
    assert not find("partition", rows[0] | {"source": "other"}, *rows[1:])
    assert not find("partition", rows[0] | {"status": "target"}, *rows[1:])
    assert find("partition", *(row | {"status": "target"} for row in rows))


def test_shares_make_a_hundred_where_no_total_is_printed(find: Finder) -> None:
    assert find("partition", *parts("waste.share", "", "40", "50")[1:])
    assert not find("partition", *parts("waste.share", "", "49,6", "50,4")[1:])


def test_places_are_added_as_scopes_are(find: Finder) -> None:
    places = [{"place": place, "published": said} for place, said in (("", "30"), ("Nord", "10"), ("Sud", "10"))]
    assert find("partition", *places)


def test_an_indicator_is_compared_with_the_sum_of_its_components(find: Finder) -> None:
    rows = [{"published": "100"}, {"indicator": "waste.glass", "published": "40"}]
    assert not find("components", *rows)
    assert not find("components", *rows, {"indicator": "waste.green", "published": "60"})
    assert find("components", *rows, {"indicator": "waste.green", "published": "50"})


def test_two_values_of_one_thing_are_found_in_one_document_or_in_two(find: Finder) -> None:
    count = {"indicator": "waste.people"}
    assert find("repeated", count | {"published": "262"}, count | {"published": "264", "variant": 1})
    assert find("repeated", {"published": "262"}, {"published": "264", "source": "other"})


def test_the_same_value_more_or_less_rounded_is_no_contradiction(find: Finder) -> None:
    rounded = {"published": "7,6 M", "value": 7.6e6, "source": "other"}
    assert not find("repeated", {"published": "7612345"}, rounded)
    assert find("repeated", {"published": "7712345"}, rounded)


def test_a_target_is_not_compared_with_what_was_done(find: Finder) -> None:
    assert not find("repeated", {"published": "262"}, {"published": "300", "status": "target"})


def test_only_the_newest_delivery_is_compared(find: Finder) -> None:
    older = {"published": "262", "id": "same"}
    assert not find("repeated", older, {"published": "264", "id": "same", "revision": 2})


def test_a_ratio_is_computed_again_from_its_terms(find: Finder) -> None:
    terms = [{"published": "100"}, {"indicator": "waste.people", "published": "400"}]
    assert not find("ratio", {"indicator": "waste.ratio", "published": "250"}, *terms)
    (finding,) = find("ratio", {"indicator": "waste.ratio", "published": "260"}, *terms)
    assert finding.made == "250\u00a0kg/hab."


def test_a_ratio_of_one_term_is_a_multiple_of_it(find: Finder) -> None:
    yearly = {"indicator": "waste.glass", "published": "36500"}
    assert not find("ratio", {"indicator": "waste.daily", "published": "365"}, yearly)
    assert find("ratio", {"indicator": "waste.daily", "published": "390"}, yearly)


def test_a_denominator_of_another_source_may_be_of_a_year_nearby(find: Finder) -> None:
    terms = [{"published": "100000"}]
    people = [
        {"indicator": "waste.people", "published": said, "year": year, "source": "other"}
        for said, year in (("400000", 2021), ("380000", 2019))
    ]
    assert not find("ratio", {"indicator": "waste.ratio", "published": "263"}, *terms, *people)
    assert find("ratio", {"indicator": "waste.ratio", "published": "280"}, *terms, *people)


@pytest.mark.parametrize(("printed", "count"), [("10", 0), ("15,5", 1)])
def test_a_change_in_percent_follows_from_its_two_years(find: Finder, printed: str, count: int) -> None:
    years = [{"published": "2000", "year": 2020}, {"published": "2200"}]
    assert len(find("change", {"indicator": "waste.change", "published": printed}, *years)) == count


@pytest.mark.parametrize(("printed", "count"), [("200", 0), ("300", 1)])
def test_a_change_in_the_unit_of_what_changes_is_a_difference(find: Finder, printed: str, count: int) -> None:
    years = [{"published": "2000", "year": 2020}, {"published": "2200"}]
    assert len(find("change", {"indicator": "waste.gain", "published": printed}, *years)) == count


def test_a_change_without_its_first_year_is_not_checked(find: Finder) -> None:
    assert not find("change", {"indicator": "waste.change", "published": "99"}, {"published": "2200"})


def grant(amount: float, published: str, **more: object) -> dict[str, object]:
    return {"montant": amount, "published": published, **more}


@pytest.mark.parametrize(("cost", "published", "count"), [(100.02, "100,02 €", 0), (100.03, "100,03 €", 1)])
def test_the_lines_of_a_plan_make_the_cost_to_the_cent(
    find: Finder, monkeypatch: pytest.MonkeyPatch, cost: float, published: str, count: int, catalog: Catalog
) -> None:
    entry = catalog.indicators["waste.collected"]
    monkeypatch.setitem(catalog.indicators, "subsidies.project_cost", entry.model_copy(update={"partitions": ()}))
    costs = {"coutProjet": cost, "coutPublished": published}
    lines = grant(50.01, "50,01 €", **costs), grant(50.01, "50,01 €", **costs)
    assert len(find("plan", {"published": "1"}, grants=lines)) == count


def test_an_aid_may_be_less_than_the_cost_but_not_more(find: Finder) -> None:
    costs = {"coutProjet": 100, "coutPublished": "100 €", "stage": "awarded"}
    assert not find("plan", {"published": "1"}, grants=(grant(60, "60 €", **costs),))
    assert find("plan", {"published": "1"}, grants=(grant(160, "160 €", **costs),))


@pytest.mark.parametrize(("total", "count"), [("100", 0), ("107", 1)])
def test_a_list_of_grants_makes_the_total_printed_over_it(find: Finder, total: str, count: int) -> None:
    lines = [grant(50, "50 €", dispositifAide="Fonds", stage="awarded") for _ in range(2)]
    assert len(find("plan", {"scope": "Aides", "published": total}, grants=tuple(lines))) == count


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"period": "31/02/2021"}, "le jour 31/02/2021 n’existe pas"),
        ({"period": "2022-2019"}, "la période 2022-2019 finit avant de commencer"),
        ({"period": "2023", "year": 2023}, "la période est postérieure au document, de 2021"),
        ({"period": "2019", "year": 2019, "status": "target"}, "l’objectif est déjà passé"),
    ],
)
def test_a_date_that_cannot_be_is_found(find: Finder, row: dict[str, object], fault: str) -> None:
    (finding,) = find("date", {"published": "1", "scope": "stream=glass"} | row, {"published": "2"})
    assert fault in finding.sentence


@pytest.mark.parametrize(
    "row",
    [
        {"period": "31/12/2021"},
        {"period": "2021-2023"},
        {"period": "jusqu'en 2025", "year": 2025},
        {"period": "2030", "year": 2030, "status": "target"},
    ],
)
def test_a_date_that_can_be_is_not(find: Finder, row: dict[str, object]) -> None:
    assert not find("date", {"published": "1", "scope": "stream=glass"} | row, {"published": "2"})


def test_an_id_stays_when_the_value_changes(find: Finder) -> None:
    (one,) = find("partition", *parts("waste.collected", "2016", "850", "1226"))
    (other,) = find("partition", *parts("waste.collected", "2017", "850", "1226"))
    assert one.id == other.id


def test_a_reason_is_given_and_one_for_nothing_is_useless(catalog: Catalog, find: Finder) -> None:
    tables = make_tables(tuple(parts("waste.collected", "2016", "850", "1226")))
    (found,) = find("partition", *parts("waste.collected", "2016", "850", "1226"))
    reason = Acknowledged(reason="Coquille.", date=dt.date(2026, 1, 1))
    explained = replace(catalog, acknowledged={found.id: reason, "c000000000": reason})
    findings = find_contradictions(explained, tables)
    assert [finding.explained for finding in findings] == ["Coquille."]
    assert describe(findings[0]).endswith("[report, 12 ; report, 12 ; report, 12] Expliqué : Coquille.")
    (said,) = find_useless(explained, findings)
    assert "c000000000" in said


@pytest.mark.parametrize(
    ("value", "symbol", "text"),
    [
        (2076, "km", "2\u202f076\u00a0km"),
        (1, "axes", "1\u00a0axe"),
        (0.01, "€", "0,01\u00a0€"),
        (1, "états des lieux", "1\u00a0état des lieux"),
    ],
)
def test_a_number_is_written_in_french(value: float, symbol: str, text: str) -> None:
    assert write_number(value, symbol) == text


@pytest.fixture(scope="module")
def real() -> list[Finding]:
    return find_contradictions(load_catalog(), build_tables(load_catalog()))


@pytest.mark.parametrize(
    ("rule", "indicator", "source", "lines", "gap"),
    [
        ("partition", "water.network_length", "001-cabbalr-2022", "1058", "60\u00a0km"),
        ("partition", "employment.insertion_hours", "001-cabbalr-2022", "3009", "28\u202f800\u00a0h"),
        ("partition", "mobility.chargers_installed", "001-cabbalr-2022", "764", "11\u00a0bornes"),
        ("repeated", "staff.headcount", "000-call-2021", "298", "2\u00a0agents"),
        ("repeated", "social.apa_people", "003-cd62-fit-2024", "1430-1432", "2\u00a0personnes"),
        ("ratio", "water.consumed_per_day", "001-cabbalr-2022", "1070", "1\u202f635,07\u00a0m³/j"),
        ("ratio", "subsidies.recovery_share", "000-call-2021", "2092", "0,06\u00a0point"),
        ("ratio", "urban_renewal.priority_population_share", "000-call-2021", "1693", "1,83\u00a0point"),
        ("plan", "subsidies.recovery_amount", "000-call-2021", "2092", "4\u00a0€"),
        ("plan", "subsidies.project_cost", "003-cd62-fit-2024", "3416", "0,01\u00a0€"),
    ],
)
def test_what_is_known_to_be_contradictory_is_found(
    real: list[Finding], rule: str, indicator: str, source: str, lines: str, gap: str
) -> None:
    found = [finding for finding in real if (finding.rule, finding.indicator) == (rule, indicator)]
    assert gap in [finding.gap for finding in found]
    assert (source, lines) in {(term.source, term.locator) for finding in found for term in finding.terms}


def test_fifteen_contradictions_or_more_are_found_each_once(real: list[Finding]) -> None:
    assert len({finding.id for finding in real}) == len(real) >= 15


def test_every_explanation_is_of_a_contradiction_that_is_found(real: list[Finding]) -> None:
    assert find_useless(load_catalog(), real) == []


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({rule.name for rule in RULES}) == len({rule.id for rule in RULES}) == len(RULES)
