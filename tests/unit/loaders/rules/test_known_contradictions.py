"""Printed numbers, as they are read and written; and the contradictions known in the real documents."""

from __future__ import annotations

import pytest

from loaders.catalog import load_catalog
from loaders.pipeline.build import build_tables
from loaders.rules.contradictions import KINDS, find_contradictions, find_useless
from loaders.rules.jumps import SERIES, list_jumps, name_series
from loaders.rules.printed import Finding, read_printed, set_spaces, write_number
from loaders.rules.rounding import find_tolerance, printed_step
from loaders.tables import Tables


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
        (100, "plus de 100", "people", "undated;rounded", 50),
        (100, "100", "people", "undated", 0),
    ],
)
def test_a_tolerance_is_half_a_unit_none_for_counts_and_cents_more_where_rounded(
    value: float, published: str, unit: str, warning: str, tolerance: float
) -> None:
    assert find_tolerance(value, published, unit, *warning.split(";")) == pytest.approx(tolerance)


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


@pytest.mark.parametrize(
    ("typed", "spaced"),
    [
        ("Dit « hors programme » ; 8,4 % ?", "Dit «\u00a0hors programme\u00a0»\u202f; 8,4\u00a0%\u202f?"),
        ("Les 2 739 069 € : à part", "Les 2\u202f739\u202f069\u00a0€\u00a0: à part"),
        ("en 2021 175 textes", "en 2021 175 textes"),
    ],
)
def test_a_sentence_has_the_spaces_of_french(typed: str, spaced: str) -> None:
    assert set_spaces(typed) == spaced


UFC_2015 = (
    "https://ufc-quechoisir-lille.org/fr/nos-actions/environnement/dechets-perimetre-mel-exercice-2015-tonnages-baisse/"
)


@pytest.fixture(scope="module")
def built() -> Tables:
    return build_tables(load_catalog())


@pytest.fixture(scope="module")
def real(built: Tables) -> list[Finding]:
    return find_contradictions(load_catalog(), built)


@pytest.mark.parametrize(
    ("rule", "indicator", "source", "lines", "gap"),
    [
        ("partition", "water.network_length", "001-cabbalr-2022", "1058", "60\u00a0km"),
        ("partition", "employment.insertion_contracts", "001-cabbalr-2022", "3012-3014", "14\u00a0marchés"),
        ("ratio", "waste.collected_per_inhabitant", "ufc-lille-2015", UFC_2015, "4,7\u00a0kg/hab."),
        ("ratio", "water.consumed_per_day", "001-cabbalr-2022", "1070", "1\u202f620\u00a0m³/j"),
        ("ratio", "subsidies.recovery_share", "000-call-2021", "2092", "0,06\u00a0point"),
        ("part", "staff.trained_agents", "000-call-2021", "299-300", "15\u00a0agents"),
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


@pytest.mark.parametrize(
    ("rule", "indicator", "territory"),
    [
        ("partition", "employment.insertion_hours", "200072460"),  # a third part may not be printed
        ("partition", "employment.insertion_fte", "200072460"),
        ("partition", "mobility.chargers_installed", "200072460"),  # 32 and 21 make the 53 printed beside
        ("repeated", "population.municipal", "62249"),  # 8 204 lies between the populations of 2020 and 2021
        ("repeated", "social.apa_people", "200033579"),  # plans are not beneficiaries
        ("repeated", "staff.headcount", "246200364"),  # the 264 agents are not dated
        ("ratio", "waste.collected_per_inhabitant", "2018"),  # the source divides by its own 1 156 326 inhabitants
    ],
)
def test_what_an_independent_reading_cleared_is_not_found(
    real: list[Finding], rule: str, indicator: str, territory: str
) -> None:
    assert indicator in load_catalog().indicators
    assert not [
        f for f in real if (f.rule, f.indicator) == (rule, indicator) and territory in (f.territory, str(f.year))
    ]


def test_each_contradiction_is_found_once(real: list[Finding]) -> None:
    assert len({finding.id for finding in real}) == len(real) >= 10


def test_every_explanation_is_of_a_contradiction_that_is_found(real: list[Finding]) -> None:
    assert find_useless(load_catalog(), real) == []


@pytest.mark.parametrize(
    ("rule", "source", "lines"),
    [
        ("repeated", "003-cd62-fit-2024", "377"),
        ("repeated", "003-cd62-fit-2024", "5021"),
        ("repeated", "003-cd62-fit-2024", "3886-3887"),
        ("repeated", "003-cd62-fit-2024", "1365-1366"),
        ("repeated", "000-call-2021", "186;219"),
        ("ratio", "000-call-2021", "3537-3538"),
        ("ratio", "delta-fm-boulonnais-2016", "https://deltafm.fr"),
        ("date", "003-cd62-fit-2024", "1939-1942"),
        ("date", "000-call-2021", "2422-2427"),
        ("date", "000-call-2021", "1247"),
        ("date", "001-cabbalr-2022", "89-93"),
    ],
)
def test_what_is_none_is_not_found(real: list[Finding], rule: str, source: str, lines: str) -> None:
    said = [(t.source, t.locator) for finding in real if finding.rule == rule for t in finding.terms]
    assert not [locator for key, locator in said if key == source and locator.startswith(lines)]


def test_every_jump_is_a_break_or_explained_and_every_explanation_is_of_one(built: Tables) -> None:
    catalog = load_catalog()
    jumps = [after for _, after in list_jumps(read_printed(catalog, built))]
    explained = {key for key in catalog.acknowledged if key.startswith(SERIES)}
    assert {name_series(row) for row in jumps if not row.break_before} == explained


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind.name for kind in KINDS}) == len({kind.id for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(("value", "text"), [(10.2, "10"), (120.4, "120"), (0.4, "0,4"), (1000.0, "1 000")])
def test_a_number_without_decimals_keeps_the_zeros_that_count(value: float, text: str) -> None:
    assert write_number(value, decimals=0) == text.replace(" ", "\N{NARROW NO-BREAK SPACE}")
