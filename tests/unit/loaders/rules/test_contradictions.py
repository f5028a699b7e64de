"""Contradictions found by rule in synthetic tables, each rule in turn."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from loaders.catalog import Acknowledged, Catalog
from loaders.rules.contradictions import describe, find_contradictions, find_useless
from tests.contradicted import Finder, make_tables


def parts(indicator: str, whole: str, glass: str, green: str, **more: object) -> list[dict[str, object]]:
    """A total and its two parts."""
    scopes = {"": whole, "stream=glass": glass, "stream=green": green}
    return [{"indicator": indicator, "scope": scope, "published": said, **more} for scope, said in scopes.items()]


def test_a_total_that_differs_from_its_parts_is_found_with_its_figures_and_gap(find: Finder) -> None:
    (finding,) = find("partition", *parts("waste.collected", "2016", "850", "1226"))
    assert finding.sentence == (
        "Collecte, Lens, 2021\u00a0: «\u00a0850\u00a0» + «\u00a01226\u00a0» font 2\u202f076\u00a0t, "
        "pour un total imprimé «\u00a02016\u00a0» (écart\u00a0: 60\u00a0t)."
    )
    assert [term.published for term in finding.terms] == ["2016", "850", "1226"]


def test_rounding_is_summed_over_the_terms(find: Finder) -> None:
    assert not find("partition", *parts("waste.collected", "101", "50", "50"))
    assert find("partition", *parts("waste.collected", "102", "50", "50"))


def test_counts_printed_in_full_have_no_rounding(find: Finder) -> None:
    assert find("partition", *parts("waste.people", "101", "50", "50"))


def test_what_is_counted_is_named_by_the_word_that_all_its_parts_print(find: Finder) -> None:
    rows = parts("waste.people", "46", "28 élus", "32 élus", value=None)
    rows = [row | {"value": float(str(row["published"]).split()[0])} for row in rows]
    (finding,) = find("partition", *rows)
    assert (finding.made, finding.gap) == ("60\u00a0élus", "14\u00a0élus")
    (finding,) = find("partition", *rows[:2], rows[2] | {"published": "32 agents"})
    assert (finding.made, finding.gap) == ("60\u00a0personnes", "14\u00a0personnes")


def test_a_total_without_one_of_its_parts_is_not_checked(find: Finder) -> None:
    assert not find("partition", *parts("waste.collected", "2016", "850", "1226")[:2])


def test_a_total_and_parts_of_two_sources_or_of_an_aim_are_kept_apart(find: Finder) -> None:
    rows = parts("waste.collected", "2016", "850", "1226")
    assert not find("partition", rows[0] | {"source": "other"}, *rows[1:])
    assert not find("partition", rows[0] | {"status": "objective"}, *rows[1:])
    assert find("partition", *(row | {"status": "planned"} for row in rows))


def test_shares_make_a_hundred_where_no_total_is_printed(find: Finder) -> None:
    assert find("partition", *parts("waste.share", "", "40", "50")[1:])
    assert not find("partition", *parts("waste.share", "", "49,6", "50,4")[1:])


def test_places_are_added_as_scopes_are(find: Finder) -> None:
    places = [{"place": place, "published": said} for place, said in (("", "22"), ("Nord", "10"), ("Sud", "10"))]
    assert find("partition", *places)


def test_parts_that_lack_more_than_a_tenth_of_a_total_may_not_be_all_of_it(find: Finder) -> None:
    parts = [{"place": place, "published": "10"} for place in ("Nord", "Sud")]
    assert not find("partition", {"place": "", "published": "23"}, *parts)
    assert find("partition", {"place": "", "published": "15"}, *parts)


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


def test_two_values_of_one_document_stand_in_the_order_of_its_lines(find: Finder) -> None:
    later, first = {"published": "79", "locator": "7145-7148"}, {"published": "30", "locator": "438;9000", "variant": 1}
    (finding,) = find("repeated", later, first)
    assert "«\u00a030\u00a0» puis «\u00a079\u00a0» dans le même document" in finding.sentence
    assert [term.locator for term in finding.terms] == ["438;9000", "7145-7148"]


@pytest.mark.parametrize(
    ("more", "where"),
    [({"source": "other"}, "selon la source"), ({"locator": "feuille 2", "variant": 1}, "dans le même document")],
)
def test_two_values_without_an_order_are_told_as_either(find: Finder, more: dict[str, object], where: str) -> None:
    (finding,) = find("repeated", {"published": "262"}, {"published": "264"} | more)
    assert "ou «\u00a026" in finding.sentence and where in finding.sentence


def test_an_aim_is_not_compared_with_what_was_done(find: Finder) -> None:
    assert not find("repeated", {"published": "262"}, {"published": "300", "status": "objective"})


@pytest.mark.parametrize("status", ["objective", "planned", "threshold", "offer"])
def test_two_values_of_what_is_aimed_at_or_planned_are_found_too(find: Finder, status: str) -> None:
    assert find("repeated", {"published": "30", "status": status}, {"published": "79", "status": status})


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
    (finding,) = find("ratio", {"indicator": "waste.daily", "published": "390"}, yearly)
    assert finding.sentence == (
        "Jour, Lens, 2021\u00a0: «\u00a0390\u00a0» imprimé, mais «\u00a036500\u00a0»\u00a0t (Verre, 2021), "
        "divisé par 100, donne 365\u00a0t (écart\u00a0: 25\u00a0t)."
    )
    assert finding.made == "divisé par 100\u00a0: 365\u00a0t"


@pytest.mark.parametrize(("printed", "made"), [("250", "237,3"), ("250,0", "237,29")])
def test_a_result_has_one_digit_more_than_the_printed_one(find: Finder, printed: str, made: str) -> None:
    terms = [{"published": "100"}, {"indicator": "waste.people", "published": "421,42"}]
    (finding,) = find("ratio", {"indicator": "waste.ratio", "published": printed}, *terms)
    assert finding.made == f"{made}\u00a0kg/hab."


def test_a_result_has_no_more_digits_than_a_term_that_is_about_so(find: Finder) -> None:
    about = {"indicator": "waste.glass", "published": "11 200 000", "value": 11_200_000, "warning": "rounded"}
    (finding,) = find("ratio", {"indicator": "waste.daily", "published": "133456"}, about)
    assert finding.sentence.endswith(
        "mais environ «\u00a011\u202f200\u202f000\u00a0»\u00a0t (Verre, 2021), "
        "divisé par 100, donne environ 112\u202f000\u00a0t (écart\u00a0: 21\u202f456\u00a0t)."
    )


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
    findings = find("plan", {"published": "1"}, grants=lines)
    printed = published.replace(" €", "\u00a0€")
    said = f"les recettes du plan font 100,02\u00a0€, pour un coût imprimé «\u00a0{printed}\u00a0»"
    assert [finding.sentence for finding in findings] == [f"P\u00a0: {said} (écart\u00a0: 0,01\u00a0€)."] * count


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
        {"period": "2030", "year": 2030, "status": "objective"},
        {"period": "2019", "year": 2019, "status": "objective"},
        {"period": "2022-2019", "year": 2019, "status": "planned"},
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
